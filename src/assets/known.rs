//! What is known of a file from its bytes.

use fieldbook_extract::{Content, MediaType, ReadError};
use serde::{Deserialize, Serialize};

/// What is known of a file from its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its type, by what is in it.
    pub media: MediaType,
    /// What is inside; `None` of types that aren't read.
    pub content: Result<Option<Content>, Unread>,
}

/// Why nothing is known of what is inside a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Unread {
    /// It can't be read as what it is.
    #[error("{0}")]
    File(String),
    /// A password is needed.
    #[error("it is encrypted")]
    Encrypted,
    /// It is larger than what is read.
    #[error("{0}")]
    TooLarge(String),
    /// Reading it took too long.
    #[error("reading it takes more than {0} seconds")]
    TooLong(u64),
    /// Reading it ended the process that did it.
    #[error("reading it ended the reader ({0}), which may use {memory} MiB of memory", memory = super::child::MEMORY >> 20)]
    Ended(String),
    /// No process could be had that reads it.
    #[error("there is no process that reads files: {0}")]
    NoReader(String),
}

impl Unread {
    /// Whether the same file would be read no better another time.
    pub(super) fn is_lasting(&self) -> bool {
        !matches!(self, Self::NoReader(_))
    }
}

impl From<ReadError> for Unread {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Encrypted => Self::Encrypted,
            ReadError::TooLarge { .. } => Self::TooLarge(error.to_string()),
            ReadError::Damaged { .. } | ReadError::Unsupported { .. } => Self::File(error.to_string()),
        }
    }
}
