//! `cargo xtask bench answer`: a long questionnaire against a large library of answers, on the command line.

use std::{ffi::OsStr, path::Path, process::Command};

use super::{
    bids,
    measure::{Cost, measure},
    median, tools,
};
use crate::{Failure, repository};

/// Measures answering a questionnaire on the command line
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    sizes: bids::Sizes,
    /// How often; the medians are shown
    #[arg(long, value_name = "N", default_value_t = 5)]
    runs: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("bench/answer");
    let questionnaire = bids::write(&folder, &arguments.sizes)?;
    let program = tools::fieldbook()?;
    let answered = folder.join("answered.csv");
    let answer =
        ["answer".as_ref(), questionnaire.as_os_str(), "--force".as_ref(), "--out".as_ref(), answered.as_os_str()];
    let commands: [(&str, &[&OsStr]); 3] = [
        ("`answer`", &answer),
        ("loading the library alone (`schema`)", &["schema".as_ref()]),
        ("`check`, with what is alike", &["check".as_ref()]),
    ];
    let bids::Sizes { answers, questions } = &arguments.sizes;
    println!("{questions} questions, {answers} answers, medians of {} runs:\n", arguments.runs);
    println!("| command | time | peak memory |\n|---|---:|---:|");
    for (name, words) in commands {
        let costs = (0..arguments.runs).map(|_| measure(command(&program, &folder).args(words)));
        println!("{}", row(name, &mut costs.collect::<Result<Vec<Cost>, _>>()?));
    }
    Ok(())
}

fn row(name: &str, costs: &mut [Cost]) -> String {
    let seconds = median(costs, |cost| cost.wall).unwrap_or_default().as_secs_f64();
    let megabytes = median(costs, |cost| cost.peak_kilobytes).unwrap_or_default() / 1024;
    format!("| {name} | {seconds:.2} s | {megabytes} MiB |")
}

/// Fieldbook on a library that lies in a folder that git ignores: the history around it isn't its own.
pub(super) fn command(fieldbook: &Path, library: &Path) -> Command {
    let mut command = Command::new(fieldbook);
    command.arg("--library").arg(library).args(["--today", "2026-11-22"]);
    command.env("GIT_CEILING_DIRECTORIES", library.parent().unwrap_or(library)).stdout(std::process::Stdio::null());
    command
}
