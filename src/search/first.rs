//! First answers: the best pages of each word, which a browser shows while the engine is on its way.
//!
//! On a slow line a reader waits seconds for the engine and the hot file. So for each word of the index, and for each
//! beginning of many words (`ac*`), the best pages are written down in **shards**: files that follow one another in the
//! order of words, so that one request brings what is known of a word. The manifest holds the key that each begins with.
//!
//! A shard is gzipped JSON, column by column, since numbers of a kind compress better side by side:
//!
//! ```text
//! {"terms": ["ac", "ac*", "accept", …]   in UTF-16 order, as JavaScript compares
//!  "rarities": "k2P…"                    a level for each
//!  "counts": "ICB…"                      how many pages each has, a digit
//!  "pages": [17, 4, 130, 2, …]           their numbers, ascending; each as the distance from the one before, 0 for each term's first
//!  "sections": "ABA…"                    the best section of each, a digit: 0 is the head, and stands for those beyond 63
//!  "shares": "z7h…"}                     what the word scores there without its rarity, a level
//! ```
//!
//! A digit is one of 64 characters ([`DIGITS`]). A level is a logarithm in one digit: 63 stands for the highest value in
//! the index, each step below for a sixth of an octave (11%) less. So what a word gives a page is, but for a factor that
//! is the same for all, 2^((rarity - 63) / 6) · 2^((share - 63) / 6), and the words of a query are added up.

use std::collections::BTreeMap;

use fieldbook_search::{
    SearchError,
    best::{Best, BestPage, Word, Words},
};
use rayon::prelude::*;
use serde::Serialize;
use tantivy::directory::RamDirectory;

/// The characters that stand for 0 to 63.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Steps of a level for each doubling.
const STEPS: f32 = 6.0;

/// Bytes that all shards together may have, compressed: what a host easily bears, and as much as 10,000 pages of usual text fill.
const MOST_BYTES: usize = 1_150_000;

/// Shards at most, so that hosts bear the number of files.
const MOST_SHARDS: usize = 100;

/// Bytes of a shard, compressed, where there may be as many as wanted: less would be spent on the request.
const SHARD_BYTES: usize = 8 * 1024;

/// Bytes that a term costs, and each of its pages, compressed (measured on English and made-up libraries).
const TERM_BYTES: usize = 5;
const PAGE_BYTES: usize = 3;

/// Pages of a word that are written down at most, and at least: a screenful, and what leaves some choice to queries of
/// several words.
const MOST_PAGES: usize = 20;
const LEAST_PAGES: usize = 4;

/// Letters that beginnings have at most for which pages are written down.
const BEGINNING_LETTERS: usize = 4;

/// Words that must begin so: where there are fewer, a reader finds all of them side by side.
const CONTINUATIONS: usize = 30;

/// Follows a beginning; it sorts before all that words consist of.
const OPEN: char = '*';

/// What is to be served for first answers.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FirstAnswers {
    /// Files before compression.
    pub(super) shards: Vec<Vec<u8>>,
    /// The key that each begins with, or less of it where that tells it from the end of the one before.
    pub(super) keys: Vec<String>,
}

/// A word, or a beginning with [`OPEN`], and its pages, best first.
#[derive(Debug)]
struct Entry {
    key: String,
    best: Best,
}

/// Makes the first answers of the index in a directory.
pub(super) fn write(directory: &RamDirectory) -> Result<FirstAnswers, SearchError> {
    let mut entries = entries(directory)?;
    let kept = pages_kept(&entries);
    for entry in &mut entries {
        entry.best.pages.truncate(kept);
        entry.best.pages.sort_unstable_by_key(|page| page.page);
    }
    let scale = Scale::of(&entries);
    let shards = cut(&entries);
    let keys = std::iter::once(String::new())
        .chain(shards.windows(2).filter_map(|pair| Some(separator(&pair[0].last()?.key, &pair[1].first()?.key))));
    Ok(FirstAnswers {
        keys: keys.take(shards.len()).collect(),
        shards: shards.par_iter().map(|entries| encode(entries, &scale)).collect::<Result<_, _>>()?,
    })
}

/// All entries in the order of shards.
fn entries(directory: &RamDirectory) -> Result<Vec<Entry>, SearchError> {
    let words = Words::open(directory.clone())?;
    let all = words.all()?;
    let most = most_pages(all.len());
    let of_word = |word: &Word| Ok(Entry::new(word.text.clone(), words.best_of(word, most)?));
    let of_beginning = |beginning: &&str| {
        Ok(Entry::new(format!("{beginning}{OPEN}"), words.best(&words.beginning_with(beginning)?, most)?))
    };
    let beginnings = beginnings(all.iter().map(|word| word.text.as_str()));
    let found = all.par_iter().map(of_word).chain(beginnings.par_iter().map(of_beginning));
    let mut entries = found.collect::<Result<Vec<Entry>, SearchError>>()?;
    entries.retain(|entry| !entry.best.pages.is_empty());
    entries.par_sort_by(|one, other| one.key.encode_utf16().cmp(other.key.encode_utf16()));
    Ok(entries)
}

/// How many pages of each word are looked for: no more than can be kept, since there may be millions of words.
fn most_pages(words: usize) -> usize {
    if words * (TERM_BYTES + PAGE_BYTES) > MOST_BYTES { LEAST_PAGES } else { MOST_PAGES }
}

/// The beginnings that many words share.
fn beginnings<'a>(words: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        for (at, letter) in word.char_indices().take(BEGINNING_LETTERS) {
            *counts.entry(&word[..at + letter.len_utf8()]).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, words)| *words > CONTINUATIONS).map(|(beginning, _)| beginning).collect()
}

/// How many pages of each entry are kept, so that all of them fit.
fn pages_kept(entries: &[Entry]) -> usize {
    let bytes = |limit: usize| entries.iter().map(|entry| entry.bytes(limit)).sum::<usize>();
    (LEAST_PAGES..=MOST_PAGES).rev().find(|limit| bytes(*limit) <= MOST_BYTES).unwrap_or(LEAST_PAGES)
}

impl Entry {
    /// With no more memory than its pages take: most words have few.
    fn new(key: String, mut best: Best) -> Self {
        best.pages.shrink_to_fit();
        Self { key, best }
    }

    /// About how many bytes it takes, compressed, with so many pages at most.
    fn bytes(&self, limit: usize) -> usize {
        TERM_BYTES + PAGE_BYTES * self.best.pages.len().min(limit)
    }
}

/// Cuts entries into shards of about the same size.
fn cut(entries: &[Entry]) -> Vec<&[Entry]> {
    let all: usize = entries.iter().map(|entry| entry.bytes(MOST_PAGES)).sum();
    let count = all.div_ceil(SHARD_BYTES).clamp(1, MOST_SHARDS);
    let mut shards = Vec::with_capacity(count);
    let (mut rest, mut before) = (entries, 0);
    for number in 1..=count {
        // By what all shards up to here should have, so that what one has too much doesn't push the others on.
        let mut upto = before;
        let fits = |entry: &&Entry| {
            upto += entry.bytes(MOST_PAGES);
            upto * count <= all * number
        };
        let length = rest.iter().take_while(fits).count().max(1).min(rest.len());
        let (shard, after) = rest.split_at(length);
        before += shard.iter().map(|entry| entry.bytes(MOST_PAGES)).sum::<usize>();
        rest = after;
        if !shard.is_empty() {
            shards.push(shard);
        }
    }
    shards
}

/// The shortest text that sorts behind `last` and not behind `first`.
fn separator(last: &str, first: &str) -> String {
    let shared = last.chars().zip(first.chars()).take_while(|(one, other)| one == other).count();
    first.chars().take(shared + 1).collect()
}

/// The highest values in the index, which levels are reckoned from.
struct Scale {
    rarity: f32,
    share: f32,
}

impl Scale {
    fn of(entries: &[Entry]) -> Self {
        let highest = |values: &mut dyn Iterator<Item = f32>| values.fold(f32::MIN_POSITIVE, f32::max);
        Self {
            rarity: highest(&mut entries.iter().map(|entry| entry.best.rarity)),
            share: highest(&mut entries.iter().flat_map(|entry| &entry.best.pages).map(|page| page.share)),
        }
    }
}

/// A shard as it is served.
#[derive(Debug, Default, Serialize)]
struct Shard<'a> {
    terms: Vec<&'a str>,
    rarities: String,
    counts: String,
    pages: Vec<u32>,
    sections: String,
    shares: String,
}

fn encode(entries: &[Entry], scale: &Scale) -> Result<Vec<u8>, SearchError> {
    let mut shard = Shard::default();
    for Entry { key, best } in entries {
        shard.terms.push(key);
        shard.rarities.push(level(best.rarity, scale.rarity));
        shard.counts.push(digit(best.pages.len()));
        let mut before = 0;
        for BestPage { page, section, share } in &best.pages {
            shard.pages.push(page - before);
            shard.sections.push(digit(if *section < 64 { *section as usize } else { 0 }));
            shard.shares.push(level(*share, scale.share));
            before = *page;
        }
    }
    serde_json::to_vec(&shard)
        .map_err(|error| SearchError::Engine(tantivy::TantivyError::from(std::io::Error::from(error))))
}

/// The digit of a number; of 63, where it is larger.
fn digit(number: usize) -> char {
    char::from(DIGITS[number.min(DIGITS.len() - 1)])
}

/// The digit of a value's level.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cast is an integer from 0 to 63")]
fn level(value: f32, highest: f32) -> char {
    let steps = (STEPS * (value / highest).log2()).round();
    digit((63.0 + steps).clamp(0.0, 63.0) as usize)
}

#[cfg(test)]
mod tests;
