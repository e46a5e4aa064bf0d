//! What changed lately, by month.

use serde::Serialize;

use super::super::{Entry, home};
use crate::site::plan::Plan;

/// Documents that the page shows at most.
const SHOWN: usize = 100;

/// What changed lately.
#[derive(Debug, Serialize)]
pub struct New {
    /// The latest month first.
    pub months: Vec<Month>,
}

/// What changed in a month.
#[derive(Debug, Serialize)]
pub struct Month {
    /// The month's first day (`2026-11-01`).
    pub month: String,
    /// The latest first.
    pub entries: Vec<Entry>,
}

impl New {
    /// The latest changes of a plan.
    pub fn new(plan: &Plan<'_>) -> Self {
        let mut months: Vec<Month> = Vec::new();
        for (day, number) in home::latest_first(plan).into_iter().take(SHOWN) {
            let month = day.first_of_month().to_string();
            let entry = Entry { day: Some(day.into()), ..Entry::new(plan, number) };
            match months.last_mut() {
                Some(last) if last.month == month => last.entries.push(entry),
                _ => months.push(Month { month, entries: vec![entry] }),
            }
        }
        Self { months }
    }
}
