//! A competitive analysis: the battle card over the four quadrants.

use serde::Serialize;

use super::{super::section, Draft};
use crate::markdown::ContentsEntry;

/// A competitive analysis: the battle card over the four quadrants.
#[derive(Debug, Serialize)]
pub struct Swot {
    /// Sections of the battle card, as HTML.
    pub card: Vec<String>,
    /// The quadrants.
    pub quadrants: Vec<Quadrant>,
    /// What stands before the first heading, as HTML.
    pub lead: String,
    /// What they will say, and the answer, as HTML.
    pub objections: String,
    /// All other sections, as HTML.
    pub rest: String,
}

/// A quadrant.
#[derive(Debug, Serialize)]
pub struct Quadrant {
    /// `strengths`
    pub name: &'static str,
    /// Its HTML, the heading included.
    pub html: String,
}

/// The quadrants in reading order.
const QUADRANTS: [&str; 4] = ["strengths", "weaknesses", "opportunities", "threats"];
/// The battle card's sections in the order in which they are shown: what fits one screen of a phone.
const CARD: [&str; 3] = ["why-we-win", "why-we-lose", "landmines"];
const OBJECTIONS: &str = "objections";

impl Swot {
    /// Takes the sections of an analysis apart.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        let swot = swot(&std::mem::take(&mut draft.body));
        draft.contents = swot.arrange(std::mem::take(&mut draft.contents));
        swot
    }
}

fn swot(body: &str) -> Swot {
    let sections = section::split(body);
    let named = |anchor: &str| sections.iter().find(|section| section.anchor == anchor);
    let is_rest = |anchor: &str| {
        !anchor.is_empty() && anchor != OBJECTIONS && !QUADRANTS.contains(&anchor) && !CARD.contains(&anchor)
    };
    let html_of = |anchor: &str| named(anchor).map_or_else(String::new, |section| section.html.to_owned());
    Swot {
        card: CARD.iter().filter_map(|anchor| named(anchor)).map(|section| section.html.to_owned()).collect(),
        quadrants: QUADRANTS
            .into_iter()
            .filter_map(|name| Some(Quadrant { name, html: named(name)?.html.to_owned() }))
            .collect(),
        lead: html_of(""),
        objections: html_of(OBJECTIONS),
        rest: sections.iter().filter(|section| is_rest(section.anchor)).map(|section| section.html).collect(),
    }
}

impl Swot {
    /// Puts a table of contents into the order in which an analysis is set.
    fn arrange(&self, contents: Vec<ContentsEntry>) -> Vec<ContentsEntry> {
        let order: Vec<&str> = CARD.into_iter().chain(QUADRANTS).chain([OBJECTIONS]).collect();
        let mut parts: Vec<Vec<ContentsEntry>> = Vec::new();
        for entry in contents {
            match parts.last_mut() {
                Some(part) if entry.level > 2 => part.push(entry),
                _ => parts.push(vec![entry]),
            }
        }
        let place =
            |part: &[ContentsEntry]| order.iter().position(|anchor| *anchor == part[0].anchor).unwrap_or(order.len());
        parts.sort_by_key(|part| place(part));
        parts.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_analysis_is_set_as_card_quadrants_and_the_rest() {
        let h2 = |anchor: &str| format!("<h2 id=\"{anchor}\">x</h2><p>{anchor}</p>");
        let body: String =
            ["threats", "strengths", "landmines", "pricing", "why-we-win"].iter().map(|anchor| h2(anchor)).collect();
        let swot = swot(&format!("<p>lead</p>{body}"));
        assert_eq!(swot.lead, "<p>lead</p>");
        assert_eq!(swot.card, [h2("why-we-win"), h2("landmines")]);
        assert_eq!(swot.quadrants.iter().map(|quadrant| quadrant.name).collect::<Vec<_>>(), ["strengths", "threats"]);
        assert_eq!(swot.rest, h2("pricing"));
    }
}
