//! A body as a reader takes it along into a mail or a customer's file: as HTML, as markdown and as plain text.
//!
//! It is written from what is left of the body's events when all has been taken away that these readers may not see; so
//! nothing gets in that the page hasn't got. Links within the site become words: who reads the copy can't follow them.
//! Placeholders stand as `{{ name }}`, to be filled where the copy is made.

mod open;
mod words;

use super::{Destination, LinkForm, Linker, Picture, Settings, blocks, html, parse, plain, structure, withhold};

/// What readers take along of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Copies {
    /// For programs that paste with formats; placeholders as on the page.
    pub html: String,
    /// Markdown.
    pub markdown: String,
    /// Words alone; cells of tables are separated by tabs.
    pub plain: String,
}

/// Makes the copies of a body for one audience.
pub fn copies(body: &str, settings: Settings, linker: &dyn Linker) -> Copies {
    let marked = blocks::mark(body);
    let mut parsed = parse::parse(&marked.text);
    let structure = structure::read(&parsed);
    withhold::remove(&mut parsed, &marked, &structure.items, settings.audience);
    let linker = &Outside(linker);
    let page = html::Page { marked: &marked, events: &parsed.events, structure: &structure, settings, linker };
    Copies { html: html::write(&page).html, markdown: plain::write(&page), plain: words::write(&page) }
}

/// Stands for a document that the readers don't have.
const WITHHELD: &str = "…";

/// Links only to what is outside of the site.
struct Outside<'a>(&'a dyn Linker);

impl Linker for Outside<'_> {
    fn link(&self, form: LinkForm, target: &str) -> Destination {
        match self.0.link(form, target) {
            Destination::Url { title, external: false, .. } => Destination::Words(title),
            Destination::Withheld => Destination::Words(Some(WITHHELD.to_owned())),
            other => other,
        }
    }

    fn whole(&self, url: &str) -> String {
        self.0.whole(url)
    }

    fn image(&self, target: &str) -> Option<Picture> {
        self.0.image(target).filter(|picture| picture.url.contains("://"))
    }
}
