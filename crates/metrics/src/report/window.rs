//! Of when a report is.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Time, opportunity::day_begin};

/// Days of a year's window.
const YEAR_DAYS: i32 = 365;

/// Of when a report is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// Its first day (UTC).
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// The months that it has days of, as `2026-01`, in order.
    pub months: Vec<String>,
    /// Events in it.
    pub events: u64,
}

impl Window {
    /// From a day to another, both in it; of the one day where the other is before.
    ///
    /// ```
    /// use fieldbook_metrics::report::Window;
    ///
    /// let window = Window::new("2025-12-31".parse().unwrap(), "2026-02-01".parse().unwrap());
    /// assert_eq!(window.months, ["2025-12", "2026-01", "2026-02"]);
    /// ```
    pub fn new(from: Date, to: Date) -> Self {
        let to = to.max(from);
        let name = |month: Date| format!("{:04}-{:02}", month.year(), month.month());
        Self { from, to, months: months(from, to).map(name).collect(), events: 0 }
    }

    /// The year up to a day.
    pub fn year_to(to: Date) -> Self {
        Self::new(to.saturating_sub((YEAR_DAYS - 1).days()), to)
    }

    /// The window's last days, so many.
    #[must_use]
    pub fn last_days(&self, days: i32) -> Self {
        Self::new(self.to.saturating_sub((days - 1).days()), self.to)
    }

    /// When it begins.
    pub fn begin(&self) -> Time {
        day_begin(self.from).unwrap_or(Time::from_millis(i64::MIN))
    }

    /// When it is over: the first moment after it.
    pub fn end(&self) -> Time {
        let next = self.to.checked_add(1.day()).ok();
        next.and_then(day_begin).unwrap_or(Time::from_millis(i64::MAX))
    }

    /// Whether a day is in it.
    pub fn has(&self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// When each of its months begins.
    pub(super) fn month_begins(&self) -> Vec<Time> {
        months(self.from, self.to).filter_map(day_begin).collect()
    }
}

/// The first days of the months from a day's to another's.
fn months(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.first_of_month().series(1.month()).take_while(move |month| *month <= to)
}
