//! Words run together or split: `onboarding` and `on boarding`, `soc2` and `SOC 2`, `401k` and `401(k)`.
//!
//! Positions aren't resident, and a phrase costs a third round of requests. So the parts of a word that the index lacks
//! need only stand in one section. Of a word that it has, if seldom (`income`), the parts must stand side by side
//! (`in come`); and where they are frequent, so that their positions are many, they aren't looked for at all.

use crate::{
    SearchError,
    dictionary::{Candidate, Dictionary},
};

/// Letters that two words must have together to be looked for as one.
const JOINED_LETTERS: usize = 4;

/// Letters that one of two words must have for that.
const LONGER_LETTERS: usize = 3;

/// What two words that are joined may stand for.
const MOST_JOINED: usize = 3;

/// Letters of the second part of a word from which on that part may be unfinished.
const OPEN_LETTERS: usize = 3;

/// What the second part of an unfinished word may go on as.
const MOST_CONTINUATIONS: usize = 3;

/// Sections that hold a word, up to which its parts are looked for as well.
const SELDOM: u32 = 8;

/// Sections that hold the more frequent part, up to which positions are fetched.
const MOST_POSITIONS: u32 = 2000;

/// Parts of a word between letters and digits, at most (`iso27001a`).
const MOST_PARTS: usize = 3;

/// A word as several.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Split {
    pub(crate) parts: Vec<String>,
    /// Whether the parts must stand side by side.
    pub(crate) is_phrase: bool,
}

/// Two neighbouring words as one, best first; none where no such word is in the index.
pub(crate) fn joined(
    dictionary: &Dictionary<'_>,
    (one, other): (&str, &str),
    open: bool,
) -> Result<Vec<Candidate>, SearchError> {
    let lengths = [one, other].map(|word| word.chars().count());
    if lengths.iter().sum::<usize>() < JOINED_LETTERS || lengths.iter().all(|length| *length < LONGER_LETTERS) {
        return Ok(Vec::new());
    }
    let mut candidates = dictionary.expand(&format!("{one}{other}"), open)?;
    candidates.truncate(MOST_JOINED);
    Ok(candidates)
}

/// A word whose letters and digits stand apart elsewhere. `frequency` is its own.
pub(crate) fn split_at_digits(
    dictionary: &Dictionary<'_>,
    word: &str,
    frequency: u32,
) -> Result<Option<Split>, SearchError> {
    let parts = parts_by_digits(word);
    let is_telling = frequency == 0 || parts.iter().any(|part| part.chars().count() >= LONGER_LETTERS);
    if !(2..=MOST_PARTS).contains(&parts.len()) || !is_telling {
        return Ok(None);
    }
    for part in &parts {
        if dictionary.frequency(part)? == 0 {
            return Ok(None);
        }
    }
    let parts = parts.into_iter().map(str::to_owned).collect();
    Ok(Some(Split { parts, is_phrase: false }))
}

/// A word of letters as two words of the index, each as frequent as can be; several where the second may go on.
/// `frequency` is the word's own.
pub(crate) fn split(
    dictionary: &Dictionary<'_>,
    word: &str,
    open: bool,
    frequency: u32,
) -> Result<Vec<Split>, SearchError> {
    if frequency > SELDOM || !word.chars().all(char::is_alphabetic) {
        return Ok(Vec::new());
    }
    let mut best: Option<(u32, Vec<Split>)> = None;
    for (at, _) in word.char_indices().skip(1) {
        let (one, other) = word.split_at(at);
        if other.chars().count() < 2 {
            break;
        }
        let first = dictionary.frequency(one)?;
        if first == 0 || (frequency > 0 && first > MOST_POSITIONS) {
            continue;
        }
        let seconds = seconds(dictionary, other, open)?;
        let second = seconds.iter().map(|(_, frequency)| *frequency).max().unwrap_or_default();
        let likelihood = first.min(second);
        let is_bearable = frequency == 0 || second <= MOST_POSITIONS;
        if is_bearable && likelihood > best.as_ref().map_or(0, |(most, _)| *most) {
            let split = |(second, _)| Split { parts: vec![one.to_owned(), second], is_phrase: frequency > 0 };
            best = Some((likelihood, seconds.into_iter().map(split).collect()));
        }
    }
    Ok(best.map(|(_, splits)| splits).unwrap_or_default())
}

/// What the second part of a word may be, with frequencies.
fn seconds(dictionary: &Dictionary<'_>, part: &str, open: bool) -> Result<Vec<(String, u32)>, SearchError> {
    if open && part.chars().count() >= OPEN_LETTERS {
        let candidates = dictionary.beginning_with(part)?.into_iter().take(MOST_CONTINUATIONS);
        return Ok(candidates.map(|candidate| (candidate.term, candidate.frequency)).collect());
    }
    let frequency = dictionary.frequency(part)?;
    Ok(if frequency == 0 { Vec::new() } else { vec![(part.to_owned(), frequency)] })
}

/// Runs of digits and of what is none.
fn parts_by_digits(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut last = None;
    for (at, letter) in word.char_indices() {
        let is_digit = letter.is_numeric();
        if last.is_some_and(|last| last != is_digit) {
            parts.push(&word[start..at]);
            start = at;
        }
        last = Some(is_digit);
    }
    parts.push(&word[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_parted() {
        assert_eq!(parts_by_digits("soc2"), ["soc", "2"]);
        assert_eq!(parts_by_digits("401k"), ["401", "k"]);
        assert_eq!(parts_by_digits("b2b"), ["b", "2", "b"]);
        assert_eq!(parts_by_digits("plain"), ["plain"]);
        assert_eq!(parts_by_digits("27001"), ["27001"]);
    }
}
