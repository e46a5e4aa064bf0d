//! A document: one markdown file with front matter.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::Serialize;

use super::{Fields, Review};
use crate::{audience::Audience, diagnostics::Span, markdown::Outline};

/// A document's path under the content folder, without extension and language suffix
/// (`rfp/security/encryption-at-rest`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct DocumentId(String);

impl DocumentId {
    /// An id from its text; the caller has taken off extension and language suffix.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// Where a document is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    Draft,
    /// Written, not yet vouched for.
    InReview,
    /// To be used.
    #[default]
    Approved,
    /// No longer to be used; kept for those who meet its links.
    Retired,
}

impl Status {
    /// The status that authors write so.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        [Self::Draft, Self::InReview, Self::Approved, Self::Retired].into_iter().find(|status| status.as_str() == word)
    }

    /// The word that authors write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }
}

/// When a file came to be and was changed, and by whom: by git where the library is in a checkout, else by the
/// file's own date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Day of the first commit.
    pub created: Option<Date>,
    /// Day of the last commit, or of the file where there is no git.
    pub changed: Option<Date>,
    /// Names of the commits' authors, latest first, each once.
    pub authors: Vec<String>,
    /// Hash of the last commit.
    pub commit: Option<String>,
    /// What each commit that changed it says, latest first: of files that aren't markdown, whose changes nobody can read.
    pub versions: Vec<Version>,
}

/// A version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Hash of its commit.
    pub commit: String,
    /// Day of the commit.
    pub day: Option<Date>,
    /// Who made it.
    pub author: String,
    /// The first line of what the commit says.
    pub subject: String,
}

/// Where the front matter of a document and its common fields stand in the file. The fields of its kind and extra
/// values carry their places themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The opening line of the front matter; where a field is missing, a finding points here. Empty where a file has
    /// no front matter.
    pub block: Span,
    fields: Vec<(Box<str>, Place)>,
}

/// Where a field stands in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The whole value.
    pub value: Span,
    /// The elements of a list, in order; empty for what is no list.
    pub elements: Box<[Span]>,
}

impl Places {
    /// Where a common field stands, if it is written in the front matter.
    pub fn of(&self, field: &str) -> Option<&Place> {
        self.fields.iter().find(|(name, _)| **name == *field).map(|(_, place)| place)
    }

    /// Notes where a common field stands.
    pub(super) fn set(&mut self, field: &str, place: Place) {
        self.fields.push((field.into(), place));
    }
}

/// A document, as typed as its kind says.
#[derive(Clone, Debug)]
pub struct Document {
    /// Same for all language variants.
    pub id: DocumentId,
    /// BCP 47 tag.
    pub language: String,
    /// Path relative to the library's root, with `/` between its parts.
    pub path: String,
    /// Name of its kind.
    pub kind: String,
    /// Shown as heading and in lists.
    pub title: String,
    /// One line for lists and results.
    pub summary: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Who else writes it.
    pub contributors: Vec<String>,
    /// Where it is in its life.
    pub status: Status,
    /// For whom it is.
    pub audience: Audience,
    /// First day, by front matter or history.
    pub created: Option<Date>,
    /// When and by whom it was vouched for, and what follows for today.
    pub review: Review,
    /// Free words.
    pub tags: Vec<String>,
    /// Values by facet, each declared in the library; facets without a value are absent.
    pub facets: BTreeMap<String, Vec<String>>,
    /// Ids of documents that the author says belong to it, as written.
    pub related: Vec<DocumentId>,
    /// Old paths that lead here, without slashes around.
    pub aliases: Vec<String>,
    /// What it cost to make, reckoned from hours where it is given so.
    pub cost: Option<super::Money>,
    /// Fields of its kind.
    pub fields: Fields,
    /// The library's own values; for a `page` unknown keys too.
    pub extra: Fields,
    /// What its body holds.
    pub outline: Outline,
    /// Byte of the file where the body begins.
    pub body_start: usize,
    /// Where the front matter and the fields of every kind stand in the file.
    pub places: Places,
    /// When it came to be and was changed.
    pub history: History,
}

impl Document {
    /// Where a field's value stands in the file: a common one, or one of the kind's own.
    pub fn span_of(&self, field: &str) -> Option<Span> {
        self.places.of(field).map(|place| place.value).or_else(|| self.fields.get(field).map(|value| value.span))
    }

    /// Whether it is the page of its folder (`index.md`).
    pub fn is_index(&self) -> bool {
        self.id.as_str().rsplit('/').next() == Some("index")
    }
}
