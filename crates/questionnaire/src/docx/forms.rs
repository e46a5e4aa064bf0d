//! Content controls and form fields while a document is read: what their elements say.
//!
//! - `w:sdt` is a content control: a list (`w:dropDownList`, `w:comboBox`), a box (`w14:checkbox`), or for text. `w:showingPlcHdr` says that its text is
//!   only a prompt.
//! - `w:ffData` of a form field has a list (`w:ddList` with `w:result`, the number of what is chosen) or a box (`w:checkBox` with `w:checked`).
//!
//! ECMA-376 part 1, 17.5.2 and 17.16; [MS-DOCX] 2.6.

use std::ops::Range;

use super::controls::{Control, Kind};
use crate::{
    limits::{LONGEST_CELL, MOST_AREAS, MOST_CHOICES},
    xml::{Tag, escape},
};

/// Controls that reading is in, the innermost last, each with what it stands in.
#[derive(Default)]
pub(super) struct Forms {
    open: Vec<(Control, Holder)>,
    /// How many have ended.
    ended: usize,
    /// The prefix of the document's elements with the colon, as controls have it.
    prefix: String,
}

/// What a control stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Paragraph,
    Cell,
    /// Around a cell, as Word puts it when all of the cell is to be the control.
    Row,
    /// Around a paragraph, by the number of paragraphs before it; Word puts it so when all of the paragraph is to be the control.
    Body(usize),
    /// In what isn't filled: tables within tables, text boxes.
    Other,
}

impl Forms {
    /// A content control begins, or a box or a list of a form.
    pub(super) fn begin(&mut self, tag: &Tag<'_>, range: &Range<usize>, holder: Holder) {
        let p = tag.prefix();
        let (kind, set) = match tag.name() {
            "checkBox" => (Kind::Box, format!("<{p}checked/>")),
            "ddList" => (Kind::FormList, format!("<{p}result {p}val=\"#\"/>")),
            _ => (Kind::Text, String::new()),
        };
        // A result stands first in its list, a box's state last.
        let state = (kind == Kind::FormList && !tag.is_empty).then_some(range.end..range.end);
        if tag.name() == "sdt" {
            self.prefix.clone_from(&p);
        }
        self.open.push((Control { kind, state, set, ..Control::default() }, holder));
    }

    fn set_kind(&mut self, kind: Kind) {
        if let Some((control, _)) = self.open.last_mut() {
            control.kind = kind;
        }
    }

    fn choice(&mut self, tag: &Tag<'_>) {
        let open = self.open.last_mut().map(|(control, _)| control);
        if let Some(control) = open.filter(|control| control.choices.len() < MOST_CHOICES) {
            if control.kind == Kind::FormList {
                return control.choices.extend(tag.attribute("val"));
            }
            let text = tag.attribute("displayText").or_else(|| tag.attribute("value"));
            // The first item of most lists is the prompt, without a value.
            let has_value = tag.attribute("value").is_some_and(|value| !value.trim().is_empty());
            control.choices.extend(text.filter(|_| has_value));
        }
    }

    /// What a box or a form's list says of its state.
    fn state(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let Some((control, _)) = self.open.last_mut() else { return };
        let value = tag.attribute("val");
        let (p, end) = (tag.prefix(), if tag.is_empty { "/>" } else { ">" });
        match (tag.name(), control.kind) {
            ("checked", Kind::Box) => {
                control.is_ticked = value.is_none_or(|value| matches!(value.as_str(), "1" | "true" | "on"));
                control.state = Some(range);
                control.set = format!("<{p}checked {p}val=\"1\"{end}");
            }
            ("checkedState", Kind::Box) => {
                let (code, font) = (value.unwrap_or_default(), tag.attribute("font").unwrap_or_default());
                control.tick = tick(&self.prefix, &code, &font);
            }
            ("result", Kind::FormList) => {
                // The first one stands there until somebody chooses.
                let number = value.and_then(|value| value.parse().ok()).filter(|number: &usize| *number > 0);
                control.shown = number.map(|number| number.to_string()).unwrap_or_default();
                control.state = Some(range);
                control.set = format!("<{p}result {p}val=\"#\"{end}");
            }
            _ => {}
        }
    }

    /// An element within a control.
    pub(super) fn element(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag.name() {
            "showingPlcHdr" => {
                if let Some((control, _)) = self.open.last_mut() {
                    control.prompt = Some(range);
                }
            }
            "dropDownList" | "comboBox" => self.set_kind(Kind::List),
            "checkbox" => self.set_kind(Kind::Box),
            "listItem" | "listEntry" => self.choice(tag),
            "checked" | "checkedState" | "result" => self.state(tag, range),
            "sym" => {
                if let Some((control, _)) = self.open.last_mut().filter(|(control, _)| control.kind == Kind::Box) {
                    control.texts.push(range);
                }
            }
            _ => {}
        }
    }

    /// The end of a form's box, which says its state there if it hasn't said it.
    pub(super) fn state_at(&mut self, name: &str, end: &Range<usize>) {
        let open = self.open.last_mut().filter(|_| name == "checkBox" && !end.is_empty());
        if let Some((control, _)) = open {
            control.state.get_or_insert(end.start..end.start);
        }
    }

    /// The innermost one ends. Those beyond all measure are forgotten.
    pub(super) fn end(&mut self) -> Option<(Control, Holder)> {
        let (mut control, holder) = self.open.pop()?;
        if control.kind == Kind::FormList {
            let chosen = control.shown.parse::<usize>().ok().and_then(|number| control.choices.get(number));
            control.shown = chosen.cloned().unwrap_or_default();
        }
        self.ended += 1;
        (self.ended <= MOST_AREAS).then_some((control, holder))
    }

    /// Whether a text is only a prompt.
    pub(super) fn is_prompt(&self) -> bool {
        self.open.iter().any(|(control, _)| control.prompt.is_some())
    }

    /// The element of a text.
    pub(super) fn typed(&mut self, range: Range<usize>) {
        if let Some((control, _)) = self.open.last_mut() {
            control.texts.push(range);
        }
    }

    /// Takes what a list or a box shows; says whether it did.
    pub(super) fn take(&mut self, text: &str) -> bool {
        match self.open.last_mut() {
            Some((control, _)) if control.kind == Kind::Box => true,
            Some((control, holder)) if control.kind == Kind::List && *holder != Holder::Other => {
                if control.shown.len() + text.len() <= 4 * LONGEST_CELL {
                    control.shown.push_str(text);
                }
                true
            }
            _ => false,
        }
    }
}

/// What a box shows when it's ticked, as an element of a run: the character by its code, of a font of symbols where it has one of those.
fn tick(prefix: &str, code: &str, font: &str) -> String {
    let number = u32::from_str_radix(code, 16).ok();
    let is_symbol = number.is_some_and(|number| (0xF000..=0xF0FF).contains(&number) || number < 0x80);
    match number.and_then(char::from_u32) {
        Some(_) if is_symbol => {
            let (p, font, code) = (prefix, escape(font), escape(code));
            format!("<{p}sym {p}font=\"{font}\" {p}char=\"{code}\"/>")
        }
        Some(character) => format!("<{prefix}t>{character}</{prefix}t>"),
        None => String::new(),
    }
}
