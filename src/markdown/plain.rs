//! Writes a body as plain markdown, from what is left of its events: for programs, and for readers who copy it.
//!
//! It is written anew rather than cut out of the file, so that nothing gets into it but what the readers may see: no
//! comments, no definitions that nothing uses, no addresses of what their build doesn't hold. It reads like the source
//! but for this:
//!
//! | source | here |
//! |---|---|
//! | link, wiki link, reference, autolink | inline link with the address in the site; text where there is no page to go to |
//! | first level-1 heading | left out, as in HTML: the title stands elsewhere |
//! | block for one audience | in the internal build as written, in others without its markers |
//! | item's attributes | all in the internal build, in others a source that the readers can follow |
//! | raw HTML | its text and images |
//! | footnotes | at the end, those that are referred to |

mod inline;

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::{
    blocks::Role,
    footnotes::label,
    html::Page,
    raw_html::{Piece, pieces, unescape},
    withhold,
};
use crate::audience::Audience;

/// Writes the markdown of a page.
pub(super) fn write(page: &Page<'_>) -> String {
    let mut writer = Writer::new(page);
    writer.run(0..page.events.len());
    writer.write_notes();
    let mut text = writer.frames.pop().map(|frame| frame.text).unwrap_or_default();
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

/// A container whose content is gathered before it is put into the one around it.
#[derive(Default)]
struct Frame {
    text: String,
    /// Whether its blocks stand on neighbouring lines.
    tight: bool,
    /// The bullet or delimiter of the list that was written last, if that was the last block: the next list needs
    /// another, or it would go on the first one.
    last_list: Option<char>,
}

/// A list that is being written.
struct List {
    /// Number of the next item, in a numbered list.
    next: Option<u64>,
    /// `-` or `*`, `.` or `)`.
    sign: char,
}

/// How an open link ends.
enum LinkEnd {
    /// With an address and a title.
    Address(String),
    /// It is only text.
    Nothing,
}

/// Writes events one after the other.
struct Writer<'a> {
    page: &'a Page<'a>,
    /// The containers that are open, the page itself first.
    frames: Vec<Frame>,
    lists: Vec<List>,
    links: Vec<LinkEnd>,
    /// The signs of emphasis that is open.
    emphasis: Vec<&'static str>,
    /// The event to write next.
    at: usize,
    /// The placeholder or group of attributes that was written last.
    written: Range<usize>,
    /// Level of the last heading as written.
    level: usize,
    /// Within a heading or a table: no line may end.
    on_one_line: bool,
    in_table: bool,
    alignments: &'a [Alignment],
    /// Footnotes in the order in which they are referred to.
    notes: Vec<String>,
    definitions: Option<BTreeMap<String, usize>>,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        let text = String::with_capacity(page.marked.text.len() + page.marked.text.len() / 8);
        Self {
            page,
            frames: vec![Frame { text, ..Frame::default() }],
            lists: Vec::new(),
            links: Vec::new(),
            emphasis: Vec::new(),
            at: 0,
            written: 0..0,
            level: 1,
            on_one_line: false,
            in_table: false,
            alignments: &[],
            notes: Vec::new(),
            definitions: None,
        }
    }

    /// Writes the events in this range of places.
    fn run(&mut self, places: Range<usize>) {
        self.at = places.start;
        while self.at < places.end {
            let Some((event, range)) = self.page.events.get(self.at) else { break };
            self.at += 1;
            self.write_event(event, range);
        }
    }

    fn write_event(&mut self, event: &'a Event<'a>, range: &'a Range<usize>) {
        let is_text = matches!(event, Event::Text(_));
        if !is_text && self.written.start < range.start && range.start < self.written.end {
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::Text(words) => self.text(words, range),
            Event::Code(code) => self.code(code),
            Event::InlineMath(source) => self.push(&["$", source, "$"]),
            Event::DisplayMath(source) => self.push(&["$$", source, "$$"]),
            Event::Html(_) => {}
            Event::InlineHtml(html) => self.raw(html),
            Event::FootnoteReference(name) => self.note_reference(name),
            Event::SoftBreak if self.on_one_line => self.push(&[" "]),
            Event::SoftBreak => self.push(&["\n"]),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.push(&[if *done { "[x] " } else { "[ ] " }]),
        }
    }

    fn start(&mut self, tag: &'a Tag<'a>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                // Tight items hold no paragraphs.
                self.frame().tight = false;
                self.begin_block();
            }
            Tag::DefinitionListTitle => self.begin_block(),
            Tag::Heading { level, .. } => self.heading(*level, range),
            Tag::BlockQuote(_) => self.open(false),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::HtmlBlock => self.html_block(),
            Tag::List(first) => self.list(*first),
            Tag::Item | Tag::DefinitionListDefinition => self.item(),
            // Written at the end: see `write_notes`.
            Tag::FootnoteDefinition(_) => self.skip_to_end(TagEnd::FootnoteDefinition),
            Tag::Table(alignments) => {
                self.begin_block();
                self.alignments = alignments;
                (self.in_table, self.on_one_line) = (true, true);
            }
            Tag::TableHead | Tag::TableRow => self.push(&["|"]),
            Tag::TableCell => self.push(&[" "]),
            Tag::Emphasis => self.emphasis(),
            Tag::Strong => self.push(&["**"]),
            Tag::Strikethrough => self.push(&["~~"]),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            Tag::Image { link_type, dest_url, title, .. } => self.image(*link_type, dest_url, title),
            Tag::DefinitionList | Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.on_one_line = false;
                self.end_block();
            }
            TagEnd::BlockQuote(kind) => self.end_quotation(kind),
            TagEnd::List(_) => {
                let sign = self.lists.pop().map(|list| list.sign);
                self.end_block();
                self.frame().last_list = sign;
            }
            TagEnd::Item => self.end_item(),
            TagEnd::DefinitionListDefinition => self.put_item(": "),
            TagEnd::Table => {
                (self.in_table, self.on_one_line) = (false, false);
                self.alignments = &[];
            }
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.push(&["\n"]),
            TagEnd::TableCell => self.push(&[" |"]),
            TagEnd::Emphasis => self.end_emphasis(),
            TagEnd::Strong => self.push(&["**"]),
            TagEnd::Strikethrough => self.push(&["~~"]),
            TagEnd::Link => self.end_link(),
            // These need no end, or are written whole at their start.
            TagEnd::Paragraph
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// The innermost container. The page's own is there until the end.
    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    fn push(&mut self, parts: &[&str]) {
        let text = &mut self.frame().text;
        text.extend(parts.iter().copied());
    }

    /// Goes where a block may begin: to a line of its own, behind an empty one unless the container is tight.
    fn begin_block(&mut self) {
        let frame = self.frame();
        frame.last_list = None;
        frame.text.truncate(frame.text.trim_end_matches('\n').len());
        if !frame.text.is_empty() {
            frame.text.push_str(if frame.tight { "\n" } else { "\n\n" });
        }
    }

    /// Ends a block that words may follow.
    fn end_block(&mut self) {
        self.push(&["\n"]);
    }

    /// Begins a container.
    fn open(&mut self, tight: bool) {
        self.frames.push(Frame { tight, ..Frame::default() });
    }

    /// Ends a container: puts its lines into the one around it, with something before the first and before the others.
    fn close(&mut self, first: &str, others: &str) {
        let text = self.frames.pop().map(|frame| frame.text).unwrap_or_default();
        self.begin_block();
        self.put_indented(&text, first, others);
        self.end_block();
    }

    fn put_indented(&mut self, text: &str, first: &str, others: &str) {
        let into = &mut self.frame().text;
        for (number, line) in text.trim_end().split('\n').enumerate() {
            let prefix = if number == 0 { first } else { others };
            if number > 0 {
                into.push('\n');
            }
            into.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
            into.push_str(line);
        }
    }

    /// The same headings on the same levels as in HTML.
    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        if level == HeadingLevel::H1 && self.page.marked.begins_at(range.start) {
            return self.skip_to_end(TagEnd::Heading(level));
        }
        self.level = (level as usize).clamp(2, self.level + 1);
        self.begin_block();
        let signs = "#".repeat(self.level);
        self.push(&[&signs, " "]);
        self.on_one_line = true;
    }

    fn end_quotation(&mut self, kind: Option<BlockQuoteKind>) {
        let sign = match kind {
            None => "",
            Some(BlockQuoteKind::Note) => "[!NOTE]\n",
            Some(BlockQuoteKind::Tip) => "[!TIP]\n",
            Some(BlockQuoteKind::Important) => "[!IMPORTANT]\n",
            Some(BlockQuoteKind::Warning) => "[!WARNING]\n",
            Some(BlockQuoteKind::Caution) => "[!CAUTION]\n",
        };
        self.frame().text.insert_str(0, sign);
        self.close("> ", "> ");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = self.page.events.get(self.at) {
            self.at += 1;
            code.push_str(text);
        }
        // Its end.
        self.at += 1;
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        let fence = "`".repeat(inline::longest_run(&code, '`').max(2) + 1);
        self.begin_block();
        let line_end = if code.is_empty() || code.ends_with('\n') { "" } else { "\n" };
        self.push(&[&fence, language.trim_matches('`'), "\n", &code, line_end, &fence]);
        self.end_block();
    }

    /// The text and images of a block of raw HTML.
    fn html_block(&mut self) {
        let mut html = String::new();
        while let Some(spanned) = self.page.events.get(self.at) {
            match &spanned.0 {
                Event::Html(line) if !withhold::is_marker_line(spanned, self.page.marked) => html.push_str(line),
                Event::Html(_) => {}
                Event::Text(blanks) => html.push_str(blanks),
                _ => break,
            }
            self.at += 1;
        }
        self.open(false);
        self.raw(&html);
        let text = self.frames.pop().map(|frame| frame.text).unwrap_or_default();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.begin_block();
            self.push(&[line]);
            self.end_block();
        }
    }

    /// The text and images of some raw HTML.
    fn raw(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.escaped(&unescape(text)),
                Piece::Tag(tag) if tag.is("br") => self.hard_break(),
                Piece::Tag(tag) if tag.is("img") => {
                    let (target, alt) = (tag.attribute("src"), tag.attribute("alt"));
                    self.picture(&target.unwrap_or_default(), &alt.unwrap_or_default(), "");
                }
                Piece::Tag(_) | Piece::Comment(_) | Piece::Other(_) => {}
            }
        }
    }

    fn hard_break(&mut self) {
        self.push(&[if self.on_one_line { " " } else { "\\\n" }]);
    }

    fn list(&mut self, first: Option<u64>) {
        let (usual, other) = if first.is_some() { ('.', ')') } else { ('-', '*') };
        let sign = if self.frame().last_list == Some(usual) { other } else { usual };
        self.lists.push(List { next: first, sign });
        // Behind the words of a tight item the list goes on, else it stands by itself.
        self.begin_block();
    }

    /// An item is tight where it doesn't begin with a paragraph.
    fn item(&mut self) {
        let is_loose = matches!(self.page.events.get(self.at), Some((Event::Start(Tag::Paragraph), _)));
        self.open(!is_loose);
    }

    fn end_item(&mut self) {
        let marker = match self.lists.last_mut() {
            Some(List { next: Some(number), sign }) => {
                let marker = format!("{number}{sign} ");
                *number = number.saturating_add(1);
                marker
            }
            Some(List { sign, .. }) => format!("{sign} "),
            None => "- ".to_owned(),
        };
        self.put_item(&marker);
    }

    /// Puts the item that ends into its list.
    fn put_item(&mut self, marker: &str) {
        let Some(frame) = self.frames.pop() else { return };
        let into = &mut self.frame().text;
        let is_first = into.is_empty() || into.ends_with('\n');
        if !is_first {
            into.push_str(if frame.tight { "\n" } else { "\n\n" });
        }
        self.put_indented(&frame.text, marker, &" ".repeat(marker.len()));
    }

    fn end_table_head(&mut self) {
        let mut line = "\n|".to_owned();
        for alignment in self.alignments {
            line.push_str(match alignment {
                Alignment::None => "---|",
                Alignment::Left => ":---|",
                Alignment::Center => ":---:|",
                Alignment::Right => "---:|",
            });
        }
        self.push(&[&line, "\n"]);
    }

    /// A thematic break, or the marker of a block for one audience, which only internal readers see.
    fn rule(&mut self, range: &Range<usize>) {
        let Some(marker) = self.page.marked.marker_at(range.start) else {
            self.begin_block();
            return self.push(&["***\n"]);
        };
        self.begin_block();
        if self.page.settings.audience == Audience::Internal {
            match marker.role {
                Role::Begin(audience) => self.push(&[":::", audience.as_str(), "\n"]),
                Role::End => self.push(&[":::\n"]),
                Role::Stray => {}
            }
        }
    }

    /// Goes behind the end of what has just begun, without writing.
    fn skip_to_end(&mut self, end: TagEnd) {
        while let Some((event, _)) = self.page.events.get(self.at) {
            self.at += 1;
            if matches!(event, Event::End(tag) if *tag == end) {
                break;
            }
        }
    }

    fn note_reference(&mut self, name: &str) {
        let name = label(name);
        if self.definition(&name).is_none() {
            return;
        }
        self.push(&["[^", &name, "]"]);
        if !self.notes.contains(&name) {
            self.notes.push(name);
        }
    }

    /// Writes the notes that the text refers to. A note may refer to further ones.
    fn write_notes(&mut self) {
        let mut written = 0;
        while let Some(name) = self.notes.get(written).cloned() {
            written += 1;
            let Some(start) = self.definition(&name) else { continue };
            let rest = self.page.events.get(start + 1..).unwrap_or_default();
            let is_end = |(event, _): &(Event<'_>, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition));
            let length = rest.iter().position(is_end).unwrap_or(rest.len());
            self.open(false);
            self.run(start + 1..start + 1 + length);
            let mut marker = String::new();
            let _ = write!(marker, "[^{name}]: ");
            self.close(&marker, "    ");
        }
    }

    fn definition(&mut self, name: &str) -> Option<usize> {
        let events = self.page.events;
        let definitions = self.definitions.get_or_insert_with(|| {
            let mut definitions = BTreeMap::new();
            for (place, (event, _)) in events.iter().enumerate() {
                if let Event::Start(Tag::FootnoteDefinition(name)) = event {
                    definitions.entry(label(name)).or_insert(place);
                }
            }
            definitions
        });
        definitions.get(name).copied()
    }
}
