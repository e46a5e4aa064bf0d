//! From a reply to the cells of the customer's file.

use fieldbook_matching::Verdict;
use fieldbook_questionnaire::{Question, Response, ResponseSlot, grid::Filling};
use serde::{Deserialize, Serialize};

use crate::{Note, Reply};

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Its answer stands in the file.
    Filled,
    /// An answer is shown, for somebody to decide.
    Proposed,
    /// The library has none.
    Open,
    /// Something stood there already, and stays.
    Kept,
    /// Its row is hidden, so it isn't asked of us.
    Hidden,
}

/// A question's status with what is written for it.
#[derive(Clone, Debug)]
pub struct Filled {
    /// What became of it.
    pub status: Status,
    /// Cells to write.
    pub fillings: Vec<Filling>,
    /// The response in the file's own wording.
    pub word: Option<String>,
}

impl Filled {
    /// Places a reply, and says in its notes why it can't be placed.
    pub(crate) fn new(question: &Question, reply: &mut Reply) -> Self {
        let nothing = |status| Self { status, fillings: Vec::new(), word: None };
        if question.is_hidden {
            return nothing(Status::Hidden);
        }
        if question.existing.is_some() {
            return nothing(Status::Kept);
        }
        let word = reply.response.and_then(|response| question.response.word(response, &reply.language));
        if reply.verdict == Verdict::Fill
            && let Some(problem) = problem(question, reply, word.is_some())
        {
            reply.note(problem);
        }
        match reply.verdict {
            Verdict::Abstain => nothing(Status::Open),
            Verdict::Propose => Self { word: word.map(|(_, word)| word), ..nothing(Status::Proposed) },
            Verdict::Fill => {
                let filling = |(at, text)| Filling { grid: question.grid, at, text };
                let text = question.answer.map(|at| (at, reply.text.clone()));
                let fillings = word.clone().into_iter().chain(text).map(filling).collect();
                Self { status: Status::Filled, fillings, word: word.map(|(_, word)| word) }
            }
        }
    }
}

/// Why an answer has no place in the file, or only half of one.
fn problem(question: &Question, reply: &Reply, has_word: bool) -> Option<Note> {
    if has_word {
        return None;
    }
    let response = reply.response.unwrap_or(Response::Info);
    match &question.response {
        // What asks for no yes or no has its answer in the text.
        ResponseSlot::Choice(..) | ResponseSlot::Marks(_)
            if response == Response::Info && question.answer.is_some() =>
        {
            None
        }
        ResponseSlot::Choice(_, choices) => Some(Note::NoChoice { choices: choices.clone(), response }),
        ResponseSlot::Marks(_) => Some(Note::NoColumn { response }),
        ResponseSlot::Free(_) | ResponseSlot::None if question.answer.is_none() => Some(Note::NoPlace),
        ResponseSlot::Free(_) | ResponseSlot::None => None,
    }
}
