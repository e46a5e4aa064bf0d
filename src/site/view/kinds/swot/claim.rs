//! A claim as the page of an analysis sets it: its words, where it is from, how old it is, and what is wrong with it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    audience::Audience,
    library::Area,
    markdown::{Source, item_anchor},
    site::gate::{Backing, VisibleClaim},
};

/// A claim, or a line of the battle card.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Its anchor.
    pub anchor: String,
    /// Its words, as HTML.
    pub html: String,
    /// `change-management`
    pub area: Option<&'static str>,
    /// Where it is from.
    pub source: Option<Source>,
    /// When it was true (`2026-11-22`).
    pub day: Option<String>,
    /// To whom it may be said, where it says so itself: `internal`, `partner` or `customer`.
    pub audience: Option<&'static str>,
    /// What a reader must know before relying on it.
    pub marks: Vec<Mark>,
}

/// What is wrong with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// `stale`, `unsourced` or `undated`
    pub name: &'static str,
    /// For a stale one, how old it is.
    pub days: Option<u32>,
}

/// The claims of an analysis by their places.
pub struct Claims {
    claims: BTreeMap<usize, VisibleClaim>,
    sources: BTreeMap<usize, Source>,
}

impl Claims {
    /// All claims, and the sources that readers may know.
    pub fn new(claims: Vec<VisibleClaim>, sources: BTreeMap<usize, Source>) -> Self {
        Self { claims: claims.into_iter().map(|claim| (claim.place, claim)).collect(), sources }
    }

    /// The claim at a place, with its words.
    pub fn line(&self, place: usize, html: &str) -> Option<Line> {
        let claim = self.claims.get(&place)?;
        let must_be_backed = claim.is_in_quadrant();
        let backing = claim.backing;
        // Any other line is as old as the page, whose day stands over it, unless it says otherwise.
        let dated = backing.filter(|backing| must_be_backed || backing.says_day);
        Some(Line {
            anchor: item_anchor(place),
            html: html.trim().to_owned(),
            area: claim.area.filter(|_| must_be_backed).map(Area::as_str),
            source: self.sources.get(&place).cloned(),
            day: dated.and_then(|backing| backing.day).map(|day| day.to_string()),
            audience: claim.audience.map(Audience::as_str),
            marks: backing.map_or_else(Vec::new, |backing| marks(backing, must_be_backed)),
        })
    }
}

fn marks(backing: Backing, must_be_backed: bool) -> Vec<Mark> {
    let stale = backing.is_stale && (must_be_backed || backing.says_day);
    let stale = stale.then_some(Mark { name: "stale", days: backing.age });
    let is_lacking = |has: bool, name| (must_be_backed && !has).then_some(Mark { name, days: None });
    [stale, is_lacking(backing.has_source, "unsourced"), is_lacking(backing.day.is_some(), "undated")]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::SwotSection;

    fn line(section: SwotSection, backing: Backing) -> Line {
        let claim = VisibleClaim {
            section: Some(section),
            place: 4,
            area: Some(Area::Value),
            audience: None,
            backing: Some(backing),
        };
        let Some(line) = Claims::new(vec![claim], BTreeMap::new()).line(4, " <b>x</b>\n") else { unreachable!() };
        line
    }

    const OLD: Backing = Backing { day: None, says_day: false, age: Some(400), is_stale: true, has_source: false };

    #[test]
    fn a_claim_of_a_quadrant_must_be_backed_and_a_line_of_the_card_need_not() {
        let claim = line(SwotSection::Threats, OLD);
        let names: Vec<&str> = claim.marks.iter().map(|mark| mark.name).collect();
        assert_eq!(names, ["stale", "unsourced", "undated"]);
        assert_eq!((claim.anchor.as_str(), claim.html.as_str(), claim.area), ("item-5", "<b>x</b>", Some("value")));
        assert_eq!(line(SwotSection::Landmines, OLD).marks, []);
    }

    #[test]
    fn a_line_of_the_card_that_says_its_own_day_can_be_stale() {
        let marks = line(SwotSection::WhyWeWin, Backing { says_day: true, ..OLD }).marks;
        assert_eq!(marks, [Mark { name: "stale", days: Some(400) }]);
    }
}
