//! How a question and a candidate are alike.

use crate::{
    index::count_of,
    terms::{Asked, AskedStem, Terms, Wording},
};

/// How many numbers describe a question and a candidate.
pub const FEATURES: usize = 14;

/// Those numbers, in the order of `OfAnswer::features`.
pub type Features = [f64; FEATURES];

/// How a question is like all wordings and the text of an answer.
pub(crate) struct OfAnswer<'a> {
    question: &'a Asked,
    /// BM25, as share of the best candidate's.
    score: f64,
    words: f64,
    pairs: f64,
    numbers: f64,
    focus: f64,
}

impl<'a> OfAnswer<'a> {
    /// Compares a question with an answer.
    pub(crate) fn new(question: &'a Asked, whole: &Terms, score: f64) -> Self {
        Self {
            question,
            score,
            words: share(shared(question, whole), question.weight),
            pairs: pairs(question, whole),
            numbers: numbers(question, whole),
            focus: focus(question, whole),
        }
    }

    /// The same for one wording of the answer; `score` is its BM25, as share of the best wording's.
    pub(crate) fn features(&self, wording: &Wording, score: f64) -> Features {
        let question = self.question;
        let shared = shared(question, &wording.terms);
        let of_question = share(shared, question.weight);
        let of_wording = share(shared, wording.weight);
        [
            score,
            self.score,
            of_question,
            of_wording,
            2.0 * share(of_question * of_wording, of_question + of_wording),
            self.words,
            pieces(question, wording),
            pairs(question, &wording.terms),
            self.pairs,
            f64::from(u8::from(question.plain == wording.plain)),
            self.numbers,
            f64::from(u8::from(question.is_negated != wording.is_negated)),
            focus(question, &wording.terms),
            self.focus,
        ]
    }
}

fn share(part: f64, of: f64) -> f64 {
    if of > 0.0 { part / of } else { 0.0 }
}

/// What the words weigh together that a question shares with a text.
fn shared(question: &Asked, text: &Terms) -> f64 {
    weight(question.stems.iter().filter(|stem| text.has(stem.number)))
}

fn weight<'a>(stems: impl Iterator<Item = &'a AskedStem>) -> f64 {
    stems.map(|stem| stem.weight).sum()
}

/// The share of what is asked in the end that a text has.
fn focus(question: &Asked, text: &Terms) -> f64 {
    let both = weight(question.stems.iter().filter(|stem| stem.is_focus && text.has(stem.number)));
    share(both, question.weight_of_focus)
}

/// The cosine between the pieces of words, which sees compounds, misspellings and other endings.
fn pieces(question: &Asked, wording: &Wording) -> f64 {
    let mut both = 0.0;
    let mut others = wording.pieces.as_slice();
    for (piece, count) in &question.pieces {
        let before = others.iter().take_while(|(other, _)| other < piece).count();
        others = others.get(before..).unwrap_or_default();
        if let Some((other, others)) = others.first()
            && other == piece
        {
            both += f64::from(*count) * f64::from(*others);
        }
    }
    share(both, question.length_of_pieces * wording.length_of_pieces)
}

/// The share of a question's pairs of words that a text has.
fn pairs(question: &Asked, text: &Terms) -> f64 {
    let has = |pair: &u64| text.pairs.binary_search(pair).is_ok();
    let both = question.pairs.iter().flatten().filter(|pair| has(pair)).count();
    share(count_of(both), count_of(question.pairs.len()))
}

/// The share of a question's numbers that the answer lacks: "SOC 2" isn't answered by what is said of "ISO 27001".
fn numbers(question: &Asked, whole: &Terms) -> f64 {
    let has = |number: &u32| whole.numbers.binary_search(number).is_ok();
    let lacking = question.numbers.iter().filter(|number| !number.as_ref().is_some_and(has)).count();
    share(count_of(lacking), count_of(question.numbers.len()))
}
