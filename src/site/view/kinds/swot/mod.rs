//! A SWOT analysis: a battle card over the four quadrants, and how far the claims in them reach.
//!
//! Rendering gives every claim an anchor and leaves its facts to this page: [`cut`] takes sections and claims out of the HTML,
//! [`claim`] puts each together with what the library knows of it, [`coverage`] counts them.

pub mod claim;
pub mod coverage;
mod cut;

use std::collections::BTreeMap;

use serde::Serialize;

use self::{
    claim::{Claims, Line},
    coverage::Coverage,
    cut::Part,
};
use super::Draft;
use crate::{
    library::SwotSection,
    markdown::{ContentsEntry, Source},
    site::{
        gate::Held,
        view::section::{self, HtmlSection},
    },
};

/// A SWOT analysis, in the order in which its page shows it.
#[derive(Debug, Serialize)]
pub struct Swot {
    /// What fits one screen of a phone: why we win, why we lose, landmines.
    pub card: Vec<CardPart>,
    /// What they will say, and the answers.
    pub objections: Option<Objections>,
    /// What stands before the first heading, as HTML.
    pub lead: String,
    /// The quadrants, in reading order.
    pub quadrants: Vec<Quadrant>,
    /// How many claims there are on what.
    pub coverage: Option<Coverage>,
    /// All other sections, as HTML.
    pub rest: String,
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
    /// What stands before the first, as HTML.
    pub lead: String,
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
    /// The answer, as HTML.
    pub answer: String,
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
        let body = cut::unwrapped(body);
        let sections = section::split(&body);
        let section_of = |html: &HtmlSection<'_>| {
            anchors.iter().find(|(_, anchor)| *anchor == html.anchor).map(|(section, _)| *section)
        };
        let find = |wanted| sections.iter().find(|html| section_of(html) == Some(wanted));
        let rest = sections.iter().filter(|html| !html.anchor.is_empty() && section_of(html).is_none());
        Self {
            card: SwotSection::CARD
                .into_iter()
                .filter_map(|part| Some(card_part(part, find(part)?, &claims)))
                .collect(),
            objections: find(SwotSection::Objections).map(objections),
            lead: sections
                .iter()
                .find(|html| html.anchor.is_empty())
                .map_or_else(String::new, |html| html.html.to_owned()),
            quadrants: SwotSection::QUADRANTS
                .into_iter()
                .filter_map(|quadrant| Some(set_quadrant(quadrant, find(quadrant)?, &claims)))
                .collect(),
            coverage,
            rest: rest.map(|html| html.html).collect(),
        }
    }
}

/// How many lines of a part fit the card.
fn shown(part: SwotSection) -> usize {
    if part == SwotSection::WhyWeWin { 3 } else { 2 }
}

fn card_part(part: SwotSection, html: &HtmlSection<'_>, claims: &Claims) -> CardPart {
    let (heading, body) = cut::heading(html.html, "h2");
    let mut lines = Vec::new();
    let mut more = Vec::new();
    for piece in pieces(body, claims) {
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
    CardPart { name: part.name(), heading: heading.to_owned(), lines, more: cut::without_empty_lists(more), more_lines }
}

fn set_quadrant(quadrant: SwotSection, html: &HtmlSection<'_>, claims: &Claims) -> Quadrant {
    let (heading, body) = cut::heading(html.html, "h2");
    Quadrant {
        name: quadrant.name(),
        is_internal: matches!(quadrant, SwotSection::Strengths | SwotSection::Weaknesses),
        is_helpful: matches!(quadrant, SwotSection::Strengths | SwotSection::Opportunities),
        heading: heading.to_owned(),
        pieces: pieces(body, claims),
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

fn objections(html: &HtmlSection<'_>) -> Objections {
    let (heading, body) = cut::heading(html.html, "h2");
    let (lead, each) = cut::at_headings(body, "h3");
    let each = each.into_iter().map(|part| {
        let (heading, answer) = cut::heading(part, "h3");
        let (anchor, words) = cut::anchor_and_words(heading);
        Objection { anchor: anchor.to_owned(), words: words.to_owned(), answer: answer.to_owned() }
    });
    Objections { heading: heading.to_owned(), lead: lead.to_owned(), each: each.collect() }
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
