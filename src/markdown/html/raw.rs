//! Raw HTML: what it links to and shows is resolved like the links of markdown, and comments are left out, since what
//! authors note there is not for readers.

use std::fmt::Write as _;

use super::{Writer, escape, escape_text, inline::runs_script};
use crate::markdown::{
    Destination, LinkForm,
    raw_html::{Attribute, Piece, Tag, Use, pieces, unescape},
};

impl Writer<'_> {
    /// Writes some raw HTML. Whether it's harmless is looked at when the page is whole.
    pub(super) fn raw(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => {
                    self.html.push_str(text);
                    self.sections.push(&unescape(text));
                }
                Piece::Other(other) => {
                    self.has_raw_html = true;
                    self.html.push_str(other);
                    if let Some(first_uses) = &mut self.first_uses {
                        first_uses.raw_end(other);
                    }
                }
                // The only input of a page is the box of a task, and that's ours.
                Piece::Tag(tag) if tag.is("input") && !self.page.settings.unsafe_html => {}
                Piece::Tag(tag) => {
                    self.has_raw_html = true;
                    self.raw_tag(html, &tag);
                    if let Some(first_uses) = &mut self.first_uses {
                        first_uses.raw_tag(&tag);
                    }
                }
                Piece::Comment(_) => {}
            }
        }
    }

    fn raw_tag(&mut self, html: &str, tag: &Tag<'_>) {
        let mut at = tag.range.start;
        let before = self.html.len();
        for attribute in &tag.attributes {
            let Some(written) = self.raw_link(tag, attribute) else { continue };
            self.html.push_str(html.get(at..attribute.range.start).unwrap_or_default());
            at = attribute.range.end;
            match written {
                Written::Attributes(attributes) => self.html.push_str(&attributes),
                Written::Nothing => {}
                Written::InsteadOfTag(text) => {
                    self.html.truncate(before);
                    self.html.push_str(&text);
                    return;
                }
            }
        }
        self.html.push_str(html.get(at..tag.range.end).unwrap_or_default());
    }

    /// What to write for an attribute that holds an address; `None` where it may stay as it is.
    fn raw_link(&self, tag: &Tag<'_>, attribute: &Attribute<'_>) -> Option<Written> {
        let target = unescape(attribute.value);
        match tag.links_by(attribute.name)? {
            Use::Goes => match self.page.linker.link(LinkForm::Html, &target) {
                Destination::Url { url, .. } if url == *target => None,
                Destination::Url { url, .. } if !runs_script(&url) => Some(written(attribute.name, &url, None)),
                _ => Some(Written::Nothing),
            },
            Use::Shows => match self.page.linker.image(&target) {
                Some(picture) if picture.url == *target => None,
                Some(picture) if !runs_script(&picture.url) => {
                    let has_size = tag.attribute("width").or(tag.attribute("height")).is_some();
                    let size = picture.size.filter(|_| tag.is("img") && !has_size);
                    Some(written(attribute.name, &picture.url, size))
                }
                _ if tag.is("img") => {
                    let mut text = "<span class=\"missing-image\">".to_owned();
                    escape_text(&mut text, &tag.attribute("alt").unwrap_or_default());
                    Some(Written::InsteadOfTag(text + "</span>"))
                }
                _ => Some(Written::Nothing),
            },
        }
    }
}

/// What stands in the place of an attribute.
enum Written {
    /// Attributes.
    Attributes(String),
    /// Nothing: what it leads to isn't there, or not for the reader.
    Nothing,
    /// Something in the place of the whole tag.
    InsteadOfTag(String),
}

fn written(name: &str, url: &str, size: Option<(u32, u32)>) -> Written {
    let mut attributes = format!("{name}=\"");
    escape(&mut attributes, url);
    attributes.push('"');
    if let Some((width, height)) = size {
        let _ = write!(attributes, " width=\"{width}\" height=\"{height}\"");
    }
    Written::Attributes(attributes)
}
