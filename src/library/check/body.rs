//! Bodies by themselves: blocks for one audience, placeholders, anchors, footnotes, formulas, images in raw HTML.

use super::{Survey, in_file};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    markdown::{Problem, ProblemKind},
};

const AUDIENCES: &str = "an audience is `internal`, `partner` or `customer`";

/// Checks the body of one document.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    // Handbooks from elsewhere hold templates of other programs, which mean nothing here.
    let foreign = document.kind == "page" && survey.library.is_plain_folder();
    for problem in &document.outline.problems {
        if foreign && matches!(problem.kind, ProblemKind::BadPlaceholder(_)) {
            continue;
        }
        findings.push(finding(problem).at(&document.path, in_file(document, problem.span)));
    }
}

fn finding(problem: &Problem) -> Diagnostic {
    match &problem.kind {
        ProblemKind::UnknownBlock(word) => {
            Diagnostic::new(Code::UnknownAudienceBlock, format!("`{word}` is no audience"))
                .label("treated as internal")
                .help(AUDIENCES)
        }
        ProblemKind::UnclosedBlock(audience) => {
            Diagnostic::new(Code::UnclosedAudienceBlock, format!("this block for {audience} readers has no end"))
                .label("goes to the end of the document")
                .help("end it with a line that holds only `:::`")
        }
        ProblemKind::StrayBlockEnd => Diagnostic::new(Code::StrayBlockEnd, "`:::` ends a block that never began")
            .help("remove the line, or begin the block with `:::internal`, `:::partner` or `:::customer`"),
        ProblemKind::NestedBlock => {
            Diagnostic::new(Code::NestedAudienceBlock, "a block for one audience begins within another")
                .help("end the first block with `:::` before this line")
        }
        ProblemKind::BadPlaceholder(text) => {
            Diagnostic::new(Code::MalformedPlaceholder, format!("`{}` is no placeholder's name", text.trim())).help(
                "use letters, digits, `_`, `-` and dots: `{{ customer.name }}`; what should stay as it is goes in code",
            )
        }
        ProblemKind::UnknownItemAudience(word) => {
            Diagnostic::new(Code::UnknownItemAudience, format!("`{word}` is no audience"))
                .label("treated as internal")
                .help(AUDIENCES)
        }
        ProblemKind::DuplicateAnchor(anchor) => {
            Diagnostic::new(Code::DuplicateAnchor, format!("the anchor `{anchor}` is set twice in this document"))
                .help("give this heading another one, or leave `{#…}` away")
        }
        ProblemKind::UndefinedFootnote(name) => {
            Diagnostic::new(Code::UndefinedFootnote, format!("the footnote `{name}` isn't defined just once"))
                .help(format!("write one line `[^{name}]: …`"))
        }
        ProblemKind::NoAltText => Diagnostic::new(Code::MissingAltText, "the image has no alternative text")
            .help("add `alt=\"…\"` with what it tells those who can't see it; `alt=\"\"` for mere decoration"),
        ProblemKind::BadMath(reason) => Diagnostic::new(Code::MalformedMath, "the formula isn't valid LaTeX")
            .label(reason.clone())
            .help("mend the formula, or write `\\$` for a dollar sign"),
    }
}
