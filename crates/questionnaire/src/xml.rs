//! XML of office files as events with their places, so that single elements can be spliced.
//!
//! Document types and entities are refused, not ignored: no office program writes them. Names are compared without their prefix,
//! since ISO's strict form has other namespaces, and some programs other prefixes.

use std::{borrow::Cow, ops::Range};

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use crate::{QuestionnaireError, limits::DEEPEST_XML};

/// What comes next in a part.
pub(crate) enum Node<'a> {
    /// An element begins. One without content (`<a/>`) ends right behind it, in an [`Node::End`] without length.
    Start(Tag<'a>),
    /// The element of this name (without prefix) ends.
    End(String),
    /// Text, with references resolved.
    Text(Cow<'a, str>),
    /// Nothing.
    Eof,
}

/// An element's beginning.
pub(crate) struct Tag<'a> {
    start: BytesStart<'a>,
    /// Whether it is written `<a/>`.
    pub(crate) is_empty: bool,
}

impl Tag<'_> {
    /// Its name, without prefix.
    pub(crate) fn name(&self) -> &str {
        local(self.start.name().into_inner())
    }

    /// Its prefix with the colon, as elements beside it are to have it.
    pub(crate) fn prefix(&self) -> String {
        let name = self.start.name().into_inner();
        name.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default()
    }

    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|it| local(it.key.into_inner()) == name)?;
        Some(found.normalized_value(XmlVersion::default()).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// Whether an attribute is set to true.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Reads one part.
pub(crate) struct Events<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: usize,
    /// Behind what was read last.
    at: usize,
    /// Of an element without content, whose end is still to be said.
    ending: Option<String>,
}

/// The text of a part: UTF-8, as all office programs write it. A byte order mark stays in it, and counts in places.
pub(crate) fn text<'a>(part: &str, bytes: &'a [u8]) -> Result<&'a str, QuestionnaireError> {
    str::from_utf8(bytes).map_err(|error| QuestionnaireError::damaged(part, format!("it is not UTF-8: {error}")))
}

impl<'a> Events<'a> {
    /// For the text of a part, which its name is for errors.
    pub(crate) fn new(part: &'a str, text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        Self { reader, part, depth: 0, at: 0, ending: None }
    }

    /// The next event and where it stands.
    pub(crate) fn next(&mut self) -> Result<(Node<'a>, Range<usize>), QuestionnaireError> {
        if let Some(name) = self.ending.take() {
            return Ok((Node::End(name), self.at..self.at));
        }
        loop {
            let start = self.at;
            let event = self.reader.read_event().map_err(|error| self.damaged(&error))?;
            self.at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
            let node = match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST_XML {
                        return Err(self.damaged(&format!("it is nested deeper than {DEEPEST_XML}")));
                    }
                    Node::Start(Tag { start, is_empty: false })
                }
                Event::Empty(start) => {
                    let tag = Tag { start, is_empty: true };
                    self.ending = Some(tag.name().to_owned());
                    Node::Start(tag)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(local(end.name().into_inner()).to_owned())
                }
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(reference) => Node::Text(Cow::Owned(self.resolve(&reference)?.to_string())),
                Event::DocType(_) => return Err(QuestionnaireError::Entities { part: self.part.to_owned() }),
                Event::Eof if self.depth > 0 => return Err(self.damaged(&"it is cut off")),
                Event::Eof => Node::Eof,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            };
            return Ok((node, start..self.at));
        }
    }

    fn resolve(&self, reference: &BytesRef<'_>) -> Result<char, QuestionnaireError> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| self.damaged(&error))? {
            return Ok(character);
        }
        match &*reference.xml10_content() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(QuestionnaireError::Entities { part: self.part.to_owned() }),
        }
    }

    fn damaged(&self, problem: &dyn std::fmt::Display) -> QuestionnaireError {
        QuestionnaireError::damaged(self.part, format!("byte {}: {problem}", self.at))
    }
}

/// Text as the content of an element. Characters that XML can't hold are left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(character),
            '\0'..'\u{20}' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// A text with pieces of it replaced. Pieces come in order and don't overlap; one of no length is put in.
pub(crate) fn splice(text: &str, edits: &[(Range<usize>, String)]) -> String {
    let mut result = String::with_capacity(text.len() + edits.iter().map(|(_, new)| new.len()).sum::<usize>());
    let mut at = 0;
    for (range, new) in edits {
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(new);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}
