//! The review sheet: each question with its answer, its confidence, where it's from and what else came into question. As markdown here,
//! as a page (`page`), and as a workbook (`workbook`); the latter two have the rows of one table (`rows`).

mod page;
mod rows;
mod workbook;

use std::fmt::Write as _;

pub use page::page;
pub use rows::{HEADINGS, rows};
pub use workbook::{WorkbookError, workbook};

use crate::{Answer, Desk, Entry, Found, Sheet, Status};

/// Digits of a commit's hash that tell it from all others.
const SHORT_HASH: usize = 10;

/// Writes it. `name` is the customer's file.
pub fn markdown(desk: &Desk, sheet: &Sheet, name: &str) -> String {
    let mut text = format!("# Review of the answers to {}\n\n{}\n", plain(name), summary(sheet));
    write_groups(&mut text, desk, sheet);
    for status in [Status::Proposed, Status::Open, Status::Filled, Status::Kept, Status::Hidden] {
        let entries: Vec<&Entry> = sheet.entries.iter().filter(|entry| entry.filled.status == status).collect();
        if entries.is_empty() {
            continue;
        }
        line(&mut text, &format!("\n## {}", heading(status)));
        for entry in entries {
            write_entry(&mut text, desk, entry);
        }
    }
    text
}

/// Questions that the library has no answer to, by likeness.
fn write_groups(text: &mut String, desk: &Desk, sheet: &Sheet) {
    let groups = sheet.to_write(desk.language());
    if groups.is_empty() {
        return;
    }
    line(
        text,
        "\n## Answers to write\n\nQuestions that the library has no answer to, those about the same together.\n",
    );
    for (number, group) in groups.iter().enumerate() {
        let entries = group.iter().filter_map(|at| sheet.entries.get(*at));
        let questions =
            entries.map(|entry| format!("{} ({})", plain(&entry.question.text), plain(&entry.question.place)));
        line(text, &format!("{}. {}", number + 1, questions.collect::<Vec<_>>().join("\n   - ")));
    }
}

/// Counts and rates in a paragraph.
pub fn summary(sheet: &Sheet) -> String {
    let percent = |share: Option<f64>| share.map_or("–".to_owned(), |share| format!("{:.0} %", share * 100.0));
    format!(
        "{} questions: {} filled in, {} proposed, {} open, {} answered before, {} hidden. Reuse rate {} (answers taken from the library ÷ \
         questions answered), coverage {} (questions filled in from the library ÷ questions asked).",
        sheet.entries.len(),
        sheet.count(Status::Filled),
        sheet.count(Status::Proposed),
        sheet.count(Status::Open),
        sheet.count(Status::Kept),
        sheet.count(Status::Hidden),
        percent(sheet.reuse_rate()),
        percent(sheet.coverage()),
    )
}

fn heading(status: Status) -> &'static str {
    match status {
        Status::Filled => "Filled in",
        Status::Proposed => "Proposed: to be decided",
        Status::Open => "Open: the library has no answer",
        Status::Kept => "Answered before, and kept",
        Status::Hidden => "In hidden rows, not answered",
    }
}

fn write_entry(text: &mut String, desk: &Desk, entry: &Entry) {
    let Entry { question, reply, filled } = entry;
    line(text, &format!("\n### {}\n", plain(&question.place)));
    if let Some(section) = &question.section {
        line(text, &format!("*{}*\n", plain(section)));
    }
    line(text, &quote(&question.text));
    if let Some(existing) = &question.existing {
        line(text, &format!("\nIn the file: {}", plain(existing)));
    }
    if matches!(filled.status, Status::Filled | Status::Proposed) {
        let word = filled.word.as_ref().map(|word| format!("**{}** ", plain(word))).unwrap_or_default();
        line(text, &format!("\nAnswer (confidence {:.2}): {word}\n\n{}", reply.confidence, quote(&reply.text)));
    }
    let notes = reply.notes.iter().map(|note| format!("\n- Note: {}", plain(&note.to_string())));
    let of = |found: &Found| Some((desk.answers().get(found.answer)?, found.clone()));
    let is_shown = !matches!(filled.status, Status::Kept | Status::Hidden);
    let sources = reply.best.iter().filter_map(of).map(|(answer, _)| format!("\n- From {}", source(answer)));
    let others = reply.runners_up.iter().filter_map(of).map(|(answer, found)| {
        format!(
            "\n- Also {} ({:.2}): {}",
            answer.id,
            found.confidence,
            plain(answer.wordings.first().map_or("", String::as_str))
        )
    });
    if is_shown {
        line(text, &notes.chain(sources).chain(others).collect::<Vec<_>>().concat());
    }
}

/// Document, version, owner and day of review.
fn source(answer: &Answer) -> String {
    let source = &answer.source;
    let commit: Option<String> = source.commit.as_ref().map(|hash| hash.chars().take(SHORT_HASH).collect());
    let facts = [
        Some(source.path.clone().unwrap_or_else(|| answer.id.clone())),
        commit.map(|commit| format!("commit {commit}")),
        source.owner.as_ref().map(|owner| format!("owner {owner}")),
        source.reviewed.as_ref().map(|day| format!("reviewed {day}")),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn quote(text: &str) -> String {
    text.lines().map(|line| format!("> {}", plain(line))).collect::<Vec<_>>().join("\n>\n")
}

/// Text of strangers, so that it is text in markdown.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => escaped.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' | '~' => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}

fn line(text: &mut String, content: &str) {
    let _ = writeln!(text, "{content}"); // writing to a string can't fail
}
