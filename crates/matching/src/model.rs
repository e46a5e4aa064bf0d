//! What alikeness is worth: a score for each candidate, a confidence for the best one.
//!
//! Both are logistic models with weights that were fitted on one half of three sets of questions with known answers (see
//! `cargo xtask matching --fit`): the score by which of a question's candidates is right, the confidence by whether the best one is.

use crate::features::{FEATURES, Features};

/// From this confidence on an answer is filled in.
pub const FILL: f64 = 0.97;

/// From this confidence on an answer is proposed.
pub const PROPOSE: f64 = 0.3;

/// What is to be done with a question's best candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Fill it in.
    Fill,
    /// Show it to somebody who decides.
    Propose,
    /// The library has no answer.
    Abstain,
}

impl Verdict {
    /// By confidence, with the threshold for filling in.
    pub fn of(confidence: f64, fill: f64) -> Self {
        match confidence {
            confidence if confidence >= fill => Self::Fill,
            confidence if confidence >= PROPOSE => Self::Propose,
            _ => Self::Abstain,
        }
    }
}

/// Weights of features.
const WEIGHTS: Features =
    [1.738, 4.241, 1.727, 0.470, 0.616, 0.881, 1.188, -0.128, -0.257, 0.907, -0.477, 1.067, 0.407, 2.681, 0.850, 3.144];

/// How many numbers the confidence is made of.
pub const MEASURES: usize = 10;

/// Those numbers.
pub type Measures = [f64; MEASURES];

/// Weights of measures, and what is added.
const CONFIDENCE: (Measures, f64) = ([0.050, 0.402, 1.170, 1.364, 2.327, 2.459, -0.586, -1.079, 1.692, -1.649], -2.762);

/// The score of a candidate: what counts is only which of a question's candidates has more.
pub(crate) fn score(features: &Features) -> f64 {
    // The last digits depend on the order in which sums were made, and on the machine's logarithm.
    (dot(features, &WEIGHTS) * 1e9).round() / 1e9
}

/// What a confidence is made of: the best candidate's score, its distance to the next, its share if scores were odds, and how it is
/// alike.
pub(crate) fn measures(features: &Features, scores: &[f64]) -> Measures {
    let best = scores.first().copied().unwrap_or_default();
    let next = scores.get(1).copied().unwrap_or(best - 10.0);
    let odds: f64 = scores.iter().map(|score| (score - best).exp()).sum();
    [
        best,
        (best - next).min(10.0),
        1.0 / odds.max(1.0),
        features[2],
        features[3],
        features[6],
        features[7],
        features[8],
        features[11],
        features[15],
    ]
}

/// How probable it is that the best candidate is right.
pub(crate) fn confidence(measures: &Measures) -> f64 {
    let (weights, base) = CONFIDENCE;
    1.0 / (1.0 + (-(dot(measures, &weights) + base)).exp())
}

fn dot<const N: usize>(one: &[f64; N], other: &[f64; N]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

const _: () = assert!(FEATURES > 15);
