//! How well a page answers a query: the whole of the ranking, in numbers.
//!
//! 1. Where a word stands in a piece of text, in whichever fields, **adds up** before it saturates (BM25F): a field's weight,
//!    times how often it does, relative to the field's length. What stands in title or wordings speaks for all sections of the page.
//! 2. A **word** is worth its rarity, times the share of it that a section gives, times how close the term is to what was
//!    typed. All that a word may stand for shares one rarity, so that a rare misspelling never outweighs the word itself.
//!    Words that only hold a sentence together weigh little beside others.
//! 3. A **page** scores what its words are worth at their best places, mostly where these are one section (`together`).
//!    In a short query it loses for words that it lacks (`coverage`).
//! 4. Then bounded adjustments: a page that is stale, and more so one that is retired, sinks; one that is used much rises a little.
//!
//! The numbers were tuned on one half of the relevance sets; docs/benchmarks.md says how far the other was held back.

/// Weight and length normalisation of the fields, in the order of [`Fields::searched`](crate::schema::Fields::searched).
pub const FIELDS: [FieldRanking; 4] = [
    FieldRanking { name: "title", weight: 6.0, length: 0.75, of_page: true },
    FieldRanking { name: "wordings", weight: 4.0, length: 0.4, of_page: true },
    FieldRanking { name: "heading", weight: 2.5, length: 0.4, of_page: false },
    FieldRanking { name: "body", weight: 1.0, length: 0.7, of_page: false },
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
    /// Whether it says what the page as a whole is about, so that it counts in each of the page's sections.
    pub of_page: bool,
}

/// BM25's `k1`: how soon further occurrences of a word stop to count.
const SATURATION: f32 = 1.4;

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

/// What a word that only holds a sentence together ("what", "the") is worth beside others.
pub(crate) const FUNCTION_WORD: f32 = 0.1;

/// Part of a page's score for which it doesn't matter whether its words stand in one section.
const APART: f32 = 0.2;

/// Words up to which a query is short: who types so few means all of them.
const SHORT: usize = 3;

/// Part of a query's weight (by rarity) that a page must hold to be found where it needn't hold all words: in short
/// queries, and in longer ones.
const ENOUGH: [f32; 2] = [0.4, 0.15];

/// Factor of pages that are stale.
const STALE: f32 = 0.8;

/// Factor of pages that are retired.
const RETIRED: f32 = 0.3;

/// What each step of [`Demand`] adds to the factor of pages: enough to decide between pages that answer about equally well, too little to
/// put a page that answers badly before one that answers well.
const STEP: f32 = 0.04;

/// How much a page is used, in a few steps.
///
/// What is used most isn't a better answer by as much as it's used more: so steps go by halves, and there are few of them.
///
/// ```
/// use fieldbook_search::Demand;
///
/// let steps = [0, 12, 13, 25, 49, 50, 100].map(|uses| Demand::of(uses, 100).step());
/// assert_eq!(steps, [0, 0, 1, 2, 2, 3, 3]);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Demand(u8);

impl Demand {
    /// The highest step.
    pub const MOST: u8 = 3;

    /// That of a page, beside the page that is used most: a step from an eighth of its uses on, two from a quarter on, three from a half on.
    pub fn of(uses: u64, most: u64) -> Self {
        let is_from = |part: u64| most > 0 && uses.saturating_mul(part) >= most;
        Self([8, 4, 2].into_iter().map(|part| u8::from(is_from(part))).sum())
    }

    /// From 0 to [`Demand::MOST`].
    pub fn step(self) -> u8 {
        self.0
    }

    /// All steps but none.
    pub(crate) fn raised() -> impl Iterator<Item = Self> {
        (1..=Self::MOST).map(Self)
    }

    /// What a page's score is multiplied by.
    pub(crate) fn factor(self) -> f32 {
        1.0 + STEP * f32::from(self.0)
    }
}

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

/// Where a word stands in a piece of text: what it amounts to in all fields, before it saturates.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Occurrences {
    /// How often, by closeness, weight of the field and length of the text.
    weight: f32,
    /// The best closeness among them.
    closeness: f32,
}

impl Occurrences {
    /// A term that stands `count` times in a field; `length` is that of the field's text, 1 being usual.
    pub fn new(field: FieldRanking, closeness: f32, count: u32, length: f32) -> Self {
        let relative = 1.0 - field.length + field.length * length;
        Self { weight: closeness * field.weight * as_f32(count as usize) / relative, closeness }
    }

    /// Both taken together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { weight: self.weight + other.weight, closeness: self.closeness.max(other.closeness) }
    }

    /// Whether the word isn't there.
    pub fn are_none(self) -> bool {
        self.weight <= 0.0
    }

    /// How large a share of a word's rarity this is worth: from 0 to `k1 + 1` times the best closeness. Weaker forms beside
    /// the word itself add to it, but alone they never reach what it does.
    pub fn share(self) -> f32 {
        if self.are_none() {
            return 0.0;
        }
        (SATURATION + 1.0) * self.weight / (self.weight / self.closeness + SATURATION)
    }
}

/// BM25's weight of a word that `matching` of `all` sections hold.
pub fn rarity(matching: usize, all: usize) -> f32 {
    let (matching, all) = (as_f32(matching), as_f32(all));
    (1.0 + (all - matching + 0.5) / (matching + 0.5)).ln()
}

/// What remains of the sum over a page's words, each at its best place, if at best `in_one` of it is in one section.
pub(crate) fn together(sum: f32, in_one: f32) -> f32 {
    if sum > 0.0 { APART + (1.0 - APART) * in_one / sum } else { 1.0 }
}

/// What remains of a page's score that holds this part of a query's weight. Long questions are seldom answered in their own
/// words, so that only short ones lose.
pub(crate) fn coverage(held: f32, words: usize) -> f32 {
    if words <= SHORT { held } else { 1.0 }
}

/// The part of a query's weight that a page must hold to be found, given how many pages hold all of its words: all, but
/// for long queries, and for short ones that too few pages meet.
pub(crate) fn least_held(words: usize, complete: usize) -> f32 {
    let [short, long] = ENOUGH;
    match words {
        0 | 1 => 1.0,
        2..=SHORT if complete + 1 < words => short,
        2..=SHORT => 1.0,
        _ => long,
    }
}

/// Counts of sections and letters as numbers to reckon with.
#[expect(clippy::cast_precision_loss, reason = "a rounding in the eighth digit of a count ranks nothing differently")]
pub(crate) fn as_f32(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLE: FieldRanking = FIELDS[0];
    const BODY: FieldRanking = FIELDS[3];

    fn share(field: FieldRanking, closeness: f32, count: u32, length: f32) -> f32 {
        Occurrences::new(field, closeness, count, length).share()
    }

    #[test]
    fn rare_words_and_short_texts_weigh_more_and_repetition_saturates() {
        assert!(rarity(1, 100) > rarity(50, 100));
        assert!(rarity(100, 100) > 0.0);
        assert!(share(BODY, 1.0, 1, 0.1) > share(BODY, 1.0, 1, 5.0));
        assert!(share(BODY, 1.0, 2, 1.0) > share(BODY, 1.0, 1, 1.0));
        assert!(share(BODY, 1.0, 1000, 1.0) < SATURATION + 1.0);
    }

    #[test]
    fn other_forms_add_to_a_word_but_never_reach_it() {
        let word = Occurrences::new(TITLE, 1.0, 1, 1.0);
        let form = Occurrences::new(BODY, FORM, 5, 1.0);
        assert!(word.and(form).share() > word.share());
        assert!(share(TITLE, FORM, 100_000, 1.0) <= (SATURATION + 1.0) * FORM);
        assert_eq!(Occurrences::default().and(form), form);
        assert!(Occurrences::default().share().abs() < f32::EPSILON);
    }

    #[test]
    fn short_queries_ask_for_all_words_unless_too_few_pages_hold_them() {
        assert!(least_held(1, 0) >= 1.0 && least_held(2, 1) >= 1.0 && least_held(3, 2) >= 1.0);
        assert!(least_held(2, 0) < 1.0 && least_held(3, 1) < 1.0);
        assert!(least_held(9, 1000) < least_held(2, 0));
    }

    #[test]
    fn factors_are_bounded() {
        assert!((together(10.0, 10.0) - 1.0).abs() < 1e-6);
        assert!((together(10.0, 0.0) - APART).abs() < 1e-6);
        assert!((coverage(0.5, 2) - 0.5).abs() < 1e-6 && (coverage(0.5, 9) - 1.0).abs() < 1e-6);
        assert!(Standing::Retired.factor() > 0.0 && Standing::Retired.factor() < Standing::Stale.factor());
        let [least, most] = [Demand::of(0, 7), Demand::of(7, 7)].map(Demand::factor);
        assert!((least - 1.0).abs() < 1e-6 && (most - 1.12).abs() < 1e-6);
        assert!(Standing::Stale.factor() * most < 1.0, "what is stale doesn't rise by being used");
    }
}
