//! From pages to an index in memory.

use std::collections::BTreeMap;

use fieldbook_search::{
    Demand, SearchError, Searcher, Standing, analysis,
    records::{Record, SectionRecord},
    schema::{self, Fields},
};
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument, directory::RamDirectory, tokenizer::TokenizerManager};

use super::{Packed, notes::Notes, pack};
use crate::markdown::Section;

/// Bytes that the engine sizes its tables for; they grow where that isn't enough.
const MEMORY: usize = 15_000_000;

/// A page as search sees it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Address below the site's root (`rfp/security/`).
    pub url: String,
    /// Its title.
    pub title: String,
    /// One line about it.
    pub summary: Option<String>,
    /// Name of its kind.
    pub kind: String,
    /// BCP 47 tag.
    pub language: String,
    /// Question wordings that it answers.
    pub questions: Vec<String>,
    /// Other words for what it defines: who looks for one of them, or for its title, looks for all of them.
    pub synonyms: Vec<String>,
    /// Words that aren't to be used for what it defines. They lead to the others, and are not looked for.
    pub avoid: Vec<String>,
    /// Names of facets with ids of values; kind and language are added.
    pub facets: Vec<(String, String)>,
    /// Whether it may still be used.
    pub standing: Standing,
    /// How much it is used.
    pub demand: Demand,
    /// Its text, as the build's readers see it.
    pub sections: Vec<Section>,
}

impl Page {
    /// What stands before the first heading, and the sections that follow; without those that say nothing.
    fn parts(&self) -> (&str, impl Iterator<Item = &Section>) {
        let (intro, rest) = match self.sections.split_first() {
            Some((first, rest)) if first.anchor.is_none() => (first.text.as_str(), rest),
            _ => ("", self.sections.as_slice()),
        };
        (intro, rest.iter().filter(|section| !(section.heading.is_empty() && section.text.is_empty())))
    }

    /// The texts of a section, by its number among those that are indexed, that an excerpt of it may be cut from.
    pub fn texts(&self, section: usize) -> Vec<&str> {
        let (intro, mut sections) = self.parts();
        match section.checked_sub(1) {
            Some(after_head) => sections.nth(after_head).map(|section| section.text.as_str()).into_iter().collect(),
            None => self.questions.iter().map(String::as_str).chain([intro]).collect(),
        }
    }

    pub(super) fn record(&self) -> Record {
        let sections = self
            .parts()
            .1
            .map(|section| SectionRecord { anchor: section.anchor.clone(), heading: section.heading.clone() });
        Record {
            title: self.title.clone(),
            url: self.url.clone(),
            kind: self.kind.clone(),
            language: self.language.clone(),
            standing: self.standing,
            summary: self.summary.clone().unwrap_or_default(),
            sections: std::iter::once(SectionRecord::default()).chain(sections).collect(),
        }
    }
}

/// Labels to show for what pages name by id. Only those of values that occur in the index get into the output.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// What the facet of kinds is called.
    pub kind: String,
    /// What the facet of languages is called.
    pub language: String,
    /// Names and labels of kinds, in the order in which they're shown.
    pub kinds: Vec<(String, String)>,
    /// Labels of facets, in the order in which they're shown.
    pub facets: Vec<FacetLabels>,
    /// What the library's other languages call them, by `industry` for a facet, by `industry:food` for a value.
    pub other_labels: BTreeMap<String, Vec<String>>,
}

/// Labels of a facet.
#[derive(Clone, Debug, Default)]
pub struct FacetLabels {
    /// `industry`
    pub name: String,
    /// "Industry"
    pub label: String,
    /// Ids and labels of its values, in the order in which they're shown.
    pub values: Vec<(String, String)>,
}

/// Writes the words of pages into a segment in memory.
pub(super) struct Writer {
    segment: SingleSegmentIndexWriter,
    directory: RamDirectory,
    fields: Fields,
}

impl Writer {
    /// An empty segment.
    pub(super) fn new() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::build();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(analysis::ANALYZER, analysis::analyzer());
        let directory = RamDirectory::create();
        let segment = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory.clone(), MEMORY)?;
        Ok(Self { segment, directory, fields })
    }

    /// Adds a page after those before it.
    pub(super) fn add(&mut self, page: &Page) -> Result<(), SearchError> {
        let (intro, sections) = page.parts();
        self.segment.add_document(self.head(page, intro))?;
        for section in sections {
            let mut document = TantivyDocument::default();
            document.add_text(self.fields.heading, &section.heading);
            document.add_text(self.fields.body, &section.text);
            self.segment.add_document(document)?;
        }
        Ok(())
    }

    /// The directory that holds the segment.
    pub(super) fn finish(self) -> Result<RamDirectory, SearchError> {
        self.segment.finalize()?;
        Ok(self.directory)
    }

    /// The first section of a page, with what belongs to the page as a whole.
    fn head(&self, page: &Page, intro: &str) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.title, &page.title);
        for wording in page.questions.iter().chain(&page.synonyms) {
            document.add_text(fields.wordings, wording);
        }
        for term in schema::derived_facet_terms(&page.kind, &page.language, page.standing) {
            document.add_text(fields.facets, term);
        }
        if let Some(term) = schema::demand_term(page.demand) {
            document.add_text(fields.facets, term);
        }
        for (facet, value) in &page.facets {
            document.add_text(fields.facets, schema::facet_term(facet, value));
        }
        for text in page.summary.as_deref().into_iter().chain([intro]) {
            document.add_text(fields.body, text);
        }
        document
    }
}

/// Makes an index, page by page.
pub struct Indexer {
    writer: Writer,
    notes: Notes,
}

impl std::fmt::Debug for Indexer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Indexer").field("pages", &self.notes.records.len()).finish_non_exhaustive()
    }
}

impl Indexer {
    /// An empty index.
    pub fn new() -> Result<Self, SearchError> {
        Ok(Self { writer: Writer::new()?, notes: Notes::default() })
    }

    /// Adds a page. The order of pages is that of results which are equally good.
    pub fn add(&mut self, page: &Page) -> Result<(), SearchError> {
        self.writer.add(page)?;
        self.notes.note(page);
        Ok(())
    }

    /// Packs the index into files for the site. `text` is the file beside each page that holds its text, for excerpts;
    /// empty where there is none but the page itself.
    pub fn finish(self, vocabulary: &Vocabulary, text: &str) -> Result<Packed, SearchError> {
        let labels = self.notes.labels(vocabulary);
        pack::pack(&self.writer.finish()?, &labels, &pack::serve_records(&self.notes.records)?, text)
    }

    /// Opens the index where it is, to search it at once.
    pub fn search(self, vocabulary: &Vocabulary) -> Result<Searcher, SearchError> {
        let labels = self.notes.labels(vocabulary);
        Searcher::open(self.writer.finish()?, labels, self.notes.records)
    }
}
