//! `cargo xtask relevance`: how well search ranks, on sets of questions with known answers.

use std::path::PathBuf;

use crate::{Failure, process, repository};

/// Prints how well search ranks on sets of questions with known answers
///
/// A set is a folder with `corpus.jsonl`, `queries.jsonl` and `qrels.tsv`, the form of BEIR. Weights are tuned on one half of a
/// set's queries; the other half is what counts.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Sets, or folders of sets; without any, those of the corpora beside the repository
    #[arg(value_name = "DIR")]
    folders: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    // The example runs in the repository's root, paths are meant from where the reader is.
    let absolute = |folder: &PathBuf| std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
    let mut folders: Vec<PathBuf> = arguments.folders.iter().map(absolute).collect();
    if folders.is_empty() {
        folders.push(corpora().join("relevance"));
    }
    let mut example = process::cargo();
    process::run(example.args(["run", "--quiet", "--release", "--example", "relevance", "--"]).args(folders))
}

/// Where material of others lies: `FIELDBOOK_CORPORA` says it, else it is beside the repository.
pub(crate) fn corpora() -> PathBuf {
    let beside = || repository::root().join("../shared/corpora");
    std::env::var_os("FIELDBOOK_CORPORA").map_or_else(beside, PathBuf::from)
}
