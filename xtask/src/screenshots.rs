//! `cargo xtask screenshots`: pictures of the sample's pages, for people to look at.

use crate::{Failure, process, repository, test};

/// Takes pictures of each kind of page into target/screenshots
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {}

/// Runs the command.
pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    let folder = repository::target().join("screenshots");
    process::run(test::node()?.arg("screenshots.js").arg(&folder))?;
    println!("{}", folder.display());
    Ok(())
}
