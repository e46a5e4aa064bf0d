//! XMP (ISO 16684-1): what pictures, drawings and PDFs say of themselves in XML.

use crate::xml::{Event, Xml};

/// Those whom the text of a packet names as makers (`dc:creator`).
pub(crate) fn authors(packet: &str) -> Vec<String> {
    let (mut authors, mut is_within) = (Vec::new(), false);
    for event in Xml::new(packet) {
        match event {
            Event::Start(element) if element.name() == "creator" => is_within = true,
            Event::End(name) if name == "creator" => is_within = false,
            Event::Text(text) if is_within && !text.trim().is_empty() => authors.push(text.trim().to_owned()),
            _ => {}
        }
    }
    authors
}
