//! Taking rendered HTML apart: at headings, and at the list items that rendering has given anchors.

use super::Piece;

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

/// How the tag of an item with an anchor begins; see [`crate::markdown::item_anchor`].
const ITEM: &str = "<li id=\"item-";
/// How a block for one audience begins.
const BLOCK: &str = "<section class=\"audience ";

/// Cuts HTML at its items with anchors.
pub(super) fn parts(html: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut done = 0;
    while let Some(found) = html[done..].find(ITEM) {
        let start = done + found;
        let whole = element(&html[start..]);
        let number = whole[ITEM.len()..].split('"').next().and_then(|digits| digits.parse::<usize>().ok());
        let Some(place) = number.and_then(|number| number.checked_sub(1)) else { break };
        if start > done {
            parts.push(Part::Html(&html[done..start]));
        }
        parts.push(Part::Item { place, whole, inner: inner(whole) });
        done = start + whole.len();
    }
    if done < html.len() {
        parts.push(Part::Html(&html[done..]));
    }
    parts
}

/// The body without the frames of those blocks for one audience that hold whole sections: what stands in them says itself for
/// whom it is, and sections can be set apart only where nothing is around them.
pub(super) fn unwrapped(html: &str) -> String {
    let mut result = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(BLOCK) {
        let block = element(&rest[start..]);
        result.push_str(&rest[..start]);
        rest = &rest[start + block.len()..];
        let content = inner(block);
        if content.contains("<h2 ") {
            // The label.
            result.push_str(content.split_once("</p>").map_or(content, |(_, content)| content));
        } else {
            result.push_str(block);
        }
    }
    result.push_str(rest);
    result
}

/// The heading that a section begins with, and what stands under it.
pub(super) fn heading<'a>(html: &'a str, tag: &str) -> (&'a str, &'a str) {
    let end = html.find(&format!("</{tag}>")).map_or(0, |at| at + tag.len() + 3);
    html.split_at(end)
}

/// What stands before the first of the headings, and what begins with each.
pub(super) fn at_headings<'a>(html: &'a str, tag: &str) -> (&'a str, Vec<&'a str>) {
    let opening = format!("<{tag} ");
    let starts: Vec<usize> = html.match_indices(&opening).map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let first = starts.first().copied().unwrap_or(html.len());
    (&html[..first], starts.iter().zip(ends).map(|(start, end)| &html[*start..end]).collect())
}

/// Anchor and words of a heading, without the link to itself.
pub(super) fn anchor_and_words(heading: &str) -> (&str, &str) {
    let anchor =
        heading.split_once(" id=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(anchor, _)| anchor);
    let words = inner(heading);
    (anchor, words.split_once("<a class=\"anchor\"").map_or(words, |(words, _)| words))
}

/// Whether anything can be read in a piece of HTML.
pub(super) fn has_words(html: &str) -> bool {
    let mut in_tag = false;
    html.chars().any(|character| {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ => return !in_tag && !character.is_whitespace(),
        }
        false
    })
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
            for list in ["ul", "ol"] {
                let closing = format!("</{list}>");
                while let Some(end) = html.find(&closing) {
                    let Some(start) = html[..end].rfind(&format!("<{list}")) else { break };
                    if has_words(&html[start..end]) {
                        break;
                    }
                    html.replace_range(start..end + closing.len(), "");
                }
            }
        }
    }
    joined
}

/// The element that HTML begins with; all of it where that isn't ended.
fn element(html: &str) -> &str {
    let name = html.trim_start_matches('<').split([' ', '>', '\n', '/']).next().unwrap_or_default();
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        at += found;
        let rest = &html[at..];
        if rest.starts_with(&closing) {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return &html[..at + closing.len()];
            }
        } else if rest.strip_prefix(&opening).is_some_and(|rest| rest.starts_with([' ', '>', '\n'])) {
            depth += 1;
        }
        at += 1;
    }
    html
}

/// What stands between the tags of an element.
fn inner(element: &str) -> &str {
    let start = element.find('>').map_or(element.len(), |at| at + 1);
    let end = element.rfind("</").unwrap_or(element.len()).max(start);
    &element[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_with_anchors_are_cut_out_whole() {
        let html = "<p>a</p><ul>\n<li id=\"item-1\">one<ul><li>two</li></ul></li>\n<li id=\"item-3\" class=\"task\">three</li></ul>";
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
        for html in ["<li id=\"item-x\">a</li>", "<li id=\"item-0\">", "<li id=\"item-", "", "</li>"] {
            assert_eq!(parts(html).iter().filter(|part| matches!(part, Part::Item { .. })).count(), 0, "{html}");
        }
        assert_eq!(parts("<li id=\"item-1\">a").len(), 1);
    }

    #[test]
    fn blocks_that_hold_sections_lose_their_frame() {
        let block =
            |content: &str| format!("<section class=\"audience audience-internal\"><p>Internal</p>{content}</section>");
        let kept = block("<p>x</p>");
        assert_eq!(
            unwrapped(&format!("a{}b{kept}", block("<h2 id=\"x\">X</h2>"))),
            format!("a<h2 id=\"x\">X</h2>b{kept}")
        );
    }

    #[test]
    fn lists_that_are_left_empty_go() {
        let pieces =
            vec![Piece::Html("<ul>\n".to_owned()), Piece::Html("\n</ul><p>more</p><ul><li>x</li></ul>".to_owned())];
        let left = without_empty_lists(pieces);
        assert!(matches!(left.as_slice(), [Piece::Html(html)] if html == "<p>more</p><ul><li>x</li></ul>"), "{left:?}");
    }
}
