//! Deals, as the CRM tells of them.

use jiff::{ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{Time, deals::Expectation, money::Money};

/// How a deal stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It isn't decided.
    #[default]
    Open,
    /// We got it.
    Won,
    /// We didn't.
    Lost,
}

impl Outcome {
    /// The word for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }
}

/// A deal, as it stood on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opportunity {
    /// The CRM's id: what events name.
    pub id: String,
    /// The customer.
    pub account: Option<String>,
    /// Where in the sale it is, in the CRM's words.
    pub stage: Option<String>,
    /// What it brings, or would.
    pub amount: Option<Money>,
    /// When it began.
    pub created: Option<Date>,
    /// When it was decided. None for open deals, whatever day the CRM expects.
    pub closed: Option<Date>,
    /// How it stands.
    pub outcome: Outcome,
    /// What it was worth on this day, with its probability: amount × probability, as the CRM reckons it.
    pub expected: Option<Money>,
    /// With what it is compared: an industry, a size, a region.
    pub segment: Option<String>,
    /// The day that this is told of. Later imports add later ones, so that earlier stages and expectations stay known.
    pub as_of: Date,
}

impl Opportunity {
    /// What it brought: its amount if won, nothing of the same currency if lost. None for open deals, and where no amount is known.
    pub fn brought(&self) -> Option<Money> {
        let amount = self.amount?;
        match self.outcome {
            Outcome::Open => None,
            Outcome::Won => Some(amount),
            Outcome::Lost => Some(Money { minor: 0, ..amount }),
        }
    }

    /// Until when touches count: the end of the day (UTC) on which it was decided.
    pub fn decided(&self) -> Option<Time> {
        self.closed.and_then(|day| day_begin(day.checked_add(1.day()).ok()?)).map(|next| next.moved(-1))
    }
}

/// When a day begins, in UTC.
pub fn day_begin(day: Date) -> Option<Time> {
    day.to_zoned(TimeZone::UTC).ok().map(|zoned| Time::from_millis(zoned.timestamp().as_millisecond()))
}

/// What several imports tell of one deal.
///
/// ```
/// use fieldbook_metrics::{money::Money, opportunity::{History, Opportunity, Outcome, day_begin}};
///
/// let told = |as_of: &str, stage: &str, outcome, expected: &str| Opportunity {
///     id: "1".into(), account: None, stage: Some(stage.into()), amount: None, created: "2026-01-05".parse().ok(),
///     closed: None, outcome, expected: Money::parse(expected, "EUR".parse().unwrap()).ok(), segment: None,
///     as_of: as_of.parse().unwrap(),
/// };
/// let told = [
///     told("2026-03-01", "Closed Won", Outcome::Won, "9000"),
///     told("2026-01-31", "Discovery", Outcome::Open, "2000"),
///     told("2026-02-28", "Proposal", Outcome::Open, "6000"),
/// ];
/// let history = History::of(&told).unwrap();
/// assert_eq!(history.latest.outcome, Outcome::Won);
/// // The first stage is taken to have begun with the deal.
/// let begins = |day: &str| day_begin(day.parse().unwrap()).unwrap();
/// assert_eq!(history.stages, [(begins("2026-01-05"), "Discovery"), (begins("2026-02-28"), "Proposal")]);
/// // What was "expected" of a decided deal is its outcome, and no expectation.
/// assert_eq!(history.expected.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<'a> {
    /// The deal, as it was told of last.
    pub latest: &'a Opportunity,
    /// From when it was in which stage, while it was open. A change is known from the day that the import tells of.
    pub stages: Vec<(Time, &'a str)>,
    /// What it was expected to bring, while it was open.
    pub expected: Vec<Expectation>,
}

impl<'a> History<'a> {
    /// From what imports told of it, in any order. None where none did.
    pub fn of(told: &'a [Opportunity]) -> Option<Self> {
        let mut told: Vec<&Opportunity> = told.iter().collect();
        told.sort_by_key(|deal| deal.as_of);
        let latest = *told.last()?;
        let mut history = Self { latest, stages: Vec::new(), expected: Vec::new() };
        for deal in told.into_iter().filter(|deal| deal.outcome == Outcome::Open) {
            let Some(at) = day_begin(deal.as_of) else { continue };
            if let Some(value) = deal.expected {
                history.expected.push(Expectation { at, value });
            }
            let Some(stage) = deal.stage.as_deref() else { continue };
            match history.stages.last() {
                Some((_, last)) if *last == stage => {}
                Some(_) => history.stages.push((at, stage)),
                None => {
                    let begin = deal.created.and_then(day_begin).unwrap_or(at);
                    history.stages.push((begin.min(at), stage));
                }
            }
        }
        Some(history)
    }
}
