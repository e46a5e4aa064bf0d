//! Words as markdown: the inverse of a plain copy, for texts that come from where nobody writes markdown.

use std::fmt::Write as _;

use fieldbook_bids::placeholder::parts;

/// Markdown that reads as these words: lines stay lines, lines with bullets become lists, placeholders stay, and nothing else is a
/// sign of markdown.
pub fn written(words: &str) -> String {
    let mut text = String::new();
    let mut last: Option<Line<'_>> = None;
    let mut is_apart = false;
    for line in words.lines().map(Line::new) {
        let Some(line) = line else {
            is_apart = true;
            continue;
        };
        match last {
            None => {}
            // A list and the words around it are blocks of their own.
            Some(last) if is_apart || last.is_item != line.is_item => text.push_str("\n\n"),
            Some(last) if last.is_item => text.push('\n'),
            Some(_) => text.push_str("\\\n"),
        }
        let sign = if line.is_item { "- " } else { "" };
        // Writing to a string can't fail.
        let _ = write!(text, "{sign}{}", escaped(line.words));
        last = Some(line);
        is_apart = false;
    }
    text
}

/// A line of words.
#[derive(Clone, Copy)]
struct Line<'a> {
    words: &'a str,
    is_item: bool,
}

impl<'a> Line<'a> {
    /// A line with something in it.
    fn new(line: &'a str) -> Option<Self> {
        let line = line.trim();
        let item = ["- ", "* ", "• ", "· ", "– ", "▪ ", "‣ ", "●"].iter().find_map(|sign| line.strip_prefix(sign));
        let item = item.map(str::trim).filter(|item| !item.is_empty());
        (!line.is_empty()).then(|| Self { words: item.unwrap_or(line), is_item: item.is_some() })
    }
}

/// A line with everything escaped that may be a sign.
fn escaped(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 8);
    for part in parts(line) {
        if part.placeholder.is_some() {
            text.push_str(&part.text);
            continue;
        }
        for character in part.text.chars() {
            let begins = text.is_empty() && character.is_ascii_punctuation();
            let ends_number = matches!(character, '.' | ')') && text.bytes().all(|byte| byte.is_ascii_digit());
            if begins || ends_number || SIGNS.contains(character) {
                text.push('\\');
            }
            text.push(character);
        }
    }
    text
}

/// What may be a sign within a line: of emphasis, code, links, HTML, tables, formulas, attributes, placeholders.
const SIGNS: &str = "\\`*_[]<>&~$|{}^";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        audience::Audience,
        markdown::{Destination, ItemFacts, LinkForm, Linker, Phrases, Picture, Settings, copies},
    };

    struct Nowhere;

    impl Linker for Nowhere {
        fn link(&self, _: LinkForm, _: &str) -> Destination {
            Destination::Broken
        }

        fn image(&self, _: &str) -> Option<Picture> {
            None
        }
    }

    fn read(markdown: &str) -> String {
        let phrases = Phrases::default();
        let settings =
            Settings { audience: Audience::Internal, unsafe_html: false, items: ItemFacts::Written, phrases: &phrases };
        copies(markdown, settings, &Nowhere).plain
    }

    #[test]
    fn lists_lines_and_placeholders_stay_what_they_are() {
        let words = "Yes, for {{ customer.name }}:\n• disks\n• tapes\n\n1. *First*\n2. # second\n:::internal";
        let markdown = written(words);
        assert_eq!(
            markdown,
            "Yes, for {{ customer.name }}:\n\n- disks\n- tapes\n\n1\\. \\*First\\*\\\n2\\. # second\\\n\\:::internal"
        );
        assert_eq!(
            read(&markdown),
            "Yes, for {{ customer.name }}:\n\n- disks\n- tapes\n\n1. *First*\n2. # second\n:::internal"
        );
    }

    proptest::proptest! {
        #[test]
        fn any_words_read_as_they_were(lines in proptest::collection::vec("[a-c1.)#*_`<>&|:{}$~\\[\\]\\\\=+ !^(-]{0,12}", 0..6)) {
            let lines: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
            // Blanks within a line and the sign of a bullet are all that may differ.
            let plain = |text: &str| text.lines().map(|line| line.trim_start_matches("* ").trim_start_matches("- ").split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            proptest::prop_assert_eq!(plain(&read(&written(&lines.join("\n")))), plain(&lines.join("\n")));
        }
    }
}
