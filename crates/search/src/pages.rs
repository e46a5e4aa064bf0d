//! Pages of an index: where each begins, and what ranking needs to know of it.

use std::{collections::BTreeSet, ops::Range};

use tantivy::{DocSet, TERMINATED, Term, schema::IndexRecordOption};

use crate::{
    SearchError,
    ranking::{Demand, Standing},
    schema::{DEMAND, KIND, LANGUAGE, STANDING, facet_term, split_facet_term},
    segment::Segment,
    stemming::Languages,
};

/// Where pages begin, and what ranking needs to know of each.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// First section of each page, ascending.
    heads: Vec<u32>,
    /// Page of each section.
    of_section: Vec<usize>,
    standings: Vec<Standing>,
    demands: Vec<Demand>,
    /// BCP 47 tags, each once.
    languages: BTreeSet<String>,
    /// Language of each page.
    language_of: Vec<Languages>,
}

impl Pages {
    pub(crate) fn read(segment: &Segment) -> Result<Self, SearchError> {
        let mut heads = BTreeSet::new();
        let mut languages = BTreeSet::new();
        let index = segment.inverted(segment.fields.facets)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            match std::str::from_utf8(terms.key()).ok().and_then(split_facet_term) {
                Some((KIND, _)) => {
                    let postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                    heads.extend(sections(postings));
                }
                Some((LANGUAGE, language)) => _ = languages.insert(language.to_owned()),
                _ => {}
            }
        }
        if heads.first() != Some(&0) {
            return Err(SearchError::Damaged("its first section belongs to no page".to_owned()));
        }
        let mut page = 0;
        let of_section = (0..).take(segment.sections()).map(|section: u32| {
            page += usize::from(section > 0 && heads.contains(&section));
            page
        });
        let mut pages = Self {
            of_section: of_section.collect(),
            standings: vec![Standing::Current; heads.len()],
            demands: vec![Demand::default(); heads.len()],
            language_of: vec![Languages::ALL; heads.len()],
            heads: heads.into_iter().collect(),
            languages,
        };
        for standing in [Standing::Stale, Standing::Retired] {
            for page in pages.with_facet(segment, STANDING, standing.as_str())? {
                pages.standings[page] = standing;
            }
        }
        for demand in Demand::raised() {
            for page in pages.with_facet(segment, DEMAND, &demand.step().to_string())? {
                pages.demands[page] = demand;
            }
        }
        for (place, language) in pages.languages.clone().into_iter().enumerate() {
            for page in pages.with_facet(segment, LANGUAGE, &language)? {
                pages.language_of[page] = Languages::one(place);
            }
        }
        Ok(pages)
    }

    /// Pages that have a facet's value, ascending.
    pub(crate) fn with_facet(&self, segment: &Segment, facet: &str, value: &str) -> Result<Vec<usize>, SearchError> {
        let term = Term::from_field_text(segment.fields.facets, &facet_term(facet, value));
        let postings = segment.inverted(segment.fields.facets)?.read_postings(&term, IndexRecordOption::Basic)?;
        Ok(postings
            .map_or_else(Vec::new, |postings| sections(postings).map(|section| self.of_section(section)).collect()))
    }

    pub(crate) fn len(&self) -> usize {
        self.heads.len()
    }

    pub(crate) fn sections(&self) -> usize {
        self.of_section.len()
    }

    pub(crate) fn of_section(&self, section: u32) -> usize {
        self.of_section[section as usize]
    }

    /// BCP 47 tags of the pages.
    pub(crate) fn languages(&self) -> impl Iterator<Item = &str> {
        self.languages.iter().map(String::as_str)
    }

    /// Whether a section is of a page in one of the languages.
    pub(crate) fn is_in(&self, section: u32, languages: Languages) -> bool {
        self.language_of[self.of_section(section)].share_any(languages)
    }

    pub(crate) fn standing(&self, page: usize) -> Standing {
        self.standings[page]
    }

    pub(crate) fn demand(&self, page: usize) -> Demand {
        self.demands[page]
    }

    /// What a page's score is multiplied by, whatever is asked.
    pub(crate) fn factor(&self, page: usize) -> f32 {
        self.standing(page).factor() * self.demand(page).factor()
    }

    /// Sections of a page.
    pub(crate) fn range(&self, page: usize) -> Range<u32> {
        let end = self.heads.get(page + 1).copied();
        self.heads[page]..end.unwrap_or_else(|| u32::try_from(self.of_section.len()).unwrap_or(u32::MAX))
    }
}

fn sections(mut postings: impl DocSet) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let section = postings.doc();
        (section != TERMINATED).then(|| {
            postings.advance();
            section
        })
    })
}
