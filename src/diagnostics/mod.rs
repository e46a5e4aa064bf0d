//! Findings: what is wrong in a library, where, and how to mend it.
//!
//! A finding is a value. Phases collect them in [`Diagnostics`]; the command line sorts and prints them at the end
//! (`cli::findings`), so that one problem never hides another. Every [`Code`] is stable and explained by
//! `fieldbook explain CODE`; the catalogue is in `catalogue.rs`.

mod catalogue;
mod position;

pub use catalogue::Code;
pub use position::{Lines, Position};

use std::ops::Range;

use serde::Serialize;

/// How much a finding matters. Errors and warnings make `check` exit with 1; notes don't.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The document, or a part of it, can't be used as written.
    Error,
    /// It can be used, but a reader or author would be misled.
    Warning,
    /// Worth knowing.
    Note,
}

/// A range of bytes in a file: `start` is the first, `end` is one past the last.
///
/// Unlike [`Range`] it is `Copy` and ordered, so that findings sort by place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The same span in a file where the text it counts from begins at byte `by`.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// A place in a file of the library.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// Path relative to the library's root, with `/` between its parts.
    pub path: String,
    /// What in the file the finding is about; `None` means the file as a whole.
    pub span: Option<Span>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where it is; `None` where it is about the library as a whole.
    pub location: Option<Location>,
    /// What kind of finding it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// A few words to stand at the underlined source; may be empty.
    pub label: String,
    /// The mend: what to do about it, in one sentence without a full stop.
    pub help: String,
    /// Other places that belong to it, each with a few words (where else an id is used, say).
    pub related: Vec<(Location, String)>,
}

impl Diagnostic {
    /// A finding of `code`'s own severity; add the rest with the methods below.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            location: None,
            code,
            severity: code.severity(),
            message: message.into(),
            label: String::new(),
            help: String::new(),
            related: Vec::new(),
        }
    }

    /// Sets the place: a file, and what in it.
    #[must_use]
    pub fn at(mut self, path: &str, span: impl Into<Option<Span>>) -> Self {
        self.location = Some(Location { path: path.to_owned(), span: span.into() });
        self
    }

    /// Sets the words that stand at the underlined source.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets the mend.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds another place that belongs to the finding.
    #[must_use]
    pub fn related(mut self, path: &str, span: impl Into<Option<Span>>, label: impl Into<String>) -> Self {
        self.related.push((Location { path: path.to_owned(), span: span.into() }, label.into()));
        self
    }
}

/// How many files a finding on very many of them names.
const NAMED: usize = 10;

impl Diagnostic {
    /// Adds the first few of many files that it is about; the last of these says how many more there are.
    #[must_use]
    pub fn among<'p>(mut self, paths: impl ExactSizeIterator<Item = &'p str>, label: &str) -> Self {
        let left_out = paths.len().saturating_sub(NAMED);
        for (index, path) in paths.take(NAMED).enumerate() {
            let is_last = index + 1 == NAMED && left_out > 0;
            let words = if is_last { format!("and {left_out} more") } else { label.to_owned() };
            self = self.related(path, None, words);
        }
        self
    }
}

/// Findings, in the order they were made until [`sort`](Self::sort)ed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn append(&mut self, mut other: Self) {
        self.0.append(&mut other.0);
    }

    /// Orders them by file, place and code, and drops repetitions.
    pub fn sort(&mut self) {
        self.0.sort();
        self.0.dedup();
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Those of one code.
    #[must_use]
    pub fn of(&self, code: Code) -> Self {
        Self(self.0.iter().filter(|diagnostic| diagnostic.code == code).cloned().collect())
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether there is anything that makes `check` fail: an error or a warning.
    pub fn has_findings(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity <= Severity::Warning)
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(findings: I) -> Self {
        Self(findings.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}
