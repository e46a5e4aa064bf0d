//! `fieldbook check`

use super::{Failure, LibraryArguments, Outcome};

/// Says all that is wrong in a library
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let _ = (library, arguments);
    Err(Failure::new("not built yet"))
}
