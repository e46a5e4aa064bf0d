//! A document as lists show it.

use serde::Serialize;

use super::{Day, Sign, filter, overview::Brief};
use crate::{
    library::{Asset, Status},
    site::{
        asset, delivery,
        gate::VisibleReview,
        plan::{Plan, Planned},
    },
};

/// Facets that an entry names at most.
const FACETS: usize = 2;
/// Bytes that a picture has at most to be shown in lists as it is.
const LARGEST: u64 = 100_000;

/// A document in a list.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// The document's number, by which scripts know that several parts of a page are of the same one.
    pub number: usize,
    /// Its page.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Its language, where that isn't the page's.
    pub language: Option<String>,
    /// One line on it.
    pub summary: Option<String>,
    /// What it is ("Case study").
    pub kind: String,
    /// Its review state.
    pub review: Option<Sign>,
    /// Where it is in its life by the name of a sign, unless that is 'approved'.
    pub status: Option<&'static str>,
    /// The day that its review state speaks of; without one, when something was last done to it.
    pub day: Option<Day>,
    /// Labels of a few of its facets' values.
    pub facets: Vec<String>,
    /// What filters find it by, as words; empty where a page has no filters.
    pub filters: String,
    /// A small picture of the file that it is.
    pub picture: Option<Thumbnail>,
    /// What the file that it is would be called ("PPTX").
    pub format: Option<String>,
    /// In the list of its kind: what the kind shows of each of its documents.
    pub brief: Option<Brief>,
}

/// A small picture, with the room that it takes.
#[derive(Debug, Serialize)]
pub struct Thumbnail {
    /// Its address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

impl Thumbnail {
    /// That of a file: what was drawn of it, else the picture itself where it is a small one.
    fn of(plan: &Plan<'_>, number: usize, asset: &Asset) -> Option<Self> {
        if let Some(shape) = plan.reader.previews_for_lists(asset).first().copied() {
            let url = plan.base.file(&asset::preview_path(plan, number, asset, shape));
            return Some(Self { url, width: shape.width, height: shape.height });
        }
        let is_shown = delivery::is_picture(&asset.path) && asset.size.is_some_and(|size| size <= LARGEST);
        let facts = is_shown.then(|| plan.reader.known(asset)).flatten()?.told.ok()??.facts;
        Some(Self { url: asset::address(plan, asset), width: facts.width?, height: facts.height? })
    }
}

impl Entry {
    /// The entry of a document on a page in the library's main language.
    pub fn new(plan: &Plan<'_>, number: usize) -> Self {
        Self::on(plan, number, &plan.library.config.language)
    }

    /// The entry of a document on a page in a language.
    pub fn on(plan: &Plan<'_>, number: usize, language: &str) -> Self {
        let words = plan.words(language);
        let planned = &plan.documents[number];
        let Planned { held, url, .. } = planned;
        let facets = held.facets().flat_map(|(facet, values)| values.iter().map(move |value| (facet, value.as_str())));
        let review = held.review();
        Self {
            number,
            url: url.clone(),
            title: held.title().to_owned(),
            language: planned.other_language(language),
            summary: held.summary().map(str::to_owned),
            kind: planned.asset.map_or_else(|| plan.kind_label(words, *held), |file| asset::sort(words, file)),
            review: review.map(|review| review.state.into()),
            status: held.status().and_then(status_name),
            day: review.and_then(VisibleReview::day).or_else(|| held.latest()).map(Day::from),
            facets: facets.take(FACETS).map(|(facet, value)| plan.facet_label(words, facet, value)).collect(),
            filters: String::new(),
            picture: planned.asset.and_then(|file| Thumbnail::of(plan, number, file)),
            format: planned.asset.map(asset::format).filter(|format| !format.is_empty()),
            brief: None,
        }
    }

    /// The entry of a document on a page with filters in a language.
    pub fn to_filter(plan: &Plan<'_>, number: usize, language: &str) -> Self {
        Self { filters: filter::words(plan, number), ..Self::on(plan, number, language) }
    }
}

/// The name of a status that a reader must know of.
pub(super) fn status_name(status: Status) -> Option<&'static str> {
    match status {
        Status::Draft => Some("draft"),
        Status::InReview => Some("in-review"),
        Status::Approved => None,
        Status::Retired => Some("retired"),
    }
}
