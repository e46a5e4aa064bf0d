//! Courses and lessons together: who needs whom, and lessons that nobody is led to.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Survey, beginning,
    references::{Reference, references},
};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, DocumentId},
};

/// Checks all courses and lessons.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    check_membership(survey, findings);
    let graph = Graph::new(survey);
    for cycle in graph.cycles() {
        findings.extend(graph.finding(&cycle));
    }
}

fn check_membership(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let taught: BTreeSet<DocumentId> = survey
        .in_use("course")
        .flat_map(|(_, course)| references(survey, course))
        .filter(|reference| reference.field == "lessons")
        .map(|reference| reference.id)
        .collect();
    for (_, lesson) in survey.once("lesson").filter(|(_, lesson)| !taught.contains(&lesson.id)) {
        findings.push(
            Diagnostic::new(Code::LessonWithoutCourse, "the lesson belongs to no course")
                .at(&lesson.path, beginning(lesson))
                .help(format!("add `{}` to the `lessons` of a course", lesson.id)),
        );
    }
}

/// What courses and lessons need, by id.
struct Graph<'a> {
    needs: BTreeMap<&'a DocumentId, Vec<(&'a DocumentId, Option<Span>)>>,
    documents: BTreeMap<&'a DocumentId, &'a Document>,
}

impl<'a> Graph<'a> {
    fn new(survey: &Survey<'a>) -> Self {
        let mut graph = Self { needs: BTreeMap::new(), documents: BTreeMap::new() };
        for (_, document) in survey.once("course").chain(survey.once("lesson")) {
            graph.documents.insert(&document.id, document);
            let prerequisites = references(survey, document).into_iter().filter(|it| it.field == "prerequisites");
            let known = prerequisites.filter_map(|Reference { id, span, .. }| {
                let index = survey.find(&id)?;
                Some((&survey.document(index).id, span))
            });
            graph.needs.insert(&document.id, known.collect());
        }
        graph
    }

    /// Ways that lead back to where they began, each once and from its smallest id: at least one for each tangle.
    ///
    /// A walk in depth, without recursion, since a chain of lessons may be long.
    fn cycles(&self) -> BTreeSet<Vec<&'a DocumentId>> {
        let mut cycles = BTreeSet::new();
        let mut done: BTreeSet<&DocumentId> = BTreeSet::new();
        for start in self.needs.keys().copied() {
            // The way from `start` to here: each document with how many of its needs have been followed.
            let mut way: Vec<(&DocumentId, usize)> = vec![(start, 0)];
            while let Some((here, followed)) = way.last_mut() {
                let needs = self.needs.get(*here).map(Vec::as_slice).unwrap_or_default();
                let next = if done.contains(*here) { None } else { needs.get(*followed) };
                let Some((next, _)) = next else {
                    done.insert(*here);
                    way.pop();
                    continue;
                };
                *followed += 1;
                match way.iter().position(|(before, _)| before == next) {
                    Some(begin) => {
                        cycles.insert(from_smallest(way[begin..].iter().map(|(id, _)| *id).collect()));
                    }
                    None => way.push((next, 0)),
                }
            }
        }
        cycles
    }

    fn finding(&self, cycle: &[&'a DocumentId]) -> Option<Diagnostic> {
        let first = cycle.first()?;
        let second = cycle.get(1).unwrap_or(first);
        let span = self.needs.get(first)?.iter().find(|(needed, _)| needed == second)?.1;
        let way: Vec<String> = cycle.iter().chain([first]).map(|id| format!("`{id}`")).collect();
        Some(
            Diagnostic::new(
                Code::PrerequisiteCycle,
                format!("prerequisites go round in a circle: {}", way.join(" needs ")),
            )
            .at(&self.documents.get(first)?.path, span)
            .help("remove one of the prerequisites along this way"),
        )
    }
}

fn from_smallest(mut cycle: Vec<&DocumentId>) -> Vec<&DocumentId> {
    let smallest = cycle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(index, _)| index);
    cycle.rotate_left(smallest);
    cycle
}
