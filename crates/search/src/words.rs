//! What stands between two blanks of a query, as words: mostly one, but `SOC-2` is two, and a run of a script without
//! spaces is one that is found by its pairs.

use tantivy::tokenizer::TokenStream;

use crate::analysis::{analyzer, is_unspaced};

/// Terms with their places, the first being at 0.
pub(crate) type Terms = Vec<(u32, String)>;

/// Terms of one part of a query that count: what is pasted may have no blanks at all.
const MOST_TERMS: usize = 128;

/// Letters before an apostrophe that are an article or such (`l'entreprise`, `qu'il`) and say nothing by themselves.
const ELIDED_LETTERS: usize = 2;

/// A word of a query, as terms of the index.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Word {
    /// As its term is written; of a run, all of it.
    pub(crate) text: String,
    pub(crate) script: Script,
}

/// How a word is looked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Script {
    /// As one term.
    Spaced,
    /// As what begins with it: it is one character of a script without spaces.
    Character,
    /// As these terms side by side: it is several characters of a script without spaces.
    Run(Terms),
}

/// A term with where it stands in a text.
#[derive(Clone, Debug)]
struct Token {
    position: u32,
    term: String,
    /// Whether it begins before the one before has ended, as pairs of characters do.
    overlaps: bool,
    /// Whether it is an article or such that the next word begins with.
    elided: bool,
}

/// The words of a text. Of `l'entreprise` it is the second one that matters: texts have it with other articles as well.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let tokens = tokens(text);
    let mut words = Vec::new();
    let mut rest = tokens.as_slice();
    while let [first, after @ ..] = rest {
        let more = after.iter().take_while(|token| token.overlaps).count();
        let (group, next) = rest.split_at(more + 1);
        if !(first.elided && group.len() == 1) {
            words.push(word(group));
        }
        rest = next;
    }
    words
}

/// The terms of a text that must stand side by side; none where there is nothing to look for.
pub(crate) fn phrase(text: &str) -> Terms {
    side_by_side(&tokens(text))
}

/// Whether somebody who has typed this may go on with its last word: not behind a question mark.
pub(crate) fn may_go_on(text: &str) -> bool {
    let is_accent = |letter: char| matches!(letter, '\u{0300}'..='\u{036F}');
    text.chars().next_back().is_some_and(|last| last.is_alphanumeric() || is_unspaced(last) || is_accent(last))
}

fn word(group: &[Token]) -> Word {
    let text = |token: &Token| token.term.clone();
    match group {
        [single] if single.term.chars().all(is_unspaced) => Word { text: text(single), script: Script::Character },
        [single] => Word { text: text(single), script: Script::Spaced },
        run => {
            let text = run.iter().filter_map(|token| token.term.chars().next()).collect();
            Word { text, script: Script::Run(side_by_side(run)) }
        }
    }
}

/// The single character at the end of a run is left out: in the text that is looked for, the run may go on.
fn side_by_side(tokens: &[Token]) -> Terms {
    let Some(start) = tokens.first().map(|token| token.position) else { return Vec::new() };
    let ends_run = |at: usize| tokens[at].overlaps && !tokens.get(at + 1).is_some_and(|next| next.overlaps);
    let kept = tokens.iter().enumerate().filter(|(at, _)| !ends_run(*at));
    kept.map(|(_, token)| (token.position.saturating_sub(start), token.term.clone())).collect()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut last_end = 0;
    while tokens.len() < MOST_TERMS && stream.advance() {
        let token = stream.token();
        if let Some(last) = tokens.last_mut() {
            let between = text.get(last_end..token.offset_from);
            let is_short = last.term.chars().count() <= ELIDED_LETTERS;
            last.elided = is_short && matches!(between, Some("'" | "’"));
        }
        tokens.push(Token {
            position: u32::try_from(token.position).unwrap_or(u32::MAX),
            term: token.text.clone(),
            overlaps: token.offset_from < last_end,
            elided: false,
        });
        last_end = token.offset_to;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn words_are_parted_by_punctuation_and_lose_articles_that_they_swallowed() {
        assert_eq!(texts("SOC-2"), ["soc", "2"]);
        assert_eq!(texts("401(k)?"), ["401", "k"]);
        assert_eq!(texts("l'entreprise"), ["entreprise"]);
        assert_eq!(texts("Qu’est-ce"), ["est", "ce"]);
        assert_eq!(texts("don't"), ["don"]);
        assert_eq!(texts("the UK's"), ["the", "uk"]);
        assert_eq!(texts("l'"), ["l"]);
        assert_eq!(texts("?!"), [""; 0]);
    }

    #[test]
    fn runs_of_scripts_without_spaces_are_one_word() {
        let found = words("AES暗号化");
        assert_eq!(found[0], Word { text: "aes".to_owned(), script: Script::Spaced });
        let pairs = vec![(0, "暗号".to_owned()), (1, "号化".to_owned())];
        assert_eq!(found[1], Word { text: "暗号化".to_owned(), script: Script::Run(pairs) });
        assert_eq!(words("鍵"), [Word { text: "鍵".to_owned(), script: Script::Character }]);
    }

    #[test]
    fn phrases_keep_the_distances_of_their_words() {
        assert_eq!(phrase("at rest"), [(0, "at".to_owned()), (1, "rest".to_owned())]);
        assert_eq!(phrase("l'entreprise").len(), 2);
        assert_eq!(phrase(" … "), []);
    }

    #[test]
    fn a_word_goes_on_until_a_sign_ends_it() {
        assert!(may_go_on("rest") && may_go_on("暗号") && !may_go_on("rest?") && !may_go_on("l'") && !may_go_on(""));
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_words_that_have_something_to_look_for(text in "(\\PC|[a-z' ]){0,60}") {
            for word in words(&text) {
                proptest::prop_assert!(!word.text.is_empty());
                proptest::prop_assert!(!matches!(&word.script, Script::Run(terms) if terms.is_empty()));
            }
        }
    }
}
