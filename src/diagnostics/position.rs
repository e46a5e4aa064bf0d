//! From bytes to the lines and columns that people count.

use std::borrow::Cow;

use super::Span;

/// A place in a text as editors show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// From 1, in characters (Unicode scalar values): a tab and a wide character count as one each, a byte order
    /// mark not at all.
    pub column: usize,
}

/// A text with the beginnings of its lines.
#[derive(Debug)]
pub struct Lines<'text> {
    text: Cow<'text, str>,
    /// Byte of the first character of each line; the first is after a byte order mark.
    starts: Vec<usize>,
}

impl<'text> Lines<'text> {
    /// Looks for the lines of `text`, which end in LF or CRLF.
    pub fn new(text: impl Into<Cow<'text, str>>) -> Self {
        let text = text.into();
        let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let following = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(index, _)| index + 1);
        let starts = std::iter::once(first).chain(following).collect();
        Self { text, starts }
    }

    /// Where `byte` is. What lies beyond the text counts as its end, and what is within a character as its beginning.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.boundary(byte);
        let line = self.line_of(byte);
        let before = self.text.get(self.start_of(line)..byte).unwrap_or_default();
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    /// The line on which `span` begins, without its end, and the part of `span` that is on it, both as bytes of the
    /// text.
    pub fn first_line(&self, span: Span) -> (Span, Span) {
        let start = self.boundary(span.start);
        let line = self.line_of(start);
        let line_start = self.start_of(line);
        let line_end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text.get(line_start..line_end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let line_span = Span { start: line_start, end: line_start + content.len() };
        let clip = |byte: usize| byte.clamp(line_span.start, line_span.end);
        (line_span, Span { start: clip(start), end: clip(self.boundary(span.end)) })
    }

    /// The same without white space at its end: blocks of markdown come with the end of their last line.
    pub fn trimmed(&self, span: Span) -> Span {
        let content = self.slice(span).trim_end();
        // What is nothing but white space is meant so.
        if content.is_empty() { span } else { Span { end: span.start + content.len(), ..span } }
    }

    /// The text between.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).saturating_sub(1)
    }

    fn start_of(&self, line: usize) -> usize {
        self.starts.get(line).copied().unwrap_or_default()
    }

    fn boundary(&self, byte: usize) -> usize {
        self.text.floor_char_boundary(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, needle: &str) -> (usize, usize) {
        let position = Lines::new(text).position(text.find(needle).unwrap_or(text.len()));
        (position.line, position.column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        assert_eq!(place("ab\ncd", "a"), (1, 1));
        assert_eq!(place("ab\ncd", "d"), (2, 2));
    }

    #[test]
    fn columns_count_characters_and_not_bytes_or_cells() {
        assert_eq!(place("\t\tx", "x"), (1, 3));
        assert_eq!(place("顧客 x", "x"), (1, 4));
        assert_eq!(place("é👩‍💻x", "x"), (1, 5));
    }

    #[test]
    fn a_carriage_return_and_a_byte_order_mark_move_nothing() {
        assert_eq!(place("ab\r\ncd\r\n", "d"), (2, 2));
        assert_eq!(place("\u{feff}ab", "b"), (1, 2));
    }

    #[test]
    fn a_place_beyond_the_end_is_the_end() {
        let position = Lines::new("ab\n").position(99);
        assert_eq!(position, Position { line: 2, column: 1 });
    }

    #[test]
    fn a_span_of_several_lines_is_clipped_to_its_first() {
        let text = "one\r\ntwo\r\nthree";
        let (line, part) = Lines::new(text).first_line(Span { start: 6, end: 12 });
        assert_eq!(&text[line.start..line.end], "two");
        assert_eq!(&text[part.start..part.end], "wo");
    }
}
