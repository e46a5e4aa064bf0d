//! Why a file can't be read.

use crate::MediaType;

/// Why a file can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// What is inside files of the type isn't read.
    #[error("what is inside {} isn't read", media.name())]
    Unsupported {
        /// The type.
        media: MediaType,
    },
    /// The file isn't what its type demands.
    #[error("it is damaged: {reason}")]
    Damaged {
        /// In which way.
        reason: String,
    },
    /// A password is needed.
    #[error("it is encrypted")]
    Encrypted,
    /// It goes beyond the [limits](crate::Limits).
    #[error("{what} is larger than {most} bytes")]
    TooLarge {
        /// What of it does.
        what: &'static str,
        /// The limit.
        most: usize,
    },
}

impl ReadError {
    /// Damage of some kind.
    pub(crate) fn damaged(reason: impl Into<String>) -> Self {
        Self::Damaged { reason: reason.into() }
    }
}
