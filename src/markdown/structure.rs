//! What outline and HTML both need to know of a body: headings with anchors, items with attributes, placeholders.

use std::ops::Range;

use super::{
    Heading, Placeholder, Problem,
    attributes::Braces,
    footnotes::Footnotes,
    headings::Headings,
    items::{Items, ListItem},
    parse::Parsed,
    placeholders::Placeholders,
};

/// The parts of a body, in order.
pub(super) struct Structure {
    pub(super) headings: Vec<Heading>,
    pub(super) items: Vec<ListItem>,
    /// Where the attributes of those items begin that have some, and which of `items` it is.
    pub(super) with_braces: Vec<(usize, usize)>,
    pub(super) placeholders: Vec<Placeholder>,
    pub(super) problems: Vec<Problem>,
}

/// Something in a text that isn't written as it stands.
pub(super) enum Special<'a> {
    /// A variable to fill.
    Placeholder(&'a Placeholder),
    /// An item's attributes.
    Braces(&'a ListItem, &'a Braces),
}

impl Structure {
    /// The next placeholder or group of attributes that begins in this part of the source.
    pub(super) fn next_special(&self, from: usize, to: usize) -> Option<(Special<'_>, Range<usize>)> {
        let placeholders = &self.placeholders;
        let placeholder = placeholders
            .get(placeholders.partition_point(|placeholder| placeholder.span.start < from))
            .filter(|placeholder| placeholder.span.start < to)
            .map(|placeholder| (Special::Placeholder(placeholder), Range::from(placeholder.span)));
        let with_braces = &self.with_braces;
        let item = with_braces
            .get(with_braces.partition_point(|(start, _)| *start < from))
            .filter(|(start, _)| *start < to)
            .and_then(|(_, place)| self.items.get(*place));
        let braces = item.and_then(|item| {
            let braces = item.braces.as_ref()?;
            Some((Special::Braces(item, braces), braces.range.clone()))
        });
        match (placeholder, braces) {
            (Some(one), Some(other)) => Some(if one.1.start < other.1.start { one } else { other }),
            (one, other) => one.or(other),
        }
    }
}

/// Reads the structure of a parsed body: each pass looks at all events.
pub(super) fn read(parsed: &Parsed<'_>) -> Structure {
    let mut headings = Headings::default();
    let mut items = Items::default();
    let mut placeholders = Placeholders::new(parsed.text);
    let mut footnotes = Footnotes::new(parsed.text);
    for (place, (event, range)) in parsed.events.iter().enumerate() {
        headings.see(event, range);
        items.see(parsed.text, &parsed.events, place, headings.count());
        placeholders.see(event, range);
        footnotes.see(event, range);
    }
    let (headings, of_headings) = headings.finish();
    let (items, of_items) = items.finish();
    let (placeholders, of_placeholders) = placeholders.finish();
    let problems = [of_headings, of_items, of_placeholders, footnotes.finish()].concat();
    let braces = items.iter().enumerate().filter_map(|(place, item)| Some((item.braces.as_ref()?.range.start, place)));
    let with_braces = braces.collect();
    Structure { headings, items, with_braces, placeholders, problems }
}
