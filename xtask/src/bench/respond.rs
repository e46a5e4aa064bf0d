//! `cargo xtask bench respond`: how long the bid desk takes, on the command line and in a browser.
//!
//! The library and the questionnaire are made up: answers with two wordings each, and questions of which seven in ten are
//! one of these wordings with some words left out or moved. What is measured in the browser is in `tests/browser/bench/respond.js`.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use fastrand::Rng;

use super::{
    measure::{Cost, measure},
    median, remove, tools,
    vocabulary::Vocabulary,
};
use crate::{Failure, process, repository, test};

const SEED: u64 = 20_261_122;

/// What the questionnaire is called.
const QUESTIONNAIRE: &str = "customer.csv";

/// Measures the bid desk on the command line and in a browser
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// How many answers the library has
    #[arg(long, value_name = "N", default_value_t = 5000)]
    answers: usize,
    /// How many questions the questionnaire asks
    #[arg(long, value_name = "N", default_value_t = 1000)]
    questions: usize,
    /// How often each is measured; the table shows medians
    #[arg(long, value_name = "N", default_value_t = 3)]
    runs: usize,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let fieldbook = tools::fieldbook()?;
    let folder = repository::target().join("bench/respond");
    remove(&folder)?;
    let questionnaire = library(&folder, arguments)?;
    println!(
        "{} questions, {} answers; medians of {} runs.\n\n| where | time | of that finding | longest task of the page |\n|---|---:|---:|---:|",
        arguments.questions, arguments.answers, arguments.runs
    );
    let mut costs = Vec::new();
    for _ in 0..arguments.runs {
        costs.push(measure(command(&fieldbook, &folder).arg("answer").arg(&questionnaire).arg("--dry-run"))?);
    }
    let seconds = median(&mut costs, |cost: &Cost| cost.wall).unwrap_or_default().as_secs_f64();
    println!("| on the command line | {seconds:.2} s | | |");
    process::run(command(&fieldbook, &folder).args(["build", "--out"]).arg(folder.join("site")))?;
    let mut node = test::node_with_browser()?;
    node.arg("bench/respond.js").arg(folder.join("site")).arg(&questionnaire).arg(arguments.runs.to_string());
    process::run(&mut node)
}

fn command(fieldbook: &Path, library: &Path) -> Command {
    let mut command = Command::new(fieldbook);
    command.arg("--library").arg(library).args(["--today", "2026-11-22"]);
    // It lies in a folder that git ignores; the history around it isn't its own.
    command.env("GIT_CEILING_DIRECTORIES", library).stdout(std::process::Stdio::null());
    command
}

/// Writes the library and the questionnaire, whose file it returns.
fn library(folder: &Path, arguments: &Arguments) -> Result<PathBuf, Failure> {
    let mut random = Rng::with_seed(SEED);
    let vocabulary = Vocabulary::new(&mut random);
    let content = folder.join("content/answers");
    fs::create_dir_all(&content).map_err(Failure::file(&content))?;
    write(&folder.join("fieldbook.toml"), "name = \"Bids\"\n")?;
    let mut wordings = Vec::new();
    for number in 0..arguments.answers {
        let both = [(); 2].map(|()| question(&vocabulary, &mut random));
        let text = format!(
            "+++\ntitle = \"Answer {number}\"\nstatus = \"approved\"\nquestions = [\"{}\", \"{}\"]\nresponse = \"yes\"\nshort = \"{}.\"\n+++\n\n{}.\n",
            both[0],
            both[1],
            vocabulary.phrase(&mut random, 15),
            vocabulary.phrase(&mut random, 60)
        );
        write(&content.join(format!("answer-{number:05}.md")), &text)?;
        wordings.extend(both);
    }
    let mut text = "Number,Question,Response,Answer\n".to_owned();
    for number in 1..=arguments.questions {
        let known = wordings.get(random.usize(0..wordings.len().max(1))).filter(|_| random.u8(0..10) < 7);
        let asked = match known {
            Some(known) => reworded(known, &mut random),
            None => question(&vocabulary, &mut random),
        };
        let _ = writeln!(text, "{number},{asked},,"); // writing to a string can't fail
    }
    let questionnaire = folder.join(QUESTIONNAIRE);
    write(&questionnaire, &text)?;
    Ok(questionnaire)
}

fn question(vocabulary: &Vocabulary, random: &mut Rng) -> String {
    let words = random.usize(8..=16);
    format!("{}?", vocabulary.phrase(random, words))
}

/// The question with a word left out and two words in each other's places.
fn reworded(question: &str, random: &mut Rng) -> String {
    let mut words: Vec<&str> = question.trim_end_matches('?').split(' ').collect();
    words.remove(random.usize(0..words.len()));
    let (one, other) = (random.usize(0..words.len()), random.usize(0..words.len()));
    words.swap(one, other);
    format!("{}?", words.join(" "))
}

fn write(file: &Path, text: &str) -> Result<(), Failure> {
    fs::write(file, text).map_err(Failure::file(file))
}
