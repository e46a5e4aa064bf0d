//! The tables of fields: those that every document has, and a file for each built-in kind.
//!
//! They are data only. `reader` checks front matter against them, `schema` makes a JSON Schema of them, and the rules
//! that `check` holds a kind to are in `check/`.

mod answer;
mod asset;
mod case_study;
mod common;
mod course;
mod kit;
mod lesson;
mod page;
mod persona;
mod playbook;
mod proof;
mod swot;
mod term;
mod tradeoff;

pub(super) use asset::{WITHOUT as NOT_OF_ASSETS, kind as asset};
pub(super) use common::{KEYS as COMMON_KEYS, fields as common_fields};

use super::kind::{FieldSpec, FieldType, Kind};
use crate::audience::Audience;

/// Name of the kind that a document has by default.
pub(super) const PAGE: &str = "page";

/// What files are called beside kinds of documents.
pub(super) const ASSET: &str = "asset";

/// The kind that a document has by default.
pub(super) fn page() -> Kind {
    page::kind()
}

/// All built-in kinds, in the order of the manual.
pub(super) fn built_in() -> Vec<Kind> {
    vec![
        playbook::kind(),
        swot::kind(),
        case_study::kind(),
        answer::kind(),
        course::kind(),
        lesson::kind(),
        proof::kind(),
        tradeoff::kind(),
        persona::kind(),
        term::kind(),
        kit::kind(),
        page::kind(),
    ]
}

impl Kind {
    /// A kind with one folder and no fields; its label is its name, its plural is given.
    fn built_in(name: &str, plural: &str, folder: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: label_of(name),
            plural: plural.to_owned(),
            folders: vec![folder.to_owned()],
            description: String::new(),
            fields: Vec::new(),
            template: format!("{name}.html"),
            open: false,
            keeps_items: false,
        }
    }
}

impl FieldSpec {
    /// A field that is shown to all and may be left out. Its label is its name.
    pub(super) fn new(name: &str, field_type: FieldType, description: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: label_of(name),
            description: description.to_owned(),
            field_type,
            list: false,
            required: false,
            filter: false,
            audience: Audience::Customer,
        }
    }

    fn list(self) -> Self {
        Self { list: true, ..self }
    }

    fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Lists of the kind can be narrowed by it.
    fn filter(self) -> Self {
        Self { filter: true, ..self }
    }

    fn internal(self) -> Self {
        Self { audience: Audience::Internal, ..self }
    }

    /// Shown to partners, but not to customers.
    fn partner(self) -> Self {
        Self { audience: Audience::Partner, ..self }
    }
}

/// A choice of words.
fn choice(words: &[&str]) -> FieldType {
    FieldType::Choice(words.iter().map(|&word| word.to_owned()).collect())
}

/// A document of one of these kinds.
fn document(kinds: &[&str]) -> FieldType {
    FieldType::Document(kinds.iter().map(|&kind| kind.to_owned()).collect())
}

/// Functions that a course or lesson leads from and to.
fn roles() -> FieldSpec {
    let fields = vec![
        FieldSpec::new("from", FieldType::Text, "The function that somebody knows already.").required(),
        FieldSpec::new("to", FieldType::Text, "The function that they learn about.").required(),
    ];
    FieldSpec::new("roles", FieldType::Table(fields), "Which functions it trains for which other ones.")
        .list()
        .partner()
}

/// A name in words: `case-study` becomes "Case study".
pub(super) fn label_of(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
