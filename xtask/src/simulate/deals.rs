//! Deals: how they go, who works on them, and what the CRM says of them at the end of each month.

use std::fmt::Write as _;

use jiff::{ToSpan, civil::Date};

use super::{Period, chance::Chance, library::Document};

/// How many deals begin in a year and the months before it that count.
const DEALS: usize = 260;
/// How long before the year the first deals began, in days.
const BEFORE: i32 = 150;
/// A stage: its name, where it begins as a share of a deal's time, and how often deals in it are won.
type Stage = (&'static str, f64, f64);
/// Stages of deals with new customers.
const NEW: [Stage; 4] =
    [("Discovery", 0.0, 0.15), ("Evaluation", 0.25, 0.3), ("Proposal", 0.55, 0.45), ("Negotiation", 0.8, 0.6)];
/// Stages of deals with customers, from their order to their renewal.
const RENEWAL: [Stage; 3] = [("Go-live", 0.0, 0.5), ("In service", 0.3, 0.55), ("Renewal", 0.65, 0.65)];
/// Of all deals, so many are renewals; and so many are closed by sellers who use nothing of the library.
const RENEWALS: f64 = 0.3;
const BY_HAND: f64 = 0.14;
/// Segments: how often deals of them are drawn, the odds that one is won as a logarithm, a usual amount.
const SEGMENTS: [(&str, f64, f64, f64); 3] = [
    ("Hospitals", 0.45, -0.9, 11_000.0),
    ("Pharma and biologics", 0.3, -1.3, 24_000.0),
    ("Food logistics", 0.25, -1.1, 8_000.0),
];

/// A deal.
pub(super) struct Deal {
    pub(super) id: String,
    pub(super) seller: usize,
    pub(super) begin: Date,
    /// The day on which it is decided; may lie beyond the year.
    pub(super) end: Date,
    is_renewal: bool,
    is_by_hand: bool,
    segment: usize,
    amount: i64,
    /// How well the customer and we fit, which nobody can see: more is done for such deals, and more of them are won.
    fit: f64,
    /// What speaks for it beside its content, and chance.
    luck: f64,
    /// Numbers of the documents used in it.
    pub(super) used: Vec<usize>,
}

/// Makes deals up. Ids say that they are.
pub(super) fn make(period: &Period, sellers: usize, chance: &mut Chance) -> Vec<Deal> {
    let first = period.from.saturating_sub(BEFORE.days());
    let days = i64::from((period.until - first).get_days());
    let made = (1..=DEALS).map(|number| {
        let begin = first.saturating_add(chance.between(0, days).days());
        let length = chance.around(85.0, 0.5).clamp(20.0, 300.0);
        let segment = chance.pick(SEGMENTS.iter().map(|(_, share, ..)| *share)).unwrap_or(0);
        let usual = SEGMENTS.get(segment).map_or(0.0, |(.., usual)| *usual);
        Deal {
            id: format!("made-up-{number:04}"),
            seller: usize::try_from(chance.between(0, i64::try_from(sellers).unwrap_or(1) - 1)).unwrap_or(0),
            begin,
            end: begin.saturating_add(whole(length).days()),
            is_renewal: chance.happens(RENEWALS),
            is_by_hand: chance.happens(BY_HAND),
            segment,
            amount: whole(chance.around(usual, 0.6) / 100.0) * 100,
            fit: chance.normal(),
            luck: chance.share(),
            used: Vec::new(),
        }
    });
    made.collect()
}

#[expect(clippy::cast_possible_truncation, reason = "numbers of days and of euros are small")]
pub(super) fn whole(number: f64) -> i64 {
    number.round() as i64
}

impl Deal {
    /// How much is done for it, beside others.
    pub(super) fn care(&self) -> f64 {
        if self.is_by_hand { 0.0 } else { (0.15 * self.fit).exp() }
    }

    fn stages(&self) -> &'static [Stage] {
        if self.is_renewal { &RENEWAL } else { &NEW }
    }

    /// Whether its customer may ask in writing.
    pub(super) fn may_ask(&self) -> bool {
        !self.is_renewal && !self.is_by_hand
    }

    pub(super) fn is_open(&self, day: Date) -> bool {
        self.begin <= day && day < self.end
    }

    /// How far it has come, from 0 to 1.
    fn progress(&self, day: Date) -> f64 {
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        (days(self.begin, day) / days(self.begin, self.end).max(1.0)).clamp(0.0, 1.0)
    }

    /// The stage that it is in.
    pub(super) fn stage(&self, day: Date) -> Stage {
        let progress = self.progress(day);
        self.stages().iter().rfind(|(_, begin, _)| *begin <= progress).copied().unwrap_or_default()
    }

    /// Whether it is won: by its segment, by what nobody sees, by what was used in it, and by chance.
    fn is_won(&self, documents: &[Document]) -> bool {
        let base = SEGMENTS.get(self.segment).map_or(0.0, |(_, _, odds, _)| *odds);
        let mut used = self.used.clone();
        used.sort_unstable();
        used.dedup();
        let effects: f64 =
            used.iter().filter_map(|number| documents.get(*number)).map(|document| document.effect).sum();
        // More of the same helps less and less.
        let odds = base + 0.5 * self.fit + 1.5 * (effects / 1.5).tanh();
        self.luck < 1.0 / (1.0 + (-odds).exp())
    }

    /// What the CRM says of it on a day, as a row of a report of Salesforce's.
    fn row(&self, day: Date, documents: &[Document]) -> String {
        let Self { id, begin, end, amount, .. } = self;
        let number = id.trim_start_matches("made-up-");
        let segment = SEGMENTS.get(self.segment).map_or("", |(name, ..)| name);
        let is_closed = *end <= day;
        let is_won = is_closed && self.is_won(documents);
        let (stage, _, chance) = self.stage(day);
        let (stage, expected) = match (is_closed, is_won) {
            (true, true) => ("Closed Won", *amount),
            (true, false) => ("Closed Lost", 0),
            // Sellers feel a little of what nobody sees.
            (false, _) => (stage, whole(f64_of(*amount) * (chance + 0.04 * self.fit).clamp(0.05, 0.9))),
        };
        let [is_won, is_closed] = [is_won, is_closed].map(i32::from);
        format!(
            "{id},Made-up customer {number},{stage},{amount}.00,EUR,{begin},{end},{is_won},{is_closed},{expected}.00,{segment}\n"
        )
    }
}

#[expect(clippy::cast_precision_loss, reason = "amounts are small")]
fn f64_of(amount: i64) -> f64 {
    amount as f64
}

/// The CRM's report of the deals that had begun by a day.
pub(super) fn report(deals: &[Deal], day: Date, documents: &[Document]) -> String {
    let mut csv = "Opportunity ID,Account Name,Stage,Amount,Amount Currency,Created Date,Close Date,Won,Closed,Expected Revenue,Industry\n".to_owned();
    for deal in deals.iter().filter(|deal| deal.begin <= day) {
        // Writing to a string can't fail.
        let _ = write!(csv, "{}", deal.row(day, documents));
    }
    csv
}
