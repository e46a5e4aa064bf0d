//! Kits: whether what they gather is there, and for those who get them.

use super::Survey;
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Document, KitItem, Library, Status, Target, kit},
};

/// Checks what one kit gathers.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != kit::KIND || document.status == Status::Retired {
        return;
    }
    for item in survey.library.kit_items(document) {
        findings.extend(problem(survey, document, &item));
    }
}

fn problem(survey: &Survey<'_>, kit: &Document, item: &KitItem<'_>) -> Option<Diagnostic> {
    match &item.target {
        Target::Document { index, .. } => {
            let other = survey.document(*index);
            narrower(kit, item, other).or_else(|| retired(kit, item, other))
        }
        Target::File(_) => None,
        _ => Some(missing(survey, kit, item)),
    }
}

fn missing(survey: &Survey<'_>, kit: &Document, item: &KitItem<'_>) -> Diagnostic {
    let name = item.item;
    let help = match survey.library.nearest(name) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write a document's id, or the path of a file in the content folder".to_owned(),
    };
    let message = format!("the kit gathers `{name}`, which is neither a document's id nor a file");
    Diagnostic::new(Code::BrokenReference, message).at(&kit.path, Some(item.span)).help(help)
}

fn narrower(kit: &Document, item: &KitItem<'_>, other: &Document) -> Option<Diagnostic> {
    let audience = Library::audience_in_effect(other);
    if audience >= kit.audience {
        return None;
    }
    let message =
        format!("this kit is for {} readers, and {} is for {audience} readers only", kit.audience, other.path);
    Some(
        Diagnostic::new(Code::LinkToNarrowerAudience, message)
            .at(&kit.path, Some(item.span))
            .label("isn't in what they get")
            .help("gather something that they may see, or say another audience for the kit"),
    )
}

fn retired(kit: &Document, item: &KitItem<'_>, other: &Document) -> Option<Diagnostic> {
    let message = format!("the kit gathers {}, which is retired", other.path);
    (other.status == Status::Retired).then(|| {
        Diagnostic::new(Code::KitWithRetired, message)
            .at(&kit.path, Some(item.span))
            .help("gather what took its place, or take it out")
    })
}
