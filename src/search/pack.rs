//! From an index in memory to the files that a static host serves.
//!
//! ```text
//! search/index.json               names the folder of this build; the only one whose content changes under one name
//! search/GENERATION/hot.gz        what every query needs (fieldbook_search::bundle)
//! search/GENERATION/idx-17.bin    chunks of the index's files, and of what results show
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
    bundle::{self, ServedBlocks, ServedFile, ServedRecords},
    records::Record,
};
use flate2::{Compression, GzBuilder, write::DeflateEncoder};
use rayon::prelude::*;
use serde::Serialize;
use tantivy::{
    Directory,
    directory::{OwnedBytes, RamDirectory},
};

use super::{first, recorder::Recorder};

/// Path of the file that names the others, under the site's root.
pub const MANIFEST: &str = "search/index.json";

/// Whether what stands at a path under the site's root is a file of an index, which never changes under one name.
pub fn is_lasting(path: &str) -> bool {
    let generation = path.strip_prefix("search/").and_then(|below| below.split_once('/'));
    generation.is_some_and(|(_, name)| [".gz", ".bin"].iter().any(|ending| name.ends_with(ending)))
}

/// Bytes that lengths of blocks are multiples of.
const BLOCK_STEP: usize = 1024;

/// Bytes of a block of postings, of positions and of records before compression, at least: what a query needs of them is mostly less, and
/// yet smaller ones compress badly.
const POSTINGS_BLOCK: usize = 4 * BLOCK_STEP;
const POSITIONS_BLOCK: usize = 8 * BLOCK_STEP;
const RECORDS_BLOCK: usize = 4 * BLOCK_STEP;

/// Bytes of a block at most: the format has room for 64 kB.
const MOST_BLOCK: usize = 60 * BLOCK_STEP;

/// Blocks of a file, or of records, where these needn't be larger than they may be: each costs six bytes of the hot file.
const MOST_BLOCKS: usize = 2_000;

/// Bytes of a chunk before compression, at least: what hosts send that know no parts of files. Smaller ones would cost them more requests
/// than they save bytes.
const LEAST_CHUNK: usize = 16 * 1024;

/// The same for records, of which a query needs several chunks.
const RECORDS_CHUNK: usize = 8 * 1024;

/// Chunks of postings, of positions and of records at most, so that hosts bear the number of files.
const POSTINGS_CHUNKS: usize = 300;
const POSITIONS_CHUNKS: usize = 60;
const RECORDS_CHUNKS: usize = 530;

/// What the files of first answers are called.
const FIRST: &str = "first";

/// How hard postings and positions are compressed: beyond this, twice the time saves two hundredths of the bytes.
const COMPRESSION: u32 = 3;

/// How hard the hot file is compressed, which each reader fetches as a whole, and what is text.
const HARD_COMPRESSION: u32 = 9;

/// The tantivy file that names the others.
pub(super) const META: &str = "meta.json";

/// The ends of the names of a segment's files.
pub(super) const EXTENSIONS: [&str; 6] = ["fast", "fieldnorm", "idx", "pos", "store", "term"];

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
    records: RecordsManifest,
    /// The key that each file of first answers begins with.
    first: &'a [String],
    /// The file beside a page that holds its text; empty where that is the page itself.
    text: &'a str,
}

/// Where records are, for those who read them without the hot file.
#[derive(Serialize)]
struct RecordsManifest {
    /// How many pages a block holds.
    pages: usize,
    /// How many blocks a chunk holds.
    blocks: usize,
    /// How many bytes each block has in its chunk.
    lengths: Vec<usize>,
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
    records: &ServedRecords,
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
    let mut served = vec![ServedFile {
        name: META,
        bytes: meta.as_bytes(),
        resident: &whole_meta,
        block_length: meta.len(),
        blocks: ServedBlocks::default(),
    }];
    for (source, name) in sources.iter().zip(&names) {
        served.push(source.served(name)?);
    }
    // The hot file keeps one processor busy for as long as first answers need both.
    let (hot, first) = rayon::join(
        || bundle::encode(labels, records, &served).and_then(|hot| Ok(compress(&hot)?)),
        || first_answers(directory),
    );
    let (hot, (first, shards)) = (hot?, first?);

    let mut output = Output::default();
    for file in &served {
        output.add(file.blocks.chunks(), |number| bundle::chunk_name(file.name, number));
    }
    output.add(records.blocks.chunks(), bundle::records_name);
    output.add(shards.into_iter(), |number| format!("{FIRST}-{number}.gz"));
    let hot_bytes = hot.len();
    output.0.push((bundle::HOT.to_owned(), hot));
    let generation = output.generation();
    let manifest = Manifest {
        format: bundle::FORMAT,
        index: &generation,
        pages: records.pages,
        records: RecordsManifest {
            pages: records.per_block,
            blocks: records.blocks.per_chunk,
            lengths: records.blocks.blocks.iter().map(Vec::len).collect(),
        },
        first: &first,
        text,
    };
    Ok(Packed { files: output.below(&generation, &manifest)?, hot_bytes })
}

/// The keys that files of first answers begin with, and these files.
fn first_answers(directory: &RamDirectory) -> Result<(Vec<String>, Vec<Vec<u8>>), SearchError> {
    let first = first::write(directory)?;
    let shards = first.shards.par_iter().map(|shard| compress(shard)).collect::<io::Result<_>>()?;
    Ok((first.keys, shards))
}

/// The engine's `meta.json`, and the id of its segment if there is one.
pub(super) fn read_meta(directory: &RamDirectory) -> Result<(String, Option<String>), SearchError> {
    let bytes = directory.atomic_read(Path::new(META)).map_err(tantivy::TantivyError::from)?;
    let mut meta: serde_json::Value =
        serde_json::from_slice(&bytes).map_err(|error| SearchError::Damaged(format!("{META}: {error}")))?;
    // It names the segments that were merged, by ids made at random.
    meta.as_object_mut().and_then(|meta| meta.remove("payload"));
    let segment = meta.pointer("/segments/0/segment_id").and_then(serde_json::Value::as_str);
    let segment = segment.map(|id| id.replace('-', ""));
    Ok((meta.to_string(), segment))
}

fn read_sources(directory: &RamDirectory, recorder: &Recorder, segment: &str) -> Result<Vec<Source>, SearchError> {
    let mut sources = Vec::new();
    for extension in EXTENSIONS {
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

    /// The file as it is served under a name.
    fn served<'a>(&'a self, name: &'a str) -> io::Result<ServedFile<'a>> {
        let length = self.bytes.len();
        let (block, chunks) = match self.extension {
            "pos" => (POSITIONS_BLOCK, POSITIONS_CHUNKS),
            _ => (POSTINGS_BLOCK, POSTINGS_CHUNKS),
        };
        let block_length = length.div_ceil(MOST_BLOCKS).next_multiple_of(BLOCK_STEP).clamp(block, MOST_BLOCK);
        let is_whole = self.resident.first() == Some(&(0..length));
        let per_chunk = length.div_ceil(block_length * chunks).max(LEAST_CHUNK / block_length).max(1);
        let blocks = if is_whole {
            ServedBlocks::default()
        } else {
            let name = |chunk| bundle::chunk_name(name, chunk);
            deflate(self.bytes.par_chunks(block_length), per_chunk, COMPRESSION, name)?
        };
        Ok(ServedFile { name, bytes: &self.bytes, resident: &self.resident, block_length, blocks })
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

/// Puts records into blocks of equal numbers of pages, and these into chunks: small ones, but no more than a host bears.
pub(super) fn serve_records(records: &[Record]) -> Result<ServedRecords, SearchError> {
    let written: Vec<String> =
        records.par_iter().map(serde_json::to_string).collect::<Result<_, _>>().map_err(unwritten)?;
    let bytes: usize = written.iter().map(String::len).sum();
    let fitting = |wanted: usize| (records.len() * wanted).checked_div(bytes).unwrap_or(0);
    let per_block = fitting(RECORDS_BLOCK).max(records.len().div_ceil(MOST_BLOCKS)).max(1);
    let per_chunk = (fitting(RECORDS_CHUNK) / per_block).max(records.len().div_ceil(per_block * RECORDS_CHUNKS)).max(1);
    let texts = written.par_chunks(per_block).map(|pages| format!("[{}]", pages.join(",")));
    let blocks = deflate(texts, per_chunk, HARD_COMPRESSION, bundle::records_name)?;
    Ok(ServedRecords { pages: records.len(), per_block, blocks })
}

/// Compresses blocks, so many of which make a chunk.
fn deflate(
    blocks: impl IndexedParallelIterator<Item = impl AsRef<[u8]>>,
    per_chunk: usize,
    level: u32,
    name: impl Fn(usize) -> String + Sync,
) -> io::Result<ServedBlocks> {
    let deflated = blocks.enumerate().map(|(number, content)| {
        let block = bundle::block(&name(number / per_chunk), number % per_chunk, content.as_ref());
        let mut encoder = DeflateEncoder::new(Vec::with_capacity(block.len() / 2), Compression::new(level));
        encoder.write_all(&block)?;
        encoder.finish()
    });
    Ok(ServedBlocks { per_chunk, blocks: deflated.collect::<io::Result<_>>()? })
}

fn unwritten(error: serde_json::Error) -> SearchError {
    SearchError::Engine(tantivy::TantivyError::from(io::Error::from(error)))
}

/// Compressed files by name, in the order in which they were added.
#[derive(Default)]
struct Output(Vec<(String, Vec<u8>)>);

impl Output {
    /// Adds files under the names that their numbers make.
    fn add(&mut self, files: impl Iterator<Item = Vec<u8>>, name: impl Fn(usize) -> String) {
        self.0.extend(files.enumerate().map(|(number, bytes)| (name(number), bytes)));
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
fn compress(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::new(HARD_COMPRESSION));
    encoder.write_all(bytes)?;
    encoder.finish()
}
