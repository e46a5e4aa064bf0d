//! A course: lessons in order, from one function to another.

use serde::Serialize;

use super::{
    super::learning::{self, Direction, LessonLine, Needed},
    Draft,
};

/// A course.
#[derive(Debug, Serialize)]
pub struct Course {
    /// Whom it is for, and what they learn.
    pub directions: Vec<Direction>,
    /// What is to be taken before.
    pub prerequisites: Vec<Needed>,
    /// Its lessons, in order.
    pub lessons: Vec<LessonLine>,
    /// How long all of them take.
    pub minutes: i64,
    /// Address of the page with the certificate.
    pub certificate: Option<String>,
}

impl Course {
    /// The lessons of a course, and what to know before them.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["lessons", "roles", "prerequisites"];
        let (plan, held) = (draft.plan, draft.held());
        let lessons: Vec<LessonLine> =
            learning::lessons(plan, held).into_iter().map(|number| learning::line(plan, number)).collect();
        Self {
            directions: learning::directions(held),
            prerequisites: learning::prerequisites(plan, held),
            minutes: lessons.iter().filter_map(|lesson| lesson.minutes).sum(),
            lessons,
            certificate: plan.certificate(draft.number).map(|path| plan.base.page(path)),
        }
    }
}
