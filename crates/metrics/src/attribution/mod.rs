//! Attribution: how much of what deals brought is credited to each document.
//!
//! Seven models answer that, side by side, since none of them is the truth: rules over the order of touches ([`Model::First`] to
//! [`Model::TimeDecay`]), and two that weigh documents by all deals ([`Model::Markov`], [`Model::Shapley`]). Each gives out the same total.
//! None of them says what would have happened without a document; for that see [`lift`](crate::lift).
//!
//! Deals are added one after the other ([`Attribution::add`]) and not kept: memory grows with the documents, and with the pairs of documents that
//! follow each other.

mod chain;
mod markov;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use chain::{Part, Solve};
pub use markov::{Removal, Transitions};

use crate::{Time, time::DAY};

/// A document (or whatever gets credit), by a number from 0 that the caller gave it.
pub type Channel = u32;

/// A touch: a qualified use of a document, tied to a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// What was used.
    pub channel: Channel,
    /// When.
    pub at: Time,
}

/// The touches of a deal, or of several deals with the same ones.
#[derive(Clone, Copy, Debug)]
pub struct Journey<'a> {
    touches: &'a [Touch],
    won: u64,
    lost: u64,
    value: f64,
}

impl<'a> Journey<'a> {
    /// A deal that was won, and what it brought. Touches are in the order of their times.
    pub fn won(touches: &'a [Touch], value: f64) -> Self {
        Self { touches, won: 1, lost: 0, value }
    }

    /// A deal that was lost. Only [`Model::Markov`] learns from it.
    pub fn lost(touches: &'a [Touch]) -> Self {
        Self { touches, won: 0, lost: 1, value: 0.0 }
    }

    /// Several deals with the same touches; each that was won brought 1.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
    pub fn counted(touches: &'a [Touch], won: u64, lost: u64) -> Self {
        Self { touches, won, lost, value: won as f64 }
    }
}

/// How credit is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Model {
    /// All to the first touch.
    First,
    /// All to the last touch.
    Last,
    /// To all touches alike.
    Linear,
    /// 40% to the first touch, 40% to the last, 20% to those between alike; of two touches half to each.
    Position,
    /// By how long before the last touch: half the weight for each half-life, 2^(−age ÷ half-life).
    TimeDecay,
    /// By how much less probable winning would be in a chain of touches without the document ([`Removal`]).
    Markov,
    /// To all documents among a deal's touches alike, however often and in which order they were touched.
    ///
    /// That is the exact Shapley value, for any number of documents, of the game in which a set of documents is worth what the deals brought
    /// whose documents are all in the set: that game is a sum of unanimity games, one for each deal, and of such a game each member gets the
    /// same (Shapley 1953; for attribution: Zhao, Mahboobi, Bagheri, "Shapley Value Methods for Attribution Modeling in Online Advertising",
    /// arXiv:1804.05327, 2018). So nothing is sampled, and there is no bound to state.
    Shapley,
}

impl Model {
    /// All of them, as they are shown.
    pub const ALL: [Self; 7] =
        [Self::First, Self::Last, Self::Linear, Self::Position, Self::TimeDecay, Self::Markov, Self::Shapley];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Last => "last",
            Self::Linear => "linear",
            Self::Position => "position",
            Self::TimeDecay => "time-decay",
            Self::Markov => "markov",
            Self::Shapley => "shapley",
        }
    }
}

/// What the first and the last touch get by [`Model::Position`], and what those between get together.
const ENDS: f64 = 0.4;
const BETWEEN: f64 = 0.2;

/// How old a touch is whose weight is halved: 7 days.
pub const HALF_LIFE_MS: i64 = 7 * DAY;

/// Adds up credit by all models.
///
/// ```
/// use fieldbook_metrics::{Time, attribution::{Attribution, HALF_LIFE_MS, Journey, Model, Touch}};
///
/// let day = |day: i64| Time::from_millis(day * 86_400_000);
/// let touch = |channel, at| Touch { channel, at: day(at) };
/// // A deal of 12,000, won on day 38 with touches of five documents.
/// let touches = [touch(0, 0), touch(1, 5), touch(2, 12), touch(3, 30), touch(4, 38)];
/// let mut attribution = Attribution::new(5, HALF_LIFE_MS);
/// attribution.add(&Journey::won(&touches, 12_000.0));
/// let credits = attribution.credits();
///
/// assert_eq!(credits.of(Model::First), [12_000.0, 0.0, 0.0, 0.0, 0.0]);
/// assert_eq!(credits.of(Model::Linear), [2_400.0; 5]);
/// assert_eq!(credits.of(Model::Position), [4_800.0, 800.0, 800.0, 800.0, 4_800.0]);
/// let decayed: Vec<f64> = credits.of(Model::TimeDecay).iter().map(|credit| (credit * 100.0).round() / 100.0).collect();
/// assert_eq!(decayed, [175.20, 287.44, 574.88, 3_417.04, 7_545.45]);
/// for model in Model::ALL {
///     assert!((credits.of(model).iter().sum::<f64>() - credits.total).abs() < 1e-9);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Attribution {
    half_life_ms: i64,
    /// Credit by channel, of the models that are sums over deals.
    first: Vec<f64>,
    last: Vec<f64>,
    linear: Vec<f64>,
    position: Vec<f64>,
    time_decay: Vec<f64>,
    shapley: Vec<f64>,
    transitions: Transitions,
    total: f64,
    untouched: f64,
    /// Reused for each deal.
    weights: Vec<f64>,
    members: Vec<Channel>,
}

/// Credit by channel and model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Credits {
    by_model: [Vec<f64>; 7],
    /// What all won deals with touches brought: the sum of each model's credit.
    pub total: f64,
    /// What won deals without touches brought. It's credited to nothing.
    pub untouched: f64,
    /// What [`Model::Markov`] made its credit of.
    pub removal: Removal,
}

impl Credits {
    /// Credit by channel.
    pub fn of(&self, model: Model) -> &[f64] {
        let [first, last, linear, position, time_decay, markov, shapley] = &self.by_model;
        match model {
            Model::First => first,
            Model::Last => last,
            Model::Linear => linear,
            Model::Position => position,
            Model::TimeDecay => time_decay,
            Model::Markov => markov,
            Model::Shapley => shapley,
        }
    }
}

impl Attribution {
    /// Nothing yet, for channels `0..channels`. A half-life below a millisecond counts as one.
    pub fn new(channels: u32, half_life_ms: i64) -> Self {
        let none = vec![0.0; channels as usize];
        Self {
            half_life_ms: half_life_ms.max(1),
            first: none.clone(),
            last: none.clone(),
            linear: none.clone(),
            position: none.clone(),
            time_decay: none.clone(),
            shapley: none,
            transitions: Transitions::default(),
            total: 0.0,
            untouched: 0.0,
            weights: Vec::new(),
            members: Vec::new(),
        }
    }

    /// Adds deals. A channel beyond those that were announced makes room for itself.
    pub fn add(&mut self, journey: &Journey) {
        let (Some(first), Some(last)) = (journey.touches.first(), journey.touches.last()) else {
            self.untouched += journey.value;
            return;
        };
        self.make_room(journey.touches);
        self.transitions.add(journey);
        if journey.won == 0 {
            return;
        }
        let value = journey.value;
        self.total += value;
        give(&mut self.first, first.channel, value);
        give(&mut self.last, last.channel, value);
        self.give_alike(journey.touches, value);
        self.give_by_position(journey.touches, value);
        self.give_by_age(journey.touches, value);
        self.give_to_members(journey.touches, value);
    }

    /// Credit of all that was added.
    pub fn credits(&self) -> Credits {
        self.credits_by(markov::in_turn)
    }

    /// The same, with the work for many hundreds of documents in parts: `run` does as many as it's told, on threads of its own if it likes, and gives
    /// what came of them in their order.
    ///
    /// ```
    /// # use fieldbook_metrics::attribution::{Attribution, HALF_LIFE_MS};
    /// # let attribution = Attribution::new(0, HALF_LIFE_MS);
    /// // With rayon: attribution.credits_by(|parts, solve| (0..parts).into_par_iter().map(solve).collect())
    /// let credits = attribution.credits_by(|parts, solve| (0..parts).map(solve).collect());
    /// assert_eq!(credits, attribution.credits());
    /// ```
    pub fn credits_by(&self, run: impl FnOnce(usize, Solve) -> Vec<Part>) -> Credits {
        let removal = self.transitions.removal_by(self.linear.len(), run);
        let markov = removal.shares().iter().map(|share| share * self.total).collect();
        let by_model = [
            self.first.clone(),
            self.last.clone(),
            self.linear.clone(),
            self.position.clone(),
            self.time_decay.clone(),
            markov,
            self.shapley.clone(),
        ];
        Credits { by_model, total: self.total, untouched: self.untouched, removal }
    }

    fn make_room(&mut self, touches: &[Touch]) {
        let Some(highest) = touches.iter().map(|touch| touch.channel as usize).max() else { return };
        if highest >= self.linear.len() {
            let all = [
                &mut self.first,
                &mut self.last,
                &mut self.linear,
                &mut self.position,
                &mut self.time_decay,
                &mut self.shapley,
            ];
            for credit in all {
                credit.resize(highest + 1, 0.0);
            }
        }
    }

    fn give_alike(&mut self, touches: &[Touch], value: f64) {
        let each = value / count(touches.len());
        for touch in touches {
            give(&mut self.linear, touch.channel, each);
        }
    }

    fn give_by_position(&mut self, touches: &[Touch], value: f64) {
        match touches {
            [] => {}
            [only] => give(&mut self.position, only.channel, value),
            [first, between @ .., last] => {
                let ends = if between.is_empty() { 0.5 } else { ENDS };
                give(&mut self.position, first.channel, value * ends);
                give(&mut self.position, last.channel, value * ends);
                for touch in between {
                    give(&mut self.position, touch.channel, value * BETWEEN / count(between.len()));
                }
            }
        }
    }

    /// The ages are reckoned from the last touch: the day the deal was closed would only change all weights by one factor.
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of centuries are below 2^53")]
    fn give_by_age(&mut self, touches: &[Touch], value: f64) {
        let Some(latest) = touches.iter().map(|touch| touch.at).max() else { return };
        let half_life = self.half_life_ms as f64;
        let weight = |touch: &Touch| (-(latest.millis_since(touch.at) as f64) / half_life).exp2();
        self.weights.clear();
        self.weights.extend(touches.iter().map(weight));
        let all: f64 = self.weights.iter().sum();
        for (touch, weight) in touches.iter().zip(&self.weights) {
            give(&mut self.time_decay, touch.channel, value * weight / all);
        }
    }

    fn give_to_members(&mut self, touches: &[Touch], value: f64) {
        self.members.clear();
        self.members.extend(touches.iter().map(|touch| touch.channel));
        self.members.sort_unstable();
        self.members.dedup();
        let each = value / count(self.members.len());
        for member in &self.members {
            give(&mut self.shapley, *member, each);
        }
    }
}

fn give(credit: &mut [f64], channel: Channel, value: f64) {
    if let Some(credit) = credit.get_mut(channel as usize) {
        *credit += value;
    }
}

#[expect(clippy::cast_precision_loss, reason = "a deal has fewer than 2^53 touches")]
fn count(number: usize) -> f64 {
    number as f64
}
