//! The search engine's module, gzipped in itself.
//!
//! Many hosts send WebAssembly modules as they are, three times as large as need be. So a build serves the module as
//! `engine.wasm.gz`, which every host sends alike and the page unpacks.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::{self, Write},
};

use flate2::{Compression, GzBuilder};

/// The module's path among the static files.
const MODULE: &str = "search/engine.wasm";

/// Puts the gzipped module in the place of the module.
pub(super) fn pack_module(files: &mut BTreeMap<String, Cow<'static, [u8]>>) -> io::Result<()> {
    if let Some(bytes) = files.remove(MODULE) {
        files.insert(format!("{MODULE}.gz"), gzip(&bytes)?.into());
    }
    Ok(())
}

/// Gzips bytes, without a name and a date: the same bytes give the same. The best compression would take three times
/// as long for a hundredth of the bytes.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::with_capacity(bytes.len() / 2), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
