//! Fieldbook's search in a browser: a thin layer over `fieldbook-search` that speaks bytes and JSON.
//!
//! The worker (`themes/default/static/js/search/worker.js`) fetches files and calls [`Engine`]; what is searched, and
//! how, is all in the shared crate. A panic traps the instance: the worker then starts a new one.

use fieldbook_search::{PagedDirectory, Request, SearchError, Searcher, bundle};
use wasm_bindgen::prelude::*;

/// The format of indexes that this module reads; the manifest says which one the site's index has.
#[wasm_bindgen]
pub fn format() -> u32 {
    bundle::FORMAT
}

/// An index, opened.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    directory: PagedDirectory,
    searcher: Searcher,
}

#[wasm_bindgen]
impl Engine {
    /// Opens an index from its hot file's bytes, no longer compressed.
    #[wasm_bindgen(constructor)]
    pub fn new(hot: Vec<u8>) -> Result<Engine, JsError> {
        let (directory, vocabulary) = PagedDirectory::open(hot)?;
        let searcher = Searcher::open(directory.clone(), vocabulary)?;
        Ok(Self { directory, searcher })
    }

    /// Answers a request (JSON of `Request`) with JSON of `Results`, or with nothing where chunks are missing.
    pub fn search(&self, request: &str) -> Result<Option<String>, JsError> {
        let request: Request = serde_json::from_str(request)?;
        match self.searcher.search(&request) {
            Ok(results) => Ok(Some(serde_json::to_string(&results)?)),
            Err(SearchError::Missing) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The chunks that the last calls lacked: JSON of pairs of number and file name.
    pub fn misses(&self) -> Result<String, JsError> {
        let misses: Vec<_> = self.directory.take_misses().into_iter().map(|miss| (miss.chunk, miss.file)).collect();
        Ok(serde_json::to_string(&misses)?)
    }

    /// Hands in a chunk, no longer compressed.
    pub fn put(&self, chunk: usize, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.directory.put(chunk, bytes)?)
    }
}
