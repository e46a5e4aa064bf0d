//! `cargo xtask fuzz`: whatever is typed, and however files come damaged, search answers or refuses.

use crate::{Failure, process};

/// Tries the program with what nobody should give it
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Queries of any bytes, and damaged files of the index
    Search(Search),
}

#[derive(Debug, clap::Args)]
struct Search {
    /// What the runner takes: --queries N, --seed SEED and others (`-- --help`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
    options: Vec<String>,
}

/// Runs the command, in a release build on all processors.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let What::Search(search) = &arguments.what;
    process::run(process::cargo().args(["run", "--release", "--example", "fuzz", "--"]).args(&search.options))
}
