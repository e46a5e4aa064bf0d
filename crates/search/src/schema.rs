//! What is indexed and stored.
//!
//! One tantivy document is one section. The first section of each page is its *head*: it carries title, summary,
//! question wordings, synonyms and facets of the page as a whole, and the text before the first heading. Sections of a
//! page follow their head in order, so a page is a run of document numbers.
//!
//! Text is stored with its section, since a result shows an excerpt of it with the found words marked. Blocks of the
//! store are small and not compressed by tantivy: what a browser fetches are gzipped chunks of the file, and one pass
//! of compression over plain text beats two.

use tantivy::{
    IndexSettings,
    schema::{Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions},
    store::Compressor,
};

use crate::{analysis::ANALYZER, ranking::Standing};

/// Bytes of text in a block of the store: a block is the least that is read to show a result.
const STORE_BLOCK: usize = 4096;

/// Between the name of a facet and its value, in a term of [`Fields::facets`].
const FACET_SEPARATOR: char = ':';

/// Facet that every page has a value of; its postings tell where pages begin.
pub const KIND: &str = "kind";

/// Facet of the pages' languages.
pub const LANGUAGE: &str = "language";

/// Facet of pages that aren't [`Standing::Current`]; it isn't shown, and no library can declare one of this name.
pub(crate) const STANDING: &str = "~standing";

/// The fields of the index.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// Title of the page (heads).
    pub title: Field,
    /// One line about the page (heads).
    pub summary: Field,
    /// Question wordings that the page answers (heads).
    pub questions: Field,
    /// Other words for what the page defines (heads).
    pub synonyms: Field,
    /// The section's heading.
    pub heading: Field,
    /// The section's text.
    pub body: Field,
    /// `name:value` for each facet of the page (heads).
    pub facets: Field,
    /// Id of the page's document (heads).
    pub document: Field,
    /// Address of the page below the site's root (heads).
    pub url: Field,
    /// Anchor of the section's heading.
    pub anchor: Field,
}

impl Fields {
    /// The schema, and the fields in it.
    pub fn build() -> (Schema, Self) {
        let mut builder = Schema::builder();
        let fields = Self {
            title: builder.add_text_field("title", text()),
            summary: builder.add_text_field("summary", text()),
            questions: builder.add_text_field("questions", text()),
            synonyms: builder.add_text_field("synonyms", text()),
            heading: builder.add_text_field("heading", text()),
            body: builder.add_text_field("body", text()),
            facets: builder.add_text_field("facets", words()),
            document: stored(&mut builder, "document"),
            url: stored(&mut builder, "url"),
            anchor: stored(&mut builder, "anchor"),
        };
        (builder.build(), fields)
    }

    /// Fields in which words are looked for, in the order of [`crate::ranking::FIELDS`].
    pub fn searched(&self) -> [Field; 6] {
        [self.title, self.summary, self.questions, self.synonyms, self.heading, self.body]
    }

    /// Fields whose postings are needed so often, and are so small, that they are in the hot file: all but the body.
    pub fn resident(&self) -> [Field; 6] {
        [self.title, self.summary, self.questions, self.synonyms, self.heading, self.facets]
    }
}

/// Settings that index writers use.
pub fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: STORE_BLOCK,
        ..IndexSettings::default()
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

/// Facet and value of a term that [`facet_term`] made.
pub(crate) fn split_facet_term(term: &str) -> Option<(&str, &str)> {
    term.split_once(FACET_SEPARATOR)
}

fn text() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(ANALYZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(true);
    TextOptions::default().set_indexing_options(indexing).set_stored()
}

fn words() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing).set_stored()
}

fn stored(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, TextOptions::from(STORED))
}
