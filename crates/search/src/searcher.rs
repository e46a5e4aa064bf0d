//! The searcher: an index opened once, asked many times.

use serde::Deserialize;
use tantivy::{Directory, TantivyDocument};

use crate::{
    Filter, Hit, Results, SearchError, Vocabulary,
    dictionary::Dictionary,
    facets::FacetIndex,
    matching::{self, Matches},
    pages::Pages,
    plan::{Plan, plan},
    ranking::Standing,
    results::{Excerpt, SectionHit},
    schema::{KIND, LANGUAGE, split_facet_term},
    segment::{Segment, text, texts},
    snippet::Marker,
    stemming::Stemmers,
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
}

/// Answers queries on one index.
#[derive(Debug)]
pub struct Searcher {
    /// `None` where the index holds nothing.
    segment: Option<Segment>,
    pages: Pages,
    facets: FacetIndex,
    stemmers: Stemmers,
    vocabulary: Vocabulary,
}

impl Searcher {
    /// Opens the index of a directory. `vocabulary` holds the labels of its facets.
    pub fn open(directory: impl Into<Box<dyn Directory>>, vocabulary: Vocabulary) -> Result<Self, SearchError> {
        let segment = Segment::open(directory.into())?;
        let pages = segment.as_ref().map(Pages::read).transpose()?.unwrap_or_default();
        let facets = match &segment {
            Some(segment) => FacetIndex::read(segment, &pages, &vocabulary)?,
            None => FacetIndex::default(),
        };
        let stemmers = Stemmers::new(pages.languages());
        Ok(Self { segment, pages, facets, stemmers, vocabulary })
    }

    /// How many pages the index holds.
    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Answers a query. [`SearchError::Missing`] means: bring what the directory lacks, and ask again.
    pub fn search(&self, request: &Request) -> Result<Results, SearchError> {
        let Some(segment) = &self.segment else { return Ok(Results::default()) };
        let dictionary = Dictionary::new(segment, &self.stemmers);
        let plan = plan(&request.query, &request.filters, &self.vocabulary, Some(&dictionary))?;
        if plan.unanswerable {
            return Ok(Results::default());
        }
        let matches = matching::find(&plan, segment, &self.pages)?;
        let selection = self.facets.select(&plan, &matches.scores);
        let ranked = rank(&matches, &selection.pages, request.limit);
        Ok(Results {
            total: selection.pages.len(),
            relaxed: matches.relaxed,
            hits: self.hits(segment, &plan, &matches, &ranked, request.sections)?,
            facets: selection.counts,
            corrections: plan.corrections,
        })
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
    /// Reads what is stored of the best pages, and shows it. All is tried before the first lack counts.
    fn hits(
        &self,
        segment: &Segment,
        plan: &Plan,
        matches: &Matches,
        ranked: &[usize],
        sections: usize,
    ) -> Result<Vec<Hit>, SearchError> {
        let marker = Marker::new(plan);
        let mut is_missing = false;
        let mut stored = |section: u32| match segment.stored(section) {
            Err(SearchError::Missing) => {
                is_missing = true;
                Ok(TantivyDocument::default())
            }
            other => other,
        };
        let mut hits = Vec::with_capacity(ranked.len());
        for page in ranked {
            let range = self.pages.range(*page);
            let head = stored(range.start)?;
            let best = matches.best_sections(range.clone(), sections);
            let found = best
                .into_iter()
                .map(|(section, score)| {
                    let is_head = section == range.start;
                    Ok((if is_head { head.clone() } else { stored(section)? }, score))
                })
                .collect::<Result<Vec<_>, SearchError>>()?;
            let hit = show_page(segment, &marker, &head, &found);
            hits.push(Hit { standing: self.pages.standing(*page), score: matches.scores[*page], ..hit });
        }
        if is_missing { Err(SearchError::Missing) } else { Ok(hits) }
    }
}

/// A page as a hit, all but its standing and score.
fn show_page(segment: &Segment, marker: &Marker, head: &TantivyDocument, sections: &[(TantivyDocument, f32)]) -> Hit {
    let fields = &segment.fields;
    let facet = |name: &str| {
        let values = texts(head, fields.facets).filter_map(split_facet_term);
        values.filter(|(facet, _)| *facet == name).map(|(_, value)| value.to_owned()).next().unwrap_or_default()
    };
    let summary = marker.mark(text(head, fields.summary));
    let mut shown: Vec<SectionHit> =
        sections.iter().filter_map(|(section, score)| show_section(segment, marker, section, *score)).collect();
    if shown.is_empty() && summary.0.is_empty() {
        let (excerpt, _) = marker.excerpt(text(head, fields.body));
        shown.push(SectionHit { anchor: None, heading: Excerpt::default(), excerpt, score: 0.0 });
    }
    Hit {
        document: text(head, fields.document).to_owned(),
        url: text(head, fields.url).to_owned(),
        title: marker.mark(text(head, fields.title)),
        summary,
        kind: facet(KIND),
        language: facet(LANGUAGE),
        standing: Standing::Current,
        score: 0.0,
        sections: shown,
    }
}

/// A section with its best excerpt; `None` for a head of which only the title or such was found, which is shown anyway.
fn show_section(segment: &Segment, marker: &Marker, section: &TantivyDocument, score: f32) -> Option<SectionHit> {
    let fields = &segment.fields;
    let anchor = texts(section, fields.anchor).next().map(str::to_owned);
    let candidates = texts(section, fields.questions).chain(texts(section, fields.body));
    let mut best: Option<(Excerpt, usize)> = None;
    for (excerpt, words) in candidates.map(|text| marker.excerpt(text)) {
        if best.as_ref().is_none_or(|(_, most)| words > *most) {
            best = Some((excerpt, words));
        }
    }
    let (excerpt, words) = best.unwrap_or_default();
    (words > 0 || anchor.is_some()).then(|| SectionHit {
        anchor,
        heading: marker.mark(text(section, fields.heading)),
        excerpt,
        score,
    })
}
