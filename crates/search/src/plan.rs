//! From what a reader typed to what is looked for in the index.
//!
//! A query is taken apart (`query`), its words become clauses ([`Reader`](crate::reader::Reader)), and what is typed
//! besides narrows. All of it needs nothing but dictionaries, so a plan costs no request.

use crate::{
    Filter, SearchError, Vocabulary,
    dictionary::Candidate,
    query::{PartKind, parse},
    reader::{Reader, Typed},
    results::Correction,
    stemming::Languages,
    suggestions::Edit,
    words::{Terms, phrase, words},
};

/// What is looked for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Plan {
    /// Each must be met by a page.
    pub(crate) required: Vec<Clause>,
    /// None may be met by a page.
    pub(crate) excluded: Vec<Clause>,
    /// Values by facet; a page must have one of each facet that is named here.
    pub(crate) filters: Vec<FacetFilter>,
    /// Values that a page must not have.
    pub(crate) excluded_values: Vec<Filter>,
    /// Words taken for misspellings.
    pub(crate) corrections: Vec<Correction>,
    /// Other names, from the glossary, that are looked for too.
    pub(crate) synonyms: Vec<String>,
    /// Words that are nowhere in the index, nor is anything like them.
    pub(crate) absent: Vec<String>,
    /// What else the reader may have meant.
    pub(crate) edits: Vec<Edit>,
    /// Beginnings of words to mark besides the clauses' terms.
    pub(crate) open_words: Vec<String>,
    /// Whether something was typed of which nothing can be looked for (`???`).
    pub(crate) unanswerable: bool,
}

/// Values of one facet of which a page must have one.
#[derive(Debug, PartialEq)]
pub(crate) struct FacetFilter {
    pub(crate) facet: String,
    pub(crate) values: Vec<String>,
}

/// A word or phrase of the query: met by any of its alternatives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Clause {
    /// What was typed for it.
    pub(crate) typed: String,
    pub(crate) alternatives: Vec<Alternative>,
}

/// A single word, or several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternative {
    /// Terms with their places, the first being at 0.
    pub(crate) terms: Terms,
    pub(crate) bond: Bond,
    /// 1 for what was typed, less for others.
    pub(crate) closeness: f32,
    /// Whether it is looked for only in title and wordings, whose postings are at hand.
    pub(crate) at_hand: bool,
    /// The languages of pages that it counts on.
    pub(crate) languages: Languages,
}

/// How the terms of an alternative must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bond {
    /// At their distances from one another: it takes positions, which are never resident.
    Phrase,
    /// In the same field of one section.
    Section,
}

impl Alternative {
    pub(crate) fn word(candidate: Candidate) -> Self {
        Self { languages: candidate.languages, ..Self::section([candidate.term], candidate.closeness) }
    }

    pub(crate) fn phrase(terms: Terms, closeness: f32) -> Self {
        Self { terms, bond: Bond::Phrase, closeness, at_hand: false, languages: Languages::ALL }
    }

    pub(crate) fn section(terms: impl IntoIterator<Item = String>, closeness: f32) -> Self {
        let terms = (0..).zip(terms).collect();
        Self { terms, bond: Bond::Section, closeness, at_hand: false, languages: Languages::ALL }
    }

    /// Whether positions must be read for it.
    pub(crate) fn needs_positions(&self) -> bool {
        self.bond == Bond::Phrase && self.terms.len() > 1
    }
}

impl Clause {
    /// What was typed, as a phrase; `None` where there is nothing to look for.
    pub(crate) fn phrase(typed: &str) -> Option<Self> {
        Some(phrase(typed))
            .filter(|terms| !terms.is_empty())
            .map(|terms| Self { typed: typed.to_owned(), alternatives: vec![Alternative::phrase(terms, 1.0)] })
    }

    /// Adds an alternative; where it is there already, it may count on more pages.
    pub(crate) fn add(&mut self, alternative: Alternative) {
        let is_same = |known: &&mut Alternative| known.terms == alternative.terms && known.bond == alternative.bond;
        if let Some(known) = self.alternatives.iter_mut().find(is_same) {
            known.languages = known.languages.and(alternative.languages);
        } else {
            self.alternatives.push(alternative);
        }
    }
}

/// Plans a query: what was typed, and filters that were chosen apart.
pub(crate) fn plan(
    text: &str,
    filters: &[Filter],
    vocabulary: &Vocabulary,
    reader: &Reader<'_>,
) -> Result<Plan, SearchError> {
    let mut plan = Plan::default();
    for filter in filters {
        plan.add_filter(&filter.facet, vec![filter.value.clone()]);
    }
    let mut typed = Typed::default();
    for part in parse(text, |name| vocabulary.facet(name).is_some()) {
        match part.kind {
            PartKind::Words { text, open } if !part.excluded => typed.add(words(&text), open, part.place),
            PartKind::Phrase(text) | PartKind::Words { text, .. } => {
                typed.end_sequence();
                plan.add_phrase(&text, part.excluded);
                plan.edits.push(if part.excluded { Edit::drop(part.place) } else { Edit::replace(part.place, text) });
            }
            PartKind::Filter { facet, value } => {
                typed.end_sequence();
                if let Some(id) = plan.add_typed_filter(vocabulary, &facet, &value, part.excluded) {
                    plan.edits.push(Edit::replace(part.place, format!("{facet}:{id}")));
                } else {
                    plan.edits.push(Edit::drop(part.place));
                }
            }
        }
    }
    reader.read(&typed, &mut plan)?;
    let nothing = plan.required.is_empty() && plan.excluded.is_empty();
    let unfiltered = plan.filters.is_empty() && plan.excluded_values.is_empty();
    plan.unanswerable = nothing && unfiltered && !text.trim().is_empty();
    Ok(plan)
}

impl Plan {
    fn add_filter(&mut self, facet: &str, values: Vec<String>) {
        if let Some(filter) = self.filters.iter_mut().find(|filter| filter.facet == facet) {
            filter.values.extend(values);
        } else {
            self.filters.push(FacetFilter { facet: facet.to_owned(), values });
        }
    }

    /// Adds what was typed as `facet:value`; gives the id of the value that may be meant by one that there isn't.
    fn add_typed_filter<'v>(
        &mut self,
        vocabulary: &'v Vocabulary,
        facet: &str,
        value: &str,
        excluded: bool,
    ) -> Option<&'v str> {
        let facet = vocabulary.facet(facet)?;
        let values = facet.values_meant(value);
        let meant = if values.is_empty() && !excluded { facet.value_like(value) } else { None };
        if !excluded {
            self.add_filter(&facet.name, values.into_iter().map(str::to_owned).collect());
        } else if !value.is_empty() {
            // Without a value yet, all of them would be meant, and each page with the facet be gone for a moment.
            let filter = |value: &str| Filter { facet: facet.name.clone(), value: value.to_owned() };
            self.excluded_values.extend(values.into_iter().map(filter));
        }
        meant
    }

    fn add_phrase(&mut self, text: &str, excluded: bool) {
        let list = if excluded { &mut self.excluded } else { &mut self.required };
        if let Some(clause) = Clause::phrase(text).filter(|clause| !list.contains(clause)) {
            list.push(clause);
        }
    }
}
