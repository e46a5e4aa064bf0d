//! Placeholders across the library: names that look like slips of the pen.

use std::collections::BTreeMap;

use super::{Survey, in_file};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics, Span},
    library::{Document, Status},
};

/// From how many uses on a name counts as the common one.
const COMMON: usize = 3;

/// Looks for names used once that differ by one letter from a common one.
pub(super) fn check(survey: &Survey<'_>, findings: &mut Diagnostics) {
    let mut uses: BTreeMap<&str, (usize, &Document, Span)> = BTreeMap::new();
    for document in survey.library.documents.iter().filter(|document| document.status != Status::Retired) {
        for placeholder in &document.outline.placeholders {
            uses.entry(&placeholder.name).or_insert((0, document, placeholder.span)).0 += 1;
        }
    }
    let common: Vec<&str> = uses.iter().filter(|(_, (count, ..))| *count >= COMMON).map(|(name, _)| *name).collect();
    for (name, (_, document, span)) in uses.iter().filter(|(_, (count, ..))| *count == 1) {
        if let Some(twin) = common.iter().find(|other| is_slip(name, other)) {
            findings.push(
                Diagnostic::new(Code::MisspeltPlaceholder, format!("`{name}` is used once, and `{twin}` often"))
                    .at(&document.path, in_file(document, *span))
                    .help(format!("did you mean `{{{{ {twin} }}}}`?")),
            );
        }
    }
}

/// One letter added, left out, changed or swapped. Names that differ in a digit (`contact1`, `contact2`) are meant so.
fn is_slip(name: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    name.len() >= 4
        && name.len().abs_diff(other.len()) <= 1
        && digits(name) == digits(other)
        && strsim::osa_distance(name, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_and_no_digit() {
        assert!(is_slip("custommer.name", "customer.name"));
        assert!(is_slip("custmoer.name", "customer.name"));
        assert!(!is_slip("contact1", "contact2"));
        assert!(!is_slip("customer.name", "customer.role"));
    }
}
