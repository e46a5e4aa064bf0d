//! XML of office files as events. Names are without prefixes: ISO's strict form has other namespaces than the usual one, and some programs
//! write other prefixes. A document type ends the reading: no office program writes one, and entities make bombs.

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event as Raw},
};

/// Elements within elements at most: deeper ones are built to exhaust programs.
const DEEPEST: usize = 512;

/// What comes next.
pub(crate) enum Event<'a> {
    /// An element begins. One without content ends right behind.
    Start(Element<'a>),
    /// The element of this name ends.
    End(Cow<'a, str>),
    /// Text, with references resolved.
    Text(Cow<'a, str>),
}

/// An element's beginning.
pub(crate) struct Element<'a>(BytesStart<'a>);

/// Reads a text.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Of an element without content, whose end is still to be said.
    ending: Option<String>,
    is_damaged: bool,
}

impl Element<'_> {
    /// Its name.
    pub(crate) fn name(&self) -> &str {
        local(self.0.name().into_inner())
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|it| local(it.key.into_inner()) == name)?;
        Some(found.normalized_value(XmlVersion::default()).map_or_else(|_| found.value.to_string(), Cow::into_owned))
    }

    /// The value of an attribute that has a prefix, whichever: `r:id` beside `id`.
    pub(crate) fn prefixed(&self, name: &str) -> Option<String> {
        let is_meant = |key: &str| key.split_once(':').is_some_and(|(_, rest)| rest == name);
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|it| is_meant(it.key.into_inner()))?;
        Some(found.value.to_string())
    }
}

impl<'a> Xml<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().check_end_names = false;
        Self { reader, depth: 0, ending: None, is_damaged: false }
    }

    /// Whether reading ended before the text did.
    pub(crate) fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    fn stop(&mut self) -> Option<Event<'a>> {
        self.is_damaged = true;
        None
    }
}

impl<'a> Iterator for Xml<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if self.is_damaged {
            return None;
        }
        if let Some(name) = self.ending.take() {
            return Some(Event::End(Cow::Owned(name)));
        }
        loop {
            let Ok(event) = self.reader.read_event() else { return self.stop() };
            return Some(match event {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return self.stop();
                    }
                    Event::Start(Element(start))
                }
                Raw::Empty(start) => {
                    let element = Element(start);
                    self.ending = Some(element.name().to_owned());
                    Event::Start(element)
                }
                Raw::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(Cow::Owned(local(end.name().into_inner()).to_owned()))
                }
                Raw::Text(text) => Event::Text(text.into_inner()),
                Raw::CData(text) => Event::Text(text.into_inner()),
                Raw::GeneralRef(reference) => {
                    let character = match (reference.resolve_char_ref(), &*reference.xml10_content()) {
                        (Ok(Some(character)), _) => character,
                        (_, "amp") => '&',
                        (_, "lt") => '<',
                        (_, "gt") => '>',
                        (_, "quot") => '"',
                        (_, "apos") => '\'',
                        _ => continue,
                    };
                    Event::Text(Cow::Owned(character.to_string()))
                }
                Raw::DocType(_) => return self.stop(),
                Raw::Eof if self.depth > 0 => return self.stop(),
                Raw::Eof => return None,
                Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => continue,
            });
        }
    }
}

/// Hands over the text of each element that has some, by the element's name.
pub(crate) fn values(text: &str, mut take: impl FnMut(&str, String)) {
    let mut value = String::new();
    for event in Xml::new(text) {
        match event {
            Event::Start(_) => value.clear(),
            Event::Text(text) => value.push_str(&text),
            Event::End(name) => {
                let value = std::mem::take(&mut value);
                if !value.trim().is_empty() {
                    take(&name, value.trim().to_owned());
                }
            }
        }
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> (String, bool) {
        let mut xml = Xml::new(text);
        let said = xml.by_ref().map(|event| match event {
            Event::Start(element) => format!("<{}", element.name()),
            Event::End(name) => format!(">{name}"),
            Event::Text(text) => text.into_owned(),
        });
        (said.collect(), xml.is_damaged())
    }

    #[test]
    fn elements_are_known_by_their_names_without_prefixes() {
        assert_eq!(said("<w:p><w:t>a &amp; &#x62;</w:t><br/></w:p>"), ("<p<ta & b>t<br>br>p".to_owned(), false));
    }

    #[test]
    fn what_is_damaged_is_read_up_to_there_and_document_types_not_at_all() {
        assert_eq!(said("<a>b"), ("<ab".to_owned(), true));
        assert_eq!(said("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), (String::new(), true));
        assert_eq!(said(&"<a>".repeat(10_000)).0.len(), 2 * DEEPEST);
    }
}
