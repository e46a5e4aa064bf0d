//! What a library is: documents with their front matter, kinds, facets, links and freshness.
//!
//! [`load`] reads a folder into a [`Library`] and says all that is wrong with it. Everything after it is a function of
//! that value. Files of a library are read in parallel; results come in the order of ids.

mod asset;
mod check;
mod config;
mod document;
pub(crate) mod duration;
mod edit;
mod files;
mod freshness;
mod front_matter;
mod history;
mod kind;
mod kinds;
pub(crate) mod kit;
mod learn;
mod live;
mod load;
mod node;
mod parse;
mod part;
mod reader;
mod scaffold;
mod schema;
mod sidecar;
mod suggestion;
mod swot;
mod target;
mod usage_files;
mod uses;
mod value;
mod vouch;

pub use asset::{Asset, Reference};
pub(crate) use check::nearly_the_same;
pub use config::{
    AssetRules, Brand, Config, Facet, FacetValue, Font, Offline, Outputs, Picture, Reporting, ReviewPolicy, Usage,
};
pub use document::{Document, DocumentId, History, Place, Places, Status, Version};
pub use edit::EditError;
pub(crate) use files::matching;
pub use freshness::{Review, ReviewState};
pub use kind::{FieldSpec, FieldType, Kind, Kinds};
pub use kit::KitItem;
pub use learn::learn;
pub use live::{Extent, Live};
pub use load::{LoadError, commit, input_files, load, settings};
pub use part::Part;
pub use scaffold::{scaffold, slug};
pub use schema::schema;
pub use swot::{Analysis, Area, AsOf, Claim, SwotSection};
pub use target::Target;
pub use usage_files::UsageFiles;
pub use uses::{Use, Uses};
pub use value::{Data, Fields, Money, Value};
pub use vouch::vouch;

use std::path::PathBuf;

use jiff::civil::Date;

/// A library, loaded.
#[derive(Debug)]
pub struct Library {
    /// The folder that holds `fieldbook.toml`, or the plain folder of markdown.
    pub root: PathBuf,
    /// What `fieldbook.toml` says, with defaults filled in.
    pub config: Config,
    /// Built-in kinds and the library's own.
    pub kinds: Kinds,
    /// All documents, ordered by id, then language with the library's main language first.
    pub documents: Vec<Document>,
    /// All other files under the content folder, by their paths relative to the root, sorted; those that only say something of
    /// another one (`deck.pptx.toml`) aren't among them.
    pub files: Vec<String>,
    /// The same files with what is known of them, and those that are only referred to, in the order of paths.
    pub assets: Vec<Asset>,
    /// What `fieldbook report` said of its use.
    pub usage: UsageFiles,
    /// The day that freshness is reckoned for.
    pub today: Date,
    /// Finds documents and files by the ways in which links name them.
    index: target::Index,
}

#[cfg(test)]
mod tests;
