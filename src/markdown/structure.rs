//! What outline and HTML both need to know of a body: headings with anchors, items with attributes, placeholders.

use super::{
    Heading, Placeholder, Problem,
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
