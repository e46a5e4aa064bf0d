//! Cross-training: which function can learn what another does, and where nobody teaches it yet.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::{
    Link,
    learning::{self, Ids},
};
use crate::site::plan::Plan;

/// Who can learn what: a row for each function that learns, a column for each that is learned.
#[derive(Debug, Serialize)]
pub struct CrossTraining {
    /// All functions that a course or lesson names, in the order of rows and columns.
    pub functions: Vec<String>,
    /// A row for each function.
    pub rows: Vec<Row>,
}

/// What a function can learn.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The function.
    pub from: String,
    /// A cell for each function.
    pub cells: Vec<Cell>,
}

/// What a function can learn of another.
#[derive(Debug, Serialize)]
pub struct Cell {
    /// The other.
    pub to: String,
    /// Whether it is the function itself, and nothing to learn.
    pub own: bool,
    /// Courses, then lessons that belong to none of these.
    pub taught: Vec<Taught>,
}

/// A course or lesson.
#[derive(Clone, Debug, Serialize)]
pub struct Taught {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Ids of the lessons that it takes.
    pub lessons: Ids,
    /// How long it takes.
    pub minutes: i64,
}

/// What is taught, by who learns and what.
type Pairs<'a> = BTreeMap<(&'a str, &'a str), Vec<Taught>>;

impl CrossTraining {
    /// What these courses, and the lessons of the library, teach; `None` where readers see no functions.
    pub fn new(plan: &Plan<'_>, language: &str, courses: &[usize]) -> Option<Self> {
        let in_language = |number: &usize| plan.in_language(*number, language);
        let mut pairs = Pairs::new();
        for number in courses.iter().map(in_language) {
            add(plan, number, &mut pairs);
        }
        let is_lesson = |number: &&usize| plan.documents[**number].held.kind_name() == "lesson";
        for number in plan.listed.iter().filter(is_lesson).map(in_language) {
            add(plan, number, &mut pairs);
        }
        let functions: BTreeSet<&str> = pairs.keys().flat_map(|(from, to)| [*from, *to]).collect();
        (!functions.is_empty()).then(|| Self {
            functions: functions.iter().map(|function| (*function).to_owned()).collect(),
            rows: functions.iter().map(|from| row(from, &functions, &pairs)).collect(),
        })
    }
}

/// Adds a course or lesson where it belongs; not a lesson of a course that is there already.
fn add<'a>(plan: &Plan<'a>, number: usize, pairs: &mut Pairs<'a>) {
    let document = &plan.documents[number];
    let lessons = learning::lesson_ids(plan, number);
    let is_course = document.held.kind_name() == "course";
    let numbers = if is_course { learning::lessons(plan, document.held) } else { vec![number] };
    let taught = Taught {
        link: document.link(),
        language: document.held.language().to_owned(),
        minutes: numbers.iter().filter_map(|lesson| learning::minutes(plan.documents[*lesson].held)).sum(),
        lessons,
    };
    for pair in learning::roles(document.held).collect::<BTreeSet<_>>() {
        let cell = pairs.entry(pair).or_default();
        let is_there = cell.iter().any(|other| taught.lessons.0.iter().all(|lesson| other.lessons.0.contains(lesson)));
        if is_course || !is_there {
            cell.push(taught.clone());
        }
    }
}

fn row(from: &str, functions: &BTreeSet<&str>, pairs: &Pairs<'_>) -> Row {
    let cell = |to: &&str| Cell {
        to: (*to).to_owned(),
        own: *to == from,
        taught: pairs.get(&(from, *to)).cloned().unwrap_or_default(),
    };
    Row { from: from.to_owned(), cells: functions.iter().map(cell).collect() }
}
