//! What shows that an answer is true.

use serde::Serialize;

use crate::{
    library::Value,
    site::{
        gate::Held,
        plan::Plan,
        view::{Sign, field::documents},
    },
};

/// A document that shows that an answer is true.
#[derive(Debug, Serialize)]
pub struct Evidence {
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its language, where that isn't the answer's.
    pub language: Option<String>,
    /// What it is ("Proof").
    pub kind: String,
    /// What kind of proof it is (`certification`).
    pub proof_type: Option<String>,
    /// Its review state.
    pub review: Option<Sign>,
}

/// The evidence of an answer, as far as its readers may see it.
pub(super) fn of(plan: &Plan<'_>, answer: Held<'_>) -> Vec<Evidence> {
    let numbers = answer.field("evidence").map_or_else(Vec::new, |value| documents(plan, answer, value));
    let evidence = |number: usize| {
        let document = &plan.documents[number];
        let held = document.held;
        Evidence {
            url: document.url.clone(),
            title: held.title().to_owned(),
            language: (held.language() != answer.language()).then(|| held.language().to_owned()),
            kind: plan.kind_label(plan.words(answer.language()), held),
            proof_type: held
                .field("type")
                .filter(|_| held.kind_name() == "proof")
                .and_then(Value::as_str)
                .map(str::to_owned),
            review: held.review().map(|review| review.state.into()),
        }
    };
    numbers.into_iter().map(evidence).collect()
}
