//! How well a page answers a query: the whole of the ranking, in numbers.
//!
//! 1. A **term** in a field of a section scores as in BM25, with the field's weight and the closeness of the term to
//!    what was typed. The rarity of a word is that of all its alternatives together, so that a rare misspelling never
//!    outweighs the word itself.
//! 2. A **word** of the query scores in a section what its best field gives, and a little for the others.
//! 3. A **page** scores the sum of what its words score at best in one of its sections, and up to 30% more the more of
//!    them stand together in one section.
//! 4. Then bounded adjustments: a page that is stale, and more so one that is retired, sinks.

/// Weight and length normalisation of the fields, in the order of [`Fields::searched`](crate::schema::Fields::searched).
pub const FIELDS: [FieldRanking; 4] = [
    FieldRanking { name: "title", weight: 6.0, length: 0.4 },
    FieldRanking { name: "wordings", weight: 4.0, length: 0.4 },
    FieldRanking { name: "heading", weight: 3.0, length: 0.4 },
    FieldRanking { name: "body", weight: 1.0, length: 0.75 },
];

/// How a field counts.
#[derive(Clone, Copy, Debug)]
pub struct FieldRanking {
    /// Name in the schema.
    pub name: &'static str,
    /// What a word in it is worth, with 1 for a word in the body.
    pub weight: f32,
    /// How much a long text counts less than a short one: BM25's `b`, from 0 to 1.
    pub length: f32,
}

/// BM25's `k1`: how soon further occurrences of a word stop to count.
const SATURATION: f32 = 1.2;

/// What fields other than a word's best add of their score.
pub(crate) const TIE: f32 = 0.1;

/// Closeness of another form of the word (`contracts` for `contract`).
pub(crate) const FORM: f32 = 0.8;

/// Closeness of a word that begins with what was typed, times the part of it that was typed.
pub(crate) const PREFIX: f32 = 0.75;

/// Closeness of a word with one letter wrong, and with two.
pub(crate) const TYPO: [f32; 2] = [0.5, 0.3];

/// Closeness of two words run together (`onboarding` for `on boarding`).
pub(crate) const JOINED: f32 = 0.9;

/// Closeness of the parts of a word that stand apart (`on boarding` for `onboarding`).
pub(crate) const SPLIT: f32 = 0.7;

/// Closeness of another name that the glossary gives.
pub(crate) const SYNONYM: f32 = 0.6;

/// What all words standing in one section add.
const TOGETHER: f32 = 0.3;

/// Factor of pages that are stale.
const STALE: f32 = 0.8;

/// Factor of pages that are retired.
const RETIRED: f32 = 0.3;

/// Part of a query's weight (by rarity) that a page must hold to be shown where no page holds all words.
pub(crate) const ENOUGH: f32 = 0.4;

/// Whether a page may still be used as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It may.
    #[default]
    Current,
    /// Nobody has vouched for it in time, or it has expired.
    Stale,
    /// It is kept only for those who meet its links.
    Retired,
}

impl Standing {
    /// What a word in the index means.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        [Self::Current, Self::Stale, Self::Retired].into_iter().find(|standing| standing.as_str() == word)
    }

    /// The word for it in the index.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Stale => "stale",
            Self::Retired => "retired",
        }
    }

    /// What a page's score is multiplied by.
    pub(crate) fn factor(self) -> f32 {
        match self {
            Self::Current => 1.0,
            Self::Stale => STALE,
            Self::Retired => RETIRED,
        }
    }
}

/// BM25's weight of a word that `matching` of `all` sections hold.
pub(crate) fn rarity(matching: usize, all: usize) -> f32 {
    let (matching, all) = (as_f32(matching), as_f32(all));
    (1.0 + (all - matching + 0.5) / (matching + 0.5)).ln()
}

/// BM25's share for `count` occurrences in a text of `length` terms, where `average` is usual; between 0 and 2.2.
pub(crate) fn frequency(field: FieldRanking, count: f32, length: f32, average: f32) -> f32 {
    let relative = if average > 0.0 { length / average } else { 1.0 };
    count * (SATURATION + 1.0) / (count + SATURATION * (1.0 - field.length + field.length * relative))
}

/// A page's score from the sum over its words, by how many of them stand together at best.
pub(crate) fn page(sum: f32, together: usize, words: usize, standing: Standing) -> f32 {
    let share = if words > 1 { as_f32(together.saturating_sub(1)) / as_f32(words - 1) } else { 0.0 };
    sum * (1.0 + TOGETHER * share) * standing.factor()
}

/// Counts of sections and letters as numbers to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a rounding in the eighth digit of a count ranks nothing differently")]
pub(crate) fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_and_short_fields_weigh_more_and_repetition_saturates() {
        assert!(rarity(1, 100) > rarity(50, 100));
        assert!(rarity(100, 100) > 0.0);
        let body = FIELDS[3];
        assert!(frequency(body, 1.0, 10.0, 100.0) > frequency(body, 1.0, 500.0, 100.0));
        assert!(frequency(body, 1000.0, 100.0, 100.0) < 2.2);
    }

    #[test]
    fn adjustments_are_bounded() {
        assert!((page(10.0, 3, 3, Standing::Current) - 13.0).abs() < 1e-4);
        assert!((page(10.0, 1, 3, Standing::Stale) - 8.0).abs() < 1e-4);
        assert!((page(10.0, 1, 1, Standing::Retired) - 3.0).abs() < 1e-4);
    }
}
