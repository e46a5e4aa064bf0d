//! BM25 over texts in memory.

use std::collections::HashMap;

use crate::text::Text;

/// How soon a word's repetition stops counting, and how much a text's length counts: the values that most use.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// How much a word counts that only frames a question.
const FRAMING: f64 = 0.35;

/// An index over texts, by their numbers.
#[derive(Default)]
pub(crate) struct Index {
    /// Of each stem, the texts that have it and how often.
    postings: HashMap<String, Vec<(usize, u32)>>,
    lengths: Vec<f64>,
    average: f64,
}

impl Index {
    /// Indexes texts.
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a Text>) -> Self {
        let mut index = Self::default();
        for (number, text) in texts.enumerate() {
            for (stem, count) in &text.counts {
                index.postings.entry(stem.clone()).or_default().push((number, *count));
            }
            index.lengths.push(length(text));
        }
        index.average = index.lengths.iter().sum::<f64>() / count_of(index.lengths.len()).max(1.0);
        index
    }

    /// How rare a stem is (Lucene's form, which is never negative).
    fn rarity(&self, stem: &str) -> f64 {
        let with = self.postings.get(stem).map_or(0.0, |texts| count_of(texts.len()));
        let all = count_of(self.lengths.len());
        (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// What a stem of a text counts for: its rarity, and little where it only frames a question.
    pub(crate) fn weight(&self, stem: &str, text: &Text) -> f64 {
        self.rarity(stem) * if text.framing.contains(stem) { FRAMING } else { 1.0 }
    }

    /// Scores of all texts that share a stem with a question.
    pub(crate) fn scores(&self, question: &Text) -> HashMap<usize, f64> {
        let mut scores = HashMap::new();
        for (stem, asked) in &question.counts {
            let rarity = self.weight(stem, question) * f64::from(*asked);
            for (text, count) in self.postings.get(stem).into_iter().flatten() {
                let length = self.lengths.get(*text).copied().unwrap_or_default() / self.average.max(1.0);
                let count = f64::from(*count);
                let part = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
                *scores.entry(*text).or_default() += rarity * part;
            }
        }
        scores
    }
}

fn length(text: &Text) -> f64 {
    count_of(text.stems.len())
}

/// A number of things, to reckon with.
pub(crate) fn count_of(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
