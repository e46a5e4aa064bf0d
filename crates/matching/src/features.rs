//! How a question and a candidate are alike.

use crate::{
    index::{Index, count_of},
    text::Text,
};

/// How many numbers describe a question and a candidate.
pub const FEATURES: usize = 14;

/// Those numbers, in the order of `features`.
pub type Features = [f64; FEATURES];

/// A candidate as it is compared.
pub(crate) struct Pair<'a> {
    pub(crate) question: &'a Text,
    /// One wording of the answer.
    pub(crate) wording: &'a Text,
    /// All wordings and the answer's text.
    pub(crate) whole: &'a Text,
    /// BM25 of this wording, and of the whole, each as share of the best candidate's.
    pub(crate) scores: (f64, f64),
}

/// Compares.
pub(crate) fn features(pair: &Pair<'_>, index: &Index) -> Features {
    let Pair { question, wording, whole, scores } = pair;
    let asked = weight(question, index);
    let shared = shared(question, wording, index);
    let of_question = share(shared, asked);
    let of_wording = share(shared, weight(wording, index));
    let of_whole = share(self::shared(question, whole, index), asked);
    [
        scores.0,
        scores.1,
        of_question,
        of_wording,
        2.0 * share(of_question * of_wording, of_question + of_wording),
        of_whole,
        pieces(question, wording),
        pairs(question, wording),
        pairs(question, whole),
        f64::from(u8::from(question.plain == wording.plain)),
        numbers(question, whole),
        f64::from(u8::from(question.is_negated != wording.is_negated)),
        focus(question, wording, index),
        focus(question, whole, index),
    ]
}

fn share(part: f64, of: f64) -> f64 {
    if of > 0.0 { part / of } else { 0.0 }
}

/// What a text's words weigh together, by their rarity.
fn weight(text: &Text, index: &Index) -> f64 {
    text.counts.keys().map(|stem| index.weight(stem, text)).sum()
}

fn shared(one: &Text, other: &Text, index: &Index) -> f64 {
    one.counts.keys().filter(|stem| other.counts.contains_key(*stem)).map(|stem| index.weight(stem, one)).sum()
}

/// The share of what is asked in the end that a text has.
fn focus(question: &Text, text: &Text, index: &Index) -> f64 {
    let weight = |stems: &mut dyn Iterator<Item = &String>| stems.map(|stem| index.weight(stem, question)).sum::<f64>();
    let both = weight(&mut question.focus.iter().filter(|stem| text.counts.contains_key(*stem)));
    share(both, weight(&mut question.focus.iter()))
}

/// The cosine between the pieces of words, which sees compounds, misspellings and other endings.
fn pieces(one: &Text, other: &Text) -> f64 {
    let length = |text: &Text| text.pieces.values().map(|count| f64::from(*count).powi(2)).sum::<f64>().sqrt();
    let both =
        one.pieces.iter().filter_map(|(piece, count)| Some(f64::from(*count) * f64::from(*other.pieces.get(piece)?)));
    share(both.sum(), length(one) * length(other))
}

/// The share of a question's pairs of words that a text has.
fn pairs(question: &Text, text: &Text) -> f64 {
    let both = question.pairs.iter().filter(|pair| text.pairs.contains(*pair)).count();
    share(count_of(both), count_of(question.pairs.len()))
}

/// The share of a question's numbers that the answer lacks: "SOC 2" isn't answered by what is said of "ISO 27001".
fn numbers(question: &Text, whole: &Text) -> f64 {
    let lacking = question.numbers.iter().filter(|number| !whole.numbers.contains(*number)).count();
    share(count_of(lacking), count_of(question.numbers.len()))
}
