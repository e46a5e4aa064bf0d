//! Chance that a seed decides: the same seed gives the same course of things.

use std::f64::consts::TAU;

/// A source of chance.
pub(super) struct Chance(fastrand::Rng);

impl Chance {
    /// The one of a seed.
    pub(super) fn of(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// True in such a share of all cases.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        self.0.f64() < share
    }

    /// A whole number from `from` to `to`.
    pub(super) fn between(&mut self, from: i64, to: i64) -> i64 {
        self.0.i64(from..=to.max(from))
    }

    /// From 0 to 1, all alike.
    pub(super) fn share(&mut self) -> f64 {
        self.0.f64()
    }

    /// Normal, with mean 0 and deviation 1 (Box and Muller).
    pub(super) fn normal(&mut self) -> f64 {
        let (radius, angle) = (1.0 - self.0.f64(), self.0.f64());
        (-2.0 * radius.ln()).sqrt() * (TAU * angle).cos()
    }

    /// Lognormal, by its median and how wide it is: most lie within the median divided and multiplied by e^spread.
    pub(super) fn around(&mut self, median: f64, spread: f64) -> f64 {
        median * (spread * self.normal()).exp()
    }

    /// How often something happens that happens so often on average (Poisson, by Knuth's method).
    pub(super) fn count(&mut self, mean: f64) -> usize {
        let (limit, mut product, mut count) = ((-mean).exp(), self.0.f64(), 0);
        while product > limit && count < 1_000 {
            product *= self.0.f64();
            count += 1;
        }
        count
    }

    /// The place of one of these, by their weights; `None` where none has any.
    pub(super) fn pick(&mut self, weights: impl Iterator<Item = f64> + Clone) -> Option<usize> {
        let all: f64 = weights.clone().sum();
        if all <= 0.0 {
            return None;
        }
        let mut rest = self.0.f64() * all;
        let last = weights.clone().count().saturating_sub(1);
        for (place, weight) in weights.enumerate() {
            rest -= weight;
            if rest < 0.0 || place == last {
                return Some(place);
            }
        }
        None
    }
}
