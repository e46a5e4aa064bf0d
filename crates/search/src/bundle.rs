//! The files that an index is served as.
//!
//! An index is a few files, each cut into **chunks** of equal length that are fetched when they are needed, and a **hot
//! file** with what every query needs: which files and chunks there are, the bytes that are needed at once, and the
//! labels of the facets. [`Record`]s come in chunks of so many pages. All are served gzipped; the formats here are of the
//! bytes within.
//!
//! ```text
//! hot file   magic "FBSEARCH" · format u32 · CRC-32 of all that follows u32 · body
//! body       labels: JSON, length u32 first
//!            number of pages u32 · records in a chunk u32, then of each chunk: CRC-32 u32
//!            number of files u32, then each file:
//!              name, length u32 first · length u32 · length of a chunk u32
//!              number of resident ranges u32, then each: start u32 · length u32 · bytes
//!              number of chunks u32, then of each: CRC-32 u32
//! ```
//!
//! Numbers are little-endian. A file without chunks is resident as a whole. Every byte is covered by a checksum, so what was cut
//! short or changed on its way is refused before the engine sees it: tantivy panics on damaged files.

use std::ops::Range;

use tantivy::directory::OwnedBytes;

use crate::{SearchError, Vocabulary, records::Record};

const MAGIC: &[u8; 8] = b"FBSEARCH";

/// Raised whenever the hot file, the schema or the analysis changes.
pub const FORMAT: u32 = 2;

/// What the chunks of records are called.
const RECORDS: &str = "records";

/// Name of the hot file, beside the chunks.
pub const HOT: &str = "hot.gz";

/// Name of a chunk's file: `idx-17.gz` for chunk 17 of `….idx`.
pub fn chunk_name(file: &str, number: usize) -> String {
    let kind = file.rsplit('.').next().unwrap_or_default();
    format!("{kind}-{number}.gz")
}

/// Name of the file of a chunk of records.
pub fn records_name(number: usize) -> String {
    chunk_name(RECORDS, number)
}

/// Files of an index, as a reader sees them.
#[derive(Debug, Default)]
pub(crate) struct Bundle {
    pub(crate) files: Vec<PagedFile>,
    /// Chunks of all files, in order; then those of records.
    pub(crate) chunks: Vec<PagedChunk>,
    pub(crate) records: PagedRecords,
}

/// Where records are.
#[derive(Debug, Default)]
pub(crate) struct PagedRecords {
    /// How many there are.
    pages: usize,
    per_chunk: usize,
    /// Index of their first chunk in [`Bundle::chunks`].
    first_chunk: usize,
}

impl PagedRecords {
    /// Index of the chunk that a page's record is in, and its place there; `None` where there is no such page.
    pub(crate) fn place(&self, page: usize) -> Option<(usize, usize)> {
        (page < self.pages).then(|| (self.first_chunk + page / self.per_chunk, page % self.per_chunk))
    }

    /// Reads a chunk; `None` for one that holds something else.
    pub(crate) fn decode(&self, chunk: usize, bytes: &[u8]) -> Result<Option<Vec<Record>>, SearchError> {
        let Some(number) = chunk.checked_sub(self.first_chunk) else { return Ok(None) };
        let records: Vec<Record> = serde_json::from_slice(bytes)
            .map_err(|error| SearchError::Damaged(format!("records can't be read: {error}")))?;
        let expected = self.per_chunk.min(self.pages - number * self.per_chunk);
        if records.len() == expected {
            Ok(Some(records))
        } else {
            Err(SearchError::Damaged(format!("{} records stand where {expected} should", records.len())))
        }
    }
}

/// A file, part of which is resident.
#[derive(Debug)]
pub(crate) struct PagedFile {
    pub(crate) name: String,
    pub(crate) length: usize,
    chunk_length: usize,
    /// Resident ranges by where they start, ascending.
    resident: Vec<(usize, OwnedBytes)>,
    /// Index of its first chunk in [`Bundle::chunks`].
    first_chunk: usize,
}

/// What is known of a chunk before it has come.
#[derive(Debug)]
pub(crate) struct PagedChunk {
    pub(crate) file: String,
    /// Unknown for records.
    length: Option<usize>,
    checksum: u32,
}

impl PagedChunk {
    /// Whether bytes are those of the chunk.
    pub(crate) fn verify(&self, bytes: &[u8]) -> Result<(), SearchError> {
        if self.length.is_none_or(|length| length == bytes.len()) && crc32fast::hash(bytes) == self.checksum {
            Ok(())
        } else {
            Err(SearchError::Damaged(format!("{} is not what it should be", self.file)))
        }
    }
}

impl PagedFile {
    /// The bytes of a range that is resident as a whole.
    pub(crate) fn resident(&self, range: &Range<usize>) -> Option<OwnedBytes> {
        let after = self.resident.partition_point(|(start, _)| *start <= range.start);
        let (start, bytes) = self.resident.get(after.checked_sub(1)?)?;
        (range.end <= start + bytes.len()).then(|| bytes.slice(range.start - start..range.end - start))
    }

    /// Indices of the chunks that a range, which isn't empty, lies in.
    pub(crate) fn chunks_of(&self, range: &Range<usize>) -> Range<usize> {
        let of = |byte: usize| self.first_chunk + byte / self.chunk_length;
        of(range.start)..of(range.end - 1) + 1
    }

    /// Byte of the file that one of its chunks starts with.
    pub(crate) fn start_of(&self, chunk: usize) -> usize {
        (chunk - self.first_chunk) * self.chunk_length
    }
}

impl Bundle {
    /// Reads a hot file.
    pub(crate) fn decode(hot: Vec<u8>) -> Result<(Self, Vocabulary), SearchError> {
        let mut input = Input(OwnedBytes::new(hot));
        if input.take(MAGIC.len())?.as_slice() != MAGIC {
            return Err(SearchError::Damaged("the hot file is something else".to_owned()));
        }
        let found = input.number()?;
        if found != FORMAT {
            return Err(SearchError::OtherFormat { found, expected: FORMAT });
        }
        if input.number()? != crc32fast::hash(&input.0) {
            return Err(SearchError::Damaged("the hot file is cut short or changed".to_owned()));
        }
        let vocabulary = serde_json::from_slice(&input.prefixed()?)
            .map_err(|error| SearchError::Damaged(format!("the labels can't be read: {error}")))?;
        let mut bundle = Self::default();
        let (pages, per_chunk) = (input.length()?, input.length()?.max(1));
        let records = (0..pages.div_ceil(per_chunk))
            .map(|number| Ok(PagedChunk { file: records_name(number), length: None, checksum: input.number()? }))
            .collect::<Result<Vec<_>, SearchError>>()?;
        for _ in 0..input.number()? {
            bundle.decode_file(&mut input)?;
        }
        bundle.records = PagedRecords { pages, per_chunk, first_chunk: bundle.chunks.len() };
        bundle.chunks.extend(records);
        Ok((bundle, vocabulary))
    }

    fn decode_file(&mut self, input: &mut Input) -> Result<(), SearchError> {
        let name = String::from_utf8(input.prefixed()?.to_vec())
            .map_err(|_| SearchError::Damaged("a file's name can't be read".to_owned()))?;
        let (length, chunk_length) = (input.length()?, input.length()?.max(1));
        let mut resident = Vec::new();
        for _ in 0..input.number()? {
            let start = input.length()?;
            resident.push((start, input.prefixed()?));
        }
        let first_chunk = self.chunks.len();
        let chunks = input.length()?;
        if chunks != 0 && chunks != length.div_ceil(chunk_length) {
            return Err(SearchError::Damaged(format!("{name} has a wrong number of chunks")));
        }
        for chunk in 0..chunks {
            let length = chunk_length.min(length - chunk * chunk_length);
            let file = chunk_name(&name, chunk);
            self.chunks.push(PagedChunk { file, length: Some(length), checksum: input.number()? });
        }
        let is_whole = resident.first().is_some_and(|(start, bytes)| *start == 0 && bytes.len() >= length);
        if chunks == 0 && length > 0 && !is_whole {
            return Err(SearchError::Damaged(format!("{name} is not all there")));
        }
        self.files.push(PagedFile { name, length, chunk_length, resident, first_chunk });
        Ok(())
    }
}

/// Bytes yet to be read.
struct Input(OwnedBytes);

impl Input {
    fn take(&mut self, length: usize) -> Result<OwnedBytes, SearchError> {
        if length > self.0.len() {
            return Err(SearchError::Damaged("the hot file ends too soon".to_owned()));
        }
        let (taken, rest) = self.0.clone().split(length);
        self.0 = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, SearchError> {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(&self.take(4)?);
        Ok(u32::from_le_bytes(bytes))
    }

    fn length(&mut self) -> Result<usize, SearchError> {
        Ok(self.number()? as usize)
    }

    fn prefixed(&mut self) -> Result<OwnedBytes, SearchError> {
        let length = self.length()?;
        self.take(length)
    }
}

/// A file to be served.
#[derive(Debug)]
pub struct ServedFile<'a> {
    /// Its name in the directory.
    pub name: &'a str,
    /// All its bytes.
    pub bytes: &'a [u8],
    /// Ranges to be resident, ascending and apart from one another.
    pub resident: &'a [Range<usize>],
    /// How long its chunks are.
    pub chunk_length: usize,
}

impl ServedFile<'_> {
    /// Its chunks; none where all of the file is resident.
    pub fn chunks(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        let is_whole = self.resident.first() == Some(&(0..self.bytes.len()));
        if is_whole { [].chunks(1) } else { self.bytes.chunks(self.chunk_length) }
    }
}

/// Records to be served.
#[derive(Debug)]
pub struct ServedRecords {
    /// How many pages there are.
    pub pages: usize,
    /// How many of them a chunk holds, all but the last.
    pub per_chunk: usize,
    /// Chunks before compression.
    pub chunks: Vec<Vec<u8>>,
}

/// Writes a hot file. [`SearchError::Damaged`] where a file is too long for the format (4 GiB).
pub fn encode(
    vocabulary: &Vocabulary,
    records: &ServedRecords,
    files: &[ServedFile<'_>],
) -> Result<Vec<u8>, SearchError> {
    let labels = serde_json::to_vec(vocabulary).map_err(|error| SearchError::Damaged(error.to_string()))?;
    let mut body = Vec::new();
    put_prefixed(&mut body, &labels)?;
    put_number(&mut body, records.pages)?;
    put_number(&mut body, records.per_chunk)?;
    put_checksums(&mut body, records.chunks.iter().map(Vec::as_slice));
    put_number(&mut body, files.len())?;
    for file in files {
        put_prefixed(&mut body, file.name.as_bytes())?;
        put_number(&mut body, file.bytes.len())?;
        put_number(&mut body, file.chunk_length)?;
        put_number(&mut body, file.resident.len())?;
        for range in file.resident {
            put_number(&mut body, range.start)?;
            put_prefixed(&mut body, file.bytes.get(range.clone()).unwrap_or_default())?;
        }
        put_number(&mut body, file.chunks().len())?;
        put_checksums(&mut body, file.chunks());
    }
    let mut hot = MAGIC.to_vec();
    hot.extend_from_slice(&FORMAT.to_le_bytes());
    hot.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
    hot.append(&mut body);
    Ok(hot)
}

fn put_number(body: &mut Vec<u8>, number: usize) -> Result<(), SearchError> {
    let number = u32::try_from(number).map_err(|_| SearchError::Damaged("the index is too large".to_owned()))?;
    body.extend_from_slice(&number.to_le_bytes());
    Ok(())
}

fn put_checksums<'a>(body: &mut Vec<u8>, chunks: impl Iterator<Item = &'a [u8]>) {
    for chunk in chunks {
        body.extend_from_slice(&crc32fast::hash(chunk).to_le_bytes());
    }
}

fn put_prefixed(body: &mut Vec<u8>, bytes: &[u8]) -> Result<(), SearchError> {
    put_number(body, bytes.len())?;
    body.extend_from_slice(bytes);
    Ok(())
}
