//! `cargo xtask wasm`

use crate::Failure;

/// Builds the browser's search module into the theme
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only say whether the module in the repository is what its sources give
    #[arg(long)]
    pub(crate) check: bool,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let _ = arguments.check;
    Err(Failure::Other("not built yet".to_owned()))
}
