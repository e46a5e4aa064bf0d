//! Takes away what the readers of a build may not see, before any of it is turned into HTML or text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    blocks::Marked,
    items::ListItem,
    parse::{Parsed, Spanned},
};
use crate::audience::Audience;

/// Removes the events of blocks and items for narrower circles than `build`, and the reference links that such a part
/// defines (their text stays). Footnotes go as well: a definition is an event like others, and the HTML leaves out
/// references without one and definitions without a reference.
///
/// What begins before a hidden part and reaches into it goes as a whole where it can't be parted: code, a formula, the address
/// and title of a link.
pub(super) fn remove(parsed: &mut Parsed<'_>, marked: &Marked<'_>, items: &[ListItem], build: Audience) {
    let hidden = hidden_ranges(marked, items, build);
    if hidden.is_empty() {
        return;
    }
    let is_hidden = |range: &Range<usize>| {
        let after = hidden.partition_point(|part| part.start <= range.start);
        after.checked_sub(1).is_some_and(|last| range.start < hidden[last].end)
    };
    let reaches_in = |range: &Range<usize>| {
        let next = hidden.partition_point(|part| part.start <= range.start);
        hidden.get(next).is_some_and(|part| part.start < range.end)
    };
    let definitions = &parsed.definitions;
    let mut cut = Cut { from: 0, to: 0 };
    let mut unlinked = Unlinked::default();
    parsed.events.retain(|(event, range)| {
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = event
            && (reaches_in(range) || definitions.get(&**id).is_some_and(&is_hidden))
        {
            unlinked.begin(event, range);
        }
        if unlinked.drops(event, range) {
            return false;
        }
        if is_hidden(range) {
            cut.extend(event, range);
        }
        let is_whole = !matches!(event, Event::Start(_) | Event::End(_));
        !(is_hidden(range) || cut.covers(range) || is_whole && reaches_in(range))
    });
}

/// Parts for narrower circles, in order and without overlap.
fn hidden_ranges(marked: &Marked<'_>, items: &[ListItem], build: Audience) -> Vec<Range<usize>> {
    let blocks = marked.blocks.iter().map(|block| (block.span, block.audience));
    let items = items.iter().filter_map(|item| Some((item.span, item.audience()?)));
    let mut parts: Vec<_> = blocks.chain(items).filter(|(_, audience)| !audience.is_held_by(build)).collect();
    parts.sort_by_key(|(span, _)| *span);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (span, _) in parts {
        match ranges.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => ranges.push(span.into()),
        }
    }
    ranges
}

/// The container that began last in a hidden part. It belongs to that part as a whole, even where it goes on behind it.
struct Cut {
    from: usize,
    to: usize,
}

impl Cut {
    fn extend(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if matches!(event, Event::Start(_)) && range.end > self.to {
            *self = Self { from: range.start, to: range.end };
        }
    }

    fn covers(&self, range: &Range<usize>) -> bool {
        self.from <= range.start && range.start < self.to
    }
}

/// Links whose definition is hidden: their beginnings and ends are dropped, what is between stays.
#[derive(Default)]
struct Unlinked {
    open: Vec<(Range<usize>, TagEnd)>,
}

impl Unlinked {
    fn begin(&mut self, event: &Event<'_>, range: &Range<usize>) {
        if let Event::Start(tag) = event {
            self.open.push((range.clone(), tag.to_end()));
        }
    }

    /// Whether the event is the beginning or end of such a link.
    fn drops(&mut self, event: &Event<'_>, range: &Range<usize>) -> bool {
        let Some((link, tag)) = self.open.last() else { return false };
        match event {
            Event::Start(start) => link == range && start.to_end() == *tag,
            Event::End(end) if link == range && end == tag => {
                self.open.pop();
                true
            }
            _ => false,
        }
    }
}

/// Whether a line of raw HTML holds a marker, which isn't shown.
pub(super) fn is_marker_line((event, range): &Spanned<'_>, marked: &Marked<'_>) -> bool {
    matches!(event, Event::Html(_))
        && marked
            .markers
            .get(marked.markers.partition_point(|marker| marker.at < range.start))
            .is_some_and(|marker| marker.at < range.end)
}
