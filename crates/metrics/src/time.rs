//! Points in time, as events carry them.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// A point in time: milliseconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Time(i64);

/// Milliseconds of a second, a minute and so on.
pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

impl Time {
    /// The point that lies so many milliseconds after 1970 began.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 began.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The day that it's on, in UTC. None beyond the years that calendars know.
    pub fn day(self) -> Option<Date> {
        let timestamp = Timestamp::from_millisecond(self.0).ok()?;
        Some(timestamp.to_zoned(TimeZone::UTC).date())
    }

    /// How many milliseconds after `earlier` this is; negative where it's before.
    pub const fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// This point, moved by milliseconds; at the end of time where it would be beyond.
    #[must_use]
    pub const fn moved(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }
}
