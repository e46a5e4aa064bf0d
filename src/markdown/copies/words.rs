//! Writes events as words alone: no marks but the bullets and numbers of lists; the cells of a table are separated by tabs.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::open::Open;
use crate::markdown::{
    Destination, LinkForm,
    footnotes::label,
    html::{Page, runs_script},
    outline::wiki_target,
    parse::is_verbatim,
    raw_html::{Piece, pieces, unescape},
    structure::Special,
    withhold,
};

/// Writes a page.
pub(super) fn write(page: &Page<'_>) -> String {
    let mut writer = Writer::new(page);
    writer.run(0..page.events.len());
    writer.write_notes();
    writer.text()
}

struct Writer<'a> {
    page: &'a Page<'a>,
    /// From the whole text to the innermost container.
    open: Vec<Open<'a>>,
    /// The event to write next.
    at: usize,
    /// The placeholder or group of attributes that was written last: what the parser sees within it is not written.
    written: Range<usize>,
    /// Where the definition of each footnote begins.
    definitions: BTreeMap<String, usize>,
    /// Footnotes that have been referred to, in order.
    notes: Vec<String>,
    /// The places of their names there.
    numbers: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        let mut definitions = BTreeMap::new();
        for (place, (event, _)) in page.events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                definitions.entry(label(name)).or_insert(place);
            }
        }
        Self {
            page,
            open: vec![Open::default()],
            at: 0,
            written: 0..0,
            definitions,
            notes: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    fn run(&mut self, places: Range<usize>) {
        self.at = places.start;
        while self.at < places.end {
            let Some((event, range)) = self.page.events.get(self.at) else { break };
            self.at += 1;
            self.event(event, range);
        }
    }

    fn text(mut self) -> String {
        while let Some(open) = self.open.pop() {
            let Some(outer) = self.open.last_mut() else { return open.finish() };
            outer.take(open.finish());
        }
        String::new()
    }

    fn event(&mut self, event: &'a Event<'a>, range: &Range<usize>) {
        let is_text = matches!(event, Event::Text(_));
        if !is_text && self.written.start < range.start && range.start < self.written.end {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(words) => self.words(words, range),
            Event::Code(code) => self.push(code),
            Event::InlineMath(source) | Event::DisplayMath(source) => self.push(source),
            Event::FootnoteReference(name) => self.note_reference(name),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::Rule if self.page.marked.marker_at(range.start).is_some() => {}
            Event::Rule => self.block("---".to_owned()),
            Event::TaskListMarker(done) => self.push(if *done { "[x] " } else { "[ ] " }),
            Event::InlineHtml(html) => self.raw(html),
            Event::Html(_) => {}
        }
    }

    fn start(&mut self, tag: &'a Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, .. } if self.page.marked.begins_at(range.start) => {
                self.skip_to_end(TagEnd::Heading(HeadingLevel::H1));
            }
            Tag::CodeBlock(_) => self.code_block(),
            Tag::HtmlBlock => self.html_block(),
            Tag::FootnoteDefinition(_) => self.skip_to_end(TagEnd::FootnoteDefinition),
            Tag::MetadataBlock(kind) => self.skip_to_end(TagEnd::MetadataBlock(*kind)),
            Tag::Link { link_type, dest_url, .. } => self.link(tag, *link_type, dest_url),
            Tag::Image { link_type, dest_url, .. } => {
                let target =
                    if matches!(link_type, LinkType::WikiLink { .. }) { wiki_target(dest_url) } else { dest_url };
                let url = self.page.linker.image(target).map(|picture| picture.url).filter(|url| !runs_script(url));
                self.open.push(Open::link(tag, url));
            }
            _ => self.open.push(Open::new(tag)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        // What is written whole at its start has no container.
        let is_open = self.open.last().and_then(|open| open.tag).is_some_and(|tag| tag.to_end() == end);
        if !is_open {
            return;
        }
        let Some(open) = self.open.pop() else { return };
        let Some(outer) = self.open.last_mut() else { return };
        match open.tag {
            Some(Tag::Paragraph) => outer.take_paragraph(open.finish()),
            Some(Tag::Item) => outer.take_item(open),
            Some(Tag::DefinitionListDefinition) => outer.take_definition(&open.finish()),
            Some(Tag::TableHead | Tag::TableRow) => outer.take(open.row()),
            Some(Tag::TableCell) => outer.take_cell(&open.finish()),
            Some(Tag::Link { .. } | Tag::Image { .. }) => outer.line.push_str(&link(&open)),
            Some(tag) if is_inline(tag) => outer.line.push_str(&open.line),
            _ => outer.take(open.finish()),
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.line.push_str(text);
        }
    }

    fn block(&mut self, block: String) {
        if let Some(open) = self.open.last_mut() {
            open.take(block);
        }
    }

    /// Words as authors wrote them, but for placeholders and attributes.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        let begins_within = self.written.contains(&range.start);
        if begins_within && range.end <= self.written.end {
            return;
        }
        let page = self.page;
        let source = &*page.marked.text;
        if !is_verbatim(source, words, range) {
            return self.push(words);
        }
        let mut at = if begins_within { self.written.end } else { range.start };
        while let Some((special, span)) = page.structure.next_special(at, range.end) {
            let before = &source[at..span.start];
            match special {
                Special::Placeholder(placeholder) => {
                    self.push(before);
                    self.push(&format!("{{{{ {} }}}}", placeholder.name));
                }
                Special::Braces(..) => self.push(before.trim_end()),
            }
            at = span.end.min(range.end);
            self.written = span;
        }
        self.push(&source[at..range.end]);
    }

    fn code_block(&mut self) {
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = self.page.events.get(self.at) {
            self.at += 1;
            code.push_str(text);
        }
        self.at += 1;
        self.block(code.trim_end_matches('\n').to_owned());
    }

    /// Raw HTML leaves its words.
    fn html_block(&mut self) {
        let mut html = String::new();
        while let Some(spanned) = self.page.events.get(self.at) {
            self.at += 1;
            match &spanned.0 {
                Event::Html(_) if withhold::is_marker_line(spanned, self.page.marked) => {}
                Event::Html(line) | Event::Text(line) => html.push_str(line),
                _ => break,
            }
        }
        self.open.push(Open::default());
        self.raw(&html);
        let words = self.open.pop().map(|open| open.line).unwrap_or_default();
        self.block(words.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    fn raw(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.push(&unescape(text)),
                Piece::Tag(tag) if tag.is("br") => self.push("\n"),
                Piece::Tag(_) | Piece::Other(_) | Piece::Comment(_) => {}
            }
        }
    }

    fn link(&mut self, tag: &'a Tag<'a>, link_type: LinkType, target: &str) {
        // The words of such a link are what it leads to.
        let has_label = !matches!(link_type, LinkType::WikiLink { has_pothole: false } | LinkType::Autolink);
        let linker = self.page.linker;
        let destination = match link_type {
            LinkType::WikiLink { .. } => linker.link(LinkForm::Wiki, wiki_target(target)),
            LinkType::Email => linker.link(LinkForm::Inline, &format!("mailto:{target}")),
            _ => linker.link(LinkForm::Inline, target),
        };
        let (url, words) = match destination {
            Destination::Url { url, title, .. } => (Some(url).filter(|url| !runs_script(url)), title),
            Destination::Words(words) => (None, words),
            Destination::Withheld | Destination::Broken => (None, None),
        };
        self.open.push(Open::link(tag, url));
        if let Some(words) = words.filter(|_| !has_label) {
            self.push(&words);
            while self.page.events.get(self.at).is_some_and(|(event, _)| !matches!(event, Event::End(TagEnd::Link))) {
                self.at += 1;
            }
        }
    }

    fn note_reference(&mut self, name: &str) {
        let name = label(name);
        if !self.definitions.contains_key(&name) {
            return;
        }
        let next = self.notes.len();
        let place = *self.numbers.entry(name.clone()).or_insert(next);
        if place == next {
            self.notes.push(name);
        }
        self.push(&format!("[{}]", place + 1));
    }

    /// Writes the notes that the text refers to. A note may refer to further ones.
    fn write_notes(&mut self) {
        let mut written = 0;
        while let Some(name) = self.notes.get(written) {
            let Some(start) = self.definitions.get(name).copied() else { break };
            written += 1;
            let rest = self.page.events.get(start + 1..).unwrap_or_default();
            let is_end = |(event, _): &(Event<'_>, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition));
            let length = rest.iter().position(is_end).unwrap_or(rest.len());
            self.open.push(Open::default());
            self.run(start + 1..start + 1 + length);
            let text = self.open.pop().map(Open::finish).unwrap_or_default();
            self.block(format!("[{written}] {text}"));
        }
    }

    fn skip_to_end(&mut self, end: TagEnd) {
        while let Some((event, _)) = self.page.events.get(self.at) {
            self.at += 1;
            if matches!(event, Event::End(tag) if *tag == end) {
                break;
            }
        }
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

/// A link or image that has ended: its words, with the address where they aren't it.
fn link(open: &Open<'_>) -> String {
    let words = open.line.trim();
    let is_image = matches!(open.tag, Some(Tag::Image { .. }));
    match &open.url {
        Some(url) if !is_image && words != url && url.strip_prefix("mailto:") != Some(words) => {
            format!("{words} ({url})")
        }
        _ => words.to_owned(),
    }
}
