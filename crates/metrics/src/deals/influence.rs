//! Influenced revenue: what won deals brought in which a document was touched at all.

use serde::{Deserialize, Serialize};

use super::{first_touches, place};
use crate::{
    attribution::Touch,
    money::Amounts,
    opportunity::{Opportunity, Outcome},
};

/// One document's deals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InfluenceOfDocument {
    /// Touches, over all deals.
    pub touches: u64,
    /// Deals with at least one touch that were won.
    pub won: u64,
    /// Such deals that were lost.
    pub lost: u64,
    /// Such deals that are open.
    pub open: u64,
    /// What the won ones brought. **Not additive**: a deal counts in full for each document touched in it.
    pub revenue: Amounts,
}

/// Adds up deals by document.
///
/// ```
/// use fieldbook_metrics::{Time, attribution::Touch, deals::Influence, money::Money, opportunity::{Opportunity, Outcome}};
///
/// let touch = |channel| Touch { channel, at: Time::default() };
/// let deal = |amount: &str, outcome| Opportunity {
///     id: "1".into(), account: None, stage: None, created: None, closed: None, expected: None, segment: None,
///     amount: Some(Money::parse(amount, "EUR".parse().unwrap()).unwrap()), outcome, as_of: "2026-11-22".parse().unwrap(),
/// };
/// let mut influence = Influence::default();
/// influence.add(&deal("1000", Outcome::Won), &[touch(0), touch(1), touch(0)]);
/// influence.add(&deal("500", Outcome::Won), &[touch(1)]);
/// influence.add(&deal("9000", Outcome::Lost), &[touch(1)]);
/// influence.add(&deal("70", Outcome::Won), &[]);
/// let revenue = |document| influence.of(document).revenue.iter().next().unwrap().to_string();
/// // Together 2,500 for documents, of deals that brought 1,500.
/// assert_eq!((revenue(0).as_str(), revenue(1).as_str()), ("1000.00 EUR", "1500.00 EUR"));
/// assert_eq!(influence.all().revenue.iter().next().unwrap().to_string(), "1500.00 EUR");
/// assert_eq!(influence.of(0).touches, 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Influence {
    documents: Vec<InfluenceOfDocument>,
    all: InfluenceOfDocument,
}

impl Influence {
    /// Adds a deal with the touches that count for it ([`touches_within`](super::touches_within)).
    pub fn add(&mut self, deal: &Opportunity, touches: &[Touch]) {
        for touch in touches {
            if let Some(document) = place(&mut self.documents, touch.channel) {
                document.touches += 1;
            }
        }
        for (document, _) in first_touches(touches) {
            if let Some(document) = place(&mut self.documents, document) {
                document.add(deal);
            }
        }
        if !touches.is_empty() {
            self.all.touches += touches.len() as u64;
            self.all.add(deal);
        }
    }

    /// A document's.
    pub fn of(&self, document: u32) -> InfluenceOfDocument {
        self.documents.get(document as usize).cloned().unwrap_or_default()
    }

    /// That of content as a whole: each deal once.
    pub fn all(&self) -> &InfluenceOfDocument {
        &self.all
    }
}

impl InfluenceOfDocument {
    fn add(&mut self, deal: &Opportunity) {
        match deal.outcome {
            Outcome::Won => {
                self.won += 1;
                if let Some(brought) = deal.brought() {
                    self.revenue.add(brought);
                }
            }
            Outcome::Lost => self.lost += 1,
            Outcome::Open => self.open += 1,
        }
    }
}
