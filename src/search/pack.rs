//! From an index in memory to the files that a static host serves.
//!
//! ```text
//! search/index.json          names the hot file; the only one whose content changes under one name
//! search/HASH.gz             the hot file, and chunks of the index's files (fieldbook_search::bundle)
//! ```
//!
//! A chunk's name is the hash of its content, so that caches never go stale and an unchanged chunk isn't sent again.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use fieldbook_search::{
    SearchError, Searcher, Vocabulary,
    bundle::{self, ServedFile},
};
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;
use serde::Serialize;
use tantivy::{
    Directory,
    directory::{OwnedBytes, RamDirectory},
};

use super::recorder::Recorder;

/// Path of the file that names the hot file, under the site's root.
pub const MANIFEST: &str = "search/index.json";

/// Least bytes of a chunk: smaller ones cost more requests than they save bytes.
const LEAST_CHUNK: usize = 16 * 1024;

/// How hard chunks are compressed: beyond this, twice the time saves two hundredths of the bytes.
const COMPRESSION: u32 = 3;

/// How hard the hot file is compressed, which each reader fetches as a whole.
const HOT_COMPRESSION: u32 = 6;

/// The tantivy file that names the others.
const META: &str = "meta.json";

/// What the site must serve for search.
#[derive(Debug)]
pub struct Packed {
    /// Paths under the site's root, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Bytes of the hot file as it is served: what a reader fetches before the first answer, besides the engine.
    pub hot_bytes: usize,
}

/// What the manifest says.
#[derive(Serialize)]
struct Manifest<'a> {
    format: u32,
    hot: &'a str,
    pages: usize,
}

/// A file of the index.
struct Source {
    extension: String,
    bytes: OwnedBytes,
    resident: Vec<Range<usize>>,
}

/// Packs the index of a directory.
pub(super) fn pack(directory: &RamDirectory, labels: &Vocabulary, pages: usize) -> Result<Packed, SearchError> {
    let (meta, segment) = read_meta(directory)?;
    let recorder = Recorder::new(directory.clone());
    Searcher::open(recorder.clone(), labels.clone())?.read_resident()?;
    let sources =
        segment.as_deref().map_or_else(|| Ok(Vec::new()), |segment| read_sources(directory, &recorder, segment))?;

    let mut output = Output::default();
    let (id, meta) = rename_segment(&meta, segment.as_deref(), &sources);
    let names: Vec<String> = sources.iter().map(|source| format!("{id}.{}", source.extension)).collect();
    let whole_meta = [Range { start: 0, end: meta.len() }];
    let mut served = vec![ServedFile {
        name: META,
        bytes: meta.as_bytes(),
        resident: &whole_meta,
        chunk_length: LEAST_CHUNK,
        chunks: Vec::new(),
    }];
    for (source, name) in sources.iter().zip(&names) {
        let chunk_length = chunk_length(&source.extension, source.bytes.len());
        let is_whole = source.resident.first() == Some(&(0..source.bytes.len()));
        let chunks = if is_whole { Vec::new() } else { output.add_all(&source.bytes, chunk_length)? };
        served.push(ServedFile { name, bytes: &source.bytes, resident: &source.resident, chunk_length, chunks });
    }
    output.finish(&bundle::encode(labels, &served)?, pages)
}

/// The engine's `meta.json`, and the id of its segment if there is one.
fn read_meta(directory: &RamDirectory) -> Result<(String, Option<String>), SearchError> {
    let bytes = directory.atomic_read(Path::new(META)).map_err(tantivy::TantivyError::from)?;
    let text = String::from_utf8(bytes).map_err(|_| SearchError::Damaged(format!("{META} is no text")))?;
    let meta: serde_json::Value =
        serde_json::from_str(&text).map_err(|error| SearchError::Damaged(format!("{META}: {error}")))?;
    let segment = meta.pointer("/segments/0/segment_id").and_then(serde_json::Value::as_str);
    let segment = segment.map(|id| id.replace('-', ""));
    Ok((text, segment))
}

fn read_sources(directory: &RamDirectory, recorder: &Recorder, segment: &str) -> Result<Vec<Source>, SearchError> {
    let mut sources = Vec::new();
    for extension in ["fast", "fieldnorm", "idx", "pos", "store", "term"] {
        let path = PathBuf::from(format!("{segment}.{extension}"));
        let file = directory.open_read(&path).map_err(tantivy::TantivyError::from)?;
        sources.push(Source {
            extension: extension.to_owned(),
            bytes: file.read_bytes()?,
            resident: recorder.reads_of(&path),
        });
    }
    Ok(sources)
}

/// An id for the segment that follows from its content, and `meta.json` with it: the engine's own id is random.
fn rename_segment(meta: &str, segment: Option<&str>, sources: &[Source]) -> (String, String) {
    let Some(segment) = segment else { return (String::new(), meta.to_owned()) };
    let mut hasher = blake3::Hasher::new();
    for source in sources {
        hasher.update(&source.bytes);
    }
    let id: String = hasher.finalize().to_hex().chars().take(32).collect();
    let grouped = |id: &str| format!("{}-{}-{}-{}-{}", &id[..8], &id[8..12], &id[12..16], &id[16..20], &id[20..]);
    let is_id = segment.len() == 32 && segment.is_ascii();
    let renamed = if is_id { meta.replace(&grouped(segment), &grouped(&id)) } else { meta.to_owned() };
    (id, renamed)
}

/// How long the chunks of a file are: short, for little is to be fetched in vain, but no more of them than a host bears.
fn chunk_length(extension: &str, length: usize) -> usize {
    let most = match extension {
        "store" => 512,
        "idx" => 256,
        _ => 128,
    };
    let mut chunk = LEAST_CHUNK;
    while length.div_ceil(chunk) > most {
        chunk *= 2;
    }
    chunk
}

/// Files to be served, by name.
#[derive(Default)]
struct Output(BTreeMap<String, Vec<u8>>);

impl Output {
    /// Cuts a file into chunks and adds them; gives the hashes that name them.
    fn add_all(&mut self, bytes: &[u8], chunk_length: usize) -> Result<Vec<[u8; 16]>, SearchError> {
        let packed: Vec<_> =
            bytes.par_chunks(chunk_length).map(|chunk| compress(chunk, COMPRESSION)).collect::<Result<_, _>>()?;
        Ok(packed.into_iter().map(|(hash, bytes)| self.add(hash, bytes).0).collect())
    }

    fn add(&mut self, hash: [u8; 16], bytes: Vec<u8>) -> ([u8; 16], String) {
        let name = bundle::chunk_file_name(&hash);
        self.0.insert(name.clone(), bytes);
        (hash, name)
    }

    /// Adds the hot file and the manifest that names it.
    fn finish(mut self, hot: &[u8], pages: usize) -> Result<Packed, SearchError> {
        let (hash, bytes) = compress(hot, HOT_COMPRESSION)?;
        let hot_bytes = bytes.len();
        let (_, name) = self.add(hash, bytes);
        let manifest = serde_json::to_vec(&Manifest { format: bundle::FORMAT, hot: &name, pages });
        let manifest = manifest.map_err(|error| SearchError::Damaged(error.to_string()))?;
        let chunks = self.0.into_iter().map(|(name, bytes)| (format!("search/{name}"), bytes));
        let files = chunks.chain([(MANIFEST.to_owned(), manifest)]).collect();
        Ok(Packed { files, hot_bytes })
    }
}

/// Gzips bytes, without a date, and hashes what comes out.
fn compress(bytes: &[u8], level: u32) -> io::Result<([u8; 16], Vec<u8>)> {
    let mut encoder = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::new(level));
    encoder.write_all(bytes)?;
    let packed = encoder.finish()?;
    let mut hash = [0; 16];
    blake3::Hasher::new().update(&packed).finalize_xof().fill(&mut hash);
    Ok((hash, packed))
}
