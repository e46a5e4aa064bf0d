//! Orphans: pages that nothing links to.

use super::{Survey, beginning, references::references};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Document, Status, Target},
};

/// Looks for pages that nothing leads to. Documents of other kinds are gathered by kind and facet.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let linked = linked(survey);
    let orphans: Vec<&Document> = survey
        .once("page")
        .filter(|(index, document)| !linked[*index] && !is_entrance(document) && document.status == Status::Approved)
        .map(|(_, document)| document)
        .collect();
    if survey.library.is_plain_folder() {
        findings.extend(summary(&orphans));
    } else {
        findings.extend(orphans.into_iter().map(finding));
    }
}

/// By document, for its first language variant: whether another document leads to it.
fn linked(survey: &Survey<'_>) -> Vec<bool> {
    let documents = &survey.library.documents;
    let mut linked = vec![false; documents.len()];
    for (from, document) in documents.iter().enumerate() {
        let by_link = survey.targets(from).iter().filter_map(|target| match target {
            Target::Document { index, .. } => survey.find(&survey.document(*index).id),
            _ => None,
        });
        let by_field = references(survey, document).into_iter().filter_map(|reference| survey.find(&reference.id));
        let gathered = survey.library.kit_items(document).into_iter().filter_map(|item| match item.target {
            Target::Document { index, .. } => survey.find(&survey.document(index).id),
            _ => None,
        });
        for to in by_link.chain(by_field).chain(gathered) {
            if survey.document(to).id != document.id {
                linked[to] = true;
            }
        }
    }
    linked
}

/// Pages that one comes to without a link: the home page and those of folders.
fn is_entrance(document: &Document) -> bool {
    document.is_index()
        || document.id.as_str().rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case("readme"))
}

fn finding(document: &Document) -> Diagnostic {
    Diagnostic::new(Code::Orphan, "nothing links to this page")
        .at(&document.path, beginning(document))
        .help("link to it from where a reader would need it, or set `status = \"retired\"`")
}

/// One note for a whole plain folder, which may have hundreds of them.
fn summary(orphans: &[&Document]) -> Option<Diagnostic> {
    let message = match orphans.len() {
        0 => return None,
        1 => "nothing links to 1 page".to_owned(),
        count => format!("nothing links to {count} pages"),
    };
    let finding = Diagnostic::new(Code::Orphan, message).help("link to them from where a reader would need them");
    Some(finding.among(orphans.iter().map(|document| document.path.as_str()), "nothing links here"))
}
