//! The certificate of a course: filled in by the browser, since only there is known what a reader has done.

use serde::Serialize;

use super::{
    Head, Link, Navigation,
    learning::{self, LessonLine},
    navigation,
};
use crate::site::plan::Plan;

/// The page of a certificate.
#[derive(Debug, Serialize)]
pub struct CertificatePage {
    /// What every page's head says.
    pub head: Head,
    /// The side navigation.
    pub navigation: Navigation,
    /// The pages above this one, from the home page on.
    pub trail: Vec<Link>,
    /// The course that it is for.
    pub course: Link,
    /// One line on the course.
    pub summary: Option<String>,
    /// The lessons that must have been passed.
    pub lessons: Vec<LessonLine>,
    /// How long all of them take.
    pub minutes: i64,
}

impl CertificatePage {
    /// The certificate of the course with this number, at this place in the site.
    pub fn new(plan: &Plan<'_>, number: usize, path: &str) -> Self {
        let course = &plan.documents[number];
        let numbers = learning::lessons(plan, course.held);
        let lessons: Vec<LessonLine> = numbers.into_iter().map(|lesson| learning::line(plan, lesson)).collect();
        let title = plan.words(course.held.language()).say("certificate-title");
        let mut trail = navigation::trail(plan, number);
        trail.push(course.link());
        Self {
            head: Head {
                title,
                canonical: plan.base.absolute(&plan.base.page(path)),
                ..Head::in_language(plan, course.held.language())
            },
            navigation: Navigation::of_kind(Some(course.held.kind_name())),
            trail,
            course: course.link(),
            summary: course.held.summary().map(str::to_owned),
            minutes: lessons.iter().filter_map(|lesson| lesson.minutes).sum(),
            lessons,
        }
    }
}
