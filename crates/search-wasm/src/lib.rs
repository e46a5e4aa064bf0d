//! Fieldbook's search in a browser: a thin layer over `fieldbook-search` that speaks bytes and JSON.
//!
//! The worker (`themes/default/static/js/search/worker.js`) fetches files and calls [`Engine`]; what is searched, and
//! how, is all in the shared crate. A panic traps the instance: the worker then starts a new one.

use std::cell::RefCell;

use fieldbook_search::{Marker, PagedDirectory, Request, SearchError, Searcher, bundle};
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
    /// The query that excerpts were last cut for, and what cuts them.
    cutting: RefCell<Option<(String, Marker)>>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens an index from its hot file's bytes, no longer compressed.
    #[wasm_bindgen(constructor)]
    pub fn new(hot: Vec<u8>) -> Result<Engine, JsError> {
        let (directory, vocabulary) = PagedDirectory::open(hot)?;
        let searcher = Searcher::open(directory.clone(), vocabulary, directory.clone())?;
        Ok(Self { directory, searcher, cutting: RefCell::default() })
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

    /// What the last calls lacked: JSON of `Missing`s.
    pub fn misses(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.directory.take_misses())?)
    }

    /// Hands in a block, no longer compressed, by its chunk and where in that it begins.
    pub fn put(&self, chunk: &str, start: usize, bytes: Vec<u8>) -> Result<(), JsError> {
        Ok(self.directory.put(chunk, start, bytes)?)
    }

    /// Cuts the piece of a text that shows best what a query found: JSON of an `Excerpt`. Nothing is fetched for it.
    pub fn excerpt(&self, query: &str, text: &str) -> Result<String, JsError> {
        let mut cutting = self.cutting.borrow_mut();
        let marker = match cutting.take() {
            Some((last, marker)) if last == query => marker,
            _ => self.searcher.marker(query)?,
        };
        let (_, marker) = cutting.insert((query.to_owned(), marker));
        Ok(serde_json::to_string(&marker.excerpt(text))?)
    }
}
