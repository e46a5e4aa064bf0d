//! Cutting a page's HTML at its headings, for kinds whose sections are set apart (the quadrants of a SWOT analysis, the steps of
//! a play).

use super::fragment::{attribute, nodes};

/// A part of a page from one heading to the next of its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HtmlSection<'a> {
    /// Anchor of its heading; empty for what stands before the first.
    pub anchor: &'a str,
    /// Its HTML, the heading included.
    pub html: &'a str,
    /// How much of it is the heading.
    heading: usize,
}

impl<'a> HtmlSection<'a> {
    /// Its heading with the tags; empty for what stands before the first.
    pub fn heading(&self) -> &'a str {
        &self.html[..self.heading]
    }

    /// What stands under its heading.
    pub fn body(&self) -> &'a str {
        &self.html[self.heading..]
    }
}

/// Cuts HTML at level-2 headings that stand in no other element, so that each part is whole by itself.
pub fn split(html: &str) -> Vec<HtmlSection<'_>> {
    split_at(html, "h2")
}

/// Cuts HTML at headings by the name of their element (`h3`).
pub fn split_at<'a>(html: &'a str, heading: &str) -> Vec<HtmlSection<'a>> {
    let mut starts = vec![(0, "", 0)];
    let mut at = 0;
    for node in nodes(html) {
        if node.name == heading {
            starts.push((at, attribute(node.tag, "id"), node.html.len()));
        }
        at += node.html.len();
    }
    let ends = starts.iter().skip(1).map(|(start, ..)| *start).chain([html.len()]);
    let sections = starts.iter().zip(ends).map(|(&(start, anchor, heading), end)| HtmlSection {
        anchor,
        html: &html[start..end],
        heading,
    });
    sections.filter(|section| !section.html.trim().is_empty()).collect()
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
        assert_eq!((sections[2].heading(), sections[2].body()), ("<h2 id=\"two\">Two</h2>", ""));
    }

    #[test]
    fn unfinished_html_is_left_whole() {
        assert_eq!(split("<p>a <b"), [HtmlSection { anchor: "", html: "<p>a <b", heading: 0 }]);
        assert_eq!(split(""), []);
    }
}
