//! Front matter edited in place: what all such edits share.
//!
//! An edit is a function from text to text. It finds the place of a value by the same parser that loading uses, replaces or inserts there, and
//! reads the result again: what doesn't say what it was edited to say is no result.

use std::fmt::Write as _;

use super::{
    front_matter::{self, Block},
    node::{Syntax, Table},
};
use crate::diagnostics::{Lines, Span};

/// Why a document can't be edited. Lines count from 1.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The front matter has no end.
    #[error("line {line}: the front matter that begins here has no end")]
    Unterminated {
        /// Where it begins.
        line: usize,
    },
    /// The front matter can't be read.
    #[error("line {line}: the front matter can't be read: {message}")]
    Unreadable {
        /// Where it goes wrong.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// The front matter is written in a way that leaves no place for a field.
    #[error("the front matter isn't written as one field a line, so its fields can only be set by hand")]
    NoPlace,
}

/// Refuses front matter without an end.
pub(super) fn unterminated(source: &str, split: &front_matter::Split<'_>) -> Result<(), EditError> {
    match split.unterminated {
        Some((_, opening)) => Err(EditError::Unterminated { line: Lines::new(source).position(opening.start).line }),
        None => Ok(()),
    }
}

/// Reads the front matter, which must be without a fault: what can't be read can't be edited without guesses.
pub(super) fn read(source: &str, block: &Block<'_>) -> Result<Table, EditError> {
    let (table, problems) = front_matter::parse(block, "");
    match problems.into_iter().next() {
        None => Ok(table),
        Some(problem) => {
            let start = problem.location.and_then(|location| location.span).unwrap_or(block.opening).start;
            let message = if problem.label.is_empty() { problem.message } else { problem.label };
            Err(EditError::Unreadable { line: Lines::new(source).position(start).line, message })
        }
    }
}

/// The end that the line has in which byte `from` is: a file keeps the one that it's written with.
pub(super) fn line_end(source: &str, from: usize) -> &'static str {
    let rest = source.get(from..).unwrap_or_default();
    match rest.find('\n') {
        Some(end) if rest[..end].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The text with each span replaced; they don't overlap.
pub(super) fn apply(source: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| *span);
    let mut result = String::with_capacity(source.len() + 64);
    let mut done = 0;
    for (span, text) in edits {
        result.push_str(source.get(done..span.start).unwrap_or_default());
        result.push_str(&text);
        done = span.end;
    }
    result.push_str(source.get(done..).unwrap_or_default());
    result
}

/// A text as a value, in the quotes that its neighbours have.
pub(super) fn text_value(syntax: Syntax, text: &str, quote: Option<char>) -> String {
    let literal = quote == Some('\'') && !text.contains(['\'', '\n', '\r']);
    match syntax {
        _ if literal => format!("'{text}'"),
        Syntax::Yaml if quote.is_none() && is_plain_yaml(text) => text.to_owned(),
        // What a JSON string is, a string in double quotes is in YAML, too.
        Syntax::Yaml => serde_json::Value::from(text).to_string(),
        Syntax::Toml => toml_basic_string(text),
    }
}

/// A text as TOML writes it on one line.
fn toml_basic_string(text: &str) -> String {
    let mut result = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => result.extend(['\\', character]),
            control if control.is_control() => {
                // Writing to a string can't fail.
                let _ = write!(result, "\\u{:04X}", u32::from(control));
            }
            other => result.push(other),
        }
    }
    result.push('"');
    result
}

/// Whether YAML reads these words as text without quotes, whatever its version.
fn is_plain_yaml(text: &str) -> bool {
    let special = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(|letter| letter.is_alphanumeric() || [' ', '.', '-', '_', '@', '+'].contains(&letter))
        && !special.contains(&text.to_ascii_lowercase().as_str())
}
