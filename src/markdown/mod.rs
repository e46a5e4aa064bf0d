//! Markdown: events → passes → HTML, an outline and sections of plain text.
//!
//! Two functions, both pure:
//!
//! - [`outline`] reads a body once, when the library is loaded, and keeps what checks and plans need of it: headings,
//!   links, images, placeholders, list items with their attributes. It knows nothing of other documents.
//! - [`render`] makes the HTML of a body for one audience. What a link leads to it asks a [`Linker`].
//!
//! All spans count from the beginning of the body that was handed in. The conventions of bodies are in
//! `docs/content-model.md`.

use std::collections::BTreeMap;

use crate::{audience::Audience, diagnostics::Span};

/// What a body holds, as far as checks and plans need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links and images in order, also those in blocks for one audience.
    pub links: Vec<Link>,
    /// `{{ name }}` outside code.
    pub placeholders: Vec<Placeholder>,
    /// Items of lists that aren't nested in other lists, in order.
    pub items: Vec<Item>,
    /// Anchors that raw HTML sets (`id=` and `<a name=`).
    pub html_anchors: Vec<String>,
    /// Blocks for one audience.
    pub blocks: Vec<AudienceBlock>,
    /// What is wrong with the body by itself.
    pub problems: Vec<Problem>,
    /// How many words it has.
    pub words: usize,
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor: given by `{#id}`, else made from its text; unique in the document.
    pub anchor: String,
    /// Its text without markup.
    pub text: String,
    /// Other attributes (`{stage=engage}`).
    pub attributes: BTreeMap<String, String>,
    /// The heading in the body.
    pub span: Span,
}

/// How a link was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](target)`, reference links and autolinks.
    Inline,
    /// `[[target]]`.
    Wiki,
    /// `![text](target)`.
    Image,
    /// `href=` or `src=` in raw HTML.
    Html,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// How it was written.
    pub form: LinkForm,
    /// What it points to, as written, percent-decoding aside (`../proof/soc2.md#scope`).
    pub target: String,
    /// Its text, or an image's alternative text.
    pub text: String,
    /// The whole link in the body.
    pub span: Span,
    /// The narrowest audience block or list item around it, if any.
    pub audience: Option<Audience>,
}

/// A variable to fill for one customer.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// `customer.name`
    pub name: String,
    /// With its braces.
    pub span: Span,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Index into [`Outline::headings`] of the heading that it stands under.
    pub heading: Option<usize>,
    /// Text of its first paragraph without markup and attributes.
    pub text: String,
    /// `{key=value key="some words"}` at the end of its first paragraph, with the place of each value.
    pub attributes: BTreeMap<String, (String, Span)>,
    /// For a task: whether it is ticked.
    pub task: Option<bool>,
    /// The item in the body.
    pub span: Span,
}

/// A block for one audience.
#[derive(Clone, Debug, PartialEq)]
pub struct AudienceBlock {
    /// Whom it is for.
    pub audience: Audience,
    /// From `:::` to `:::`.
    pub span: Span,
}

/// What can be wrong with a body by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// Where.
    pub span: Span,
}

/// See [`Problem`].
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// `:::word` where the word is no audience.
    UnknownBlock(String),
    /// `:::internal` without an end. It goes to the end of the document, so that nothing leaks.
    UnclosedBlock(Audience),
    /// `:::` that ends nothing.
    StrayBlockEnd,
    /// A block within a block.
    NestedBlock,
    /// `{{ … }}` that is no placeholder's name.
    BadPlaceholder(String),
    /// `{audience=word}` where the word is no audience. The item counts as internal, so that nothing leaks.
    UnknownItemAudience(String),
    /// The same `{#id}` twice.
    DuplicateAnchor(String),
    /// Two references or footnotes of that name, or a footnote that isn't defined.
    UndefinedFootnote(String),
    /// Math that isn't valid LaTeX, with what the parser says.
    BadMath(String),
}

/// Reads what a body holds.
pub fn outline(body: &str) -> Outline {
    let _ = body;
    Outline::default()
}

/// How a body is to be rendered.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Readers of the build: blocks and items for narrower circles are left out.
    pub audience: Audience,
    /// Whether raw HTML goes through as it is, rather than sanitised.
    pub unsafe_html: bool,
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

/// Knows what the links of one document lead to.
pub trait Linker {
    /// What a link leads to; `target` as in [`Link::target`].
    fn link(&self, form: LinkForm, target: &str) -> Destination;
    /// What an image shows; `None` where there is no such file or the build doesn't hold it.
    fn image(&self, target: &str) -> Option<Picture>;
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
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Anchor of its heading; `None` for what stands before the first.
    pub anchor: Option<String>,
    /// Text of its heading; empty for what stands before the first.
    pub heading: String,
    /// Its text without markup, blocks separated by a line break.
    pub text: String,
}

/// Makes the HTML of a body for one audience.
pub fn render(body: &str, settings: Settings, linker: &dyn Linker) -> Rendered {
    let _ = (body, settings, linker);
    Rendered::default()
}
