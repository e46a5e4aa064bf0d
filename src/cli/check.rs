//! `fieldbook check`

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::{
    Failure, LibraryArguments, Outcome,
    edit::replace,
    findings::{Findings, Format},
};
use crate::{
    assets::{self, Stripped},
    diagnostics::Diagnostics,
    library::Library,
};

/// Says all that is wrong in a library
///
/// Errors and warnings make it exit with 1, notes don't. `fieldbook explain CODE` says what a finding means.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  fieldbook check\n  fieldbook check content/rfp content/glossary/arr.md\n  \
                        fieldbook check --format github   # annotations in a pull request\n  \
                        fieldbook check --fix content/decks")]
pub(super) struct Arguments {
    /// Files or folders to show findings of [default: all]
    paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// First take names and places out of files for partners and customers, where that changes nothing else
    #[arg(long)]
    fix: bool,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let root = library.root()?;
    let scope = Scope::new(&root, &arguments.paths)?;
    if arguments.fix {
        fix(&library.load()?.0, &scope)?;
    }
    let (library, mut diagnostics) = library.load()?;
    diagnostics.append(library.check());
    diagnostics.append(assets::check_and_keep(&library));
    diagnostics.sort();
    Findings::new(&root, &scope.keep(diagnostics)).print(arguments.format)
}

/// Strips the files of a scope of what they tell readers outside.
fn fix(library: &Library, scope: &Scope) -> Result<(), Failure> {
    for stripped in assets::stripped(library, |path| scope.paths.is_empty() || scope.holds(path)) {
        match stripped {
            Ok(Stripped { path, bytes, taken }) => {
                let file = library.root.join(&path);
                replace(&file, &bytes).map_err(|error| Failure::new(format!("{}: {error}", file.display())))?;
                let taken: Vec<String> = taken.iter().map(assets::trace_name).collect();
                say(&format!("{path}: took out {}", taken.join(", ")));
            }
            Err(left) => say(&format!("{left}; it is left as it is")),
        }
    }
    Ok(())
}

/// What is done is said beside the findings, which programs read.
fn say(line: &str) {
    // Whoever has closed the stream doesn't want to know.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The part of a library whose findings are shown.
struct Scope {
    /// Paths relative to the library's root, with `/`; empty for everything.
    paths: Vec<String>,
}

impl Scope {
    fn new(root: &Path, paths: &[PathBuf]) -> Result<Self, Failure> {
        let canonical_root = root.canonicalize().map_err(|error| unreadable(root, &error))?;
        let relative = |path: &PathBuf| {
            let whole = path.canonicalize().map_err(|error| unreadable(path, &error))?;
            let inside = whole
                .strip_prefix(&canonical_root)
                .map_err(|_| Failure::usage(format!("{} is not in the library {}", path.display(), root.display())))?;
            Ok(inside.to_string_lossy().replace('\\', "/"))
        };
        Ok(Self { paths: paths.iter().map(relative).collect::<Result<_, Failure>>()? })
    }

    /// Findings in the scope. The whole library is looked at all the same, since what is wrong in one document often
    /// depends on another.
    fn keep(&self, diagnostics: Diagnostics) -> Diagnostics {
        if self.paths.is_empty() {
            return diagnostics;
        }
        diagnostics
            .into_iter()
            .filter(|finding| finding.location.as_ref().is_some_and(|it| self.holds(&it.path)))
            .collect()
    }

    fn holds(&self, path: &str) -> bool {
        self.paths.iter().any(|scope| {
            scope.is_empty()
                || path.strip_prefix(scope.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage(format!("{}: {error}", path.display()))
}
