//! `fieldbook.toml`, typed, with defaults filled in. Its format is described in `docs/content-model.md`.
//!
//! `read` makes a [`Config`] of the file's text; what is wrong with it are findings, and defaults stand in for it.

mod assets;
mod brand;
mod colour;
mod facets;
mod offline;
mod own_kinds;
mod read;
mod reader;
mod reporting;
mod usage;

pub use assets::AssetRules;
pub use brand::{Brand, Font, Picture};
pub use offline::Offline;
pub use reporting::Reporting;
pub use usage::Usage;

pub(super) use read::{FILE, Settings, read};

use std::collections::BTreeMap;

use super::kinds::label_of;
use crate::audience::Audience;

/// What `fieldbook.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The library's name, shown in the header.
    pub name: String,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Language of documents without a suffix.
    pub language: String,
    /// All languages, the main one first.
    pub languages: Vec<String>,
    /// Address of the published site, with a slash at its end.
    pub base_url: Option<String>,
    /// Address for 'edit this page', with `{path}` for the file's path.
    pub edit_url: Option<String>,
    /// Name of the theme: a folder under `themes/` whose files replace the default theme's.
    pub theme: String,
    /// The library's own face.
    pub brand: Brand,
    /// Folder of the documents, relative to the root; empty for a plain folder.
    pub content: String,
    /// Currency of amounts that don't say theirs (ISO 4217).
    pub currency: String,
    /// What an hour costs, for costs given in hours.
    pub hourly_rate: Option<f64>,
    /// Whether raw HTML in documents goes through as it is.
    pub unsafe_html: bool,
    /// Whether the first use of a term in a page leads to the term's page.
    pub link_terms: bool,
    /// Days after which a SWOT claim is stale.
    pub claim_max_age: u32,
    /// Globs under the content folder that are not read.
    pub ignore: Vec<String>,
    /// When documents are to be checked.
    pub review: ReviewPolicy,
    /// Kind by folder, beside the folders that kinds have by themselves.
    pub kind_folders: BTreeMap<String, String>,
    /// Default audience by folder.
    pub audiences: BTreeMap<String, Audience>,
    /// Facets by name, in the order of the file; `stage` first.
    pub facets: Vec<Facet>,
    /// Which files a site has beside its pages.
    pub outputs: Outputs,
    /// What files that aren't markdown are held to.
    pub assets: AssetRules,
    /// What readers' browsers keep for when there is no network.
    pub offline: Offline,
    /// Whom pages tell what they are used for.
    pub usage: Option<Usage>,
    /// What reports need to know of the company.
    pub reporting: Reporting,
    /// Names to show, by key.
    pub people: BTreeMap<String, String>,
}

/// Which files a site has beside its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Each document as JSON, and the library.
    pub json: bool,
    /// Each document as markdown, and `llms.txt`.
    pub markdown: bool,
    /// A picture of each page for where links to it are shown.
    pub social_cards: bool,
}

impl Default for Outputs {
    fn default() -> Self {
        Self { json: true, markdown: true, social_cards: false }
    }
}

/// When documents are to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPolicy {
    /// Default of `review_every`, in days.
    pub every: Option<u32>,
    /// How many days before the date a document counts as due.
    pub due: u32,
    /// Default of `review_every` by kind, in days.
    pub kinds: BTreeMap<String, u32>,
}

/// A closed vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// `industry`
    pub name: String,
    /// "Industry"
    pub label: String,
    /// Its values, in the order in which they're shown.
    pub values: Vec<FacetValue>,
}

/// A value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// `healthcare`
    pub id: String,
    /// "Healthcare"
    pub label: String,
}

impl Config {
    /// The facet of that name.
    pub fn facet(&self, name: &str) -> Option<&Facet> {
        self.facets.iter().find(|facet| facet.name == name)
    }

    /// The name to show for an owner, reviewer or other person: that in `[people]`, else as written.
    pub fn person<'a>(&'a self, key: &'a str) -> &'a str {
        self.people.get(key).map_or(key, String::as_str)
    }
}

impl Facet {
    /// Whether it is called by its name, for want of a label.
    pub fn has_plain_label(&self) -> bool {
        self.label == label_of(&self.name)
    }

    /// The value of that id.
    pub fn value(&self, id: &str) -> Option<&FacetValue> {
        self.values.iter().find(|value| value.id == id)
    }
}

impl FacetValue {
    /// Whether it is called by its id, for want of a label.
    pub fn has_plain_label(&self) -> bool {
        self.label == label_of(&self.id)
    }
}
