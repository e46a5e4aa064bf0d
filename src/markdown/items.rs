//! List items, and the attributes at the end of their first paragraph.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    Item, Problem, ProblemKind,
    attributes::{self, Braces},
    headings::push_words,
    parse::{Spanned, is_verbatim},
};
use crate::{audience::Audience, diagnostics::Span};

/// An item of any list.
#[derive(Debug)]
pub(super) struct ListItem {
    /// The whole item.
    pub(super) span: Span,
    /// Its place among the items of lists that aren't nested in other lists, if it is one.
    pub(super) place: Option<usize>,
    /// See [`Item::heading`].
    heading: Option<usize>,
    /// See [`Item::task`].
    task: Option<bool>,
    /// Its first paragraph: places of its events.
    first: Range<usize>,
    /// Its attributes, if any.
    pub(super) braces: Option<Braces>,
}

impl ListItem {
    /// For whom its attributes say it is; an unknown word means internal.
    pub(super) fn audience(&self) -> Option<Audience> {
        let (word, _) = self.braces.as_ref()?.values.get("audience")?;
        Some(word.parse().unwrap_or_default())
    }
}

/// Gathers items while events go by.
#[derive(Default)]
pub(super) struct Items {
    done: Vec<ListItem>,
    open: Vec<Open>,
    lists: usize,
    /// How many items of lists there have been that aren't nested in other lists.
    outermost: usize,
}

/// An item that hasn't ended.
struct Open {
    /// Its place among all.
    item: usize,
    /// What has been seen of its first paragraph.
    first: First,
}

/// What has been seen of the first paragraph of an item.
enum First {
    /// Nothing yet.
    Before,
    /// The bytes from and to which it goes so far.
    Within(Range<usize>),
    /// It has ended, or the item begins with something else.
    After,
}

impl Items {
    /// Looks at the next event, the one at `place`; `headings` is how many headings there have been.
    pub(super) fn see(&mut self, text: &str, events: &[Spanned<'_>], place: usize, headings: usize) {
        let Some((event, range)) = events.get(place) else { return };
        match event {
            Event::Start(Tag::List(_)) => {
                self.end_first(text, events, place);
                self.lists += 1;
            }
            Event::End(TagEnd::List(_)) => self.lists = self.lists.saturating_sub(1),
            Event::Start(Tag::Item) => {
                self.open.push(Open { item: self.done.len(), first: First::Before });
                let is_outermost = self.lists == 1;
                self.done.push(ListItem {
                    span: range.clone().into(),
                    place: is_outermost.then_some(self.outermost),
                    heading: headings.checked_sub(1),
                    task: None,
                    first: place + 1..place + 1,
                    braces: None,
                });
                self.outermost += usize::from(is_outermost);
            }
            Event::End(TagEnd::Item) => {
                self.end_first(text, events, place);
                self.open.pop();
            }
            Event::TaskListMarker(ticked) => {
                if let Some(open) = self.open.last() {
                    self.done[open.item].task = Some(*ticked);
                }
            }
            _ if !self.open.is_empty() => self.within_item(text, events, place),
            _ => {}
        }
    }

    fn within_item(&mut self, text: &str, events: &[Spanned<'_>], place: usize) {
        let (event, range) = &events[place];
        let Some(open) = self.open.last_mut() else { return };
        match (&mut open.first, event) {
            (First::After, _) | (First::Before, Event::Start(Tag::Paragraph)) => {}
            (_, Event::End(TagEnd::Paragraph)) => self.end_first(text, events, place),
            (_, event) if is_block(event) => self.end_first(text, events, place),
            (First::Within(seen), _) => seen.end = seen.end.max(range.end),
            (first @ First::Before, _) => {
                *first = First::Within(range.clone());
                self.done[open.item].first.start = place;
            }
        }
    }

    /// The first paragraph of the innermost open item ends before the event at `place`.
    fn end_first(&mut self, text: &str, events: &[Spanned<'_>], place: usize) {
        let Some(open) = self.open.last_mut() else { return };
        let First::Within(range) = std::mem::replace(&mut open.first, First::After) else { return };
        let item = &mut self.done[open.item];
        item.first.end = place;
        let paragraph = &events[item.first.clone()];
        let ends_in_text = paragraph.last().is_some_and(|(event, place)| match event {
            Event::Text(words) => is_verbatim(text, words, place) && words.trim_end().ends_with('}'),
            _ => false,
        });
        if ends_in_text {
            item.braces = attributes::at_end(text, range).filter(|braces| begins_in_text(paragraph, braces));
        }
    }

    /// All items, and what is wrong with their attributes.
    pub(super) fn finish(self) -> (Vec<ListItem>, Vec<Problem>) {
        let unknown = self.done.iter().filter_map(|item| {
            let (word, span) = item.braces.as_ref()?.values.get("audience")?;
            let known = word.parse::<Audience>().is_ok();
            (!known).then(|| Problem { kind: ProblemKind::UnknownItemAudience(word.clone()), span: *span })
        });
        let problems = unknown.collect();
        (self.done, problems)
    }
}

/// Whether braces begin in plain text, not in code, math or HTML.
fn begins_in_text(paragraph: &[Spanned<'_>], braces: &Braces) -> bool {
    paragraph.iter().all(|(event, range)| {
        matches!(event, Event::Text(_) | Event::Start(_) | Event::End(_)) || !range.contains(&braces.range.start)
    })
}

fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::Rule => true,
        _ => false,
    }
}

/// Items of lists that aren't nested in other lists.
pub(super) fn outermost(events: &[Spanned<'_>], items: Vec<ListItem>) -> Vec<Item> {
    items
        .into_iter()
        .filter(|item| item.place.is_some())
        .map(|item| Item {
            heading: item.heading,
            text: words(&events[item.first.clone()], item.braces.as_ref()),
            attributes: item.braces.map_or_else(BTreeMap::new, |braces| braces.values),
            task: item.task,
            span: item.span,
        })
        .collect()
}

/// The words of a paragraph without its attributes.
fn words(paragraph: &[Spanned<'_>], braces: Option<&Braces>) -> String {
    let mut text = String::new();
    for (event, range) in paragraph {
        let end = braces.map_or(range.end, |braces| braces.range.start.min(range.end));
        match event {
            _ if range.start >= end => {}
            Event::Text(words) if end < range.end => text.push_str(&words[..end - range.start]),
            _ => push_words(&mut text, event),
        }
    }
    text.truncate(text.trim_end().len());
    text
}
