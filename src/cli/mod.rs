//! The command line: one file a command, with its arguments, its call and what it prints.
//!
//! [`run`] matches each command to one function, so that the program can be read from here. Results go to stdout,
//! progress and notes to stderr. A command ends in an `Outcome` or a `Failure`; exit codes are made here only:
//! 0 fine, 1 findings or failure, 2 wrong usage.

mod answer;
mod build;
mod check;
mod collect;
mod edit;
mod explain;
mod failure;
mod findings;
mod format;
mod import;
mod init;
mod learn;
mod library;
mod new;
mod progress;
mod questionnaire;
mod report;
mod review;
mod schema;
mod search;
mod serve;
mod usage;
mod whole;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use crate::assets;
use failure::Failure;
use library::LibraryArguments;

/// Turns a git folder of markdown into the searchable site a revenue team sells from.
#[derive(Debug, Parser)]
#[command(name = "fieldbook", version, arg_required_else_help = true)]
struct Arguments {
    #[command(flatten)]
    library: LibraryArguments,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(init::Arguments),
    New(new::Arguments),
    Check(check::Arguments),
    Explain(explain::Arguments),
    Build(build::Arguments),
    Serve(serve::Arguments),
    Collect(collect::Arguments),
    Search(search::Arguments),
    Answer(answer::Arguments),
    Import(import::Arguments),
    Review(review::Arguments),
    Schema(schema::Arguments),
    Usage(usage::Arguments),
    Report(report::Arguments),
    /// Reads files for another Fieldbook
    #[command(name = assets::COMMAND, hide = true)]
    ReadFiles,
}

/// How a command ended that did what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Nothing to complain about.
    Fine,
    /// It has printed findings.
    Findings,
}

/// Runs the command that the process's arguments ask for.
pub fn run() -> ExitCode {
    let Arguments { library, command } = Arguments::parse();
    if let Ok(program) = itself() {
        assets::read_apart(program);
    }
    choose_office();
    let result = match &command {
        Command::Init(arguments) => init::run(&library, arguments),
        Command::New(arguments) => new::run(&library, arguments),
        Command::Check(arguments) => check::run(&library, arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Build(arguments) => build::run(&library, arguments),
        Command::Serve(arguments) => serve::run(&library, arguments),
        Command::Collect(arguments) => collect::run(arguments),
        Command::Search(arguments) => search::run(&library, arguments),
        Command::Answer(arguments) => answer::run(&library, arguments),
        Command::Import(arguments) => import::run(&library, arguments),
        Command::Review(arguments) => review::run(&library, arguments),
        Command::Schema(arguments) => schema::run(&library, arguments),
        Command::Usage(arguments) => usage::run(&library, arguments),
        Command::Report(arguments) => report::run(&library, arguments),
        Command::ReadFiles => assets::read_files().map(|()| Outcome::Fine).map_err(|it| Failure::new(it.to_string())),
    };
    match result {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => failure.report(),
    }
}

/// Has files of Office drawn by the LibreOffice that `FIELDBOOK_LIBREOFFICE` names (by none, where that is empty), else by the one that
/// is installed, if one is.
fn choose_office() {
    if let Some(named) = std::env::var_os("FIELDBOOK_LIBREOFFICE") {
        assets::draw_office_by(Some(named).filter(|program| !program.is_empty()).map(PathBuf::from));
    } else if let Some(found) = std::env::var_os("PATH").and_then(|folders| assets::find_office(&folders)) {
        assets::draw_office_by(Some(found));
    }
}

/// This program, to be run again.
fn itself() -> std::io::Result<PathBuf> {
    // Also when its file has been replaced by a newer one meanwhile.
    let running = Path::new("/proc/self/exe");
    if running.exists() { Ok(running.to_owned()) } else { std::env::current_exe() }
}
