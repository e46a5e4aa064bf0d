//! `fieldbook new`

use super::{Failure, LibraryArguments, Outcome};

/// Makes a document of a kind, with its fields to fill in
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let _ = (library, arguments);
    Err(Failure::new("not built yet"))
}
