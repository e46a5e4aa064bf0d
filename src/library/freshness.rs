//! Freshness: when a document was vouched for, and what follows from it for a day.

use jiff::{ToSpan, civil::Date};
use serde::Serialize;

use super::{Config, Status};

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

/// What front matter says about a document's freshness.
#[derive(Clone, Debug, Default)]
pub(super) struct Vouched {
    pub(super) reviewed: Option<Date>,
    pub(super) reviewed_by: Option<String>,
    /// Days, if the document says its own period.
    pub(super) every: Option<u32>,
    pub(super) expires: Option<Date>,
}

impl Review {
    /// What follows from front matter for a document of this kind and status on a day.
    pub(super) fn reckon(vouched: Vouched, kind: &str, status: Status, config: &Config, today: Date) -> Self {
        let policy = &config.review;
        let every = vouched.every.or_else(|| policy.kinds.get(kind).copied()).or(policy.every);
        let due = vouched.reviewed.zip(every).map(|(reviewed, days)| reviewed.saturating_add(i64::from(days).days()));
        let mut review = Self {
            reviewed: vouched.reviewed,
            reviewed_by: vouched.reviewed_by,
            due,
            expires: vouched.expires,
            state: None,
        };
        if status != Status::Retired {
            review.state = review.state_on(today, every.is_some(), policy.due);
        }
        review
    }

    fn state_on(&self, today: Date, has_period: bool, due_days: u32) -> Option<ReviewState> {
        if self.expires.is_some_and(|expires| today >= expires) {
            return Some(ReviewState::Expired);
        }
        if self.reviewed.is_none() {
            return has_period.then_some(ReviewState::Unreviewed);
        }
        let Some(due) = self.due else { return Some(ReviewState::Reviewed) };
        Some(match (due - today).get_days() {
            left if left < 0 => ReviewState::Overdue,
            left if i64::from(left) < i64::from(due_days) => ReviewState::Due,
            _ => ReviewState::Reviewed,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::library::config;

    /// The state of a document reviewed on the first of January 2026, with a period of 90 days: it holds until the
    /// first of April, and counts as due less than 14 days before that.
    fn state(today: Date) -> Option<ReviewState> {
        let vouched = Vouched { reviewed: Some(date(2026, 1, 1)), every: Some(90), ..Vouched::default() };
        reckon(vouched, Status::Approved, today).state
    }

    fn reckon(vouched: Vouched, status: Status, today: Date) -> Review {
        let config = config::read(None, std::path::Path::new("/library")).config;
        Review::reckon(vouched, "page", status, &config, today)
    }

    #[test]
    fn a_review_holds_until_its_last_day_and_is_due_shortly_before() {
        assert_eq!(state(date(2026, 3, 18)), Some(ReviewState::Reviewed), "14 days left");
        assert_eq!(state(date(2026, 3, 19)), Some(ReviewState::Due), "13 days left");
        assert_eq!(state(date(2026, 4, 1)), Some(ReviewState::Due), "the last day");
        assert_eq!(state(date(2026, 4, 2)), Some(ReviewState::Overdue));
    }

    #[test]
    fn a_document_is_expired_from_its_day_of_expiry_on() {
        let vouched =
            || Vouched { reviewed: Some(date(2026, 1, 1)), expires: Some(date(2026, 2, 1)), ..Vouched::default() };
        assert_eq!(reckon(vouched(), Status::Approved, date(2026, 1, 31)).state, Some(ReviewState::Reviewed));
        assert_eq!(reckon(vouched(), Status::Approved, date(2026, 2, 1)).state, Some(ReviewState::Expired));
        assert_eq!(reckon(vouched(), Status::Retired, date(2026, 2, 1)).state, None);
    }

    #[test]
    fn a_document_with_a_period_that_nobody_vouched_for_is_unreviewed() {
        let vouched = Vouched { every: Some(90), ..Vouched::default() };
        assert_eq!(reckon(vouched, Status::Approved, date(2026, 1, 1)).state, Some(ReviewState::Unreviewed));
        assert_eq!(reckon(Vouched::default(), Status::Approved, date(2026, 1, 1)).state, None);
    }

    #[test]
    fn the_documents_own_period_goes_before_that_of_its_kind_and_that_before_the_librarys() {
        let mut config = config::read(None, std::path::Path::new("/library")).config;
        config.review.every = Some(10);
        config.review.kinds.insert("answer".to_owned(), 20);
        let due = |kind, every| {
            let vouched = Vouched { reviewed: Some(date(2026, 1, 1)), every, ..Vouched::default() };
            Review::reckon(vouched, kind, Status::Approved, &config, date(2026, 1, 1)).due
        };
        assert_eq!(due("page", None), Some(date(2026, 1, 11)));
        assert_eq!(due("answer", None), Some(date(2026, 1, 21)));
        assert_eq!(due("answer", Some(30)), Some(date(2026, 1, 31)));
    }
}
