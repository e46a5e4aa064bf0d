//! Which words are forms of one another, by language.
//!
//! The index holds words as they were written; a query finds a word's other forms by comparing stems over the
//! dictionary, which is resident. So exact words rank first, phrases stay exact, what is typed half (`encrypti`) finds
//! its word, and one index serves several languages.

use frostem::{Algorithm, Stemmer};

/// The stemmers of the languages that an index holds.
pub(crate) struct Stemmers(Vec<Stemmer>);

impl std::fmt::Debug for Stemmers {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|stemmer| stemmer.algorithm().name())).finish()
    }
}

impl Stemmers {
    /// Stemmers for BCP 47 tags; a language without one is searched by exact words, prefixes and typos.
    pub(crate) fn new<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut algorithms: Vec<Algorithm> = languages.into_iter().filter_map(algorithm).collect();
        algorithms.sort_by_key(|algorithm| algorithm.name());
        algorithms.dedup();
        Self(algorithms.into_iter().map(Stemmer::new).collect())
    }

    /// The stems of a word, one for each language, in the order of the languages.
    pub(crate) fn stems(&self, word: &str) -> Vec<String> {
        self.0.iter().map(|stemmer| stemmer.stem(word).to_string()).collect()
    }

    /// Whether two words, of which the stems are given for one, have the same stem in one of the languages.
    pub(crate) fn are_forms(&self, stems: &[String], other: &str) -> bool {
        self.0.iter().zip(stems).any(|(stemmer, stem)| stemmer.stem(other) == stem.as_str())
    }
}

fn algorithm(language: &str) -> Option<Algorithm> {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    Some(match primary {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_forms_of_one_another_by_the_languages_of_the_index() {
        let both = Stemmers::new(["en", "de-AT", "en-GB", "tlh"]);
        assert!(both.are_forms(&both.stems("contracts"), "contract"));
        assert!(both.are_forms(&both.stems("vertrage"), "vertrag"));
        assert!(!both.are_forms(&both.stems("contract"), "contrast"));
        let none = Stemmers::new(["tlh"]);
        assert!(!none.are_forms(&none.stems("contracts"), "contract"));
    }
}
