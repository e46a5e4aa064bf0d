//! The parts of a body that stand under one heading.

use crate::{
    diagnostics::Span,
    library::Document,
    markdown::{Heading, Item},
};

/// A heading with all that stands under it, up to the next heading of its level or a higher one.
#[derive(Clone, Copy)]
pub(super) struct Section<'a> {
    document: &'a Document,
    /// Place of the heading in the outline.
    index: usize,
    /// One past the place of the last heading under it.
    end: usize,
}

impl<'a> Section<'a> {
    /// The sections of a document whose headings have this level.
    pub(super) fn all(document: &'a Document, level: u8) -> impl Iterator<Item = Section<'a>> {
        Self::within(document, 0, document.outline.headings.len(), level)
    }

    /// The sections of this level under this heading.
    pub(super) fn below(self, level: u8) -> impl Iterator<Item = Section<'a>> {
        Self::within(self.document, self.index + 1, self.end, level)
    }

    fn within(document: &'a Document, from: usize, to: usize, level: u8) -> impl Iterator<Item = Section<'a>> {
        let headings = &document.outline.headings;
        (from..to).filter(move |index| headings[*index].level == level).map(move |index| {
            let rest = headings[index + 1..].iter();
            let end = rest.take_while(|heading| heading.level > level).count() + index + 1;
            Section { document, index, end }
        })
    }

    /// Its heading.
    pub(super) fn heading(self) -> &'a Heading {
        &self.document.outline.headings[self.index]
    }

    /// Items of lists anywhere in it.
    pub(super) fn items(self) -> impl Iterator<Item = &'a Item> {
        let headings = self.index..self.end;
        self.document.outline.items.iter().filter(move |item| item.heading.is_some_and(|it| headings.contains(&it)))
    }

    /// Where it is in the body.
    pub(super) fn span(self) -> Span {
        let next = self.document.outline.headings.get(self.end);
        Span { start: self.heading().span.start, end: next.map_or(usize::MAX, |heading| heading.span.start) }
    }
}
