//! Give and get: all trade-offs, the cheapest give first.

use serde::Serialize;

use super::super::{Link, Sign, deal, kinds::tradeoff::Tradeoff};
use crate::site::plan::Plan;

/// What we may give, and what we ask for it.
#[derive(Debug, Serialize)]
pub struct GiveAndGet {
    /// The cheapest give first; what costs nobody knows what last.
    pub rows: Vec<Row>,
    /// The library's own currency.
    pub currency: String,
    /// Currencies other than the library's own, which come after it since nothing is converted.
    pub foreign: Vec<String>,
}

/// A trade-off in the table.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its page.
    pub link: Link,
    /// What it says.
    #[serde(flatten)]
    pub tradeoff: Tradeoff,
    /// Its review, where that isn't in order.
    pub review: Option<Sign>,
}

impl GiveAndGet {
    /// The table; `None` where these readers see no give.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Option<Self> {
        let cost = |number: &usize| deal::amount(plan.documents[*number].held, "true_cost");
        let mut numbers: Vec<usize> = numbers
            .iter()
            .copied()
            .filter(|number| {
                let held = plan.documents[*number].held;
                held.field("give").is_some() && !held.is_retired()
            })
            .collect();
        numbers.sort_by(|left, right| deal::by_cost(plan, cost(left), cost(right)));
        let row = |number: &usize| {
            let document = &plan.documents[*number];
            Row {
                link: document.link(),
                tradeoff: Tradeoff::of(plan.words(language), document.held),
                review: deal::caveat(document.held),
            }
        };
        (!numbers.is_empty()).then(|| Self {
            rows: numbers.iter().map(row).collect(),
            currency: plan.library.config.currency.clone(),
            foreign: deal::foreign_currencies(plan, numbers.iter().filter_map(cost)),
        })
    }
}
