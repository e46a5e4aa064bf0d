//! What a reader typed, taken apart. No text is an error: what can't be read as syntax is read as words.
//!
//! ```text
//! encrypt "at rest" -draft kind:answer industry:"health care"
//! ```

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::words::may_go_on;

/// Parts that count; what stands after them is ignored, so that pasting a book can't stall a browser.
const MOST_PARTS: usize = 64;

/// A facet's value that results must have. Several values of one facet widen, several facets narrow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Name of the facet.
    pub facet: String,
    /// Id of the value.
    pub value: String,
}

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Whether it stands after a `-`.
    pub(crate) excluded: bool,
    /// What it asks for.
    pub(crate) kind: PartKind,
    /// Where it stands in the query.
    pub(crate) place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// Words between spaces; `open` where the reader may still be typing the last of them.
    Words { text: String, open: bool },
    /// Words between quotation marks.
    Phrase(String),
    /// `facet:value`, for facets that the index has.
    Filter { facet: String, value: String },
}

/// Takes a query apart; `is_facet` says which names before a colon are facets.
pub(crate) fn parse(text: &str, is_facet: impl Fn(&str) -> bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() && parts.len() < MOST_PARTS {
        let negated = rest.strip_prefix(is_minus).filter(|rest| rest.starts_with(|next: char| !next.is_whitespace()));
        let (kind, after) = take_kind(negated.unwrap_or(rest), &is_facet);
        let place = text.len() - rest.len()..text.len() - after.len();
        parts.push(Part { excluded: negated.is_some(), kind, place });
        rest = after.trim_start();
    }
    parts
}

fn take_kind<'a>(text: &'a str, is_facet: &impl Fn(&str) -> bool) -> (PartKind, &'a str) {
    if let Some((phrase, after)) = take_quoted(text) {
        return (PartKind::Phrase(phrase.to_owned()), after);
    }
    let end = text.find(|character: char| character.is_whitespace() || is_quote(character)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    if let Some((facet, value)) = word.split_once([':', '：']).filter(|(name, _)| is_facet(name)) {
        let quoted = if value.is_empty() { take_quoted(after) } else { None };
        let (value, after) = quoted.unwrap_or((value, after));
        return (PartKind::Filter { facet: facet.to_owned(), value: value.to_owned() }, after);
    }
    (PartKind::Words { text: word.to_owned(), open: after.is_empty() && may_go_on(word) }, after)
}

/// What stands between quotation marks at the beginning of a text, and what follows; a missing end mark is forgiven.
fn take_quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    let (quoted, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
    Some((quoted, after))
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' | '『' | '』' | '＂')
}

/// The minus of a keyboard, of mathematics, and of Chinese and Japanese keyboards.
fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '－')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let show = |part: Part| {
            let sign = if part.excluded { "not " } else { "" };
            match part.kind {
                PartKind::Words { text, open: true } => format!("{sign}{text}…"),
                PartKind::Words { text, open: false } => format!("{sign}{text}"),
                PartKind::Phrase(text) => format!("{sign}[{text}]"),
                PartKind::Filter { facet, value } => format!("{sign}{facet}={value}"),
            }
        };
        parse(text, |name| name == "kind" || name == "industry").into_iter().map(show).collect()
    }

    #[test]
    fn words_phrases_exclusions_and_filters_are_told_apart() {
        let query = "encrypt \"at rest\" -draft -\"old one\" kind:answer industry:\"health care\" -kind:page data";
        let expected = [
            "encrypt",
            "[at rest]",
            "not draft",
            "not [old one]",
            "kind=answer",
            "industry=health care",
            "not kind=page",
            "data…",
        ];
        assert_eq!(read(query), expected);
    }

    #[test]
    fn what_is_no_syntax_is_words() {
        assert_eq!(read("e-mail https://example.com - a:b "), ["e-mail", "https://example.com", "-", "a:b"]);
        assert_eq!(read("“never ended"), ["[never ended]"]);
        assert_eq!(read("a\"b c\"d"), ["a", "[b c]", "d…"]);
        assert_eq!(read("is it kept at rest?"), ["is", "it", "kept", "at", "rest?"], "a question mark ends a word");
        assert!(read("  \t ").is_empty());
    }

    #[test]
    fn signs_of_other_keyboards_are_taken_as_they_are_meant() {
        assert_eq!(read("kind：answer　「暗号化」 －draft"), ["kind=answer", "[暗号化]", "not draft…"]);
    }

    #[test]
    fn each_part_knows_where_it_stands() {
        let text = "  a -\"b c\" kind:\"d e\"  f";
        let places: Vec<_> = parse(text, |name| name == "kind").into_iter().map(|part| &text[part.place]).collect();
        assert_eq!(places, ["a", "-\"b c\"", "kind:\"d e\"", "f"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart_in_bounds(text in "\\PC{0,200}") {
            let parts = parse(&text, |_| true);
            proptest::prop_assert!(parts.len() <= MOST_PARTS);
            for part in parts {
                proptest::prop_assert!(text.get(part.place).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
