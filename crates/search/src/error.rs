//! What can go wrong while searching.

use std::io;

use tantivy::{TantivyError, directory::error::OpenReadError};

/// Why a search couldn't be answered.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Bytes are needed that haven't come yet: fetch what [`PagedDirectory::take_misses`] names, hand it in, and call
    /// again.
    ///
    /// [`PagedDirectory::take_misses`]: crate::PagedDirectory::take_misses
    #[error("parts of the index have not been read yet")]
    Missing,
    /// The hot file or a block is not what it should be: cut short, changed, or of another build.
    #[error("the search index is damaged: {0}")]
    Damaged(String),
    /// The index was written by another version of Fieldbook than reads it.
    #[error("the search index has format {found}, and this reader knows format {expected}")]
    OtherFormat {
        /// Format of the index.
        found: u32,
        /// Format that this build reads.
        expected: u32,
    },
    /// The engine couldn't write or read the index.
    #[error("the search engine failed: {0}")]
    Engine(TantivyError),
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        let waits = match &error {
            TantivyError::IoError(cause) => would_block(cause),
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, .. }) => would_block(io_error),
            _ => false,
        };
        if waits { Self::Missing } else { Self::Engine(error) }
    }
}

impl From<io::Error> for SearchError {
    fn from(error: io::Error) -> Self {
        if would_block(&error) { Self::Missing } else { Self::Engine(error.into()) }
    }
}

fn would_block(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::WouldBlock
}
