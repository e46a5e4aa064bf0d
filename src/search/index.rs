//! From pages to an index in memory.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_search::{
    Facet, FacetValue, GlossaryTerm, SearchError, Searcher, Standing, analysis,
    records::{Record, SectionRecord},
    schema::{self, Fields, KIND, LANGUAGE},
};
use tantivy::{Index, SingleSegmentIndexWriter, TantivyDocument, directory::RamDirectory, tokenizer::TokenizerManager};

use super::{Packed, pack};
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

    fn record(&self) -> Record {
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

/// Makes an index, page by page.
pub struct Indexer {
    writer: SingleSegmentIndexWriter,
    directory: RamDirectory,
    fields: Fields,
    /// Values that occur, by facet.
    occurring: BTreeMap<String, BTreeSet<String>>,
    glossary: BTreeSet<GlossaryTerm>,
    records: Vec<Record>,
}

impl std::fmt::Debug for Indexer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Indexer").field("pages", &self.records.len()).finish_non_exhaustive()
    }
}

impl Indexer {
    /// An empty index.
    pub fn new() -> Result<Self, SearchError> {
        let (schema, fields) = Fields::build();
        let tokenizers = TokenizerManager::default();
        tokenizers.register(analysis::ANALYZER, analysis::analyzer());
        let directory = RamDirectory::create();
        let writer = Index::builder()
            .schema(schema)
            .tokenizers(tokenizers)
            .single_segment_index_writer(directory.clone(), MEMORY)?;
        let (occurring, glossary) = (BTreeMap::new(), BTreeSet::new());
        Ok(Self { writer, directory, fields, occurring, glossary, records: Vec::new() })
    }

    /// Adds a page. The order of pages is that of results which are equally good.
    pub fn add(&mut self, page: &Page) -> Result<(), SearchError> {
        let (intro, sections) = page.parts();
        self.note_facets(page);
        self.note_names(page);
        self.writer.add_document(self.head(page, intro))?;
        for section in sections {
            let mut document = TantivyDocument::default();
            document.add_text(self.fields.heading, &section.heading);
            document.add_text(self.fields.body, &section.text);
            self.writer.add_document(document)?;
        }
        self.records.push(page.record());
        Ok(())
    }

    /// Packs the index into files for the site. `text` is the file beside each page that holds its text, for excerpts;
    /// empty where there is none but the page itself.
    pub fn finish(self, vocabulary: &Vocabulary, text: &str) -> Result<Packed, SearchError> {
        let labels = self.labels(vocabulary);
        self.writer.finalize()?;
        pack::pack(&self.directory, &labels, &self.records, text)
    }

    /// Opens the index where it is, to search it at once.
    pub fn search(self, vocabulary: &Vocabulary) -> Result<Searcher, SearchError> {
        let labels = self.labels(vocabulary);
        self.writer.finalize()?;
        Searcher::open(self.directory, labels, self.records)
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
        for (facet, value) in &page.facets {
            document.add_text(fields.facets, schema::facet_term(facet, value));
        }
        for text in page.summary.as_deref().into_iter().chain([intro]) {
            document.add_text(fields.body, text);
        }
        document
    }

    fn note_facets(&mut self, page: &Page) {
        let derived = [(KIND, &page.kind), (LANGUAGE, &page.language)];
        let own = page.facets.iter().map(|(facet, value)| (facet.as_str(), value));
        for (facet, value) in derived.into_iter().chain(own) {
            if !self.occurring.get(facet).is_some_and(|values| values.contains(value)) {
                self.occurring.entry(facet.to_owned()).or_default().insert(value.clone());
            }
        }
    }

    /// Notes what a page's thing is called; what must not be used any more is no name for anything.
    fn note_names(&mut self, page: &Page) {
        if page.standing != Standing::Retired && !(page.synonyms.is_empty() && page.avoid.is_empty()) {
            let mut names = names_in(&page.title);
            names.extend(page.synonyms.iter().cloned());
            self.glossary.insert(GlossaryTerm { names, avoid: page.avoid.clone() });
        }
    }

    /// What the index says of its facets: the kinds first, then those of the vocabulary, then what it doesn't know.
    fn labels(&self, vocabulary: &Vocabulary) -> fieldbook_search::Vocabulary {
        let kinds =
            FacetLabels { name: KIND.to_owned(), label: vocabulary.kind.clone(), values: vocabulary.kinds.clone() };
        let language =
            FacetLabels { name: LANGUAGE.to_owned(), label: vocabulary.language.clone(), values: Vec::new() };
        let known: Vec<&FacetLabels> = std::iter::once(&kinds).chain(&vocabulary.facets).chain([&language]).collect();
        let unknown = self.occurring.keys().filter(|name| !known.iter().any(|facet| facet.name == **name));
        let bare = unknown.map(|name| FacetLabels { name: name.clone(), label: name.clone(), values: Vec::new() });
        let bare: Vec<FacetLabels> = bare.collect();
        let others = &vocabulary.other_labels;
        let facets = known.into_iter().chain(&bare).filter_map(|labels| self.labels_of(labels, others)).collect();
        fieldbook_search::Vocabulary { facets, glossary: self.glossary.iter().cloned().collect() }
    }

    /// A facet with the values that occur: first those that have a label, then the rest. `None` where none occurs.
    fn labels_of(&self, labels: &FacetLabels, others: &BTreeMap<String, Vec<String>>) -> Option<Facet> {
        let occurring = self.occurring.get(&labels.name)?;
        let other_labels = |key: &str| others.get(key).cloned().unwrap_or_default();
        let value = |id: &str, label: &str| FacetValue {
            id: id.to_owned(),
            label: label.to_owned(),
            other_labels: other_labels(&format!("{}:{id}", labels.name)),
        };
        let named = labels.values.iter().filter(|(id, _)| occurring.contains(id)).map(|(id, label)| value(id, label));
        let rest = occurring.iter().filter(|id| !labels.values.iter().any(|(known, _)| known == *id));
        let values = named.chain(rest.map(|id| value(id, id))).collect();
        Some(Facet {
            name: labels.name.clone(),
            label: labels.label.clone(),
            other_labels: other_labels(&labels.name),
            values,
        })
    }
}

/// The names that a title is: "Mean kinetic temperature (MKT)" is two. What stands in brackets otherwise tells things of one name apart.
fn names_in(title: &str) -> Vec<String> {
    let parted = title.strip_suffix(')').and_then(|title| title.split_once(" ("));
    match parted {
        Some((long, short)) if is_abbreviation(short) => vec![long.to_owned(), short.to_owned()],
        _ => vec![title.to_owned()],
    }
}

/// Whether a word is mostly capitals (`MKT`, `SLAs`, `SaaS`).
fn is_abbreviation(word: &str) -> bool {
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    capitals >= 2 && capitals * 2 >= word.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_an_abbreviation_in_brackets_is_two_names() {
        assert_eq!(names_in("Mean kinetic temperature (MKT)"), ["Mean kinetic temperature", "MKT"]);
        assert_eq!(names_in("Service levels (SLAs)"), ["Service levels", "SLAs"]);
        assert_eq!(names_in("Gateway (hardware)"), ["Gateway (hardware)"]);
        assert_eq!(names_in("MKT"), ["MKT"]);
    }
}
