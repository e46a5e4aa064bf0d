//! `cargo xtask test`: every test there is, by one command, on a machine that has nothing but Rust.

use std::{
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use crate::{Failure, machine, process, repository, wasm};

/// Runs all tests, and installs what they lack
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Run only these
    #[arg(long, value_enum, value_name = "SUITE", value_delimiter = ',')]
    only: Vec<Suite>,
}

/// A part of the tests that can be run by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Suite {
    /// Unit tests, documentation tests, and those in `tests/` that drive the program.
    Rust,
    /// TypeScript's check of the theme's and the tests' JavaScript.
    Types,
    /// The site in a real browser.
    Browser,
    /// Whether the search module in the theme is what its sources give.
    Wasm,
}

impl Suite {
    /// All, the quickest to tell of a mistake first.
    const ALL: [Self; 4] = [Self::Types, Self::Rust, Self::Wasm, Self::Browser];

    fn run(self) -> Result<(), Failure> {
        match self {
            Self::Rust => rust(),
            Self::Types => types(),
            Self::Browser => browser(),
            Self::Wasm => wasm::run(&wasm::Arguments { check: true, module: None }),
        }
    }
}

/// Runs the command: all suites, whatever fails, and a summary.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let suites = if arguments.only.is_empty() { Suite::ALL.to_vec() } else { arguments.only.clone() };
    let results: Vec<(Suite, Duration, Result<(), Failure>)> = suites
        .into_iter()
        .map(|suite| {
            eprintln!("\n== {suite:?} tests");
            let start = Instant::now();
            let result = suite.run();
            (suite, start.elapsed(), result)
        })
        .collect();

    eprintln!("\n== Summary");
    for (suite, time, result) in &results {
        let outcome = result.as_ref().map_or_else(ToString::to_string, |()| "passed".to_owned());
        eprintln!("{:8} {:6.1} s  {outcome}", format!("{suite:?}"), time.as_secs_f64());
    }
    let failed = results.iter().filter(|(.., result)| result.is_err()).count();
    if failed == 0 { Ok(()) } else { Err(Failure::Other(format!("{failed} of {} suites failed", results.len()))) }
}

/// What `cargo test` is told. The WASM crates only build for their own target; the wasm suite builds them.
const RUST: [&str; 6] =
    ["test", "--workspace", "--exclude", "fieldbook-search-wasm", "--exclude", "fieldbook-respond-wasm"];

fn rust() -> Result<(), Failure> {
    process::run(process::cargo().args(RUST).arg("--no-fail-fast"))
}

fn types() -> Result<(), Failure> {
    machine::node_packages()?;
    process::run(process::command("npm").current_dir(machine::browser_tests()).args(["run", "--silent", "types"]))
}

fn browser() -> Result<(), Failure> {
    // One file after the other: they share two cores with a browser, and each checks what a reader waits for.
    process::run(node()?.args(["--test", "--test-concurrency=1", "--test-timeout=600000"]))
}

/// Node in the folder of the browser tests, knowing the program and the browser.
pub(crate) fn node() -> Result<Command, Failure> {
    let mut node = node_with_browser()?;
    node.env("FIELDBOOK", fieldbook()?);
    Ok(node)
}

/// Node in the folder of the browser tests, knowing the browser.
pub(crate) fn node_with_browser() -> Result<Command, Failure> {
    machine::node_packages()?;
    let mut node = process::command("node");
    node.current_dir(machine::browser_tests());
    if let Some(chrome) = machine::browser()? {
        node.env("CHROME", chrome);
    }
    Ok(node)
}

/// Builds the program and gives its path. It's built along with the tests: by itself it would have other features of its
/// dependencies, and cargo would build them all once more.
fn fieldbook() -> Result<PathBuf, Failure> {
    process::run(process::cargo().args(RUST).arg("--no-run"))?;
    Ok(repository::target().join("debug/fieldbook").with_extension(std::env::consts::EXE_EXTENSION))
}
