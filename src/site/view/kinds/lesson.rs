//! A lesson: where in its courses it stands, what is needed before, and its quiz.

mod quiz;

use std::collections::BTreeSet;

use serde::Serialize;

use self::quiz::Quiz;
use super::{
    super::{
        Link,
        learning::{self, Direction, Needed},
        section::{self, HtmlSection},
    },
    Draft,
};
use crate::{
    library::{DocumentId, Part},
    site::{gate::Held, plan::Plan},
};

/// Right answers that pass a quiz, in per cent, where the lesson says nothing else.
const PASS_MARK: i64 = 80;

/// A lesson.
#[derive(Debug, Serialize)]
pub struct Lesson {
    /// Its id: what a reader has done is kept under it.
    pub id: String,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Whom it is for, and what they learn.
    pub directions: Vec<Direction>,
    /// The courses that it belongs to.
    pub courses: Vec<InCourse>,
    /// What is to be taken before.
    pub prerequisites: Vec<Needed>,
    /// Its quiz.
    pub quiz: Option<Quiz>,
    /// What stands after the quiz, as HTML.
    pub after: String,
}

/// The place of a lesson in a course.
#[derive(Debug, Serialize)]
pub struct InCourse {
    /// The course.
    pub course: Link,
    /// Which lesson of it this is, counted from 1.
    pub position: usize,
    /// How many it has.
    pub count: usize,
    /// The lesson before.
    pub before: Option<Link>,
    /// The lesson after.
    pub after: Option<Link>,
}

impl Lesson {
    /// Takes the quiz out of a lesson's body.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        draft.set_fields = &["minutes", "roles", "prerequisites", "pass_mark"];
        let (plan, held) = (draft.plan, draft.held());
        let body = std::mem::take(&mut draft.body);
        let parts = apart(held, &body);
        draft.body = parts.before;
        if let Some(quiz) = &parts.quiz {
            draft.contents.retain(|entry| !quiz.asks(&entry.anchor));
        }
        Self {
            id: held.id().to_string(),
            minutes: learning::minutes(held),
            directions: learning::directions(held),
            courses: courses(plan, draft.number),
            prerequisites: learning::prerequisites(plan, held),
            quiz: parts.quiz,
            after: parts.after,
        }
    }
}

/// A lesson's body before its quiz, the quiz, and what comes after.
#[derive(Default)]
struct Parts {
    before: String,
    quiz: Option<Quiz>,
    after: String,
}

fn apart(held: Held<'_>, body: &str) -> Parts {
    let quizzes: BTreeSet<&str> = held
        .headings()
        .filter(|heading| Part::of(heading) == Some(Part::Quiz))
        .map(|heading| heading.anchor.as_str())
        .collect();
    let pass_mark = learning::integer(held, "pass_mark").unwrap_or(PASS_MARK);
    let mut parts = Parts::default();
    let read =
        |section: &HtmlSection<'_>| quizzes.contains(section.anchor).then(|| Quiz::read(section, pass_mark)).flatten();
    for section in section::split(body) {
        match &parts.quiz {
            Some(_) => parts.after.push_str(section.html),
            None => match read(&section) {
                Some(quiz) => parts.quiz = Some(quiz),
                None => parts.before.push_str(section.html),
            },
        }
    }
    parts
}

/// The courses that have a lesson, in its language where they are.
fn courses(plan: &Plan<'_>, number: usize) -> Vec<InCourse> {
    let language = plan.documents[number].held.language();
    let variants = plan.variants(number).iter().flat_map(|variant| &plan.documents[*variant].backlinks);
    let courses: BTreeSet<(&DocumentId, usize)> = variants
        .map(|from| plan.in_language(*from, language))
        .map(|course| (plan.documents[course].held, course))
        .filter(|(held, _)| held.kind_name() == "course")
        .map(|(held, course)| (held.id(), course))
        .collect();
    courses.into_iter().filter_map(|(_, course)| place(plan, course, plan.documents[number].held.id())).collect()
}

fn place(plan: &Plan<'_>, course: usize, lesson: &DocumentId) -> Option<InCourse> {
    let lessons = learning::lessons(plan, plan.documents[course].held);
    let position = lessons.iter().position(|number| plan.documents[*number].held.id() == lesson)?;
    let link = |place: usize| lessons.get(place).map(|number| plan.documents[*number].link());
    Some(InCourse {
        course: plan.documents[course].link(),
        position: position + 1,
        count: lessons.len(),
        before: position.checked_sub(1).and_then(link),
        after: link(position + 1),
    })
}
