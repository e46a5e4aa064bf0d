//! What programs read: JSON and markdown beside each document's page, and one file of each for the whole library.
//!
//! | file | what | where from |
//! |---|---|---|
//! | `PAGE/index.json` | all that readers may see of a document, typed | `document.rs` |
//! | `PAGE/index.html.md` | its text as markdown | `text.rs` |
//! | `library.json` | kinds, fields, facets, and all documents in short | `library.rs` |
//! | `llms.txt` | all documents by kind, for language models ([llmstxt.org]) | `text.rs` |
//!
//! The format of the JSON is a contract: `docs/machines.md` describes it, and [`FORMAT`] counts its breaking changes. All that
//! is in these files comes through the gate, like all that pages show.
//!
//! [llmstxt.org]: https://llmstxt.org

mod document;
mod library;
mod text;
mod value;

use jiff::civil::Date;
use serde::Serialize;

pub use document::document;
pub use library::library;
pub use text::{llms, markdown};

use super::{
    gate::Held,
    plan::{Plan, Planned},
};
use crate::{
    audience::Audience,
    library::{ReviewState, Status},
};

/// Version of the JSON's format. Fields may be added without a new one.
pub const FORMAT: u32 = 1;
/// The file of the whole library.
pub const LIBRARY: &str = "library.json";
/// The file for language models.
pub const LLMS: &str = "llms.txt";

/// The JSON beside a page.
pub const JSON: &str = "index.json";

/// The file of a document's page that is its JSON.
pub fn json_path(page: &str) -> String {
    within(page, JSON)
}

/// The file of a document's page that is its markdown: named as llmstxt.org asks.
pub fn markdown_path(page: &str) -> String {
    within(page, "index.html.md")
}

fn within(page: &str, file: &str) -> String {
    if page.is_empty() { file.to_owned() } else { format!("{page}/{file}") }
}

/// What both files say of a document.
#[derive(Serialize)]
struct Identity<'a> {
    id: &'a str,
    language: &'a str,
    kind: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(flatten)]
    addresses: Addresses,
    audience: Audience,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Review<'a>>,
}

impl<'a> Identity<'a> {
    fn new(plan: &Plan<'_>, planned: &Planned<'a>) -> Self {
        let held = planned.held;
        Self {
            id: held.id().as_str(),
            language: held.language(),
            kind: held.kind_name(),
            title: held.title(),
            summary: held.summary(),
            addresses: Addresses::new(plan, planned),
            audience: held.audience(),
            status: status(held),
            owner: held.owner(),
            changed: held.changed(),
            review: Review::of(held),
        }
    }
}

/// Where a document is, for programs: whole addresses where the library says its own, else from the root of the host.
#[derive(Debug, Serialize)]
struct Addresses {
    /// Its page.
    url: String,
    /// Its JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    json: Option<String>,
    /// Its markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Addresses {
    fn new(plan: &Plan<'_>, planned: &Planned<'_>) -> Self {
        let outputs = plan.library.config.outputs;
        let file = |path: String| plan.base.whole(&plan.base.file(&path));
        Self {
            url: plan.base.whole(&planned.url),
            json: outputs.json.then(|| file(json_path(&planned.path))),
            markdown: outputs.markdown.then(|| file(markdown_path(&planned.path))),
        }
    }
}

/// A review, for programs.
#[derive(Debug, Serialize)]
struct Review<'a> {
    /// `reviewed`, `due`, `overdue`, `expired` or `unreviewed`, as of the day of the build.
    state: ReviewState,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<jiff::civil::Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<jiff::civil::Date>,
}

impl<'a> Review<'a> {
    fn of(held: Held<'a>) -> Option<Self> {
        let review = held.review()?;
        Some(Self {
            state: review.state,
            reviewed: review.reviewed,
            reviewed_by: review.reviewed_by,
            due: review.due,
            expires: review.expires,
        })
    }
}

/// The status of a document: those who may not know it learn at least that it is retired.
fn status(held: Held<'_>) -> Option<Status> {
    held.status().or(held.is_retired().then_some(Status::Retired))
}
