//! The searcher: an index opened once, asked many times.

use serde::Deserialize;
use tantivy::Directory;

use crate::{
    Filter, Hit, Results, SearchError, Vocabulary,
    dictionary::Dictionary,
    explanation,
    facets::{FacetIndex, Selection},
    matching::{self, Matches},
    pages::Pages,
    plan::{Plan, plan},
    reader::Reader,
    records::{Record, Records, SectionRecord},
    results::SectionHit,
    segment::Segment,
    snippet::Marker,
    stemming::Stemmers,
    suggestions,
    synonyms::Thesaurus,
};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Request {
    /// What the reader typed.
    pub query: String,
    /// Values chosen apart from what was typed.
    pub filters: Vec<Filter>,
    /// How many pages to show.
    pub limit: usize,
    /// How many sections to show of each.
    pub sections: usize,
    /// Whether to say of each page how its score comes about.
    pub explain: bool,
}

/// Answers queries on one index.
#[derive(Debug)]
pub struct Searcher {
    /// `None` where the index holds nothing.
    segment: Option<Segment>,
    pages: Pages,
    facets: FacetIndex,
    stemmers: Stemmers,
    thesaurus: Thesaurus,
    vocabulary: Vocabulary,
    records: Box<dyn Records>,
}

impl Searcher {
    /// Opens the index of a directory. `vocabulary` holds the labels of its facets, `records` what results show.
    pub fn open(
        directory: impl Into<Box<dyn Directory>>,
        vocabulary: Vocabulary,
        records: impl Records + 'static,
    ) -> Result<Self, SearchError> {
        let segment = Segment::open(directory.into())?;
        let pages = segment.as_ref().map(Pages::read).transpose()?.unwrap_or_default();
        let facets = match &segment {
            Some(segment) => FacetIndex::read(segment, &pages, &vocabulary)?,
            None => FacetIndex::default(),
        };
        let stemmers = Stemmers::new(pages.languages());
        let thesaurus = Thesaurus::new(&vocabulary.glossary, &stemmers);
        Ok(Self { segment, pages, facets, stemmers, thesaurus, vocabulary, records: Box::new(records) })
    }

    /// How many pages the index holds.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Answers a query. [`SearchError::Missing`] means: bring what the directory lacks, and ask again.
    pub fn search(&self, request: &Request) -> Result<Results, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Results::default()) };
        let plan = self.plan(segment, &request.query, &request.filters)?;
        if plan.unanswerable {
            return Ok(Results { absent: plan.absent, ..Results::default() });
        }
        // Both are tried before a lack counts, so that what they need is fetched in one go.
        let beside = self.finding(segment, request, suggestions::beside(&request.query, &plan.edits));
        let (matches, selection) = self.select(segment, &plan)?;
        let mut suggestions = beside?;
        if selection.pages.is_empty() {
            suggestions = self.finding(segment, request, suggestions::instead(&request.query, &plan.edits))?;
        }
        let ranked = rank(&matches, &selection.pages, request.limit);
        let mut hits = self.hits(&plan, &matches, &ranked, request.sections)?;
        if request.explain {
            let explanations = explanation::explain(&plan, &matches, (segment, &self.pages), &ranked)?;
            for (hit, explanation) in hits.iter_mut().zip(explanations) {
                hit.explanation = Some(explanation);
            }
        }
        Ok(Results {
            total: selection.pages.len(),
            relaxed: matches.relaxed,
            hits,
            facets: selection.counts,
            corrections: plan.corrections,
            suggestions,
            synonyms: plan.synonyms,
            absent: plan.absent,
        })
    }

    /// What marks the words that a query finds, and cuts excerpts from texts that the index doesn't hold.
    pub fn marker(&self, query: &str) -> Result<Marker, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Marker::default()) };
        Ok(Marker::new(&self.plan(segment, query, &[])?))
    }

    fn plan(&self, segment: &Segment, query: &str, filters: &[Filter]) -> Result<Plan, SearchError> {
        let dictionary = Dictionary::new(segment, &self.stemmers);
        let languages: Vec<&str> = self.pages.languages().collect();
        let reader = Reader {
            dictionary: &dictionary,
            thesaurus: &self.thesaurus,
            stemmers: &self.stemmers,
            languages: &languages,
        };
        plan(query, filters, &self.vocabulary, &reader)
    }

    /// What a plan finds, and what of that its filters leave.
    fn select(&self, segment: &Segment, plan: &Plan) -> Result<(Matches, Selection), SearchError> {
        let matches = matching::find(plan, segment, &self.pages)?;
        let selection = self.facets.select(plan, &matches.scores);
        Ok((matches, selection))
    }

    /// Of some queries those that find something, but no more than are suggested. All are tried before a lack counts.
    fn finding(&self, segment: &Segment, request: &Request, queries: Vec<String>) -> Result<Vec<String>, SearchError> {
        let mut found = Vec::new();
        let mut is_missing = false;
        for query in queries {
            if suggestions::are_enough(&found) {
                break;
            }
            let plan = self.plan(segment, &query, &request.filters)?;
            match self.select(segment, &plan) {
                Ok((_, selection)) if !plan.unanswerable && !selection.pages.is_empty() => found.push(query),
                Ok(_) => {}
                Err(SearchError::Missing) => is_missing = true,
                Err(error) => return Err(error),
            }
        }
        if is_missing { Err(SearchError::Missing) } else { Ok(found) }
    }

    /// Reads all that belongs into the hot file, besides what opening has read: for a directory that records reads.
    pub fn read_resident(&self) -> Result<(), SearchError> {
        self.segment.as_ref().map_or(Ok(()), Segment::read_resident)
    }
}

/// The best pages, best first; among equals, in the order of the index.
fn rank(matches: &Matches, pages: &[usize], limit: usize) -> Vec<usize> {
    let mut ranked = pages.to_vec();
    ranked.sort_by(|one, other| matches.scores[*other].total_cmp(&matches.scores[*one]).then(one.cmp(other)));
    ranked.truncate(limit);
    ranked
}

impl Searcher {
    /// Shows the best pages. All of their records are tried before the first lack counts.
    fn hits(&self, plan: &Plan, matches: &Matches, ranked: &[usize], sections: usize) -> Result<Vec<Hit>, SearchError> {
        let records: Vec<_> = ranked.iter().map(|page| self.records.record(*page)).collect();
        let records = records.into_iter().collect::<Result<Vec<_>, _>>()?;
        let marker = Marker::new(plan);
        let hits = ranked.iter().zip(records).map(|(page, record)| {
            let range = self.pages.range(*page);
            let best = matches.weighed.best_sections(*page, &self.pages, sections);
            let numbered = best.into_iter().map(|(section, score)| ((section - range.start) as usize, score));
            let sections = numbered.filter_map(|hit| show_section(&marker, &record, hit)).collect();
            Hit {
                page: *page,
                document: None,
                title: marker.mark(&record.title),
                summary: marker.mark(&record.summary),
                url: record.url,
                kind: record.kind,
                language: record.language,
                standing: record.standing,
                score: matches.scores[*page],
                sections,
                explanation: None,
            }
        });
        Ok(hits.collect())
    }
}

/// A section as a hit; `None` for one that the record lacks.
fn show_section(marker: &Marker, record: &Record, (section, score): (usize, f32)) -> Option<SectionHit> {
    let SectionRecord { anchor, heading } = record.sections.get(section)?;
    Some(SectionHit { section, anchor: anchor.clone(), heading: marker.mark(heading), excerpt: None, score })
}
