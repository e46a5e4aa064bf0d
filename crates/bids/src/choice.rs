//! What somebody has decided on a question.

use fieldbook_matching::Verdict;
use fieldbook_questionnaire::Response;
use serde::{Deserialize, Serialize};

use crate::{Bar, Desk, Finding, Found, Note, Reply};

/// A decision, which stands whatever was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "choice", rename_all = "kebab-case")]
pub enum Choice {
    /// These answers of the library, one below the other.
    Take {
        /// Their ids.
        answers: Vec<String>,
    },
    /// Own words.
    Write {
        /// What to fill in; placeholders are filled.
        text: String,
        /// The answer in a word, if it is to have one.
        #[serde(default)]
        response: Option<Response>,
        /// Ids of the answers that they were made of.
        #[serde(default)]
        answers: Vec<String>,
    },
    /// Nothing.
    Leave,
}

impl Desk {
    /// What is to be done with a question on which somebody has decided. Answers that the library doesn't have for this customer (any
    /// more) can't be decided on: then it's for somebody to decide anew.
    pub fn follow(&self, choice: &Choice, finding: &Finding) -> Reply {
        match choice {
            Choice::Take { answers } => match self.taken(answers, finding) {
                Some(taken) => filled(self.decide(&taken)),
                None => self.decide(finding),
            },
            Choice::Write { text, response, answers } => {
                let taken =
                    self.taken(answers, finding).unwrap_or_else(|| Finding { best: Vec::new(), ..finding.clone() });
                self.written(&taken, text, *response)
            }
            Choice::Leave => Reply { verdict: Verdict::Abstain, ..self.decide(finding) },
        }
    }

    /// A finding in which the best answers are others.
    fn taken(&self, ids: &[String], finding: &Finding) -> Option<Finding> {
        let all = || finding.best.iter().chain(&finding.runners_up);
        let found = |id: &String| {
            let answer = self.answers().iter().position(|answer| answer.id == *id)?;
            let known = all().find(|found| found.answer == answer).cloned();
            Some(known.unwrap_or(Found { answer, wording: 0, confidence: 0.0 }))
        };
        let best: Vec<Found> = ids.iter().map(found).collect::<Option<_>>()?;
        let runners_up = all().filter(|found| best.iter().all(|it| it.answer != found.answer)).cloned().collect();
        // Whoever decides has read the whole question.
        (!best.is_empty()).then_some(Finding { parts: best.len(), best, runners_up })
    }

    /// A reply in somebody's own words.
    fn written(&self, finding: &Finding, text: &str, response: Option<Response>) -> Reply {
        let mut reply = self.decide(finding);
        reply.notes.clear();
        reply.verdict = Verdict::Fill;
        let filled = self.values().fill(text);
        reply.taken = reply.taken_as(filled.as_deref().unwrap_or(text), response);
        reply.response = Some(response.unwrap_or(Response::Info));
        match filled {
            Ok(filled) => reply.text = filled,
            Err(names) => {
                text.clone_into(&mut reply.text);
                let of = reply.best.first().and_then(|found| self.answers().get(found.answer));
                reply.note(Note::Lacking { answer: of.map(|answer| answer.id.clone()).unwrap_or_default(), names });
            }
        }
        reply
    }
}

/// Fills in what was only proposed, unless it mustn't be or can't be. For which customers a variant is, somebody has decided.
fn filled(mut reply: Reply) -> Reply {
    let is_open = |note: &Note| matches!(note, Note::Barred { bar: Bar::OtherCustomers, .. });
    reply.notes.retain(|note| !is_open(note));
    let must_not = |note: &Note| matches!(note, Note::Barred { .. } | Note::Lacking { .. });
    if !reply.notes.iter().any(must_not) {
        reply.verdict = Verdict::Fill;
    }
    reply
}
