//! What a text is made of, for comparing it with others.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use fieldbook_search::analysis::analyzer;
use frostem::Stemmer;
use tantivy::tokenizer::{TextAnalyzer, TokenStream};

use crate::concepts::{Concepts, OF_THE_FIELD, short_forms};

/// Terms of a text that count; questions have some dozens, answers some hundreds.
const MOST_TERMS: usize = 2_000;

/// A text taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Text {
    /// Stems in their order.
    pub(crate) stems: Vec<String>,
    /// How often each stem is there.
    pub(crate) counts: BTreeMap<String, u32>,
    /// Stems that stand side by side.
    pub(crate) pairs: BTreeSet<(String, String)>,
    /// Three letters at a time of each word with its borders (`_en`, `enc`), how often.
    pub(crate) pieces: BTreeMap<[char; 3], u32>,
    /// Words with a digit: years, sizes, numbers of standards.
    pub(crate) numbers: BTreeSet<String>,
    /// Stems of what is asked in the end, behind what explains why.
    pub(crate) focus: BTreeSet<String>,
    /// Stems that only frame a question ("please describe your …") or hold it together.
    pub(crate) framing: BTreeSet<String>,
    /// Whether it is negated.
    pub(crate) is_negated: bool,
}

/// Takes texts of one language apart.
#[derive(Clone)]
pub(crate) struct Reader {
    analyzer: TextAnalyzer,
    stemmer: Option<Stemmer>,
    concepts: Arc<Concepts>,
}

impl Reader {
    /// For a language (BCP 47); where there is no stemmer for it, words are compared as they are.
    pub(crate) fn new(language: &str) -> Self {
        let language = language.split(['-', '_']).next().unwrap_or_default();
        let mut reader =
            Self { analyzer: analyzer(), stemmer: Stemmer::try_from_name(language).ok(), concepts: Arc::default() };
        let mut concepts = Concepts::default();
        for concept in OF_THE_FIELD.lines() {
            concepts.add(concept.split(',').map(|wording| reader.read(wording).stems));
        }
        reader.concepts = Arc::new(concepts);
        reader
    }

    /// A reader that also knows the short forms that texts explain.
    pub(crate) fn learning<'a>(language: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut reader = Self::new(language);
        let forms: BTreeSet<(String, String)> = texts.flat_map(short_forms).collect();
        let forms: Vec<[Vec<String>; 2]> =
            forms.iter().map(|(short, long)| [reader.read(short).stems, reader.read(long).stems]).collect();
        if let Some(concepts) = Arc::get_mut(&mut reader.concepts) {
            for forms in forms {
                concepts.add(forms.into_iter());
            }
        }
        reader
    }

    /// Takes a question apart. What its last sentence asks counts twice: many explain at length why they ask.
    pub(crate) fn read_question(&mut self, text: &str) -> Text {
        let mut read = self.read(text);
        for (stem, count) in self.read(focus(text)).counts {
            *read.counts.entry(stem.clone()).or_default() += count;
            read.focus.insert(stem);
        }
        read
    }

    /// Takes a text apart.
    pub(crate) fn read(&mut self, text: &str) -> Text {
        let mut read = Text::default();
        let mut stream = self.analyzer.token_stream(text);
        while read.stems.len() < MOST_TERMS && stream.advance() {
            let word = stream.token().text.as_str();
            if word.bytes().any(|byte| byte.is_ascii_digit()) {
                read.numbers.insert(word.to_owned());
            }
            read.is_negated |= NEGATIONS.contains(&word);
            add_pieces(&mut read.pieces, word);
            let stem = self.stemmer.as_ref().map_or_else(|| word.to_owned(), |stemmer| stemmer.stem(word).to_string());
            *read.counts.entry(stem.clone()).or_default() += 1;
            if FRAMING.contains(&word) {
                read.framing.insert(stem.clone());
            }
            if let Some(last) = read.stems.last() {
                read.pairs.insert((last.clone(), stem.clone()));
            }
            read.stems.push(stem);
        }
        // A concept is one more stem, which no word can be.
        read.counts.extend(self.concepts.of(&read.stems).map(|concept| (format!("={concept}"), 1)));
        read
    }
}

/// The last sentence with a question mark; all of a text that has none.
fn focus(text: &str) -> &str {
    let Some(end) = text.rfind(['?', '？']) else { return text };
    let before = text.get(..end).unwrap_or_default();
    let start = before.rfind(['.', '?', '!', '\n', '。', '？']).map_or(0, |at| at + 1);
    before.get(start..).or_else(|| text.get(..end)).unwrap_or(text)
}

fn add_pieces(pieces: &mut BTreeMap<[char; 3], u32>, word: &str) {
    let letters: Vec<char> = std::iter::once('_').chain(word.chars()).chain(['_']).collect();
    for piece in letters.windows(3) {
        if let [one, two, three] = *piece {
            *pieces.entry([one, two, three]).or_default() += 1;
        }
    }
}

/// Words that questions are framed with, as the analysis gives them. In a small library some of them are rare, and would count for
/// more than what is asked.
const FRAMING: &[&str] = &[
    "a",
    "about",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "by",
    "can",
    "confirm",
    "could",
    "describe",
    "detail",
    "details",
    "did",
    "do",
    "does",
    "explain",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "how",
    "i",
    "if",
    "in",
    "indicate",
    "into",
    "is",
    "it",
    "its",
    "list",
    "may",
    "me",
    "my",
    "of",
    "on",
    "or",
    "our",
    "please",
    "provide",
    "shall",
    "should",
    "so",
    "specify",
    "state",
    "such",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "us",
    "used",
    "verify",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "who",
    "why",
    "will",
    "with",
    "would",
    "you",
    "your",
    "alle",
    "auf",
    "aus",
    "bei",
    "beschreiben",
    "bitte",
    "das",
    "dem",
    "den",
    "der",
    "des",
    "die",
    "ein",
    "eine",
    "einem",
    "einen",
    "einer",
    "erlautern",
    "es",
    "fur",
    "haben",
    "hat",
    "ihr",
    "ihre",
    "ihrem",
    "ihren",
    "ihrer",
    "im",
    "ist",
    "konnen",
    "mit",
    "nennen",
    "oder",
    "sie",
    "sind",
    "um",
    "und",
    "uns",
    "unsere",
    "von",
    "vor",
    "wann",
    "was",
    "welche",
    "welchen",
    "welcher",
    "wer",
    "werden",
    "wie",
    "wird",
    "wo",
    "zu",
    "zum",
    "zur",
    "au",
    "aux",
    "avec",
    "ce",
    "ces",
    "comment",
    "dans",
    "de",
    "decrivez",
    "du",
    "en",
    "est",
    "et",
    "la",
    "le",
    "les",
    "nous",
    "ou",
    "par",
    "pour",
    "quel",
    "quelle",
    "quelles",
    "quels",
    "que",
    "qui",
    "sont",
    "un",
    "une",
    "vos",
    "votre",
    "vous",
    "como",
    "con",
    "cual",
    "cuales",
    "del",
    "describa",
    "el",
    "los",
    "las",
    "para",
    "por",
    "sus",
    "su",
    "una",
    "usted",
    "ao",
    "como",
    "da",
    "das",
    "do",
    "dos",
    "e",
    "em",
    "na",
    "o",
    "os",
    "quais",
    "qual",
    "sao",
    "sua",
    "suas",
    "uma",
    "voces",
    "y",
];

/// Words that turn a question around, as the analysis gives them (`don't` is `don`).
const NEGATIONS: &[&str] = &[
    "not", "no", "never", "without", "cannot", "don", "doesn", "isn", "aren", "nicht", "kein", "keine", "keinen",
    "ohne", "nie", "pas", "sans", "jamais", "aucun", "aucune", "sin", "nunca", "ningun", "ninguna", "nao", "sem",
    "nenhum", "nenhuma",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_taken_apart_into_stems_numbers_and_negation() {
        let text = Reader::new("en").read("We don't encrypt backups (AES-256).");
        assert_eq!(text.stems, ["we", "don", "encrypt", "backup", "ae", "256"]);
        assert!(text.is_negated && text.numbers.contains("256"));
        assert!(text.pairs.contains(&("encrypt".to_owned(), "backup".to_owned())));
        assert_eq!(text.pieces.get(&['b', 'a', 'c']), Some(&1));
    }

    #[test]
    fn a_language_without_stemmer_is_read_as_it_is() {
        assert_eq!(Reader::new("tlh").read("jatlh tlhIngan").stems, ["jatlh", "tlhingan"]);
    }
}
