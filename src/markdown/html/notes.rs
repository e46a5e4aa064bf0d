//! Footnotes: numbered by their first reference, and gathered at the end of the page.
//!
//! What nothing refers to isn't written, and what isn't there isn't referred to: so a note that stands in a part for
//! other readers, or is referred to only from there, leaves no trace.

use std::{collections::BTreeMap, fmt::Write as _};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Writer, escape};
use crate::markdown::footnotes::label;

/// The footnotes of a page.
#[derive(Default)]
pub(super) struct Notes {
    /// Place of the event that begins each definition; the first of a name counts.
    definitions: Option<BTreeMap<String, usize>>,
    /// Names in the order of their numbers, and how often each has been referred to.
    numbered: Vec<(String, usize)>,
    numbers: BTreeMap<String, usize>,
}

impl Writer<'_> {
    pub(super) fn note_reference(&mut self, name: &str) {
        let name = label(name);
        if self.definition(&name).is_none() {
            return;
        }
        let next = self.notes.numbered.len();
        let place = *self.notes.numbers.entry(name.clone()).or_insert(next);
        if place == next {
            self.notes.numbered.push((name, 0));
        }
        self.notes.numbered[place].1 += 1;
        let (number, time) = (place + 1, self.notes.numbered[place].1);
        let id = reference_id(number, time);
        let _ =
            write!(self.html, "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\" id=\"{id}\" aria-label=\"");
        escape(&mut self.html, &self.page.settings.phrases.footnote);
        let _ = write!(self.html, " {number}\">{number}</a></sup>");
    }

    /// Definitions are written at the end: see [`write_notes`](Self::write_notes).
    pub(super) fn note_definition(&mut self, _: &str) {
        self.skip_to_end(TagEnd::FootnoteDefinition);
    }

    /// Writes the notes that the page refers to. A note may refer to further ones.
    pub(super) fn write_notes(&mut self) {
        let mut written = 0;
        while let Some((name, _)) = self.notes.numbered.get(written) {
            let name = name.clone();
            if written == 0 {
                self.begin_line();
                self.html.push_str("<section class=\"footnotes\" aria-label=\"");
                escape(&mut self.html, &self.page.settings.phrases.footnotes);
                self.html.push_str("\">\n<ol>\n");
            }
            written += 1;
            self.write_note(&name, written);
        }
        if written > 0 {
            self.html.push_str("</ol>\n</section>\n");
        }
    }

    fn write_note(&mut self, name: &str, number: usize) {
        let Some(start) = self.definition(name) else { return };
        let rest = self.page.events.get(start + 1..).unwrap_or_default();
        let is_end = |(event, _): &(Event<'_>, _)| matches!(event, Event::End(TagEnd::FootnoteDefinition));
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        self.sections.new_block();
        let _ = write!(self.html, "<li id=\"fn-{number}\">");
        self.run(start + 1..start + 1 + length);
        let ends_in_paragraph = self.html.ends_with("</p>\n");
        if ends_in_paragraph {
            self.html.truncate(self.html.len() - "</p>\n".len());
        }
        let times = self.notes.numbered.get(number - 1).map_or(0, |(_, times)| *times);
        for time in 1..=times {
            let id = reference_id(number, time);
            let _ = write!(self.html, " <a class=\"footnote-back\" href=\"#{id}\" aria-label=\"");
            escape(&mut self.html, &self.page.settings.phrases.footnote_back);
            self.html.push_str("\">\u{21a9}\u{fe0e}</a>");
        }
        self.html.push_str(if ends_in_paragraph { "</p>\n</li>\n" } else { "</li>\n" });
    }

    fn definition(&mut self, name: &str) -> Option<usize> {
        let events = self.page.events;
        let definitions = self.notes.definitions.get_or_insert_with(|| {
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

fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("fnref-{number}") } else { format!("fnref-{number}-{time}") }
}
