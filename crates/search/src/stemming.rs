//! Which words are forms of one another, by language.
//!
//! The index holds words as they were written; a query finds a word's other forms by comparing stems over the
//! dictionary, which is resident. So exact words rank first, phrases stay exact, what is typed half (`encrypti`) finds
//! its word, and one index serves several languages.

use frostem::{Algorithm, Stemmer};

/// The stemmers of the languages that an index holds, each with the letters that its languages are written in.
pub(crate) struct Stemmers(Vec<(Alphabet, Stemmer)>);

impl std::fmt::Debug for Stemmers {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|(_, stemmer)| stemmer.algorithm().name())).finish()
    }
}

impl Stemmers {
    /// Stemmers for BCP 47 tags; a language without one is searched by exact words, prefixes and typos.
    pub(crate) fn new<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let mut algorithms: Vec<Algorithm> = languages.into_iter().filter_map(algorithm).collect();
        algorithms.sort_by_key(|algorithm| algorithm.name());
        algorithms.dedup();
        Self(
            algorithms
                .into_iter()
                .map(|algorithm| (Alphabet::of_stemmer(algorithm), Stemmer::new(algorithm)))
                .collect(),
        )
    }

    /// The stems of a word, one for each language, in the order of the languages.
    pub(crate) fn stems(&self, word: &str) -> Vec<String> {
        let of_word = Alphabet::of(word);
        let stem = |(alphabet, stemmer): &(Alphabet, Stemmer)| {
            if *alphabet == of_word { stemmer.stem(word).to_string() } else { word.to_owned() }
        };
        self.0.iter().map(stem).collect()
    }

    /// Whether two words, of which the stems are given for one, have the same stem in one of the languages. Only those
    /// are asked that are written in the letters of both: a dictionary is gone through in which most are of one.
    pub(crate) fn are_forms(&self, stems: &[String], other: &str) -> bool {
        let of_other = Alphabet::of(other);
        self.0.iter().zip(stems).any(|((alphabet, stemmer), stem)| {
            *alphabet == of_other && Alphabet::of(stem) == of_other && stemmer.stem(other) == stem.as_str()
        })
    }
}

/// Letters that some languages share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alphabet {
    Arabic,
    Cyrillic,
    Greek,
    Latin,
    Tamil,
    Other,
}

impl Alphabet {
    /// By the first letter; digits begin words of all alphabets, but such words have hardly any forms.
    fn of(word: &str) -> Self {
        match word.chars().next() {
            Some('\0'..='\u{036F}' | '\u{1E00}'..='\u{1EFF}') => Self::Latin,
            Some('\u{0370}'..='\u{03FF}') => Self::Greek,
            Some('\u{0400}'..='\u{052F}') => Self::Cyrillic,
            Some('\u{0600}'..='\u{06FF}') => Self::Arabic,
            Some('\u{0B80}'..='\u{0BFF}') => Self::Tamil,
            _ => Self::Other,
        }
    }

    fn of_stemmer(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Arabic => Self::Arabic,
            Algorithm::Greek => Self::Greek,
            Algorithm::Russian => Self::Cyrillic,
            Algorithm::Tamil => Self::Tamil,
            _ => Self::Latin,
        }
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
        let four = Stemmers::new(["ar", "el", "en", "ru"]);
        assert!(four.are_forms(&four.stems("договоры"), "договор"));
        assert!(four.are_forms(&four.stems("العقود"), "عقود"));
        assert!(!four.are_forms(&four.stems("договоры"), "contract"));
        let none = Stemmers::new(["tlh"]);
        assert!(!none.are_forms(&none.stems("contracts"), "contract"));
    }
}
