//! `fieldbook schema`

use std::io::{self, Write};

use super::{Failure, LibraryArguments, Outcome};
use crate::library;

/// Prints the JSON Schema of front matter, for editors
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  fieldbook schema > schema.json\n  fieldbook schema case-study > case-study.json")]
pub(super) struct Arguments {
    /// A kind of document, built in or the library's own [default: any kind]
    kind: Option<String>,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let (config, kinds) = library::settings(&library.root()?)?;
    let kind = match &arguments.kind {
        Some(name) => Some(kinds.get(name).ok_or_else(|| {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
            Failure::usage(format!("there is no kind `{name}`")).hint(format!("the kinds are {}", names.join(", ")))
        })?),
        None => None,
    };
    match writeln!(io::stdout().lock(), "{:#}", library::schema(&config, &kinds, kind)) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the schema can't be written: {error}")))
        }
        _ => Ok(Outcome::Fine),
    }
}
