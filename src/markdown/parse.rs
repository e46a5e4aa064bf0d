//! From text to events: which extensions there are, and each event with its place.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag};

/// An event and the bytes that it comes from. An end has the range of its start.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// A parsed body.
pub(super) struct Parsed<'a> {
    /// What was parsed.
    pub(super) text: &'a str,
    /// All events, neighbouring text merged.
    pub(super) events: Vec<Spanned<'a>>,
    /// Where the definitions of reference links stand, by the label that a link uses.
    pub(super) definitions: BTreeMap<String, Range<usize>>,
}

/// The markdown of `docs/content-model.md`.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Parses a body whose audience blocks have been marked (see [`blocks`](super::blocks)).
pub(super) fn parse(text: &str) -> Parsed<'_> {
    let mut parser = Parser::new_ext(text, options()).into_offset_iter();
    let mut events = Merger { text, events: Vec::with_capacity(text.len() / 24), last_is_verbatim: false };
    for (event, range) in parser.by_ref() {
        events.push(event, range);
    }
    let events = events.events;
    let mut definitions = BTreeMap::new();
    for (event, _) in &events {
        if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
            && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
            && let Some(definition) = parser.reference_definitions().get(id)
        {
            definitions.insert(id.to_string(), definition.span.clone());
        }
    }
    Parsed { text, events, definitions }
}

/// Whether a text event is its source, byte for byte (no entity, escape or indentation taken away).
pub(super) fn is_verbatim(text: &str, event_text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone()) == Some(event_text)
}

/// Joins neighbouring texts: the parser splits them at every character that might have meant something.
struct Merger<'a> {
    text: &'a str,
    events: Vec<Spanned<'a>>,
    last_is_verbatim: bool,
}

impl<'a> Merger<'a> {
    fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        let event = self.amounts_are_no_math(event, &range);
        let Event::Text(words) = &event else {
            self.last_is_verbatim = false;
            self.events.push((event, range));
            return;
        };
        let verbatim = is_verbatim(self.text, words, &range);
        if verbatim
            && self.last_is_verbatim
            && let Some((Event::Text(last), last_range)) = self.events.last_mut()
            && last_range.end == range.start
            && let Some(both) = self.text.get(last_range.start..range.end)
        {
            *last = CowStr::Borrowed(both);
            last_range.end = range.end;
            return;
        }
        self.last_is_verbatim = verbatim;
        self.events.push((event, range));
    }

    /// `$20k–$30k` is two amounts: a `$` before a digit closes no math (Pandoc's rule).
    fn amounts_are_no_math(&self, event: Event<'a>, range: &Range<usize>) -> Event<'a> {
        let before_digit = || self.text.as_bytes().get(range.end).is_some_and(u8::is_ascii_digit);
        match event {
            Event::InlineMath(_) if before_digit() => {
                Event::Text(CowStr::Borrowed(self.text.get(range.clone()).unwrap_or_default()))
            }
            other => other,
        }
    }
}
