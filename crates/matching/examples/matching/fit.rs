//! Fits the weights of the model, by gradient descent on the half of each set that is for it.

use fieldbook_matching::{Candidate, FEATURES, MEASURES, Matcher};

use crate::set::Set;

const STEPS: usize = 4_000;
/// How much large weights cost: sets are small.
const SHRINKING: f64 = 0.002;

/// Parts of the half that are left out in turn, to see what its weights are worth on questions that they weren't fitted on.
const FOLDS: usize = 5;

/// A question's candidates, which of them are right, and what it counts for.
struct List {
    set: usize,
    candidates: Vec<Candidate>,
    right: Vec<bool>,
    weight: f64,
}

impl List {
    fn is_answered(&self) -> bool {
        self.right.contains(&true)
    }

    /// How probable each candidate is, by weights of features.
    fn odds(&self, weights: &[f64; FEATURES]) -> Vec<f64> {
        let score = |candidate: &Candidate| candidate.features.iter().zip(weights).map(|(a, b)| a * b).sum::<f64>();
        let scores: Vec<f64> = self.candidates.iter().map(score).collect();
        let most = scores.iter().copied().fold(f64::MIN, f64::max);
        let odds: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f64 = odds.iter().sum();
        odds.into_iter().map(|odds| odds / all).collect()
    }

    /// What the right candidates are probable together.
    fn right(&self, odds: &[f64]) -> f64 {
        odds.iter().zip(&self.right).filter(|(_, right)| **right).map(|(odds, _)| odds).sum::<f64>().max(1e-9)
    }
}

/// Prints weights. Those of the confidence are for the weights of features that the program has: put the first ones in before.
pub(crate) fn print(sets: &[Set]) {
    let mut lists: Vec<List> = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let matcher = Matcher::new(&set.answers, "en");
        let tuned: Vec<_> = set.questions.iter().filter(|question| question.is_tuned).collect();
        // Each set counts the same, or one would be all that is fitted on; a very small one says little.
        let weight = 1.0 / (tuned.len() as f64).max(30.0);
        for question in tuned {
            let candidates = matcher.best(&question.text, usize::MAX);
            let right = candidates.iter().map(|candidate| question.right.contains(&candidate.answer)).collect();
            lists.push(List { set: number, candidates, right, weight });
        }
    }
    cross_validate(sets, &lists);
    println!("const WEIGHTS: Features = {:.3?};", ranking(&lists.iter().collect::<Vec<_>>()));
    cross_validate_confidence(&lists);
    let (weights, base) = confidence(&lists.iter().collect::<Vec<_>>());
    println!("const CONFIDENCE: (Measures, f64) = ({weights:.3?}, {base:.3});");
}

/// Prints how often weights find the right answer of questions that were left out when they were fitted, and how surprised they are by it.
fn cross_validate(sets: &[Set], lists: &[List]) {
    let mut found = vec![(0, 0, 0.0); sets.len()];
    for fold in 0..FOLDS {
        let is_left_out = |at: usize| at % FOLDS == fold;
        let others: Vec<&List> =
            lists.iter().enumerate().filter(|(at, _)| !is_left_out(*at)).map(|(_, list)| list).collect();
        let weights = ranking(&others);
        for (_, list) in lists.iter().enumerate().filter(|(at, list)| is_left_out(*at) && list.is_answered()) {
            let odds = list.odds(&weights);
            let best = odds.iter().zip(&list.right).max_by(|one, other| one.0.total_cmp(other.0));
            let (all, right, surprise) = &mut found[list.set];
            *all += 1;
            *right += usize::from(best.is_some_and(|(_, right)| *right));
            *surprise -= list.right(&odds).ln();
        }
    }
    for (set, (all, right, surprise)) in sets.iter().zip(found) {
        let mean = surprise / f64::from(all);
        println!(
            "{}, left out in turn: {right} of {all} found that are among candidates, surprise {mean:.3}",
            set.name
        );
    }
}

/// Prints how good confidences are of questions that were left out when their weights were fitted.
fn cross_validate_confidence(lists: &[List]) {
    let (mut surprise, mut all) = (0.0, 0.0);
    let mut by_confidence: Vec<(f64, bool)> = Vec::new();
    for fold in 0..FOLDS {
        let is_left_out = |at: usize| at % FOLDS == fold;
        let others: Vec<&List> =
            lists.iter().enumerate().filter(|(at, _)| !is_left_out(*at)).map(|(_, list)| list).collect();
        let (weights, base) = confidence(&others);
        for (_, list) in lists.iter().enumerate().filter(|(at, _)| is_left_out(*at)) {
            let Some((best, right)) = list.candidates.first().zip(list.right.first()) else { continue };
            let sum: f64 = best.measures.iter().zip(&weights).map(|(a, b)| a * b).sum::<f64>() + base;
            let probable = 1.0 / (1.0 + (-sum).exp());
            surprise -= list.weight * if *right { probable } else { 1.0 - probable }.ln();
            all += list.weight;
            by_confidence.push((probable, *right));
        }
    }
    print!("confidence, left out in turn: surprise {:.4};", surprise / all);
    for threshold in [0.9, 0.95, 0.97] {
        let filled: Vec<bool> = by_confidence.iter().filter(|it| it.0 >= threshold).map(|it| it.1).collect();
        let right = filled.iter().filter(|right| **right).count();
        print!(" from {threshold}: {right} of {} right;", filled.len());
    }
    println!(" {} questions", by_confidence.len());
}

/// Softmax over a question's candidates: the right ones should have all of it.
fn ranking(lists: &[&List]) -> [f64; FEATURES] {
    let mut weights = [1.0; FEATURES];
    let lists: Vec<&&List> = lists.iter().filter(|list| list.is_answered()).collect();
    let total: f64 = lists.iter().map(|list| list.weight).sum();
    for step in 0..STEPS {
        let mut gradient = [0.0; FEATURES];
        for list in &lists {
            let odds = list.odds(&weights);
            let rights = list.right(&odds);
            for ((candidate, odds), right) in list.candidates.iter().zip(&odds).zip(&list.right) {
                let push = odds - if *right { odds / rights } else { 0.0 };
                for (slope, feature) in gradient.iter_mut().zip(&candidate.features) {
                    *slope += list.weight / total * push * feature;
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
fn confidence(lists: &[&List]) -> ([f64; MEASURES], f64) {
    let (mut weights, mut base) = ([0.0; MEASURES], 0.0);
    let total: f64 = lists.iter().map(|list| list.weight).sum();
    for _ in 0..STEPS * 5 {
        let (mut gradient, mut slope_of_base) = ([0.0; MEASURES], 0.0);
        for List { candidates, right, weight, .. } in lists {
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
