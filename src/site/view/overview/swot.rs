//! The matrix of all analyses: who is strong where, by how many claims, and how fresh they are.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::{Entry, kinds::swot::Swot};
use crate::{
    library::{Area, SwotSection, Value},
    site::{
        gate::VisibleClaim,
        linking::{DocumentLinks, ImageSizes},
        plan::Plan,
    },
};

/// The facet whose values are competitors.
const COMPETITOR: &str = "competitor";
/// Subjects that are no competitors.
const OTHERS: [&str; 2] = ["self", "no-decision"];
/// How wide a quadrant is drawn, and how far the next is from it.
const SIDE: usize = 8;
const STEP: usize = 10;

/// All analyses.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// The columns.
    pub areas: [&'static str; 5],
    /// Analyses of competitors.
    pub competitors: Vec<Row>,
    /// Those of ourselves and of deciding nothing, beside them.
    pub others: Vec<Row>,
    /// Competitors that nobody has written an analysis of.
    pub missing: Vec<String>,
    /// Whether readers may know how well claims are backed up.
    pub shows_backing: bool,
}

/// An analysis.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The document, as lists show it.
    #[serde(flatten)]
    pub entry: Entry,
    /// What its claims are on.
    pub areas: Vec<AreaCell>,
    /// How many claims there are.
    pub claims: usize,
    /// How many of them are stale.
    pub stale: usize,
    /// The first reason why we win, as HTML.
    pub win: Option<String>,
}

/// The claims on an area: how many, and in which quadrants, as four squares.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct AreaCell {
    /// How many there are.
    pub count: usize,
    /// By quadrant, in reading order.
    pub counts: [usize; 4],
    /// The squares of quadrants with claims, as a path.
    pub filled: String,
    /// The squares of those without.
    pub empty: String,
}

impl Matrix {
    /// The matrix of these analyses on a page in a language, but for those that are no longer to be used; `None` where none is left.
    pub fn new(plan: &Plan<'_>, language: &str, numbers: &[usize]) -> Option<Self> {
        let in_use = numbers.iter().copied().filter(|number| !plan.documents[*number].held.is_retired());
        let (others, competitors): (Vec<usize>, Vec<usize>) =
            in_use.partition(|number| OTHERS.contains(&subject(plan, *number)));
        let rows =
            |numbers: &[usize]| numbers.iter().map(|number| Row::new(plan, language, *number)).collect::<Vec<_>>();
        (!others.is_empty() || !competitors.is_empty()).then(|| Self {
            areas: Area::ALL.map(Area::as_str),
            missing: missing(plan, language, &competitors),
            competitors: rows(&competitors),
            others: rows(&others),
            shows_backing: plan.gate.is_internal(),
        })
    }
}

fn subject<'a>(plan: &Plan<'a>, number: usize) -> &'a str {
    plan.documents[number].held.field("subject").and_then(Value::as_str).unwrap_or_default()
}

/// Which competitors there are is the company's own matter, but for those whose analyses readers see.
fn missing(plan: &Plan<'_>, language: &str, competitors: &[usize]) -> Vec<String> {
    if !plan.gate.is_internal() {
        return Vec::new();
    }
    let words = plan.words(language);
    let known: BTreeSet<&str> = competitors.iter().map(|number| subject(plan, *number)).collect();
    let facet = plan.library.config.facets.iter().find(|facet| facet.name == COMPETITOR);
    let values = facet.into_iter().flat_map(|facet| &facet.values);
    values
        .filter(|value| !known.contains(value.id.as_str()))
        .map(|value| plan.facet_label(words, COMPETITOR, &value.id))
        .collect()
}

impl Row {
    fn new(plan: &Plan<'_>, language: &str, number: usize) -> Self {
        let claims = plan.documents[number].held.claims();
        let claims: Vec<&VisibleClaim> = claims.iter().filter(|claim| claim.is_in_quadrant()).collect();
        Self {
            entry: Entry::on(plan, number, language),
            areas: Area::ALL.into_iter().map(|area| AreaCell::new(area, &claims)).collect(),
            claims: claims.len(),
            stale: claims.iter().filter(|claim| claim.backing.is_some_and(|backing| backing.is_stale)).count(),
            win: win(plan, number),
        }
    }
}

/// The first reason why we win, as the page of the analysis says it.
pub fn win(plan: &Plan<'_>, number: usize) -> Option<String> {
    let held = plan.documents[number].held;
    let rendered =
        held.render(&DocumentLinks::new(plan, number, &ImageSizes::default()), &plan.phrases(number)).ok()?;
    let card = Swot::read(held, &rendered.html, rendered.sources).card;
    let win = card.into_iter().find(|part| part.name == SwotSection::WhyWeWin.name())?;
    win.lines.into_iter().next().map(|line| line.html)
}

impl AreaCell {
    fn new(area: Area, claims: &[&VisibleClaim]) -> Self {
        let counts = SwotSection::QUADRANTS.map(|quadrant| {
            claims.iter().filter(|claim| claim.area == Some(area) && claim.section == Some(quadrant)).count()
        });
        let (mut filled, mut empty) = (String::new(), String::new());
        for (place, count) in counts.into_iter().enumerate() {
            let path = if count > 0 { &mut filled } else { &mut empty };
            path.push_str(&square(place));
        }
        Self { count: counts.iter().sum(), counts, filled, empty }
    }
}

/// The square of a quadrant: two beside each other, in two rows.
fn square(place: usize) -> String {
    format!("M{} {}h{SIDE}v{SIDE}h-{SIDE}z", place % 2 * STEP, place / 2 * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadrants_with_claims_are_filled() {
        let claim = |section, area| VisibleClaim {
            section: Some(section),
            place: 0,
            area: Some(area),
            audience: None,
            backing: None,
        };
        let claims = [
            claim(SwotSection::Threats, Area::Value),
            claim(SwotSection::Threats, Area::Value),
            claim(SwotSection::Strengths, Area::Company),
        ];
        let expected = AreaCell {
            count: 2,
            counts: [0, 0, 0, 2],
            filled: "M10 10h8v8h-8z".to_owned(),
            empty: "M0 0h8v8h-8zM10 0h8v8h-8zM0 10h8v8h-8z".to_owned(),
        };
        assert_eq!(AreaCell::new(Area::Value, &claims.iter().collect::<Vec<_>>()), expected);
    }
}
