#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail by panicking")]

use std::{collections::BTreeMap, io::Read};

use fieldbook_search::Standing;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::{
    markdown::Section,
    search::{Indexer, Page, Request, Vocabulary},
};

fn section(anchor: &str, heading: &str, text: &str) -> Section {
    Section { anchor: Some(anchor.to_owned()), heading: heading.to_owned(), text: text.to_owned() }
}

/// A page in a language that has no stems, so that a word stands for itself only.
fn page(title: &str, sections: Vec<Section>) -> Page {
    let (title, kind, language) = (title.to_owned(), "page".to_owned(), "tlh".to_owned());
    Page { url: format!("{title}/"), title, kind, language, sections, ..Page::default() }
}

fn pages() -> Vec<Page> {
    let filler = |word: &str, times: usize| format!("{} and other things", word.repeat(times));
    let mut pages = vec![
        page(
            "Keys",
            vec![section("rotate", "Rotation", "Keys rotate. Keys expire."), section("lose", "Loss", "Lost.")],
        ),
        page("Encryption keys", vec![section("rest", "At rest", "Discs hold 暗号化 data.")]),
        Page { standing: Standing::Retired, ..page("Old keys", vec![section("a", "Discs", "Keys on discs.")]) },
        Page { questions: vec!["Who holds keys?".to_owned()], ..page("Custody", vec![section("b", "Discs", "None.")]) },
    ];
    pages.extend((0..40).map(|number| {
        let own = format!("enc{}{}", char::from(b'a' + number / 6), char::from(b'a' + number % 6));
        page(&format!("Page {own}"), vec![section("x", "Rotation", &filler("keys ", usize::from(number % 5)))])
    }));
    pages
}

/// The site's files of an index, unpacked, by their names without the folder.
fn files(pages: &[Page]) -> BTreeMap<String, Vec<u8>> {
    let mut indexer = Indexer::new().unwrap();
    for page in pages {
        indexer.add(page).unwrap();
    }
    let packed = indexer.finish(&Vocabulary::default(), "").unwrap();
    let files = packed.files.into_iter().map(|(path, bytes)| {
        let mut unpacked = Vec::new();
        if bytes.starts_with(&[0x1f, 0x8b]) {
            flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
        } else {
            unpacked = bytes;
        }
        (path.rsplit('/').next().unwrap().to_owned(), unpacked)
    });
    files.collect()
}

/// A shard as `shards.js` reads it.
#[derive(Deserialize)]
struct Columns {
    terms: Vec<String>,
    rarities: String,
    counts: String,
    pages: Vec<u32>,
    sections: String,
    shares: String,
}

/// Pages of each term as number, section and level of share, in the order of the file; and the level of its rarity.
type Answers = BTreeMap<String, (usize, Vec<(u32, usize, usize)>)>;

fn read(shard: &[u8]) -> Answers {
    let shard: Columns = serde_json::from_slice(shard).unwrap();
    let digits = |text: &str| -> Vec<usize> {
        text.bytes().map(|byte| DIGITS.iter().position(|digit| *digit == byte).unwrap()).collect()
    };
    let (sections, shares) = (digits(&shard.sections), digits(&shard.shares));
    assert_eq!((sections.len(), shares.len()), (shard.pages.len(), shard.pages.len()));
    let mut at = 0;
    let counts = digits(&shard.counts).into_iter().zip(digits(&shard.rarities));
    let answers = shard.terms.into_iter().zip(counts).map(|(term, (count, rarity))| {
        let mut page = 0;
        let pages = (at..at + count).map(|at| {
            page += shard.pages[at];
            (page, sections[at], shares[at])
        });
        let pages = pages.collect();
        at += count;
        (term, (rarity, pages))
    });
    answers.collect()
}

fn answers(pages: &[Page]) -> Answers {
    files(pages).iter().filter(|(name, _)| name.starts_with("first-")).flat_map(|(_, shard)| read(shard)).collect()
}

#[test]
fn a_words_pages_are_those_that_a_search_for_it_finds_best() {
    let pages = pages();
    let answers = answers(&pages);
    let mut indexer = Indexer::new().unwrap();
    for page in &pages {
        indexer.add(page).unwrap();
    }
    let searcher = indexer.search(&Vocabulary::default()).unwrap();
    let words: Vec<_> = answers.iter().filter(|(word, _)| !word.ends_with(OPEN)).collect();
    assert!(words.len() > 50 && answers.contains_key("暗号"));
    for (word, (_, found)) in words {
        // The blank says that the word doesn't go on.
        let request = Request { query: format!("{word} "), limit: MOST_PAGES, sections: 1, ..Request::default() };
        let hits = searcher.search(&request).unwrap().hits;
        if word.chars().count() == 1 && !word.is_ascii() {
            continue; // a single character of an unspaced script is the beginning of pairs
        }
        let levels: BTreeMap<usize, usize> = found.iter().map(|(page, _, share)| (*page as usize, *share)).collect();
        assert_eq!(levels.len(), hits.len(), "{word}");
        let in_order: Vec<usize> = hits.iter().filter_map(|hit| levels.get(&hit.page).copied()).collect();
        assert!(in_order.is_sorted_by(|one, next| one >= next), "{word}: {in_order:?}");
        let sections: BTreeMap<usize, usize> =
            found.iter().map(|(page, section, _)| (*page as usize, *section)).collect();
        for hit in hits {
            let best = hit.sections.first().map(|section| section.section);
            assert_eq!(sections.get(&hit.page).copied(), best, "{word} on {}", hit.title.text());
        }
    }
}

#[test]
fn words_that_only_hold_sentences_together_weigh_little() {
    let mut pages = pages();
    let rarity = |pages: &[Page]| answers(pages)["at"].0;
    let before = rarity(&pages);
    for page in &mut pages {
        page.language = "en".to_owned();
    }
    assert!(rarity(&pages) < before);
}

#[test]
fn a_beginning_of_many_words_has_pages_of_its_own() {
    let answers = answers(&pages());
    // 40 words begin with these letters, all others begin alone.
    let beginnings: Vec<&str> = answers.keys().filter_map(|key| key.strip_suffix(OPEN)).collect();
    assert_eq!(beginnings, ["e", "en", "enc"]);
    let (_, found) = &answers["enc*"];
    assert!(found.iter().all(|(page, _, _)| *page == 1 || *page > 3) && found.len() > LEAST_PAGES);
}

#[test]
fn beginnings_are_counted_in_letters() {
    let words: Vec<String> = (0..=CONTINUATIONS).map(|number| format!("größen{number:02}")).collect();
    assert_eq!(beginnings(words.iter().map(String::as_str)), ["g", "gr", "grö", "größ"]);
    assert!(beginnings(words[1..].iter().map(String::as_str)).is_empty());
}

#[test]
fn the_same_pages_give_the_same_bytes() {
    assert_eq!(files(&pages()), files(&pages()));
}

#[test]
fn an_empty_index_has_no_first_answers() {
    let files = files(&[]);
    assert!(!files.keys().any(|name| name.starts_with("first-")));
    let manifest: serde_json::Value = serde_json::from_slice(&files["index.json"]).unwrap();
    assert_eq!(manifest["first"], serde_json::json!([]));
}

/// An entry with so many pages.
fn entry(key: String, pages: u32) -> Entry {
    let page = |page| BestPage { page, section: 0, share: 1.0 };
    Entry { key, best: Best { rarity: 1.0, pages: (0..pages).map(page).collect() } }
}

#[test]
fn few_words_get_small_shards_and_many_words_no_more_of_them() {
    let entries = |count: u32| (0..count).map(|word| entry(format!("{word:06}"), 1 + word % 7)).collect();
    let few: Vec<Entry> = entries(3000);
    let sizes: Vec<usize> =
        cut(&few).iter().map(|shard| shard.iter().map(|entry| entry.bytes(MOST_PAGES)).sum()).collect();
    assert!(sizes.iter().all(|size| (SHARD_BYTES / 2..=SHARD_BYTES).contains(size)), "{sizes:?}");
    let many: Vec<Entry> = entries(300_000);
    let shards = cut(&many);
    assert_eq!(shards.len(), MOST_SHARDS);
    assert!(shards.iter().copied().flatten().map(|entry| &entry.key).eq(many.iter().map(|entry| &entry.key)));
    assert!(cut(&[]).is_empty());
}

#[test]
fn words_keep_as_many_pages_as_fit() {
    let entries = |count: usize| (0..count).map(|word| entry(format!("{word:06}"), 20)).collect::<Vec<_>>();
    assert_eq!(pages_kept(&entries(1000)), MOST_PAGES);
    let kept = pages_kept(&entries(40_000));
    assert!((LEAST_PAGES + 1..MOST_PAGES).contains(&kept), "{kept}");
    assert_eq!(pages_kept(&entries(200_000)), LEAST_PAGES);
}

#[test]
fn levels_are_steps_down_from_the_highest() {
    let levels: String = [8.0, 7.2, 4.0, 2.0, 0.000_1, 9.0].map(|value| level(value, 8.0)).iter().collect();
    assert_eq!(levels, "_-5zA_");
}

proptest! {
    #[test]
    fn keys_tell_shards_apart(one in "[a-z暗号化]{1,6}", other in "[a-z暗号化]{1,6}") {
        prop_assume!(one != other);
        let (last, first) = if one < other { (one, other) } else { (other, one) };
        let key = separator(&last, &first);
        prop_assert!(last < key && key <= first, "{last} {key} {first}");
    }
}
