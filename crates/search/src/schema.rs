//! What is indexed.
//!
//! One tantivy document is one section. The first section of each page is its *head*: it carries title, wordings and
//! facets of the page as a whole, and for a body the page's summary and the text before the first heading. Sections of a
//! page follow their head in order, so a page is a run of document numbers.
//!
//! Nothing is stored in tantivy: what a result shows of a page comes from [`records`](crate::records), and excerpts are
//! cut from the page's own text.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use crate::{
    analysis::ANALYZER,
    ranking::{Demand, Standing},
};

/// Between the name of a facet and its value, in a term of [`Fields::facets`].
const FACET_SEPARATOR: char = ':';

/// Facet that every page has a value of; its postings tell where pages begin.
pub const KIND: &str = "kind";

/// Facet of the pages' languages.
pub const LANGUAGE: &str = "language";

/// Facet of pages that aren't [`Standing::Current`]; it isn't shown, and no library can declare one of this name.
pub(crate) const STANDING: &str = "~standing";

/// Facet of pages that are used much, by the step of their [`Demand`]; hidden like [`STANDING`].
pub(crate) const DEMAND: &str = "~demand";

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Title of the page (heads).
    pub title: Field,
    /// Question wordings that the page answers, and other words for what it defines (heads).
    pub wordings: Field,
    /// The section's heading.
    pub heading: Field,
    /// The section's text; a head's begins with the page's summary.
    pub body: Field,
    /// `name:value` for each facet of the page (heads).
    pub facets: Field,
}

impl Fields {
    /// The schema, and the fields in it.
    pub fn build() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let fields = Self {
            title: builder.add_text_field("title", text()),
            wordings: builder.add_text_field("wordings", text()),
            heading: builder.add_text_field("heading", text()),
            body: builder.add_text_field("body", text()),
            facets: builder.add_text_field("facets", words()),
        };
        (builder.build(), fields)
    }

    /// Fields in which words are looked for, in the order of [`crate::ranking::FIELDS`].
    pub fn searched(&self) -> [Field; 4] {
        [self.title, self.wordings, self.heading, self.body]
    }

    /// Fields whose postings are needed so often, and are so small, that they are in the hot file.
    pub fn resident(&self) -> [Field; 3] {
        [self.title, self.wordings, self.facets]
    }
}

/// The term of [`Fields::facets`] for a facet's value.
pub fn facet_term(facet: &str, value: &str) -> String {
    format!("{facet}{FACET_SEPARATOR}{value}")
}

/// The terms that every page has besides those of its own facets.
pub fn derived_facet_terms(kind: &str, language: &str, standing: Standing) -> Vec<String> {
    let mut terms = vec![facet_term(KIND, kind), facet_term(LANGUAGE, language)];
    if standing != Standing::Current {
        terms.push(facet_term(STANDING, standing.as_str()));
    }
    terms
}

/// The term of a page that is used much; none of others.
pub fn demand_term(demand: Demand) -> Option<String> {
    (demand != Demand::default()).then(|| facet_term(DEMAND, &demand.step().to_string()))
}

/// Facet and value of a term that [`facet_term`] made.
pub(crate) fn split_facet_term(term: &str) -> Option<(&str, &str)> {
    term.split_once(FACET_SEPARATOR)
}

fn text() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing)
}

fn words() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}
