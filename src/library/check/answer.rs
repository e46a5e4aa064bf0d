//! Answers: what is regulated is approved, and no question has two answers.

use std::collections::BTreeMap;

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
        let mut said: Vec<(&str, &str)> = Vec::new();
        for (later, earlier) in similarity::pairs(&wordings) {
            let (later, earlier) = (&questions[later], &questions[earlier]);
            let pair = (later.answer.path.as_str(), earlier.answer.path.as_str());
            // Two answers that share several wordings are one finding.
            if !said.contains(&pair) {
                let finding = problem(later, earlier);
                said.extend(finding.is_some().then_some(pair));
                findings.extend(finding);
            }
        }
    }
}

fn problem(later: &Question<'_>, earlier: &Question<'_>) -> Option<Diagnostic> {
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
