//! Which answers of a file are from the library: those that are filled in, and those that stand there already and say what the library says.

use std::collections::BTreeSet;

use fieldbook_matching::Verdict;
use fieldbook_questionnaire::wording;
use serde::{Deserialize, Serialize};

use crate::{Entry, Status};

/// How an answer was taken from the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// As the library has it.
    AsItIs,
    /// Somebody has changed it.
    Edited,
}

impl Entry {
    /// How its answer was taken from the library; nothing where it wasn't, or isn't there. What stands in the file is the library's where it has half of the
    /// words of the library's answer, and unedited where it has the same words.
    pub fn taken(&self) -> Option<Taken> {
        match (self.filled.status, &self.question.existing) {
            (Status::Filled, _) => Some(Taken::AsItIs),
            (Status::Kept, Some(existing)) if self.reply.verdict != Verdict::Abstain => self.kept(existing),
            _ => None,
        }
    }

    fn kept(&self, existing: &str) -> Option<Taken> {
        let word = self.reply.response.and_then(|response| self.question.response.word(response));
        let word = word.map(|(_, word)| word).unwrap_or_default();
        let text = &self.reply.text;
        let key = wording::key(existing);
        let is_same =
            [format!("{text} {word}"), format!("{word} {text}")].iter().any(|whole| wording::key(whole) == key);
        if is_same || !text.is_empty() && wording::key(text) == key {
            return Some(Taken::AsItIs);
        }
        let text = wording::key(text);
        let ours: BTreeSet<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
        let theirs: BTreeSet<&str> = key.split(' ').collect();
        let common = ours.intersection(&theirs).count();
        (common * 2 >= ours.len() && common >= FEWEST).then_some(Taken::Edited)
    }
}

/// Words in common from which on a text may be an edited one: "yes" is in many.
const FEWEST: usize = 2;
