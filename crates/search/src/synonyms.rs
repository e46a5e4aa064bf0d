//! The glossary, held against what is typed: who types one name of a thing is looking for its other names too.

use std::ops::Range;

use crate::{
    stemming::Stemmers,
    vocabulary::GlossaryTerm,
    words::{Script, Word, words},
};

/// Letters of a name's last word that must be there for it to be taken for that word while it is typed.
const OPEN_LETTERS: usize = 3;

/// The glossary, ready to be compared.
#[derive(Debug, Default)]
pub(crate) struct Thesaurus(Vec<Entry>);

/// Something that has several names.
#[derive(Debug)]
struct Entry {
    names: Vec<Name>,
}

/// A name, as words of a query.
#[derive(Debug)]
pub(crate) struct Name {
    /// As the glossary writes it.
    pub(crate) label: String,
    pub(crate) words: Vec<Word>,
    /// Stems of each word.
    stems: Vec<Vec<String>>,
    /// Whether it isn't to be looked for.
    avoided: bool,
}

/// A name in a query, and what else the same thing is called.
#[derive(Debug)]
pub(crate) struct Synonyms<'a> {
    /// Which of the query's words it is.
    pub(crate) place: Range<usize>,
    pub(crate) names: Vec<&'a Name>,
}

impl Thesaurus {
    /// A glossary, in the languages of the index.
    pub(crate) fn new(glossary: &[GlossaryTerm], stemmers: &Stemmers) -> Self {
        let entry = |term: &GlossaryTerm| {
            let names = term.names.iter().map(|name| Name::new(name, false, stemmers));
            let avoided = term.avoid.iter().map(|name| Name::new(name, true, stemmers));
            Entry { names: names.chain(avoided).filter(|name| !name.words.is_empty()).collect() }
        };
        Self(glossary.iter().map(entry).filter(|entry| entry.names.len() > 1).collect())
    }

    /// The names in a sequence of words, longest first where they overlap; `open` where the last word may go on.
    pub(crate) fn find(&self, typed: &[&Word], open: bool, stemmers: &Stemmers) -> Vec<Synonyms<'_>> {
        let mut found: Vec<Synonyms<'_>> = Vec::new();
        if self.0.is_empty() {
            return found;
        }
        let stems: Vec<Vec<String>> = typed.iter().map(|word| stemmers.stems(&word.text)).collect();
        let mut start = 0;
        while start < typed.len() {
            let longest = self.0.iter().filter_map(|entry| entry.longest_at(start, typed, &stems, open)).max();
            let Some(length) = longest else {
                start += 1;
                continue;
            };
            let place = start..start + length;
            for entry in self.0.iter().filter(|entry| entry.longest_at(start, typed, &stems, open) == Some(length)) {
                let is_typed = |name: &&Name| name.is_at(start, typed, &stems, open) && name.words.len() == length;
                let names = entry.names.iter().filter(|name| !name.avoided && !is_typed(name)).collect();
                found.push(Synonyms { place: place.clone(), names });
            }
            start += length;
        }
        found
    }
}

impl Entry {
    /// How many words the longest of its names has that stands there.
    fn longest_at(&self, start: usize, typed: &[&Word], stems: &[Vec<String>], open: bool) -> Option<usize> {
        let there = self.names.iter().filter(|name| name.is_at(start, typed, stems, open));
        there.map(|name| name.words.len()).max()
    }
}

impl Name {
    fn new(label: &str, avoided: bool, stemmers: &Stemmers) -> Self {
        let words = words(label);
        let stems = words.iter().map(|word| stemmers.stems(&word.text)).collect();
        Self { label: label.to_owned(), words, stems, avoided }
    }

    /// Whether the typed words from `start` on are this name, in whichever form.
    fn is_at(&self, start: usize, typed: &[&Word], stems: &[Vec<String>], open: bool) -> bool {
        let end = start + self.words.len();
        let Some(candidates) = typed.get(start..end) else { return false };
        candidates.iter().enumerate().all(|(at, word)| {
            let (own, own_stems) = (&self.words[at], &self.stems[at]);
            let is_form = || stems[start + at].iter().zip(own_stems).any(|(one, other)| one == other);
            // Only what has begun well is taken for a name before it is finished.
            let is_last = open && self.words.len() > 1 && start + at + 1 == typed.len();
            let is_begun = || word.text.chars().count() >= OPEN_LETTERS && own.text.starts_with(&word.text);
            word.text == own.text || (own.script == Script::Spaced && (is_form() || is_last && is_begun()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(glossary: &[(&[&str], &[&str])], typed: &str, open: bool) -> Vec<(Range<usize>, Vec<String>)> {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let terms: Vec<GlossaryTerm> =
            glossary.iter().map(|(names, avoid)| GlossaryTerm { names: owned(names), avoid: owned(avoid) }).collect();
        let stemmers = Stemmers::new(["en"]);
        let thesaurus = Thesaurus::new(&terms, &stemmers);
        let typed = words(typed);
        let typed: Vec<&Word> = typed.iter().collect();
        let found = thesaurus.find(&typed, open, &stemmers);
        let labels = |names: Vec<&Name>| names.into_iter().map(|name| name.label.clone()).collect();
        found.into_iter().map(|it| (it.place, labels(it.names))).collect()
    }

    const DPA: (&[&str], &[&str]) =
        (&["DPA", "data processing agreement", "order processing contract"], &["privacy paper"]);

    #[test]
    fn each_name_leads_to_the_others_in_whichever_form() {
        let others = |names: [&str; 2]| names.map(str::to_owned).to_vec();
        assert_eq!(
            find(&[DPA], "our dpa", false),
            [(1..2, others(["data processing agreement", "order processing contract"]))]
        );
        assert_eq!(
            find(&[DPA], "signed data processing agreements", false),
            [(1..4, others(["DPA", "order processing contract"]))]
        );
        assert_eq!(find(&[DPA], "data agreement", false), []);
    }

    #[test]
    fn words_to_avoid_lead_to_the_names_but_are_not_looked_for() {
        let all = DPA.0.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(find(&[DPA], "privacy paper", false), [(0..2, all)]);
    }

    #[test]
    fn a_name_of_several_words_is_known_before_its_last_is_finished() {
        assert_eq!(find(&[DPA], "data processing agr", true).len(), 1);
        assert_eq!(find(&[DPA], "data processing ag", true), []);
        assert_eq!(find(&[DPA], "data processing agr", false), []);
        assert_eq!(find(&[(&["pipeline", "funnel"], &[])], "pipel", true), [], "other words may be meant");
    }

    #[test]
    fn the_longest_name_counts() {
        let excursion: (&[&str], &[&str]) = (&["excursion", "out of range event"], &[]);
        let place: (&[&str], &[&str]) = (&["range", "span"], &[]);
        let found = find(&[excursion, place], "out of range events and range", false);
        assert_eq!(found.into_iter().map(|(place, _)| place).collect::<Vec<_>>(), [0..4, 5..6]);
    }

    #[test]
    fn names_in_scripts_without_spaces_are_found_whole() {
        let deviation: (&[&str], &[&str]) = (&["逸脱", "温度逸脱"], &[]);
        assert_eq!(find(&[deviation], "逸脱", true), [(0..1, vec!["温度逸脱".to_owned()])]);
        assert_eq!(find(&[deviation], "逸", true), []);
    }
}
