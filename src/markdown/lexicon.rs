//! Lexicon of a glossary, and where a text uses them.
//!
//! A name counts as a whole word, in large or small letters; one in capitals alone (`MKT`) only as it is written. Of names that
//! overlap the longest counts.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    ops::Range,
};

use aho_corasick::AhoCorasick;

/// A term, as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Address of its page, for `href`.
    pub url: String,
    /// The term itself, then its synonyms.
    pub names: Vec<String>,
}

/// The terms of one language, ready to be found.
#[derive(Debug)]
pub struct Lexicon {
    automaton: AhoCorasick,
    /// What each pattern is the name of, by the pattern's place: several where they differ in capitals.
    names: Vec<Vec<Name>>,
    urls: Vec<String>,
    by_url: HashMap<String, usize>,
}

/// A name of a term.
#[derive(Debug)]
struct Name {
    /// The term's place.
    term: usize,
    /// How it must be written, if that matters.
    exactly: Option<String>,
}

/// A place where a text uses a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Use {
    /// The term's place.
    pub(super) term: usize,
    /// Where in the text.
    pub(super) range: Range<usize>,
}

impl Lexicon {
    /// Makes terms ready. Of equal names the term itself counts before synonyms, and then the earlier one. `None` where there is
    /// nothing to find.
    pub fn new(terms: Vec<Term>) -> Option<Self> {
        let mut names: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        let themselves = terms.iter().enumerate().filter_map(|(term, it)| Some((term, it.names.first()?)));
        let synonyms =
            terms.iter().enumerate().flat_map(|(term, it)| it.names.iter().skip(1).map(move |name| (term, name)));
        for (term, name) in themselves.chain(synonyms) {
            let name = name.trim();
            let exactly = is_short_form(name).then(|| name.to_owned());
            let alike = names.entry(folded(name)).or_default();
            if !name.is_empty() && alike.iter().all(|known| known.exactly != exactly) {
                alike.push(Name { term, exactly });
            }
        }
        names.retain(|_, alike| !alike.is_empty());
        if names.is_empty() {
            return None;
        }
        let (patterns, names): (Vec<String>, Vec<Vec<Name>>) = names.into_iter().unzip();
        let urls: Vec<String> = terms.into_iter().map(|term| term.url).collect();
        let by_url = urls.iter().enumerate().map(|(term, url)| (url.clone(), term)).collect();
        Some(Self { automaton: AhoCorasick::new(patterns).ok()?, names, urls, by_url })
    }

    /// The term whose page has this address.
    pub fn at(&self, url: &str) -> Option<usize> {
        self.by_url.get(url).copied()
    }

    /// Address of a term's page.
    pub(super) fn url(&self, term: usize) -> &str {
        self.urls.get(term).map_or("", String::as_str)
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.urls.len()
    }

    /// Where a text uses terms, in order.
    pub(super) fn uses(&self, text: &str) -> Vec<Use> {
        let folded = folded(text);
        let hits = self.automaton.find_overlapping_iter(&folded);
        let mut uses: Vec<Use> = hits
            .filter_map(|hit| {
                let range = hit.range();
                let written = text.get(range.clone()).filter(|_| is_whole_word(text, &range))?;
                let names = self.names.get(hit.pattern().as_usize())?.iter();
                // The form that must be written exactly so is the more special one.
                let fits = |name: &&Name| name.exactly.as_deref().is_none_or(|exactly| exactly == written);
                let name = names.filter(fits).max_by_key(|name| name.exactly.is_some())?;
                Some(Use { term: name.term, range })
            })
            .collect();
        uses.sort_by_key(|it| (it.range.start, Reverse(it.range.end)));
        let mut free_from = 0;
        uses.retain(|it| {
            let is_free = it.range.start >= free_from;
            if is_free {
                free_from = it.range.end;
            }
            is_free
        });
        uses
    }
}

/// Whether a name has capitals and no small letters.
fn is_short_form(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// Small letters wherever that keeps the number of bytes, so that places in the result are places in `text`.
pub fn folded(text: &str) -> String {
    let fold = |letter: char| {
        let mut lower = letter.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    };
    text.chars().map(fold).collect()
}

/// Whether neither a letter nor a digit touches what stands at `range`; where words are written without blanks between them, as in
/// Chinese and Japanese, any may.
pub fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    let is_part = |letter: &char| (letter.is_alphanumeric() || *letter == '_') && !is_unspaced(*letter);
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    !before.as_ref().is_some_and(is_part) && !after.as_ref().is_some_and(is_part)
}

/// Whether it is of a script that sets no blanks between words: kana and Han characters.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn terms(names: &[&[&str]]) -> Lexicon {
        let term = |(place, names): (usize, &&[&str])| Term {
            url: format!("/{place}/"),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        Lexicon::new(names.iter().enumerate().map(term).collect()).unwrap()
    }

    /// What is found in a text, by term and words.
    fn found<'t>(terms: &Lexicon, text: &'t str) -> Vec<(usize, &'t str)> {
        terms.uses(text).into_iter().map(|it| (it.term, &text[it.range])).collect()
    }

    #[test]
    fn whole_words_are_found_in_large_and_small_letters() {
        let terms = terms(&[&["Excursion", "temperature deviation"], &["Übergabe"]]);
        assert_eq!(found(&terms, "An EXCURSION, and excursions."), [(0, "EXCURSION")]);
        assert_eq!(found(&terms, "(temperature deviation) übergabe"), [(0, "temperature deviation"), (1, "übergabe")]);
    }

    #[test]
    fn short_forms_in_capitals_count_only_as_written() {
        let terms = terms(&[&["Mean kinetic temperature", "MKT"], &["Information technology", "IT"], &["it"]]);
        assert_eq!(found(&terms, "MKT, not mkt or Mkt"), [(0, "MKT")]);
        assert_eq!(found(&terms, "IT and it"), [(1, "IT"), (2, "it")]);
    }

    #[test]
    fn of_overlapping_names_the_longest_counts_if_it_is_whole() {
        let terms = terms(&[&["deal"], &["deal room"], &["room service"]]);
        assert_eq!(found(&terms, "a deal room service"), [(1, "deal room")]);
        assert_eq!(found(&terms, "a deal rooms"), [(0, "deal")]);
    }

    #[test]
    fn the_term_itself_counts_before_a_synonym_of_another() {
        let terms = terms(&[&["Buffering", "backfill"], &["Backfill"]]);
        assert_eq!(found(&terms, "backfill"), [(1, "backfill")]);
    }

    #[test]
    fn words_without_blanks_between_them_are_found() {
        let terms = terms(&[&["温度逸脱"]]);
        assert_eq!(found(&terms, "これは温度逸脱です"), [(0, "温度逸脱")]);
    }

    #[test]
    fn a_word_is_whole_where_no_letter_touches_it() {
        let whole = |text: &str, word: &str| {
            let start = text.find(word).unwrap();
            is_whole_word(text, &(start..start + word.len()))
        };
        assert!(whole("a tenant.", "tenant"));
        assert!(whole("(tenant)", "tenant"));
        assert!(!whole("tenants", "tenant"));
        assert!(!whole("übertenant", "tenant"));
    }

    #[test]
    fn folding_moves_no_byte() {
        assert_eq!(folded("ÄPFEL İ"), "äpfel İ");
    }

    #[test]
    fn without_names_there_is_nothing_to_find() {
        assert!(Lexicon::new(Vec::new()).is_none());
        assert!(Lexicon::new(vec![Term { url: "/".to_owned(), names: vec![" ".to_owned()] }]).is_none());
    }
}
