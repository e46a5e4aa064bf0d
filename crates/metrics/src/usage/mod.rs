//! What is used: counts and rates of documents, searches and answers.
//!
//! Events are added one after the other, as [`Sighting`]s, and not kept. Documents go by numbers that the caller gives them
//! ([`Names`](crate::Names)), so that memory grows with the documents and not with the events.

mod inventory;
mod sessions;
mod uses;

pub use inventory::{Freshness, Reuse, Review, Utilization, cost_per_use, freshness, reuse, utilization};
pub use sessions::{First, Gap, Gaps, IDLE_MS, MOST_QUERIES, SearchFigures, Sessions, SessionsOfDocument, normalised};
pub use uses::{Uses, UsesOfDocument};

use crate::{Time, event::EventKind};

/// An event, as accumulators take it.
#[derive(Clone, Copy, Debug)]
pub struct Sighting<'a> {
    /// When it happened.
    pub at: Time,
    /// What happened.
    pub kind: &'a EventKind,
    /// To which document, by number.
    pub document: Option<u32>,
    /// In which session: a number, or a hash of its id.
    pub session: u64,
}
