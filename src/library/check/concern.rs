//! Personas' concerns, and the proof and content that address them.

use std::collections::BTreeSet;

use super::{Survey, beginning};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, DocumentId, Status, Target, Value},
};

/// Checks that each concern is addressed, and that what is addressed is a concern.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let known: BTreeSet<&str> =
        survey.in_use("persona").flat_map(|(_, persona)| concerns(persona)).map(|(id, _)| id).collect();
    for (_, proof) in survey.in_use("proof") {
        findings.extend(addressed(proof).filter(|(id, _)| !known.contains(id)).map(|it| unknown(proof, it, &known)));
    }
    let proven: BTreeSet<&str> =
        survey.in_use("proof").flat_map(|(_, proof)| addressed(proof)).map(|(id, _)| id).collect();
    let mentioned = Mentions::new(survey);
    for (_, persona) in survey.once("persona") {
        for (id, span) in concerns(persona).filter(|(id, _)| !proven.contains(id)) {
            findings.push(unproven(persona, (id, span), mentioned.hold(persona, id)));
        }
    }
}

/// The concerns of a persona, each with its place.
fn concerns(persona: &Document) -> impl Iterator<Item = (&str, Span)> {
    let concerns = persona.fields.get("concerns").map(Value::elements).unwrap_or_default();
    concerns.iter().filter_map(|concern| {
        let id = concern.as_table()?.get("id")?;
        Some((id.as_str()?, id.span))
    })
}

/// The concerns that a document says it addresses.
fn addressed(document: &Document) -> impl Iterator<Item = (&str, Span)> {
    let concerns = document.fields.get("concerns").map(Value::elements).unwrap_or_default();
    concerns.iter().filter_map(|concern| Some((concern.as_str()?, concern.span)))
}

fn unknown(proof: &Document, (id, span): (&str, Span), known: &BTreeSet<&str>) -> Diagnostic {
    let nearest = known
        .iter()
        .filter(|other| strsim::osa_distance(other, id) <= 2)
        .min_by_key(|other| strsim::osa_distance(other, id));
    Diagnostic::new(Code::UnknownConcern, format!("no persona has a concern `{id}`")).at(&proof.path, span).help(
        match nearest {
            Some(near) => format!("did you mean `{near}`?"),
            None => "use the `id` of a persona's concern, or add it there".to_owned(),
        },
    )
}

fn unproven(persona: &Document, (id, span): (&str, Span), mentioned: bool) -> Diagnostic {
    let span = if span == Span::default() { beginning(persona) } else { span };
    if mentioned {
        return Diagnostic::new(Code::ConcernWithoutProof, format!("no proof addresses the concern `{id}`"))
            .at(&persona.path, span)
            .help(format!("add `{id}` to the `concerns` of a document of kind `proof`"));
    }
    Diagnostic::new(Code::ConcernWithoutContent, format!("nothing addresses the concern `{id}`"))
        .at(&persona.path, span)
        .help(format!(
            "add `{id}` to the `concerns` of a proof, or link to `[[{}#{id}]]` from what answers it",
            persona.id
        ))
}

/// What documents other than proof say about concerns.
struct Mentions<'a> {
    /// Ids in fields named `concerns` of the library's own kinds.
    ids: BTreeSet<&'a str>,
    /// Persona and anchor that are linked to.
    links: BTreeSet<(&'a DocumentId, &'a str)>,
}

impl<'a> Mentions<'a> {
    fn new(survey: &'a Survey<'a>) -> Self {
        let documents = || survey.library.documents.iter().enumerate().filter(|(_, it)| it.status != Status::Retired);
        let others = documents().filter(|(_, document)| document.kind != "persona");
        let ids = others.flat_map(|(_, document)| addressed(document)).map(|(id, _)| id).collect();
        let links = documents()
            .flat_map(|(index, _)| survey.targets(index))
            .filter_map(|target| match target {
                Target::Document { index, anchor: Some(anchor), .. } => {
                    Some((&survey.document(*index).id, anchor.as_str()))
                }
                _ => None,
            })
            .collect();
        Self { ids, links }
    }

    fn hold(&self, persona: &Document, concern: &str) -> bool {
        self.ids.contains(concern) || self.links.contains(&(&persona.id, concern))
    }
}
