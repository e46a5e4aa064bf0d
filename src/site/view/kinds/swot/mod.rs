//! A SWOT analysis: a battle card over the four quadrants, and how far the claims in them reach.
//!
//! Rendering gives every claim an anchor and leaves its facts to this page: `cut` takes sections and claims out of the HTML,
//! [`claim`] puts each together with what the library knows of it, [`coverage`] counts them.

pub mod claim;
pub mod coverage;
mod cut;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    claim::{Claims, Line},
    coverage::Coverage,
    cut::{Part, Section},
};
use super::Draft;
use crate::{
    library::SwotSection,
    markdown::{ContentsEntry, Source},
    site::{gate::Held, view::Sign},
};

/// A SWOT analysis, in the order in which its page shows it.
#[derive(Debug, Serialize)]
pub struct Swot {
    /// What fits one screen of a phone: why we win, why we lose, landmines.
    pub card: Vec<CardPart>,
    /// What they will say, and the answers.
    pub objections: Option<Objections>,
    /// What stands before the first heading.
    pub lead: Vec<Piece>,
    /// The quadrants, in reading order.
    pub quadrants: Vec<Quadrant>,
    /// How many claims there are on what.
    pub coverage: Option<Coverage>,
    /// All other sections.
    pub rest: Vec<Rest>,
}

/// A section that has no place of its own.
#[derive(Debug, Serialize)]
pub struct Rest {
    /// Its heading, as HTML.
    pub heading: String,
    /// What stands under it.
    pub pieces: Vec<Piece>,
    /// For whom it is, where it is for fewer than the rest.
    pub audience: Option<Sign>,
}

/// A part of the battle card.
#[derive(Debug, Serialize)]
pub struct CardPart {
    /// `why-we-win`
    pub name: &'static str,
    /// Its heading, as HTML.
    pub heading: String,
    /// The lines that are always shown.
    pub lines: Vec<Line>,
    /// What is a click away.
    pub more: Vec<Piece>,
    /// How many lines of that there are.
    pub more_lines: usize,
}

/// A quadrant.
#[derive(Debug, Serialize)]
pub struct Quadrant {
    /// `strengths`
    pub name: &'static str,
    /// Whether it is about what comes from within, rather than from outside.
    pub is_internal: bool,
    /// Whether it is about what helps, rather than what harms.
    pub is_helpful: bool,
    /// Its heading, as HTML.
    pub heading: String,
    /// What stands under it.
    pub pieces: Vec<Piece>,
}

/// A claim, or what stands between two.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Piece {
    /// HTML, whole only together with its neighbours.
    Html(String),
    /// A claim, to be set as item of the list that is open.
    Claim(Box<Line>),
}

/// What they will say.
#[derive(Debug, Serialize)]
pub struct Objections {
    /// The heading over them, as HTML.
    pub heading: String,
    /// What stands before the first.
    pub lead: Vec<Piece>,
    /// In order.
    pub each: Vec<Objection>,
}

/// What they will say, and the answer.
#[derive(Debug, Serialize)]
pub struct Objection {
    /// Anchor of its heading.
    pub anchor: String,
    /// What they say.
    pub words: String,
    /// The answer.
    pub answer: Vec<Piece>,
    /// To whom it may be said, where it stands in a block that says so.
    pub audience: Option<Sign>,
}

impl Swot {
    /// Takes the sections of an analysis apart.
    pub fn new(draft: &mut Draft<'_, '_>) -> Self {
        let held = draft.held();
        let swot = Self::read(held, &std::mem::take(&mut draft.body), std::mem::take(&mut draft.sources));
        draft.contents = arrange(held, std::mem::take(&mut draft.contents));
        swot
    }

    /// An analysis from its rendered body and the sources of its claims.
    pub fn read(held: Held<'_>, body: &str, sources: BTreeMap<usize, Source>) -> Self {
        let all = held.claims();
        let coverage = coverage::of(&all);
        let claims = Claims::new(all, sources);
        let anchors = held.swot_sections();
        let section_of = |anchor: &str| anchors.iter().find(|(_, known)| *known == anchor).map(|(section, _)| *section);
        let sections = cut::sections(body, "h2", |anchor| section_of(anchor).is_some());
        let find = |wanted| sections.iter().find(|section| section_of(section.anchor) == Some(wanted));
        let is_rest = |section: &&Section<'_>| !section.anchor.is_empty() && section_of(section.anchor).is_none();
        let part = |part| Some(card_part(part, find(part)?, &claims));
        let quadrant = |quadrant| Some(set_quadrant(quadrant, find(quadrant)?, &claims));
        Self {
            card: SwotSection::CARD.into_iter().filter_map(part).collect(),
            objections: find(SwotSection::Objections).map(|section| objections(section, &claims)),
            lead: sections.first().map_or_else(Vec::new, |first| pieces(first.body.trim(), &claims)),
            quadrants: SwotSection::QUADRANTS.into_iter().filter_map(quadrant).collect(),
            coverage,
            rest: sections.iter().filter(is_rest).map(|section| rest(section, &claims)).collect(),
        }
    }
}

/// How many lines of a part fit the card.
fn shown(part: SwotSection) -> usize {
    if part == SwotSection::WhyWeWin { 3 } else { 2 }
}

fn card_part(part: SwotSection, section: &Section<'_>, claims: &Claims) -> CardPart {
    let mut lines = Vec::new();
    let mut more = Vec::new();
    for piece in pieces(&section.body, claims) {
        match piece {
            Piece::Claim(line) if lines.len() < shown(part) => lines.push(*line),
            piece => more.push(piece),
        }
    }
    let more_lines = more.iter().filter(|piece| matches!(piece, Piece::Claim(_))).count();
    let has_words = |piece: &Piece| match piece {
        Piece::Html(html) => cut::has_words(html),
        Piece::Claim(_) => true,
    };
    if !more.iter().any(has_words) {
        more.clear();
    }
    CardPart {
        name: part.name(),
        heading: section.heading.to_owned(),
        lines,
        more: cut::without_empty_lists(more),
        more_lines,
    }
}

fn set_quadrant(quadrant: SwotSection, section: &Section<'_>, claims: &Claims) -> Quadrant {
    Quadrant {
        name: quadrant.name(),
        is_internal: matches!(quadrant, SwotSection::Strengths | SwotSection::Weaknesses),
        is_helpful: matches!(quadrant, SwotSection::Strengths | SwotSection::Opportunities),
        heading: section.heading.to_owned(),
        pieces: pieces(&section.body, claims),
    }
}

/// What stands under a heading, with its claims.
fn pieces(html: &str, claims: &Claims) -> Vec<Piece> {
    let pieces = cut::parts(html).into_iter().map(|part| match part {
        Part::Html(html) => Piece::Html(html.to_owned()),
        Part::Item { place, whole, inner } => match claims.line(place, inner) {
            Some(line) => Piece::Claim(Box::new(line)),
            None => Piece::Html(whole.to_owned()),
        },
    });
    pieces.collect()
}

fn objections(section: &Section<'_>, claims: &Claims) -> Objections {
    let mut parts = cut::sections(&section.body, "h3", |_| true).into_iter();
    let lead = parts.next().map_or_else(Vec::new, |first| pieces(first.body.trim(), claims));
    let each = parts.map(|part| Objection {
        anchor: part.anchor.to_owned(),
        words: cut::words(part.heading).to_owned(),
        answer: pieces(&part.body, claims),
        audience: part.audience.or(section.audience),
    });
    Objections { heading: section.heading.to_owned(), lead, each: each.collect() }
}

fn rest(section: &Section<'_>, claims: &Claims) -> Rest {
    Rest { heading: section.heading.to_owned(), pieces: pieces(&section.body, claims), audience: section.audience }
}

/// Puts a table of contents into the order in which an analysis is set.
fn arrange(held: Held<'_>, contents: Vec<ContentsEntry>) -> Vec<ContentsEntry> {
    let anchors = held.swot_sections();
    let order: Vec<SwotSection> =
        SwotSection::CARD.into_iter().chain([SwotSection::Objections]).chain(SwotSection::QUADRANTS).collect();
    let place = |anchor: &str| {
        let section = anchors.iter().find(|(_, known)| *known == anchor).map(|(section, _)| *section);
        section.and_then(|section| order.iter().position(|known| *known == section)).unwrap_or(order.len())
    };
    let mut parts: Vec<(usize, Vec<ContentsEntry>)> = Vec::new();
    for entry in contents {
        match parts.last_mut() {
            Some((_, part)) if entry.level > 2 => part.push(entry),
            _ => parts.push((place(&entry.anchor), vec![entry])),
        }
    }
    parts.sort_by_key(|(place, _)| *place);
    parts.into_iter().flat_map(|(_, part)| part).collect()
}
