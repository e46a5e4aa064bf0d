//! Footnotes that have no definition, or two.

use std::{collections::BTreeSet, ops::Range};

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Problem, ProblemKind};

/// Looks for footnotes without a definition, or with two, while events go by.
pub(super) struct Footnotes<'a> {
    text: &'a str,
    /// Whether there may be any: most documents have none.
    any: bool,
    in_code: bool,
    defined: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl<'a> Footnotes<'a> {
    /// For a body.
    pub(super) fn new(text: &'a str) -> Self {
        let any = memmem::find(text.as_bytes(), b"[^").is_some();
        Self { text, any, in_code: false, defined: BTreeSet::new(), problems: Vec::new() }
    }

    /// Looks at the next event.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !self.any {
            return;
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::FootnoteDefinition(name)) => self.define(name, range),
            // A reference to nothing is text, for the parser.
            Event::Text(_) if !self.in_code => self.read(range),
            _ => {}
        }
    }

    fn define(&mut self, name: &str, range: &Range<usize>) {
        if self.defined.insert(label(name)) {
            return;
        }
        let colon = self.text.get(range.clone()).and_then(|source| source.find(':'));
        self.report(name, range.start..colon.map_or(range.end, |colon| range.start + colon));
    }

    fn read(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        while let Some(offset) = self.text.get(at..range.end).and_then(|rest| rest.find("[^")) {
            let start = at + offset;
            at = start + 2;
            let name = self.text[at..range.end].split([']', '[', ' ', '\n', '^']).next().unwrap_or_default();
            let end = at + name.len();
            let is_escaped = self.text[..start].ends_with('\\');
            if !name.is_empty() && !is_escaped && self.text[end..range.end].starts_with(']') {
                self.report(name, start..end + 1);
            }
            at = end;
        }
    }

    fn report(&mut self, name: &str, range: Range<usize>) {
        self.problems.push(Problem { kind: ProblemKind::UndefinedFootnote(name.to_owned()), span: range.into() });
    }

    /// What is wrong.
    pub(super) fn finish(self) -> Vec<Problem> {
        self.problems
    }
}

/// The name of a footnote, by which reference and definition find each other.
pub(super) fn label(name: &str) -> String {
    name.to_lowercase()
}
