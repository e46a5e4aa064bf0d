//! Decides what is answered.

use std::collections::HashMap;

use fieldbook_matching::{AnswerText, Candidate, Matcher, Verdict};
use fieldbook_questionnaire::{Question, Response};
use serde::{Deserialize, Serialize};

use crate::{
    Note, Taken,
    answer::{Answer, Bar},
    context::{Context, fitting},
    values::Values,
};

/// Candidates that are kept of each question: the best one and runners-up.
const KEPT: usize = 4;

/// The answers that fit one customer.
pub struct Desk {
    answers: Vec<Answer>,
    matcher: Matcher,
    values: Values,
    /// From which confidence on answers are filled in.
    fill: f64,
}

/// A candidate for one of a cell's questions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The answer, by its place among the desk's.
    pub answer: usize,
    /// The wording that is most like the question.
    pub wording: usize,
    /// How probable it is that it's the right one.
    pub confidence: f64,
}

/// What the library has for a question, whatever the values of placeholders are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// How many questions there are in one.
    pub parts: usize,
    /// The best answer to each of those that have one.
    pub best: Vec<Found>,
    /// Others that come into question.
    pub runners_up: Vec<Found>,
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
    /// The language of that (BCP 47).
    pub language: String,
    /// Why it isn't filled in though something was found, or what to look at.
    pub notes: Vec<Note>,
    /// How the text is the library's; nothing where it is somebody's own.
    pub taken: Option<Taken>,
}

impl Desk {
    /// Takes those of a library's answers that fit a context.
    pub fn new(answers: &[Answer], context: &Context, values: Values) -> Self {
        let answers = fitting(answers, context);
        let text = |answer: &Answer| AnswerText {
            wordings: answer.wordings.clone(),
            text: format!("{}\n{}", answer.short.as_deref().unwrap_or_default(), answer.long),
            family: Some(answer.family().to_owned()),
        };
        let texts: Vec<AnswerText> = answers.iter().map(text).collect();
        let matcher = Matcher::new(&texts, &context.language);
        Self { answers, matcher, values, fill: fieldbook_matching::FILL }
    }

    /// With another threshold for filling in.
    #[must_use]
    pub fn fill_from(self, confidence: f64) -> Self {
        Self { fill: confidence, ..self }
    }

    /// With other values of placeholders.
    pub fn set_values(&mut self, values: Values) {
        self.values = values;
    }

    /// BCP 47 tag of its answers.
    pub fn language(&self) -> &str {
        self.matcher.language()
    }

    /// Its values of placeholders.
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// Its answers.
    pub fn answers(&self) -> &[Answer] {
        &self.answers
    }

    /// Decides on questions. What is asked twice gets the same reply.
    pub fn reply(&self, questions: &[Question]) -> Vec<Reply> {
        let mut known: HashMap<&str, Reply> = HashMap::new();
        let decide = |question: &&str| self.decide(&self.find(question));
        let mut reply = |question| known.entry(question).or_insert_with_key(decide).clone();
        questions.iter().map(|question| reply(&*question.text)).collect()
    }

    /// What the library has for a question: what takes time.
    pub fn find(&self, question: &str) -> Finding {
        let parts = fieldbook_questionnaire::wording::parts(question);
        let mut finding = Finding { parts: parts.len(), ..Finding::default() };
        for part in &parts {
            let mut found: Vec<Found> = self.matcher.best(part, KEPT).into_iter().map(Found::from).collect();
            self.prefer_base(&mut found);
            let mut found = found.into_iter();
            match found.next() {
                Some(first) if Verdict::of(first.confidence, self.fill) != Verdict::Abstain => finding.best.push(first),
                Some(first) => finding.runners_up.push(first),
                None => {}
            }
            finding.runners_up.extend(found);
        }
        finding.runners_up.truncate(KEPT);
        finding
    }

    /// What is to be done with a question for which that was found.
    pub fn decide(&self, finding: &Finding) -> Reply {
        let Finding { parts, best, runners_up } = finding.clone();
        let of_best = best.iter().map(|found| found.confidence).fold(f64::INFINITY, f64::min);
        let of_others = runners_up.first().map_or(0.0, |found| found.confidence);
        let confidence = if best.is_empty() { of_others } else { of_best };
        let verdict = if best.is_empty() { Verdict::Abstain } else { Verdict::of(confidence, self.fill) };
        let (text, language, notes) = (String::new(), self.language().to_owned(), Vec::new());
        let (response, taken) = (None, (!best.is_empty()).then_some(Taken::AsItIs));
        let mut reply = Reply { verdict, confidence, best, runners_up, response, text, language, notes, taken };
        let unanswered = parts.saturating_sub(reply.best.len());
        if reply.best.is_empty() {
            return reply;
        }
        if unanswered > 0 {
            reply.note(Note::Unanswered { count: unanswered, of: parts });
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
                base.id == variant.family() && base.wordings.iter().any(|other| other.eq_ignore_ascii_case(wording))
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
        let mut notes: Vec<Note> = Vec::new();
        for answer in reply.best.iter().filter_map(|found| self.answers.get(found.answer)) {
            let id = &answer.id;
            if let Some(bar) = answer.bar {
                notes.push(Note::Barred { answer: id.clone(), bar });
            }
            match self.values.fill(answer.text()) {
                Ok(text) if !texts.contains(&text) => texts.push(text),
                Ok(_) => {}
                Err(names) => {
                    notes.push(Note::Lacking { answer: id.clone(), names });
                    texts.push(answer.text().to_owned());
                }
            }
            if answer.is_overdue && answer.bar != Some(Bar::Expired) {
                notes.push(Note::Overdue { answer: id.clone() });
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
                notes.push(Note::Contradicting);
                None
            }
        };
        for note in notes {
            reply.note(note);
        }
    }
}

impl Reply {
    /// Notes something, which may keep it from being filled in.
    pub(crate) fn note(&mut self, note: Note) {
        if note.holds() && self.verdict == Verdict::Fill {
            self.verdict = Verdict::Propose;
        }
        self.notes.push(note);
    }
}

impl From<Candidate> for Found {
    fn from(candidate: Candidate) -> Self {
        Self { answer: candidate.answer, wording: candidate.wording, confidence: candidate.confidence }
    }
}
