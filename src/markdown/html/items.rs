//! List items, with anchors where the caller sets what their attributes say.

use std::{fmt::Write as _, ops::Range};

use super::Writer;
use crate::markdown::{ItemFacts, rendered::item_anchor};

impl Writer<'_> {
    pub(super) fn item(&mut self, range: &Range<usize>) {
        let is_task = self.is_task();
        if let Some(first_uses) = &mut self.first_uses {
            first_uses.begin_item(is_task);
        }
        let handed = self.page.settings.items == ItemFacts::Handed;
        let place = if handed { self.place_of_item(range) } else { None };
        self.open("<li");
        if let Some(place) = place {
            let _ = write!(self.html, " id=\"{}\"", item_anchor(place));
        }
        self.html.push_str(if is_task { " class=\"task\">" } else { ">" });
    }

    pub(super) fn end_item(&mut self) {
        if let Some(first_uses) = &mut self.first_uses {
            first_uses.end_item();
        }
        self.close("</li>\n");
    }

    /// The place of an item among those of lists that aren't nested in others.
    fn place_of_item(&self, range: &Range<usize>) -> Option<usize> {
        let items = &self.page.structure.items;
        let found = items.binary_search_by_key(&range.start, |item| item.span.start).ok()?;
        items.get(found)?.place
    }
}
