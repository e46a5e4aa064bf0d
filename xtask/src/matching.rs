//! `cargo xtask matching`: how well questions find their answers, on sets of questions with known answers.

use std::path::PathBuf;

use crate::{Failure, process, relevance::corpora};

/// Sets beside the repository, where none is named.
const SETS: [&str; 3] = ["questionnaires/asvs-4-to-5", "questionnaires/vsaq-to-plainanswer", "relevance/stackfaq"];

/// Prints how sure and how right the bid desk is, on sets of questions with known answers
///
/// A set is a folder with `answers.jsonl` (`_id`, `text`, perhaps `title`), `questions.jsonl` (`_id`, `text`) and `qrels.tsv` (question,
/// answer, grade), or `corpus.jsonl` and `queries.jsonl` in their place. Weights are fitted on one half of a set's questions; the other
/// half is what counts.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Sets; without any, those of the corpora beside the repository
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Also fit the weights anew, and print them as `crates/matching/src/model.rs` has them
    #[arg(long)]
    fit: bool,
    /// Instead, the questions of the half for fitting whose first answer is wrong
    #[arg(long, conflicts_with = "fit")]
    misses: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let absolute = |folder: &PathBuf| std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
    let mut folders: Vec<PathBuf> = arguments.folders.iter().map(absolute).collect();
    if folders.is_empty() {
        folders.extend(SETS.map(|set| corpora().join(set)));
    }
    let mut example = process::cargo();
    example.args(["run", "--quiet", "--release", "-p", "fieldbook-matching", "--example", "matching", "--"]);
    process::run(
        example.args(arguments.fit.then_some("--fit")).args(arguments.misses.then_some("--misses")).args(folders),
    )
}
