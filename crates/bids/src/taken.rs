//! Which answers of a file are from the library: those that are filled in, and those that stand there already and say what the library says.

use std::collections::BTreeSet;

use fieldbook_matching::Verdict;
use fieldbook_questionnaire::{Response, wording};
use serde::{Deserialize, Serialize};

use crate::{Entry, Reply, Status};

/// How an answer was taken from the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    /// As the library has it.
    AsItIs,
    /// Somebody has changed it, and half of its words are there.
    Edited,
}

impl Entry {
    /// How its answer was taken from the library; nothing where it wasn't, or isn't there. What stands in the file is the library's where it has half of the
    /// words of the library's answer, and unedited where it has the same words.
    pub fn taken(&self) -> Option<Taken> {
        match (self.filled.status, &self.question.existing) {
            (Status::Filled, _) => self.reply.taken,
            (Status::Kept, Some(existing)) if self.reply.verdict != Verdict::Abstain => self.kept(existing),
            _ => None,
        }
    }

    fn kept(&self, existing: &str) -> Option<Taken> {
        let word = self.reply.response.and_then(|response| self.question.response.word(response, &self.reply.language));
        let word = word.map(|(_, word)| word).unwrap_or_default();
        let text = &self.reply.text;
        let key = wording::key(existing);
        let is_same =
            [format!("{text} {word}"), format!("{word} {text}")].iter().any(|whole| wording::key(whole) == key);
        if is_same { Some(Taken::AsItIs) } else { Taken::of_text(existing, text) }
    }
}

impl Reply {
    /// How somebody's own words, filled in instead of the library's of this reply, were taken from it. A response that they don't give isn't another one.
    pub(crate) fn taken_as(&self, text: &str, response: Option<Response>) -> Option<Taken> {
        let is_same_response = response.is_none() || response == self.response;
        if text.trim().is_empty() {
            return (is_same_response && !self.best.is_empty()).then_some(Taken::AsItIs);
        }
        let taken = Taken::of_text(text, &self.text).filter(|_| !self.best.is_empty())?;
        Some(if is_same_response { taken } else { Taken::Edited })
    }
}

impl Taken {
    /// How a text was taken from the library's.
    fn of_text(text: &str, library: &str) -> Option<Self> {
        let (key, library) = (wording::key(text), wording::key(library));
        if !library.is_empty() && library == key {
            return Some(Self::AsItIs);
        }
        let ours: BTreeSet<&str> = library.split(' ').filter(|word| !word.is_empty()).collect();
        let theirs: BTreeSet<&str> = key.split(' ').collect();
        let common = ours.intersection(&theirs).count();
        (common * 2 >= ours.len() && common >= FEWEST).then_some(Self::Edited)
    }
}

/// Words in common from which on a text may be an edited one: "yes" is in many.
const FEWEST: usize = 2;
