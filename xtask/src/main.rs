//! Developers' commands, run as `cargo xtask COMMAND`. Each has a file of its own.

mod bench;
mod failure;
mod fuzz;
mod lighthouse;
mod machine;
mod matching;
mod process;
mod relevance;
mod repository;
mod screenshots;
mod simulate;
mod test;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// Developers' commands of Fieldbook.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Bench(bench::Arguments),
    Fuzz(fuzz::Arguments),
    Lighthouse(lighthouse::Arguments),
    Matching(matching::Arguments),
    #[command(hide = true)]
    Measure(bench::measure::Arguments),
    Relevance(relevance::Arguments),
    Screenshots(screenshots::Arguments),
    Simulate(simulate::Arguments),
    Test(test::Arguments),
    Wasm(wasm::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Fuzz(arguments) => fuzz::run(&arguments),
        Command::Lighthouse(arguments) => lighthouse::run(&arguments),
        Command::Matching(arguments) => matching::run(&arguments),
        Command::Measure(arguments) => bench::measure::run(&arguments),
        Command::Relevance(arguments) => relevance::run(&arguments),
        Command::Screenshots(arguments) => screenshots::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Test(arguments) => test::run(&arguments),
        Command::Wasm(arguments) => wasm::run(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
