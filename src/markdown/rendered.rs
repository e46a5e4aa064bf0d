//! What rendering takes and gives.

use std::collections::BTreeMap;

use super::{Copies, Lexicon, LinkForm, Phrases};
use crate::audience::Audience;

/// How a body is to be rendered.
#[derive(Clone, Copy, Debug)]
pub struct Settings<'a> {
    /// Readers of the build: blocks and items for narrower circles are left out.
    pub audience: Audience,
    /// Whether raw HTML goes through as it is, rather than sanitised.
    pub unsafe_html: bool,
    /// What becomes of list items' attributes.
    pub items: ItemFacts,
    /// What is said beside the author's words.
    pub phrases: &'a Phrases,
}

/// What becomes of the attributes of list items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemFacts {
    /// They stand behind the item's words.
    #[default]
    Written,
    /// The caller sets them: each item of a list that isn't in another has an anchor ([`item_anchor`]), its attributes aren't
    /// written, and their sources are in [`Rendered::sources`].
    Handed,
}

/// The anchor of a list item, by its place in [`Outline::items`](super::Outline::items).
pub fn item_anchor(place: usize) -> String {
    format!("item-{}", place + 1)
}

/// What a link leads to, in this build.
#[derive(Clone, Debug, PartialEq)]
pub enum Destination {
    /// A page or file of the site, or another site's address.
    Url {
        /// For `href`, not yet escaped for HTML.
        url: String,
        /// Title of the document it leads to: the text of a wiki link without a label.
        title: Option<String>,
        /// Whether it leaves the site.
        external: bool,
    },
    /// It isn't linked to: the link's own words stay, or these in the place of a wiki link without a label.
    Words(Option<String>),
    /// It exists, but this build doesn't hold it: the link becomes plain text, without its title.
    Withheld,
    /// Nothing is there. The link's text stays, marked as broken.
    Broken,
}

/// What an image is, in this build.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// For `src`, not yet escaped for HTML.
    pub url: String,
    /// Width and height in pixels, so that nothing shifts when it loads.
    pub size: Option<(u32, u32)>,
}

/// The terms that a document may use.
#[derive(Clone, Copy, Debug)]
pub struct Glossary<'a> {
    /// Those of its language.
    pub terms: &'a Lexicon,
    /// Address of its own page: a term doesn't lead to itself.
    pub own: &'a str,
}

/// Knows what the links of one document lead to.
pub trait Linker {
    /// What a link leads to; `target` as in [`Link::target`](super::Link::target).
    fn link(&self, form: LinkForm, target: &str) -> Destination;
    /// What an image shows; `None` where there is no such file or the build doesn't hold it.
    fn image(&self, target: &str) -> Option<Picture>;
    /// The terms whose first use in the text leads to their pages; `None` where nothing is linked by itself.
    fn glossary(&self) -> Option<Glossary<'_>> {
        None
    }
    /// The name under which the file at an address of the site is saved, where following a link to it does that.
    fn saved_as(&self, _url: &str) -> Option<String> {
        None
    }
    /// An address of the site as it is written where the text may be taken out of its page.
    fn whole(&self, url: &str) -> String {
        url.to_owned()
    }
}

/// A rendered body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// HTML for the middle of a page. A first level-1 heading is left out: the page's title is set by the template.
    pub html: String,
    /// Headings that this audience sees, for the table of contents (level 2 and deeper).
    pub contents: Vec<ContentsEntry>,
    /// The text by section, for search.
    pub sections: Vec<Section>,
    /// The body as plain markdown, for programs and for copying: what these readers may see, with the addresses of links
    /// resolved and none of what their build doesn't hold.
    pub markdown: String,
    /// What readers take along, where the page offers that.
    pub copies: Option<Copies>,
    /// Where items are from, by their places, as far as these readers may know.
    pub sources: BTreeMap<usize, Source>,
}

/// Where a claim is from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Source {
    /// In words.
    pub text: String,
    /// Where it can be read, for `href`.
    pub url: Option<String>,
    /// Whether that leaves the site.
    pub external: bool,
    /// Whether it names something that isn't there.
    pub broken: bool,
}

/// A line of a table of contents.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ContentsEntry {
    /// 2 to 6.
    pub level: u8,
    /// Without `#`.
    pub anchor: String,
    /// Without markup.
    pub text: String,
}

/// The plain text from one heading to the next.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Anchor of its heading; `None` for what stands before the first.
    pub anchor: Option<String>,
    /// Text of its heading; empty for what stands before the first.
    pub heading: String,
    /// Its text without markup, blocks separated by a line break.
    pub text: String,
}
