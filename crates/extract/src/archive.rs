//! Office files as archives of parts, of which no more is unpacked than the limits allow.

use std::{
    borrow::Cow,
    io::{Cursor, Read as _},
};

use zip::{ZipArchive, result::ZipError};

use crate::{Limits, ReadError};

/// An archive and how much of it may still be unpacked.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: usize,
    most: usize,
}

impl<'a> Archive<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::damaged(error.to_string()))?;
        if zip.len() > limits.parts {
            return Err(ReadError::TooLarge { what: "the number of parts", most: limits.parts });
        }
        Ok(Self { zip, left: limits.unpacked, most: limits.unpacked })
    }

    /// Names of all parts that can be read, in their order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.zip.file_names().flatten().map(Cow::into_owned).collect()
    }

    /// A part; `None` where there is none of that name.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let file = match self.zip.by_name(name) {
            Ok(file) if file.encrypted() => return Err(ReadError::Encrypted),
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ReadError::damaged(format!("{name}: {error}"))),
        };
        let mut bytes = Vec::new();
        // A byte more than allowed tells that there is more.
        let most = u64::try_from(self.left).unwrap_or(u64::MAX).saturating_add(1);
        file.take(most).read_to_end(&mut bytes).map_err(|error| ReadError::damaged(format!("{name}: {error}")))?;
        if bytes.len() > self.left {
            return Err(ReadError::TooLarge { what: "what is unpacked", most: self.most });
        }
        self.left -= bytes.len();
        Ok(Some(bytes))
    }
}
