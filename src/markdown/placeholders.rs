//! Placeholders: `{{ customer.name }}`, a variable to fill for one customer.

use std::ops::Range;

use fieldbook_bids::placeholder::is_name;
use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Placeholder, Problem, ProblemKind};

/// The longest name looked for, in bytes with the blanks around it.
const LONGEST: usize = 200;

/// Gathers placeholders while events go by.
pub(super) struct Placeholders<'a> {
    text: &'a str,
    /// Whether there may be any: most documents have none.
    any: bool,
    in_code: bool,
    done: Vec<Placeholder>,
    problems: Vec<Problem>,
}

impl<'a> Placeholders<'a> {
    /// For a body.
    pub(super) fn new(text: &'a str) -> Self {
        let any = memmem::find(text.as_bytes(), b"{{").is_some();
        Self { text, any, in_code: false, done: Vec::new(), problems: Vec::new() }
    }

    /// Looks at the next event.
    pub(super) fn see(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if !self.any {
            return;
        }
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(_) if !self.in_code => self.read(range.clone()),
            _ => {}
        }
    }

    /// Reads those that begin in some text. One may end behind it: `{{ _name_ }}` has emphasis in it, for the parser.
    fn read(&mut self, range: Range<usize>) {
        let mut at = range.start.max(self.done.last().map_or(0, |last| last.span.end));
        while let Some(offset) = self.text.get(at..range.end).and_then(|rest| rest.find("{{")) {
            let start = at + offset;
            at = start + 2;
            let nearby = &self.text[at..self.text.floor_char_boundary(at + LONGEST)];
            let line = nearby.lines().next().unwrap_or_default();
            let Some(length) = line.find("}}") else { continue };
            let escaped = self.text[..start].ends_with('\\');
            if escaped {
                continue;
            }
            let name = line[..length].trim();
            let span = (start..at + length + 2).into();
            at += length + 2;
            if is_name(name) {
                self.done.push(Placeholder { name: name.to_owned(), span });
            } else {
                self.problems.push(Problem { kind: ProblemKind::BadPlaceholder(name.to_owned()), span });
            }
        }
    }

    /// The placeholders, and what looks like one but has no name.
    pub(super) fn finish(self) -> (Vec<Placeholder>, Vec<Problem>) {
        (self.done, self.problems)
    }
}
