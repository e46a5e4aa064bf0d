//! Trade-offs: nothing is given without an ask.

use super::{Survey, beginning};
use crate::{
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Status, Value},
};

/// Checks one document, if it is a trade-off. That `ask_for` isn't there at all is said while it is read.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "tradeoff" || document.status == Status::Retired {
        return;
    }
    let Some(asks) = document.fields.get("ask_for") else { return };
    let asked = asks.elements().iter().filter_map(Value::as_str).any(|ask| !ask.trim().is_empty());
    if !asked {
        let place = document.fields.get("give").map_or_else(|| beginning(document), |give| give.span);
        findings.push(
            Diagnostic::new(Code::TradeoffWithoutAsk, "the trade-off gives, and asks for nothing")
                .at(&document.path, asks.span)
                .help("say in `ask_for` what we want in return")
                .related(&document.path, place, "what is given"),
        );
    }
}
