//! Cutting a page's HTML at its level-2 headings, for kinds whose sections are set apart (the quadrants of a SWOT analysis).

/// A part of a page from one level-2 heading to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HtmlSection<'a> {
    /// Anchor of its heading; empty for what stands before the first.
    pub anchor: &'a str,
    /// Its HTML, the heading included.
    pub html: &'a str,
}

/// Elements that have no end tag.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Cuts HTML at level-2 headings that stand in no other element, so that each part is whole by itself.
pub fn split(html: &str) -> Vec<HtmlSection<'_>> {
    let mut starts = vec![(0, "")];
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let tag = tag_at(html, start);
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '/', '\n', '\t']).next().unwrap_or_default();
        if tag.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with("<!") && !tag.ends_with("/>") && !VOID.contains(&name) {
            if name == "h2" && depth == 0 {
                starts.push((start, id_in(tag)));
            }
            depth += 1;
        }
        at = start + tag.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([html.len()]);
    let sections =
        starts.iter().zip(ends).map(|(&(start, anchor), end)| HtmlSection { anchor, html: &html[start..end] });
    sections.filter(|section| !section.html.trim().is_empty()).collect()
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

fn id_in(tag: &str) -> &str {
    tag.split_once(" id=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(id, _)| id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_cut_at_headings_that_stand_in_no_other_element() {
        let html = "<p>a<br>b</p>\n<h2 id=\"one\">One</h2><p title=\"a > b\">x</p>\
                    <blockquote><h2 id=\"inner\">Inner</h2></blockquote><!-- <h2> --><h2 id=\"two\">Two</h2>";
        let sections = split(html);
        let anchors: Vec<&str> = sections.iter().map(|section| section.anchor).collect();
        assert_eq!(anchors, ["", "one", "two"]);
        assert_eq!(sections.iter().map(|section| section.html).collect::<String>(), html);
    }

    #[test]
    fn unfinished_html_is_left_whole() {
        assert_eq!(split("<p>a <b"), [HtmlSection { anchor: "", html: "<p>a <b" }]);
        assert_eq!(split(""), []);
    }
}
