//! `[offline]`: whether readers' browsers keep the site for when there is no network, and how much of it.

use super::reader::{MEGABYTE, Reader};
use crate::library::node::Table;

/// What readers' browsers keep for when there is no network.
#[derive(Clone, Debug, PartialEq)]
pub struct Offline {
    /// Whether they keep anything.
    pub enabled: bool,
    /// How many bytes they keep at most, texts compressed.
    pub budget: u64,
    /// Globs under the content folder: which of the files that documents show or lead to are kept, where the text leaves room.
    pub assets: Vec<String>,
}

impl Default for Offline {
    fn default() -> Self {
        Self {
            enabled: false,
            budget: 50 * MEGABYTE,
            // What pages show. Files that they only lead to are large, and wanted by few.
            assets: vec!["**/*.{avif,gif,jpeg,jpg,png,svg,webp}".to_owned()],
        }
    }
}

/// Reads `[offline]`.
pub(super) fn read(reader: &mut Reader, table: &Table) -> Offline {
    let usual = Offline::default();
    let Some(table) = reader.table(table, "offline") else { return usual };
    reader.only_keys(table, "[offline]", &["enabled", "budget", "assets"]);
    let mend = "write megabytes, like `50`, or `enabled = false`";
    Offline {
        enabled: reader.boolean(table, "enabled").unwrap_or(usual.enabled),
        budget: reader.megabytes(table, "budget", mend).unwrap_or(usual.budget),
        assets: reader.globs(table, "assets").unwrap_or(usual.assets),
    }
}
