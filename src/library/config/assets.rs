//! `[assets]`: what files of the library are held to.

use super::reader::{MEGABYTE, Reader};
use crate::library::node::Table;

/// What files of the library are held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetRules {
    /// Bytes from which on a file should be elsewhere: git keeps each of its versions for ever, and readers wait for it.
    pub max_size: u64,
}

impl Default for AssetRules {
    /// 50 MB: from there on GitHub warns of files.
    fn default() -> Self {
        Self { max_size: 50 * MEGABYTE }
    }
}

/// Reads `[assets]`.
pub(super) fn read(reader: &mut Reader, table: &Table) -> AssetRules {
    let usual = AssetRules::default();
    let Some(table) = reader.table(table, "assets") else { return usual };
    reader.only_keys(table, "[assets]", &["max_size"]);
    let mend = "write megabytes, like `50`";
    AssetRules { max_size: reader.megabytes(table, "max_size", mend).unwrap_or(usual.max_size) }
}
