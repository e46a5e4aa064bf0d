//! An answer to a question of customers.

use serde::Serialize;

use super::{
    super::{Sign, field::scalar},
    Draft,
};
use crate::{library::Value, site::gate::Held};

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
        answer(draft.held())
    }
}

fn answer(held: Held<'_>) -> Answer {
    let questions = held.field("questions").map_or(&[] as &[Value], Value::elements);
    let mut questions = questions.iter().filter_map(scalar);
    Answer {
        question: questions.next().unwrap_or_else(|| held.title().to_owned()),
        others: questions.collect(),
        response: held.field("response").and_then(Value::as_str).and_then(response),
        short: held.field("short").and_then(scalar),
    }
}

fn response(word: &str) -> Option<Sign> {
    match word {
        "yes" => Some(Sign { name: "yes", word: "Yes" }),
        "partial" => Some(Sign { name: "partial", word: "Partial" }),
        "no" => Some(Sign { name: "no", word: "No" }),
        "n/a" => Some(Sign { name: "na", word: "Not applicable" }),
        "info" => Some(Sign { name: "info", word: "Information" }),
        _ => None,
    }
}
