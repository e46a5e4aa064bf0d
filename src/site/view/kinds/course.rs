//! A course: lessons in order.

use serde::Serialize;

use super::{
    super::{Link, field::documents},
    Draft,
};
use crate::{
    library::Data,
    site::{gate::Held, plan::Plan},
};

/// A course.
#[derive(Debug, Serialize)]
pub struct Course {
    /// Its lessons, in order.
    pub lessons: Vec<Lesson>,
    /// How long all of them take.
    pub minutes: i64,
}

/// A lesson of a course.
#[derive(Debug, Serialize)]
pub struct Lesson {
    /// Its page.
    #[serde(flatten)]
    pub link: Link,
    /// How long it takes.
    pub minutes: Option<i64>,
}

impl Course {
    /// The lessons of a course.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["lessons"];
        course(draft.plan, draft.held())
    }
}

fn course(plan: &Plan<'_>, held: Held<'_>) -> Course {
    let numbers = held.field("lessons").map_or_else(Vec::new, |lessons| documents(plan, held, lessons));
    let lessons: Vec<Lesson> = numbers
        .into_iter()
        .map(|number| &plan.documents[number])
        .map(|lesson| Lesson { link: lesson.link(), minutes: minutes(lesson.held) })
        .collect();
    Course { minutes: lessons.iter().filter_map(|lesson| lesson.minutes).sum(), lessons }
}

fn minutes(lesson: Held<'_>) -> Option<i64> {
    match lesson.field("minutes")?.data {
        Data::Integer(minutes) => Some(minutes),
        _ => None,
    }
}
