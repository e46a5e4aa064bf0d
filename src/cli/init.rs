//! `fieldbook init`

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{Failure, LibraryArguments, Outcome};

/// The files of a new library; `@NAME@` and `@TODAY@` are filled in.
const FILES: &[(&str, &str)] = &[
    ("fieldbook.toml", include_str!("init/fieldbook.toml")),
    (".gitignore", "/public\n/.fieldbook\n"),
    ("content/index.md", include_str!("init/index.md")),
    ("content/answers/data-export.md", include_str!("init/data-export.md")),
    ("content/glossary/workspace.md", include_str!("init/workspace.md")),
    ("content/personas/operations-lead.md", include_str!("init/operations-lead.md")),
    ("content/playbooks/first-meeting.md", include_str!("init/first-meeting.md")),
    ("content/proof/two-week-pilot.md", include_str!("init/two-week-pilot.md")),
];

/// Makes a small library to begin with
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  fieldbook init handbook && cd handbook && fieldbook serve\n  fieldbook init --name \
                        \"Northwind field book\""
)]
pub(super) struct Arguments {
    /// Its folder, which is made if it isn't there
    #[arg(default_value = ".", value_name = "DIR")]
    folder: PathBuf,
    /// Its name [default: that of the folder]
    #[arg(long)]
    name: Option<String>,
    /// Write into a folder that isn't empty, over files of the same names
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let folder = &arguments.folder;
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error: io::Error| Failure::new(format!("{path}: {error}"))
    };
    fs::create_dir_all(folder).map_err(failed(folder))?;
    if !arguments.force && !is_empty(folder).map_err(failed(folder))? {
        return Err(Failure::new(format!("{} isn't empty", folder.display()))
            .hint("`--force` writes into it all the same, over files of the same names"));
    }
    let name = arguments.name.clone().unwrap_or_else(|| name_of(folder));
    let today = library.today()?;
    for (path, text) in FILES {
        let file = folder.join(path);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        fs::write(&file, filled(text, &name, today)).map_err(failed(&file))?;
    }
    // A reader that has seen enough changes nothing about the library.
    let _ = writeln!(io::stdout().lock(), "{}", folder.display());
    let _ = writeln!(io::stderr().lock(), "a library of {} documents; `fieldbook serve` shows it", FILES.len() - 2);
    Ok(Outcome::Fine)
}

/// Whether nothing is in a folder that `init` could harm; a repository that has just been made counts as empty.
fn is_empty(folder: &Path) -> io::Result<bool> {
    for entry in fs::read_dir(folder)? {
        if entry?.file_name() != ".git" {
            return Ok(false);
        }
    }
    Ok(true)
}

fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map_or_else(|| "Field book".to_owned(), |name| name.to_string_lossy().into_owned())
}

fn filled(text: &str, name: &str, today: Date) -> String {
    // As it stands in a TOML string.
    let name = name.replace('\\', "\\\\").replace('"', "\\\"").replace(char::is_control, " ");
    text.replace("@NAME@", &name).replace("@TODAY@", &today.to_string())
}
