//! BM25 over texts in memory.

/// How soon a word's repetition stops counting, and how much a text's length counts: the values that most use.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// What a word can count for at most in a text, times its weight: BM25's part of one that is there without end.
pub(crate) const MOST_OF_A_WORD: f64 = K1 + 1.0;

/// How much a word counts that only frames a question.
const FRAMING: f64 = 0.6;

/// An index over texts, by their numbers.
#[derive(Default)]
pub(crate) struct Index {
    /// Of each stem, the texts that have it, and what it counts for there.
    postings: Vec<Vec<Posting>>,
    /// How rare each stem is.
    rarities: Vec<f64>,
    /// How rare one is that no text has.
    rarest: f64,
    texts: usize,
}

struct Posting {
    text: u32,
    /// BM25's part that doesn't depend on the question.
    part: f64,
}

impl Index {
    /// Indexes texts, each given by its stems with how often they're there and by how many words it has. `stems` is how many there are.
    pub(crate) fn new(texts: &[(Vec<(u32, u32)>, usize)], stems: usize) -> Self {
        let all = count_of(texts.len());
        let average = (texts.iter().map(|(_, length)| count_of(*length)).sum::<f64>() / all.max(1.0)).max(1.0);
        let mut postings: Vec<Vec<Posting>> = Vec::new();
        postings.resize_with(stems, Vec::new);
        for (text, (counts, length)) in (0..).zip(texts) {
            let length = count_of(*length) / average;
            for (stem, count) in counts {
                let count = f64::from(*count);
                let part = count * (K1 + 1.0) / (count + K1 * (1.0 - B + B * length));
                if let Some(postings) = postings.get_mut(*stem as usize) {
                    postings.push(Posting { text, part });
                }
            }
        }
        let rarities = postings.iter().map(|postings| rarity(count_of(postings.len()), all)).collect();
        Self { postings, rarities, rarest: rarity(0.0, all), texts: texts.len() }
    }

    /// What a stem counts for: its rarity, and little where it only frames a question.
    pub(crate) fn weight(&self, stem: Option<u32>, is_framing: bool) -> f64 {
        let rarity = stem.and_then(|stem| self.rarities.get(stem as usize)).copied().unwrap_or(self.rarest);
        rarity * if is_framing { FRAMING } else { 1.0 }
    }

    /// The score of each text by weighed stems; 0 where it has none of them.
    pub(crate) fn scores(&self, stems: impl Iterator<Item = (Option<u32>, f64)>) -> Vec<f64> {
        let mut scores = vec![0.0; self.texts];
        for (stem, weight) in stems {
            let postings = stem.and_then(|stem| self.postings.get(stem as usize));
            for Posting { text, part } in postings.into_iter().flatten() {
                if let Some(score) = scores.get_mut(*text as usize) {
                    *score += weight * part;
                }
            }
        }
        scores
    }
}

/// How rare a stem is that so many of all texts have (Lucene's form, which is never negative).
pub(crate) fn rarity(with: f64, all: f64) -> f64 {
    (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
}

/// A number of things, to reckon with.
pub(crate) fn count_of(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::from(u32::MAX), f64::from)
}
