//! Lessons: quizzes that can be passed and failed.

use super::{Survey, in_file, sections::Section};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Data, Document, Part, Status},
};

/// Checks one document, if it is a lesson.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "lesson" || document.status == Status::Retired {
        return;
    }
    findings.extend(pass_mark(document));
    for quiz in Section::all(document, 2).filter(|section| Part::of(section.heading()) == Some(Part::Quiz)) {
        let questions: Vec<Section<'_>> = quiz.below(3).collect();
        if questions.is_empty() {
            findings.push(
                Diagnostic::new(Code::QuizWithoutQuestion, "the quiz has no question")
                    .at(&document.path, in_file(document, quiz.heading().span))
                    .help("write each question as a `###` heading with a task list under it"),
            );
        }
        findings.extend(questions.into_iter().filter_map(|question| problem(document, question)));
    }
}

fn pass_mark(document: &Document) -> Option<Diagnostic> {
    let value = document.fields.get("pass_mark")?;
    let Data::Integer(mark) = value.data else { return None };
    (!(1..=100).contains(&mark)).then(|| {
        Diagnostic::new(Code::PassMarkOutOfRange, format!("{mark} is no percentage that a quiz can be passed by"))
            .at(&document.path, value.span)
            .help("write a number from 1 to 100")
    })
}

fn problem(document: &Document, question: Section<'_>) -> Option<Diagnostic> {
    let options: Vec<bool> = question.items().filter_map(|item| item.task).collect();
    let finding = if options.len() < 2 {
        Diagnostic::new(Code::QuizQuestionWithTooFewOptions, format!("the question has {}", count(options.len())))
            .help("write two or more: `- [ ]` for a wrong one, `- [x]` for a right one")
    } else if !options.contains(&true) {
        Diagnostic::new(Code::QuizQuestionWithoutRightAnswer, "none of the options is marked as right")
            .help("mark the right ones with `[x]`")
    } else {
        return None;
    };
    Some(finding.at(&document.path, in_file(document, question.heading().span)))
}

fn count(options: usize) -> &'static str {
    if options == 0 { "no options" } else { "a single option" }
}
