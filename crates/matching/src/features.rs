//! How a question and a candidate are alike.

use crate::{
    index::{MOST_OF_A_WORD, count_of},
    terms::{Asked, AskedStem, Terms, Wording},
};

/// How many numbers describe a question and a candidate.
pub const FEATURES: usize = 16;

/// Those numbers, in the order of `OfAnswer::features`.
pub type Features = [f64; FEATURES];

/// How a question is like all wordings and the text of an answer.
pub(crate) struct OfAnswer<'a> {
    question: &'a Asked<'a>,
    /// BM25, as share of the best candidate's.
    score: f64,
    /// The same as share of the most that the question could have.
    absolute: f64,
    words: f64,
    kin: f64,
    rarest: f64,
    pairs: f64,
    numbers: f64,
    focus: f64,
}

impl<'a> OfAnswer<'a> {
    /// Compares a question with an answer that has a BM25 score, where the best candidate's is `most`.
    pub(crate) fn new(question: &'a Asked<'a>, whole: &Terms, score: f64, most: f64) -> Self {
        Self {
            question,
            score: score / most,
            absolute: share(score, question.in_wholes * MOST_OF_A_WORD),
            words: share(shared(question, whole), question.weight),
            kin: kin(question, whole),
            rarest: rarest(question, whole),
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
            self.words,
            pieces(question, wording),
            self.pairs,
            self.numbers,
            f64::from(u8::from(question.is_negated != wording.is_negated)),
            focus(question, &wording.terms),
            self.focus,
            self.absolute,
            self.kin,
            kin(question, &wording.terms),
            self.rarest,
            reached(question, wording),
        ]
    }
}

fn share(part: f64, of: f64) -> f64 {
    if of > 0.0 { part / of } else { 0.0 }
}

/// What the words weigh together that a question shares with a text.
fn shared(question: &Asked<'_>, text: &Terms) -> f64 {
    weight(question.stems.iter().filter(|stem| text.has(stem.number)))
}

fn weight<'a>(stems: impl Iterator<Item = &'a AskedStem<'a>>) -> f64 {
    stems.map(|stem| stem.weight).sum()
}

/// The share of what is asked in the end that a text has.
fn focus(question: &Asked<'_>, text: &Terms) -> f64 {
    let both = weight(question.stems.iter().filter(|stem| stem.is_focus && text.has(stem.number)));
    share(both, question.weight_of_focus)
}

/// The cosine between the pieces of words, which sees compounds, misspellings and other endings.
fn pieces(question: &Asked<'_>, wording: &Wording) -> f64 {
    let mut both = 0.0;
    let mut others = wording.pieces.as_slice();
    for (piece, count) in &question.pieces {
        let before = others.iter().take_while(|(other, _)| other < piece).count();
        others = others.get(before..).unwrap_or_default();
        if let Some((other, others)) = others.first()
            && other == piece
        {
            both += count * others;
        }
    }
    share(both, question.length_of_pieces * wording.length_of_pieces)
}

/// The share of a question's pairs of words that a text has.
fn pairs(question: &Asked<'_>, text: &Terms) -> f64 {
    let has = |pair: &u64| text.pairs.binary_search(pair).is_ok();
    let both = question.pairs.iter().flatten().filter(|pair| has(pair)).count();
    share(count_of(both), count_of(question.pairs.len()))
}

/// The share of a question's numbers that the answer lacks: "SOC 2" isn't answered by what is said of "ISO 27001".
fn numbers(question: &Asked<'_>, whole: &Terms) -> f64 {
    let has = |number: &u32| whole.numbers.binary_search(number).is_ok();
    let lacking = question.numbers.iter().filter(|number| !number.as_ref().is_some_and(has)).count();
    share(count_of(lacking), count_of(question.numbers.len()))
}

/// The share of a question that a text has in other words.
fn kin(question: &Asked<'_>, text: &Terms) -> f64 {
    let of = |stem: &AskedStem<'_>| {
        if text.has(stem.number) {
            return stem.weight;
        }
        stem.kin.iter().find(|(kin, _)| text.has(Some(*kin))).map_or(0.0, |(_, kinship)| stem.weight * kinship)
    };
    share(question.stems.iter().map(of).sum(), question.weight)
}

/// The share of a question that a text has, where the rarest stems count the most.
fn rarest(question: &Asked<'_>, text: &Terms) -> f64 {
    let square = |stem: &AskedStem<'_>| stem.weight.powi(2);
    let known = || question.stems.iter().filter(|stem| stem.number.is_some());
    share(known().filter(|stem| text.has(stem.number)).map(square).sum(), known().map(square).sum())
}

/// The share of a wording that a question has, in the same words or in others.
fn reached(question: &Asked<'_>, wording: &Wording) -> f64 {
    let of = |(stem, weight): (&u32, &f64)| {
        let at = question.reach.binary_search_by_key(stem, |(reached, _)| *reached).ok()?;
        question.reach.get(at).map(|(_, kinship)| kinship * weight)
    };
    share(wording.terms.stems.iter().zip(&wording.weights).filter_map(of).sum(), wording.weight)
}
