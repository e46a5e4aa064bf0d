//! Cutting a play's HTML into its steps. A step may stand in a block for one audience, together with others or alone.

use super::super::super::{
    fragment::{Node, nodes},
    section,
};

/// A step as it is written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Anchor of its heading.
    pub(super) anchor: String,
    /// Its heading, as HTML.
    pub(super) heading: String,
    /// What stands under it, as HTML.
    pub(super) body: String,
    /// For whom alone it is (`internal`).
    pub(super) audience: Option<&'static str>,
}

/// What stands before the first step, and the steps.
pub(super) fn steps(html: &str) -> (String, Vec<Cut>) {
    let (mut lead, mut steps) = (String::new(), Vec::<Cut>::new());
    for run in runs(html) {
        for section in section::split(run.html) {
            if section.anchor.is_empty() {
                let last = steps.last_mut().map_or(&mut lead, |step| &mut step.body);
                run.append(section.html, last);
            } else {
                steps.push(Cut {
                    anchor: section.anchor.to_owned(),
                    heading: section.heading().to_owned(),
                    body: section.body().to_owned(),
                    audience: run.audience(),
                });
            }
        }
    }
    (lead, steps)
}

/// A stretch of HTML, or what stands in a block for one audience.
struct Run<'a> {
    frame: Option<Node<'a>>,
    html: &'a str,
}

/// Cuts HTML at the blocks for one audience that hold steps; others stay in the step that they are in.
fn runs(html: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let (mut start, mut at) = (0, 0);
    for node in nodes(html) {
        let end = at + node.html.len();
        let holds_steps = |node: &Node<'_>| nodes(node.inner()).iter().any(|inner| inner.name == "h2");
        if node.is_of_class("audience") && holds_steps(&node) {
            runs.push(Run { frame: None, html: &html[start..at] });
            runs.push(Run { frame: Some(node), html: node.inner() });
            start = end;
        }
        at = end;
    }
    runs.push(Run { frame: None, html: &html[start..] });
    runs
}

impl Run<'_> {
    fn audience(&self) -> Option<&'static str> {
        let frame = self.frame?;
        ["internal", "partner", "customer"].into_iter().find(|name| frame.is_of_class(&format!("audience-{name}")))
    }

    /// Adds what stands before the run's first step, in its frame if it is in one.
    fn append(&self, html: &str, to: &mut String) {
        let Some(frame) = self.frame else { return to.push_str(html) };
        let is_label = |node: &Node<'_>| node.is_blank() || node.is_of_class("audience-label");
        if !nodes(html).iter().all(is_label) {
            to.push_str(frame.tag);
            to.push_str(html);
            to.push_str("</section>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_in_a_block_for_one_audience_is_a_step_for_that_audience() {
        let frame = |inner: &str| {
            format!(
                "<section class=\"audience audience-internal\">\n<p class=\"audience-label\">Internal</p>\n{inner}</section>"
            )
        };
        let step = |name: &str| format!("<h2 id=\"{name}\">{name}</h2>");
        let note = frame("<p>note</p>");
        let hidden = frame(&format!("{}<p>b</p>", step("two")));
        let before = frame(&format!("<p>c</p>{}", step("three")));
        let (lead, steps) = steps(&format!("<p>a</p>{}{note}{hidden}<p>d</p>{before}", step("one")));
        assert_eq!(lead, "<p>a</p>");
        let found: Vec<_> = steps.iter().map(|step| (step.anchor.as_str(), step.audience)).collect();
        assert_eq!(found, [("one", None), ("two", Some("internal")), ("three", Some("internal"))]);
        assert_eq!(steps[0].body, note);
        assert_eq!(steps[1].body, format!("<p>b</p><p>d</p>{}", frame("<p>c</p>")));
        assert_eq!(steps[2].heading, step("three"));
    }
}
