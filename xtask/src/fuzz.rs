//! `cargo xtask fuzz`: whatever is typed, and however files come damaged, search and the bid desk answer or refuse.

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
    /// Damaged XLSX, DOCX, CSV and markdown files
    Questionnaires(Questionnaires),
}

#[derive(Debug, clap::Args)]
struct Search {
    /// What the runner takes: --queries N, --seed SEED and others (`-- --help`)
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "OPTION")]
    options: Vec<String>,
}

#[derive(Debug, clap::Args)]
struct Questionnaires {
    /// How many of each format
    #[arg(long, value_name = "COUNT", default_value_t = 25_000)]
    files: usize,
}

/// Runs the command, in a release build on all processors.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.what {
        What::Search(search) => {
            process::run(process::cargo().args(["run", "--release", "--example", "fuzz", "--"]).args(&search.options))
        }
        What::Questionnaires(Questionnaires { files }) => {
            let mut tests = process::cargo();
            tests.args(["test", "--release", "--quiet", "-p", "fieldbook-questionnaire", "damaged_files_never_panic"]);
            process::run(tests.env("FIELDBOOK_DAMAGED", files.to_string()))
        }
    }
}
