//! Files as the site shows them: what of their text readers get, and where the bytes are.

use std::{collections::BTreeMap, fmt::Write as _};

use fieldbook_extract::{Part, Place};
use fieldbook_preview::Shape;

use super::{address::slug, delivery, plan::Plan};
use crate::{
    ledger::Fingerprint,
    library::Asset,
    markdown::{Rendered, Section},
    theme::Words,
};

/// What names of previews begin with.
const PREVIEW: &str = "preview-";
/// Hexadecimal digits in them: they only tell apart what stood there at different times.
const HASH: usize = 12;

/// A slide, a page or a sheet of a file.
#[derive(Debug)]
pub struct Inside {
    /// Where it is.
    pub place: Place,
    /// Its text, and what it is called.
    pub section: Section,
}

/// What is inside of a file, for search and for programs: a section for each slide, page or sheet. Pages list these themselves.
pub fn rendered(plan: &Plan<'_>, number: usize, asset: &Asset) -> Rendered {
    let sections: Vec<Section> = inside(plan, number, asset).into_iter().map(|part| part.section).collect();
    let mut markdown = String::new();
    for section in &sections {
        // Writing to a string can't fail.
        let _ = write!(markdown, "## {}\n\n{}\n\n", section.heading, section.text);
    }
    Rendered { sections, markdown, ..Rendered::default() }
}

/// The text of a file by slide, page or sheet, as far as the build's readers may see it.
pub fn inside(plan: &Plan<'_>, number: usize, asset: &Asset) -> Vec<Inside> {
    let words = plan.words(plan.documents[number].held.language());
    inside_of(words, plan.reader.text(asset), plan.gate.is_internal())
}

/// What those who open a file aren't meant to see (speaker's notes, hidden slides, comments) is for the company's own people.
fn inside_of(words: &Words, parts: Vec<Part>, is_internal: bool) -> Vec<Inside> {
    let mut anchors: BTreeMap<String, usize> = BTreeMap::new();
    let shown = parts.into_iter().filter(|part| is_internal || !part.hidden);
    let inside = |part: Part| {
        let (anchor, mut heading) = named(words, &part.place);
        if let Some(title) = part.title.as_deref().map(str::trim).filter(|title| !title.is_empty()) {
            heading = if heading.is_empty() { title.to_owned() } else { format!("{heading}: {title}") };
        }
        let times = anchors.entry(anchor.clone()).or_default();
        *times += 1;
        let anchor = if *times == 1 { anchor } else { format!("{anchor}-{times}") };
        Inside { place: part.place, section: Section { anchor: Some(anchor), heading, text: part.text } }
    };
    shown.filter(|part| !part.text.trim().is_empty()).map(inside).collect()
}

/// The path in the site of a preview of a file: beside its page, named after what is in the file.
pub fn preview_path(plan: &Plan<'_>, number: usize, asset: &Asset, shape: Shape) -> String {
    let hash = plan.reader.hash(&asset.path).map(Fingerprint::digits).unwrap_or_default();
    let hash = hash.get(..HASH).unwrap_or_default();
    let Shape { format, width, .. } = shape;
    format!("{}/{PREVIEW}{width}.{hash}.{}", plan.documents[number].path, format.extension())
}

/// Says how many files have no picture since what draws them isn't there.
pub fn without_pictures(plan: &Plan<'_>) -> Option<String> {
    let files = plan.documents.iter().filter_map(|document| document.asset);
    let count = files.filter(|asset| plan.reader.misses_office(asset)).count();
    let files = match count {
        0 => return None,
        1 => "a file of Office has no picture on its page".to_owned(),
        count => format!("{count} files of Office have no picture on their pages"),
    };
    Some(format!("{files}: LibreOffice, which draws them, isn't installed"))
}

/// The folder of the page that a preview is beside.
pub fn folder_of_preview(path: &str) -> Option<&str> {
    path.rsplit_once('/').filter(|(_, name)| name.starts_with(PREVIEW)).map(|(folder, _)| folder)
}

/// The anchor of a part, and what it is called.
fn named(words: &Words, place: &Place) -> (String, String) {
    let number = |message: &str, number: u32| words.say_with(message, &[("number", number.into())]);
    match place {
        Place::Whole => ("text".to_owned(), words.say("asset-part-text")),
        Place::Page(page) => (format!("page-{page}"), number("asset-part-page", *page)),
        Place::Slide(slide) => (format!("slide-{slide}"), number("asset-part-slide", *slide)),
        Place::Notes(slide) => (format!("notes-{slide}"), number("asset-part-notes", *slide)),
        Place::Sheet(name) => {
            (format!("sheet-{}", slug(name)), words.say_with("asset-part-sheet", &[("name", name.as_str().into())]))
        }
        Place::Cue { seconds } => {
            let time = time(*seconds);
            (format!("at-{seconds}"), words.say_with("asset-part-cue", &[("time", time.into())]))
        }
        Place::Comments(Some(slide)) => (format!("comments-{slide}"), number("asset-part-comments-on", *slide)),
        Place::Comments(None) => ("comments".to_owned(), words.say("asset-part-comments")),
        Place::StruckOut => ("struck-out".to_owned(), words.say("asset-part-struck-out")),
    }
}

/// `1:02:03`, without hours where there are none.
pub fn time(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// What a file is, in a word or two: what its sidecar calls it, and its format by its name ("Deck, PPTX").
pub fn sort(words: &Words, asset: &Asset) -> String {
    let said =
        asset.said_type().map_or_else(|| words.say("kind-asset"), |sort| words.say(&format!("asset-sort-{sort}")));
    match format(asset) {
        format if format.is_empty() => said,
        format => [said, format].join(&words.say("value-separator")),
    }
}

/// "PPTX", after the last point of its name.
pub fn format(asset: &Asset) -> String {
    asset.name().rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_uppercase())
}

/// The file of the library that a site must hold for one: none where the file is elsewhere.
pub fn file(asset: &Asset) -> Option<String> {
    asset.reference.is_none().then(|| asset.path.clone())
}

/// Where the bytes of a file are: in the site under a name that tells what is in it, or elsewhere.
pub fn address(plan: &Plan<'_>, asset: &Asset) -> String {
    match &asset.reference {
        Some(reference) => reference.url.clone(),
        None => plan.base.file(&delivery::published(plan, &asset.path)),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;
    use crate::theme::Wordbook;

    fn part(place: Place, title: Option<&str>, text: &str, hidden: bool) -> Part {
        Part { place, title: title.map(str::to_owned), text: text.to_owned(), hidden }
    }

    #[test]
    fn a_part_is_called_by_its_place_in_the_readers_language_and_hidden_ones_are_for_the_companys_own_people() {
        let wordbook = Wordbook::load(std::path::Path::new("nowhere"), crate::theme::DEFAULT).unwrap();
        let parts = [
            part(Place::Slide(12), Some("Next steps"), "Call Ann.", false),
            part(Place::Notes(12), None, "Don't mention the price.", true),
            part(Place::Sheet("Prices 2026".to_owned()), None, "1", false),
            part(Place::Cue { seconds: 3723 }, None, "Well.", false),
            part(Place::Page(3), None, "  ", false),
        ];
        let named = |language: &str, is_internal: bool| {
            let words = wordbook.of(language, "en");
            let sections = inside_of(words, parts.to_vec(), is_internal).into_iter().map(|part| part.section);
            sections.map(|section| (section.anchor.unwrap(), section.heading)).collect::<Vec<_>>()
        };
        let pairs = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(anchor, heading)| ((*anchor).to_owned(), (*heading).to_owned())).collect::<Vec<_>>()
        };
        let outside = [
            ("slide-12", "Slide 12: Next steps"),
            ("sheet-prices-2026", "Sheet Prices 2026"),
            ("at-3723", "At 1:02:03"),
        ];
        assert_eq!(named("en", false), pairs(&outside));
        assert_eq!(named("de", true)[1], ("notes-12".to_owned(), "Notizen zu Folie 12".to_owned()));
    }
}
