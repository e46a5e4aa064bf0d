//! `cargo xtask test`

use crate::{Failure, process};

/// Runs all tests, and installs what they lack
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

/// Runs the command.
pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    process::run(process::cargo().args(["test", "--workspace", "--exclude", "fieldbook-search-wasm"]))
}
