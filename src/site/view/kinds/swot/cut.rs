//! Taking rendered HTML apart: at headings, also where a block for one audience holds whole sections, and at the list items that
//! rendering has given anchors.

use super::{Piece, Sign};
use crate::site::view::{
    fragment::{self, Node, nodes},
    section,
};

/// A list item with an anchor, or what stands between two.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// HTML as it is.
    Html(&'a str),
    /// An item.
    Item {
        /// Its place among the items of its document.
        place: usize,
        /// All of it.
        whole: &'a str,
        /// What stands between its tags.
        inner: &'a str,
    },
}

/// A heading with what stands under it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section<'a> {
    /// Anchor of the heading; empty for what stands before the first.
    pub(super) anchor: &'a str,
    /// The heading.
    pub(super) heading: &'a str,
    /// What stands under it.
    pub(super) body: String,
    /// For whom it is, where it stands in a block that says so.
    pub(super) audience: Option<Sign>,
}

/// What anchors of items begin with; see [`crate::markdown::item_anchor`].
const ITEM: &str = "item-";

/// Cuts HTML at its items with anchors.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    for node in nodes(html) {
        if let Some(place) = place_of(&node) {
            found.push(Part::Item { place, whole: node.html, inner: node.inner() });
        } else if node.html.contains("<li id=\"item-") {
            let end = node.tag.len() + node.inner().len();
            found.push(Part::Html(node.tag));
            found.extend(parts(node.inner()));
            found.push(Part::Html(&node.html[end..]));
        } else {
            found.push(Part::Html(node.html));
        }
    }
    found
}

fn place_of(node: &Node<'_>) -> Option<usize> {
    let number = fragment::attribute(node.tag, "id").strip_prefix(ITEM).filter(|_| node.name == "li")?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// Cuts HTML at its headings of one level (`h2`). A block for one audience is opened where it holds such headings and one of them
/// is wanted: what stands in it says itself for whom it is, and can be set apart only where nothing is around it.
pub(super) fn sections<'a>(html: &'a str, heading: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<Section<'a>> {
    let mut found: Vec<Section<'a>> = vec![Section::default()];
    let (mut from, mut at) = (0, 0);
    for node in nodes(html) {
        if let Some(audience) = block(&node) {
            let inner = node.inner().split_once("</p>").map_or("", |(_label, content)| content);
            let sections = section::split_at(inner, heading);
            if sections.iter().any(|section| !section.anchor.is_empty() && is_wanted(section.anchor)) {
                add(&mut found, &html[from..at], heading, None);
                add(&mut found, inner, heading, Some(audience));
                from = at + node.html.len();
            }
        }
        at += node.html.len();
    }
    add(&mut found, &html[from..], heading, None);
    found
}

/// Adds the sections of some HTML; what stands before its first heading belongs to the last section before it.
fn add<'a>(found: &mut Vec<Section<'a>>, html: &'a str, heading: &str, audience: Option<Sign>) {
    for section in section::split_at(html, heading) {
        match found.last_mut().filter(|_| section.anchor.is_empty()) {
            Some(last) => last.body.push_str(section.html),
            None => found.push(Section {
                anchor: section.anchor,
                heading: section.heading(),
                body: section.body().to_owned(),
                audience,
            }),
        }
    }
}

/// For whom a block is, if a node is one.
fn block(node: &Node<'_>) -> Option<Sign> {
    let names = ["internal", "partner", "customer"];
    let name = names.into_iter().find(|name| node.is_of_class(&format!("audience-{name}")))?;
    (node.name == "section").then_some(Sign { name })
}

/// The words of a heading, as HTML, without the link to itself.
pub(super) fn words(heading: &str) -> &str {
    let inner = nodes(heading).first().map_or("", Node::inner);
    inner.split_once("<a class=\"anchor\"").map_or(inner, |(words, _)| words)
}

/// Whether anything can be read in a piece of HTML.
pub(super) fn has_words(html: &str) -> bool {
    !fragment::text(html).trim().is_empty()
}

/// Leaves out the lists that taking items away has left empty.
pub(super) fn without_empty_lists(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::new();
    for piece in pieces {
        match (joined.last_mut(), piece) {
            (Some(Piece::Html(before)), Piece::Html(html)) => before.push_str(&html),
            (_, piece) => joined.push(piece),
        }
    }
    for piece in &mut joined {
        if let Piece::Html(html) = piece {
            let left: String = nodes(html).iter().filter(|node| !is_empty_list(node)).map(|node| node.html).collect();
            *html = left;
        }
    }
    joined
}

fn is_empty_list(node: &Node<'_>) -> bool {
    let is_whole = node.html.ends_with("</ul>") || node.html.ends_with("</ol>");
    is_whole && matches!(node.name, "ul" | "ol") && !has_words(node.html)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_with_anchors_are_cut_out_whole() {
        let html = "<p>a</p><blockquote><ul>\n<li id=\"item-1\">one<ul><li>two</li></ul></li>\n\
                    <li id=\"item-3\" class=\"task\">three</li></ul></blockquote>";
        let found = parts(html);
        let items = found.iter().filter_map(|part| match part {
            Part::Item { place, inner, .. } => Some((*place, *inner)),
            Part::Html(_) => None,
        });
        assert_eq!(items.collect::<Vec<_>>(), [(0, "one<ul><li>two</li></ul>"), (2, "three")]);
        let whole = |part: &Part<'_>| match part {
            Part::Html(html) => (*html).to_owned(),
            Part::Item { whole, .. } => (*whole).to_owned(),
        };
        assert_eq!(found.iter().map(whole).collect::<String>(), html);
    }

    #[test]
    fn html_that_is_not_whole_is_kept() {
        for html in
            ["<li id=\"item-x\">a</li>", "<li id=\"item-0\">", "<li id=\"item-", "<ul><li id=\"item-1\">", "</li>"]
        {
            let found = parts(html);
            let whole = found.iter().map(|part| match part {
                Part::Html(html) => *html,
                Part::Item { whole, .. } => whole,
            });
            assert_eq!(whole.collect::<String>(), html);
        }
    }

    #[test]
    fn blocks_are_opened_where_they_hold_wanted_sections() {
        let block = |content: &str| {
            format!(
                "<section class=\"audience audience-internal\"><p class=\"audience-label\">Internal</p>{content}</section>"
            )
        };
        let html = format!("lead{}<p>after</p>{}", block("<h2 id=\"x\">X</h2>in"), block("<h2 id=\"y\">Y</h2>"));
        let found = sections(&html, "h2", |anchor| anchor == "x");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].anchor, found[0].body.as_str()), ("", "lead"));
        let kept = format!("in<p>after</p>{}", block("<h2 id=\"y\">Y</h2>"));
        assert_eq!((found[1].heading, found[1].body.as_str()), ("<h2 id=\"x\">X</h2>", kept.as_str()));
        assert_eq!(found[1].audience, Some(Sign { name: "internal" }));
    }

    #[test]
    fn lists_that_are_left_empty_go() {
        let pieces = ["<ul>", "\n", "\n</ul>", "<p>more</p>", "<ul><li>x</li></ul>"];
        let left = without_empty_lists(pieces.map(|html| Piece::Html(html.to_owned())).into());
        assert!(matches!(left.as_slice(), [Piece::Html(html)] if html == "<p>more</p><ul><li>x</li></ul>"), "{left:?}");
    }
}
