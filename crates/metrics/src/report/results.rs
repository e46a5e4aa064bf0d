//! What deals tell of content: each deal with its touches, once.

use std::collections::BTreeMap;

use super::{Deals, SUMMARY_DAYS, Settled, Window};
use crate::{
    Minimum, Shown, Time,
    attribution::{Attribution, HALF_LIFE_MS, Journey, Model, Part, Solve, Touch},
    deals::{Engagement, EngagementFigures, Influence, ValueAdded, touches_within},
    lift::{Comparison, Lifts},
    money::{Amounts, Money, Rates, shared_out},
    opportunity::{History, Opportunity, Outcome},
    time::DAY,
};

/// What came of all deals.
#[derive(Debug)]
pub(super) struct Results {
    pub(super) deals: Deals,
    pub(super) influence: Influence,
    pub(super) value: ValueAdded,
    pub(super) lifts: Lifts,
    /// Deals with any touch beside deals without.
    pub(super) any: Comparison,
    pub(super) stages: Stages,
    /// What won deals brought whose currency has no rate.
    pub(super) left_out: Amounts,
    /// What currencies are worth.
    pub(super) rates: Rates,
    engagement: Engagement,
    attribution: Attribution,
    /// In the report's currency, in its smallest units: what won deals brought, with touches and without.
    touched: i64,
    untouched: i64,
}

/// What is attributed to each document.
#[derive(Debug)]
pub(super) struct Shares {
    pub(super) total: Money,
    pub(super) untouched: Money,
    /// By model, in the order of [`Model::ALL`], each by document.
    by_model: Vec<Vec<i64>>,
}

impl Shares {
    /// What a document gets by each model.
    pub(super) fn of(&self, document: u32) -> BTreeMap<Model, Money> {
        let minor = |shares: &Vec<i64>| shares.get(document as usize).copied().unwrap_or_default();
        let share = |shares| Money { minor: minor(shares), currency: self.total.currency };
        Model::ALL.into_iter().zip(self.by_model.iter().map(share)).collect()
    }
}

/// One deal, as far as a report goes.
struct Case<'a> {
    history: History<'a>,
    /// All qualified uses for it, in the order of their times.
    touches: &'a [Touch],
    /// Until when touches count.
    end: Time,
}

impl Results {
    /// Of deals by their numbers, with what all imports told of each, and all touches by the deals' numbers.
    pub(super) fn of(settled: &Settled, told: &[Vec<Opportunity>], touches: &[(u32, Touch)]) -> Self {
        let mut results = Self {
            deals: Deals::default(),
            influence: Influence::default(),
            value: ValueAdded::default(),
            lifts: Lifts::default(),
            any: Comparison::default(),
            stages: Stages::new(&settled.window),
            left_out: Amounts::default(),
            rates: settled.terms.rates(),
            engagement: Engagement::default(),
            attribution: Attribution::new(settled.number_of_items(), HALF_LIFE_MS),
            touched: 0,
            untouched: 0,
        };
        let mut rest = touches;
        for (number, told) in (0u32..).zip(told) {
            let (before, others) = rest.split_at(rest.partition_point(|(deal, _)| *deal < number + 1));
            rest = others;
            let touches: Vec<Touch> =
                before.iter().filter(|(deal, _)| *deal == number).map(|(_, touch)| *touch).collect();
            if let Some(history) = History::of(told) {
                results.add(settled, history, &touches);
            }
        }
        results
    }

    fn add(&mut self, settled: &Settled, history: History, touches: &[Touch]) {
        let deal = history.latest;
        let decided = deal.closed.filter(|_| deal.outcome != Outcome::Open);
        let end = match decided.filter(|day| *day <= settled.window.to) {
            Some(_) => deal.decided().unwrap_or(settled.window.end()),
            None => settled.window.end().moved(-1),
        };
        let until_end = touches.get(..touches.partition_point(|touch| touch.at <= end)).unwrap_or_default();
        let case = Case { history, touches: until_end, end };
        self.stages.add(&case);
        match decided {
            Some(day) if settled.window.has(day) => self.decided(settled, &case),
            Some(day) if day < settled.window.from => {}
            // What was decided after the window was open at its end.
            _ if deal.created.is_none_or(|created| created <= settled.window.to) => self.open(settled, &case),
            _ => {}
        }
    }

    fn open(&mut self, settled: &Settled, case: &Case) {
        self.deals.open += 1;
        let open = Opportunity { outcome: Outcome::Open, closed: None, ..case.history.latest.clone() };
        self.influence.add(&open, touches_within(case.touches, case.end, lookback(settled)));
    }

    fn decided(&mut self, settled: &Settled, case: &Case) {
        let deal = case.history.latest;
        let is_won = deal.outcome == Outcome::Won;
        *if is_won { &mut self.deals.won } else { &mut self.deals.lost } += 1;
        let brought = deal.brought();
        if let Some(brought) = brought.filter(|_| is_won) {
            self.deals.revenue.add(brought);
        }
        let touches = touches_within(case.touches, case.end, lookback(settled));
        self.influence.add(deal, touches);
        let documents: Vec<u32> = touches.iter().map(|touch| touch.channel).collect();
        let segment = deal.segment.as_deref().unwrap_or_default();
        self.lifts.add(segment, is_won, &documents);
        self.any.add(segment, !documents.is_empty(), is_won);
        self.attribute(is_won, brought, touches);
        if let Some(brought) = brought {
            self.value.add(brought, &case.history.expected, case.touches);
        }
        // Of deals whose stages nobody told it is known when they began.
        let begin = deal.created.and_then(crate::opportunity::day_begin).map(|begin| vec![(begin, UNTOLD)]);
        let stages = &case.history.stages;
        let stages = if stages.is_empty() { begin.unwrap_or_default() } else { stages.clone() };
        self.engagement.add(deal.outcome, &stages, case.end, case.touches);
    }

    fn attribute(&mut self, is_won: bool, brought: Option<Money>, touches: &[Touch]) {
        if !is_won {
            return self.attribution.add(&Journey::lost(touches));
        }
        // A deal of which no amount is known brought nothing that could be shared; the chain learns from it all the same.
        let nothing = Money { minor: 0, currency: self.rates.currency() };
        let Some(value) = self.rates.convert(brought.unwrap_or(nothing)) else {
            return brought.into_iter().for_each(|brought| self.left_out.add(brought));
        };
        let sum = if touches.is_empty() { &mut self.untouched } else { &mut self.touched };
        *sum = sum.saturating_add(value.minor);
        self.attribution.add(&Journey::won(touches, value.to_f64()));
    }

    /// What each document gets: exactly the total, by each model.
    pub(super) fn shares(&self, run: impl FnOnce(usize, Solve) -> Vec<Part>) -> Shares {
        let credits = self.attribution.credits_by(run);
        let currency = self.rates.currency();
        Shares {
            total: Money { minor: self.touched, currency },
            untouched: Money { minor: self.untouched, currency },
            by_model: Model::ALL.iter().map(|model| shared_out(self.touched, credits.of(*model))).collect(),
        }
    }

    /// How deals of an outcome engaged with content.
    pub(super) fn engagement(&self, outcome: Outcome, minimum: Minimum) -> EngagementFigures {
        let mut figures = self.engagement.figures(outcome, minimum);
        figures.by_stage.remove(UNTOLD);
        figures
    }
}

/// The stage of deals whose stages nobody told.
const UNTOLD: &str = "";

fn lookback(settled: &Settled) -> i64 {
    i64::from(settled.terms.lookback_days) * DAY
}

/// Qualified uses by document and the stage that the deal was in.
#[derive(Debug)]
pub(super) struct Stages {
    begin: Time,
    recent_begin: Time,
    documents: BTreeMap<u32, BTreeMap<String, OfStage>>,
    deals: u64,
}

#[derive(Clone, Copy, Debug, Default)]
struct OfStage {
    uses: u64,
    recent: u64,
    deals: u64,
    recent_deals: u64,
    /// The last deal that was counted, from 1.
    last: u64,
    last_recent: u64,
}

impl Stages {
    fn new(window: &Window) -> Self {
        let recent_begin = window.last_days(SUMMARY_DAYS).begin();
        Self { begin: window.begin(), recent_begin, documents: BTreeMap::new(), deals: 0 }
    }

    fn add(&mut self, case: &Case) {
        self.deals += 1;
        let stages = &case.history.stages;
        for touch in case.touches.iter().filter(|touch| touch.at >= self.begin) {
            let begun = stages.partition_point(|(begin, _)| *begin <= touch.at);
            let Some((_, stage)) = begun.checked_sub(1).and_then(|last| stages.get(last)) else { continue };
            let of_document = self.documents.entry(touch.channel).or_default();
            if !of_document.contains_key(*stage) {
                of_document.insert((*stage).to_owned(), OfStage::default());
            }
            let Some(counts) = of_document.get_mut(*stage) else { continue };
            counts.uses += 1;
            counts.deals += u64::from(std::mem::replace(&mut counts.last, self.deals) != self.deals);
            if touch.at >= self.recent_begin {
                counts.recent += 1;
                counts.recent_deals += u64::from(std::mem::replace(&mut counts.last_recent, self.deals) != self.deals);
            }
        }
    }

    /// Uses of a document in the window, by the CRM's stages. The groups are deals.
    pub(super) fn of(&self, document: u32, minimum: Minimum) -> BTreeMap<String, Shown<u64>> {
        let shown = |counts: &OfStage| minimum.show(counts.deals, || counts.uses);
        self.stages(document).map(|(stage, counts)| (stage.clone(), shown(counts))).collect()
    }

    /// Uses of a document in the summary's days, by the library's stages, of those stages of which enough deals were.
    pub(super) fn recent(&self, document: u32, settled: &Settled) -> BTreeMap<String, u64> {
        let mut uses: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for (stage, counts) in self.stages(document) {
            let Some(own) = settled.stages.get(&stage.to_lowercase()) else { continue };
            let (uses, deals) = uses.entry(own.clone()).or_default();
            *uses += counts.recent;
            *deals += counts.recent_deals;
        }
        uses.retain(|_, (uses, deals)| *uses > 0 && *deals >= settled.terms.minimum.0);
        uses.into_iter().map(|(stage, (uses, _))| (stage, uses)).collect()
    }

    fn stages(&self, document: u32) -> impl Iterator<Item = (&String, &OfStage)> {
        self.documents.get(&document).into_iter().flatten()
    }
}
