//! Which terms of the index a typed word stands for: itself, its other forms, words that it begins, or, where there are
//! none of these, words that are spelled nearly alike.
//!
//! All of it reads dictionaries only, which are resident, so that a browser knows before any request what to fetch.

use std::{cmp::Ordering, collections::BTreeMap};

use tantivy::{Term, query::FuzzyTermQuery, schema::Field, termdict::TermDictionary};

use crate::{
    SearchError,
    ranking::{FORM, PREFIX, TYPO, as_f32},
    segment::Segment,
    stemming::Stemmers,
};

/// Terms that a word may stand for: more cost requests and find little.
const MOST_TERMS: usize = 16;

/// Letters that a word must have for one letter to be wrong, and for two.
const TYPO_LETTERS: [usize; 2] = [4, 8];

/// Letters from which on a word that is being typed is looked for in bodies too; below, hits would be arbitrary.
const BODY_PREFIX_LETTERS: usize = 2;

/// A term of the index that a word may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) term: String,
    /// 1 for the word itself, less for others.
    pub(crate) closeness: f32,
    /// Sections that hold it, added up over fields.
    frequency: u32,
}

/// What a word may stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Expansion {
    /// Best first.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether the word itself isn't in the index, nor a form of it, and was taken for a misspelling.
    pub(crate) misspelled: bool,
}

/// The dictionaries of all fields in which words are looked for.
pub(crate) struct Dictionary<'a> {
    segment: &'a Segment,
    stemmers: &'a Stemmers,
}

impl<'a> Dictionary<'a> {
    pub(crate) fn new(segment: &'a Segment, stemmers: &'a Stemmers) -> Self {
        Self { segment, stemmers }
    }

    /// What a word may stand for; `open` where it may go on.
    pub(crate) fn expand(&self, word: &str, open: bool) -> Result<Expansion, SearchError> {
        let mut found = Found::default();
        self.add_forms(word, &mut found)?;
        if open {
            self.add_continuations(word, &mut found)?;
        }
        let misspelled = found.0.is_empty();
        if misspelled {
            self.add_misspellings(word, open, &mut found)?;
        }
        Ok(Expansion { misspelled: misspelled && !found.0.is_empty(), candidates: found.best() })
    }

    /// Words that begin with the given letters.
    pub(crate) fn beginning_with(&self, letters: &str) -> Result<Vec<Candidate>, SearchError> {
        let mut found = Found::default();
        self.add_continuations(letters, &mut found)?;
        Ok(found.best())
    }

    fn fields(&self) -> impl Iterator<Item = (Field, &TermDictionary)> {
        self.segment.fields.searched().into_iter().zip(self.segment.texts.iter().map(|text| text.index.terms()))
    }

    /// The word itself, and words with the same stem. These share the beginning that word and stem have in common.
    fn add_forms(&self, word: &str, found: &mut Found) -> Result<(), SearchError> {
        let stems = self.stemmers.stems(word);
        let shared = stems.iter().map(|stem| common_prefix(word, stem)).min_by_key(|prefix| prefix.len());
        let shared = shared.unwrap_or(word);
        for (_, terms) in self.fields() {
            each_with_prefix(terms, shared, |term, frequency| {
                if term == word {
                    found.add(term, 1.0, frequency);
                } else if self.stemmers.are_forms(&stems, term) {
                    found.add(term, FORM, frequency);
                }
            })?;
        }
        Ok(())
    }

    fn add_continuations(&self, word: &str, found: &mut Found) -> Result<(), SearchError> {
        let letters = word.chars().count();
        for (field, terms) in self.fields() {
            if field == self.segment.fields.body && word.is_ascii() && letters < BODY_PREFIX_LETTERS {
                continue;
            }
            each_with_prefix(terms, word, |term, frequency| {
                let typed = as_f32(letters) / as_f32(term.chars().count().max(1));
                let closeness = if term == word { 1.0 } else { PREFIX * typed.sqrt() };
                found.add(term, closeness, frequency);
            })?;
        }
        Ok(())
    }

    /// Words at the least distance at which there are any.
    fn add_misspellings(&self, word: &str, open: bool, found: &mut Found) -> Result<(), SearchError> {
        let letters = word.chars().count();
        for (distance, (least, closeness)) in (1_u8..).zip(TYPO_LETTERS.into_iter().zip(TYPO)) {
            if letters < least || !found.0.is_empty() {
                return Ok(());
            }
            for (field, terms) in self.fields() {
                let term = Term::from_field_text(field, word);
                let automaton = if open {
                    FuzzyTermQuery::new_prefix(term, distance, true).automaton()?
                } else {
                    FuzzyTermQuery::new(term, distance, true).automaton()?
                };
                let mut stream = terms.search(automaton).into_stream()?;
                while stream.advance() {
                    if let Ok(term) = std::str::from_utf8(stream.key()) {
                        let alike = as_f32(letters) / as_f32(term.chars().count().max(letters));
                        found.add(term, closeness * alike, stream.value().doc_freq);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Terms with the best closeness and the sum of frequencies seen.
#[derive(Default)]
struct Found(BTreeMap<String, (f32, u32)>);

impl Found {
    fn add(&mut self, term: &str, closeness: f32, frequency: u32) {
        let seen = if let Some(seen) = self.0.get_mut(term) {
            seen
        } else {
            self.0.entry(term.to_owned()).or_insert((0.0, 0))
        };
        seen.0 = seen.0.max(closeness);
        seen.1 = seen.1.saturating_add(frequency);
    }

    /// The few that are close and frequent, best first.
    fn best(self) -> Vec<Candidate> {
        let candidate = |(term, (closeness, frequency))| Candidate { term, closeness, frequency };
        let mut candidates: Vec<Candidate> = self.0.into_iter().map(candidate).collect();
        candidates.sort_by(Candidate::compare);
        candidates.truncate(MOST_TERMS);
        candidates
    }
}

impl Candidate {
    fn worth(&self) -> f32 {
        self.closeness * (1.0 + as_f32(self.frequency as usize)).ln()
    }

    /// Best first: the word itself before all, then by closeness and frequency.
    fn compare(&self, other: &Self) -> Ordering {
        let is_itself = |candidate: &Self| candidate.closeness >= 1.0;
        is_itself(other)
            .cmp(&is_itself(self))
            .then_with(|| other.worth().total_cmp(&self.worth()))
            .then_with(|| self.term.cmp(&other.term))
    }
}

fn each_with_prefix(terms: &TermDictionary, prefix: &str, mut take: impl FnMut(&str, u32)) -> Result<(), SearchError> {
    let mut stream = terms.range().ge(prefix).into_stream()?;
    while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            take(term, stream.value().doc_freq);
        }
    }
    Ok(())
}

/// The beginning that two texts share.
fn common_prefix<'a>(one: &'a str, other: &str) -> &'a str {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let length = alike.map(|(character, _)| character.len_utf8()).sum();
    &one[..length]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_itself_comes_before_frequent_others() {
        let mut found = Found::default();
        found.add("price", 1.0, 1);
        found.add("pricing", 0.8, 500);
        found.add("prices", 0.8, 2);
        let terms: Vec<String> = found.best().into_iter().map(|candidate| candidate.term).collect();
        assert_eq!(terms, ["price", "pricing", "prices"]);
    }

    #[test]
    fn shared_beginnings_end_between_characters() {
        assert_eq!(common_prefix("happy", "happi"), "happ");
        assert_eq!(common_prefix("größe", "grün"), "gr");
    }
}
