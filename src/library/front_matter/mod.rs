//! Front matter: the values between `+++` (TOML) or `---` (YAML) lines at the top of a file.
//!
//! [`split`] finds where it ends and the body begins; [`parse`] reads it into one tree for both syntaxes, with the
//! place of every key and value. What is wrong is said, and what can be read is kept.

mod toml;
mod yaml;

pub(super) use toml::parse as parse_toml;

use super::node::{Syntax, Table};
use crate::diagnostics::{Code, Diagnostic, Span};

/// How deep values may nest; deeper ones are refused, since reading them takes stack.
const MAX_DEPTH: usize = 32;

/// A file, cut into front matter and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Split<'s> {
    /// The front matter, if there is any.
    pub(super) block: Option<Block<'s>>,
    /// Byte of the file where the body begins.
    pub(super) body_start: usize,
    /// The opening line, where no closing one follows. The whole file is taken for its body then.
    pub(super) unterminated: Option<(Syntax, Span)>,
}

/// The front matter of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block<'s> {
    pub(super) syntax: Syntax,
    /// The opening line, without its end.
    pub(super) opening: Span,
    /// What stands between the lines.
    pub(super) text: &'s str,
    /// Byte of the file where `text` begins.
    pub(super) start: usize,
}

/// A table, and what was wrong with it.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub(super) table: Table,
    pub(super) problems: Vec<Problem>,
}

/// What is wrong with the syntax of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) message: String,
    pub(super) span: Span,
    /// Where a key that is there twice was first.
    pub(super) first: Option<Span>,
}

impl Problem {
    fn new(message: impl Into<String>, span: Span) -> Self {
        Self { message: message.into(), span, first: None }
    }

    /// The same as a finding in the front matter of a file.
    fn into_diagnostic(self, path: &str, syntax: Syntax) -> Diagnostic {
        let name = syntax.name();
        match self.first {
            Some(first) => Diagnostic::new(Code::DuplicateKey, self.message)
                .at(path, self.span)
                .label("here again")
                .help("keep one of the two")
                .related(path, first, "first here"),
            None => Diagnostic::new(Code::FrontMatterSyntax, format!("the front matter isn't valid {name}"))
                .at(path, self.span)
                .label(self.message)
                .help(match syntax {
                    Syntax::Toml => "write each field as `key = value`, with text in double quotes",
                    Syntax::Yaml => {
                        "write each field as `key: value`; text that holds `: ` or begins with a sign goes in quotes"
                    }
                }),
        }
    }
}

impl Syntax {
    /// "TOML" or "YAML"
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Toml => "TOML",
            Self::Yaml => "YAML",
        }
    }

    fn fence(self) -> &'static str {
        match self {
            Self::Toml => "+++",
            Self::Yaml => "---",
        }
    }
}

/// Cuts a file into front matter and body. A byte order mark and empty lines before the front matter don't count.
pub(super) fn split(source: &str) -> Split<'_> {
    let content_start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let none = Split { block: None, body_start: content_start, unterminated: None };
    let mut lines = lines(source, content_start).skip_while(|(_, line)| line.trim().is_empty());
    let Some((opening_start, opening)) = lines.next() else { return none };
    let Some(syntax) = [Syntax::Toml, Syntax::Yaml].into_iter().find(|syntax| opening.trim_end() == syntax.fence())
    else {
        return none;
    };
    let opening_span = Span { start: opening_start, end: opening_start + syntax.fence().len() };
    let start = opening_start + opening.len();
    for (line_start, line) in lines {
        if line.trim_end() == syntax.fence() {
            let text = source.get(start..line_start).unwrap_or_default();
            let block = Block { syntax, opening: opening_span, text, start };
            return Split { block: Some(block), body_start: line_start + line.len(), unterminated: None };
        }
    }
    Split { unterminated: Some((syntax, opening_span)), ..none }
}

/// Lines with their ends, each with the byte where it begins.
fn lines(source: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    source.get(from..).unwrap_or_default().split_inclusive('\n').scan(from, |start, line| {
        let begin = *start;
        *start += line.len();
        Some((begin, line))
    })
}

/// Reads front matter; places count from the beginning of the file.
pub(super) fn parse(block: &Block<'_>, path: &str) -> (Table, Vec<Diagnostic>) {
    let parsed = match block.syntax {
        Syntax::Toml => toml::parse(block.text, block.start),
        Syntax::Yaml => yaml::parse(block.text, block.start),
    };
    let findings = parsed.problems.into_iter().map(|problem| problem.into_diagnostic(path, block.syntax)).collect();
    (parsed.table, findings)
}

/// The finding for front matter without an end.
pub(super) fn unterminated(syntax: Syntax, opening: Span, path: &str) -> Diagnostic {
    let fence = syntax.fence();
    let mut help = format!("end it with a line that holds only `{fence}`");
    if syntax == Syntax::Yaml {
        help.push_str("; for a horizontal rule write `***`");
    }
    Diagnostic::new(Code::FrontMatterUnterminated, format!("the front matter has no closing `{fence}` line"))
        .at(path, opening)
        .label("begins here")
        .help(help)
}

#[cfg(test)]
mod tests;
