//! Fields that name documents: whether these are there, and of the right kind.

use super::Survey;
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, DocumentId, FieldSpec, FieldType, Fields, Target, Value},
    markdown::LinkForm,
};

/// A field's value that names a document.
pub(super) struct Reference<'a> {
    /// The field's name.
    pub(super) field: &'a str,
    /// What it names.
    pub(super) id: DocumentId,
    /// Kinds that it may name; empty for any.
    pub(super) kinds: &'a [String],
    /// The value in the file.
    pub(super) span: Option<Span>,
}

/// Checks the fields of one document.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    for reference in references(survey, document) {
        findings.extend(problem(survey, document, &reference));
    }
}

/// All fields of a document that name documents.
pub(super) fn references<'a>(survey: &Survey<'a>, document: &'a Document) -> Vec<Reference<'a>> {
    let place = document.places.of("related");
    let related = document.related.iter().enumerate().map(|(index, id)| Reference {
        field: "related",
        id: id.clone(),
        kinds: &[],
        span: place.map(|place| place.elements.get(index).copied().unwrap_or(place.value)),
    });
    let mut references: Vec<Reference<'a>> = related.collect();
    if let Some(kind) = survey.library.kinds.get(&document.kind) {
        collect(&kind.fields, &document.fields, &mut references);
    }
    references
}

fn collect<'a>(specs: &'a [FieldSpec], fields: &'a Fields, references: &mut Vec<Reference<'a>>) {
    for spec in specs {
        let Some(value) = fields.get(&spec.name) else { continue };
        let values: &[Value] = if spec.list { value.elements() } else { std::slice::from_ref(value) };
        match &spec.field_type {
            FieldType::Document(kinds) => {
                references.extend(values.iter().filter_map(|value| {
                    let id = DocumentId::new(value.as_str()?);
                    Some(Reference { field: &spec.name, id, kinds, span: Some(value.span) })
                }));
            }
            FieldType::Table(specs) => {
                for table in values.iter().filter_map(Value::as_table) {
                    collect(specs, table, references);
                }
            }
            _ => {}
        }
    }
}

fn problem(survey: &Survey<'_>, document: &Document, reference: &Reference<'_>) -> Option<Diagnostic> {
    let Reference { field, id, kinds, span } = reference;
    let Some(index) = survey.find(id) else {
        return Some(
            Diagnostic::new(Code::BrokenReference, format!("`{field}` names `{id}`, which is no document's id"))
                .at(&document.path, *span)
                .help(suggestion(survey, document, id)),
        );
    };
    let other = survey.document(index);
    if kinds.is_empty() || kinds.contains(&other.kind) {
        return None;
    }
    let message = format!("`{field}` is for documents of kind {}, and `{id}` is a {}", kinds.join(" or "), other.kind);
    Some(
        Diagnostic::new(Code::ReferenceToOtherKind, message)
            .at(&document.path, *span)
            .help(format!("name a {}, or put `{id}` into `related`", kinds.join(" or "))),
    )
}

/// The whole id where only its end is written, else the nearest one.
fn suggestion(survey: &Survey<'_>, document: &Document, id: &DocumentId) -> String {
    match survey.library.resolve(document, LinkForm::Wiki, id.as_str()) {
        Target::Document { index, .. } => format!("write the whole id: `{}`", survey.document(index).id),
        _ => match survey.library.nearest(id.as_str()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write a document's id: its path in the content folder without `.md`".to_owned(),
        },
    }
}
