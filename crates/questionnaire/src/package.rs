//! Office files as packages: a ZIP archive whose entries are **parts**.
//!
//! Filling changes one or two parts. All others must come out as they went in, so [`Package::replace`] copies their bytes, headers
//! and all, from the old archive to the new one; nothing is unpacked and packed again that doesn't change. (Archive crates write new
//! headers for what they copy.) Reading is bounded by [`crate::limits`], entries may not overlap or share a name.
//!
//! The format is PKWARE's APPNOTE 6.3: local headers with data, then a central directory with a record for each, then the end
//! record that says where the directory is. Zip64, encryption and methods other than "stored" and "deflated" aren't used by office
//! programs and are refused.

use std::{
    cell::Cell,
    collections::{BTreeMap, HashSet},
    io::{Read, Write},
    ops::Range,
};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};

use crate::{
    QuestionnaireError,
    error::mebibytes,
    limits::{LARGEST_PACKAGE, LARGEST_PART, MOST_PARTS},
};

const END: &[u8] = b"PK\x05\x06";
const RECORD: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
/// Bytes of an end record without its comment, of a directory's record and of a local header without names and extras.
const END_SIZE: usize = 22;
const RECORD_SIZE: usize = 46;
const LOCAL_SIZE: usize = 30;
/// The archive's comment is no longer than a 16-bit number can say.
const LONGEST_COMMENT: usize = u16::MAX as usize;
/// Flags of an entry: encrypted; sizes follow the data.
const ENCRYPTED: u16 = 1;
const SIZES_BEHIND: u16 = 1 << 3;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// An archive that has been looked through.
pub(crate) struct Package<'a> {
    bytes: &'a [u8],
    /// By where they begin.
    entries: Vec<Entry>,
    /// Where the end record begins.
    end: usize,
    /// Bytes that may still be unpacked.
    left: Cell<usize>,
}

struct Entry {
    name: String,
    /// Its record in the directory.
    record: Range<usize>,
    /// Its place in the directory, which need not be the order of the data.
    number: usize,
    /// Where its local header begins.
    start: usize,
    data: Range<usize>,
    method: u16,
    checksum: u32,
}

impl<'a> Package<'a> {
    /// Looks through an archive.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, QuestionnaireError> {
        let end = find_end(bytes).ok_or_else(|| damaged("its end is missing"))?;
        let count = usize::from(short(bytes, end + 10)?);
        let start = long(bytes, end + 16)?;
        if count > MOST_PARTS {
            return Err(QuestionnaireError::too_large("the number of parts", MOST_PARTS.to_string()));
        }
        let mut entries = Vec::new();
        let mut at = start;
        for number in 0..count {
            let entry = entry(bytes, at, number)?;
            at = entry.record.end;
            entries.push(entry);
        }
        if at > end {
            return Err(damaged("its directory runs into its end"));
        }
        entries.sort_by_key(|entry| entry.start);
        check(&entries, start)?;
        Ok(Self { bytes, entries, end, left: Cell::new(LARGEST_PACKAGE) })
    }

    /// Names of all parts.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// A part by its name, unpacked; none where there is none. Names are compared without case, as the standard says.
    pub(crate) fn part(&self, name: &str) -> Result<Option<Vec<u8>>, QuestionnaireError> {
        let found = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
        found.map(|entry| self.unpack(entry)).transpose()
    }

    /// A part that must be there.
    pub(crate) fn need(&self, name: &str) -> Result<Vec<u8>, QuestionnaireError> {
        self.part(name)?.ok_or_else(|| QuestionnaireError::damaged(name, "the part is missing"))
    }

    fn unpack(&self, entry: &Entry) -> Result<Vec<u8>, QuestionnaireError> {
        let packed = self.bytes.get(entry.data.clone()).unwrap_or_default();
        let limit = self.left.get().min(LARGEST_PART);
        let mut part = Vec::new();
        let most = limit as u64 + 1;
        let read = match entry.method {
            STORED => packed.take(most).read_to_end(&mut part),
            _ => DeflateDecoder::new(packed).take(most).read_to_end(&mut part),
        };
        read.map_err(|error| QuestionnaireError::damaged(&entry.name, error.to_string()))?;
        if part.len() > limit {
            let what = format!("{}, unpacked,", entry.name);
            return Err(QuestionnaireError::too_large(what, mebibytes(limit)));
        }
        if crc32fast::hash(&part) != entry.checksum {
            return Err(QuestionnaireError::damaged(&entry.name, "its checksum is not that of its bytes"));
        }
        self.left.set(self.left.get().saturating_sub(part.len()));
        Ok(part)
    }

    /// The archive with other contents for some parts, by name; all other bytes are copied.
    pub(crate) fn replace(&self, parts: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, QuestionnaireError> {
        let mut output = Vec::with_capacity(self.bytes.len());
        let mut records = vec![Vec::new(); self.entries.len()];
        let directory = self.entries.iter().map(|entry| entry.record.start).min().unwrap_or(self.end);
        for (at, entry) in self.entries.iter().enumerate() {
            let offset = size(output.len())?;
            let mut record = self.bytes.get(entry.record.clone()).unwrap_or_default().to_vec();
            if let Some(part) = parts.get(&entry.name) {
                self.write_anew(&mut output, (entry, part), &mut record)?;
            } else {
                let next = self.entries.get(at + 1).map_or(directory, |next| next.start);
                output.extend_from_slice(self.bytes.get(entry.start..next).unwrap_or_default());
            }
            put(&mut record, 42, &offset.to_le_bytes());
            if let Some(slot) = records.get_mut(entry.number) {
                *slot = record;
            }
        }
        let start = size(output.len())?;
        output.extend(records.concat());
        let length = size(output.len())? - start;
        let mut end = self.bytes.get(self.end..).unwrap_or_default().to_vec();
        put(&mut end, 12, &length.to_le_bytes());
        put(&mut end, 16, &start.to_le_bytes());
        output.extend(end);
        Ok(output)
    }

    /// Writes an entry with other data, and says so in its record.
    fn write_anew(
        &self,
        output: &mut Vec<u8>,
        (entry, part): (&Entry, &[u8]),
        record: &mut Vec<u8>,
    ) -> Result<(), QuestionnaireError> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let packed = encoder.write_all(part).and_then(|()| encoder.finish());
        let packed = packed.map_err(|error| QuestionnaireError::damaged(&entry.name, error.to_string()))?;
        let flags = short(self.bytes, entry.record.start + 8)? & !SIZES_BEHIND;
        let (checksum, small, large) = (crc32fast::hash(part), size(packed.len())?, size(part.len())?);
        // The header again without its extras, which might speak of the old sizes.
        let name = short(self.bytes, entry.start + 26)?;
        let name_range = entry.start + LOCAL_SIZE..entry.start + LOCAL_SIZE + usize::from(name);
        let mut header = self.bytes.get(entry.start..entry.start + LOCAL_SIZE).unwrap_or_default().to_vec();
        put(&mut header, 28, &0_u16.to_le_bytes());
        for (bytes, at) in [(&mut header, 6), (record, 8)] {
            put(bytes, at, &flags.to_le_bytes());
            put(bytes, at + 2, &DEFLATED.to_le_bytes());
            put(bytes, at + 8, &checksum.to_le_bytes());
            put(bytes, at + 12, &small.to_le_bytes());
            put(bytes, at + 16, &large.to_le_bytes());
        }
        output.extend(header);
        output.extend_from_slice(self.bytes.get(name_range).unwrap_or_default());
        output.extend(packed);
        Ok(())
    }
}

fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_SIZE)?;
    let first = last.saturating_sub(LONGEST_COMMENT);
    (first..=last).rev().find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(END)))
}

fn entry(bytes: &[u8], at: usize, number: usize) -> Result<Entry, QuestionnaireError> {
    if !bytes.get(at..).is_some_and(|rest| rest.starts_with(RECORD)) {
        return Err(damaged("its directory is not where its end says"));
    }
    let lengths = [short(bytes, at + 28)?, short(bytes, at + 30)?, short(bytes, at + 32)?].map(usize::from);
    let record = at..at + RECORD_SIZE + lengths.iter().sum::<usize>();
    let name = bytes.get(at + RECORD_SIZE..at + RECORD_SIZE + lengths[0]).filter(|_| record.end <= bytes.len());
    let name = String::from_utf8_lossy(name.ok_or_else(|| damaged("its directory is cut off"))?).into_owned();
    let (flags, method) = (short(bytes, at + 8)?, short(bytes, at + 10)?);
    if flags & ENCRYPTED != 0 {
        return Err(QuestionnaireError::Encrypted);
    }
    if !matches!(method, STORED | DEFLATED) {
        return Err(QuestionnaireError::damaged(&name, format!("packed by method {method}")));
    }
    let start = long(bytes, at + 42)?;
    if !bytes.get(start..).is_some_and(|rest| rest.starts_with(LOCAL)) {
        return Err(QuestionnaireError::damaged(&name, "it is not where the directory says"));
    }
    let data = start + LOCAL_SIZE + usize::from(short(bytes, start + 26)?) + usize::from(short(bytes, start + 28)?);
    let data = data..data + long(bytes, at + 20)?;
    if data.end > bytes.len() {
        return Err(QuestionnaireError::damaged(&name, "it is cut off"));
    }
    let checksum = u32::try_from(long(bytes, at + 16)?).unwrap_or_default();
    Ok(Entry { name, record, number, start, data, method, checksum })
}

/// Entries that overlap are bombs, those of one name say different things to different readers.
fn check(entries: &[Entry], directory: usize) -> Result<(), QuestionnaireError> {
    let starts = entries.iter().skip(1).map(|entry| entry.start).chain([directory]);
    let overlap = entries.iter().zip(starts).find(|(entry, next)| entry.data.end > *next);
    if let Some((entry, _)) = overlap {
        return Err(QuestionnaireError::damaged(&entry.name, "it overlaps what follows it"));
    }
    let mut names = HashSet::new();
    match entries.iter().find(|entry| !names.insert(entry.name.to_ascii_lowercase())) {
        Some(entry) => Err(QuestionnaireError::damaged(&entry.name, "there are two of it")),
        None => Ok(()),
    }
}

fn short(bytes: &[u8], at: usize) -> Result<u16, QuestionnaireError> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk).copied();
    found.map(u16::from_le_bytes).ok_or_else(|| damaged("it is cut off"))
}

fn long(bytes: &[u8], at: usize) -> Result<usize, QuestionnaireError> {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk).copied();
    found.map(|found| u32::from_le_bytes(found) as usize).ok_or_else(|| damaged("it is cut off"))
}

fn size(length: usize) -> Result<u32, QuestionnaireError> {
    u32::try_from(length).map_err(|_| QuestionnaireError::enormous())
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    if let Some(place) = bytes.get_mut(at..at + value.len()) {
        place.copy_from_slice(value);
    }
}

fn damaged(problem: &str) -> QuestionnaireError {
    QuestionnaireError::damaged("the archive", problem)
}
