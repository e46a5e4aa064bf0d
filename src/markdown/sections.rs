//! The plain text of a page, by section, for search.

use super::Section;

/// Gathers plain text while HTML is written.
#[derive(Default)]
pub(super) struct Sections {
    done: Vec<Section>,
    current: Section,
    /// Within a heading: its words are not text.
    paused: bool,
}

impl Sections {
    /// A heading: what comes next belongs to it.
    pub(super) fn begin(&mut self, anchor: &str, heading: &str) {
        let next = Section { anchor: Some(anchor.to_owned()), heading: heading.to_owned(), text: String::new() };
        self.keep(next);
    }

    /// Adds words to the block at hand.
    pub(super) fn push(&mut self, words: &str) {
        if !self.paused {
            self.current.text.push_str(words);
        }
    }

    /// Takes no words until [`resume`](Self::resume).
    pub(super) fn pause(&mut self) {
        self.paused = true;
    }

    /// Takes words again.
    pub(super) fn resume(&mut self) {
        self.paused = false;
    }

    /// A new block begins: on a line of its own.
    pub(super) fn new_block(&mut self) {
        let text = &mut self.current.text;
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
    }

    /// All sections; what stands before the first heading is one if there is anything.
    pub(super) fn finish(mut self) -> Vec<Section> {
        self.keep(Section::default());
        self.done
    }

    fn keep(&mut self, next: Section) {
        self.new_block();
        let mut ended = std::mem::replace(&mut self.current, next);
        ended.text.truncate(ended.text.trim_end().len());
        if ended.anchor.is_some() || !ended.text.is_empty() {
            self.done.push(ended);
        }
    }
}
