//! What pages on learning share: who learns what from whom, how long it takes, what is needed before.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Link, field::documents};
use crate::{
    library::{Data, Fields, Value},
    site::{gate::Held, plan::Plan},
};

/// From which functions one learns what another does.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Direction {
    /// Those who learn.
    pub from: Vec<String>,
    /// The function that they learn.
    pub to: String,
}

/// Something to take before.
#[derive(Debug, Serialize)]
pub struct Needed {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// BCP 47 tag of its language.
    pub language: String,
    /// Ids of the lessons that it takes: those of a course, or the lesson itself.
    pub lessons: Ids,
}

/// A lesson as courses list it.
#[derive(Debug, Serialize)]
pub struct LessonLine {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// Its id: what a reader has done is kept under it.
    pub id: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// One line on it.
    pub summary: Option<String>,
}

/// Ids of documents for scripts: as JSON in an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids(pub Vec<String>);

impl Serialize for Ids {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let json = serde_json::to_string(&self.0).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&json)
    }
}

/// The pairs of functions that a course or lesson names: who learns, and what.
pub fn roles(held: Held<'_>) -> impl Iterator<Item = (&str, &str)> {
    fn text<'v>(table: &'v Fields, key: &str) -> Option<&'v str> {
        table.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }
    let tables = held.field("roles").map_or(&[] as &[Value], Value::elements).iter().filter_map(Value::as_table);
    tables.filter_map(|table| Some((text(table, "from")?, text(table, "to")?)))
}

/// The same by the function that is learned.
pub fn directions(held: Held<'_>) -> Vec<Direction> {
    let mut by_function: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (from, to) in roles(held) {
        by_function.entry(to).or_default().push(from.to_owned());
    }
    by_function.into_iter().map(|(to, from)| Direction { from, to: to.to_owned() }).collect()
}

/// How long a lesson takes.
pub fn minutes(lesson: Held<'_>) -> Option<i64> {
    integer(lesson, "minutes")
}

/// A field that holds a whole number.
pub fn integer(held: Held<'_>, field: &str) -> Option<i64> {
    match held.field(field)?.data {
        Data::Integer(integer) => Some(integer),
        _ => None,
    }
}

/// The lessons of a course, by their numbers and in order.
pub fn lessons(plan: &Plan<'_>, course: Held<'_>) -> Vec<usize> {
    course.field("lessons").map_or_else(Vec::new, |lessons| documents(plan, course, lessons))
}

/// A lesson as a course lists it.
pub fn line(plan: &Plan<'_>, number: usize) -> LessonLine {
    let lesson = &plan.documents[number];
    LessonLine {
        link: lesson.link(),
        id: lesson.held.id().to_string(),
        language: lesson.held.language().to_owned(),
        minutes: minutes(lesson.held),
        summary: lesson.held.summary().map(str::to_owned),
    }
}

/// The ids of the lessons that a course or lesson takes.
pub fn lesson_ids(plan: &Plan<'_>, number: usize) -> Ids {
    let held = plan.documents[number].held;
    let id = |number: usize| plan.documents[number].held.id().to_string();
    Ids(if held.kind_name() == "course" { lessons(plan, held).into_iter().map(id).collect() } else { vec![id(number)] })
}

/// What a course or lesson says is to be taken before.
pub fn prerequisites(plan: &Plan<'_>, held: Held<'_>) -> Vec<Needed> {
    let numbers = held.field("prerequisites").map_or_else(Vec::new, |needed| documents(plan, held, needed));
    let needed = |number: usize| Needed {
        link: plan.documents[number].link(),
        language: plan.documents[number].held.language().to_owned(),
        lessons: lesson_ids(plan, number),
    };
    numbers.into_iter().map(needed).collect()
}
