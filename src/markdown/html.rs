//! Writes the HTML of a body, its table of contents and its sections, from what is left of its events.
//!
//! The markup is `CommonMark`'s with these additions (a theme's style sheet knows them by class):
//!
//! | markdown | HTML |
//! |---|---|
//! | heading | `id`, and a link to itself `a.anchor`; a level never skips one, and level 1 is left to the page's title |
//! | block for one audience | in the internal build `section.audience.audience-internal` with `p.audience-label` |
//! | list item's attributes | `span.claim-facts` with `.claim-area`, `.claim-source`, `time.claim-as-of`, `.claim-audience`; or `li[id]` where the caller sets them |
//! | link | `a.external`; `span.withheld`, `span.broken-link` where there is no page to go to |
//! | image | `width`, `height`, `loading`, `decoding`; `span.missing-image` |
//! | first use of a term | `a.term`; an author's own link to a term as well |
//! | placeholder | `span.placeholder[data-name]` |
//! | alert | `aside.alert.alert-note[role=note]` with `p.alert-title` |
//! | table | within `div.table-scroll`; `th[scope=col]`; `.align-left`, `.align-center`, `.align-right` |
//! | task | `li.task` with `input[type=checkbox][disabled]` |
//! | footnotes | `section.footnotes` at the end, `sup.footnote-reference`, `a.footnote-back` |
//! | code | `pre[tabindex=0]`, `span.hl-…` |
//! | math | MathML; `code.bad-math` where it isn't LaTeX |

mod inline;
mod items;
mod notes;
mod raw;
mod tables;
mod uses;

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};
use pulldown_cmark_escape::escape_html;

pub(super) use self::inline::runs_script;
use self::{inline::LinkEnd, notes::Notes, tables::Table, uses::FirstUses};
use super::{
    ContentsEntry, Linker, Rendered, Settings, Source,
    blocks::{Marked, Role},
    code, math,
    parse::Spanned,
    sanitise,
    sections::Sections,
    structure::Structure,
    withhold,
};
use crate::audience::Audience;

/// What there is to write.
pub(super) struct Page<'a> {
    pub(super) marked: &'a Marked<'a>,
    /// Only what the readers may see.
    pub(super) events: &'a [Spanned<'a>],
    /// Of the whole body.
    pub(super) structure: &'a Structure,
    pub(super) settings: Settings<'a>,
    pub(super) linker: &'a dyn Linker,
}

/// Writes a page.
pub(super) fn write(page: &Page<'_>) -> Rendered {
    let mut writer = Writer::new(page);
    writer.run(0..page.events.len());
    writer.write_notes();
    let html =
        if writer.has_raw_html && !page.settings.unsafe_html { sanitise::clean(&writer.html) } else { writer.html };
    Rendered {
        html,
        contents: writer.contents,
        sections: writer.sections.finish(),
        sources: writer.sources,
        markdown: String::new(),
        copies: None,
    }
}

/// Writes events one after the other.
struct Writer<'a> {
    page: &'a Page<'a>,
    html: String,
    contents: Vec<ContentsEntry>,
    sections: Sections,
    sources: BTreeMap<usize, Source>,
    /// The event to write next.
    at: usize,
    /// The placeholder or group of attributes that was written last: what the parser sees within it is not written.
    written: Range<usize>,
    /// Level of the last heading as written; the page's title is the first.
    level: usize,
    table: Table,
    links: Vec<LinkEnd>,
    notes: Notes,
    /// Blocks for one audience that are open: how many containers were open when each began.
    audience_blocks: Vec<usize>,
    /// Terms that the page has not used yet.
    first_uses: Option<FirstUses<'a>>,
    /// Whether authors' HTML has been written.
    has_raw_html: bool,
    /// How many containers are open.
    depth: usize,
    /// Ends of blocks that are still to come, since they stand in a container that began in the block.
    ends_due: usize,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Page<'a>) -> Self {
        Self {
            page,
            html: String::with_capacity(page.marked.text.len() * 3 / 2),
            contents: Vec::new(),
            sections: Sections::default(),
            sources: BTreeMap::new(),
            at: 0,
            written: 0..0,
            level: 1,
            table: Table::default(),
            links: Vec::new(),
            notes: Notes::default(),
            audience_blocks: Vec::new(),
            first_uses: page.linker.glossary().map(FirstUses::new),
            has_raw_html: false,
            depth: 0,
            ends_due: 0,
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
            Event::Code(code) => {
                self.html.push_str("<code>");
                self.escape_words(code);
                self.html.push_str("</code>");
            }
            Event::InlineMath(source) => self.math(source, false),
            Event::DisplayMath(source) => self.math(source, true),
            Event::Html(_) => {}
            Event::InlineHtml(html) => self.raw(html),
            Event::FootnoteReference(name) => self.note_reference(name),
            Event::SoftBreak => {
                self.html.push('\n');
                self.sections.push(" ");
            }
            Event::HardBreak => {
                self.html.push_str("<br />\n");
                self.sections.push(" ");
            }
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.task(*done),
        }
    }

    fn start(&mut self, tag: &'a Tag<'a>, range: &'a Range<usize>) {
        match tag {
            Tag::Paragraph => self.open("<p>"),
            Tag::Heading { level, .. } => self.heading(*level, range),
            Tag::BlockQuote(kind) => self.quotation(*kind),
            Tag::CodeBlock(kind) => self.code_block(kind),
            Tag::HtmlBlock => self.html_block(),
            Tag::List(None) => self.open("<ul>\n"),
            Tag::List(Some(1)) => self.open("<ol>\n"),
            Tag::List(Some(first)) => {
                self.open("");
                let _ = writeln!(self.html, "<ol start=\"{first}\">");
            }
            Tag::Item => self.item(range),
            Tag::FootnoteDefinition(name) => self.note_definition(name),
            Tag::DefinitionList => self.open("<dl>\n"),
            Tag::DefinitionListTitle => self.open("<dt>"),
            Tag::DefinitionListDefinition => self.open("<dd>"),
            Tag::Table(alignments) => self.table(alignments),
            Tag::TableHead => self.table_head(),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Strikethrough => self.html.push_str("<del>"),
            Tag::Superscript => self.html.push_str("<sup>"),
            Tag::Subscript => self.html.push_str("<sub>"),
            Tag::Link { link_type, dest_url, title, .. } => self.link(*link_type, dest_url, title),
            Tag::Image { link_type, dest_url, title, .. } => self.image(*link_type, dest_url, title),
            Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.close("</p>\n"),
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::BlockQuote(None) => self.close("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.close("</aside>\n"),
            TagEnd::List(true) => self.close("</ol>\n"),
            TagEnd::List(false) => self.close("</ul>\n"),
            TagEnd::Item => self.end_item(),
            TagEnd::DefinitionList => self.close("</dl>\n"),
            TagEnd::DefinitionListTitle => self.close("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.close("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.end_table_head(),
            TagEnd::TableRow => self.html.push_str("</tr>\n"),
            TagEnd::TableCell => self.end_table_cell(),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Strikethrough => self.html.push_str("</del>"),
            TagEnd::Superscript => self.html.push_str("</sup>"),
            TagEnd::Subscript => self.html.push_str("</sub>"),
            TagEnd::Link => self.end_link(),
            // These are written whole at their start.
            TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Begins a block on a line of its own, in HTML and in plain text.
    fn open(&mut self, tag: &str) {
        self.begin_line();
        self.html.push_str(tag);
        self.sections.new_block();
        self.depth += 1;
    }

    /// Ends a block, and before it those for one audience that began in it.
    fn close(&mut self, tag: &str) {
        while self.audience_blocks.last().is_some_and(|&depth| depth >= self.depth) {
            self.audience_blocks.pop();
            self.html.push_str("</section>\n");
        }
        self.html.push_str(tag);
        self.sections.new_block();
        self.depth = self.depth.saturating_sub(1);
        while self.ends_due > 0 && self.audience_blocks.last() == Some(&self.depth) {
            self.ends_due -= 1;
            self.audience_blocks.pop();
            self.html.push_str("</section>\n");
        }
    }

    fn begin_line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Adds words to HTML and to plain text.
    fn escape_words(&mut self, words: &str) {
        escape_text(&mut self.html, words);
        self.sections.push(words);
    }

    /// A heading is at least one level below the page's title, and at most one below the heading before it, so that
    /// the outline that screen readers show has no gaps.
    fn heading(&mut self, level: HeadingLevel, range: &Range<usize>) {
        let headings = &self.page.structure.headings;
        let found = headings.binary_search_by_key(&range.start, |heading| heading.span.start);
        let Some(heading) = found.ok().and_then(|place| headings.get(place)) else { return };
        self.sections.begin(&heading.anchor, &heading.text);
        if level == HeadingLevel::H1 && self.page.marked.begins_at(range.start) {
            self.skip_to_end(TagEnd::Heading(level));
            return;
        }
        self.level = (level as usize).clamp(2, self.level + 1);
        self.open("");
        let _ = write!(self.html, "<h{} id=\"", self.level);
        escape(&mut self.html, &heading.anchor);
        self.html.push_str("\">");
        self.contents.push(ContentsEntry {
            level: u8::try_from(self.level).unwrap_or(6),
            anchor: heading.anchor.clone(),
            text: heading.text.clone(),
        });
        self.sections.pause();
        if let Some(first_uses) = &mut self.first_uses {
            first_uses.set_in_heading(true);
        }
    }

    fn end_heading(&mut self) {
        let Some(entry) = self.contents.last() else { return };
        self.html.push_str("<a class=\"anchor\" href=\"#");
        escape(&mut self.html, &entry.anchor);
        self.html.push_str("\" aria-label=\"");
        escape(&mut self.html, &self.page.settings.phrases.section_link);
        self.html.push_str("\"></a>");
        let end = match self.level {
            2 => "</h2>\n",
            3 => "</h3>\n",
            4 => "</h4>\n",
            5 => "</h5>\n",
            _ => "</h6>\n",
        };
        self.sections.resume();
        if let Some(first_uses) = &mut self.first_uses {
            first_uses.set_in_heading(false);
        }
        self.close(end);
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

    fn quotation(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else { return self.open("<blockquote>\n") };
        let phrases = self.page.settings.phrases;
        let (class, word) = match kind {
            BlockQuoteKind::Note => ("note", &phrases.note),
            BlockQuoteKind::Tip => ("tip", &phrases.tip),
            BlockQuoteKind::Important => ("important", &phrases.important),
            BlockQuoteKind::Warning => ("warning", &phrases.warning),
            BlockQuoteKind::Caution => ("caution", &phrases.caution),
        };
        self.open("");
        let _ = write!(self.html, "<aside class=\"alert alert-{class}\" role=\"note\">\n<p class=\"alert-title\">");
        escape_text(&mut self.html, word);
        self.html.push_str("</p>\n");
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let mut code = String::new();
        while let Some((event, _)) = self.page.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(text) => code.push_str(text),
                _ => break,
            }
        }
        self.open("<pre tabindex=\"0\"><code");
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',', '\t']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if !language.is_empty() {
            self.html.push_str(" class=\"language-");
            escape(&mut self.html, language);
            self.html.push('"');
        }
        self.html.push('>');
        code::push(&mut self.html, &code, language);
        self.sections.push(&code);
        self.close("</code></pre>\n");
    }

    /// A formula; its source where it isn't LaTeX.
    fn math(&mut self, source: &str, display: bool) {
        self.sections.push(source);
        if let Ok(mathml) = math::mathml(source, display) {
            self.html.push_str(&mathml);
        } else {
            self.html.push_str("<code class=\"bad-math\">");
            escape_text(&mut self.html, source);
            self.html.push_str("</code>");
        }
    }

    /// Writes a block of raw HTML at once, since its tags may go over several lines.
    fn html_block(&mut self) {
        let mut html = String::new();
        while let Some(spanned) = self.page.events.get(self.at) {
            match &spanned.0 {
                Event::Html(line) if !withhold::is_marker_line(spanned, self.page.marked) => html.push_str(line),
                Event::Html(_) => {}
                // The blanks that its first line is indented by.
                Event::Text(blanks) => html.push_str(blanks),
                _ => break,
            }
            self.at += 1;
        }
        self.sections.new_block();
        self.begin_line();
        self.raw(&html);
    }

    /// A thematic break, unless it stands for the marker of a block (see [`blocks`](super::blocks)).
    fn rule(&mut self, range: &Range<usize>) {
        let Some(marker) = self.page.marked.marker_at(range.start) else {
            self.begin_line();
            self.html.push_str("<hr />\n");
            return;
        };
        match marker.role {
            _ if self.page.settings.audience != Audience::Internal => {}
            Role::Begin(audience) => self.begin_audience_block(audience),
            Role::End => self.end_audience_block(),
            Role::Stray => {}
        }
    }

    fn begin_audience_block(&mut self, audience: Audience) {
        let phrases = self.page.settings.phrases;
        self.begin_line();
        let _ = write!(self.html, "<section class=\"audience audience-{audience}\" aria-label=\"");
        escape(&mut self.html, phrases.audience_block(audience));
        self.html.push_str("\">\n<p class=\"audience-label\">");
        escape_text(&mut self.html, phrases.audience(audience));
        self.html.push_str("</p>\n");
        self.sections.new_block();
        self.audience_blocks.push(self.depth);
    }

    /// A block ends in the container that it began in: later where its marker stands deeper, and it has ended already
    /// where that container has.
    fn end_audience_block(&mut self) {
        match self.audience_blocks.last() {
            Some(&depth) if depth == self.depth => {
                self.audience_blocks.pop();
                self.begin_line();
                self.html.push_str("</section>\n");
            }
            Some(&depth) if depth < self.depth => self.ends_due += 1,
            _ => {}
        }
    }

    /// Whether the item that has just begun is a task.
    fn is_task(&self) -> bool {
        let mut next = self.page.events[self.at.min(self.page.events.len())..].iter().map(|(event, _)| event);
        match next.next() {
            Some(Event::TaskListMarker(_)) => true,
            Some(Event::Start(Tag::Paragraph)) => matches!(next.next(), Some(Event::TaskListMarker(_))),
            _ => false,
        }
    }

    fn task(&mut self, done: bool) {
        let phrases = self.page.settings.phrases;
        let (state, word) = if done { (" checked=\"\"", &phrases.done) } else { ("", &phrases.not_done) };
        let _ = write!(self.html, "<input type=\"checkbox\" disabled=\"\"{state} aria-label=\"");
        escape(&mut self.html, word);
        self.html.push_str("\" /> ");
    }
}

/// Escapes for an attribute's value.
fn escape(html: &mut String, text: &str) {
    // Writing to a string can't fail.
    let _ = escape_html(&mut *html, text);
}

/// Escapes for text between tags; `U+0000` becomes `U+FFFD`, as CommonMark asks.
fn escape_text(html: &mut String, text: &str) {
    for (number, part) in text.split('\0').enumerate() {
        if number > 0 {
            html.push(char::REPLACEMENT_CHARACTER);
        }
        let _ = pulldown_cmark_escape::escape_html_body_text(&mut *html, part);
    }
}
