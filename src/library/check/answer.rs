//! Answers: what is regulated is approved, no question has two answers, and no two answers say the same.
//!
//! All comparisons go through an index of rare words (`similarity`), so that thousands of answers take no time.

use std::collections::{BTreeMap, BTreeSet};

use fieldbook_questionnaire::Response;

use super::{
    Survey,
    similarity::{self, Wording},
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Data, Document, Value},
};

/// Checks all answers.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    for (_, answer) in survey.in_use("answer") {
        check_regulated(answer, findings);
    }
    check_questions(survey, findings);
    check_texts(survey, findings);
}

fn check_regulated(answer: &Document, findings: &mut Diagnostics) {
    let Some(regulated) = answer.fields.get("regulated").filter(|value| value.data == Data::Boolean(true)) else {
        return;
    };
    if !answer.fields.contains_key("approver") {
        findings.push(
            Diagnostic::new(Code::RegulatedWithoutApprover, "the answer is regulated, and nobody has approved it")
                .at(&answer.path, regulated.span)
                .help("name the one who did: `approver = \"…\"`"),
        );
    }
    if answer.review.expires.is_none() {
        findings.push(
            Diagnostic::new(Code::RegulatedWithoutExpiry, "the answer is regulated, and doesn't expire")
                .at(&answer.path, regulated.span)
                .help("set the first day on which it must not be used: `expires = …`"),
        );
    }
}

/// A wording of a question.
struct Question<'a> {
    answer: &'a Document,
    text: &'a str,
    span: Span,
    wording: Wording,
}

fn check_questions(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let mut by_language: BTreeMap<&str, Vec<Question<'_>>> = BTreeMap::new();
    for (_, answer) in survey.in_use("answer") {
        let questions = answer.fields.get("questions").map(Value::elements).unwrap_or_default();
        let questions = questions.iter().filter_map(|value| {
            let text = value.as_str()?;
            Some(Question { answer, text, span: value.span, wording: Wording::new(text) })
        });
        by_language.entry(&answer.language).or_default().extend(questions);
    }
    for questions in by_language.values() {
        let wordings: Vec<&Wording> = questions.iter().map(|question| &question.wording).collect();
        let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
        for (later, earlier) in similarity::pairs(&wordings) {
            let (later, earlier) = (&questions[later], &questions[earlier]);
            let pair = (later.answer.path.as_str(), earlier.answer.path.as_str());
            // Two answers that share several wordings are one finding.
            if !said.contains(&pair) {
                let finding = problem(survey, later, earlier);
                said.extend(finding.is_some().then_some(pair));
                findings.extend(finding);
            }
        }
    }
}

fn problem(survey: &Survey<'_>, later: &Question<'_>, earlier: &Question<'_>) -> Option<Diagnostic> {
    if later.answer.id == earlier.answer.id || are_told_apart(later.answer, earlier.answer) {
        return None;
    }
    let same = later.wording == earlier.wording;
    let (ours, theirs) = (response(later.answer), response(earlier.answer));
    let finding = if same && contradict(ours, theirs) {
        Diagnostic::new(
            Code::ContradictingResponses,
            format!("the same question is answered `{ours}` here and `{theirs}` in {}", earlier.answer.path),
        )
        .help("correct one of them, or make one a variant (`variant_of`) with the facets that it's for")
    } else if let Some(contradiction) = contradiction(survey, later.answer, earlier.answer) {
        Diagnostic::new(Code::ContradictingAnswers, format!("{contradiction} in {}", earlier.answer.path))
            .help("find out what holds, and correct one of them; if both do, their questions must say when")
    } else {
        let message = if same {
            format!("{} answers the same question", earlier.answer.path)
        } else {
            format!("{} answers nearly the same question: \"{}\"", earlier.answer.path, earlier.text)
        };
        Diagnostic::new(Code::NearDuplicateQuestion, message)
            .help("merge the two answers, or make one a variant (`variant_of`) with the facets that it's for")
    };
    Some(finding.at(&later.answer.path, later.span).related(&earlier.answer.path, earlier.span, "the other question"))
}

/// What two answers to nearly the same question say against one another: yes and no, or other numbers.
fn contradiction(survey: &Survey<'_>, later: &Document, earlier: &Document) -> Option<String> {
    let (ours, theirs) = (text(survey, later), text(survey, earlier));
    let (says, said) = (polarity(later, &ours), polarity(earlier, &theirs));
    if contradict(says, said) {
        return Some(format!("nearly the same question is answered `{says}` here and `{said}`"));
    }
    let (ours, theirs) = (Wording::new(&ours), Wording::new(&theirs));
    let (ours, theirs) = (ours.numbers(), theirs.numbers());
    // One that only goes into more detail doesn't contradict the other.
    if ours.is_subset(&theirs) || theirs.is_subset(&ours) {
        return None;
    }
    let list = |numbers: &BTreeSet<&str>, others: &BTreeSet<&str>| {
        numbers.difference(others).take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ")
    };
    let (here, there) = (list(&ours, &theirs), list(&theirs, &ours));
    Some(format!("the answer to nearly the same question says {here} here and {there}"))
}

/// What an answer says: in a line where it does, else at length. A body that can't be read says nothing.
fn text(survey: &Survey<'_>, answer: &Document) -> String {
    match answer.fields.get("short").and_then(Value::as_str) {
        Some(short) => short.to_owned(),
        None => survey.library.body(answer).unwrap_or_default(),
    }
}

/// Yes or no, by the response, or by how the text begins.
fn polarity<'a>(answer: &'a Document, text: &str) -> &'a str {
    match response(answer) {
        "" | "info" => Response::of_text(text).map_or("", Response::as_str),
        response => response,
    }
}

/// An answer that says the same as an earlier one, though it's asked for in another way.
fn check_texts(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let mut by_language: BTreeMap<&str, Vec<(&Document, BTreeSet<u32>)>> = BTreeMap::new();
    for (_, answer) in survey.in_use("answer") {
        let terms: BTreeSet<u32> = answer.outline.terms.iter().map(|(term, _)| term).collect();
        if terms.len() >= FEWEST_TERMS {
            by_language.entry(&answer.language).or_default().push((answer, terms));
        }
    }
    for answers in by_language.values() {
        let sets: Vec<&BTreeSet<u32>> = answers.iter().map(|(_, terms)| terms).collect();
        let mut said: BTreeSet<&str> = BTreeSet::new();
        for (later, earlier) in similarity::candidates(&sets) {
            let ((later, terms), (earlier, others)) = (&answers[later], &answers[earlier]);
            let is_one = similarity::are_alike(terms, others)
                && !said.contains(later.path.as_str())
                && !are_told_apart(later, earlier)
                && say_the_same(survey, later, earlier);
            if is_one {
                said.insert(&later.path);
                findings.push(duplicate(later, earlier));
            }
        }
    }
}

/// Terms from which on a text is about something: "Yes, that is supported." is the answer to many questions.
const FEWEST_TERMS: usize = 8;

/// Numbers that a finding names.
const MOST_NAMED: usize = 3;

/// Whether the texts are nearly the same to the word, numbers and "not" included, which terms don't show.
fn say_the_same(survey: &Survey<'_>, later: &Document, earlier: &Document) -> bool {
    let wording = |answer: &Document| survey.library.body(answer).map(|body| Wording::new(&body)).ok();
    let (Some(ours), Some(theirs)) = (wording(later), wording(earlier)) else { return false };
    !contradict(response(later), response(earlier)) && similarity::pairs(&[&ours, &theirs]) == [(1, 0)]
}

fn duplicate(later: &Document, earlier: &Document) -> Diagnostic {
    let place = later.span_of("questions").unwrap_or_else(|| super::beginning(later));
    let other = earlier.span_of("questions").unwrap_or_else(|| super::beginning(earlier));
    Diagnostic::new(Code::DuplicateAnswer, format!("{} says nearly the same", earlier.path))
        .at(&later.path, place)
        .help("keep one of them, with the questions of both")
        .related(&earlier.path, other, "the other answer's questions")
}

/// Whether facets say when which of two answers applies, or one is declared a variant of the other.
fn are_told_apart(one: &Document, other: &Document) -> bool {
    let origin = |answer: &Document| {
        answer.fields.get("variant_of").and_then(Value::as_str).map_or_else(|| answer.id.to_string(), str::to_owned)
    };
    one.facets != other.facets || origin(one) == origin(other)
}

fn response(answer: &Document) -> &str {
    answer.fields.get("response").and_then(Value::as_str).unwrap_or_default()
}

/// `info` says neither yes nor no.
fn contradict(one: &str, other: &str) -> bool {
    let decides = |response: &str| !matches!(response, "" | "info");
    one != other && decides(one) && decides(other)
}
