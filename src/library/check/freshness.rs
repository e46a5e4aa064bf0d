//! Freshness: documents that are to be reviewed, or mustn't be used any more.

use jiff::ToSpan;

use super::{Survey, beginning};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Document, ReviewState, Status},
};

/// Checks when one document was vouched for.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    let review = &document.review;
    let vouch = format!("read it, then run `fieldbook review {}`", document.path);
    let reviewed = document.span_of("reviewed").unwrap_or_else(|| beginning(document));
    let finding = match (review.state, review.due, review.expires) {
        (Some(ReviewState::Due), Some(due), _) => {
            Diagnostic::new(Code::ReviewDue, format!("the review is due by {due}"))
                .at(&document.path, reviewed)
                .help(vouch)
        }
        (Some(ReviewState::Overdue), Some(due), _) => {
            Diagnostic::new(Code::ReviewOverdue, format!("the review was due by {due}"))
                .at(&document.path, reviewed)
                .help(vouch)
        }
        (Some(ReviewState::Expired), _, Some(expires)) => {
            Diagnostic::new(Code::Expired, format!("the document must not be used since {expires}"))
                .at(&document.path, document.span_of("expires"))
                .help("have it renewed and set a new `expires`, or retire it: `status = \"retired\"`")
        }
        (Some(ReviewState::Unreviewed), ..) => {
            Diagnostic::new(Code::Unreviewed, "nobody has vouched for this document yet")
                .at(&document.path, beginning(document))
                .help(vouch)
        }
        _ => return findings.extend(from_the_future(survey, document)),
    };
    findings.push(finding);
}

/// A review that is still to come. A day ahead is let through: it may be tomorrow already where the reviewer is.
fn from_the_future(survey: &Survey<'_>, document: &Document) -> Option<Diagnostic> {
    let reviewed = document.review.reviewed.filter(|_| document.status != Status::Retired)?;
    let tomorrow = survey.library.today.saturating_add(1.day());
    (reviewed > tomorrow).then(|| {
        Diagnostic::new(Code::ReviewedInFuture, format!("{reviewed} is still to come"))
            .at(&document.path, document.span_of("reviewed"))
            .help(format!("correct the date, or run `fieldbook review {}`", document.path))
    })
}
