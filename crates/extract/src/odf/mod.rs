//! `OpenDocument` texts, decks and workbooks (OASIS, version 1.4, part 3).

mod body;
#[cfg(test)]
mod tests;

use crate::{
    Active, Content, Limits, MediaType, Part, Place, ReadError, Trace,
    archive::Archive,
    plain,
    xml::{self, Event, Xml},
};

use body::Body;

/// Reads a file.
pub(crate) fn read(bytes: &[u8], media: MediaType, limits: &Limits) -> Result<Content, ReadError> {
    let mut archive = Archive::open(bytes, limits)?;
    let manifest = text(&mut archive, "META-INF/manifest.xml")?.unwrap_or_default();
    let is_encrypted = |event: Event<'_>| matches!(event, Event::Start(element) if element.name() == "encryption-data");
    if Xml::new(&manifest).any(is_encrypted) {
        return Err(ReadError::Encrypted);
    }
    let Some(written) = text(&mut archive, "content.xml")? else {
        return Err(ReadError::damaged("it has no content.xml"));
    };
    let mut body = Body::new(media);
    let mut xml = Xml::new(&written);
    xml.by_ref().for_each(|event| body.take(event));
    let mut is_damaged = xml.is_damaged();
    if media == MediaType::Odt {
        // Headers and footers are a part of the style of pages.
        let styles = text(&mut archive, "styles.xml")?.unwrap_or_default();
        let mut xml = Xml::new(&styles);
        xml.by_ref().for_each(|event| body.take_style(event));
        is_damaged |= xml.is_damaged();
    }
    let mut content = body.into_content();
    content.cut |= is_damaged;
    properties(&text(&mut archive, "meta.xml")?.unwrap_or_default(), &mut content);
    let names = archive.names();
    // Where there are none, no folder is written.
    content.active.extend(names.iter().any(|name| name.starts_with("Basic/")).then_some(Active::Macros));
    content.active.extend(names.iter().any(|name| name.starts_with("Scripts/")).then_some(Active::Script));
    content.active.sort();
    content.active.dedup();
    Ok(content)
}

fn text(archive: &mut Archive<'_>, part: &str) -> Result<Option<String>, ReadError> {
    Ok(archive.read(part)?.map(|bytes| plain::decode(&bytes)))
}

/// What the file says of itself (4.3).
fn properties(meta: &str, content: &mut Content) {
    xml::values(meta, |name, value| match name {
        "title" => content.facts.title = Some(value),
        "initial-creator" => content.traces.push(Trace::Author(value)),
        "creator" => content.traces.push(Trace::LastEditor(value)),
        _ => {}
    });
}

/// A part that those who open the file aren't meant to see; `None` where there is nothing in it.
fn hidden(place: Place, text: String) -> Option<Part> {
    (!text.trim().is_empty()).then(|| Part { hidden: true, ..Part::new(place, text) })
}
