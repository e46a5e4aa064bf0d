//! How accounts engage with content, in deals that were won and in those that were lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::first_touches;
use crate::{Minimum, Shown, Time, attribution::Touch, opportunity::Outcome, time::DAY};

/// How many months before the decision are told apart; a month is 30 days.
pub const MONTHS: usize = 12;
const MONTH_MS: i64 = 30 * DAY;

/// Means over deals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pace {
    /// Deals.
    pub deals: u64,
    /// Breadth: distinct documents a deal.
    pub breadth: f64,
    /// Depth: touches (qualified uses) a deal.
    pub depth: f64,
    /// Recency: days from the last touch to the end (of the stage, or to the decision), of those deals that had one.
    pub recency_days: Option<f64>,
}

/// What is known of deals of one outcome.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EngagementFigures {
    /// Over the whole time of deals.
    pub overall: Option<Shown<Pace>>,
    /// By the stage that the deal was in, in alphabetical order. A deal counts for each stage it was in.
    pub by_stage: BTreeMap<String, Shown<Pace>>,
    /// By months before the decision: the first is the last month. A deal counts for those months in which it existed.
    pub by_month: Vec<Shown<Pace>>,
}

/// Adds up decided deals.
///
/// ```
/// use fieldbook_metrics::{Minimum, Time, attribution::Touch, deals::Engagement, opportunity::Outcome};
///
/// let day = |day: i64| Time::from_millis(day * 86_400_000);
/// let touch = |channel, at| Touch { channel, at: day(at) };
/// let mut engagement = Engagement::default();
/// // From day 0 in "Discovery", from day 40 in "Proposal", won on day 50.
/// let stages = [(day(0), "Discovery"), (day(40), "Proposal")];
/// engagement.add(Outcome::Won, &stages, day(50), &[touch(0, 10), touch(1, 30), touch(0, 45)]);
/// let won = engagement.figures(Outcome::Won, Minimum(1));
/// let discovery = won.by_stage["Discovery"].figure().unwrap();
/// assert_eq!((discovery.breadth, discovery.depth, discovery.recency_days), (2.0, 2.0, Some(10.0)));
/// let last_month = won.by_month[0].figure().unwrap();
/// assert_eq!((last_month.breadth, last_month.depth), (2.0, 2.0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Engagement {
    won: Sums,
    lost: Sums,
}

#[derive(Clone, Debug, Default)]
struct Sums {
    overall: Sum,
    by_stage: BTreeMap<String, Sum>,
    by_month: [Sum; MONTHS],
}

#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    deals: u64,
    documents: u64,
    touches: u64,
    touched_deals: u64,
    since_last_ms: i64,
}

impl Engagement {
    /// Adds a decided deal: from when it was in which stage (in the order of times; the first is when it began), when it was decided, and
    /// its touches. Open deals are left out: they aren't over.
    pub fn add(&mut self, outcome: Outcome, stages: &[(Time, &str)], decided: Time, touches: &[Touch]) {
        let sums = match outcome {
            Outcome::Open => return,
            Outcome::Won => &mut self.won,
            Outcome::Lost => &mut self.lost,
        };
        let between = |from: Time, to: Time| {
            let begin = touches.partition_point(|touch| touch.at < from);
            let end = touches.partition_point(|touch| touch.at < to);
            touches.get(begin..end).unwrap_or_default()
        };
        // A touch at the last moment still belongs to the deal.
        let end = decided.moved(1);
        let begin = stages.first().map_or(Time::from_millis(i64::MIN), |(begin, _)| *begin);
        sums.overall.add(between(Time::from_millis(i64::MIN), end), decided);
        for (number, (from, stage)) in stages.iter().enumerate() {
            let to = stages.get(number + 1).map_or(end, |(next, _)| *next).min(end);
            if *from < to {
                sums.by_stage.entry((*stage).to_owned()).or_default().add(between(*from, to), to);
            }
        }
        let mut to = end;
        for sum in &mut sums.by_month {
            let from = to.moved(-MONTH_MS);
            sum.add(between(from, to), decided);
            to = from;
            if to <= begin {
                break;
            }
        }
    }

    /// Means over the deals of an outcome.
    pub fn figures(&self, outcome: Outcome, minimum: Minimum) -> EngagementFigures {
        let sums = match outcome {
            Outcome::Open => return EngagementFigures::default(),
            Outcome::Won => &self.won,
            Outcome::Lost => &self.lost,
        };
        let shown = |sum: &Sum| minimum.show(sum.deals, || sum.pace());
        EngagementFigures {
            overall: Some(shown(&sums.overall)),
            by_stage: sums.by_stage.iter().map(|(stage, sum)| (stage.clone(), shown(sum))).collect(),
            by_month: sums.by_month.iter().map(shown).collect(),
        }
    }
}

impl Sum {
    fn add(&mut self, touches: &[Touch], end: Time) {
        self.deals += 1;
        self.documents += first_touches(touches).len() as u64;
        self.touches += touches.len() as u64;
        if let Some(last) = touches.last() {
            self.touched_deals += 1;
            self.since_last_ms = self.since_last_ms.saturating_add(end.millis_since(last.at).max(0));
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts, and milliseconds of centuries, are below 2^53")]
    fn pace(&self) -> Pace {
        let mean = |sum: u64| if self.deals == 0 { 0.0 } else { sum as f64 / self.deals as f64 };
        let recency = |deals: u64| self.since_last_ms as f64 / DAY as f64 / deals as f64;
        Pace {
            deals: self.deals,
            breadth: mean(self.documents),
            depth: mean(self.touches),
            recency_days: (self.touched_deals > 0).then(|| recency(self.touched_deals)),
        }
    }
}
