//! Large files, of which little is read: here and there, and never more than the limits allow.

use std::io::{Read, Seek, SeekFrom};

use crate::{Limits, ReadError};

/// Times that a file is read from at most: it may be in very many tiny pieces, each of which costs a call of the system.
const READS: u32 = 200_000;

/// A file that is read at places of it.
pub(crate) struct Stream<R> {
    source: R,
    length: u64,
    /// Bytes that may still be read.
    left: usize,
    most: usize,
    /// Times that it may still be read from.
    reads: u32,
}

impl<R: Read + Seek> Stream<R> {
    pub(crate) fn new(mut source: R, limits: &Limits) -> Result<Self, ReadError> {
        let length = source.seek(SeekFrom::End(0)).map_err(|error| ReadError::damaged(error.to_string()))?;
        Ok(Self { source, length, left: limits.unpacked, most: limits.unpacked, reads: READS })
    }

    /// Bytes of the file.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// So many bytes from a place on; an error where the file ends before.
    pub(crate) fn bytes(&mut self, at: u64, count: usize) -> Result<Vec<u8>, ReadError> {
        let end = u64::try_from(count).ok().and_then(|count| at.checked_add(count));
        if end.is_none_or(|end| end > self.length) {
            return Err(ReadError::damaged("it ends too early"));
        }
        self.reads = self.reads.checked_sub(1).ok_or_else(|| ReadError::damaged("it is in too many pieces"))?;
        self.left = self
            .left
            .checked_sub(count)
            .ok_or(ReadError::TooLarge { what: "what must be read of it", most: self.most })?;
        let mut bytes = vec![0; count];
        let read = self.source.seek(SeekFrom::Start(at)).and_then(|_| self.source.read_exact(&mut bytes));
        read.map_err(|error| ReadError::damaged(error.to_string()))?;
        Ok(bytes)
    }

    /// As many of so many bytes as there are.
    pub(crate) fn up_to(&mut self, at: u64, most: usize) -> Result<Vec<u8>, ReadError> {
        let there = usize::try_from(self.length.saturating_sub(at)).unwrap_or(usize::MAX);
        self.bytes(at.min(self.length), most.min(there))
    }

    /// Bytes of a number that is known.
    pub(crate) fn array<const N: usize>(&mut self, at: u64) -> Result<[u8; N], ReadError> {
        self.bytes(at, N)?.try_into().map_err(|_| ReadError::damaged("it ends too early"))
    }
}
