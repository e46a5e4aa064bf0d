//! The terms of a text: what tells texts apart when documents that are alike are sought.
//!
//! Words are kept as hashes of their first letters, so that `encrypt` and `encryption` are one term in any language that
//! bends words at their end, and a bag of them takes some hundred bytes. Texts without blanks between words give pairs of
//! neighbouring characters.

use std::fmt;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::parse::Spanned;

/// Letters of a word that count.
const STEM: usize = 7;
/// Letters that a word has at least: shorter ones mostly hold sentences together.
const SHORTEST: usize = 4;
/// Terms that a bag holds at most: the most frequent ones.
const MOST: usize = 96;
/// How often a word in a heading counts.
const IN_HEADING: usize = 2;

/// The most frequent terms of a body, but for what is for fewer readers than the body itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Terms(Box<[(u32, u8)]>);

impl fmt::Debug for Terms {
    /// Hashes say nothing to a reader.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Terms({})", self.0.len())
    }
}

impl Terms {
    /// The terms and how often each is there, in the order of the terms.
    pub fn iter(&self) -> impl Iterator<Item = (u32, u8)> + '_ {
        self.0.iter().copied()
    }

    /// The terms of a body's text, as far as all who may read the body see it.
    pub(super) fn of(events: &[Spanned<'_>], is_narrower: impl Fn(usize) -> bool) -> Self {
        let mut all = Vec::new();
        let mut in_heading = false;
        for (event, range) in events {
            match event {
                Event::Start(Tag::Heading { .. }) => in_heading = true,
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Text(text) | Event::Code(text) if !is_narrower(range.start) => {
                    for _ in 0..if in_heading { IN_HEADING } else { 1 } {
                        each(text, |term| all.push(term));
                    }
                }
                _ => {}
            }
        }
        Self::most_frequent(all)
    }

    fn most_frequent(mut all: Vec<u32>) -> Self {
        all.sort_unstable();
        let runs = all.chunk_by(PartialEq::eq);
        let mut terms: Vec<(u32, u8)> =
            runs.filter_map(|run| Some((*run.first()?, u8::try_from(run.len()).unwrap_or(u8::MAX)))).collect();
        if terms.len() > MOST {
            terms.sort_unstable_by_key(|(term, count)| (std::cmp::Reverse(*count), *term));
            terms.truncate(MOST);
            terms.sort_unstable();
        }
        Self(terms.into())
    }
}

/// Hands on each term of a text, in order.
pub fn each(text: &str, mut take: impl FnMut(u32)) {
    if text.is_ascii() {
        return each_ascii(text.as_bytes(), take);
    }
    let mut word = Word::default();
    let mut ideograph = None;
    for character in text.chars() {
        if is_ideograph(character) {
            word.end(&mut take);
            if let Some(before) = ideograph.replace(character) {
                take(hashed(hashed(Word::default().hash, before), character));
            }
            continue;
        }
        ideograph = None;
        if character.is_alphanumeric() {
            word.push(character);
        } else {
            word.end(&mut take);
        }
    }
    word.end(&mut take);
}

/// The same for the letters that most texts are made of, in a fraction of the time.
fn each_ascii(text: &[u8], take: impl FnMut(u32)) {
    let words = text.split(|letter| !letter.is_ascii_alphanumeric()).filter(|word| word.len() >= SHORTEST);
    let hash = |word: &[u8]| {
        let letters = word.iter().take(STEM).map(|letter| char::from(letter.to_ascii_lowercase()));
        letters.fold(Word::default().hash, hashed)
    };
    words.map(hash).for_each(take);
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A word while its letters go by (FNV-1a over characters).
struct Word {
    hash: u32,
    letters: usize,
}

impl Default for Word {
    fn default() -> Self {
        Self { hash: 0x811c_9dc5, letters: 0 }
    }
}

impl Word {
    fn push(&mut self, letter: char) {
        if self.letters < STEM {
            let lower = if letter.is_ascii() { letter.to_ascii_lowercase() } else { lower(letter) };
            self.hash = hashed(self.hash, lower);
        }
        self.letters += 1;
    }

    fn end(&mut self, take: &mut impl FnMut(u32)) {
        if self.letters >= SHORTEST {
            take(self.hash);
        }
        if self.letters > 0 {
            *self = Self::default();
        }
    }
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn hashed(hash: u32, character: char) -> u32 {
    (hash ^ u32::from(character)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<u32> {
        let mut terms = Vec::new();
        each(text, |term| terms.push(term));
        terms
    }

    #[test]
    fn words_that_begin_alike_are_one_term_and_short_words_none() {
        assert_eq!(terms("Encrypted at rest"), [terms("ENCRYPTION"), terms("rest")].concat());
        assert!(terms("of an in").is_empty());
        assert_eq!(terms("Prüfungen"), terms("PRÜFUNG"));
    }

    #[test]
    fn letters_beyond_ascii_change_nothing_in_the_words_around_them() {
        let text = "Encrypted at rest, since v10_beta and twice-a-day: Telemetry2";
        assert_eq!(terms(text), terms(&format!("{text} é")));
    }

    #[test]
    fn texts_without_blanks_give_pairs_of_characters() {
        assert_eq!(terms("監視装置").len(), 3);
        assert_eq!(terms("監視").first(), terms("の監視").get(1));
    }

    #[test]
    fn what_is_for_fewer_readers_is_in_no_bag() {
        let open = super::super::outline("Calibration records\n").terms;
        let body =
            "Calibration records\n\n:::internal\nMargin forecast\n:::\n\n- Discount ladder {audience=internal}\n";
        assert_eq!(super::super::outline(body).terms, open);
        assert_ne!(super::super::outline("Calibration records\n\nMargin forecast\n").terms, open);
    }

    #[test]
    fn a_bag_holds_the_most_frequent_terms() {
        let words: Vec<String> = (0..200).map(|number| format!("word{number} alarm")).collect();
        let body = words.join(" ");
        let bag = super::super::outline(&body).terms;
        assert_eq!(bag.iter().count(), MOST);
        assert_eq!(bag.iter().find(|(_, count)| *count == 200).map(|(term, _)| vec![term]), Some(terms("alarm")));
    }
}
