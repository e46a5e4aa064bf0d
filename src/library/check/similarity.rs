//! Which of many short texts are nearly the same, found exactly and without comparing each with each.
//!
//! Two texts are alike if their sets of words share at least [`LIKENESS`] of all their words (Jaccard). Sets that alike
//! must share a word among the rarest few of each, so only texts that meet in an index of those are compared (the
//! prefix filter of Chaudhuri, Ganti and Kaushik, 2006).

use std::collections::{BTreeMap, BTreeSet};

/// The share of common words from which on two texts are nearly the same. High, since questions that differ in the one
/// word that matters (at rest, in transit) are alike in all others.
const LIKENESS: f64 = 0.85;

/// With fewer words than this only the same words count as alike.
const FEWEST: usize = 3;

/// Words that questions are made with, rather than about.
const FRAME: &[&str] = &[
    "a", "an", "and", "any", "are", "be", "can", "company", "could", "describe", "do", "does", "explain", "for", "has",
    "have", "how", "if", "in", "is", "it", "of", "on", "or", "our", "please", "product", "provide", "so", "solution",
    "system", "that", "the", "there", "to", "what", "which", "will", "with", "would", "you", "your",
];

/// A text as the words that tell it from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    /// All words in order, in lower case.
    normalised: String,
    /// Words that matter.
    words: BTreeSet<String>,
}

impl Wording {
    /// Takes a text apart.
    pub(super) fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
        let all: Vec<&str> = words.collect();
        let words: BTreeSet<String> =
            all.iter().filter(|word| !FRAME.contains(word)).map(|word| (*word).to_owned()).collect();
        Self { normalised: all.join(" "), words }
    }

    fn is_like(&self, other: &Self) -> bool {
        if self.normalised == other.normalised {
            return true;
        }
        self.words.len().min(other.words.len()) >= FEWEST
            && are_alike(&self.words, &other.words)
            && !self.differs_in_a_number(other)
    }

    /// Its words with a digit.
    pub(super) fn numbers(&self) -> BTreeSet<&str> {
        let words = self.words.iter().map(String::as_str);
        words.filter(|word| word.contains(|it: char| it.is_ascii_digit())).collect()
    }

    /// `ISO 27001` and `ISO 27017` are different matters, however long the question.
    fn differs_in_a_number(&self, other: &Self) -> bool {
        self.words.symmetric_difference(&other.words).any(|word| word.contains(|it: char| it.is_ascii_digit()))
    }
}

/// The smallest number of words that is [`LIKENESS`] of `count`.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of words in a question are small and not negative"
)]
fn threshold(count: usize) -> usize {
    (count as f64 * LIKENESS).ceil() as usize
}

/// Pairs of texts that are nearly the same, by their places: the later one first.
pub(super) fn pairs(wordings: &[&Wording]) -> Vec<(usize, usize)> {
    let words: Vec<&BTreeSet<String>> = wordings.iter().map(|wording| &wording.words).collect();
    let mut pairs: BTreeSet<(usize, usize)> = candidates(&words).into_iter().collect();
    let mut by_text: BTreeMap<&str, usize> = BTreeMap::new();
    for (later, wording) in wordings.iter().enumerate() {
        let earlier = *by_text.entry(&wording.normalised).or_insert(later);
        pairs.extend((earlier != later).then_some((later, earlier)));
    }
    pairs.into_iter().filter(|(later, earlier)| wordings[*earlier].is_like(wordings[*later])).collect()
}

/// Pairs of sets among which are all that share [`LIKENESS`] of what they have, by their places: the later one first. Of sets that are
/// equal, each is paired with the first one, and the others with that alone.
pub(super) fn candidates<T: Ord>(sets: &[&BTreeSet<T>]) -> Vec<(usize, usize)> {
    let mut frequency: BTreeMap<&T, usize> = BTreeMap::new();
    for member in sets.iter().copied().flatten() {
        *frequency.entry(member).or_default() += 1;
    }
    let mut by_member: BTreeMap<&T, Vec<usize>> = BTreeMap::new();
    let mut firsts: BTreeMap<&BTreeSet<T>, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (later, set) in sets.iter().copied().enumerate() {
        let first = *firsts.entry(set).or_insert(later);
        if first != later {
            pairs.push((later, first));
            continue;
        }
        let prefix = rarest(set, &frequency);
        let met: BTreeSet<usize> =
            prefix.iter().filter_map(|member| by_member.get(member)).flatten().copied().collect();
        let is_of_a_size = |other: &usize| {
            let (less, more) = (set.len().min(sets[*other].len()), set.len().max(sets[*other].len()));
            less >= threshold(more)
        };
        pairs.extend(met.into_iter().filter(is_of_a_size).map(|earlier| (later, earlier)));
        for member in prefix {
            by_member.entry(member).or_default().push(later);
        }
    }
    pairs
}

/// The share of two sets' members that both have is [`LIKENESS`] or more.
pub(super) fn are_alike<T: Ord>(one: &BTreeSet<T>, other: &BTreeSet<T>) -> bool {
    let common = one.intersection(other).count();
    common >= threshold(one.len() + other.len() - common)
}

/// So many of a set's rarest members that any set like it has one of them among its own.
fn rarest<'a, T: Ord>(set: &'a BTreeSet<T>, frequency: &BTreeMap<&T, usize>) -> Vec<&'a T> {
    let mut members: Vec<&T> = set.iter().collect();
    members.sort_by_key(|member| (frequency.get(member).copied().unwrap_or_default(), *member));
    let length = (members.len() + 1).saturating_sub(threshold(members.len()));
    members.truncate(length);
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> bool {
        let (one, other) = (Wording::new(one), Wording::new(other));
        let found = pairs(&[&one, &other]) == [(1, 0)];
        assert_eq!(found, one.is_like(&other), "the index and the comparison agree");
        found
    }

    #[test]
    fn the_same_question_in_other_clothes_is_alike() {
        assert!(alike("Do you encrypt data at rest?", "do you ENCRYPT data at rest"));
        assert!(alike(
            "Do you encrypt customer data at rest?",
            "Please describe: does your solution encrypt customer data at rest"
        ));
    }

    #[test]
    fn a_question_about_something_else_is_not() {
        assert!(!alike("Do you encrypt data at rest?", "Do you encrypt data in transit?"));
        assert!(!alike(
            "Is the hosting centre certified by an auditor for ISO 27001",
            "Is the hosting centre certified by an auditor for ISO 27017"
        ));
        assert!(!alike("SSO?", "MFA?"));
    }

    #[test]
    fn thousands_of_questions_are_compared_in_no_time() {
        let wordings: Vec<Wording> = (0..5_000)
            .map(|index| {
                Wording::new(&format!("Is item {} checked for topic{} against rule{}", index, index % 70, index % 91))
            })
            .collect();
        let before = std::time::Instant::now();
        assert!(pairs(&wordings.iter().collect::<Vec<_>>()).is_empty());
        assert!(before.elapsed().as_secs() < 5, "took {:?}", before.elapsed());
    }

    proptest::proptest! {
        #[test]
        fn the_index_misses_no_pair(texts in proptest::collection::vec("[a-f]( [a-f]){0,9}", 0..12)) {
            let wordings: Vec<Wording> = texts.iter().map(|text| Wording::new(text)).collect();
            let wordings: Vec<&Wording> = wordings.iter().collect();
            let mut expected = Vec::new();
            for later in 0..wordings.len() {
                // Of texts with the same words, the first stands for all.
                expected.extend((0..later).filter(|it| wordings[*it].is_like(wordings[later])).map(|it| (later, it)));
            }
            let found = pairs(&wordings);
            proptest::prop_assert!(found.iter().all(|pair| expected.contains(pair)));
            for (later, earlier) in expected {
                let stands_for = |at: usize| (0..=at).find(|it| wordings[*it].words == wordings[at].words).unwrap_or(at);
                let (later, earlier) = (stands_for(later), stands_for(earlier));
                let (later, earlier) = (later.max(earlier), later.min(earlier));
                let is_told = later == earlier || found.contains(&(later, earlier)) || !wordings[earlier].is_like(wordings[later]);
                proptest::prop_assert!(is_told);
            }
        }
    }
}
