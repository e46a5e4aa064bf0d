//! Markdown: events → passes → HTML, an outline and sections of plain text.
//!
//! Functions, all pure:
//!
//! - [`outline`] reads a body once, when the library is loaded, and keeps what checks and plans need of it: headings,
//!   links, images, placeholders, list items with their attributes. It knows nothing of other documents.
//! - [`render`] makes the HTML of a body for one audience. What a link leads to it asks a [`Linker`].
//! - [`copies`] makes what a reader takes along of a body into a mail or a customer's file; [`written`] goes the other way.
//!
//! All spans count from the beginning of the body that was handed in. The conventions of bodies are in
//! `docs/content-model.md`.
//!
//! All go the same way: `blocks` finds the blocks for one audience, `parse` makes events of the text, `structure` lets
//! each pass look at all events (`headings`, `items`, `placeholders`, `footnotes`). Then `outline` gathers what it wants, or
//! `withhold` takes away what the readers may not see and `html` writes the rest, `plain` as markdown.

mod attributes;
mod blocks;
mod code;
mod copies;
mod footnotes;
mod headings;
mod html;
mod items;
mod lexicon;
mod math;
mod outline;
mod parse;
mod phrases;
mod placeholders;
mod plain;
mod prose;
mod raw_html;
mod rendered;
mod sanitise;
mod sections;
mod structure;
mod terms;
mod withhold;
mod written;

#[cfg(test)]
mod tests;

pub use copies::{Copies, copies};
pub use fieldbook_bids::placeholder::{Part, parts};
pub use lexicon::{Lexicon, Term, folded, is_whole_word};
pub use outline::{AudienceBlock, Heading, Item, Link, LinkForm, Outline, Placeholder, Problem, ProblemKind};
pub use phrases::Phrases;
pub use prose::prose;
pub use rendered::{
    ContentsEntry, Destination, Glossary, ItemFacts, Linker, Picture, Rendered, Section, Settings, Source, item_anchor,
};
pub use terms::{Terms, each as each_term};
pub use written::written;

/// Reads what a body holds.
pub fn outline(body: &str) -> Outline {
    let marked = blocks::mark(body);
    let parsed = parse::parse(&marked.text);
    let structure = structure::read(&parsed);
    outline::build(&marked, &parsed.events, structure)
}

/// Makes the HTML of a body for one audience, and what else of it a page needs.
pub fn render(body: &str, settings: Settings<'_>, linker: &dyn Linker) -> Rendered {
    let marked = blocks::mark(body);
    let mut parsed = parse::parse(&marked.text);
    let structure = structure::read(&parsed);
    withhold::remove(&mut parsed, &marked, &structure.items, settings.audience);
    let page = html::Page { marked: &marked, events: &parsed.events, structure: &structure, settings, linker };
    Rendered { markdown: plain::write(&page), ..html::write(&page) }
}
