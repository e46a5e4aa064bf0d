//! What a search answers, ready to be shown or written as JSON.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{explanation::Explanation, ranking::Standing};

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// How many pages match in all.
    pub total: usize,
    /// Whether pages are among them that lack some of the words: those which hold enough of them are found too where the query
    /// is long, or too few pages hold all.
    pub relaxed: bool,
    /// Words that were read as others since the index doesn't hold them.
    pub corrections: Vec<Correction>,
    /// Other queries that find something: where this one finds nothing, or holds a word that looks like a slip.
    pub suggestions: Vec<String>,
    /// Other names, from the glossary, that were looked for too.
    pub synonyms: Vec<String>,
    /// Words that are nowhere in the index, nor is anything like them.
    pub absent: Vec<String>,
    /// The best pages, best first.
    pub hits: Vec<Hit>,
    /// Facets with the number of pages by value.
    pub facets: Vec<FacetCounts>,
}

/// A word that was taken for a misspelling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// As typed.
    pub word: String,
    /// What was looked for instead, best first.
    pub read_as: Vec<String>,
}

/// A page that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// Its number, in the order of the index.
    pub page: usize,
    /// Id of its document: the index doesn't know it, who does may say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Address below the site's root.
    pub url: String,
    /// Its title, with the found words marked.
    pub title: Excerpt,
    /// One line about it; empty where there is none.
    pub summary: Excerpt,
    /// Name of its kind.
    pub kind: String,
    /// BCP 47 tag.
    pub language: String,
    /// Whether it may still be used.
    pub standing: Standing,
    /// How well it answers; comparable within one answer only.
    pub score: f32,
    /// Its best sections, best first.
    pub sections: Vec<SectionHit>,
    /// How its score comes about, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// A section that matches.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SectionHit {
    /// Its number among the sections of the page, the head being 0.
    pub section: usize,
    /// Anchor of its heading; `None` for what stands before the first.
    pub anchor: Option<String>,
    /// Its heading; empty for what stands before the first.
    pub heading: Excerpt,
    /// A piece of its text around the found words: the index doesn't hold texts, who does may cut it by a
    /// [`Marker`](crate::Marker).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<Excerpt>,
    /// How well it answers.
    pub score: f32,
}

/// A piece of text, cut at where marks begin and end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Excerpt(pub Vec<Piece>);

/// Some text that is all marked, or all not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it is a found word.
    pub marked: bool,
}

impl Excerpt {
    /// How many different words are marked, but for their case.
    pub fn marked_words(&self) -> usize {
        let marked = self.0.iter().filter(|piece| piece.marked);
        marked.map(|piece| piece.text.to_lowercase()).collect::<BTreeSet<_>>().len()
    }

    /// The text without its marks.
    pub fn text(&self) -> String {
        self.0.iter().map(|piece| piece.text.as_str()).collect()
    }
}

/// A facet with the numbers of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetCounts {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its values that occur in the index.
    pub values: Vec<ValueCount>,
}

/// A value of a facet with the number of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueCount {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How many pages are found when this is the only value chosen of its facet, other filters being as they are.
    pub count: usize,
    /// Whether the query asks for it.
    pub chosen: bool,
}
