//! `fieldbook search`

use super::{Failure, LibraryArguments, Outcome};

/// Searches the library
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let _ = (library, arguments);
    Err(Failure::new("not built yet"))
}
