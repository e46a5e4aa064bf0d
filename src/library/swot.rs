//! SWOT analyses: what the sections of their bodies are, and the claims in them. The rules of `check` and the pages of the site
//! both read an analysis here, so that they never disagree on what is stale.
//!
//! An author says a section by its heading's anchor (`## Stärken {#strengths}`) or by its words, in any of the languages that
//! Fieldbook's own words are in.

use std::str::FromStr;

use jiff::{ToSpan, civil::Date};

use super::{Document, Library};
use crate::{
    audience::Audience,
    markdown::{Heading, Item},
};

/// A section of an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SwotSection {
    /// From within, to their good.
    Strengths,
    /// From within, to their harm.
    Weaknesses,
    /// From outside, to their good.
    Opportunities,
    /// From outside, to their harm.
    Threats,
    /// What speaks for us.
    WhyWeWin,
    /// What speaks against us.
    WhyWeLose,
    /// Questions that a buyer should ask them.
    Landmines,
    /// What buyers will say, and the answer.
    Objections,
}

/// What a section is called: its name as an anchor, and the headings that mean it, in lower case: English, German, French, Spanish,
/// Portuguese, Japanese.
const SECTIONS: [(SwotSection, &str, &[&str]); 8] = [
    (
        SwotSection::Strengths,
        "strengths",
        &["strengths", "stärken", "forces", "fortalezas", "forças", "pontos fortes", "強み"],
    ),
    (
        SwotSection::Weaknesses,
        "weaknesses",
        &["weaknesses", "schwächen", "faiblesses", "debilidades", "fraquezas", "pontos fracos", "弱み"],
    ),
    (
        SwotSection::Opportunities,
        "opportunities",
        &["opportunities", "chancen", "opportunités", "oportunidades", "機会"],
    ),
    (
        SwotSection::Threats,
        "threats",
        &["threats", "risiken", "bedrohungen", "gefahren", "menaces", "amenazas", "ameaças", "脅威"],
    ),
    (
        SwotSection::WhyWeWin,
        "why-we-win",
        &[
            "why we win",
            "warum wir gewinnen",
            "pourquoi nous gagnons",
            "por qué ganamos",
            "por que ganhamos",
            "勝つ理由",
        ],
    ),
    (
        SwotSection::WhyWeLose,
        "why-we-lose",
        &[
            "why we lose",
            "warum wir verlieren",
            "pourquoi nous perdons",
            "por qué perdemos",
            "por que perdemos",
            "負ける理由",
        ],
    ),
    (SwotSection::Landmines, "landmines", &["landmines"]),
    (SwotSection::Objections, "objections", &["objections", "einwände", "objeciones", "objeções", "反論"]),
];

impl SwotSection {
    /// The quadrants, in reading order.
    pub const QUADRANTS: [Self; 4] = [Self::Strengths, Self::Weaknesses, Self::Opportunities, Self::Threats];
    /// The battle card, in the order in which it is shown.
    pub const CARD: [Self; 3] = [Self::WhyWeWin, Self::WhyWeLose, Self::Landmines];

    /// The section that a heading begins.
    pub fn of(heading: &Heading) -> Option<Self> {
        let words = heading.text.trim().to_lowercase();
        let named = SECTIONS.iter().find(|(_, anchor, _)| *anchor == heading.anchor);
        let called = || SECTIONS.iter().find(|(_, _, headings)| headings.contains(&words.as_str()));
        named.or_else(called).map(|(section, ..)| *section)
    }

    /// Its name, as anchors and style sheets know it (`why-we-win`).
    pub fn name(self) -> &'static str {
        SECTIONS.iter().find(|(section, ..)| *section == self).map_or("", |(_, name, _)| name)
    }

    /// Whether it is one of the four quadrants.
    pub fn is_quadrant(self) -> bool {
        Self::QUADRANTS.contains(&self)
    }
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// What the product can do.
    Capability,
    /// What it takes to bring it in.
    ChangeManagement,
    /// What it is worth, and costs.
    Value,
    /// Who stands behind it.
    Company,
    /// How it is sold.
    Selling,
}

impl Area {
    /// All of them, in the order in which pages show them.
    pub const ALL: [Self; 5] = [Self::Capability, Self::ChangeManagement, Self::Value, Self::Company, Self::Selling];

    /// The word that authors write.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Capability => "capability",
            Self::ChangeManagement => "change-management",
            Self::Value => "value",
            Self::Company => "company",
            Self::Selling => "selling",
        }
    }
}

impl FromStr for Area {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|area| area.as_str() == word).ok_or(())
    }
}

/// The day on which a claim was true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOf {
    /// The claim says it.
    Own(Date),
    /// The claim doesn't say: it is as old as the review of its document.
    Review(Date),
    /// Neither says.
    Unknown,
    /// What the claim says is no date.
    NoDate,
    /// What the claim says is still to come.
    ToCome,
}

impl AsOf {
    /// The day, where there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Own(day) | Self::Review(day) => Some(day),
            Self::Unknown | Self::NoDate | Self::ToCome => None,
        }
    }
}

/// An item of a list in an analysis. In a quadrant it is a claim, which has to be backed up.
#[derive(Clone, Debug)]
pub struct Claim<'a> {
    /// Where it stands; `None` in sections that have no meaning of their own.
    pub section: Option<SwotSection>,
    /// Its place among the items of its document.
    pub place: usize,
    /// As it is written.
    pub item: &'a Item,
    /// What it is about, where it names an area that there is.
    pub area: Option<Area>,
    /// Where it is from, as written.
    pub source: Option<&'a str>,
    /// When it was true.
    pub as_of: AsOf,
    /// How many days ago that was.
    pub age: Option<u32>,
    /// Whether that is longer ago than the library's limit.
    pub is_stale: bool,
    /// For whom it is, where it says so itself or stands in a block that does.
    pub audience: Option<Audience>,
}

impl Claim<'_> {
    /// Whether it stands in a quadrant.
    pub fn is_in_quadrant(&self) -> bool {
        self.section.is_some_and(SwotSection::is_quadrant)
    }
}

/// A document of kind `swot`, by its sections.
#[derive(Debug)]
pub struct Analysis<'a> {
    library: &'a Library,
    document: &'a Document,
    /// Sections by the places of their headings; each counts where it stands first.
    sections: Vec<(usize, SwotSection)>,
}

impl Library {
    /// Reads a document as an analysis.
    pub fn analysis<'a>(&'a self, document: &'a Document) -> Analysis<'a> {
        let mut sections: Vec<(usize, SwotSection)> = Vec::new();
        for (place, heading) in document.outline.headings.iter().enumerate() {
            let section = SwotSection::of(heading).filter(|_| heading.level == 2);
            let section = section.filter(|section| sections.iter().all(|(_, known)| known != section));
            sections.extend(section.map(|section| (place, section)));
        }
        Analysis { library: self, document, sections }
    }
}

impl<'a> Analysis<'a> {
    /// Its sections with the headings that begin them, in order.
    pub fn sections(&self) -> impl Iterator<Item = (SwotSection, &'a Heading)> {
        self.sections
            .iter()
            .filter_map(|(place, section)| Some((*section, self.document.outline.headings.get(*place)?)))
    }

    /// The heading that begins a section.
    pub fn heading(&self, section: SwotSection) -> Option<&'a Heading> {
        self.sections().find(|(known, _)| *known == section).map(|(_, heading)| heading)
    }

    /// The items of a section's lists, in order.
    pub fn claims_in(&self, section: SwotSection) -> impl Iterator<Item = Claim<'a>> {
        self.claims().filter(move |claim| claim.section == Some(section))
    }

    /// The items of all lists, in order.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'a>> {
        let items = self.document.outline.items.iter().enumerate();
        items.map(|(place, item)| self.claim(item.heading.and_then(|heading| self.section_at(heading)), place, item))
    }

    /// The section that what stands under a heading belongs to: that of the last heading of level 2, unless one of level 1 came after.
    fn section_at(&self, heading: usize) -> Option<SwotSection> {
        let headings = self.document.outline.headings.get(..=heading)?;
        let place = headings.iter().rposition(|heading| heading.level <= 2)?;
        self.sections.iter().find(|(known, _)| *known == place).map(|(_, section)| *section)
    }

    fn claim(&self, section: Option<SwotSection>, place: usize, item: &'a Item) -> Claim<'a> {
        let value = |key: &str| item.attributes.get(key).map(|(value, _)| value.as_str());
        let as_of = self.as_of(value("as-of"));
        let age = as_of
            .day()
            .map(|day| u32::try_from(self.library.today.since(day).map_or(0, |span| span.get_days())).unwrap_or(0));
        let blocks = self.document.outline.blocks.iter();
        let around = blocks.filter(|block| block.span.start <= item.span.start && item.span.start < block.span.end);
        // An unknown word means internal, as for rendering.
        let own = value("audience").map(|word| word.parse().unwrap_or_default());
        Claim {
            section,
            place,
            item,
            area: value("area").and_then(|word| word.parse().ok()),
            source: value("source").map(str::trim).filter(|source| !source.is_empty()),
            as_of,
            age,
            is_stale: age.is_some_and(|age| age > self.library.config.claim_max_age),
            audience: around.map(|block| block.audience).chain(own).min(),
        }
    }

    fn as_of(&self, written: Option<&str>) -> AsOf {
        let Some(written) = written else {
            return self.document.review.reviewed.map_or(AsOf::Unknown, AsOf::Review);
        };
        match written.parse::<Date>() {
            // Somebody may have written it where it was tomorrow already.
            Ok(day) if day <= self.library.today.saturating_add(1.day()) => AsOf::Own(day),
            Ok(_) => AsOf::ToCome,
            Err(_) => AsOf::NoDate,
        }
    }
}
