//! From an index in memory to the files that a static host serves.
//!
//! ```text
//! search/index.json               names the folder of this build; the only one whose content changes under one name
//! search/GENERATION/hot.gz        what every query needs (fieldbook_search::bundle)
//! search/GENERATION/idx-17.gz     chunks of the index's files, and of what results show
//! search/GENERATION/first-3.gz    first answers (super::first)
//! ```
//!
//! A generation is the hash of all of its files, so that caches never go stale.

use std::{
    io::{self, Write},
    ops::Range,
    path::{Path, PathBuf},
};

use fieldbook_search::{
    SearchError, Searcher, Vocabulary,
    bundle::{self, ServedFile, ServedRecords},
    records::Record,
};
use flate2::{Compression, GzBuilder};
use rayon::prelude::*;
use serde::Serialize;
use tantivy::{
    Directory,
    directory::{OwnedBytes, RamDirectory},
};

use super::{first, recorder::Recorder};

/// Path of the file that names the others, under the site's root.
pub const MANIFEST: &str = "search/index.json";

/// Bytes that lengths of chunks are multiples of.
const CHUNK_STEP: usize = 1024;

/// Least bytes of a chunk: smaller ones cost more requests than they save bytes.
const LEAST_CHUNK: usize = 16 * CHUNK_STEP;

/// Bytes of records in a chunk, before compression, where the library isn't so large that there would be too many.
const RECORDS_CHUNK: usize = 8 * 1024;

/// Chunks of records at most, so that hosts bear the number of files.
const MOST_RECORDS_CHUNKS: usize = 530;

/// What the files of first answers are called.
const FIRST: &str = "first";

/// How hard postings and positions are compressed: beyond this, twice the time saves two hundredths of the bytes.
const COMPRESSION: u32 = 3;

/// How hard the hot file is compressed, which each reader fetches as a whole, and the chunks that are text.
const HARD_COMPRESSION: u32 = 6;

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
    /// The folder of the other files, beside the manifest.
    index: &'a str,
    pages: usize,
    /// How many pages a chunk of records holds.
    records: usize,
    /// The key that each file of first answers begins with.
    first: &'a [String],
    /// The file beside a page that holds its text; empty where that is the page itself.
    text: &'a str,
}

/// A file of the index.
struct Source {
    extension: &'static str,
    bytes: OwnedBytes,
    resident: Vec<Range<usize>>,
}

/// Packs the index of a directory.
pub(super) fn pack(
    directory: &RamDirectory,
    labels: &Vocabulary,
    records: &[Record],
    text: &str,
) -> Result<Packed, SearchError> {
    let (meta, segment) = read_meta(directory)?;
    let recorder = Recorder::new(directory.clone());
    Searcher::open(recorder.clone(), labels.clone(), Vec::new())?.read_resident()?;
    let sources =
        segment.as_deref().map_or_else(|| Ok(Vec::new()), |segment| read_sources(directory, &recorder, segment))?;
    let (id, meta) = rename_segment(&meta, segment.as_deref(), &sources);
    let names: Vec<String> = sources.iter().map(|source| format!("{id}.{}", source.extension)).collect();
    let whole_meta = [Range { start: 0, end: meta.len() }];
    let mut served =
        vec![ServedFile { name: META, bytes: meta.as_bytes(), resident: &whole_meta, chunk_length: LEAST_CHUNK }];
    served.extend(sources.iter().zip(&names).map(|(source, name)| ServedFile {
        name,
        bytes: &source.bytes,
        resident: &source.resident,
        chunk_length: chunk_length(source.extension, source.bytes.len()),
    }));
    let records = serve_records(records)?;

    let mut output = Output::default();
    for file in &served {
        output.add_all(file.chunks().collect(), COMPRESSION, |number| bundle::chunk_name(file.name, number))?;
    }
    let chunks = records.chunks.iter().map(Vec::as_slice).collect();
    output.add_all(chunks, HARD_COMPRESSION, bundle::records_name)?;
    let first = first::write(directory)?;
    let shards = first.shards.iter().map(Vec::as_slice).collect();
    output.add_all(shards, HARD_COMPRESSION, |number| bundle::chunk_name(FIRST, number))?;
    let hot = compress(&bundle::encode(labels, &records, &served)?, HARD_COMPRESSION)?;
    let hot_bytes = hot.len();
    output.0.push((bundle::HOT.to_owned(), hot));
    let generation = output.generation();
    let manifest = Manifest {
        format: bundle::FORMAT,
        index: &generation,
        pages: records.pages,
        records: records.per_chunk,
        first: &first.keys,
        text,
    };
    Ok(Packed { files: output.below(&generation, &manifest)?, hot_bytes })
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
        let source = Source { extension, bytes: file.read_bytes()?, resident: recorder.reads_of(&path) };
        sources.push(match extension {
            "store" => source.without_content(),
            "fast" | "term" => source.resident_as_a_whole(),
            _ => source,
        });
    }
    Ok(sources)
}

impl Source {
    /// Only the end of the file, which opening reads: for the store, since nothing is stored.
    fn without_content(self) -> Self {
        let start = self.resident.first().map_or(0, |read| read.start);
        let bytes = self.bytes.slice(start..self.bytes.len());
        Self { bytes, ..self }.resident_as_a_whole()
    }

    /// Resident as a whole: for dictionaries, in which any query may look anywhere, and for what is only a few bytes.
    fn resident_as_a_whole(self) -> Self {
        Self { resident: vec![Range { start: 0, end: self.bytes.len() }], ..self }
    }
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
    let most = if extension == "idx" { 300 } else { 60 };
    length.div_ceil(most).next_multiple_of(CHUNK_STEP).max(LEAST_CHUNK)
}

/// Puts records into chunks of equal numbers of pages: short ones, but no more than a host bears.
fn serve_records(records: &[Record]) -> Result<ServedRecords, SearchError> {
    let written: Vec<String> =
        records.par_iter().map(serde_json::to_string).collect::<Result<_, _>>().map_err(unwritten)?;
    let bytes: usize = written.iter().map(String::len).sum();
    let fitting = (records.len() * RECORDS_CHUNK).checked_div(bytes).unwrap_or(0);
    let per_chunk = fitting.max(records.len().div_ceil(MOST_RECORDS_CHUNKS)).max(1);
    let chunks = written.chunks(per_chunk).map(|pages| format!("[{}]", pages.join(",")).into_bytes()).collect();
    Ok(ServedRecords { pages: records.len(), per_chunk, chunks })
}

fn unwritten(error: serde_json::Error) -> SearchError {
    SearchError::Engine(tantivy::TantivyError::from(io::Error::from(error)))
}

/// Compressed files by name, in the order in which they were added.
#[derive(Default)]
struct Output(Vec<(String, Vec<u8>)>);

impl Output {
    /// Compresses chunks and adds them under their names.
    fn add_all(
        &mut self,
        chunks: Vec<&[u8]>,
        level: u32,
        name: impl Fn(usize) -> String + Sync,
    ) -> Result<(), SearchError> {
        let packed = chunks.into_par_iter().enumerate().map(|(number, chunk)| {
            let packed = compress(chunk, level)?;
            Ok((name(number), packed))
        });
        self.0.extend(packed.collect::<io::Result<Vec<_>>>()?);
        Ok(())
    }

    /// The hash of all files, in 16 digits.
    fn generation(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (name, bytes) in &self.0 {
            hasher.update(name.as_bytes()).update(blake3::hash(bytes).as_bytes());
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }

    /// The files in their folder, and the manifest.
    fn below(self, generation: &str, manifest: &Manifest<'_>) -> Result<Vec<(String, Vec<u8>)>, SearchError> {
        let manifest = serde_json::to_vec(manifest).map_err(unwritten)?;
        let files = self.0.into_iter().map(|(name, bytes)| (format!("search/{generation}/{name}"), bytes));
        Ok(files.chain([(MANIFEST.to_owned(), manifest)]).collect())
    }
}

/// Gzips bytes, without a date.
fn compress(bytes: &[u8], level: u32) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::new(level));
    encoder.write_all(bytes)?;
    encoder.finish()
}
