//! Which words are forms of one another, by language.
//!
//! The index holds words as they were written; a query finds a word's other forms by comparing stems over the
//! dictionary, which is resident. So exact words rank first, phrases stay exact, what is typed half (`encrypti`) finds
//! its word, and one index serves several languages. What is a form in one language only counts on pages in that
//! language: `care` is no form of `car` because Spanish has words that end so.

use frostem::{Algorithm, Stemmer};

/// The stemmers of the languages that an index holds.
pub(crate) struct Stemmers {
    each: Vec<LanguageStemmer>,
    /// All languages of the index.
    all: Languages,
}

struct LanguageStemmer {
    stemmer: Stemmer,
    /// What its language is written in.
    alphabet: Alphabet,
    /// The index's languages that it is for: several where they differ by country only.
    languages: Languages,
}

impl LanguageStemmer {
    fn stem(&self, word: &str) -> String {
        // In terms, the ending ة stands as ه; the stemmer knows its own.
        match word.strip_suffix('ه') {
            Some(beginning) if self.alphabet == Alphabet::Arabic => {
                self.stemmer.stem(&format!("{beginning}ة")).to_string()
            }
            _ => self.stemmer.stem(word).to_string(),
        }
    }
}

/// A set of an index's languages, each a bit by its place among them. Those beyond the last bit share that one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Languages(u32);

impl Languages {
    /// All there may be.
    pub(crate) const ALL: Self = Self(u32::MAX);

    /// One language, by its place.
    pub(crate) fn one(place: usize) -> Self {
        Self(1 << place.min(31))
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn share_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::fmt::Debug for Stemmers {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.each.iter().map(|it| it.stemmer.algorithm().name())).finish()
    }
}

impl Stemmers {
    /// Stemmers for the BCP 47 tags of an index's pages, in their order; a language without one is searched by exact words,
    /// prefixes and typos.
    pub(crate) fn new<'a>(languages: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut each, mut all): (Vec<LanguageStemmer>, _) = (Vec::new(), Languages::default());
        for (place, language) in languages.into_iter().enumerate() {
            let language_bit = Languages::one(place);
            all = all.and(language_bit);
            let Some(algorithm) = algorithm(language) else { continue };
            if let Some(known) = each.iter_mut().find(|known| known.stemmer.algorithm() == algorithm) {
                known.languages = known.languages.and(language_bit);
            } else {
                let (stemmer, alphabet) = (Stemmer::new(algorithm), Alphabet::of_stemmer(algorithm));
                each.push(LanguageStemmer { stemmer, alphabet, languages: language_bit });
            }
        }
        Self { each, all }
    }

    /// The stems of a word, one for each language, in the order of the languages.
    pub(crate) fn stems(&self, word: &str) -> Vec<String> {
        let of_word = Alphabet::of(word);
        let stem = |it: &LanguageStemmer| {
            if it.alphabet == of_word { it.stem(word) } else { word.to_owned() }
        };
        self.each.iter().map(stem).collect()
    }

    /// The languages in which two words, of which the stems are given for one, have the same stem; `None` where they have
    /// in none. Only those are asked that are written in the letters of both: a dictionary is gone through in which most
    /// words are of one.
    pub(crate) fn shared_languages(&self, stems: &[String], other: &str) -> Option<Languages> {
        let of_other = Alphabet::of(other);
        let alike =
            self.each.iter().zip(stems).filter(|(it, stem)| {
                it.alphabet == of_other && Alphabet::of(stem) == of_other && it.stem(other) == **stem
            });
        let languages = alike.map(|(it, _)| it.languages).reduce(Languages::and)?;
        Some(if languages == self.all { Languages::ALL } else { languages })
    }
}

/// What Arabic words may begin with and that is none of their stem: the article, "and", "with", "to" and such.
const ARABIC_PREFIXES: [&str; 11] = ["ال", "وال", "بال", "كال", "فال", "لل", "و", "ب", "ل", "ف", "ك"];

/// What other forms of a word begin with, of which the stems are given; none of them begins with another one. It is what word
/// and stem have in common, but for Arabic, where stems lose their beginning as well.
pub(crate) fn beginnings(word: &str, stems: &[String]) -> Vec<String> {
    if Alphabet::of(word) != Alphabet::Arabic {
        let shared = stems.iter().map(|stem| common_prefix(word, stem)).min_by_key(|prefix| prefix.len());
        return vec![shared.unwrap_or(word).to_owned()];
    }
    let mut all = vec![word.to_owned()];
    for stem in stems.iter().filter(|stem| !stem.is_empty()) {
        all.extend(ARABIC_PREFIXES.iter().map(|prefix| format!("{prefix}{stem}")));
        all.push(stem.clone());
    }
    all.sort();
    all.dedup_by(|next, known| next.starts_with(known.as_str()));
    all
}

/// The beginning that two texts share.
fn common_prefix<'a>(one: &'a str, other: &str) -> &'a str {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let length = alike.map(|(character, _)| character.len_utf8()).sum();
    &one[..length]
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

    /// Whether two words are forms of one another in some language.
    fn are_forms(stemmers: &Stemmers, one: &str, other: &str) -> bool {
        stemmers.shared_languages(&stemmers.stems(one), other).is_some()
    }

    #[test]
    fn words_are_forms_of_one_another_by_the_languages_of_the_index() {
        let both = Stemmers::new(["en", "de-AT", "en-GB", "tlh"]);
        assert!(are_forms(&both, "contracts", "contract"));
        assert!(are_forms(&both, "vertrage", "vertrag"));
        assert!(!are_forms(&both, "contract", "contrast"));
        let four = Stemmers::new(["ar", "el", "en", "ru"]);
        assert!(are_forms(&four, "договоры", "договор"));
        assert!(are_forms(&four, "العقود", "عقود"));
        assert!(!are_forms(&four, "договоры", "contract"));
        assert!(!are_forms(&Stemmers::new(["tlh"]), "contracts", "contract"));
    }

    #[test]
    fn forms_are_looked_for_where_they_may_begin() {
        let beginnings = |language: &str, word: &str| beginnings(word, &Stemmers::new([language]).stems(word));
        assert_eq!(beginnings("en", "happy"), ["happ"]);
        assert_eq!(beginnings("tlh", "happy"), ["happy"]);
        assert_eq!(beginnings("de", "größe"), ["gr"]);
        let arabic = beginnings("ar", "مخزنه");
        assert!(arabic.iter().any(|beginning| "المخزنه".starts_with(beginning.as_str())), "{arabic:?}");
        assert!(arabic.iter().any(|beginning| "مخزنه".starts_with(beginning.as_str())), "{arabic:?}");
    }

    #[test]
    fn forms_are_told_by_language() {
        let both = Stemmers::new(["de", "en", "en-GB"]);
        let shared = |one: &str, other: &str| both.shared_languages(&both.stems(one), other);
        assert_eq!(shared("contracts", "contracting"), Some(Languages(0b110)), "English, here and there");
        assert_eq!(shared("counter", "count"), Some(Languages(0b001)), "German drops endings that English keeps");
        assert_eq!(shared("systems", "system"), Some(Languages::ALL), "all that the index has");
    }
}
