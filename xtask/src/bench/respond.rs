//! `cargo xtask bench respond`: how long the bid desk takes in a browser. What is measured is in `tests/browser/bench/respond.js`.

use super::{answer::command, bids, tools};
use crate::{Failure, process, repository, test};

/// Measures answering a questionnaire in a browser
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sizes: bids::Sizes,
    /// How often; the median is shown
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let fieldbook = tools::fieldbook()?;
    let folder = repository::target().join("bench/respond");
    let questionnaire = bids::write(&folder, &arguments.sizes)?;
    let bids::Sizes { answers, questions } = &arguments.sizes;
    println!(
        "{questions} questions, {answers} answers; median of {} runs.\n\n| where | time | of that finding | longest task of the page |\n|---|---:|---:|---:|",
        arguments.runs
    );
    process::run(command(&fieldbook, &folder).args(["build", "--out"]).arg(folder.join("site")))?;
    let mut node = test::node_with_browser()?;
    node.arg("bench/respond.js").arg(folder.join("site")).arg(&questionnaire).arg(arguments.runs.to_string());
    process::run(&mut node)
}
