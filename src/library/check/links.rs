//! Links and images: whether they lead to something that their readers may see.

use super::{Survey, in_file};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, Library, Target},
    markdown::{Link, LinkForm},
};

/// Checks the links of one document.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    // A claim's source is held to more by the rules of analyses.
    let links = document.outline.links.iter().zip(survey.targets(index));
    for (link, target) in links.filter(|(link, _)| !is_source(document, link)) {
        findings.extend(problem(survey, document, link, target));
        if link.form == LinkForm::Image && link.text.trim().is_empty() {
            findings.push(
                at(Diagnostic::new(Code::MissingAltText, "the image has no alternative text"), document, link)
                    .help("say between the square brackets what it tells those who can't see it"),
            );
        }
    }
}

/// Whether a link is the `source` of a claim.
fn is_source(document: &Document, link: &Link) -> bool {
    let holds = |span: Span| span.start <= link.span.start && link.span.end <= span.end;
    let items = document.outline.items.iter().filter(|item| holds(item.span));
    let mut sources = items.filter_map(|item| item.attributes.get("source"));
    sources.any(|(_, span)| holds(*span))
}

fn problem(survey: &Survey<'_>, document: &Document, link: &Link, target: &Target) -> Option<Diagnostic> {
    match target {
        Target::Missing => Some(missing(survey, document, link)),
        Target::Ambiguous(ids) => Some(ambiguous(document, link, ids)),
        Target::Document { index, anchor, anchor_exists } => {
            let other = survey.document(*index);
            narrower(document, link, other).or_else(|| {
                let anchor = anchor.as_deref().filter(|_| !anchor_exists)?;
                Some(broken_anchor(document, link, other, anchor))
            })
        }
        Target::File(_) | Target::External(_) => None,
    }
}

fn at(finding: Diagnostic, document: &Document, link: &Link) -> Diagnostic {
    finding.at(&document.path, in_file(document, link.span))
}

fn missing(survey: &Survey<'_>, document: &Document, link: &Link) -> Diagnostic {
    let target = &link.target;
    let nearest = survey.library.nearest(target);
    if let Some(file) = nearest.filter(|near| survey.library.files.iter().any(|file| file == near)) {
        let (code, message) = if is_image(link) {
            (Code::BrokenImage, format!("there is no image `{target}`"))
        } else {
            (Code::BrokenLink, format!("`{target}` leads to nothing"))
        };
        return at(Diagnostic::new(code, message), document, link).help(format!("did you mean the file {file}?"));
    }
    let (code, message, example) = match link.form {
        LinkForm::Image | LinkForm::HtmlImage => (Code::BrokenImage, format!("there is no image `{target}`"), None),
        LinkForm::Wiki => (
            Code::BrokenWikiLink,
            format!("no document's id is or ends in `{target}`"),
            nearest.map(|id| format!("[[{id}]]")),
        ),
        LinkForm::Inline | LinkForm::Html if target.is_empty() => {
            (Code::BrokenLink, "the link has no target".to_owned(), None)
        }
        LinkForm::Inline | LinkForm::Html => {
            (Code::BrokenLink, format!("`{target}` leads to nothing"), nearest.map(|id| format!("/{id}")))
        }
    };
    let help = match (example, link.form) {
        (Some(example), _) => format!("did you mean `{example}`?"),
        (None, LinkForm::Image | LinkForm::HtmlImage) => "correct the path, or add the file".to_owned(),
        (None, LinkForm::Wiki) => "write a document's id, or take the brackets away".to_owned(),
        (None, _) => "correct the path, or take the link away".to_owned(),
    };
    at(Diagnostic::new(code, message), document, link).help(help)
}

fn is_image(link: &Link) -> bool {
    matches!(link.form, LinkForm::Image | LinkForm::HtmlImage)
}

fn ambiguous(document: &Document, link: &Link, ids: &[String]) -> Diagnostic {
    let candidates: Vec<String> = ids.iter().map(|id| format!("`[[{id}]]`")).collect();
    let message = format!("`{}` could be any of {} documents", link.target, ids.len());
    at(Diagnostic::new(Code::AmbiguousWikiLink, message), document, link)
        .help(format!("write more of the id: {}", candidates.join(" or ")))
}

fn broken_anchor(document: &Document, link: &Link, other: &Document, anchor: &str) -> Diagnostic {
    let anchors = other.outline.headings.iter().map(|heading| heading.anchor.as_str());
    let nearest = anchors
        .map(|known| (strsim::normalized_damerau_levenshtein(known, anchor), known))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let help = match nearest {
        Some((_, known)) => format!("did you mean `#{known}`?"),
        None => format!("use the anchor of a heading of {}, or take `#{anchor}` away", other.path),
    };
    let message = format!("{} has no heading with the anchor `{anchor}`", other.path);
    at(Diagnostic::new(Code::BrokenAnchor, message), document, link).help(help)
}

/// A finding where some of the readers of the link won't get what it leads to.
fn narrower(document: &Document, link: &Link, other: &Document) -> Option<Diagnostic> {
    let readers = link.audience.map_or(document.audience, |block| block.min(document.audience));
    let audience = Library::audience_in_effect(other);
    if audience >= readers {
        return None;
    }
    let message = format!("this is for {readers} readers, and {} is for {audience} readers only", other.path);
    Some(
        at(Diagnostic::new(Code::LinkToNarrowerAudience, message), document, link)
            .label("becomes plain text for them")
            .help(format!("put the link into a block `:::{audience}`, or link to something that they may see")),
    )
}
