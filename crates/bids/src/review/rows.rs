//! The review sheet as a table: a row a question, in the columns that the workbook and the page show.

use crate::{Answer, Desk, Entry, Found, Sheet, Status};

/// What the columns are called. `answer --learn` finds `Accept`, `Question` and `Document` by these names.
pub const HEADINGS: [&str; 16] = [
    "Accept",
    "Place",
    "Section",
    "Question",
    "Status",
    "Response",
    "Answer",
    "Confidence",
    "Document",
    "Commit",
    "Owner",
    "Reviewed",
    "Notes",
    "Runner-up 1",
    "Runner-up 2",
    "Group to write",
];

/// The column of confidences.
pub(super) const CONFIDENCE: usize = 7;

/// Digits of a commit's hash that tell it from all others.
const SHORT_HASH: usize = 10;

/// Cells of all rows, by the columns of [`HEADINGS`], each with its question's status.
pub fn rows(desk: &Desk, sheet: &Sheet) -> Vec<(Status, [String; 16])> {
    let groups = sheet.to_write(desk.language());
    let group = |number: usize| groups.iter().position(|group| group.contains(&number)).map(|group| group + 1);
    let entries = sheet.entries.iter().enumerate();
    entries.map(|(number, entry)| (entry.filled.status, row(desk, entry, group(number)))).collect()
}

fn row(desk: &Desk, entry: &Entry, group: Option<usize>) -> [String; 16] {
    let Entry { question, reply, filled } = entry;
    let is_answered = matches!(filled.status, Status::Filled | Status::Proposed);
    let best: Vec<&Answer> = reply.best.iter().filter_map(|found| desk.answers().get(found.answer)).collect();
    let of_best = |fact: &dyn Fn(&Answer) -> Option<String>| {
        best.iter().map(|answer| fact(answer).unwrap_or_default()).collect::<Vec<_>>().join("\n").trim().to_owned()
    };
    let text = if is_answered { reply.text.clone() } else { question.existing.clone().unwrap_or_default() };
    let notes = reply.notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let runner_up = |place: usize| reply.runners_up.get(place).map(|found| runner_up(desk, found)).unwrap_or_default();
    [
        String::new(),
        question.place.clone(),
        question.section.clone().unwrap_or_default(),
        question.text.clone(),
        status(filled.status).to_owned(),
        filled.word.clone().unwrap_or_default(),
        text,
        format!("{:.2}", reply.confidence),
        of_best(&|answer| Some(answer.source.path.clone().unwrap_or_else(|| answer.id.clone()))),
        of_best(&|answer| Some(answer.source.commit.as_ref()?.chars().take(SHORT_HASH).collect())),
        of_best(&|answer| answer.source.owner.clone()),
        of_best(&|answer| answer.source.reviewed.clone()),
        notes,
        runner_up(0),
        runner_up(1),
        group.map(|group| group.to_string()).unwrap_or_default(),
    ]
}

fn runner_up(desk: &Desk, found: &Found) -> String {
    let Some(answer) = desk.answers().get(found.answer) else { return String::new() };
    let wording = answer.wordings.first().map_or("", String::as_str);
    format!("{} ({:.2}): {wording}", answer.id, found.confidence)
}

/// A status in a word.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Filled => "filled in",
        Status::Proposed => "proposed",
        Status::Open => "open",
        Status::Kept => "kept",
        Status::Hidden => "hidden",
    }
}
