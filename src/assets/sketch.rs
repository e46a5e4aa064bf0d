//! What a text is known by: enough of it to tell how much of two texts is the same, without either text.
//!
//! Of all runs of [`RUN`] words, those whose hashes are smallest stand for the text (Broder, "On the resemblance and containment of
//! documents", 1997): the share of these that two texts have in common is, but for chance, the share of all.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Words in a run: enough that runs are rarely the same by chance, few enough that one new word changes little.
const RUN: usize = 3;
/// Runs kept at most: by them a share is known to within some hundredths.
const KEPT: usize = 256;
/// With fewer runs a text says too little of itself: forms and title slides are all alike.
const FEWEST: usize = 24;
/// Of two texts that are alike, it is all but certain that they share one of so many of the smallest: of the union's smallest eight, both
/// have each with a chance of [`LIKE`].
const TELLING: usize = 8;
/// The share of common runs from which on one text is a version of the other.
const LIKE: f64 = 0.8;

/// What a text is known by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sketch(BTreeSet<u64>);

impl Sketch {
    /// That of a text in parts.
    pub(super) fn of<'a>(parts: impl Iterator<Item = &'a str>) -> Self {
        let mut smallest = BTreeSet::new();
        for part in parts {
            let words = words(part);
            for run in words.windows(RUN) {
                smallest.insert(hash(run));
                if smallest.len() > KEPT {
                    smallest.pop_last();
                }
            }
        }
        Self(smallest)
    }

    /// Those by which texts that are alike find each other; none of a text that says too little.
    pub(super) fn telling(&self) -> impl Iterator<Item = u64> {
        let count = if self.0.len() < FEWEST { 0 } else { TELLING };
        self.0.iter().take(count).copied()
    }

    /// Whether most of both texts is the same.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let union: Vec<&u64> = self.0.union(&other.0).take(KEPT).collect();
        let common = union.iter().filter(|hash| self.0.contains(hash) && other.0.contains(hash)).count();
        share(common, union.len()) >= LIKE
    }
}

/// Words in lower case. Where a script has no spaces between words, each character counts as one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().any(fieldbook_search::analysis::is_unspaced) {
            words.extend(word.chars().map(String::from));
        } else {
            words.push(word.to_lowercase());
        }
    }
    words
}

fn hash(run: &[String]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for word in run {
        hasher.update(word.as_bytes()).update(b" ");
    }
    let hash = hasher.finalize();
    hash.as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

#[expect(clippy::cast_precision_loss, reason = "both are at most a few hundred")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(range: std::ops::Range<usize>) -> String {
        range.map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
    }

    fn sketch(text: &str) -> Sketch {
        Sketch::of(std::iter::once(text))
    }

    #[test]
    fn texts_are_alike_that_share_most_of_what_they_say() {
        let whole = sketch(&text(0..2000));
        assert!(whole.is_like(&sketch(&text(100..2050))));
        assert!(!whole.is_like(&sketch(&text(500..2500))));
        let near: Vec<u64> = sketch(&text(100..2050)).telling().collect();
        assert!(whole.telling().any(|hash| near.contains(&hash)));
        assert!(!Sketch::default().is_like(&Sketch::default()));
    }

    #[test]
    fn a_text_of_few_words_tells_nothing_and_one_without_spaces_is_known_by_its_characters() {
        assert_eq!(sketch("Thank you for your attention").telling().count(), 0);
        let rolled =
            "文書には表紙と目次と本文がある。営業担当者は提案の前にこの資料を読み、顧客に合わせて数字を確かめる。";
        let changed = rolled.replace("数字", "価格");
        assert!(sketch(rolled).telling().count() > 0);
        assert!(sketch(rolled).is_like(&sketch(&changed)));
    }
}
