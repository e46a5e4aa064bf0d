//! The files that an index is served as.
//!
//! An index is a few files. Each is cut into **blocks** of equal length, which are compressed one by one and stand one after the
//! other in **chunks**: the files that are served. A browser asks for the stretch of a chunk that holds the blocks it needs
//! (`Range`), and bears with a host that sends the whole: so blocks are small, and chunks no more than a host bears. A **hot
//! file** has what every query needs: which files and blocks there are, the bytes that are needed at once, and the labels of the
//! facets. [`Record`]s come in blocks of so many pages.
//!
//! ```text
//! hot file   gzip of: magic "FBSEARCH" · format u32 · CRC-32 of all that follows u32 · body
//! body       labels: JSON, length u32 first
//!            number of pages u32 · records in a block u32 · their blocks, see below
//!            number of files u32, then each file:
//!              name, length u32 first · length u32 · length of a block u32
//!              number of resident ranges u32, then each: start u32 · length u32 · bytes
//!              its blocks
//! blocks     number of blocks u32 · blocks in a chunk u32 · of each its length in the chunk u16
//! chunk      its blocks, each deflated (RFC 1951)
//! block      CRC-32 of its chunk's name, its number in the chunk (u32) and all that follows u32 · bytes
//! ```
//!
//! Numbers are little-endian. A file without blocks is resident as a whole. Every byte is covered by a checksum, so what was cut
//! short, changed or exchanged on its way is refused before the engine sees it: tantivy panics on damaged files.

use std::ops::Range;

use serde::Serialize;
use tantivy::directory::OwnedBytes;

use crate::{SearchError, Vocabulary, records::Record};

const MAGIC: &[u8; 8] = b"FBSEARCH";

/// Raised whenever the hot file, the schema or the analysis changes.
pub const FORMAT: u32 = 3;

/// What the chunks of records are called.
const RECORDS: &str = "records";

/// Name of the hot file, beside the chunks.
pub const HOT: &str = "hot.gz";

/// Name of a chunk: `idx-17.bin` for chunk 17 of `….idx`. It isn't one that hosts take for something to compress or unpack.
pub fn chunk_name(file: &str, number: usize) -> String {
    let kind = file.rsplit('.').next().unwrap_or_default();
    format!("{kind}-{number}.bin")
}

/// Name of a chunk of records.
pub fn records_name(number: usize) -> String {
    chunk_name(RECORDS, number)
}

/// Blocks that are needed, all of them in one chunk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The chunk's name, beside the hot file.
    pub file: String,
    /// Where the blocks are in it, ascending.
    pub blocks: Vec<Range<usize>>,
}

/// Files of an index, as a reader sees them.
#[derive(Debug, Default)]
pub(crate) struct Bundle {
    pub(crate) files: Vec<PagedFile>,
    /// Blocks of all files, in order; then those of records.
    pub(crate) blocks: Vec<PagedBlock>,
    pub(crate) records: PagedRecords,
    /// Names of the chunks.
    chunks: Vec<String>,
}

/// Where records are.
#[derive(Debug, Default)]
pub(crate) struct PagedRecords {
    /// How many there are.
    pages: usize,
    per_block: usize,
    /// Index of their first block in [`Bundle::blocks`].
    first_block: usize,
}

impl PagedRecords {
    /// Index of the block that a page's record is in, and its place there; `None` where there is no such page.
    pub(crate) fn place(&self, page: usize) -> Option<(usize, usize)> {
        (page < self.pages).then(|| (self.first_block + page / self.per_block, page % self.per_block))
    }

    /// Reads a block; `None` for one that holds something else.
    pub(crate) fn decode(&self, block: usize, bytes: &[u8]) -> Result<Option<Vec<Record>>, SearchError> {
        let Some(number) = block.checked_sub(self.first_block) else { return Ok(None) };
        let records: Vec<Record> = serde_json::from_slice(bytes)
            .map_err(|error| SearchError::Damaged(format!("records can't be read: {error}")))?;
        let expected = self.per_block.min(self.pages - number * self.per_block);
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
    block_length: usize,
    /// Resident ranges by where they start, ascending.
    resident: Vec<(usize, OwnedBytes)>,
    /// Index of its first block in [`Bundle::blocks`].
    first_block: usize,
}

/// What is known of a block before it has come.
#[derive(Debug)]
pub(crate) struct PagedBlock {
    /// Index of its chunk in [`Bundle::chunks`].
    chunk: usize,
    /// The number that it has there.
    number: usize,
    /// Where in its chunk it is.
    place: Range<usize>,
}

impl PagedFile {
    /// The bytes of a range that is resident as a whole.
    pub(crate) fn resident(&self, range: &Range<usize>) -> Option<OwnedBytes> {
        let after = self.resident.partition_point(|(start, _)| *start <= range.start);
        let (start, bytes) = self.resident.get(after.checked_sub(1)?)?;
        (range.end <= start + bytes.len()).then(|| bytes.slice(range.start - start..range.end - start))
    }

    /// Indices of the blocks that a range, which isn't empty, lies in.
    pub(crate) fn blocks_of(&self, range: &Range<usize>) -> Range<usize> {
        let of = |byte: usize| self.first_block + byte / self.block_length;
        of(range.start)..of(range.end - 1) + 1
    }

    /// Byte of the file that one of its blocks starts with.
    pub(crate) fn start_of(&self, block: usize) -> usize {
        (block - self.first_block) * self.block_length
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
        let (pages, per_block) = (input.length()?, input.length()?.max(1));
        let records = bundle.decode_blocks(&mut input, records_name)?;
        if records.len() != pages.div_ceil(per_block) {
            return Err(SearchError::Damaged("records have a wrong number of blocks".to_owned()));
        }
        for _ in 0..input.number()? {
            bundle.decode_file(&mut input)?;
        }
        bundle.records = PagedRecords { pages, per_block, first_block: bundle.blocks.len() };
        bundle.blocks.extend(records);
        Ok((bundle, vocabulary))
    }

    fn decode_file(&mut self, input: &mut Input) -> Result<(), SearchError> {
        let name = String::from_utf8(input.prefixed()?.to_vec())
            .map_err(|_| SearchError::Damaged("a file's name can't be read".to_owned()))?;
        let (length, block_length) = (input.length()?, input.length()?.max(1));
        let mut resident = Vec::new();
        for _ in 0..input.number()? {
            let start = input.length()?;
            resident.push((start, input.prefixed()?));
        }
        let blocks = self.decode_blocks(input, |number| chunk_name(&name, number))?;
        if !blocks.is_empty() && blocks.len() != length.div_ceil(block_length) {
            return Err(SearchError::Damaged(format!("{name} has a wrong number of blocks")));
        }
        let is_whole = resident.first().is_some_and(|(start, bytes)| *start == 0 && bytes.len() >= length);
        if blocks.is_empty() && length > 0 && !is_whole {
            return Err(SearchError::Damaged(format!("{name} is not all there")));
        }
        let first_block = self.blocks.len();
        self.blocks.extend(blocks);
        self.files.push(PagedFile { name, length, block_length, resident, first_block });
        Ok(())
    }

    /// Reads where blocks are, and adds the names of their chunks.
    fn decode_blocks(
        &mut self,
        input: &mut Input,
        name: impl Fn(usize) -> String,
    ) -> Result<Vec<PagedBlock>, SearchError> {
        let (count, per_chunk) = (input.length()?, input.length()?.max(1));
        let lengths = input.take(count.saturating_mul(2))?;
        let mut blocks: Vec<PagedBlock> = Vec::with_capacity(count);
        for (number, length) in lengths.chunks_exact(2).enumerate() {
            if number % per_chunk == 0 {
                self.chunks.push(name(number / per_chunk));
            }
            let chunk = self.chunks.len() - 1;
            let start = blocks.last().filter(|last| last.chunk == chunk).map_or(0, |last| last.place.end);
            let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
            blocks.push(PagedBlock { chunk, number: number % per_chunk, place: start..start + length });
        }
        Ok(blocks)
    }

    /// The index of the block that begins at a place of a chunk.
    pub(crate) fn block_at(&self, chunk: &str, start: usize) -> Option<usize> {
        let chunk = self.chunks.iter().position(|name| name == chunk)?;
        self.blocks.iter().position(|block| block.chunk == chunk && block.place.start == start)
    }

    /// The bytes of a block, if they are those of this one.
    pub(crate) fn content(&self, block: usize, mut bytes: Vec<u8>) -> Result<Vec<u8>, SearchError> {
        let PagedBlock { chunk, number, .. } = self.blocks[block];
        let content = bytes.split_off(CHECKSUM.min(bytes.len()));
        if bytes == checksum_in(&self.chunks[chunk], number, &content) {
            Ok(content)
        } else {
            Err(SearchError::Damaged(format!("block {number} of {} is not what it should be", self.chunks[chunk])))
        }
    }

    /// Where blocks are to be had, by their ascending indices.
    pub(crate) fn places(&self, blocks: impl Iterator<Item = usize>) -> Vec<Missing> {
        let mut places: Vec<Missing> = Vec::new();
        for PagedBlock { chunk, place, .. } in blocks.map(|block| &self.blocks[block]) {
            let file = &self.chunks[*chunk];
            match places.last_mut().filter(|last| last.file == *file) {
                Some(last) => last.blocks.push(place.clone()),
                None => places.push(Missing { file: file.clone(), blocks: vec![place.clone()] }),
            }
        }
        places
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

/// Bytes of the checksum that a block begins with.
const CHECKSUM: usize = size_of::<u32>();

/// What a block begins with: so it is known for what it is, and where it belongs.
fn checksum_in(chunk: &str, number: usize, content: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(chunk.as_bytes());
    hasher.update(&u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    hasher.update(content);
    hasher.finalize().to_le_bytes()
}

/// A block as it is served, before compression.
pub fn block(chunk: &str, number: usize, content: &[u8]) -> Vec<u8> {
    [&checksum_in(chunk, number, content), content].concat()
}

/// Blocks to be served, as a reader finds them.
#[derive(Debug, Default)]
pub struct ServedBlocks {
    /// How many of them a chunk holds, all but the last.
    pub per_chunk: usize,
    /// Each as [`block`] makes it, deflated.
    pub blocks: Vec<Vec<u8>>,
}

impl ServedBlocks {
    /// The chunks, in order.
    pub fn chunks(&self) -> impl Iterator<Item = Vec<u8>> {
        self.blocks.chunks(self.per_chunk.max(1)).map(<[Vec<u8>]>::concat)
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
    /// How long its blocks are before compression.
    pub block_length: usize,
    /// Its blocks; none where all of the file is resident.
    pub blocks: ServedBlocks,
}

/// Records to be served.
#[derive(Debug)]
pub struct ServedRecords {
    /// How many pages there are.
    pub pages: usize,
    /// How many of them a block holds, all but the last.
    pub per_block: usize,
    /// JSON of the records of so many pages each.
    pub blocks: ServedBlocks,
}

/// Writes a hot file. [`SearchError::Damaged`] where a file is too long for the format (4 GiB, or 64 kB for a block).
pub fn encode(
    vocabulary: &Vocabulary,
    records: &ServedRecords,
    files: &[ServedFile<'_>],
) -> Result<Vec<u8>, SearchError> {
    let labels = serde_json::to_vec(vocabulary).map_err(|error| SearchError::Damaged(error.to_string()))?;
    let mut body = Vec::new();
    put_prefixed(&mut body, &labels)?;
    put_number(&mut body, records.pages)?;
    put_number(&mut body, records.per_block)?;
    put_blocks(&mut body, &records.blocks)?;
    put_number(&mut body, files.len())?;
    for file in files {
        put_prefixed(&mut body, file.name.as_bytes())?;
        put_number(&mut body, file.bytes.len())?;
        put_number(&mut body, file.block_length)?;
        put_number(&mut body, file.resident.len())?;
        for range in file.resident {
            put_number(&mut body, range.start)?;
            put_prefixed(&mut body, file.bytes.get(range.clone()).unwrap_or_default())?;
        }
        put_blocks(&mut body, &file.blocks)?;
    }
    let mut hot = MAGIC.to_vec();
    hot.extend_from_slice(&FORMAT.to_le_bytes());
    hot.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
    hot.append(&mut body);
    Ok(hot)
}

fn put_number(body: &mut Vec<u8>, number: usize) -> Result<(), SearchError> {
    body.extend_from_slice(&u32::try_from(number).map_err(|_| too_large())?.to_le_bytes());
    Ok(())
}

fn put_blocks(body: &mut Vec<u8>, served: &ServedBlocks) -> Result<(), SearchError> {
    put_number(body, served.blocks.len())?;
    put_number(body, served.per_chunk)?;
    for block in &served.blocks {
        body.extend_from_slice(&u16::try_from(block.len()).map_err(|_| too_large())?.to_le_bytes());
    }
    Ok(())
}

fn put_prefixed(body: &mut Vec<u8>, bytes: &[u8]) -> Result<(), SearchError> {
    put_number(body, bytes.len())?;
    body.extend_from_slice(bytes);
    Ok(())
}

fn too_large() -> SearchError {
    SearchError::Damaged("the index is too large".to_owned())
}
