//! `cargo xtask fuzz`: whatever is typed or sent, and however files come damaged, search, the bid desk, the reader of assets and the
//! collector answer or refuse.

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
    /// Damaged PDFs, decks, documents and workbooks: those of the corpora, changed
    Files(Files),
    /// Bodies that pages might send, and damaged exports of other tools
    Usage(Usage),
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
    /// Which ones: others for another seed
    #[arg(long, value_name = "SEED", default_value_t = 6)]
    seed: u64,
}

#[derive(Debug, clap::Args)]
struct Files {
    /// How many
    #[arg(long, value_name = "COUNT", default_value_t = 20_000)]
    files: usize,
    /// Which ones: others for another seed
    #[arg(long, value_name = "SEED", default_value_t = 8)]
    seed: u64,
}

#[derive(Debug, clap::Args)]
struct Usage {
    /// How many of each form
    #[arg(long, value_name = "COUNT", default_value_t = 1_000_000)]
    cases: u64,
}

/// Runs the command, in a release build on all processors.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.what {
        What::Search(search) => {
            process::run(process::cargo().args(["run", "--release", "--example", "fuzz", "--"]).args(&search.options))
        }
        What::Questionnaires(Questionnaires { files, seed }) => {
            let mut tests = process::cargo();
            tests.args(["test", "--release", "--quiet", "-p", "fieldbook-questionnaire", "damaged_files_never_panic"]);
            tests.args(["--", "--nocapture"]);
            process::run(tests.env("FIELDBOOK_DAMAGED", files.to_string()).env("FIELDBOOK_SEED", seed.to_string()))
        }
        What::Files(Files { files, seed }) => {
            let mut tests = process::cargo();
            tests.args(["test", "--release", "-p", "fieldbook-extract", "--test", "corpus", "damaged_files_are"]);
            tests.args(["--", "--nocapture"]);
            process::run(tests.env("FIELDBOOK_DAMAGED", files.to_string()).env("FIELDBOOK_SEED", seed.to_string()))
        }
        What::Usage(Usage { cases }) => {
            let mut tests = process::cargo();
            tests.args(["test", "--release", "--package", "fieldbook-metrics", "--lib", "--", "_or_refused"]);
            process::run(tests.env("PROPTEST_CASES", cases.to_string()))
        }
    }
}
