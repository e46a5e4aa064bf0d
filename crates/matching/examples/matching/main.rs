//! How well questions find their answers, on sets of questions with known answers.
//!
//! `cargo xtask matching [--fit | --misses] DIR…`. A set is a folder with `answers.jsonl` and `questions.jsonl`, or with `corpus.jsonl` and
//! `queries.jsonl` (`_id`, `text`, for answers also `title`), and `qrels.tsv` (question, answer, grade). Each set's questions are halved:
//! weights are fitted on one half (`--fit` prints them), the other one is what counts. A question that `qrels.tsv` doesn't name has
//! no answer: filling it in is a mistake.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of questions and bins of confidences are small"
)]

mod baseline;
mod fit;
mod misses;
mod report;
mod set;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folders = arguments.iter().filter(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let sets = folders.map(|folder| set::Set::read(&folder)).collect::<Result<Vec<_>, _>>()?;
    if arguments.iter().any(|argument| argument == "--fit") {
        fit::print(&sets);
    }
    let shows_misses = arguments.iter().any(|argument| argument == "--misses");
    for set in &sets {
        if shows_misses { misses::print(set) } else { report::print(set) }
    }
    Ok(())
}
