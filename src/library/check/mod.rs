//! The rules that `fieldbook check` holds a library to: a file for each topic.

use super::Library;
use crate::diagnostics::Diagnostics;

impl Library {
    /// All that the rules find wrong. What can be said of a document alone while it is read ([`load`](super::load))
    /// isn't said again.
    pub fn check(&self) -> Diagnostics {
        Diagnostics::default()
    }
}
