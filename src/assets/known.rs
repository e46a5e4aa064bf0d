//! What is known of a file from its bytes.

use fieldbook_extract::{Active, Content, Facts, MediaType, Part, ReadError, Trace};
use serde::{Deserialize, Serialize};

use super::sketch::Sketch;

/// What is known of a file from its bytes, but for its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its type, by what is in it.
    pub media: MediaType,
    /// What reading it told; `None` of types that aren't read.
    pub told: Result<Option<Told>, Unread>,
}

/// What reading a file told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How large or long it is, and its title.
    pub facts: Facts,
    /// What in it may do something when it is opened.
    pub active: Vec<Active>,
    /// What it tells of those who made it.
    pub traces: Vec<Trace>,
    /// What its text is known by.
    pub sketch: Sketch,
}

/// What reading a file gave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reading {
    pub(super) media: MediaType,
    pub(super) content: Result<Option<Content>, Unread>,
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

impl Reading {
    /// One that failed.
    pub(super) fn failed(why: Unread) -> Self {
        Self { media: MediaType::Unknown, content: Err(why) }
    }

    /// Whether the same file would be read no better another time.
    pub(super) fn is_lasting(&self) -> bool {
        self.content.as_ref().err().is_none_or(Unread::is_lasting)
    }

    /// What is known of the file, and its text.
    pub(super) fn divided(self) -> (Known, Vec<Part>) {
        let Self { media, content } = self;
        let (told, parts) = match content {
            Ok(Some(Content { parts, facts, active, traces, .. })) => {
                let sketch = Sketch::of(parts.iter().filter(|part| !part.hidden).map(|part| part.text.as_str()));
                (Ok(Some(Told { facts, active, traces, sketch })), parts)
            }
            Ok(None) => (Ok(None), Vec::new()),
            Err(why) => (Err(why), Vec::new()),
        };
        (Known { media, told }, parts)
    }
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
