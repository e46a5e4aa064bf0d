//! The claims of analyses, as far as readers may see them.

use jiff::civil::Date;

use super::Held;
use crate::{
    audience::Audience,
    library::{Area, AsOf, Claim, SwotSection},
};

/// A claim as readers see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VisibleClaim {
    /// Where it stands; `None` in sections that have no meaning of their own.
    pub section: Option<SwotSection>,
    /// Its place among the items of its document.
    pub place: usize,
    /// What it is about.
    pub area: Option<Area>,
    /// To whom it may be said, where it says so itself; not for customers.
    pub audience: Option<Audience>,
    /// How well it is backed up: the company's own matter.
    pub backing: Option<Backing>,
}

/// How well a claim is backed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backing {
    /// When it was true.
    pub day: Option<Date>,
    /// Whether it says that day itself, rather than being as old as its document's review.
    pub says_day: bool,
    /// How many days ago that was.
    pub age: Option<u32>,
    /// Whether that is too long ago.
    pub is_stale: bool,
    /// Whether it says where it is from.
    pub has_source: bool,
}

impl VisibleClaim {
    /// Whether it stands in a quadrant.
    pub fn is_in_quadrant(&self) -> bool {
        self.section.is_some_and(SwotSection::is_quadrant)
    }
}

impl Held<'_> {
    /// The claims of an analysis, and all other items of its lists.
    pub fn claims(&self) -> Vec<VisibleClaim> {
        let analysis = self.gate.library.analysis(self.document);
        let for_readers =
            |claim: &Claim<'_>| claim.audience.is_none_or(|audience| audience.is_held_by(self.gate.audience));
        analysis.claims().filter(for_readers).map(|claim| self.visible(&claim)).collect()
    }

    fn visible(&self, claim: &Claim<'_>) -> VisibleClaim {
        VisibleClaim {
            section: claim.section,
            place: claim.place,
            area: claim.area,
            audience: claim.audience.filter(|_| self.gate.audience != Audience::Customer),
            backing: self.internal(Some(Backing {
                day: claim.as_of.day(),
                says_day: matches!(claim.as_of, AsOf::Own(_)),
                age: claim.age,
                is_stale: claim.is_stale,
                has_source: claim.source.is_some(),
            })),
        }
    }

    /// The anchors of the headings that begin an analysis's sections.
    pub fn swot_sections(&self) -> Vec<(SwotSection, &str)> {
        let analysis = self.gate.library.analysis(self.document);
        analysis.sections().map(|(section, heading)| (section, heading.anchor.as_str())).collect()
    }
}
