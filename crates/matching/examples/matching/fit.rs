//! Fits the weights of the model, by gradient descent on the half of each set that is for it.

use fieldbook_matching::{Candidate, FEATURES, MEASURES, Matcher};

use crate::set::Set;

const STEPS: usize = 4_000;
/// How much large weights cost: sets are small.
const SHRINKING: f64 = 0.002;

/// Prints weights. Those of the confidence are for the weights of features that the program has: put the first ones in before.
pub(crate) fn print(sets: &[Set]) {
    let mut lists: Vec<(Vec<Candidate>, Vec<bool>, f64)> = Vec::new();
    for set in sets {
        let matcher = Matcher::new(&set.answers, "en");
        let tuned: Vec<_> = set.questions.iter().filter(|question| question.is_tuned).collect();
        // Each set counts the same, or one would be all that is fitted on; a very small one says little.
        let weight = 1.0 / (tuned.len() as f64).max(30.0);
        for question in tuned {
            let candidates = matcher.best(&question.text, usize::MAX);
            let right = candidates.iter().map(|candidate| question.right.contains(&candidate.answer)).collect();
            lists.push((candidates, right, weight));
        }
    }
    println!("const WEIGHTS: Features = {:.3?};", ranking(&lists));
    let (weights, base) = confidence(&lists);
    println!("const CONFIDENCE: (Measures, f64) = ({weights:.3?}, {base:.3});");
}

/// Softmax over a question's candidates: the right ones should have all of it.
fn ranking(lists: &[(Vec<Candidate>, Vec<bool>, f64)]) -> [f64; FEATURES] {
    let mut weights = [1.0; FEATURES];
    let total: f64 = lists.iter().filter(|(_, right, _)| right.contains(&true)).map(|(.., weight)| weight).sum();
    for step in 0..STEPS {
        let mut gradient = [0.0; FEATURES];
        for (candidates, right, weight) in lists.iter().filter(|(_, right, _)| right.contains(&true)) {
            let score =
                |candidate: &Candidate| candidate.features.iter().zip(&weights).map(|(a, b)| a * b).sum::<f64>();
            let scores: Vec<f64> = candidates.iter().map(score).collect();
            let most = scores.iter().copied().fold(f64::MIN, f64::max);
            let odds: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
            let all: f64 = odds.iter().sum();
            let rights: f64 = odds.iter().zip(right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum();
            for ((candidate, odds), right) in candidates.iter().zip(&odds).zip(right) {
                let push = odds / all - if *right { odds / rights.max(1e-9) } else { 0.0 };
                for (slope, feature) in gradient.iter_mut().zip(&candidate.features) {
                    *slope += weight / total * push * feature;
                }
            }
        }
        let rate = 3.0 / (1.0 + step as f64 / 500.0);
        for (weight, slope) in weights.iter_mut().zip(gradient) {
            *weight -= rate * (slope + SHRINKING * *weight);
        }
    }
    weights
}

/// Logistic regression: whether the best candidate is right.
fn confidence(lists: &[(Vec<Candidate>, Vec<bool>, f64)]) -> ([f64; MEASURES], f64) {
    let (mut weights, mut base) = ([0.0; MEASURES], 0.0);
    let total: f64 = lists.iter().map(|(.., weight)| weight).sum();
    for _ in 0..STEPS * 5 {
        let (mut gradient, mut slope_of_base) = ([0.0; MEASURES], 0.0);
        for (candidates, right, weight) in lists {
            let Some((best, right)) = candidates.first().zip(right.first()) else { continue };
            let sum: f64 = best.measures.iter().zip(&weights).map(|(a, b)| a * b).sum::<f64>() + base;
            let push = weight / total * (1.0 / (1.0 + (-sum).exp()) - f64::from(u8::from(*right)));
            slope_of_base += push;
            for (slope, measure) in gradient.iter_mut().zip(&best.measures) {
                *slope += push * measure;
            }
        }
        base -= 0.05 * slope_of_base;
        for (weight, slope) in weights.iter_mut().zip(gradient) {
            *weight -= 0.05 * (slope + SHRINKING / 4.0 * *weight);
        }
    }
    (weights, base)
}
