//! A large library of answers and a long questionnaire, for `bench answer` and `bench respond`.
//!
//! Half of the questions are wordings that the library has with some words changed, the others ask something else, so that all ways
//! of matching have their work. Words are drawn from the vocabulary of the other benchmarks.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use fastrand::Rng;

use super::{remove, vocabulary::Vocabulary};
use crate::Failure;

/// How large they are.
#[derive(Debug, clap::Args)]
pub(super) struct Sizes {
    /// Answers of the library
    #[arg(long, value_name = "N", default_value_t = 5_000)]
    pub(super) answers: usize,
    /// Questions of the questionnaire
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub(super) questions: usize,
}

/// Words of a question, and of an answer.
const QUESTION: std::ops::Range<usize> = 8..16;
const ANSWER: std::ops::Range<usize> = 30..90;

/// Wordings of each answer.
const WORDINGS: usize = 3;

/// Writes a library into a folder, and a questionnaire, whose file it returns; the same ones each time.
pub(super) fn write(folder: &Path, sizes: &Sizes) -> Result<PathBuf, Failure> {
    remove(folder)?;
    let mut random = Rng::with_seed(6);
    let vocabulary = Vocabulary::new(&mut random);
    let content = folder.join("content/answers");
    fs::create_dir_all(&content).map_err(Failure::file(&content))?;
    let put = |path: &Path, text: &str| fs::write(path, text).map_err(Failure::file(path));
    put(&folder.join("fieldbook.toml"), "name = \"Bench\"\n")?;
    let mut known: Vec<Vec<String>> = Vec::new();
    for number in 0..sizes.answers {
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
    for number in 0..sizes.questions {
        let base = known.get(random.usize(..known.len().max(1))).filter(|_| number % 2 == 0);
        let question = match base {
            Some(base) => changed(&vocabulary, &mut random, base),
            None => words(&vocabulary, &mut random, QUESTION),
        };
        let _ = writeln!(asked, "{}?,,", question.join(" "));
    }
    let questionnaire = folder.join("asked.csv");
    put(&questionnaire, &asked)?;
    Ok(questionnaire)
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
