//! From a reviewed sheet to new wordings of answers.
//!
//! A review sheet names the answer of each question, and has a column in which people accept it. What they have accepted is a new wording of
//! that answer: [`accepted`] reads it, [`learn`] says which files get which wordings. Nothing is learnt that nobody has accepted.

use std::collections::{BTreeMap, HashMap};

use fieldbook_questionnaire::{
    Response,
    grid::{Grid, Row},
    wording,
};
use serde::Serialize;

use super::{LeftOut, one_line};
use crate::library::{Document, Library, Value};

/// Rows at the top of a sheet that headings are looked for in.
const TOP: usize = 20;

/// What the columns of a review sheet are called, in lower case.
const QUESTION: &str = "question";
/// The column that names the answer.
const DOCUMENT: &str = "document";
/// The column in which people accept it.
const ACCEPT: &str = "accept";

/// A row of a review sheet that somebody has accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Where it stands.
    pub place: String,
    /// How it is asked.
    pub question: String,
    /// The answer's file or id.
    pub document: String,
}

/// What is to be learnt.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Learnt {
    /// New wordings by the paths of answers.
    pub wordings: BTreeMap<String, Vec<String>>,
    /// Rows of which nothing becomes.
    pub left_out: Vec<LeftOut>,
}

/// The accepted rows of all sheets that have the columns; nothing where none has them.
pub fn accepted(grids: &[Grid]) -> Option<Vec<Accepted>> {
    let columns: Vec<(&Grid, Columns)> = grids.iter().filter_map(|grid| Some((grid, Columns::of(grid)?))).collect();
    let rows = |(grid, columns): &(&Grid, Columns)| {
        let below = grid.rows.iter().filter(|row| row.number > columns.header && columns.is_accepted(row));
        below.map(|row| columns.read(grid, row)).filter(|row| !row.question.is_empty()).collect::<Vec<_>>()
    };
    (!columns.is_empty()).then(|| columns.iter().flat_map(rows).collect())
}

/// The columns of a review sheet.
struct Columns {
    header: u32,
    question: u32,
    document: u32,
    accept: u32,
}

impl Columns {
    fn of(grid: &Grid) -> Option<Self> {
        grid.rows.iter().take(TOP).find_map(|row| {
            let column = |heading: &str| {
                row.cells.iter().find(|cell| cell.text.trim().eq_ignore_ascii_case(heading)).map(|cell| cell.column)
            };
            Some(Self {
                header: row.number,
                question: column(QUESTION)?,
                document: column(DOCUMENT)?,
                accept: column(ACCEPT)?,
            })
        })
    }

    /// Yes, in any of the ways in which people say so.
    fn is_accepted(&self, row: &Row) -> bool {
        let cell = row.text(self.accept);
        Response::of_wording(cell) == Some(Response::Yes) || matches!(cell, "1" | "✓" | "✔")
    }

    fn read(&self, grid: &Grid, row: &Row) -> Accepted {
        let at = fieldbook_questionnaire::grid::At { row: row.number, column: self.question };
        Accepted {
            place: grid.place(at),
            question: one_line(row.text(self.question)),
            document: row.text(self.document).to_owned(),
        }
    }
}

/// Which answers get which wordings.
pub fn learn(library: &Library, rows: Vec<Accepted>) -> Learnt {
    let mut known: HashMap<(&str, String), &Document> = HashMap::new();
    for answer in library.documents.iter().filter(|document| document.kind == "answer") {
        for question in wordings(answer) {
            known.entry((&answer.language, wording::key(question))).or_insert(answer);
        }
    }
    let mut learnt = Learnt::default();
    for Accepted { place, question, document } in rows {
        let reason = match find(library, &document) {
            Err(reason) => reason,
            Ok(answer) => {
                let own = wordings(answer).any(|own| wording::key(own) == wording::key(&question));
                let other = known.insert((&answer.language, wording::key(&question)), answer);
                match other {
                    _ if own => "it is one of its wordings already".to_owned(),
                    Some(other) if other.path == answer.path => "it is there twice".to_owned(),
                    Some(other) => {
                        known.insert((&other.language, wording::key(&question)), other);
                        format!("{} has that wording", other.path)
                    }
                    None => {
                        learnt.wordings.entry(answer.path.clone()).or_default().push(question);
                        continue;
                    }
                }
            }
        };
        learnt.left_out.push(LeftOut { place, question, reason });
    }
    learnt
}

fn wordings(answer: &Document) -> impl Iterator<Item = &str> {
    let questions = answer.fields.get("questions").map(Value::elements).unwrap_or_default();
    questions.iter().filter_map(Value::as_str)
}

/// The answer that a cell names, by its file or by its id.
fn find<'a>(library: &'a Library, name: &str) -> Result<&'a Document, String> {
    let name = name.trim();
    let mut named = library.documents.iter().filter(|document| document.path == name || document.id.as_str() == name);
    match named.next() {
        Some(document) if document.kind == "answer" => Ok(document),
        Some(_) => Err(format!("{name} is no answer")),
        None if name.is_empty() => Err("it names no document".to_owned()),
        None if name.contains(['\n', ';', ',']) => {
            Err("it has several answers; only a question with one is a wording of it".to_owned())
        }
        None => Err(format!("the library has no document {name}")),
    }
}
