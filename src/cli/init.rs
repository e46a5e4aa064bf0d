//! `fieldbook init`

use super::{Failure, Outcome};

/// Makes a small library that builds without findings
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let _ = arguments;
    Err(Failure::new("not built yet"))
}
