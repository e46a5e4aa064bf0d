//! What changed lately, by month: what is new, what was changed, what somebody has vouched for again.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::super::{
    Entry,
    filter::{self, Filter},
};
use crate::site::{
    gate::{Held, VisibleReview},
    plan::Plan,
};

/// Entries that the page shows at most.
const SHOWN: usize = 100;

/// What changed lately.
#[derive(Debug, Serialize)]
pub struct New {
    /// The latest month first.
    pub months: Vec<Month>,
    /// By what its entries can be told apart.
    pub filters: Vec<Filter>,
}

/// What changed in a month.
#[derive(Debug, Serialize)]
pub struct Month {
    /// The month's first day (`2026-11-01`).
    pub month: String,
    /// The latest first.
    pub changes: Vec<Change>,
}

/// What happened to a document.
#[derive(Debug, Serialize)]
pub struct Change {
    /// `added`, `changed` or `reviewed`.
    pub what: &'static str,
    /// The document, with the day on which it happened.
    #[serde(flatten)]
    pub entry: Entry,
}

impl New {
    /// The latest changes of a plan.
    pub fn of(plan: &Plan<'_>) -> Self {
        let mut changes: Vec<(Date, usize, &'static str)> = plan
            .listed
            .iter()
            .filter(|number| plan.documents[**number].held.id().as_str() != "index")
            .flat_map(|number| changes(plan.documents[*number].held).map(|(day, what)| (day, *number, what)))
            .collect();
        changes.sort_by(|(left, first, _), (right, second, _)| right.cmp(left).then(first.cmp(second)));
        changes.truncate(SHOWN);
        let mut numbers: Vec<usize> = changes.iter().map(|(_, number, _)| *number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let language = &plan.library.config.language;
        let mut months: Vec<Month> = Vec::new();
        for (day, number, what) in changes {
            let month = day.first_of_month().to_string();
            let entry = Entry { day: Some(day.into()), ..Entry::to_filter(plan, number, language) };
            let change = Change { what, entry };
            match months.last_mut() {
                Some(last) if last.month == month => last.changes.push(change),
                _ => months.push(Month { month, changes: vec![change] }),
            }
        }
        Self { months, filters: filter::of(plan, language, &numbers) }
    }
}

/// What is known to have happened to a document, at most one thing a month: that it is new says more than that it was
/// reviewed, and that more than that its file has changed, since to vouch for a document is to change it.
fn changes(held: Held<'_>) -> impl Iterator<Item = (Date, &'static str)> {
    let reviewed = held.review().and_then(|review: VisibleReview<'_>| review.reviewed);
    let known = [(held.changed(), "changed"), (reviewed, "reviewed"), (held.created(), "added")];
    let mut by_month: BTreeMap<Date, (Date, &'static str)> = BTreeMap::new();
    for (day, what) in known.into_iter().filter_map(|(day, what)| Some((day?, what))) {
        by_month.insert(day.first_of_month(), (day, what));
    }
    by_month.into_values()
}
