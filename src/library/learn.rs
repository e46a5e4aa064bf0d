//! Learning a wording: adding a question to those of an answer, and changing no other byte.
//!
//! [`learn`] is a function from text to text. The new wording comes last, on a line of its own where the others have that, in the quotes that
//! the one before it has.

use super::{
    edit::{EditError, apply, line_end, read, text_value, unterminated},
    front_matter,
    node::{Node, NodeData, Syntax},
};
use crate::diagnostics::Span;

/// The field of wordings.
const FIELD: &str = "questions";

/// The text of an answer with one more wording. One that is there to the letter isn't added again.
pub fn learn(source: &str, wording: &str) -> Result<String, EditError> {
    let split = front_matter::split(source);
    unterminated(source, &split)?;
    let block = split.block.ok_or(EditError::NoPlace)?;
    let table = read(source, &block)?;
    let questions = table.get(FIELD).ok_or(EditError::NoPlace)?;
    if wordings(questions).contains(&wording) {
        return Ok(source.to_owned());
    }
    let addition = Addition { source, syntax: block.syntax, wording };
    let edits = match &questions.data {
        NodeData::List(elements) => match elements.split_last() {
            Some((last, others)) => addition.after(questions, others.last(), last),
            None => addition.of_none(questions),
        },
        NodeData::Text(_) => addition.of_one(questions),
        _ => return Err(EditError::NoPlace),
    };
    let result = apply(source, edits);
    let mut expected: Vec<String> = wordings(questions).into_iter().map(str::to_owned).collect();
    expected.push(wording.to_owned());
    if holds(&result, &expected) { Ok(result) } else { Err(EditError::NoPlace) }
}

fn wordings(questions: &Node) -> Vec<&str> {
    match &questions.data {
        NodeData::List(elements) => elements.iter().filter_map(Node::as_text).collect(),
        NodeData::Text(text) => vec![text],
        _ => Vec::new(),
    }
}

/// Whether a text says what it was edited to say.
fn holds(source: &str, expected: &[String]) -> bool {
    let Some(block) = front_matter::split(source).block else { return false };
    let Ok(table) = read(source, &block) else { return false };
    table.get(FIELD).is_some_and(|questions| wordings(questions) == expected)
}

/// A wording that goes into a list.
struct Addition<'a> {
    source: &'a str,
    syntax: Syntax,
    wording: &'a str,
}

impl Addition<'_> {
    /// Behind the last element.
    fn after(&self, list: &Node, previous: Option<&Node>, element: &Node) -> Vec<(Span, String)> {
        let value = self.value(element.span);
        let line_start = self.line_start(element.span.start);
        let lead = self.between(line_start, element.span.start);
        let is_flow = self.between(list.span.start, list.span.start + 1) == "[";
        if !is_flow {
            // YAML with an element a line: `- …`
            let line = format!("{lead}{value}{}", line_end(self.source, line_start));
            return vec![self.below(element.span.end, line)];
        }
        let ends_with_comma = self.comma_after(element.span.end);
        let opening = previous.map_or(list.span.start, |previous| previous.span.end);
        if !self.between(opening, element.span.start).contains('\n') || !lead.trim().is_empty() {
            let at = ends_with_comma.unwrap_or(element.span.end);
            let text = if ends_with_comma.is_some() { format!(" {value},") } else { format!(", {value}") };
            return vec![(Span { start: at, end: at }, text)];
        }
        // An element a line: a comment behind the last one stays with it.
        let end = line_end(self.source, line_start);
        let comma = if ends_with_comma.is_some() { "," } else { "" };
        let at = ends_with_comma.unwrap_or(element.span.end);
        let mut edits = Vec::new();
        if ends_with_comma.is_none() {
            edits.push((Span { start: at, end: at }, ",".to_owned()));
        }
        let closes = self.between(at, self.line_end_at(at)).contains(']') && self.line_end_at(at) >= list.span.end;
        if closes {
            edits.push((Span { start: at, end: at }, format!("{end}{lead}{value}{comma}")));
        } else {
            edits.push(self.below(at, format!("{lead}{value}{comma}{end}")));
        }
        edits
    }

    /// Into `[]`.
    fn of_none(&self, list: &Node) -> Vec<(Span, String)> {
        let at = list.span.start + 1;
        vec![(Span { start: at, end: at }, text_value(self.syntax, self.wording, Some('"')))]
    }

    /// One text by itself becomes a list.
    fn of_one(&self, text: &Node) -> Vec<(Span, String)> {
        let Span { start, end } = text.span;
        let value = self.value(text.span);
        vec![(Span { start, end: start }, "[".to_owned()), (Span { start: end, end }, format!(", {value}]"))]
    }

    /// The wording in the quotes of its neighbour.
    fn value(&self, neighbour: Span) -> String {
        let first = self.between(neighbour.start, neighbour.end).chars().next();
        text_value(self.syntax, self.wording, first.filter(|first| ['"', '\''].contains(first)))
    }

    fn between(&self, start: usize, end: usize) -> &str {
        self.source.get(start..end).unwrap_or_default()
    }

    fn line_start(&self, at: usize) -> usize {
        self.between(0, at).rfind('\n').map_or(0, |at| at + 1)
    }

    /// Behind the end of the line that a byte is in.
    fn line_end_at(&self, at: usize) -> usize {
        self.source.get(at..).and_then(|rest| rest.find('\n')).map_or(self.source.len(), |more| at + more + 1)
    }

    /// A new line below the one that a byte is in.
    fn below(&self, at: usize, line: String) -> (Span, String) {
        let place = self.line_end_at(at);
        (Span { start: place, end: place }, line)
    }

    /// The byte behind a comma that follows, with nothing but blanks before it.
    fn comma_after(&self, at: usize) -> Option<usize> {
        let rest = self.source.get(at..)?;
        let blanks = rest.len() - rest.trim_start().len();
        rest.get(blanks..)?.starts_with(',').then_some(at + blanks + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toml(field: &str) -> String {
        format!("+++\ntitle = 'A'\n{field}\nresponse = \"yes\" # surely\n+++\n\nBody\n")
    }

    fn learnt(before: &str, after: &str) {
        assert_eq!(learn(before, "New \"one\"?").as_deref(), Ok(after));
        assert_eq!(learn(after, "New \"one\"?").as_deref(), Ok(after), "what is known isn't added again");
    }

    #[test]
    fn a_list_on_one_line_goes_on_there() {
        let after = toml("questions = [\"Old?\", \"New \\\"one\\\"?\"]  # two");
        learnt(&toml("questions = [\"Old?\"]  # two"), &after);
        learnt(&toml("questions = ['Old?', ]"), &toml("questions = ['Old?', 'New \"one\"?', ]"));
        learnt(&toml("questions = []"), &toml("questions = [\"New \\\"one\\\"?\"]"));
    }

    #[test]
    fn a_list_with_an_element_a_line_gets_a_line() {
        let before = toml("questions = [\n  \"Old?\", # first\n  # and\n  \"Older?\", # second\n  # more to come\n]");
        let after = toml(
            "questions = [\n  \"Old?\", # first\n  # and\n  \"Older?\", # second\n  \"New \\\"one\\\"?\",\n  # more to come\n]",
        );
        learnt(&before, &after);
        let before = toml("questions = [\n\t\"Old?\",\n\t\"Older?\" # second\n]");
        let after = toml("questions = [\n\t\"Old?\",\n\t\"Older?\", # second\n\t\"New \\\"one\\\"?\"\n]");
        learnt(&before, &after);
        let before = toml("questions = [\n  \"Old?\",\n  \"Older?\"]").replace('\n', "\r\n");
        let after = toml("questions = [\n  \"Old?\",\n  \"Older?\",\n  \"New \\\"one\\\"?\"]").replace('\n', "\r\n");
        learnt(&before, &after);
    }

    #[test]
    fn yaml_keeps_its_form() {
        let yaml = |field: &str| format!("---\ntitle: A\n{field}\nresponse: yes\n---\nBody\n");
        let before = yaml("questions:\n  - Old? # first\n  - 'Older?'");
        learnt(&before, &yaml("questions:\n  - Old? # first\n  - 'Older?'\n  - 'New \"one\"?'"));
        learnt(&yaml("questions:\n- Old?"), &yaml("questions:\n- Old?\n- \"New \\\"one\\\"?\""));
        learnt(&yaml("questions: [\"Old?\"]"), &yaml("questions: [\"Old?\", \"New \\\"one\\\"?\"]"));
    }

    #[test]
    fn what_has_no_list_is_not_guessed_at() {
        assert_eq!(learn("+++\ntitle = 'A'\n+++\n", "New?"), Err(EditError::NoPlace));
        assert_eq!(learn("No front matter", "New?"), Err(EditError::NoPlace));
        assert!(matches!(learn("+++\nquestions = [\n+++\n", "New?"), Err(EditError::Unreadable { .. })));
        assert!(matches!(learn("+++\nquestions = []\n", "New?"), Err(EditError::Unterminated { .. })));
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_the_wording_is_added(wording in "\\PC{1,40}", trailing in proptest::bool::ANY, lines in proptest::bool::ANY) {
            let comma = if trailing { "," } else { "" };
            let list = if lines { format!("[\n  \"a\",  # x\n  \"b\"{comma} # y\n  ]") } else { format!("[ \"a\", \"b\"{comma} ]") };
            let before = toml(&format!("questions = {list}"));
            let wording = format!("Is it {wording}?");
            let after = learn(&before, &wording).unwrap_or_default();
            // All bytes of the one are in the other, in their order.
            let mut rest = after.bytes();
            proptest::prop_assert!(before.bytes().all(|byte| rest.any(|other| other == byte)));
            proptest::prop_assert!(holds(&after, &["a".to_owned(), "b".to_owned(), wording]));
        }
    }
}
