//! The chain of touches, and what removing a document from it would do.

use std::collections::HashMap;

use serde::Serialize;

use super::{
    Channel, Journey,
    chain::{Chain, Figures, Part, Solve},
};

/// How often touches follow each other: all that [`Model::Markov`](super::Model::Markov) needs to know of deals.
#[derive(Clone, Debug, Default)]
pub struct Transitions {
    /// From a touch to the next one.
    steps: HashMap<(Channel, Channel), u64>,
    ends: HashMap<Channel, Ends>,
}

/// What begins and ends at a channel.
#[derive(Clone, Copy, Debug, Default)]
struct Ends {
    starts: u64,
    won: u64,
    lost: u64,
}

/// What the chain says.
///
/// The chain is of first order: it starts, goes from touch to touch, and ends won or lost, with the probabilities that deals' touches followed each
/// other with. A document touched twice in a row is a step to itself, and kept; it changes no effect, since it is left at last with the same
/// probabilities as without that step. Removing a document sends all steps to it to "lost"; the **removal effect** is the share of
/// winning that this takes away (Anderl, Becker, von Wangenheim, Schumann, "Mapping the customer journey", International Journal of Research in
/// Marketing 33(3), 2016). Credit is shared by removal effects.
///
/// It is solved, not simulated. With N = (I − Q)⁻¹ over the touches' probabilities Q, s where deals start and b where they're won: h = N b is the
/// probability of winning from a document, f = sᵀ N how often it is passed; without document c winning has the probability
/// `P − f_c ÷ N_cc × h_c` (the probability of ever coming to c is `f_c ÷ N_cc`), so that the effect is `f_c h_c ÷ (N_cc P)`.
///
/// ```
/// use fieldbook_metrics::{Time, attribution::{Journey, Touch, Transitions}};
///
/// let touches = |channels: &[u32]| -> Vec<Touch> {
///     channels.iter().map(|channel| Touch { channel: *channel, at: Time::default() }).collect()
/// };
/// let (google, mailing) = (0, 1);
/// let mut chain = Transitions::default();
/// chain.add(&Journey::counted(&touches(&[google]), 2, 1));
/// chain.add(&Journey::counted(&touches(&[mailing]), 1, 0));
/// chain.add(&Journey::counted(&touches(&[google, mailing]), 1, 0));
/// let removal = chain.removal(2);
/// // Four of five are won. Without google only the mailing that starts is: 0.2 of 0.8. Without mailing 0.8 × 2/4 = 0.4.
/// assert!((removal.probability - 0.8).abs() < 1e-12);
/// assert!((removal.effects[0] - 0.75).abs() < 1e-12 && (removal.effects[1] - 0.5).abs() < 1e-12);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Removal {
    /// The probability of winning: that of the deals with touches.
    pub probability: f64,
    /// By channel, the share of winning that goes without it.
    pub effects: Vec<f64>,
    /// Whether all effects are right to about 12 digits. Only chains of many hundreds of documents in which deals hardly ever end are not.
    pub is_settled: bool,
}

impl Removal {
    /// Effects as shares of their sum; nothing where nothing was won.
    pub fn shares(&self) -> Vec<f64> {
        let sum: f64 = self.effects.iter().sum();
        self.effects.iter().map(|effect| if sum > 0.0 { effect / sum } else { 0.0 }).collect()
    }
}

impl Transitions {
    /// Adds deals.
    pub fn add(&mut self, journey: &Journey) {
        let times = journey.won + journey.lost;
        let (Some(first), Some(last)) = (journey.touches.first(), journey.touches.last()) else { return };
        if times == 0 {
            return;
        }
        self.ends.entry(first.channel).or_default().starts += times;
        for pair in journey.touches.windows(2) {
            if let [from, to] = pair {
                *self.steps.entry((from.channel, to.channel)).or_default() += times;
                self.ends.entry(to.channel).or_default();
            }
        }
        let end = self.ends.entry(last.channel).or_default();
        end.won += journey.won;
        end.lost += journey.lost;
    }

    /// Removal effects of channels `0..channels`; those that were never touched have none.
    pub fn removal(&self, channels: usize) -> Removal {
        self.removal_by(channels, in_turn)
    }

    /// The same, with the parts of the work done by `run`.
    pub(super) fn removal_by(&self, channels: usize, run: impl FnOnce(usize, Solve) -> Vec<Part>) -> Removal {
        let mut touched: Vec<(Channel, Ends)> = self.ends.iter().map(|(channel, ends)| (*channel, *ends)).collect();
        touched.sort_unstable_by_key(|(channel, _)| *channel);
        let Figures { wins, visits, returns, is_settled } = self.chain(&touched).figures(run);

        let all: u64 = touched.iter().map(|(_, ends)| ends.starts).sum();
        let start = |ends: &Ends| ratio(ends.starts, all);
        let probability = touched.iter().zip(&wins).map(|((_, ends), win)| start(ends) * win).sum();
        let mut effects = vec![0.0; channels];
        for (((channel, _), (win, visits)), returns) in touched.iter().zip(wins.iter().zip(&visits)).zip(&returns) {
            if let Some(effect) = effects.get_mut(*channel as usize)
                && probability > 0.0
            {
                *effect = visits / returns * win / probability;
            }
        }
        Removal { probability, effects, is_settled }
    }

    /// The chain over touched channels, numbered in their order.
    fn chain(&self, touched: &[(Channel, Ends)]) -> Chain {
        let number = |channel: Channel| touched.binary_search_by_key(&channel, |(it, _)| *it).ok();
        let mut steps: Vec<(usize, usize, u64)> = Vec::with_capacity(self.steps.len());
        for ((from, to), times) in &self.steps {
            // Both are among those that were touched.
            if let (Some(from), Some(to)) = (number(*from), number(*to)) {
                steps.push((from, to, *times));
            }
        }
        // Not in the order of hashes: sums would differ in their last digits from run to run.
        steps.sort_unstable();
        let mut out: Vec<u64> = touched.iter().map(|(_, ends)| ends.won + ends.lost).collect();
        for (from, _, times) in &steps {
            if let Some(out) = out.get_mut(*from) {
                *out += times;
            }
        }
        let all: u64 = touched.iter().map(|(_, ends)| ends.starts).sum();
        let starts = touched.iter().map(|(_, ends)| ratio(ends.starts, all)).collect();
        let wins = touched.iter().zip(&out).map(|((_, ends), out)| ratio(ends.won, *out)).collect();
        Chain::new(&steps, &out, starts, wins)
    }
}

/// Does all parts of the work, one after the other.
pub(super) fn in_turn(parts: usize, solve: Solve) -> Vec<Part> {
    (0..parts).map(solve).collect()
}

/// A probability.
#[expect(clippy::cast_precision_loss, reason = "counts of touches are far below 2^53")]
pub(super) fn ratio(part: u64, all: u64) -> f64 {
    if all == 0 { 0.0 } else { part as f64 / all as f64 }
}

#[cfg(test)]
impl Transitions {
    /// The chain over all touched channels, to compare ways of solving it.
    pub(super) fn whole_chain(&self) -> Chain {
        let mut touched: Vec<(Channel, Ends)> = self.ends.iter().map(|(channel, ends)| (*channel, *ends)).collect();
        touched.sort_unstable_by_key(|(channel, _)| *channel);
        self.chain(&touched)
    }
}
