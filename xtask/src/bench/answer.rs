//! `cargo xtask bench answer`: a long questionnaire against a large library of answers, on the command line.
//!
//! Half of the questions are wordings that the library has with some words changed, the others ask something else, so that all ways
//! of matching have their work. Words are drawn from the vocabulary of the other benchmarks.

use std::{fmt::Write as _, fs, path::Path, process::Command};

use fastrand::Rng;

use super::{
    measure::{Cost, measure},
    median, remove, tools,
    vocabulary::Vocabulary,
};
use crate::{Failure, repository};

/// Measures answering a questionnaire on the command line
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Answers of the library
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    answers: usize,
    /// Questions of the questionnaire
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    questions: usize,
    /// How often; the medians are shown
    #[arg(long, value_name = "N", default_value_t = 5)]
    runs: usize,
}

/// Words of a question, and of an answer.
const QUESTION: std::ops::Range<usize> = 8..16;
const ANSWER: std::ops::Range<usize> = 30..90;

/// Wordings of each answer.
const WORDINGS: usize = 3;

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("bench").join("answer");
    remove(&folder)?;
    write(&folder, arguments)?;
    let program = tools::fieldbook()?;
    let (mut answer, mut check) = (Vec::new(), Vec::new());
    for _ in 0..arguments.runs {
        answer.push(measure(&command(
            &program,
            &folder,
            &["answer", "asked.csv", "--force", "--out", "answered.csv"],
        ))?);
        check.push(measure(&command(&program, &folder, &["schema"]))?);
    }
    println!("{} questions, {} answers, medians of {} runs:\n", arguments.questions, arguments.answers, arguments.runs);
    println!("| command | time | peak memory |\n|---|---:|---:|");
    for (name, costs) in [("answer", &mut answer), ("loading the library alone (schema)", &mut check)] {
        println!("{}", row(name, costs));
    }
    Ok(())
}

fn row(name: &str, costs: &mut [Cost]) -> String {
    let seconds = median(costs, |cost| cost.wall).unwrap_or_default().as_secs_f64();
    let megabytes = median(costs, |cost| cost.peak_kilobytes).unwrap_or_default() / 1024;
    format!("| {name} | {seconds:.2} s | {megabytes} MiB |")
}

fn command(program: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    let paths = arguments.iter().map(|word| {
        if Path::new(word).extension().is_some() { folder.join(word).into() } else { std::ffi::OsString::from(word) }
    });
    command.args(paths).args(["--today", "2026-11-22", "--library"]).arg(folder);
    // The library lies in a folder that git ignores; the history around it isn't its own.
    command.env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap_or(folder));
    command
}

/// Writes a library and a questionnaire, the same ones each time.
fn write(folder: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let mut random = Rng::with_seed(6);
    let vocabulary = Vocabulary::new(&mut random);
    let content = folder.join("content/answers");
    fs::create_dir_all(&content).map_err(Failure::file(&content))?;
    let put = |path: &Path, text: &str| fs::write(path, text).map_err(Failure::file(path));
    put(&folder.join("fieldbook.toml"), "name = \"Bench\"\n")?;
    let mut known: Vec<Vec<String>> = Vec::new();
    for number in 0..arguments.answers {
        let base = words(&vocabulary, &mut random, QUESTION);
        let mut text = format!("+++\ntitle = \"Answer {number}\"\nquestions = [\n");
        for _ in 0..WORDINGS {
            let wording = changed(&vocabulary, &mut random, &base);
            let _ = writeln!(text, "  \"{}?\",", wording.join(" ")); // writing to a string can't fail
        }
        let answer = words(&vocabulary, &mut random, ANSWER).join(" ");
        let _ = write!(text, "]\nresponse = \"yes\"\n+++\n\n{answer}.\n");
        put(&content.join(format!("answer-{number}.md")), &text)?;
        known.push(base);
    }
    let mut asked = "Question,Compliance,Answer\n".to_owned();
    for number in 0..arguments.questions {
        let base = known.get(random.usize(..known.len().max(1))).filter(|_| number % 2 == 0);
        let question = match base {
            Some(base) => changed(&vocabulary, &mut random, base),
            None => words(&vocabulary, &mut random, QUESTION),
        };
        let _ = writeln!(asked, "{}?,,", question.join(" "));
    }
    put(&folder.join("asked.csv"), &asked)
}

fn words(vocabulary: &Vocabulary, random: &mut Rng, count: std::ops::Range<usize>) -> Vec<String> {
    let count = random.usize(count);
    (0..count).map(|_| vocabulary.word(random).to_owned()).collect()
}

/// The same words with one in five changed.
fn changed(vocabulary: &Vocabulary, random: &mut Rng, words: &[String]) -> Vec<String> {
    let change = |word: &String| if random.u8(..5) == 0 { vocabulary.word(random).to_owned() } else { word.clone() };
    words.iter().map(change).collect()
}
