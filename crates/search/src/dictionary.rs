//! Which terms of the index a typed word stands for: itself, its other forms, words that it begins; and, where there are
//! none of these, words that are spelled nearly alike.
//!
//! All of it reads dictionaries only, which are resident, so that a browser knows before any request what to fetch.

use std::{cmp::Ordering, collections::BTreeMap};

use tantivy::termdict::TermDictionary;

use crate::{
    SearchError,
    ranking::{FIELDS, FORM, PREFIX, TYPO, as_f32},
    segment::Segment,
    spelling::Spelling,
    stemming::{Languages, Stemmers, beginnings},
};

/// Terms that a word may stand for: more cost requests and find little.
pub(crate) const MOST_TERMS: usize = 16;

/// Words that one that isn't in the index is read as: one of them is meant.
const MOST_CORRECTIONS: usize = 5;

/// Letters that a word must have to have other forms: shorter ones begin half of a dictionary.
const FORM_LETTERS: usize = 3;

/// Letters from which on a word that is being typed is looked for in bodies too; below, hits would be arbitrary.
const BODY_PREFIX_LETTERS: usize = 2;

/// A term of the index that a word may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) term: String,
    /// 1 for the word itself, less for others.
    pub(crate) closeness: f32,
    /// Sections that hold it, added up over fields.
    pub(crate) frequency: u32,
    /// The languages of pages on which it stands for what was typed.
    pub(crate) languages: Languages,
}

/// A word of the index that is spelled nearly as a typed one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Neighbour {
    pub(crate) term: String,
    /// Letters that were got wrong.
    pub(crate) mistakes: usize,
    /// Sections that hold it, added up over fields.
    pub(crate) frequency: u32,
    /// Letters of it that weren't typed.
    rest: usize,
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

    /// What a word stands for as it is typed, best first: itself, its other forms, and, if it is `open`, how it may go on.
    pub(crate) fn expand(&self, word: &str, open: bool) -> Result<Vec<Candidate>, SearchError> {
        let mut found = Found::default();
        self.add_forms(word, &mut found)?;
        if open {
            self.add_continuations(word, &mut found)?;
        }
        Ok(found.best())
    }

    /// Words that begin with the given letters, best first.
    pub(crate) fn beginning_with(&self, letters: &str) -> Result<Vec<Candidate>, SearchError> {
        let mut found = Found::default();
        self.add_continuations(letters, &mut found)?;
        Ok(found.best())
    }

    /// How many sections hold a term, added up over fields.
    pub(crate) fn frequency(&self, term: &str) -> Result<u32, SearchError> {
        let mut frequency = 0_u32;
        for terms in self.fields() {
            frequency = frequency.saturating_add(terms.get(term)?.map_or(0, |info| info.doc_freq));
        }
        Ok(frequency)
    }

    /// Whether some page's title or wordings hold a term: postings of these are always at hand.
    pub(crate) fn is_at_hand(&self, term: &str) -> Result<bool, SearchError> {
        for (terms, _) in self.fields().zip(&FIELDS).filter(|(_, field)| field.of_page) {
            if terms.get(term)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many sections there are.
    pub(crate) fn sections(&self) -> usize {
        self.segment.sections()
    }

    /// Words that are spelled nearly alike, the likeliest first: by mistakes, then the frequent and short ones.
    pub(crate) fn neighbours(&self, spelling: &Spelling) -> Result<Vec<Neighbour>, SearchError> {
        let mut found: BTreeMap<String, (usize, u32)> = BTreeMap::new();
        for terms in self.fields() {
            each_with_prefix(terms, &spelling.beginning(), |term, frequency| {
                let Some(mistakes) = spelling.mistakes(term) else { return };
                let seen = found.entry(term.to_owned()).or_insert((mistakes, 0));
                seen.1 = seen.1.saturating_add(frequency);
            })?;
        }
        let neighbour = |(term, (mistakes, frequency)): (String, _)| Neighbour {
            rest: spelling.rest(&term),
            term,
            mistakes,
            frequency,
        };
        let mut neighbours: Vec<Neighbour> = found.into_iter().map(neighbour).collect();
        neighbours.sort_by(Neighbour::compare);
        Ok(neighbours)
    }

    fn fields(&self) -> impl Iterator<Item = &TermDictionary> {
        self.segment.texts.iter().map(|text| text.index.terms())
    }

    /// The word itself, and words with the same stem.
    fn add_forms(&self, word: &str, found: &mut Found) -> Result<(), SearchError> {
        if word.chars().count() < FORM_LETTERS {
            let frequency = self.frequency(word)?;
            if frequency > 0 {
                found.add(word, 1.0, frequency);
            }
            return Ok(());
        }
        let stems = self.stemmers.stems(word);
        for beginning in beginnings(word, &stems) {
            for terms in self.fields() {
                each_with_prefix(terms, &beginning, |term, frequency| {
                    if term == word {
                        found.add(term, 1.0, frequency);
                    } else if let Some(languages) = self.stemmers.shared_languages(&stems, term) {
                        found.add_in(languages, term, FORM, frequency);
                    }
                })?;
            }
        }
        Ok(())
    }

    fn add_continuations(&self, word: &str, found: &mut Found) -> Result<(), SearchError> {
        let letters = word.chars().count();
        for (text, field) in self.segment.texts.iter().zip(self.segment.fields.searched()) {
            if field == self.segment.fields.body && word.is_ascii() && letters < BODY_PREFIX_LETTERS {
                continue;
            }
            each_with_prefix(text.index.terms(), word, |term, frequency| {
                let typed = as_f32(letters) / as_f32(term.chars().count().max(1));
                let closeness = if term == word { 1.0 } else { PREFIX * typed.sqrt() };
                found.add(term, closeness, frequency);
            })?;
        }
        Ok(())
    }
}

/// Of words that are spelled nearly as a typed one those that it is read as: the ones with the fewest mistakes.
pub(crate) fn corrections(neighbours: Vec<Neighbour>) -> Vec<Candidate> {
    let Some(least) = neighbours.first().map(|neighbour| neighbour.mistakes) else { return Vec::new() };
    let nearest = neighbours.into_iter().take_while(|neighbour| neighbour.mistakes == least);
    nearest
        .take(MOST_CORRECTIONS)
        .map(|neighbour| {
            let letters = as_f32(neighbour.term.chars().count().max(1));
            let alike = 1.0 - as_f32(neighbour.rest) / letters;
            let closeness = TYPO.get(least - 1).copied().unwrap_or_default() * alike.sqrt();
            Candidate { term: neighbour.term, closeness, frequency: neighbour.frequency, languages: Languages::ALL }
        })
        .collect()
}

impl Neighbour {
    /// The likeliest first.
    fn compare(&self, other: &Self) -> Ordering {
        let worth = |it: &Self| (1.0 + as_f32(it.frequency as usize)).ln() / (1.0 + as_f32(it.rest)).sqrt();
        self.mistakes
            .cmp(&other.mistakes)
            .then_with(|| worth(other).total_cmp(&worth(self)))
            .then_with(|| self.term.cmp(&other.term))
    }
}

/// Terms with the best closeness, the sum of frequencies and all languages seen.
#[derive(Default)]
struct Found(BTreeMap<String, (f32, u32, Languages)>);

impl Found {
    fn add(&mut self, term: &str, closeness: f32, frequency: u32) {
        self.add_in(Languages::ALL, term, closeness, frequency);
    }

    fn add_in(&mut self, languages: Languages, term: &str, closeness: f32, frequency: u32) {
        let seen =
            if let Some(seen) = self.0.get_mut(term) { seen } else { self.0.entry(term.to_owned()).or_default() };
        seen.0 = seen.0.max(closeness);
        seen.1 = seen.1.saturating_add(frequency);
        seen.2 = seen.2.and(languages);
    }

    /// The few that are close and frequent, best first.
    fn best(self) -> Vec<Candidate> {
        let candidate = |(term, (closeness, frequency, languages))| Candidate { term, closeness, frequency, languages };
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
    fn a_word_is_read_as_those_with_the_fewest_mistakes() {
        let neighbour =
            |term: &str, mistakes, frequency| Neighbour { term: term.to_owned(), mistakes, frequency, rest: 0 };
        let mut neighbours =
            vec![neighbour("pricking", 2, 900), neighbour("pricing", 1, 40), neighbour("prizing", 1, 2)];
        neighbours.sort_by(Neighbour::compare);
        let read: Vec<_> = corrections(neighbours).into_iter().map(|candidate| candidate.term).collect();
        assert_eq!(read, ["pricing", "prizing"]);
        assert_eq!(corrections(Vec::new()), []);
    }
}
