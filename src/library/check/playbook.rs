//! Playbooks: steps, their stages, and proof that is proof.

use super::{Survey, beginning, in_file, sections::Section};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Document, Part, Status, Target},
};

/// Checks one document, if it is a playbook.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "playbook" || document.status == Status::Retired {
        return;
    }
    let steps: Vec<Section<'_>> = Section::all(document, 2).collect();
    if steps.is_empty() {
        findings.push(
            Diagnostic::new(Code::PlaybookWithoutSteps, "the playbook has no steps")
                .at(&document.path, beginning(document))
                .help("write a `##` heading for each step"),
        );
    }
    for step in steps {
        findings.extend(unknown_stage(survey, document, step));
        findings.extend(step.below(3).filter_map(|section| unknown_part(document, section)));
        for proof in step.below(3).filter(|section| Part::of(section.heading()) == Some(Part::Proof)) {
            check_proof(survey, index, proof, findings);
        }
    }
}

fn unknown_stage(survey: &Survey<'_>, document: &Document, step: Section<'_>) -> Option<Diagnostic> {
    let heading = step.heading();
    let stage = heading.attributes.get("stage")?;
    let facet = survey.library.config.facets.iter().find(|facet| facet.name == "stage")?;
    if facet.values.iter().any(|value| value.id == *stage) {
        return None;
    }
    let known: Vec<&str> = facet.values.iter().map(|value| value.id.as_str()).collect();
    Some(
        Diagnostic::new(Code::UnknownStepStage, format!("`{stage}` is no stage"))
            .at(&document.path, in_file(document, heading.span))
            .help(format!("stages are {}", super::all_of(&known))),
    )
}

fn unknown_part(document: &Document, section: Section<'_>) -> Option<Diagnostic> {
    let heading = section.heading();
    let part = heading.attributes.get("part").filter(|_| Part::of_step(heading).is_none())?;
    let known: Vec<&str> = Part::names_in_steps().collect();
    Some(
        Diagnostic::new(Code::UnknownPart, format!("`{part}` is no part of a step"))
            .at(&document.path, in_file(document, heading.span))
            .help(format!("parts are {}", super::all_of(&known))),
    )
}

fn check_proof(survey: &Survey<'_>, index: usize, proof: Section<'_>, findings: &mut Diagnostics) {
    let document = survey.document(index);
    let span = proof.span();
    let links = document.outline.links.iter().zip(survey.targets(index));
    let mut links = links.filter(|(link, _)| span.start <= link.span.start && link.span.end <= span.end).peekable();
    if links.peek().is_none() {
        findings.push(
            Diagnostic::new(Code::ProofSectionWithoutLink, "this step promises proof but links to none")
                .at(&document.path, in_file(document, proof.heading().span))
                .help("link to documents of kind `proof` or `case-study`, or remove the heading"),
        );
    }
    for (link, target) in links {
        let Target::Document { index: other, .. } = target else { continue };
        let other = survey.document(*other);
        if !["proof", "case-study"].contains(&other.kind.as_str()) {
            findings.push(
                Diagnostic::new(Code::ProofLinkToOtherKind, format!("`{}` is a {}, not proof", other.id, other.kind))
                    .at(&document.path, in_file(document, link.span))
                    .help("link to a document of kind `proof` or `case-study`, or move the link out of `### Proof`"),
            );
        }
    }
}
