//! From the answers that a team has in a spreadsheet or a text to documents of a library.
//!
//! [`plan`] is a function from a library and rows of questions with answers to new documents and to what is left out, and why. Nothing
//! that is in the library is touched; what it answers already is left out, so that the same import again writes nothing.
//!
//! A document's file is named by its question alone, so that a longer list of the next year gives the same names.

mod borrowed;
mod document;
mod wordings;

pub use wordings::{Accepted, Learnt, accepted, learn};

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fieldbook_questionnaire::{Answered, Response, wording};
use serde::Serialize;

use crate::library::{self, Library, LoadError, Status, Value, slug};

/// Words from which on a text is about something, so that questions with the same one are wordings of one question. "Yes, that is supported."
/// is the answer to many.
const TELLING: usize = 8;

/// The longest name of a file or folder, in characters without its extension.
const LONGEST_NAME: usize = 60;

/// Digits of a hash that tell apart questions whose names are the same.
const HASH: usize = 6;

/// What is said of all new documents.
#[derive(Clone, Debug)]
pub struct Options {
    /// BCP 47 tag of the answers.
    pub language: String,
    /// Where they are in their life.
    pub status: Status,
    /// Who answers for them.
    pub owner: Option<String>,
    /// The folder that they go to, relative to the library's root.
    pub folder: String,
}

/// What an import comes to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Plan {
    /// Documents to write.
    pub documents: Vec<NewDocument>,
    /// Rows of which nothing becomes.
    pub left_out: Vec<LeftOut>,
}

/// A document to write.
#[derive(Clone, Debug, Serialize)]
pub struct NewDocument {
    /// Relative to the library's root.
    pub path: String,
    /// All that the file is to hold.
    #[serde(skip)]
    pub text: String,
    /// Its question in all wordings.
    pub questions: Vec<String>,
    /// The answer in a word.
    pub response: Response,
    /// Where its rows stand.
    pub places: Vec<String>,
}

/// A row of which nothing becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Where it stands.
    pub place: String,
    /// What it asks.
    pub question: String,
    /// Why nothing becomes of it.
    pub reason: String,
}

/// A question with its answer, as it goes into a document.
#[derive(Clone, Debug)]
struct Entry {
    place: String,
    question: String,
    section: Option<String>,
    response: Response,
    /// Markdown.
    text: String,
    /// Markdown, for internal eyes.
    comment: Option<String>,
}

impl Entry {
    /// What makes two answers the same one.
    fn says(&self) -> (Response, String) {
        (self.response, wording::key(&self.text))
    }
}

/// Plans an import. `rows` are those of all files, in their order.
pub fn plan(library: &Library, rows: Vec<Answered>, options: &Options) -> Result<Plan, LoadError> {
    let known = Known::new(library, &options.language)?;
    let mut plan = Plan::default();
    let mut entries = Vec::new();
    for row in rows {
        let (place, question) = (row.question.place.clone(), one_line(&row.question.text));
        let reason = match entry(row) {
            Ok(entry) => {
                let reason = known.reason(&entry);
                entries.extend(reason.is_none().then_some(entry));
                reason
            }
            Err(reason) => Some(reason.to_owned()),
        };
        let left_out = reason.map(|reason| LeftOut { place, question, reason });
        plan.left_out.extend(left_out);
    }
    let groups = grouped(entries, &mut plan.left_out);
    let mut taken: BTreeSet<String> = library.documents.iter().map(|document| document.path.clone()).collect();
    taken.extend(library.files.iter().cloned());
    for group in groups {
        plan.documents.extend(document::write(library, &group, options, &mut taken));
    }
    Ok(plan)
}

/// What a row says, or why nothing becomes of it.
fn entry(row: Answered) -> Result<Entry, &'static str> {
    if row.question.is_hidden {
        return Err("its row is hidden");
    }
    if !row.has_answer() {
        return Err("it has no answer");
    }
    let markdown = |text: &str| if row.is_markdown { borrowed::settled(text) } else { crate::markdown::written(text) };
    let mut text = markdown(&row.text);
    if let Some(word) = row.word.as_ref().filter(|_| row.response.is_none()) {
        // A word that says neither yes nor no is all the same what the team has answered.
        text = [crate::markdown::written(word), text].join("\n\n");
    }
    Ok(Entry {
        place: row.question.place,
        question: one_line(&row.question.text),
        section: row.question.section.map(|section| one_line(&section)),
        response: row.response.unwrap_or(Response::Info),
        text: text.trim().to_owned(),
        comment: row.comment.as_deref().map(markdown),
    })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Entries of one document each: those that ask the same and answer the same, or that give the same telling answer.
fn grouped(entries: Vec<Entry>, left_out: &mut Vec<LeftOut>) -> Vec<Vec<Entry>> {
    let questions: Vec<&str> = entries.iter().map(|entry| entry.question.as_str()).collect();
    let mut alike: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (later, earlier) in library::nearly_the_same(&questions) {
        alike.entry(later).or_default().push(earlier);
    }
    let keys: Vec<String> = questions.iter().map(|question| wording::key(question)).collect();
    let mut by_answer: HashMap<(Response, String), usize> = HashMap::new();
    let mut group_of: Vec<Option<usize>> = Vec::new();
    let mut groups: Vec<Vec<Entry>> = Vec::new();
    let mut places: Vec<String> = Vec::new();
    for (number, entry) in entries.into_iter().enumerate() {
        places.push(entry.place.clone());
        let says = entry.says();
        let is_telling = says.1.split(' ').count() >= TELLING;
        let earlier = alike.get(&number).map(Vec::as_slice).unwrap_or_default();
        let says_so = |group: &usize| {
            groups.get(*group).and_then(|group| group.first()).is_some_and(|first| first.says() == says)
        };
        let of_alike = earlier.iter().filter_map(|earlier| *group_of.get(*earlier)?).find(says_so);
        let of_answer = by_answer.get(&says).copied().filter(|_| is_telling);
        let same = earlier.iter().find(|earlier| keys.get(**earlier) == keys.get(number));
        let group = match (of_alike.or(of_answer), same) {
            (Some(group), _) => group,
            (None, Some(earlier)) => {
                let other = places.get(*earlier).cloned().unwrap_or_default();
                let reason = format!("{other} asks the same and has another answer");
                left_out.push(LeftOut { place: entry.place, question: entry.question, reason });
                group_of.push(None);
                continue;
            }
            (None, None) => {
                groups.push(Vec::new());
                groups.len() - 1
            }
        };
        by_answer.entry(says).or_insert(group);
        group_of.push(Some(group));
        if let Some(group) = groups.get_mut(group) {
            group.push(entry);
        }
    }
    groups
}

/// What the library answers already, by the words of its questions.
struct Known<'a> {
    answers: HashMap<String, (&'a str, String)>,
}

impl<'a> Known<'a> {
    fn new(library: &'a Library, language: &str) -> Result<Self, LoadError> {
        let mut answers = HashMap::new();
        let in_language =
            library.documents.iter().filter(|document| document.kind == "answer" && document.language == language);
        for document in in_language {
            let questions = document.fields.get("questions").map(Value::elements).unwrap_or_default();
            let text = wording::key(&library.body(document)?);
            for question in questions.iter().filter_map(Value::as_str) {
                answers.entry(wording::key(question)).or_insert((document.path.as_str(), text.clone()));
            }
        }
        Ok(Self { answers })
    }

    /// Why an entry isn't needed.
    fn reason(&self, entry: &Entry) -> Option<String> {
        let (path, text) = self.answers.get(&wording::key(&entry.question))?;
        let says = wording::key(&entry.text);
        Some(if *text == says || text.starts_with(&format!("{says} ")) {
            format!("{path} answers it so already")
        } else {
            format!("{path} answers it already, in other words")
        })
    }
}

/// A name for a file or folder: of the text alone, and no longer than it's good to read.
fn name(text: &str) -> String {
    let slug = slug(text);
    if slug.chars().count() <= LONGEST_NAME && !matches!(slug.as_str(), "" | "index") {
        return slug;
    }
    hashed(&slug, text)
}

/// A name with what tells it from others like it.
fn hashed(slug: &str, text: &str) -> String {
    let cut: String = slug.chars().take(LONGEST_NAME).collect();
    let is_cut = cut.len() < slug.len();
    let whole = cut.rsplit_once('-').map_or(cut.as_str(), |(words, _)| words);
    let words = if is_cut { whole } else { &cut };
    let hash: String = blake3::hash(wording::key(text).as_bytes()).to_hex().chars().take(HASH).collect();
    if words.is_empty() { hash } else { format!("{words}-{hash}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(question: &str, text: &str) -> Entry {
        Entry {
            place: format!("at {question}"),
            question: question.to_owned(),
            section: None,
            response: Response::Yes,
            text: text.to_owned(),
            comment: None,
        }
    }

    fn questions(groups: &[Vec<Entry>]) -> Vec<Vec<&str>> {
        groups.iter().map(|group| group.iter().map(|entry| entry.question.as_str()).collect()).collect()
    }

    #[test]
    fn wordings_of_one_answer_come_together() {
        let long = "All data is encrypted with AES-256 on all of our disks.";
        let mut left_out = Vec::new();
        let groups = grouped(
            vec![
                entry("Is it safe?", long),
                entry("Is it fast?", "Yes."),
                entry("How is data kept?", long),
                entry("Is it new?", "Yes."),
                entry("is it FAST", "Yes."),
                entry("Is it new?", "No."),
            ],
            &mut left_out,
        );
        assert_eq!(
            questions(&groups),
            [vec!["Is it safe?", "How is data kept?"], vec!["Is it fast?", "is it FAST"], vec!["Is it new?"]]
        );
        assert_eq!(left_out.len(), 1);
        assert_eq!(left_out[0].reason, "at Is it new? asks the same and has another answer");
    }

    #[test]
    fn a_name_is_made_of_the_question_alone() {
        assert_eq!(name("Is it safe?"), "is-it-safe");
        assert!(name("顧客?").starts_with("顧客"));
        assert!(name("Index").starts_with("index-"));
        assert_eq!(name("???").len(), HASH);
        let long = name(&"Do you encrypt all data ".repeat(9));
        assert!(long.len() <= LONGEST_NAME + 1 + HASH && long.starts_with("do-you-encrypt-all-data-"), "{long}");
    }
}
