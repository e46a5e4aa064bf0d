//! `fieldbook explain`

use super::{Failure, Outcome};

/// Explains a finding's code
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let _ = (arguments);
    Err(Failure::new("not built yet"))
}
