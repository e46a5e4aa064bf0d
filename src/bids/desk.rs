//! Decides what is answered.

use std::collections::HashMap;

use fieldbook_matching::{AnswerText, Candidate, Matcher, Verdict};
use fieldbook_questionnaire::{Question, Response};

use super::{
    answers::{self, Bar, Context, LibraryAnswer},
    values::Values,
};
use crate::library::{Library, LoadError};

/// Candidates that are kept of each question: the best one and runners-up.
const KEPT: usize = 4;

/// The answers that fit one customer.
pub struct Desk<'a> {
    answers: Vec<LibraryAnswer<'a>>,
    matcher: Matcher,
    values: Values,
    /// From which confidence on answers are filled in.
    fill: f64,
}

/// A candidate for one of a cell's questions.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The answer, by its place among the desk's.
    pub answer: usize,
    /// The wording that is most like the question.
    pub wording: usize,
    /// How probable it is that it's the right one.
    pub confidence: f64,
}

/// What is to be done with a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// What to do.
    pub verdict: Verdict,
    /// The least confidence of its parts.
    pub confidence: f64,
    /// The best answer to each of its parts.
    pub best: Vec<Found>,
    /// Others that come into question.
    pub runners_up: Vec<Found>,
    /// The answer in a word, where all its parts agree.
    pub response: Option<Response>,
    /// What to fill in, or to propose; placeholders are filled.
    pub text: String,
    /// Why it isn't filled in though something was found, or what to look at.
    pub notes: Vec<String>,
}

impl<'a> Desk<'a> {
    /// Reads the library's answers for a context.
    pub fn new(library: &'a Library, context: &Context, values: Values) -> Result<Self, LoadError> {
        let answers = answers::fitting(library, context)?;
        let text = |answer: &LibraryAnswer<'_>| AnswerText {
            wordings: answer.wordings.iter().map(|wording| (*wording).to_owned()).collect(),
            text: format!("{}\n{}", answer.short.unwrap_or_default(), answer.long),
            family: Some(answer.family().to_owned()),
        };
        let texts: Vec<AnswerText> = answers.iter().map(text).collect();
        let matcher = Matcher::new(&texts, &context.language);
        Ok(Self { answers, matcher, values, fill: fieldbook_matching::FILL })
    }

    /// With another threshold for filling in.
    #[must_use]
    pub fn fill_from(self, confidence: f64) -> Self {
        Self { fill: confidence, ..self }
    }

    /// Its answers.
    pub fn answers(&self) -> &[LibraryAnswer<'a>] {
        &self.answers
    }

    /// Decides on questions. What is asked twice gets the same reply.
    pub fn reply(&self, questions: &[Question]) -> Vec<Reply> {
        let mut known: HashMap<&str, Reply> = HashMap::new();
        let reply = |question| known.entry(question).or_insert_with_key(|_| self.decide(question)).clone();
        let mut reply = reply;
        questions.iter().map(|question| reply(&*question.text)).collect()
    }

    fn decide(&self, question: &str) -> Reply {
        let parts = fieldbook_questionnaire::wording::parts(question);
        let mut best: Vec<Found> = Vec::new();
        let mut runners_up: Vec<Found> = Vec::new();
        let mut unanswered = 0;
        for part in &parts {
            let mut found: Vec<Found> = self.matcher.best(part, KEPT).into_iter().map(Found::from).collect();
            self.prefer_base(&mut found);
            let mut found = found.into_iter();
            match found.next() {
                Some(first) if Verdict::of(first.confidence, self.fill) != Verdict::Abstain => best.push(first),
                Some(first) => {
                    unanswered += 1;
                    runners_up.push(first);
                }
                None => unanswered += 1,
            }
            runners_up.extend(found);
        }
        runners_up.truncate(KEPT);
        let confidence = best.iter().map(|found| found.confidence).fold(f64::INFINITY, f64::min);
        let mut reply = Reply {
            verdict: Verdict::Abstain,
            confidence: runners_up.first().map_or(0.0, |found| found.confidence),
            best,
            runners_up,
            response: None,
            text: String::new(),
            notes: Vec::new(),
        };
        if reply.best.is_empty() {
            return reply;
        }
        reply.confidence = confidence;
        reply.verdict = Verdict::of(confidence, self.fill);
        if unanswered > 0 {
            reply.hold(format!("{unanswered} of its {} questions have no answer in the library", parts.len()));
        }
        self.write(&mut reply);
        reply
    }

    /// Where a variant for other customers comes first by a wording that its base has as well, it's the base that answers.
    fn prefer_base(&self, found: &mut [Found]) {
        let answer = |found: &Found| self.answers.get(found.answer);
        let Some((first, others)) = found.split_first_mut() else { return };
        let Some(variant) = answer(first).filter(|answer| answer.bar == Some(Bar::OtherCustomers)) else { return };
        let Some(wording) = variant.wordings.get(first.wording) else { return };
        let is_base = |found: &Found| {
            answer(found).is_some_and(|base| {
                base.document.id.as_str() == variant.family()
                    && base.wordings.iter().any(|other| other.eq_ignore_ascii_case(wording))
            })
        };
        if let Some(base) = others.iter_mut().find(|found| is_base(found)) {
            std::mem::swap(&mut first.answer, &mut base.answer);
            std::mem::swap(&mut first.wording, &mut base.wording);
        }
    }

    /// Puts texts and responses together, and says what stands in the way.
    fn write(&self, reply: &mut Reply) {
        let mut texts: Vec<String> = Vec::new();
        let mut responses: Vec<Response> = Vec::new();
        let mut notes: Vec<(String, bool)> = Vec::new();
        for found in &reply.best {
            let Some(answer) = self.answers.get(found.answer) else { continue };
            let id = &answer.document.id;
            if let Some(bar) = answer.bar {
                notes.push((format!("{id} is not filled in: {}", bar.words()), true));
            }
            let text = answer.short.filter(|short| !short.trim().is_empty()).unwrap_or(&answer.long);
            match self.values.fill(text) {
                Ok(text) if !texts.contains(&text) => texts.push(text),
                Ok(_) => {}
                Err(lacking) => {
                    let names = lacking.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                    notes.push((format!("{id} lacks a value for {names}: give it with --values"), true));
                    texts.push(text.to_owned());
                }
            }
            if is_overdue(answer) {
                notes.push((format!("{id} should have been checked"), false));
            }
            if answer.response != Response::Info && !responses.contains(&answer.response) {
                responses.push(answer.response);
            }
        }
        reply.text = texts.join("\n\n");
        reply.response = match responses.as_slice() {
            [] => Some(Response::Info),
            [one] => Some(*one),
            _ => {
                notes.push(("its questions have different responses".to_owned(), true));
                None
            }
        };
        for (note, holds) in notes {
            if holds {
                reply.hold(note);
            } else {
                reply.notes.push(note);
            }
        }
    }
}

impl Reply {
    /// Keeps it from being filled in, for a reason.
    pub(super) fn hold(&mut self, reason: String) {
        if self.verdict == Verdict::Fill {
            self.verdict = Verdict::Propose;
        }
        self.notes.push(reason);
    }
}

impl From<Candidate> for Found {
    fn from(candidate: Candidate) -> Self {
        Self { answer: candidate.answer, wording: candidate.wording, confidence: candidate.confidence }
    }
}

fn is_overdue(answer: &LibraryAnswer<'_>) -> bool {
    answer.bar != Some(Bar::Expired) && answer.document.review.state == Some(crate::library::ReviewState::Overdue)
}
