//! What figures mean, in a sentence or two each; `docs/metrics.md` has them with all that belongs to them.

use fieldbook_metrics::report::Definition;
use serde::Serialize;

use super::{super::Link, Teller};
use crate::site::plan::{Special, Topic};

/// What a figure means.
#[derive(Debug, Serialize)]
pub struct Defined {
    /// By which pages link to it.
    pub id: &'static str,
    /// What it's called.
    pub term: String,
    /// What it means.
    pub text: String,
}

/// All definitions, in the order of the manual.
pub(super) fn all(teller: Teller<'_, '_>) -> Vec<Defined> {
    let defined = |definition: Definition| Defined {
        id: definition.id(),
        term: term(teller, definition),
        text: teller.words.say(&format!("insights-means-{}", definition.id())),
    };
    Definition::ALL.into_iter().map(defined).collect()
}

/// To what a figure means.
pub(super) fn link(teller: Teller<'_, '_>, definition: Definition) -> Link {
    let page = teller.plan.base.page(Special::Insights(Topic::Definitions).path());
    Link { text: term(teller, definition), url: format!("{page}#{}", definition.id()) }
}

fn term(teller: Teller<'_, '_>, definition: Definition) -> String {
    teller.words.say(&format!("insights-term-{}", definition.id()))
}
