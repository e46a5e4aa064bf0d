//! What there is, in which state, and what of it is used.

use serde::{Deserialize, Serialize};

use super::Uses;
use crate::money::Money;

/// A share; none where there is nothing to share.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn share(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

/// How much of what could be used was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Utilization {
    /// Approved documents that were available in the window.
    pub available: u64,
    /// Those of them with at least one qualified use in it.
    pub used: u64,
}

impl Utilization {
    /// `used` ÷ `available`; none where nothing was available.
    pub fn rate(&self) -> Option<f64> {
        share(self.used, self.available)
    }
}

/// Utilization: of the approved documents that were available in a window, how many had a qualified use in it. `uses` holds the window's events.
///
/// ```
/// use fieldbook_metrics::{Time, event::EventKind, usage::{Sighting, Uses, utilization}};
///
/// let mut uses = Uses::default();
/// let mut add = |document, kind| uses.add(&Sighting { at: Time::default(), kind: &kind, document: Some(document), session: 1 });
/// add(0, EventKind::Copy);
/// add(1, EventKind::View { visible_ms: 4_000 }); // A glance.
/// add(7, EventKind::Copy); // A draft: not among those available.
/// let utilization = utilization([0, 1, 2, 3], &uses);
/// assert_eq!((utilization.available, utilization.used, utilization.rate()), (4, 1, Some(0.25)));
/// ```
pub fn utilization(available: impl IntoIterator<Item = u32>, uses: &Uses) -> Utilization {
    let mut utilization = Utilization::default();
    for document in available {
        utilization.available += 1;
        utilization.used += u64::from(uses.of(document).qualified() > 0);
    }
    utilization
}

/// How a document stands with its review (`docs/content-model.md` says when it is which).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Review {
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

impl Review {
    /// The word for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reviewed => "reviewed",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Expired => "expired",
            Self::Unreviewed => "unreviewed",
        }
    }
}

/// How many documents stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// Vouched for, and not due yet.
    pub reviewed: u64,
    /// To be checked soon; still good.
    pub due: u64,
    /// Should have been checked.
    pub overdue: u64,
    /// Must not be used any more.
    pub expired: u64,
    /// Nobody has vouched for it yet.
    pub unreviewed: u64,
}

impl Freshness {
    /// Documents of which a review is asked.
    pub fn all(&self) -> u64 {
        self.reviewed + self.due + self.overdue + self.expired + self.unreviewed
    }

    /// The share of them for which somebody vouches today: reviewed or due.
    pub fn rate(&self) -> Option<f64> {
        share(self.reviewed + self.due, self.all())
    }
}

/// Freshness: of the documents of which a review is asked, how many stand how.
///
/// ```
/// use fieldbook_metrics::usage::{Review, freshness};
///
/// let freshness = freshness([Review::Reviewed, Review::Reviewed, Review::Due, Review::Overdue]);
/// assert_eq!(freshness.rate(), Some(0.75));
/// ```
pub fn freshness(reviews: impl IntoIterator<Item = Review>) -> Freshness {
    let mut freshness = Freshness::default();
    for review in reviews {
        *match review {
            Review::Reviewed => &mut freshness.reviewed,
            Review::Due => &mut freshness.due,
            Review::Overdue => &mut freshness.overdue,
            Review::Expired => &mut freshness.expired,
            Review::Unreviewed => &mut freshness.unreviewed,
        } += 1;
    }
    freshness
}

/// How much of questionnaires came from the library.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reuse {
    /// Questions that were asked.
    pub asked: u64,
    /// Those of them that were filled in from the library: where the bid desk was sure, or where an answer of the library's stood already.
    pub filled: u64,
    /// Questions that were answered, in whatever way.
    pub answered: u64,
    /// Those whose answer was taken from the library, as it was or edited.
    pub taken: u64,
}

impl Reuse {
    /// Reuse rate: `taken` ÷ `answered`.
    pub fn rate(&self) -> Option<f64> {
        share(self.taken, self.answered)
    }

    /// Coverage: `filled` ÷ `asked`.
    pub fn coverage(&self) -> Option<f64> {
        share(self.filled, self.asked)
    }
}

/// Reuse over several questionnaires: all their questions together, so that long ones count for more.
///
/// ```
/// use fieldbook_metrics::usage::{Reuse, reuse};
///
/// let long = Reuse { asked: 320, filled: 210, answered: 300, taken: 225 };
/// let short = Reuse { asked: 100, filled: 42, answered: 100, taken: 35 };
/// let all = reuse([long, short]);
/// assert_eq!((all.rate(), all.coverage()), (Some(0.65), Some(0.6)));
/// ```
pub fn reuse(questionnaires: impl IntoIterator<Item = Reuse>) -> Reuse {
    let mut all = Reuse::default();
    for Reuse { asked, filled, answered, taken } in questionnaires {
        all.asked += asked;
        all.filled += filled;
        all.answered += answered;
        all.taken += taken;
    }
    all
}

/// Cost per use: a document's cost divided by its qualified uses, rounded half up to the smallest unit. None where it wasn't used: that isn't 0, and
/// no number.
///
/// ```
/// use fieldbook_metrics::{money::Money, usage::cost_per_use};
///
/// let cost = Money::parse("1000", "EUR".parse().unwrap()).unwrap();
/// assert_eq!(cost_per_use(cost, 30).unwrap().to_string(), "33.33 EUR");
/// assert_eq!(cost_per_use(cost, 0), None);
/// ```
pub fn cost_per_use(cost: Money, uses: u64) -> Option<Money> {
    if uses == 0 {
        return None;
    }
    let rounded = (i128::from(cost.minor) * 2 + i128::from(uses)).div_euclid(2 * i128::from(uses));
    i64::try_from(rounded).ok().map(|minor| Money { minor, ..cost })
}
