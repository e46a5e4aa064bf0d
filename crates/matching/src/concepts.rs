//! Words that mean the same: "MFA" and "two-factor authentication".
//!
//! Some are the field's (`concepts.txt`: a concept a line, its wordings between commas), others a library's own: what it writes as
//! "one-time password (OTP)" it may write as either afterwards.

use std::collections::BTreeMap;

/// The field's own.
pub(crate) const OF_THE_FIELD: &str = include_str!("concepts.txt");

/// Letters of a short form.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// Wordings of concepts, in stems: by their first stem, with the number of the concept.
#[derive(Default)]
pub(crate) struct Concepts {
    wordings: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    concepts: usize,
}

impl Concepts {
    /// Adds a concept, by its wordings in stems.
    pub(crate) fn add(&mut self, wordings: impl Iterator<Item = Vec<String>>) {
        for stems in wordings {
            if let Some(first) = stems.first() {
                self.wordings.entry(first.clone()).or_default().push((stems, self.concepts));
            }
        }
        self.concepts += 1;
    }

    /// The concepts that a text has, by its stems.
    pub(crate) fn of<'a>(&'a self, stems: &'a [String]) -> impl Iterator<Item = usize> + 'a {
        stems.iter().enumerate().flat_map(move |(at, stem)| {
            let rest = stems.get(at..).unwrap_or_default();
            let here = self.wordings.get(stem).into_iter().flatten();
            here.filter(move |(wording, _)| rest.starts_with(wording)).map(|(_, concept)| *concept)
        })
    }
}

/// Short forms that a text explains in brackets, each with its long form: words before it that begin with its letters.
pub(crate) fn short_forms(text: &str) -> Vec<(String, String)> {
    let pieces = text.match_indices('(').filter_map(|(at, _)| {
        let inside = text.get(at + 1..)?;
        let short = inside.get(..inside.find([')', ',', ';', ' '])?)?;
        let is_short_form = LETTERS.contains(&short.chars().count())
            && short.chars().all(char::is_alphanumeric)
            && short.chars().filter(|letter| letter.is_uppercase()).count() >= 2;
        is_short_form.then(|| Some((short.to_owned(), long_form(text.get(..at)?, short)?)))?
    });
    pieces.collect()
}

/// The words at the end of a text that begin with the letters of a short form, one after the other; small words may stand between them.
fn long_form(before: &str, short: &str) -> Option<String> {
    let mut letters: Vec<char> = short.trim_end_matches('s').to_lowercase().chars().collect();
    let words = before.trim_end().rsplit([' ', '-', '\n']);
    let mut long: Vec<&str> = Vec::new();
    for word in words {
        let first = word.to_lowercase().chars().next()?;
        if Some(&first) == letters.last() {
            letters.pop();
        } else if word.len() > 3 {
            return None;
        }
        long.push(word);
        if letters.is_empty() {
            long.reverse();
            return Some(long.join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_learnt_from_where_they_are_explained() {
        let forms =
            |text| short_forms(text).into_iter().map(|(short, long)| format!("{short}: {long}")).collect::<Vec<_>>();
        assert_eq!(
            forms("Use a one-time password (OTP), or time of day (TOD)."),
            ["OTP: one time password", "TOD: time of day"]
        );
        assert_eq!(forms("All our APIs (REST) (see) (A) are fine ("), Vec::<String>::new());
    }
}
