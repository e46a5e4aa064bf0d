//! From what a reader typed to what is looked for in the index.

use tantivy::tokenizer::TokenStream;

use crate::{
    Filter, SearchError, Vocabulary,
    analysis::{analyzer, is_unspaced},
    dictionary::{Candidate, Dictionary},
    query::{PartKind, parse},
    results::Correction,
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

/// Terms at given distances from one another: a single word, or a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternative {
    /// Terms with their places, the first being at 0.
    pub(crate) terms: Vec<(u32, String)>,
    /// 1 for what was typed, less for others.
    pub(crate) closeness: f32,
}

impl Alternative {
    fn word(candidate: Candidate) -> Self {
        Self { terms: vec![(0, candidate.term)], closeness: candidate.closeness }
    }
}

/// Plans a query: what was typed, and filters that were chosen apart.
pub(crate) fn plan(
    text: &str,
    filters: &[Filter],
    vocabulary: &Vocabulary,
    dictionary: Option<&Dictionary<'_>>,
) -> Result<Plan, SearchError> {
    let mut plan = Plan::default();
    for filter in filters {
        plan.add_filter(&filter.facet, vec![filter.value.clone()]);
    }
    for part in parse(text, |name| vocabulary.facet(name).is_some()) {
        match part.kind {
            PartKind::Filter { facet, value } => plan.add_typed_filter(vocabulary, &facet, &value, part.excluded),
            PartKind::Phrase(text) => plan.add_clauses(vec![phrase(&text, &terms(&text))], part.excluded),
            PartKind::Words { text, .. } if part.excluded => plan.add_clauses(vec![phrase(&text, &terms(&text))], true),
            PartKind::Words { text, open } => {
                if let Some(dictionary) = dictionary {
                    plan.add_words(dictionary, &text, open)?;
                }
            }
        }
    }
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

    fn add_typed_filter(&mut self, vocabulary: &Vocabulary, facet: &str, value: &str, excluded: bool) {
        let Some(facet) = vocabulary.facet(facet) else { return };
        let values = facet.values_meant(value);
        if excluded {
            let filter = |value: &str| Filter { facet: facet.name.clone(), value: value.to_owned() };
            self.excluded_values.extend(values.into_iter().map(filter));
        } else {
            self.add_filter(&facet.name, values.into_iter().map(str::to_owned).collect());
        }
    }

    /// Adds clauses that have something to look for and aren't there yet.
    fn add_clauses(&mut self, clauses: Vec<Option<Clause>>, excluded: bool) {
        let list = if excluded { &mut self.excluded } else { &mut self.required };
        for clause in clauses.into_iter().flatten() {
            if !list.contains(&clause) {
                list.push(clause);
            }
        }
    }

    /// Adds what stands between two spaces: mostly one word, but `SOC-2` is two, and unspaced scripts give phrases.
    fn add_words(&mut self, dictionary: &Dictionary<'_>, text: &str, open: bool) -> Result<(), SearchError> {
        let mut groups = groups(&terms(text)).into_iter().peekable();
        while let Some(group) = groups.next() {
            let is_open = open && groups.peek().is_none();
            let clause = match group {
                Group::Word(word) => self.word(dictionary, &word, is_open)?,
                Group::Character(character) => {
                    let alternatives =
                        dictionary.beginning_with(&character)?.into_iter().map(Alternative::word).collect();
                    self.open_words.push(character.clone());
                    Some(Clause { typed: character, alternatives })
                }
                Group::Run(terms) => phrase(text, &terms),
            };
            self.add_clauses(vec![clause], false);
        }
        Ok(())
    }

    fn word(&mut self, dictionary: &Dictionary<'_>, word: &str, open: bool) -> Result<Option<Clause>, SearchError> {
        let expansion = dictionary.expand(word, open)?;
        if expansion.misspelled {
            let read_as = expansion.candidates.iter().take(3).map(|candidate| candidate.term.clone()).collect();
            self.corrections.push(Correction { word: word.to_owned(), read_as });
        }
        if open && expansion.candidates.iter().any(|candidate| candidate.term.starts_with(word)) {
            self.open_words.push(word.to_owned());
        }
        let alternatives = expansion.candidates.into_iter().map(Alternative::word).collect();
        Ok(Some(Clause { typed: word.to_owned(), alternatives }))
    }
}

/// A term of the query, with its place and whether it overlaps the one before (as pairs of an unspaced script do).
#[derive(Clone, Debug)]
struct QueryTerm {
    position: u32,
    text: String,
    overlaps: bool,
}

/// Terms that are looked for together.
enum Group {
    Word(String),
    /// One character of an unspaced script.
    Character(String),
    /// Several of them.
    Run(Vec<QueryTerm>),
}

fn terms(text: &str) -> Vec<QueryTerm> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut terms = Vec::new();
    let mut last_end = 0;
    while stream.advance() {
        let token = stream.token();
        terms.push(QueryTerm {
            position: u32::try_from(token.position).unwrap_or(u32::MAX),
            text: token.text.clone(),
            overlaps: token.offset_from < last_end,
        });
        last_end = token.offset_to;
    }
    terms
}

/// Takes runs of unspaced scripts together.
fn groups(terms: &[QueryTerm]) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut rest = terms;
    while let [first, after @ ..] = rest {
        let more = after.iter().take_while(|term| term.overlaps).count();
        let (group, next) = rest.split_at(more + 1);
        groups.push(match group {
            [_] if first.text.chars().all(is_unspaced) => Group::Character(first.text.clone()),
            [_] => Group::Word(first.text.clone()),
            run => Group::Run(run.to_vec()),
        });
        rest = next;
    }
    groups
}

/// Terms that must stand side by side. The single character at the end of a run is left out: in the text that is looked
/// for, the run may go on.
fn phrase(typed: &str, terms: &[QueryTerm]) -> Option<Clause> {
    let first = terms.first()?.position;
    let ends_run = |at: usize| terms[at].overlaps && !terms.get(at + 1).is_some_and(|next| next.overlaps);
    let kept = terms.iter().enumerate().filter(|(at, _)| !ends_run(*at));
    let terms = kept.map(|(_, term)| (term.position - first, term.text.clone())).collect();
    Some(Clause { typed: typed.to_owned(), alternatives: vec![Alternative { terms, closeness: 1.0 }] })
}
