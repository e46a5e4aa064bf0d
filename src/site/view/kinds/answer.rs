//! An answer to a question of customers.

use serde::Serialize;

use super::{
    super::{Sign, field::scalar},
    Draft,
};
use crate::{library::Value, site::gate::Held, theme::Words};

/// An answer.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The canonical question.
    pub question: String,
    /// Other wordings of it.
    pub others: Vec<String>,
    /// What is answered.
    pub response: Option<Sign>,
    /// The answer in a line.
    pub short: Option<String>,
}

impl Answer {
    /// What the fields of an answer say.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["questions", "response", "short"];
        answer(draft.held(), draft.words())
    }
}

fn answer(held: Held<'_>, words: &Words) -> Answer {
    let questions = held.field("questions").map_or(&[] as &[Value], Value::elements);
    let mut questions = questions.iter().filter_map(|question| scalar(words, question));
    Answer {
        question: questions.next().unwrap_or_else(|| held.title().to_owned()),
        others: questions.collect(),
        response: held.field("response").and_then(Value::as_str).and_then(response),
        short: held.field("short").and_then(|short| scalar(words, short)),
    }
}

fn response(word: &str) -> Option<Sign> {
    let name = match word {
        "yes" => Some("yes"),
        "partial" => Some("partial"),
        "no" => Some("no"),
        "n/a" => Some("na"),
        "info" => Some("info"),
        _ => None,
    };
    name.map(|name| Sign { name })
}
