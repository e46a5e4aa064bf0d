//! `[offline]`: whether readers' browsers keep the site for when there is no network, and how much of it.

use super::reader::Reader;
use crate::library::node::Table;

/// Bytes in a megabyte, as browsers and people count what is kept.
const MEGABYTE: f64 = 1_000_000.0;

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
            budget: bytes(50.0),
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
    Offline {
        enabled: reader.boolean(table, "enabled").unwrap_or(usual.enabled),
        budget: budget(reader, table).unwrap_or(usual.budget),
        assets: reader.globs(table, "assets").unwrap_or(usual.assets),
    }
}

fn budget(reader: &mut Reader, table: &Table) -> Option<u64> {
    let megabytes = reader.number(table, "budget")?;
    if megabytes > 0.0 {
        return Some(bytes(megabytes));
    }
    let node = table.get("budget")?;
    reader.bad_value(node, "a budget of nothing keeps nothing", "write megabytes, like `50`, or `enabled = false`");
    None
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of the file are zero or more, and a float's cast saturates"
)]
fn bytes(megabytes: f64) -> u64 {
    (megabytes * MEGABYTE) as u64
}
