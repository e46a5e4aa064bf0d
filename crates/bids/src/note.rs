//! What there is to say of a reply: why it isn't filled in though something was found, or what to look at.

use std::fmt;

use fieldbook_questionnaire::Response;
use serde::{Deserialize, Serialize};

use crate::Bar;

/// Something to say. As text it is English; a page says it in its own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "kebab-case")]
pub enum Note {
    /// Some of the questions of one cell have no answer.
    Unanswered {
        /// How many.
        count: usize,
        /// Of how many.
        of: usize,
    },
    /// An answer must not be filled in.
    Barred {
        /// Its id.
        answer: String,
        /// Why not.
        bar: Bar,
    },
    /// Placeholders of an answer have no value.
    Lacking {
        /// Its id.
        answer: String,
        /// Their names.
        names: Vec<String>,
    },
    /// An answer should have been checked.
    Overdue {
        /// Its id.
        answer: String,
    },
    /// The questions of one cell have different responses.
    Contradicting,
    /// None of the file's choices says the response.
    NoChoice {
        /// The file's choices.
        choices: Vec<String>,
        /// What would have to be chosen.
        response: Response,
    },
    /// The file has no column for the response.
    NoColumn {
        /// What would have to be marked.
        response: Response,
    },
    /// The file has no place for the answer.
    NoPlace,
    /// Questions that share a cell have different responses.
    Shared,
}

impl Note {
    /// Whether it keeps an answer from being filled in.
    pub fn holds(&self) -> bool {
        !matches!(self, Self::Overdue { .. })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unanswered { count, of } => {
                write!(formatter, "{count} of its {of} questions have no answer in the library")
            }
            Self::Barred { answer, bar } => write!(formatter, "{answer} is not filled in: {}", bar.words()),
            Self::Lacking { answer, names } => {
                let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                write!(formatter, "{answer} lacks a value for {names}: give it with --values")
            }
            Self::Overdue { answer } => write!(formatter, "{answer} should have been checked"),
            Self::Contradicting => formatter.write_str("its questions have different responses"),
            Self::NoChoice { choices, response } => {
                let choices = choices.join(", ");
                write!(formatter, "none of the file's choices ({choices}) says `{}`", response.as_str())
            }
            Self::NoColumn { response } => write!(formatter, "the file has no column for `{}`", response.as_str()),
            Self::NoPlace => formatter.write_str("the file has no place for its answer"),
            Self::Shared => formatter.write_str("questions that share its cell have other responses"),
        }
    }
}
