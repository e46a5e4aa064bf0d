//! Texts as sorted numbers, so that a question is compared with hundreds of candidates in a moment.
//!
//! A [`Vocabulary`] numbers the stems, pieces and numbers of all answers. What a question has beyond that is in no answer, and counts only
//! for how much of the question is left. Sums go through stems in the order of their letters, so that they don't depend on the numbering.

use std::collections::HashMap;

use crate::{
    index::{Index, count_of, rarity},
    text::Text,
};

/// Numbers of what answers are made of.
#[derive(Default)]
pub(crate) struct Vocabulary {
    stems: HashMap<String, u32>,
    pieces: HashMap<[char; 3], u32>,
    /// How many wordings have each piece.
    with_piece: Vec<u32>,
    /// How many wordings there are.
    wordings: usize,
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

    /// The place of each stem, by its number, in the order of letters.
    pub(crate) fn places(&self) -> Vec<u32> {
        let mut stems: Vec<(&String, u32)> = self.stems.iter().map(|(stem, number)| (stem, *number)).collect();
        stems.sort_unstable();
        let mut places = vec![0; stems.len()];
        for (place, (_, number)) in (0..).zip(stems) {
            if let Some(of_stem) = places.get_mut(number as usize) {
                *of_stem = place;
            }
        }
        places
    }

    /// Stems of an answer's text with how often each is there.
    pub(crate) fn counts(&mut self, text: &Text) -> Vec<(u32, u32)> {
        text.counts.iter().map(|(stem, count)| (number_of(&mut self.stems, stem), *count)).collect()
    }

    /// Counts a wording for how rare its pieces are.
    pub(crate) fn count_pieces(&mut self, wording: &Text) {
        self.wordings += 1;
        for piece in wording.pieces.keys() {
            let number = number_of(&mut self.pieces, piece) as usize;
            self.with_piece.resize(self.with_piece.len().max(number + 1), 0);
            if let Some(with) = self.with_piece.get_mut(number) {
                *with += 1;
            }
        }
    }

    /// Pieces of a text, each with how often it's there (the more often, the less one more counts) by how rare it is; and how long they
    /// are together as a vector, for a cosine. Pieces that no wording has are only in the length.
    fn pieces(&self, text: &Text) -> (Vec<(u32, f64)>, f64) {
        let mut length = 0.0;
        let weighed = text.pieces.iter().filter_map(|(piece, count)| {
            let number = self.pieces.get(piece).copied();
            let with = number.and_then(|number| self.with_piece.get(number as usize)).copied().unwrap_or_default();
            let rarity = rarity(f64::from(with), count_of(self.wordings));
            let weight = (1.0 + f64::from(*count).ln()) * rarity;
            length += weight * weight;
            Some((number?, weight))
        });
        let mut pieces: Vec<(u32, f64)> = weighed.collect();
        pieces.sort_unstable_by_key(|(piece, _)| *piece);
        (pieces, length.sqrt())
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
        let (pieces, length_of_pieces) = self.pieces(text);
        let terms = self.terms(text);
        let number = |stem: &String| self.stems.get(stem).copied();
        let weigh = |stem: &String| (number(stem), index.weight(number(stem), text.framing.contains(stem)));
        let mut weights: Vec<(Option<u32>, f64)> = text.counts.keys().map(weigh).collect();
        let weight = weights.iter().map(|(_, weight)| weight).sum();
        weights.sort_unstable_by_key(|(stem, _)| *stem);
        Wording {
            weights: weights.into_iter().map(|(_, weight)| weight).collect(),
            weight,
            pieces,
            length_of_pieces,
            is_negated: text.is_negated,
            terms,
        }
    }

    /// A question, weighed by the indexes over wordings and over all answers.
    pub(crate) fn asked<'a>(
        &self,
        question: &Text,
        by_wording: &Index,
        by_whole: &Index,
        kinship: impl Fn(u32) -> &'a [(u32, f64)],
    ) -> Asked<'a> {
        let stem = |(stem, count): (&String, &u32)| {
            let number = self.stems.get(stem).copied();
            let is_framing = question.framing.contains(stem);
            AskedStem {
                number,
                in_wordings: by_wording.weight(number, is_framing) * f64::from(*count),
                in_wholes: by_whole.weight(number, is_framing) * f64::from(*count),
                weight: by_whole.weight(number, is_framing),
                is_framing,
                kin: number.filter(|_| !is_framing).map_or(&[][..], &kinship),
                is_focus: question.focus.contains(stem),
            }
        };
        let stems: Vec<AskedStem> = question.counts.iter().map(stem).collect();
        let number = |stem: &String| self.stems.get(stem).copied();
        let pairs = question.pairs.iter().map(|(one, other)| Some(pair(number(one)?, number(other)?)));
        let (pieces, length_of_pieces) = self.pieces(question);
        let reach = reach(&stems);
        Asked {
            reach,
            weight: stems.iter().map(|stem| stem.weight).sum(),
            weight_of_focus: stems.iter().filter(|stem| stem.is_focus).map(|stem| stem.weight).sum(),
            in_wholes: stems.iter().map(|stem| stem.in_wholes).sum(),
            stems,
            pairs: pairs.collect(),
            pieces,
            length_of_pieces,
            numbers: question.numbers.iter().map(|number| self.numbers.get(number).copied()).collect(),
            is_negated: question.is_negated,
        }
    }
}

/// Stems of a question and their kin. What only frames it reaches itself alone.
fn reach(stems: &[AskedStem<'_>]) -> Vec<(u32, f64)> {
    let own = stems.iter().filter_map(|stem| Some((stem.number?, 1.0)));
    let mut reach: Vec<(u32, f64)> = own.chain(stems.iter().flat_map(|stem| stem.kin.iter().copied())).collect();
    reach.sort_unstable_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    reach.dedup_by_key(|(stem, _)| *stem);
    reach
}

fn pair(one: u32, other: u32) -> u64 {
    u64::from(one) << 32 | u64::from(other)
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
    /// What each of its stems weighs.
    pub(crate) weights: Vec<f64>,
    /// What its words weigh together.
    pub(crate) weight: f64,
    /// Pieces of its words, sorted, weighed.
    pub(crate) pieces: Vec<(u32, f64)>,
    pub(crate) length_of_pieces: f64,
    pub(crate) is_negated: bool,
}

/// A stem of a question.
pub(crate) struct AskedStem<'a> {
    /// None where no answer has it.
    pub(crate) number: Option<u32>,
    /// What each of its occurrences counts for among wordings and among all answers, times how often it's asked.
    pub(crate) in_wordings: f64,
    pub(crate) in_wholes: f64,
    /// What it counts for once, among all answers.
    pub(crate) weight: f64,
    pub(crate) is_framing: bool,
    /// Stems that go together with it; none of one that only frames.
    pub(crate) kin: &'a [(u32, f64)],
    /// Whether it's of what is asked in the end.
    pub(crate) is_focus: bool,
}

/// A question.
pub(crate) struct Asked<'a> {
    /// Its stems, and those that are kin to them, each with its kinship; sorted.
    pub(crate) reach: Vec<(u32, f64)>,
    /// In the order of their letters.
    pub(crate) stems: Vec<AskedStem<'a>>,
    pub(crate) weight: f64,
    /// What its stems count for together among all answers, as often as they're asked.
    pub(crate) in_wholes: f64,
    pub(crate) weight_of_focus: f64,
    /// None where no answer has one of its words.
    pub(crate) pairs: Vec<Option<u64>>,
    pub(crate) pieces: Vec<(u32, f64)>,
    pub(crate) length_of_pieces: f64,
    pub(crate) numbers: Vec<Option<u32>>,
    pub(crate) is_negated: bool,
}

impl Asked<'_> {
    /// Whether it shares a word with an answer that says what it's about, if it has such words.
    pub(crate) fn shares_more_than_framing(&self, answer: &Terms) -> bool {
        let mut telling = self.stems.iter().filter(|stem| !stem.is_framing).peekable();
        telling.peek().is_none() || telling.any(|stem| answer.has(stem.number))
    }
}
