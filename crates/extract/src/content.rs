//! What was read of a file.

use serde::{Deserialize, Serialize};

use crate::Limits;

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its text, in the order in which readers meet it.
    pub parts: Vec<Part>,
    /// What else is known of it.
    pub facts: Facts,
    /// What in it may do something when it is opened.
    pub active: Vec<Active>,
    /// What it tells of those who made it.
    pub traces: Vec<Trace>,
    /// Whether it goes on beyond the limits: the text is its beginning.
    pub cut: bool,
}

/// A page, a slide, a sheet, a cue: what a reader can be led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which one.
    pub place: Place,
    /// Its title, where it has one.
    pub title: Option<String>,
    /// Its text: a line for each paragraph or row.
    pub text: String,
    /// Whether those who open the file aren't meant to see it: speaker notes, hidden slides and sheets, comments, what was struck out.
    pub hidden: bool,
}

/// Where a part is in its file. Numbers begin at 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// It is all of the file.
    Whole,
    /// A page.
    Page(u32),
    /// A slide.
    Slide(u32),
    /// The speaker's notes to a slide.
    Notes(u32),
    /// A sheet of a workbook, by its name.
    Sheet(String),
    /// What is said from a second of a recording on.
    Cue {
        /// The second, from the recording's beginning.
        seconds: u32,
    },
    /// Comments in the margin, on a slide where that is known.
    Comments(Option<u32>),
    /// What tracked changes have struck out.
    StruckOut,
}

/// What is known of a file besides its text; each `None` where the format has no such thing, or the file doesn't say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Its own title.
    pub title: Option<String>,
    /// Pages.
    pub pages: Option<u32>,
    /// Slides, the hidden ones too.
    pub slides: Option<u32>,
    /// Sheets, the hidden ones too.
    pub sheets: Option<u32>,
    /// Width in pixels, as it is shown.
    pub width: Option<u32>,
    /// Height in pixels, as it is shown.
    pub height: Option<u32>,
    /// How long it plays, in whole seconds.
    pub seconds: Option<u32>,
}

/// What may do something when a file is opened.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Active {
    /// Macros of an office program.
    Macros,
    /// A script.
    Script,
    /// It starts a program, or opens another file.
    Launch,
    /// Another file is in it, by its name.
    Embedded(String),
    /// Something is fetched from an address when it is opened.
    External(String),
}

/// What a file tells of those who made it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trace {
    /// Who made it.
    Author(String),
    /// Who saved it last.
    LastEditor(String),
    /// Whose program made it.
    Company(String),
    /// Where a picture or a recording was taken.
    Location,
    /// Changes that are tracked, and so many.
    TrackedChanges(u32),
    /// Comments, and so many.
    Comments(u32),
    /// Slides with speaker's notes, and so many.
    SpeakerNotes(u32),
    /// Slides that aren't shown, and so many.
    HiddenSlides(u32),
    /// Sheets that aren't shown, and so many.
    HiddenSheets(u32),
}

impl Part {
    /// A part that readers see.
    pub(crate) fn new(place: Place, text: String) -> Self {
        Self { place, title: None, text, hidden: false }
    }
}

impl Content {
    /// Cuts off what is beyond the limits.
    pub(crate) fn bound(&mut self, limits: &Limits) {
        self.cut |= self.parts.len() > limits.parts;
        self.parts.truncate(limits.parts);
        let mut left = limits.text;
        for part in &mut self.parts {
            if part.text.len() > left {
                part.text.truncate(part.text.floor_char_boundary(left));
                self.cut = true;
            }
            left -= part.text.len();
        }
    }

    /// The text that those who open the file see, a line between parts.
    pub fn text(&self) -> String {
        let shown = self.parts.iter().filter(|part| !part.hidden);
        shown.map(|part| part.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_beyond_the_limits_is_cut_off_between_characters() {
        let part = |text: &str| Part::new(Place::Whole, text.to_owned());
        let mut content = Content { parts: vec![part("añb"), part("cd"), part("e")], ..Content::default() };
        content.bound(&Limits { text: 2, parts: 2, ..Limits::default() });
        let texts: Vec<&str> = content.parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!((texts, content.cut), (vec!["a", "c"], true));
    }
}
