//! What a reader typed, taken apart. No text is an error: what can't be read as syntax is read as words.
//!
//! ```text
//! encrypt "at rest" -draft kind:answer industry:"health care"
//! ```

use serde::{Deserialize, Serialize};

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
        let (part, after) = take_part(rest, &is_facet);
        parts.push(part);
        rest = after.trim_start();
    }
    parts
}

fn take_part<'a>(text: &'a str, is_facet: &impl Fn(&str) -> bool) -> (Part, &'a str) {
    let negated = text.strip_prefix('-').filter(|rest| rest.starts_with(|next: char| !next.is_whitespace()));
    let (excluded, text) = negated.map_or((false, text), |rest| (true, rest));
    if let Some((phrase, after)) = take_quoted(text) {
        return (Part { excluded, kind: PartKind::Phrase(phrase.to_owned()) }, after);
    }
    let end = text.find(|character: char| character.is_whitespace() || is_quote(character)).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    if let Some((facet, value)) = word.split_once(':').filter(|(name, _)| is_facet(name)) {
        let quoted = if value.is_empty() { take_quoted(after) } else { None };
        let (value, after) = quoted.unwrap_or((value, after));
        return (Part { excluded, kind: PartKind::Filter { facet: facet.to_owned(), value: value.to_owned() } }, after);
    }
    (Part { excluded, kind: PartKind::Words { text: word.to_owned(), open: after.is_empty() } }, after)
}

/// What stands between quotation marks at the beginning of a text, and what follows; a missing end mark is forgiven.
fn take_quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix(is_quote)?;
    let (quoted, after) = inner.split_once(is_quote).unwrap_or((inner, ""));
    Some((quoted, after))
}

fn is_quote(character: char) -> bool {
    matches!(character, '"' | '“' | '”' | '„' | '«' | '»')
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
        assert!(read("  \t ").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_taken_apart_in_bounds(text in "\\PC{0,200}") {
            proptest::prop_assert!(read(&text).len() <= MOST_PARTS);
        }
    }
}
