//! Reading a folder into a library.

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::Library;
use crate::diagnostics::Diagnostics;

/// Why a library can't be loaded at all. What is wrong with single documents are findings, not errors.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or folder can't be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Reads the library in `root`, reckoning freshness for `today`.
pub fn load(root: &Path, today: Date) -> Result<(Library, Diagnostics), LoadError> {
    let _ = (root, today);
    Err(LoadError::Read { path: root.to_owned(), source: io::ErrorKind::Unsupported.into() })
}

impl Library {
    /// Reads a document's body again (bodies aren't kept in memory), without its front matter.
    pub fn body(&self, document: &super::Document) -> Result<String, LoadError> {
        let path = self.root.join(&document.path);
        Err(LoadError::Read { path, source: io::ErrorKind::Unsupported.into() })
    }
}
