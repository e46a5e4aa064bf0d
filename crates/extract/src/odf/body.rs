//! The body of a file: paragraphs, in the slide or sheet that they are in.

use super::hidden;
use crate::{
    Active, Content, MediaType, Part, Place, Trace,
    xml::{Element, Event},
};

/// So often a cell or space that stands for many is written; sheets end in millions of empty ones.
const REPEATED: usize = 64;

/// Collects what is in `content.xml`.
#[derive(Default)]
pub(super) struct Body {
    media: Option<MediaType>,
    content: Content,
    /// Paragraphs that have begun: a frame in one has paragraphs of its own.
    open: Vec<String>,
    /// What is said of the text that follows, outermost first.
    within: Vec<Within>,
    /// Names of styles of slides and sheets that aren't shown.
    hidden_styles: Vec<String>,
    /// The style that is being read.
    style: Option<String>,
    text: String,
    notes: String,
    comments: String,
    struck_out: String,
    /// Cells of the row.
    row: Vec<String>,
    cell: String,
    repeated: usize,
    slides: u32,
    sheets: u32,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    changes: u32,
    comments: u32,
    notes: u32,
    hidden: u32,
}

/// Where text belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Within {
    Page {
        title: Option<String>,
        is_hidden: bool,
    },
    Sheet {
        name: String,
        is_hidden: bool,
    },
    Cell,
    Title,
    Notes,
    Annotation,
    Change,
    Frame,
    /// A header or a footer.
    Margin,
}

impl Body {
    pub(super) fn new(media: MediaType) -> Self {
        Self { media: Some(media), ..Self::default() }
    }

    pub(super) fn into_content(mut self) -> Content {
        if self.media == Some(MediaType::Odt) {
            self.content.parts.push(Part::new(Place::Whole, std::mem::take(&mut self.text)));
        }
        self.content.facts.slides = (self.media == Some(MediaType::Odp)).then_some(self.slides);
        self.content.facts.sheets = (self.media == Some(MediaType::Ods)).then_some(self.sheets);
        self.content.parts.extend(hidden(Place::StruckOut, std::mem::take(&mut self.struck_out)));
        self.content.parts.extend(hidden(Place::Comments(None), std::mem::take(&mut self.comments)));
        let Counts { changes, comments, notes, hidden } = self.counts;
        let of_hidden =
            if self.media == Some(MediaType::Ods) { Trace::HiddenSheets(hidden) } else { Trace::HiddenSlides(hidden) };
        let counted = [
            (changes, Trace::TrackedChanges(changes)),
            (comments, Trace::Comments(comments)),
            (notes, Trace::SpeakerNotes(notes)),
            (hidden, of_hidden),
        ];
        self.content.traces.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, trace)| trace));
        self.content
    }

    /// Takes the next event of `content.xml`.
    pub(super) fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(element) => self.begin(&element),
            Event::Text(text) => self.put(&text),
            Event::End(name) => self.end(&name),
        }
    }

    /// Takes the next event of `styles.xml`: only what stands in headers and footers is text.
    pub(super) fn take_style(&mut self, event: Event<'_>) {
        let is_margin = |name: &str| matches!(name, "header" | "footer" | "header-left" | "footer-left");
        match &event {
            Event::Start(element) if is_margin(element.name()) => self.within.push(Within::Margin),
            Event::End(name) if is_margin(name) => {
                self.within.pop();
            }
            _ if self.within.contains(&Within::Margin) => self.take(event),
            _ => {}
        }
    }

    fn begin(&mut self, element: &Element<'_>) {
        match element.name() {
            // Whose comment it is, and of when, isn't what it says.
            "p" | "h" | "creator" | "creator-initials" | "date" => self.open.push(String::new()),
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1);
                self.put(&" ".repeat(REPEATED.min(count)));
            }
            "tab" => self.put("\t"),
            "line-break" => self.put("\n"),
            "style" => self.style = element.attribute("name"),
            "drawing-page-properties" if element.attribute("visibility").as_deref() == Some("hidden") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "table-properties" if element.attribute("display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "page" if self.media == Some(MediaType::Odp) => {
                self.slides += 1;
                let is_hidden = self.has_hidden_style(element);
                self.within.push(Within::Page { title: None, is_hidden });
            }
            "table" if self.media == Some(MediaType::Ods) => {
                self.sheets += 1;
                let is_hidden = self.has_hidden_style(element);
                let name = element.attribute("name").unwrap_or_default();
                self.within.push(Within::Sheet { name, is_hidden });
            }
            "frame" if element.attribute("class").as_deref() == Some("title") => self.within.push(Within::Title),
            "frame" => self.within.push(Within::Frame),
            "table-cell" | "covered-table-cell" if self.media == Some(MediaType::Ods) => {
                let count = element.attribute("number-columns-repeated").and_then(|count| count.parse().ok());
                self.repeated = REPEATED.min(count.unwrap_or(1));
                self.cell.clear();
                self.within.push(Within::Cell);
            }
            "notes" if self.media == Some(MediaType::Odp) => self.within.push(Within::Notes),
            "annotation" => {
                self.counts.comments += 1;
                self.within.push(Within::Annotation);
            }
            "changed-region" => {
                self.counts.changes += 1;
                self.within.push(Within::Change);
            }
            "dde-connection-decl" | "dde-source" => self.content.active.push(Active::Launch),
            "event-listener" => self.content.active.push(Active::Script),
            "image" | "object" | "object-ole" | "plugin" => {
                let address = element.attribute("href").filter(|address| address.contains("://"));
                self.content.active.extend(address.map(Active::External));
            }
            _ => {}
        }
    }

    fn has_hidden_style(&self, element: &Element<'_>) -> bool {
        element.attribute("style-name").is_some_and(|style| self.hidden_styles.contains(&style))
    }

    /// Adds to the innermost paragraph; what stands in none is no text of the body.
    fn put(&mut self, text: &str) {
        if let Some(line) = self.open.last_mut() {
            line.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let line = self.open.pop().unwrap_or_default();
                self.add(line.trim_end());
            }
            "creator" | "creator-initials" | "date" => {
                self.open.pop();
            }
            "page" if self.media == Some(MediaType::Odp) => self.end_slide(),
            "table" if self.media == Some(MediaType::Ods) => self.end_sheet(),
            "table-row" if self.media == Some(MediaType::Ods) && !self.row.is_empty() => {
                self.text.push_str(&self.row.join("\t"));
                self.text.push('\n');
                self.row.clear();
            }
            "table-cell" | "covered-table-cell" if self.media == Some(MediaType::Ods) => {
                self.within.pop();
                if !self.cell.trim().is_empty() {
                    self.row.extend(std::iter::repeat_n(self.cell.trim().to_owned(), self.repeated));
                }
            }
            "frame" | "annotation" | "changed-region" => {
                self.within.pop();
            }
            "notes" if self.media == Some(MediaType::Odp) => {
                self.within.pop();
            }
            _ => {}
        }
    }

    /// Adds a paragraph to where it belongs.
    fn add(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let is_in = |kind: &Within| self.within.contains(kind);
        let to = if is_in(&Within::Annotation) {
            &mut self.comments
        } else if is_in(&Within::Change) {
            &mut self.struck_out
        } else if is_in(&Within::Notes) {
            &mut self.notes
        } else if is_in(&Within::Cell) {
            &mut self.cell
        } else {
            &mut self.text
        };
        to.push_str(line);
        to.push('\n');
        if self.within.last() == Some(&Within::Title) {
            let page = self.within.iter_mut().rev().find_map(|within| match within {
                Within::Page { title, .. } => Some(title),
                _ => None,
            });
            if let Some(title @ None) = page {
                *title = Some(line.to_owned());
            }
        }
    }

    fn end_slide(&mut self) {
        let (text, notes) = (std::mem::take(&mut self.text), std::mem::take(&mut self.notes));
        let Some(Within::Page { title, is_hidden }) = self.within.pop() else { return };
        let place = Place::Slide(self.slides);
        self.content.parts.push(Part { place, title, text, hidden: is_hidden });
        self.counts.hidden += u32::from(is_hidden);
        let notes = hidden(Place::Notes(self.slides), notes);
        self.counts.notes += u32::from(notes.is_some());
        self.content.parts.extend(notes);
    }

    fn end_sheet(&mut self) {
        let text = std::mem::take(&mut self.text);
        let Some(Within::Sheet { name, is_hidden }) = self.within.pop() else { return };
        self.counts.hidden += u32::from(is_hidden);
        self.content.parts.push(Part { hidden: is_hidden, ..Part::new(Place::Sheet(name), text) });
    }
}
