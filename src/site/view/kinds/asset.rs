//! A file: what it is, how to get it, what is inside, what it takes the place of.

use fieldbook_extract::{MediaType, Place};
use fieldbook_preview::Shape;
use jiff::civil::Date;
use serde::Serialize;

use super::{super::Link, Draft};
use crate::{
    assets::Known,
    library::{Asset as File, Version as Commit},
    site::{
        asset::{self, Inside},
        delivery,
        plan::Plan,
    },
    theme::Words,
};

/// Digits of a commit's hash that tell it from others.
const SHORT_HASH: usize = 8;

/// A file.
#[derive(Debug, Serialize)]
pub struct Asset {
    /// The file itself.
    pub file: Link,
    /// Whether it is elsewhere.
    pub external: bool,
    /// The address that always leads to the newest.
    pub stable: Option<String>,
    /// How large it is, and how long: "56.6 kB", "8 slides".
    pub extent: Vec<String>,
    /// What it is by its name (`PPTX`).
    pub format: String,
    /// What it is to those who use it, as its sidecar says.
    pub sort: Option<String>,
    /// The file itself as a picture, or its first page.
    pub picture: Option<Picture>,
    /// `video` or `audio`, where browsers play it.
    pub player: Option<&'static str>,
    /// Whether its sidecar says for whom it is.
    pub said: bool,
    /// What it takes the place of.
    pub replaces: Vec<Link>,
    /// What has taken its place.
    pub replaced_by: Vec<Link>,
    /// What is inside, by slide or page.
    pub parts: Vec<PartText>,
    /// What to write where it is cited.
    pub citation: String,
    /// What changed in it, latest first.
    pub versions: Vec<Version>,
}

/// A version of a file.
#[derive(Debug, Serialize)]
pub struct Version {
    /// The day, for programs.
    pub date: Option<Date>,
    /// The same, for readers.
    pub day: Option<String>,
    /// Who made it.
    pub author: String,
    /// What it is about.
    pub subject: String,
    /// The beginning of the commit's hash.
    pub commit: String,
}

/// A picture, with the room that it takes.
#[derive(Debug, Serialize)]
pub struct Picture {
    /// Its address.
    pub url: String,
    /// It in all widths that there are, as `srcset` names them.
    pub sources: String,
    /// Pixels, where the file says them.
    pub width: Option<u32>,
    /// Pixels, where the file says them.
    pub height: Option<u32>,
}

/// A slide, a page, a sheet.
#[derive(Debug, Serialize)]
pub struct PartText {
    /// Without `#`.
    pub anchor: String,
    /// "Slide 12: Next steps"
    pub heading: String,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
    /// What belongs to it and isn't shown with it: the speaker's notes to a slide, the comments on it.
    pub beside: Vec<PartText>,
}

impl Asset {
    /// What the page of a file shows; `None` of what is no file.
    pub fn new(draft: &mut Draft<'_, '_>) -> Option<Self> {
        draft.set_fields = &["type", "replaces", "url", "hash"];
        let (plan, number, words) = (draft.plan, draft.number, draft.words());
        let document = &plan.documents[number];
        let file = document.asset?;
        let address = asset::address(plan, file);
        let external = file.reference.is_some();
        let link = |number: usize| plan.documents[number].link();
        let newer = plan
            .documents
            .iter()
            .enumerate()
            .filter(|(_, other)| other.asset.is_some_and(|other| other.replaces.contains(&file.path)));
        Some(Self {
            picture: picture(plan, number, file, &address),
            player: delivery::player(&file.path).filter(|_| !external),
            stable: (!external).then(|| plan.base.whole(&plan.base.page(&delivery::stable(plan, &file.path)))),
            external,
            extent: extent(words, file, plan.reader.known(file)),
            format: asset::format(file),
            sort: file.said_type().map(str::to_owned),
            said: file.sidecar.is_some(),
            replaces: file.replaces.iter().filter_map(|path| plan.number_of_file(path)).map(link).collect(),
            replaced_by: newer.map(|(number, _)| link(number)).collect(),
            parts: parts(plan, number, file),
            citation: citation(plan, number, file),
            versions: document.held.versions().iter().map(|it| version(words, it)).collect(),
            file: Link { text: file.name().to_owned(), url: address },
        })
    }
}

/// The picture itself, or one of the first page.
fn picture(plan: &Plan<'_>, number: usize, file: &File, address: &str) -> Option<Picture> {
    let shapes = plan.reader.previews(file);
    let url = |shape: Shape| plan.base.file(&asset::preview_path(plan, number, file, shape));
    let source = |shape: &Shape| format!("{} {}w", url(*shape), shape.width);
    let mut sources: Vec<String> = shapes.iter().map(source).collect();
    if file.reference.is_some() || !delivery::is_picture(&file.path) {
        let Shape { width, height, .. } = *shapes.last()?;
        let url = url(*shapes.last()?);
        return Some(Picture { url, sources: sources.join(", "), width: Some(width), height: Some(height) });
    }
    let known = plan.reader.known(file);
    let may_move = known.as_ref().is_some_and(|known| matches!(known.media, MediaType::Gif | MediaType::WebP));
    let facts = known.and_then(|known| known.told.ok()?).map(|told| told.facts).unwrap_or_default();
    match facts.width {
        // What moves, or is too long for its preview, is shown as it is.
        Some(width) if !may_move && !shapes.is_empty() && shapes.iter().all(|shape| shape.is_whole()) => {
            sources.push(format!("{address} {width}w"));
        }
        _ => sources.clear(),
    }
    Some(Picture { url: address.to_owned(), sources: sources.join(", "), width: facts.width, height: facts.height })
}

/// Notes to a slide and comments on it stand with the slide.
fn parts(plan: &Plan<'_>, number: usize, file: &File) -> Vec<PartText> {
    let mut parts: Vec<(Option<u32>, PartText)> = Vec::new();
    for Inside { place, section } in asset::inside(plan, number, file) {
        let lines = section.text.lines().map(str::trim).filter(|line| !line.is_empty());
        // The heading says the slide's title already.
        let is_heading = |(index, line): &(usize, &str)| *index == 0 && section.heading.ends_with(line);
        let lines = lines.enumerate().filter(|line| !is_heading(line));
        let paragraphs: Vec<String> = lines.map(|(_, line)| line.to_owned()).collect();
        let Some(anchor) = section.anchor else { continue };
        let part = PartText { anchor, heading: section.heading, paragraphs, beside: Vec::new() };
        let (slide, of_slide) = match place {
            Place::Slide(slide) => (Some(slide), None),
            Place::Notes(slide) | Place::Comments(Some(slide)) => (None, Some(slide)),
            _ => (None, None),
        };
        match parts.last_mut() {
            Some((last, with)) if of_slide.is_some() && *last == of_slide => with.beside.push(part),
            _ => parts.push((slide, part)),
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

fn version(words: &Words, version: &Commit) -> Version {
    Version {
        date: version.day,
        day: version.day.map(|day| words.day(day)),
        author: version.author.clone(),
        subject: version.subject.clone(),
        commit: version.commit.chars().take(SHORT_HASH).collect(),
    }
}

/// "56.6 kB", "8 slides"
fn extent(words: &Words, file: &File, known: Option<Known>) -> Vec<String> {
    let mut extent: Vec<String> = file.size.map(|bytes| size(words, bytes)).into_iter().collect();
    let Some(facts) = known.and_then(|known| known.told.ok()?).map(|told| told.facts) else { return extent };
    let counts = [("asset-slides", facts.slides), ("asset-pages", facts.pages), ("asset-sheets", facts.sheets)];
    let counts = counts.into_iter().filter_map(|(message, count)| Some((message, count?)));
    extent.extend(counts.map(|(message, count)| words.say_with(message, &[("count", count.into())])));
    if let (Some(width), Some(height)) = (facts.width, facts.height) {
        let pixels = |length: u32| words.number(f64::from(length), 0).into();
        extent.push(words.say_with("asset-pixels", &[("width", pixels(width)), ("height", pixels(height))]));
    }
    extent.extend(facts.seconds.map(asset::time));
    extent
}

/// How large a file is, in the largest unit of which it has one.
fn size(words: &Words, bytes: u64) -> String {
    let units = [(1_000_000_000, "size-gb"), (1_000_000, "size-mb"), (1_000, "size-kb")];
    let unit = units.into_iter().find(|(unit, _)| bytes >= *unit).unwrap_or((1, "size-bytes"));
    // A tenth of a unit is more than anybody asks for.
    let tenths = u32::try_from(bytes.saturating_mul(10) / unit.0).unwrap_or(u32::MAX);
    let number = f64::from(tenths) / 10.0;
    words.say_with(unit.1, &[("size", words.number(number, usize::from(unit.0 > 1)).into())])
}

/// Title, file and day, and where it can be had: what somebody can look it up by.
fn citation(plan: &Plan<'_>, number: usize, file: &File) -> String {
    let document = &plan.documents[number];
    let words = plan.words(document.held.language());
    let day = document.held.latest().map(|day| words.day(day));
    let parts = [
        Some(document.held.title().to_owned()),
        Some(plan.library.config.name.clone()),
        Some(file.name().to_owned()),
        day,
        Some(plan.base.whole(&document.url)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
