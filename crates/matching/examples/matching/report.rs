//! Prints how well a set's questions find their answers.

use fieldbook_matching::{FILL, Matcher};

use crate::{
    baseline::Baseline,
    set::{Question, Set},
};

/// How the best answer to a question turned out.
struct Outcome {
    confidence: f64,
    is_right: bool,
    has_answer: bool,
    /// Where the first right answer ranks, from 0.
    rank: Option<usize>,
    baseline: Option<usize>,
}

/// Prints a set's figures, for either half.
pub(crate) fn print(set: &Set) {
    let (matcher, baseline) = (Matcher::new(&set.answers, "en"), Baseline::new(&set.answers));
    let outcome = |question: &Question| {
        let best = matcher.best(&question.text, 10);
        let found: Vec<usize> = best.iter().map(|candidate| candidate.answer).collect();
        let place = |found: &[usize]| found.iter().position(|answer| question.right.contains(answer));
        Outcome {
            confidence: best.first().map_or(0.0, |best| best.confidence),
            is_right: place(&found) == Some(0),
            has_answer: !question.right.is_empty(),
            rank: place(&found),
            baseline: place(&baseline.best(&question.text)),
        }
    };
    for (half, is_tuned) in [("half that was fitted on", true), ("other half, which counts", false)] {
        let questions = set.questions.iter().filter(|question| question.is_tuned == is_tuned);
        let outcomes: Vec<Outcome> = questions.map(outcome).collect();
        if outcomes.is_empty() {
            continue;
        }
        println!("{}, {half}: {} questions, {} answers", set.name, outcomes.len(), set.answers.len());
        hits(&outcomes);
        let (precision, coverage, filled) = at(&outcomes, FILL);
        println!("  filled in from {FILL:.2} on: {filled}, precision {precision:.3}, coverage {coverage:.3}");
        curve(&outcomes);
        println!("  calibration error {:.3} (10 bins)", calibration(&outcomes));
    }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 1.0 } else { part as f64 / of as f64 }
}

fn hits(outcomes: &[Outcome]) {
    let judged: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.has_answer).collect();
    let within = |ranks: &dyn Fn(&Outcome) -> Option<usize>, top: usize| {
        share(judged.iter().filter(|outcome| ranks(outcome).is_some_and(|rank| rank < top)).count(), judged.len())
    };
    let (ours, theirs) = (|outcome: &Outcome| outcome.rank, |outcome: &Outcome| outcome.baseline);
    println!(
        "  hit@1 {:.3}, hit@5 {:.3}; stemmed BM25 hit@1 {:.3}, hit@5 {:.3} ({} with an answer)",
        within(&ours, 1),
        within(&ours, 5),
        within(&theirs, 1),
        within(&theirs, 5),
        judged.len()
    );
}

/// Precision and coverage (the share of all questions that is filled in) from a confidence on, and how many that are.
fn at(outcomes: &[Outcome], threshold: f64) -> (f64, f64, usize) {
    let filled: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.confidence >= threshold).collect();
    let right = filled.iter().filter(|outcome| outcome.is_right).count();
    (share(right, filled.len()), share(filled.len(), outcomes.len()), filled.len())
}

fn curve(outcomes: &[Outcome]) {
    println!("  from     precision  coverage");
    for threshold in [0.3, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99] {
        let (precision, coverage, _) = at(outcomes, threshold);
        println!("  {threshold:.2}     {precision:>9.3}  {coverage:>8.3}");
    }
}

/// The expected calibration error: how far confidences are from the share that is right, over ten bins.
fn calibration(outcomes: &[Outcome]) -> f64 {
    let bin = |outcome: &&Outcome| ((outcome.confidence * 10.0) as usize).min(9);
    let bins = (0..10).map(|number| outcomes.iter().filter(|outcome| bin(outcome) == number).collect::<Vec<_>>());
    bins.map(|bin| {
        let said: f64 = bin.iter().map(|outcome| outcome.confidence).sum();
        let is: f64 = bin.iter().map(|outcome| f64::from(u8::from(outcome.is_right))).sum();
        (said - is).abs() / outcomes.len() as f64
    })
    .sum()
}
