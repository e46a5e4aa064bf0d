//! A term of the glossary: other words for it, and words not to use.

use serde::Serialize;

use super::Draft;
use crate::site::{gate::Held, glossary};

/// A term.
#[derive(Debug, Serialize)]
pub struct Term {
    /// Other words for it.
    pub synonyms: Vec<String>,
    /// Words not to use for it.
    pub avoid: Vec<String>,
}

impl Term {
    /// What the fields of a term say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["synonyms", "avoid"];
        Self::of(draft.held())
    }

    /// What a document says, for a page or the glossary.
    pub fn of(held: Held<'_>) -> Self {
        let texts = |field| glossary::texts(held, field).map(str::to_owned).collect();
        Self { synonyms: texts("synonyms"), avoid: texts("avoid") }
    }
}
