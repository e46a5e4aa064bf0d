//! Texts as sorted numbers, so that a question is compared with hundreds of candidates in a moment.
//!
//! A [`Vocabulary`] numbers the stems, pieces and numbers of all answers. What a question has beyond that is in no answer, and counts only
//! for how much of the question is left. Sums go through stems in the order of their letters, so that they don't depend on the numbering.

use std::collections::HashMap;

use crate::{index::Index, text::Text};

/// Numbers of what answers are made of.
#[derive(Default)]
pub(crate) struct Vocabulary {
    stems: HashMap<String, u32>,
    pieces: HashMap<[char; 3], u32>,
    numbers: HashMap<String, u32>,
}

/// The number of a key, a new one if it has none.
fn number_of<K: std::hash::Hash + Eq + Clone>(numbers: &mut HashMap<K, u32>, key: &K) -> u32 {
    if let Some(number) = numbers.get(key) {
        return *number;
    }
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.insert(key.clone(), next);
    next
}

impl Vocabulary {
    /// How many stems there are.
    pub(crate) fn stems(&self) -> usize {
        self.stems.len()
    }

    /// Stems of an answer's text with how often each is there.
    pub(crate) fn counts(&mut self, text: &Text) -> Vec<(u32, u32)> {
        text.counts.iter().map(|(stem, count)| (number_of(&mut self.stems, stem), *count)).collect()
    }

    /// An answer's text.
    pub(crate) fn terms(&mut self, text: &Text) -> Terms {
        let mut stems: Vec<u32> = text.counts.keys().map(|stem| number_of(&mut self.stems, stem)).collect();
        let pairs = text
            .pairs
            .iter()
            .map(|(one, other)| pair(number_of(&mut self.stems, one), number_of(&mut self.stems, other)));
        let mut pairs: Vec<u64> = pairs.collect();
        let mut numbers: Vec<u32> = text.numbers.iter().map(|number| number_of(&mut self.numbers, number)).collect();
        stems.sort_unstable();
        pairs.sort_unstable();
        numbers.sort_unstable();
        Terms { stems, pairs, numbers }
    }

    /// A wording of an answer, weighed by the index over all answers.
    pub(crate) fn wording(&mut self, text: &Text, index: &Index) -> Wording {
        let mut pieces: Vec<(u32, u32)> =
            text.pieces.iter().map(|(piece, count)| (number_of(&mut self.pieces, piece), *count)).collect();
        pieces.sort_unstable();
        let weight = |stem: &String| index.weight(self.stems.get(stem).copied(), text.framing.contains(stem));
        let weight = text.counts.keys().map(weight).sum();
        Wording {
            weight,
            pieces,
            length_of_pieces: length_of_pieces(text),
            is_negated: text.is_negated,
            plain: text.plain.clone(),
            terms: self.terms(text),
        }
    }

    /// A question, weighed by the indexes over wordings and over all answers.
    pub(crate) fn asked(&self, question: Text, by_wording: &Index, by_whole: &Index) -> Asked {
        let stem = |(stem, count): (&String, &u32)| {
            let number = self.stems.get(stem).copied();
            let is_framing = question.framing.contains(stem);
            AskedStem {
                number,
                in_wordings: by_wording.weight(number, is_framing) * f64::from(*count),
                in_wholes: by_whole.weight(number, is_framing) * f64::from(*count),
                weight: by_whole.weight(number, is_framing),
                is_framing,
                is_focus: question.focus.contains(stem),
            }
        };
        let stems: Vec<AskedStem> = question.counts.iter().map(stem).collect();
        let number = |stem: &String| self.stems.get(stem).copied();
        let pairs = question.pairs.iter().map(|(one, other)| Some(pair(number(one)?, number(other)?)));
        let pieces = question.pieces.iter().filter_map(|(piece, count)| Some((*self.pieces.get(piece)?, *count)));
        let mut pieces: Vec<(u32, u32)> = pieces.collect();
        pieces.sort_unstable();
        Asked {
            weight: stems.iter().map(|stem| stem.weight).sum(),
            weight_of_focus: stems.iter().filter(|stem| stem.is_focus).map(|stem| stem.weight).sum(),
            stems,
            pairs: pairs.collect(),
            pieces,
            length_of_pieces: length_of_pieces(&question),
            numbers: question.numbers.iter().map(|number| self.numbers.get(number).copied()).collect(),
            is_negated: question.is_negated,
            plain: question.plain,
        }
    }
}

fn pair(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
}

fn length_of_pieces(text: &Text) -> f64 {
    text.pieces.values().map(|count| f64::from(*count).powi(2)).sum::<f64>().sqrt()
}

/// A text of an answer; all sorted.
pub(crate) struct Terms {
    pub(crate) stems: Vec<u32>,
    pub(crate) pairs: Vec<u64>,
    pub(crate) numbers: Vec<u32>,
}

impl Terms {
    /// Whether a stem is in it.
    pub(crate) fn has(&self, stem: Option<u32>) -> bool {
        stem.is_some_and(|stem| self.stems.binary_search(&stem).is_ok())
    }
}

/// A wording of an answer.
pub(crate) struct Wording {
    pub(crate) terms: Terms,
    /// What its words weigh together.
    pub(crate) weight: f64,
    /// Pieces of its words, sorted, with how often each is there.
    pub(crate) pieces: Vec<(u32, u32)>,
    pub(crate) length_of_pieces: f64,
    pub(crate) is_negated: bool,
    pub(crate) plain: String,
}

/// A stem of a question.
pub(crate) struct AskedStem {
    /// None where no answer has it.
    pub(crate) number: Option<u32>,
    /// What each of its occurrences counts for among wordings and among all answers, times how often it's asked.
    pub(crate) in_wordings: f64,
    pub(crate) in_wholes: f64,
    /// What it counts for once, among all answers.
    pub(crate) weight: f64,
    pub(crate) is_framing: bool,
    /// Whether it's of what is asked in the end.
    pub(crate) is_focus: bool,
}

/// A question.
pub(crate) struct Asked {
    /// In the order of their letters.
    pub(crate) stems: Vec<AskedStem>,
    pub(crate) weight: f64,
    pub(crate) weight_of_focus: f64,
    /// None where no answer has one of its words.
    pub(crate) pairs: Vec<Option<u64>>,
    pub(crate) pieces: Vec<(u32, u32)>,
    pub(crate) length_of_pieces: f64,
    pub(crate) numbers: Vec<Option<u32>>,
    pub(crate) is_negated: bool,
    pub(crate) plain: String,
}

impl Asked {
    /// Whether it shares a word with an answer that says what it's about, if it has such words.
    pub(crate) fn shares_more_than_framing(&self, answer: &Terms) -> bool {
        let mut telling = self.stems.iter().filter(|stem| !stem.is_framing).peekable();
        telling.peek().is_none() || telling.any(|stem| answer.has(stem.number))
    }
}
