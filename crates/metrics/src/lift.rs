//! Lift: how much more often deals are won with a document than without it, among deals that are alike.
//!
//! Documents are used in some segments more than in others, and segments differ in how often deals are won; comparing all deals with all others
//! would mostly compare segments. So deals are compared within their segment, and the segments' differences are put together by Mantel and Haenszel's
//! weights ("Statistical aspects of the analysis of data from retrospective studies of disease", JNCI 22, 1959). It remains an observation, not
//! an experiment: sellers use documents in deals that they believe in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Minimum, Names, Shown};

/// The standard normal distribution's 97.5th percentile: intervals hold 95%.
const Z: f64 = 1.959_963_984_540_054;

/// Deals of one segment: how many were won and lost with a document, and without it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// Won, with the document.
    pub with_won: u64,
    /// Lost, with it.
    pub with_lost: u64,
    /// Won, without it.
    pub without_won: u64,
    /// Lost, without it.
    pub without_lost: u64,
}

/// An estimate, with the interval that holds the truth in 95 of 100 such samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The interval's lower end.
    pub lower: f64,
    /// The interval's upper end.
    pub upper: f64,
}

/// Win rates of one segment.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Share of deals with the document that were won.
    pub with: f64,
    /// Share of deals without it that were won.
    pub without: f64,
    /// `with` − `without`, with its interval.
    pub difference: Estimate,
    /// Deals with the document.
    pub deals_with: u64,
    /// Deals without it.
    pub deals_without: u64,
}

/// The lift of one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lift {
    /// Win rates by segment, where each side has enough deals.
    pub segments: BTreeMap<String, Shown<Rates>>,
    /// The difference of win rates over all segments; none where no segment has deals of both sides.
    pub difference: Shown<Option<Estimate>>,
    /// The ratio of odds of winning over all segments; none where it can't be reckoned.
    pub odds_ratio: Shown<Option<Estimate>>,
    /// Deals with the document, in segments that have both sides: those that the figures rest on.
    pub compared_with: u64,
    /// Deals without it, in the same segments.
    pub compared_without: u64,
    /// Deals in segments that have only one side: nothing can be told of them.
    pub incomparable: u64,
}

/// Adds up deals by segment.
///
/// ```
/// use fieldbook_metrics::{Minimum, lift::Comparison};
///
/// let mut comparison = Comparison::default();
/// // Enterprise: 6 of 10 won with, 8 of 20 without. Mid-market: 9 of 30 with, 2 of 10 without.
/// for (segment, is_with, won, lost) in
///     [("enterprise", true, 6, 4), ("enterprise", false, 8, 12), ("mid-market", true, 9, 21), ("mid-market", false, 2, 8)]
/// {
///     (0..won).for_each(|_| comparison.add(segment, is_with, true));
///     (0..lost).for_each(|_| comparison.add(segment, is_with, false));
/// }
/// let lift = comparison.lift(Minimum(5));
/// assert!((lift.segments["enterprise"].figure().unwrap().difference.value - 0.2).abs() < 1e-12);
/// // Differences 0.2 and 0.1, weighted by 10 × 20 ÷ 30 = 6.67 and 30 × 10 ÷ 40 = 7.5: (1.333 + 0.75) ÷ 14.167 = 0.147.
/// let difference = lift.difference.figure().unwrap().unwrap();
/// assert!((difference.value - 0.147_058_823_5).abs() < 1e-9);
/// assert!(difference.lower < 0.0 && difference.upper > 0.0); // It may well be chance.
/// ```
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    segments: BTreeMap<String, Stratum>,
}

impl Comparison {
    /// Adds a deal that is closed.
    pub fn add(&mut self, segment: &str, is_with: bool, is_won: bool) {
        if !self.segments.contains_key(segment) {
            self.segments.insert(segment.to_owned(), Stratum::default());
        }
        if let Some(stratum) = self.segments.get_mut(segment) {
            let count = match (is_with, is_won) {
                (true, true) => &mut stratum.with_won,
                (true, false) => &mut stratum.with_lost,
                (false, true) => &mut stratum.without_won,
                (false, false) => &mut stratum.without_lost,
            };
            *count += 1;
        }
    }

    /// Adds deals that were counted elsewhere.
    pub fn add_stratum(&mut self, segment: &str, counts: Stratum) {
        let stratum = self.segments.entry(segment.to_owned()).or_default();
        stratum.with_won += counts.with_won;
        stratum.with_lost += counts.with_lost;
        stratum.without_won += counts.without_won;
        stratum.without_lost += counts.without_lost;
    }

    /// The counts by segment.
    pub fn strata(&self) -> impl Iterator<Item = (&str, Stratum)> {
        self.segments.iter().map(|(segment, counts)| (segment.as_str(), *counts))
    }

    /// What can be said of all of them. A segment is shown where it has `minimum` deals with and `minimum` deals without; what is said over all
    /// segments, where all that are compared have as many together.
    pub fn lift(&self, minimum: Minimum) -> Lift {
        let compared: Vec<Stratum> = self.segments.values().copied().filter(Stratum::is_comparable).collect();
        let compared_with = compared.iter().map(Stratum::with).sum();
        let compared_without = compared.iter().map(Stratum::without).sum();
        let all: u64 = self.segments.values().map(|stratum| stratum.with() + stratum.without()).sum();
        let smaller = u64::min(compared_with, compared_without);
        let rates = |stratum: &Stratum| minimum.show(u64::min(stratum.with(), stratum.without()), || stratum.rates());
        Lift {
            segments: self.segments.iter().map(|(segment, stratum)| (segment.clone(), rates(stratum))).collect(),
            difference: minimum.show(smaller, || risk_difference(&compared)),
            odds_ratio: minimum.show(smaller, || odds_ratio(&compared)),
            compared_with,
            compared_without,
            incomparable: all - compared_with - compared_without,
        }
    }
}

/// Adds up deals for all documents at once: a deal takes as long as it has documents, not as there are.
///
/// ```
/// use fieldbook_metrics::{Minimum, lift::{Lifts, Stratum}};
///
/// let mut lifts = Lifts::default();
/// lifts.add("retail", true, &[0, 1]);
/// lifts.add("retail", false, &[1, 1]);
/// lifts.add("retail", false, &[]);
/// let retail = Stratum { with_won: 1, with_lost: 0, without_won: 0, without_lost: 2 };
/// assert_eq!(lifts.of(0).strata().next(), Some(("retail", retail)));
/// assert_eq!(lifts.of(1).lift(Minimum(1)).segments["retail"].figure().unwrap().with, 0.5);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lifts {
    segments: Names,
    /// Deals of each segment: won and lost.
    all: Vec<(u64, u64)>,
    /// Of each document, segments that it was used in, with deals won and lost with it.
    with: Vec<Vec<(u32, u64, u64)>>,
}

impl Lifts {
    /// Adds a decided deal with the documents that were used in it, each as often as it was.
    pub fn add(&mut self, segment: &str, is_won: bool, documents: &[u32]) {
        let segment = self.segments.number(segment);
        let (won, lost) = (u64::from(is_won), u64::from(!is_won));
        self.all.resize(self.all.len().max(segment as usize + 1), (0, 0));
        if let Some(all) = self.all.get_mut(segment as usize) {
            *all = (all.0 + won, all.1 + lost);
        }
        let mut distinct = documents.to_vec();
        distinct.sort_unstable();
        distinct.dedup();
        for document in distinct {
            let at = document as usize;
            self.with.resize_with(self.with.len().max(at + 1), Vec::new);
            let Some(with) = self.with.get_mut(at) else { continue };
            match with.iter_mut().find(|(it, ..)| *it == segment) {
                Some(counts) => *counts = (segment, counts.1 + won, counts.2 + lost),
                None => with.push((segment, won, lost)),
            }
        }
    }

    /// Deals with a document beside all others.
    pub fn of(&self, document: u32) -> Comparison {
        let with = self.with.get(document as usize).map(Vec::as_slice).unwrap_or_default();
        let mut comparison = Comparison::default();
        for (segment, (won, lost)) in (0..).zip(&self.all) {
            let used = with.iter().find(|(it, ..)| *it == segment);
            let (with_won, with_lost) = used.map_or((0, 0), |(_, won, lost)| (*won, *lost));
            let counts = Stratum { with_won, with_lost, without_won: won - with_won, without_lost: lost - with_lost };
            comparison.add_stratum(self.segments.name(segment).unwrap_or_default(), counts);
        }
        comparison
    }
}

impl Stratum {
    fn with(&self) -> u64 {
        self.with_won + self.with_lost
    }

    fn without(&self) -> u64 {
        self.without_won + self.without_lost
    }

    fn is_comparable(&self) -> bool {
        self.with() > 0 && self.without() > 0
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
    fn rates(&self) -> Rates {
        let rate = |won: u64, all: u64| if all == 0 { 0.0 } else { won as f64 / all as f64 };
        let (with, without) = (rate(self.with_won, self.with()), rate(self.without_won, self.without()));
        // Of one side alone nothing is known of the difference.
        let unknown = Estimate { value: with - without, lower: -1.0, upper: 1.0 };
        let difference = risk_difference(&[*self]).unwrap_or(unknown);
        Rates { with, without, difference, deals_with: self.with(), deals_without: self.without() }
    }

    /// The counts as numbers: won and lost with, won and lost without.
    #[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
    fn cells(&self) -> [f64; 4] {
        [self.with_won, self.with_lost, self.without_won, self.without_lost].map(|count| count as f64)
    }
}

/// The Mantel–Haenszel difference of rates: Σ (a n₀ − c n₁) ÷ N, divided by Σ n₁ n₀ ÷ N, with a of n₁ won with and c of n₀ without.
///
/// The variance is Sato's: (δ ΣP + ΣQ) ÷ (Σ n₁ n₀ ÷ N)², P = (n₁² c − n₀² a + n₁ n₀ (n₀ − n₁) ÷ 2) ÷ N²,
/// Q = (a (n₀ − c) + c (n₁ − a)) ÷ 2N (Sato, "On the variance estimator for the Mantel–Haenszel risk difference", Biometrics 45, 1989). It is right
/// for few large segments and for many small ones.
///
/// None where no stratum has deals of both sides.
#[expect(clippy::many_single_char_names, reason = "the formula's own names")]
pub fn risk_difference(strata: &[Stratum]) -> Option<Estimate> {
    let (mut numerator, mut weight, mut p, mut q) = (0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|stratum| stratum.is_comparable()) {
        let [a, b, c, d] = stratum.cells();
        let (with, without) = (a + b, c + d);
        let all = with + without;
        numerator += (a * without - c * with) / all;
        weight += with * without / all;
        p += (with * with * c - without * without * a + with * without * (without - with) / 2.0) / (all * all);
        q += (a * d + c * b) / (2.0 * all);
    }
    if weight <= 0.0 {
        return None;
    }
    let value = numerator / weight;
    let error = ((value * p + q) / (weight * weight)).max(0.0).sqrt();
    Some(Estimate { value, lower: (value - Z * error).max(-1.0), upper: (value + Z * error).min(1.0) })
}

/// The Mantel–Haenszel ratio of odds: Σ ad ÷ N, divided by Σ bc ÷ N, with a won and b lost with, c won and d lost without.
///
/// The variance of its logarithm is that of Robins, Breslow and Greenland ("Estimators of the Mantel–Haenszel variance consistent in both sparse data
/// and large-strata limiting models", Biometrics 42, 1986): ΣPR ÷ 2(ΣR)² + Σ(PS + QR) ÷ 2ΣRΣS + ΣQS ÷ 2(ΣS)², P = (a + d) ÷ N,
/// Q = (b + c) ÷ N, R = ad ÷ N, S = bc ÷ N.
///
/// None where a sum is 0: the ratio would be 0 or without bound, with no interval.
#[expect(clippy::many_single_char_names, reason = "the formula's own names")]
pub fn odds_ratio(strata: &[Stratum]) -> Option<Estimate> {
    let (mut r_sum, mut s_sum, mut pr, mut ps_qr, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for stratum in strata.iter().filter(|stratum| stratum.is_comparable()) {
        let [a, b, c, d] = stratum.cells();
        let all = a + b + c + d;
        let (p, q, r, s) = ((a + d) / all, (b + c) / all, a * d / all, b * c / all);
        r_sum += r;
        s_sum += s;
        pr += p * r;
        ps_qr += p * s + q * r;
        qs += q * s;
    }
    if r_sum <= 0.0 || s_sum <= 0.0 {
        return None;
    }
    let logarithm = f64::ln(r_sum / s_sum);
    let variance = pr / (2.0 * r_sum * r_sum) + ps_qr / (2.0 * r_sum * s_sum) + qs / (2.0 * s_sum * s_sum);
    let reach = Z * variance.sqrt();
    Some(Estimate { value: logarithm.exp(), lower: (logarithm - reach).exp(), upper: (logarithm + reach).exp() })
}

#[cfg(test)]
mod tests;
