//! The rules that `fieldbook check` holds a library to: a file for each topic.
//!
//! What is wrong with front matter by itself is said while it is read ([`load`](super::load)); here is what follows from
//! links, from bodies, from the rules of a kind, and from the day. A rule is a function from a [`Survey`] to findings:
//! those in [`DOCUMENT_RULES`] look at one document, in parallel, those in [`LIBRARY_RULES`] at all of them.
//!
//! A retired document is kept for those who meet its links, so the rules of its kind and of freshness don't hold it.

mod answer;
mod body;
mod case_study;
mod concern;
mod course;
mod freshness;
mod identity;
mod kit;
mod lesson;
mod links;
mod orphan;
mod placeholder;
mod playbook;
mod references;
mod sections;
mod similarity;
mod swot;
mod term;
mod tradeoff;

use rayon::prelude::*;

use super::{Document, DocumentId, Library, Status, Target};
use crate::diagnostics::{Diagnostics, Span};

/// Rules for one document, given by its place in [`Library::documents`].
const DOCUMENT_RULES: &[fn(&Survey<'_>, usize, &mut Diagnostics)] = &[
    body::check,
    case_study::check,
    freshness::check,
    kit::check,
    lesson::check,
    links::check,
    playbook::check,
    references::check,
    swot::check,
    tradeoff::check,
];

/// Rules for all documents together.
const LIBRARY_RULES: &[fn(&Survey<'_>, &mut Diagnostics)] = &[
    answer::check,
    concern::check,
    course::check,
    identity::check,
    orphan::check,
    placeholder::check,
    swot::check_subjects,
    term::check,
];

impl Library {
    /// All that the rules find wrong, in no particular order.
    pub fn check(&self) -> Diagnostics {
        let survey = Survey::new(self);
        let of_documents = (0..self.documents.len()).into_par_iter().map(|index| {
            let mut findings = Diagnostics::default();
            for rule in DOCUMENT_RULES {
                rule(&survey, index, &mut findings);
            }
            findings
        });
        let of_library = LIBRARY_RULES.par_iter().map(|rule| {
            let mut findings = Diagnostics::default();
            rule(&survey, &mut findings);
            findings
        });
        of_documents.chain(of_library).collect::<Vec<_>>().into_iter().flatten().collect()
    }

    /// Whether the library hasn't been set up as one, but is a plain folder of markdown. Existing handbooks are
    /// spared what only an author for Fieldbook can be asked for.
    pub(crate) fn is_plain_folder(&self) -> bool {
        !self.root.join("fieldbook.toml").is_file()
    }
}

/// A library, with what its links lead to: found once, since several rules ask for it.
struct Survey<'a> {
    library: &'a Library,
    /// What each link of each document leads to, in the order of the outlines.
    targets: Vec<Vec<Target>>,
}

impl<'a> Survey<'a> {
    fn new(library: &'a Library) -> Self {
        let targets = library
            .documents
            .par_iter()
            .map(|document| {
                let links = document.outline.links.iter();
                links.map(|link| library.resolve(document, link.form, &link.target)).collect()
            })
            .collect();
        Self { library, targets }
    }

    /// The document at that place.
    fn document(&self, index: usize) -> &'a Document {
        &self.library.documents[index]
    }

    /// What the links of the document at that place lead to.
    fn targets(&self, index: usize) -> &[Target] {
        &self.targets[index]
    }

    /// Documents of a kind that are in use, with their places.
    fn in_use(&self, kind: &'static str) -> impl Iterator<Item = (usize, &'a Document)> {
        let documents = self.library.documents.iter().enumerate();
        documents.filter(move |(_, document)| document.kind == kind && document.status != Status::Retired)
    }

    /// The same for one language variant of each document: the main one where there is one. What holds for all
    /// variants is said once.
    fn once(&self, kind: &'static str) -> impl Iterator<Item = (usize, &'a Document)> {
        self.in_use(kind).filter(|(index, document)| *index == self.first_variant(*index, &document.id))
    }

    /// Place of the first language variant of the document with this id.
    fn find(&self, id: &DocumentId) -> Option<usize> {
        let index = self.library.documents.partition_point(|document| document.id < *id);
        self.library.documents.get(index).filter(|document| document.id == *id).map(|_| index)
    }

    fn first_variant(&self, index: usize, id: &DocumentId) -> usize {
        self.find(id).unwrap_or(index)
    }
}

/// Pairs of questions that are nearly the same, by their places: the later one first. Of those that are the same, each is paired with the
/// first one.
pub(crate) fn nearly_the_same(questions: &[&str]) -> Vec<(usize, usize)> {
    let wordings: Vec<similarity::Wording> =
        questions.iter().map(|question| similarity::Wording::new(question)).collect();
    similarity::pairs(&wordings.iter().collect::<Vec<_>>())
}

/// Place in the file of what stands at `span` in a document's body.
fn in_file(document: &Document, span: Span) -> Span {
    span.shifted(document.body_start)
}

/// Where to point when what's missing is a whole section or field: the beginning of the front matter.
fn beginning(document: &Document) -> Span {
    document.places.block
}

/// "`a`, `b` and `c`"
fn all_of(words: &[&str]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => format!("`{last}`"),
        Some((last, others)) => {
            let others: Vec<String> = others.iter().map(|word| format!("`{word}`")).collect();
            format!("{} and `{last}`", others.join(", "))
        }
    }
}
