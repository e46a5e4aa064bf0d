//! A set of questions with known answers.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fs,
    path::Path,
};

use fieldbook_matching::AnswerText;
use serde_json::Value;

/// A set.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) answers: Vec<AnswerText>,
    pub(crate) questions: Vec<Question>,
}

/// A question with the answers that are right, by their places; none where there is none.
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) right: BTreeSet<usize>,
    /// Whether it is of the half that weights are fitted on.
    pub(crate) is_tuned: bool,
}

impl Set {
    /// Reads a folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let lines = |names: [&str; 2]| -> Result<Vec<Value>, Box<dyn Error>> {
            let path = names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
            let path = path.ok_or_else(|| format!("{} has no {}", folder.display(), names.join(" or ")))?;
            Ok(fs::read_to_string(path)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
        };
        let answers = lines(["answers.jsonl", "corpus.jsonl"])?;
        let places: BTreeMap<String, usize> =
            answers.iter().enumerate().map(|(at, it)| (field(it, "_id"), at)).collect();
        let mut right: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for line in fs::read_to_string(folder.join("qrels.tsv"))?.lines().skip(1) {
            if let [question, answer, grade] = line.split('\t').collect::<Vec<_>>()[..]
                && grade != "0"
            {
                right.entry(question.to_owned()).or_default().extend(places.get(answer));
            }
        }
        let questions = lines(["questions.jsonl", "queries.jsonl"])?;
        let question = |it: &Value| {
            let id = field(it, "_id");
            // FNV-1a of the id: halves don't change when questions are added.
            let hash =
                id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            let is_tuned = hash.is_multiple_of(2);
            Question { text: field(it, "text"), right: right.remove(&id).unwrap_or_default(), is_tuned }
        };
        Ok(Self {
            name: folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            questions: questions.iter().map(question).collect(),
            answers: answers.iter().map(answer).collect(),
        })
    }
}

fn field(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// An answer: its title is a wording, and so is what it says is "also asked as". One without a title is asked for by its text.
fn answer(value: &Value) -> AnswerText {
    let (title, text) = (field(value, "title"), field(value, "text"));
    let mut wordings = vec![if title.is_empty() { text.clone() } else { title }];
    if let Some((also, _)) = text.strip_prefix("*Also asked as:").and_then(|rest| rest.split_once('*')) {
        wordings.extend(also.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    AnswerText { wordings, text, family: None }
}
