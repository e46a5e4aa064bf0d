//! How text becomes terms, for the index and for queries alike.
//!
//! A **word** is a run of letters and digits; its term is in lower case and folded (see `folding`) (`Größe` → `grosse`).
//! Scripts that put no spaces between words (Han, Kana, Hangul, Thai and its neighbours) give **pairs**: each character with the
//! next one, and the last of a run by itself, at increasing positions. A phrase of pairs then finds any substring, which is
//! what people ask for where words can't be told apart without a dictionary of megabytes.
//!
//! `themes/default/static/js/search/terms.js` does the same without the engine; `tests/terms.json` holds both to it.

use tantivy::tokenizer::{AsciiFoldingFilter, TextAnalyzer, Token, TokenStream, Tokenizer};

use crate::folding::{composed, fold, fold_unspaced, is_invisible, is_joiner, is_mark};

/// Name that the analyzer is registered under.
pub const ANALYZER: &str = "fieldbook";

/// Bytes of a word that count; the rest of a longer one is ignored, in the index and in queries alike.
const LONGEST_TERM: usize = 60;

/// The analysis chain.
pub fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(Words::default()).filter(AsciiFoldingFilter).build()
}

/// Whether a character is of a script that puts no spaces between words. Digits and signs of these scripts are none.
pub fn is_unspaced(character: char) -> bool {
    matches!(character,
        '\u{0E01}'..='\u{0E3E}' | '\u{0E40}'..='\u{0E4E}'   // Thai
        | '\u{0E81}'..='\u{0ECF}' | '\u{0EDC}'..='\u{0EDF}' // Lao
        | '\u{1000}'..='\u{103F}' | '\u{1050}'..='\u{108F}' // Myanmar
        | '\u{1100}'..='\u{11FF}'                           // Hangul Jamo
        | '\u{1780}'..='\u{17D3}' | '\u{17DC}' | '\u{17DD}' // Khmer
        | '\u{3005}' | '\u{3007}'                           // ideographic iteration mark and zero
        | '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' // Hiragana
        | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' // Katakana
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3131}'..='\u{318E}'                           // Hangul compatibility Jamo
        | '\u{3400}'..='\u{4DBF}'                           // Han
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'                           // Hangul
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9F}'                           // half-width Katakana
        | '\u{20000}'..='\u{323AF}')
}

/// Splits text as the module says, all but the folding of accents.
#[derive(Clone, Default)]
struct Words {
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, at: 0, token: &mut self.token }
    }
}

struct WordStream<'a> {
    text: &'a str,
    /// Byte of `text` to go on from.
    at: usize,
    token: &'a mut Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        // What stands between words is mostly ASCII, and bytes are passed over faster than characters.
        let gap = self.text.as_bytes()[self.at..].iter();
        self.at += gap.take_while(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()).count();
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some((skipped, first)) = rest.char_indices().find(|(_, character)| starts_term(*character)) else {
            self.at = self.text.len();
            return false;
        };
        let start = self.at + skipped;
        self.token.text.clear();
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = start;
        if is_unspaced(first) {
            self.take_pair(start, first);
        } else {
            self.take_word(start);
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

impl WordStream<'_> {
    /// Takes a character and the next one, if that is of an unspaced script as well; goes on at the next one.
    fn take_pair(&mut self, start: usize, first: char) {
        let rest = self.text.get(start + first.len_utf8()..).unwrap_or_default();
        let (folded, taken) = fold_unspaced(first, rest);
        self.token.text.push(folded);
        self.at = start + first.len_utf8() + taken;
        self.token.offset_to = self.at;
        let rest = rest.get(taken..).unwrap_or_default();
        if let Some(second) = rest.chars().next().filter(|character| is_unspaced(*character)) {
            let (folded, taken) = fold_unspaced(second, rest.get(second.len_utf8()..).unwrap_or_default());
            self.token.text.push(folded);
            self.token.offset_to += second.len_utf8() + taken;
        }
    }

    /// Takes letters and digits up to what is neither, and passes over a short ending after an apostrophe (`customer's`).
    fn take_word(&mut self, start: usize) {
        let ascii = self.take_ascii(start);
        let mut end = ascii;
        for (at, character) in self.text[ascii..].char_indices() {
            if is_invisible(character) {
                continue;
            }
            if !(is_letter(character) || is_mark(character) || is_joiner(character)) {
                break;
            }
            end = ascii + at + character.len_utf8();
            if self.token.text.len() < LONGEST_TERM {
                self.take_letter(character);
            }
        }
        self.token.offset_to = end;
        self.at = end + length_of_contraction(&self.text[end..]);
    }

    fn take_letter(&mut self, character: char) {
        let text = &mut self.token.text;
        if is_mark(character) {
            if let Some(letter) = text.chars().next_back().and_then(|letter| composed(letter, character)) {
                text.pop();
                text.push(letter);
            }
            return;
        }
        // A letter may have a mark of its own in lower case: `İ`.
        text.extend(character.to_lowercase().filter(|lower| !is_mark(*lower)).map(fold));
    }

    /// Takes the ASCII letters and digits that a word begins with, most often all of it; gives the byte behind them.
    fn take_ascii(&mut self, start: usize) -> usize {
        let length = self.text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        self.token.text.push_str(&self.text[start..start + length.min(LONGEST_TERM)]);
        self.token.text.make_ascii_lowercase();
        start + length
    }
}

/// Whether a term begins here. Marks belong to what stands before them; some of them are small letters, which count as
/// letters to Unicode, but would leave nothing of a word that has no others.
fn starts_term(character: char) -> bool {
    is_letter(character) && !is_mark(character) || is_unspaced(character)
}

fn is_letter(character: char) -> bool {
    if character.is_ascii() {
        character.is_ascii_alphanumeric()
    } else {
        character.is_alphanumeric() && !is_unspaced(character)
    }
}

/// Bytes of an apostrophe with one or two letters after it (`'s`, `'ll`), if that is what the text begins with.
fn length_of_contraction(text: &str) -> usize {
    let mut characters = text.chars();
    let Some(apostrophe) = characters.next().filter(|character| matches!(character, '\'' | '’')) else {
        return 0;
    };
    let letters: usize = characters.by_ref().take_while(char::is_ascii_alphabetic).take(3).count();
    let ends = text[apostrophe.len_utf8()..].chars().nth(letters).is_none_or(|next| !is_letter(next));
    if (1..=2).contains(&letters) && ends { apostrophe.len_utf8() + letters } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream(text);
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.token().text.clone());
        }
        terms
    }

    #[test]
    fn words_are_in_lower_case_and_without_accents_however_these_are_written() {
        assert_eq!(terms("Größe, Café CAFE\u{301}; İstanbul"), ["grosse", "cafe", "cafe", "istanbul"]);
        assert_eq!(terms("Ho\u{302}\u{300} Chi\u{301} Minh, Hồ Chí Minh"), ["ho", "chi", "minh", "ho", "chi", "minh"]);
        assert_eq!(terms("ﬁnance Straße ıssız ＡＢＣ１２"), ["finance", "strasse", "issiz", "abc12"]);
    }

    #[test]
    fn greek_cyrillic_hebrew_and_arabic_words_are_one_however_they_are_written() {
        assert_eq!(terms("Οδός ΟΔΟΣ"), ["οδοσ", "οδοσ"]);
        assert_eq!(terms("ещё еще\u{308} мой мои\u{306} мои"), ["еще", "еще", "мой", "мой", "мои"]);
        assert_eq!(terms("שָׁלוֹם שלום"), ["שלומ", "שלומ"]);
        assert_eq!(terms("مُحَمَّد محمد محـــمد"), ["محمد", "محمد", "محمد"]);
        assert_eq!(terms("إدارة أداره مستوى مستوي می\u{200C}خواهم"), ["اداره", "اداره", "مستوي", "مستوي", "ميخواهم"]);
    }

    #[test]
    fn signs_within_words_of_india_and_soft_hyphens_part_no_words() {
        assert_eq!(terms("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(terms("பாதுகாப்பு"), ["பாதுகாப்பு"]);
        assert_eq!(terms("Ver\u{AD}schlüs\u{AD}se\u{AD}lung"), ["verschlusselung"]);
    }

    #[test]
    fn digits_of_other_scripts_are_words_of_digits() {
        assert_eq!(terms("٢٠٢٦ ๒๐๒๖ २०२६"), ["2026", "2026", "2026"]);
        assert_eq!(terms("ปี๒๐๒๖"), ["ปี", "ี", "2026"]);
    }

    #[test]
    fn kana_of_half_width_and_hangul_in_parts_give_the_same_pairs() {
        assert_eq!(terms("ﾃﾞｰﾀﾍﾞｰｽ"), terms("データベース"));
        assert_eq!(terms("カ\u{3099}イト\u{3099}"), terms("ガイド"));
        assert_eq!(terms("\u{1107}\u{1169}\u{110B}\u{1161}\u{11AB}"), terms("보안"));
        assert_eq!(terms("ការ\u{200B}លក់"), terms("ការលក់"));
    }

    #[test]
    fn punctuation_parts_words_and_contractions_lose_their_endings() {
        assert_eq!(terms("SOC-2 AES_256 24/7"), ["soc", "2", "aes", "256", "24", "7"]);
        assert_eq!(
            terms("the customer's, it’ll don't l'entreprise"),
            ["the", "customer", "it", "don", "l", "entreprise"]
        );
    }

    #[test]
    fn unspaced_scripts_give_pairs_and_the_last_character_at_increasing_positions() {
        let mut analyzer = analyzer();
        let mut stream = analyzer.token_stream("AES暗号化です。鍵");
        let mut seen = Vec::new();
        while stream.advance() {
            seen.push((stream.token().text.clone(), stream.token().position));
        }
        let expected = ["aes", "暗号", "号化", "化で", "です", "す", "鍵"];
        assert_eq!(seen, expected.iter().enumerate().map(|(at, term)| ((*term).to_owned(), at)).collect::<Vec<_>>());
    }

    #[test]
    fn marks_without_a_letter_before_them_are_no_words() {
        assert_eq!(terms("\u{363}[ \u{301}a \u{345}"), ["a"]);
    }

    #[test]
    fn very_long_words_are_cut_so_that_queries_still_find_them() {
        let long = "x".repeat(5000);
        assert_eq!(terms(&long), terms(&"x".repeat(6000)));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_terms_that_lie_within_it(text in "\\PC{0,80}") {
            let mut analyzer = analyzer();
            let mut stream = analyzer.token_stream(&text);
            let mut last = None;
            while stream.advance() {
                let token = stream.token();
                proptest::prop_assert!(text.get(token.offset_from..token.offset_to).is_some());
                proptest::prop_assert!(!token.text.is_empty());
                proptest::prop_assert!(last.is_none_or(|position| position < token.position));
                last = Some(token.position);
            }
        }
    }
}
