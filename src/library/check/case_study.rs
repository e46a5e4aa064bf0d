//! Case studies: results that convince, and the customer's consent.

use super::Survey;
use crate::{
    audience::Audience,
    diagnostics::{Code, Diagnostic, Diagnostics},
    library::{Data, Document, Fields, Status, Value},
};

/// Checks one document, if it is a case study.
pub(super) fn check(survey: &Survey<'_>, index: usize, findings: &mut Diagnostics) {
    let document = survey.document(index);
    if document.kind != "case-study" || document.status == Status::Retired {
        return;
    }
    findings.extend(without_consent(document));
    let Some(factors) = document.fields.get("success_factors") else { return };
    let tables: Vec<&Fields> = factors.elements().iter().filter_map(Value::as_table).collect();
    if !tables.iter().any(|factor| !is_money(factor)) {
        findings.push(
            Diagnostic::new(Code::CaseStudyOnlyMoney, "no success factor is anything but money")
                .at(&document.path, factors.span)
                .help("add one that isn't: time, errors, people"),
        );
    }
    findings.extend(tables.into_iter().filter_map(|factor| wrong_way(document, factor)));
}

fn without_consent(document: &Document) -> Option<Diagnostic> {
    let customer = document.fields.get("customer")?;
    (document.audience == Audience::Customer && !document.fields.contains_key("consent")).then(|| {
        Diagnostic::new(Code::CustomerWithoutConsent, "the customer is named to customers without consent")
            .at(&document.path, customer.span)
            .label("left out of builds for customers")
            .help("set `consent` to the day on which they agreed in writing, or narrow the `audience`")
    })
}

fn is_money(factor: &Fields) -> bool {
    factor.get("money").is_some_and(|value| value.data == Data::Boolean(true))
}

/// A figure that fell, where the author doesn't say which direction is better. One that says so is honest about what got worse.
fn wrong_way(document: &Document, factor: &Fields) -> Option<Diagnostic> {
    let (baseline, result) = (factor.get("baseline")?, factor.get("result")?);
    let (from, to) = (number(baseline)?, number(result)?);
    (to < from && !factor.contains_key("better")).then(|| {
        Diagnostic::new(Code::FactorWrongWay, "the result is worse than the baseline, since higher is better")
            .at(&document.path, result.span)
            .label(format!("from {from} to {to}"))
            .help("say `better = \"lower\"`, or `better = \"higher\"` if it did get worse, or correct the figures")
    })
}

fn number(value: &Value) -> Option<f64> {
    match value.data {
        Data::Number(number) => Some(number),
        #[expect(
            clippy::cast_precision_loss,
            reason = "only compared and shown; figures of case studies are far below 2^53"
        )]
        Data::Integer(number) => Some(number as f64),
        _ => None,
    }
}
