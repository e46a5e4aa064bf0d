//! One document of an import.

use std::{collections::BTreeSet, fmt::Write as _};

use fieldbook_questionnaire::wording;

use super::{Entry, NewDocument, Options, hashed, name};
use crate::library::{Library, Status, slug};

/// Characters of a title; a question may be a paragraph.
const LONGEST_TITLE: usize = 100;

/// Writes the document of some entries, and takes its path.
pub(super) fn write(
    library: &Library,
    group: &[Entry],
    options: &Options,
    taken: &mut BTreeSet<String>,
) -> Option<NewDocument> {
    let first = group.first()?;
    let mut questions: Vec<String> = Vec::new();
    for entry in group {
        if questions.iter().all(|known| wording::key(known) != wording::key(&entry.question)) {
            questions.push(entry.question.clone());
        }
    }
    Some(NewDocument {
        path: path(library, first, options, taken),
        text: format!("{}\n{}", front_matter(first, &questions, options), body(group)),
        questions,
        response: first.response,
        places: group.iter().map(|entry| entry.place.clone()).collect(),
    })
}

fn path(library: &Library, entry: &Entry, options: &Options, taken: &mut BTreeSet<String>) -> String {
    let mut folder = options.folder.clone();
    if let Some(section) = entry.section.as_deref().filter(|section| !slug(section).is_empty()) {
        let _ = write!(folder, "/{}", name(section)); // writing to a string can't fail
    }
    let is_main = options.language == library.config.language;
    let extension = if is_main { "md".to_owned() } else { format!("{}.md", options.language) };
    let names = [name(&entry.question), hashed(&slug(&entry.question), &entry.question)];
    let mut paths: Vec<String> = names.iter().map(|name| format!("{folder}/{name}.{extension}")).collect();
    paths.extend((2..100).map(|number| format!("{folder}/{}-{number}.{extension}", names[1])));
    // The first one that is free; a file of the last name is never written over either, but refused.
    let path = paths.iter().find(|path| !taken.contains(*path)).or(paths.last()).cloned().unwrap_or_default();
    taken.insert(path.clone());
    path
}

fn front_matter(entry: &Entry, questions: &[String], options: &Options) -> String {
    let quoted = |text: &str| toml_edit::value(text).to_string().trim().to_owned();
    let mut text = format!("+++\ntitle = {}\nquestions = [\n", quoted(&title(&entry.question)));
    for question in questions {
        let _ = writeln!(text, "  {},", quoted(question));
    }
    let _ = writeln!(text, "]\nresponse = \"{}\"", entry.response.as_str());
    if options.status != Status::Approved {
        let _ = writeln!(text, "status = \"{}\"", options.status.as_str());
    }
    if let Some(owner) = &options.owner {
        let _ = writeln!(text, "owner = {}", quoted(owner));
    }
    text + "+++\n"
}

/// A question as a title.
fn title(question: &str) -> String {
    if question.chars().count() <= LONGEST_TITLE {
        return question.to_owned();
    }
    let cut: String = question.chars().take(LONGEST_TITLE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':']))
}

/// The answer, and comments for internal eyes: nobody has said that customers may read them.
fn body(group: &[Entry]) -> String {
    let mut text = group.first().map(|entry| entry.text.clone()).unwrap_or_default();
    let mut comments: Vec<&str> = Vec::new();
    for comment in group.iter().filter_map(|entry| entry.comment.as_deref()) {
        if !comments.contains(&comment) {
            comments.push(comment);
        }
    }
    if !comments.is_empty() {
        let _ = write!(text, "\n\n:::internal\n{}\n:::", comments.join("\n\n"));
    }
    let text = text.trim();
    if text.is_empty() { String::new() } else { format!("{text}\n") }
}
