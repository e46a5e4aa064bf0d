//! Taking rendered HTML apart: the elements that stand beside each other in a piece of a page. Kinds whose bodies have parts
//! of their own (steps, quizzes) set them by these.

/// An element, or the text between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'a> {
    /// Its name (`ul`); empty for text and comments.
    pub name: &'a str,
    /// Its opening tag; empty for text and comments.
    pub tag: &'a str,
    /// All of it.
    pub html: &'a str,
}

/// Elements that have no end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

impl<'a> Node<'a> {
    /// What stands between its tags; a text itself.
    pub fn inner(&self) -> &'a str {
        let inner = &self.html[self.tag.len()..];
        if self.name.is_empty() || VOID.contains(&self.name) {
            return inner;
        }
        inner.rfind("</").map_or(inner, |end| &inner[..end])
    }

    /// Whether it is an element whose classes, as the writer of HTML writes them, begin with this one.
    pub fn is_of_class(&self, class: &str) -> bool {
        attribute(self.tag, "class").split(' ').any(|known| known == class)
    }

    /// Whether it holds nothing to see.
    pub fn is_blank(&self) -> bool {
        self.name.is_empty() && self.html.trim().is_empty()
    }
}

/// The elements and texts that stand in no other element, in order: together they are the HTML.
///
/// An element that isn't ended goes to the end.
pub fn nodes(html: &str) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    // Where the node at hand begins, and the name and tag of an element.
    let (mut start, mut open) = (0, ("", ""));
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = html[at..].find('<') {
        let tag_start = at + found;
        let tag = tag_at(html, tag_start);
        let name = name_of(tag);
        at = tag_start + tag.len();
        let is_end = tag.starts_with("</");
        let is_comment = tag.starts_with("<!");
        let is_void = tag.ends_with("/>") || VOID.contains(&name);
        if is_comment || (is_end && depth == 0) {
            continue;
        }
        if depth == 0 {
            push(&mut nodes, ("", ""), &html[start..tag_start]);
            (start, open) = (tag_start, (name, tag));
        }
        match (is_end, is_void) {
            (true, _) => depth -= 1,
            (false, true) => {}
            (false, false) => depth += 1,
        }
        if depth == 0 {
            push(&mut nodes, open, &html[start..at]);
            (start, open) = (at, ("", ""));
        }
    }
    push(&mut nodes, open, &html[start..]);
    nodes
}

fn push<'a>(nodes: &mut Vec<Node<'a>>, (name, tag): (&'a str, &'a str), html: &'a str) {
    if !html.is_empty() {
        nodes.push(Node { name, tag, html });
    }
}

/// The value of an attribute of a tag, as it is written; empty where there is none.
pub fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let is_name = |before: &str| before.ends_with([' ', '\n', '\t']);
    let quoted = format!("{name}=\"");
    let found = tag.match_indices(&quoted).find(|(at, _)| is_name(&tag[..*at]));
    found.and_then(|(at, _)| tag[at + quoted.len()..].split('"').next()).unwrap_or_default()
}

/// Addresses that links in some HTML lead to, entities resolved, in order.
pub fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let tag = tag_at(html, at + found);
        at += found + tag.len();
        if name_of(tag) == "a" && !tag.starts_with("</") {
            links.push(attribute(tag, "href").replace("&amp;", "&"));
        }
    }
    links.retain(|link| !link.is_empty());
    links
}

/// The words of some HTML without its tags, as they are written in it.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        text.push_str(&html[at..at + found]);
        at += found + tag_at(html, at + found).len();
    }
    text.push_str(&html[at..]);
    text.trim().to_owned()
}

fn name_of(tag: &str) -> &str {
    tag.trim_start_matches(['<', '/']).split([' ', '>', '/', '\n', '\t']).next().unwrap_or_default()
}

/// The tag or comment that begins at a `<`.
fn tag_at(html: &str, start: usize) -> &str {
    let rest = &html[start..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(rest, |end| &rest[..end + 3]);
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return &rest[..=at],
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_taken_apart_into_elements_and_the_text_between() {
        let html = "a<p title=\"x > y\">b<br>c</p>\n<!-- <p> --><ul><li>d</li></ul><input /> e";
        let nodes = nodes(html);
        let names: Vec<&str> = nodes.iter().map(|node| node.name).collect();
        assert_eq!(names, ["", "p", "", "ul", "input", ""]);
        assert_eq!(nodes.iter().map(|node| node.html).collect::<String>(), html);
        assert_eq!((nodes[1].inner(), nodes[3].inner(), nodes[4].inner()), ("b<br>c", "<li>d</li>", ""));
    }

    #[test]
    fn html_that_is_not_whole_is_kept() {
        for html in ["<p>a <b", "</p>a<p>b", "a</li>", "", "<", "<p"] {
            assert_eq!(nodes(html).iter().map(|node| node.html).collect::<String>(), html);
        }
    }

    #[test]
    fn attributes_links_and_words_are_read_as_written() {
        let html = "<p>Go <a class=\"external\" href=\"/a?b&amp;c\">the <em>way</em></a></p>";
        assert_eq!(links(html), ["/a?b&c"]);
        assert_eq!(text(html), "Go the way");
        assert_eq!(attribute("<li data-class=\"x\" class=\"task\">", "class"), "task");
    }
}
