//! Freshness: when a document was vouched for, and what follows from it for a day.

use jiff::civil::Date;
use serde::Serialize;

/// When and by whom a document was vouched for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Review {
    /// When somebody last vouched for it.
    pub reviewed: Option<Date>,
    /// Who did.
    pub reviewed_by: Option<String>,
    /// Last day on which that holds.
    pub due: Option<Date>,
    /// From this day on the document must not be used.
    pub expires: Option<Date>,
    /// What follows for today; `None` where nothing is asked of the document.
    pub state: Option<ReviewState>,
}

/// What follows from a [`Review`] for a day, as defined in `docs/content-model.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// Vouched for, and not due yet.
    Reviewed,
    /// To be checked soon.
    Due,
    /// Should have been checked.
    Overdue,
    /// Must not be used any more.
    Expired,
    /// Nobody has vouched for it yet.
    Unreviewed,
}
