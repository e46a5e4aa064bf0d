//! Documents: paragraphs of the body, of headers, footers and notes; comments and what tracked changes have struck out apart.

use super::package::Package;
use crate::{Active, Content, Part, Place, ReadError, Trace, xml::Event};

/// What stands beside the body and is seen with it.
const BESIDE: [&str; 4] = ["header", "footer", "footnotes", "endnotes"];

/// Reads a document and the parts beside it.
pub(super) fn read(package: &mut Package<'_>, document: &str) -> Result<Content, ReadError> {
    let mut written = Written::default();
    package.each(document, |event| written.take(event))?;
    let relations = package.relations(document)?;
    let mut seen = Vec::new();
    for relation in relations.iter().filter(|relation| BESIDE.iter().any(|kind| relation.is(kind))) {
        if !seen.contains(&&relation.target) {
            seen.push(&relation.target);
            package.each(&relation.target, |event| written.take(event))?;
        }
    }
    let mut comments = Written::default();
    for relation in relations.iter().filter(|relation| relation.is("comments")) {
        package.each(&relation.target, |event| comments.take(event))?;
    }

    let hidden = |place, text: String| (!text.is_empty()).then(|| Part { hidden: true, ..Part::new(place, text) });
    let active = written.instructions.lines().filter_map(active).collect();
    let mut content = Content { parts: vec![Part::new(Place::Whole, written.text)], active, ..Content::default() };
    content.parts.extend(hidden(Place::StruckOut, written.struck_out));
    content.parts.extend(hidden(Place::Comments(None), comments.text));
    if written.changes > 0 {
        content.traces.push(Trace::TrackedChanges(written.changes));
    }
    if comments.comments > 0 {
        content.traces.push(Trace::Comments(comments.comments));
    }
    Ok(content)
}

/// What a field does when the document is opened: it asks another program, or fetches something from an address.
fn active(instruction: &str) -> Option<Active> {
    let mut words = instruction.split_whitespace();
    match words.next()?.to_ascii_uppercase().as_str() {
        "DDE" | "DDEAUTO" => Some(Active::Launch),
        "INCLUDETEXT" | "INCLUDEPICTURE" | "IMPORT" | "INCLUDE" => {
            let address = words.map(|word| word.trim_matches('"')).find(|word| word.contains("://"))?;
            Some(Active::External(address.to_owned()))
        }
        _ => None,
    }
}

/// Collects paragraphs of `WordprocessingML`: ECMA-376 part 1, 17.
#[derive(Default)]
struct Written {
    text: String,
    struck_out: String,
    /// Paragraphs that have begun: a text box in one has paragraphs of its own.
    open: Vec<String>,
    into: Into,
    /// Elements that begin within a fallback for old programs, which says everything once more.
    fallback: usize,
    changes: u32,
    comments: u32,
    /// What fields do (17.16), a line each.
    instructions: String,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Into {
    #[default]
    Nothing,
    Text,
    StruckOut,
    Instruction,
}

impl Written {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => {
                if self.fallback > 0 || element.name() == "Fallback" {
                    self.fallback += 1;
                    return;
                }
                match element.name() {
                    "p" => self.open.push(String::new()),
                    "t" => self.into = Into::Text,
                    "delText" => self.into = Into::StruckOut,
                    "instrText" => self.into = Into::Instruction,
                    "fldChar" => self.instructions.push('\n'),
                    "fldSimple" => {
                        self.instructions.push('\n');
                        self.instructions.push_str(&element.attribute("instr").unwrap_or_default());
                    }
                    "tab" => self.put("\t"),
                    "br" | "cr" => self.put("\n"),
                    "noBreakHyphen" => self.put("-"),
                    "ins" | "del" | "moveFrom" | "moveTo" => self.changes += 1,
                    "comment" => self.comments += 1,
                    _ => {}
                }
            }
            Event::Text(text) if self.fallback == 0 => match self.into {
                Into::Text => self.put(&text),
                Into::StruckOut => self.struck_out.push_str(&text),
                Into::Instruction => self.instructions.push_str(&text),
                Into::Nothing => {}
            },
            Event::Text(_) => {}
            Event::End(_) if self.fallback > 0 => self.fallback -= 1,
            Event::End(name) => match &*name {
                "t" | "instrText" => self.into = Into::Nothing,
                "delText" => {
                    self.into = Into::Nothing;
                    self.struck_out.push('\n');
                }
                "p" => {
                    let line = self.open.pop().unwrap_or_default();
                    if !line.trim().is_empty() {
                        self.text.push_str(line.trim_end());
                        self.text.push('\n');
                    }
                }
                _ => {}
            },
        }
    }

    /// Adds to the innermost paragraph; tabs in styles are in none.
    fn put(&mut self, text: &str) {
        if let Some(line) = self.open.last_mut() {
            line.push_str(text);
        }
    }
}
