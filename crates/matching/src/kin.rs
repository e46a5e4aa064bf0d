//! Which stems go together in a library: "TLS" with "encrypt", "invoice" with "payment".

use std::{collections::HashMap, sync::OnceLock};

use crate::{index::count_of, terms::Terms};

/// How many of a stem's kin count.
const MOST: usize = 12;

/// The least kinship that counts, and in how many answers both stems must be.
const LEAST: f64 = 0.2;
const TOGETHER: u32 = 2;

/// A stem's kin, each with its kinship, the nearest first.
pub(crate) type Kin = Box<[(u32, f64)]>;

/// Kinship between stems: how much more often they're in one answer than by chance (normalised pointwise mutual information, Bouma 2009: 1
/// where neither is without the other, 0 where it's chance). It's reckoned when it's first asked for, and kept.
pub(crate) struct Kinship {
    /// Of each stem, the answers that have it.
    with: Vec<Vec<u32>>,
    known: Vec<OnceLock<Kin>>,
    /// The place of each stem in the order of letters, so that equals are told apart in any order of answers.
    places: Vec<u32>,
}

impl Kinship {
    /// Between stems of answers, given their places in the order of letters.
    pub(crate) fn new(wholes: &[Terms], places: Vec<u32>) -> Self {
        let mut with = vec![Vec::new(); places.len()];
        for (answer, whole) in (0..).zip(wholes) {
            for stem in &whole.stems {
                if let Some(with) = with.get_mut(*stem as usize) {
                    with.push(answer);
                }
            }
        }
        let known = with.iter().map(|_| OnceLock::new()).collect();
        Self { with, known, places }
    }

    /// A stem's kin.
    pub(crate) fn of(&self, stem: u32, wholes: &[Terms]) -> &[(u32, f64)] {
        let known = self.known.get(stem as usize);
        known.map_or(&[], |known| known.get_or_init(|| self.reckon(stem, wholes).into()))
    }

    fn reckon(&self, stem: u32, wholes: &[Terms]) -> Vec<(u32, f64)> {
        let all = count_of(wholes.len());
        let Some(with) = self.with.get(stem as usize) else { return Vec::new() };
        if with.len() * 10 > wholes.len() {
            return Vec::new();
        }
        let mut together: HashMap<u32, u32> = HashMap::new();
        for other in with.iter().filter_map(|answer| wholes.get(*answer as usize)).flat_map(|whole| &whole.stems) {
            *together.entry(*other).or_default() += 1;
        }
        let of_other = |other: u32| self.with.get(other as usize).map_or(0.0, |with| count_of(with.len()));
        let mut kin: Vec<(u32, f64)> = together
            .into_iter()
            .filter(|(other, together)| *other != stem && *together >= TOGETHER)
            .filter_map(|(other, together)| {
                let both = f64::from(together) / all;
                let kinship = (both * all * all / (count_of(with.len()) * of_other(other))).ln() / -both.ln();
                (kinship > LEAST).then_some((other, kinship))
            })
            .collect();
        let place = |stem: u32| self.places.get(stem as usize);
        kin.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(place(one.0).cmp(&place(other.0))));
        kin.truncate(MOST);
        kin
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_that_are_in_the_same_answers_are_kin() {
        let answer = |stems: &[u32]| Terms { stems: stems.to_vec(), pairs: Vec::new(), numbers: Vec::new() };
        let mut answers: Vec<Terms> = (10..40).map(|other| answer(&[9, other])).collect();
        answers.extend([answer(&[1, 2, 3, 9]), answer(&[1, 2, 9]), answer(&[3, 9])]);
        let kinship = Kinship::new(&answers, (0..40).collect());
        let kin = |stem| kinship.of(stem, &answers).iter().map(|(kin, _)| *kin).collect::<Vec<_>>();
        assert_eq!(kin(1), [2], "3 is with it only once, 9 with all");
        assert!(kinship.of(1, &answers).iter().all(|(_, kinship)| (0.99..=1.01).contains(kinship)));
        assert_eq!(kin(9), [0_u32; 0], "what nearly all answers have is kin to none");
        assert_eq!(kin(77), [0_u32; 0]);
    }
}
