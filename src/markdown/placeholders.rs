//! Placeholders: `{{ customer.name }}`, a variable to fill for one customer.

use std::ops::Range;

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

/// A part of a line of text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Part {
    /// As it is written.
    pub text: String,
    /// The name, where it is a placeholder.
    pub placeholder: Option<String>,
}

/// A line of plain text, as front matter holds it, cut at its placeholders.
pub fn parts(line: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut words = 0;
    let mut at = 0;
    while let Some(start) = line[at..].find("{{").map(|offset| at + offset) {
        at = start + 2;
        let Some(length) = line[at..].find("}}") else { break };
        let name = line[at..at + length].trim();
        if is_name(name) {
            at += length + 2;
            parts.push(Part { text: line[words..start].to_owned(), placeholder: None });
            parts.push(Part { text: line[start..at].to_owned(), placeholder: Some(name.to_owned()) });
            words = at;
        }
    }
    parts.push(Part { text: line[words..].to_owned(), placeholder: None });
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// Letters, digits, `_`, `-`; parts joined by dots.
fn is_name(name: &str) -> bool {
    name.split('.').all(|part| {
        !part.is_empty() && part.chars().all(|character| character.is_alphanumeric() || matches!(character, '_' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_at_its_placeholders() {
        let cut = |line| parts(line).into_iter().map(|part| (part.text, part.placeholder)).collect::<Vec<_>>();
        let words = |text: &str| (text.to_owned(), None);
        let name = |text: &str, name: &str| (text.to_owned(), Some(name.to_owned()));
        assert_eq!(
            cut("For {{ a.b }}{{c}}, {{ not a name }} {{ d"),
            [words("For "), name("{{ a.b }}", "a.b"), name("{{c}}", "c"), words(", {{ not a name }} {{ d")]
        );
        assert_eq!(cut(""), []);
    }
}
