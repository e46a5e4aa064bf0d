//! `cargo xtask lighthouse`: Lighthouse's scores of each kind of page of the sample, as a table.

use crate::{Failure, machine, process, repository, test};

/// The version of Lighthouse. It isn't among the packages of the browser tests: it's as large as all of them, and its scores
/// depend on the machine, so that no test asks for them.
const VERSION: &str = "12.8.2";

/// Prints Lighthouse's scores of each kind of page; fails where one is under 95
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only these pages, by the names in the table
    pages: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut node = test::node()?;
    let folder = repository::target().join("lighthouse");
    if !folder.join("node_modules/lighthouse/package.json").is_file() {
        machine::require("npm", "nodejs and npm (https://nodejs.org)", &["nodejs", "npm"])?;
        let package = format!("lighthouse@{VERSION}");
        let mut npm = process::command("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"]).arg(&folder).arg(package);
        process::run(&mut npm)?;
    }
    process::run(node.arg("lighthouse.js").arg(&folder).args(&arguments.pages))
}
