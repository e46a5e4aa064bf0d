//! The bid desk's side of a library: its answers, read from their files.
//!
//! What is decided by them, and how, is in `crates/bids`, which the browser uses as well.

use fieldbook_bids::Answer;

use crate::{
    audience::Audience,
    library::{Library, LoadError},
    site::{gate::Gate, responding},
};

/// The library's answers in a language, as the company's own people give them to customers.
pub fn answers(library: &Library, language: &str) -> Result<Vec<Answer>, LoadError> {
    responding::answers(library, Gate::new(library, Audience::Internal), language)
}
