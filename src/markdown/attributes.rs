//! Attributes in braces: `{area=value source="two words" as-of=2026-08-01}`.

use std::{collections::BTreeMap, ops::Range};

use crate::{audience::Audience, diagnostics::Span};

/// Values by key, each with its place (without quotes).
pub(super) type Attributes = BTreeMap<String, (String, Span)>;

/// Attributes and where they stand.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Braces {
    /// From the first `{` to the last `}`.
    pub(super) range: Range<usize>,
    /// What they say.
    pub(super) values: Attributes,
}

/// Reads the attributes at the end of `text[range]`; several groups of braces count as one. `None` where there are
/// none: braces that hold anything else than `key=value` are text.
pub(super) fn at_end(text: &str, range: Range<usize>) -> Option<Braces> {
    let mut end = range.start + text.get(range.clone())?.trim_end().len();
    let mut found: Option<Braces> = None;
    while let Some((start, values)) = group_at_end(text, range.start..end) {
        let braces = found.get_or_insert_with(|| Braces { range: start..end, values: Attributes::new() });
        braces.range.start = start;
        for (key, value) in values {
            keep_narrower(&mut braces.values, key, value);
        }
        end = range.start + text[range.start..start].trim_end().len();
    }
    found
}

/// One group of braces that ends where `range` does.
fn group_at_end(text: &str, range: Range<usize>) -> Option<(usize, Attributes)> {
    let source = &text[range.clone()];
    if !source.ends_with('}') || source.ends_with("\\}") {
        return None;
    }
    let mut before = source.len();
    // From the right, since a quoted value may hold a brace.
    while let Some(open) = source[..before].rfind('{') {
        let start = range.start + open;
        let mut reader = Reader { text: &text[..range.end], at: start + 1 };
        match reader.group() {
            Some(values) if reader.at == range.end && !source[..open].ends_with('\\') => return Some((start, values)),
            _ => before = open,
        }
    }
    None
}

/// The same key twice: the first counts, but of two audiences the narrower, so that nothing leaks.
fn keep_narrower(values: &mut Attributes, key: String, value: (String, Span)) {
    let audience = |word: &str| word.parse::<Audience>().unwrap_or_default();
    let counts = values.get(&key).is_none_or(|(old, _)| key == "audience" && audience(&value.0) < audience(old));
    if counts {
        values.insert(key, value);
    }
}

/// Reads `key=value key="some words"}`.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn group(&mut self) -> Option<Attributes> {
        let mut values = Attributes::new();
        self.blanks();
        loop {
            let key = self.run(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
            if key.is_empty() || !self.eat(b'=') {
                return None;
            }
            let value = self.value()?;
            keep_narrower(&mut values, key.to_owned(), value);
            let blanks = self.blanks();
            if self.eat(b'}') {
                return Some(values);
            }
            if !blanks {
                return None;
            }
        }
    }

    fn value(&mut self) -> Option<(String, Span)> {
        for quote in [b'"', b'\''] {
            if self.eat(quote) {
                let start = self.at;
                let value = self.run(|byte| byte != quote);
                let span = Span { start, end: self.at };
                return self.eat(quote).then(|| (value.to_owned(), span));
            }
        }
        let start = self.at;
        let value =
            self.run(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'{' | b'}' | b'`' | b'<'));
        (!value.is_empty()).then(|| (value.to_owned(), Span { start, end: self.at }))
    }

    /// Blanks, line ends, and the `>` of a quotation that the attributes stand in.
    fn blanks(&mut self) -> bool {
        let mut after_line_end = false;
        !self
            .run(|byte| {
                after_line_end = matches!(byte, b'\n' | b'\r') || (after_line_end && matches!(byte, b' ' | b'>'));
                byte.is_ascii_whitespace() || (after_line_end && byte == b'>')
            })
            .is_empty()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.text.as_bytes().get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    /// The bytes that `belongs` holds for; it must hold for all or none of those of a character.
    fn run(&mut self, mut belongs: impl FnMut(u8) -> bool) -> &'a str {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(|&byte| belongs(byte)) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }
}
