//! Prints the questions whose best answer is wrong, of the half that weights are fitted on: what there is to learn from.

use fieldbook_matching::Matcher;

use crate::{baseline::Baseline, set::Set};

/// Prints a set's misses, each with its right answers and the one that came first, and where the others stand in BM25's list.
pub(crate) fn print(set: &Set) {
    let (matcher, baseline) = (Matcher::new(&set.answers, "en"), Baseline::new(&set.answers));
    for question in set.questions.iter().filter(|question| question.is_tuned && !question.right.is_empty()) {
        let found = matcher.best(&question.text, usize::MAX);
        let rank = found.iter().position(|candidate| question.right.contains(&candidate.answer));
        let theirs = baseline.best(&question.text).iter().position(|answer| question.right.contains(answer));
        if rank == Some(0) && theirs == Some(0) {
            continue;
        }
        let place = |rank: Option<usize>| rank.map_or("not at all".to_owned(), |rank| (rank + 1).to_string());
        println!("\n{}: {}\n  right at {}, BM25 {}", set.name, question.text, place(rank), place(theirs));
        let shown = found.iter().take(1).chain(rank.filter(|rank| *rank > 0).and_then(|rank| found.get(rank)));
        for candidate in shown {
            let wording = set.answers.get(candidate.answer).and_then(|answer| answer.wordings.get(candidate.wording));
            println!("  {:.2} {}\n    {:.2?}", candidate.score, wording.map_or("", String::as_str), candidate.features);
        }
    }
}
