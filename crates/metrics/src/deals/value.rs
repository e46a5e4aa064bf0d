//! Value added, and return on investment.

use serde::{Deserialize, Serialize};

use super::{first_touches, place};
use crate::{
    Time,
    attribution::Touch,
    money::{Amounts, Money},
};

/// What a deal was worth at a time, with its probability, as the CRM said then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// When.
    pub at: Time,
    /// Amount × probability.
    pub value: Money,
}

/// The value that deals gained after a document was first used in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueOfDocument {
    /// Outcome − expectation, summed over decided deals: what it brought (0 if lost) − what it was expected to when the document was first used.
    pub added: Amounts,
    /// Deals in it.
    pub deals: u64,
    /// Decided deals with touches of it of which nobody said before what to expect, or only in another currency. They aren't in it.
    pub unknown: u64,
}

/// Adds up decided deals by document.
///
/// ```
/// use fieldbook_metrics::{Time, attribution::Touch, deals::{Expectation, ValueAdded}, money::Money};
///
/// let eur = |amount: &str| Money::parse(amount, "EUR".parse().unwrap()).unwrap();
/// let day = |day: i64| Time::from_millis(day * 86_400_000);
/// let expected = [Expectation { at: day(0), value: eur("2000") }, Expectation { at: day(20), value: eur("6000") }];
/// let mut value = ValueAdded::default();
/// // Document 0 was first used when 2,000 were expected, document 1 when it were 6,000. The deal brought 10,000.
/// let touches = [Touch { channel: 0, at: day(5) }, Touch { channel: 1, at: day(25) }, Touch { channel: 0, at: day(30) }];
/// value.add(eur("10000"), &expected, &touches);
/// let added = |document| value.of(document).added.iter().next().unwrap().to_string();
/// assert_eq!((added(0).as_str(), added(1).as_str()), ("8000.00 EUR", "4000.00 EUR"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ValueAdded {
    documents: Vec<ValueOfDocument>,
}

impl ValueAdded {
    /// Adds a decided deal: what it brought, what was expected over time, and its touches. `expected` is in the order of times.
    pub fn add(&mut self, brought: Money, expected: &[Expectation], touches: &[Touch]) {
        for (document, first) in first_touches(touches) {
            let before = expected.partition_point(|expectation| expectation.at <= first);
            // What was said later may know of the document's effect, or of the outcome.
            let known = before.checked_sub(1).and_then(|last| expected.get(last));
            let Some(document) = place(&mut self.documents, document) else { continue };
            match known.filter(|known| known.value.currency == brought.currency) {
                Some(known) => {
                    document.deals += 1;
                    document.added.add(Money { minor: brought.minor.saturating_sub(known.value.minor), ..brought });
                }
                None => document.unknown += 1,
            }
        }
    }

    /// A document's.
    pub fn of(&self, document: u32) -> ValueOfDocument {
        self.documents.get(document as usize).cloned().unwrap_or_default()
    }
}

/// Return on investment: (attributed revenue × margin − cost) ÷ cost. `margin` is a share, 0.7 for 70%.
///
/// None where nothing was spent, or the two are of different currencies.
///
/// ```
/// use fieldbook_metrics::{deals::return_on_investment, money::Money};
///
/// let eur = |amount: &str| Money::parse(amount, "EUR".parse().unwrap()).unwrap();
/// // 50,000 × 0.7 − 10,000 = 25,000 earned on 10,000.
/// assert_eq!(return_on_investment(eur("50000"), 0.7, eur("10000")), Some(2.5));
/// assert_eq!(return_on_investment(eur("50000"), 0.7, eur("0")), None);
/// ```
pub fn return_on_investment(attributed: Money, margin: f64, cost: Money) -> Option<f64> {
    let is_defined = cost.minor > 0 && attributed.currency == cost.currency && margin.is_finite();
    is_defined.then(|| (attributed.to_f64() * margin - cost.to_f64()) / cost.to_f64())
}
