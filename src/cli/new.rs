//! `fieldbook new`

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{Failure, LibraryArguments, Outcome};
use crate::library::{self, Kind, Library};

/// Begins a document: the fields of its kind, and the headings that its body has
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  fieldbook new answer \"Do you encrypt data at rest?\"\n  fieldbook new swot \"No \
                        decision\" --language de\n  fieldbook new page Onboarding --path content/team/onboarding.md"
)]
pub(super) struct Arguments {
    /// What it is: `playbook`, `swot`, `answer`, … or one of the library's own kinds
    kind: String,
    /// Its title; the file's name is made of it
    title: String,
    /// Its language [default: the library's]
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The file to write [default: in the folder of the kind]
    #[arg(long, value_name = "FILE")]
    path: Option<PathBuf>,
    /// Overwrite a file that is there
    #[arg(long)]
    force: bool,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let (library, _) = library.load()?;
    let kind = library.kinds.get(&arguments.kind).ok_or_else(|| unknown_kind(&library, &arguments.kind))?;
    let file = match &arguments.path {
        Some(path) => path.clone(),
        None => home(&library, kind)?.join(file_name(&library, arguments)?),
    };
    let text = library::scaffold(&library, kind, &arguments.title, arguments.path.is_none());
    write(&file, &text, arguments.force)?;
    let file = from_here(&file);
    // A reader that has seen enough changes nothing about the file.
    let _ = writeln!(io::stdout().lock(), "{}", file.display());
    let _ = writeln!(io::stderr().lock(), "`fieldbook check {}` says what is to be filled in", file.display());
    Ok(Outcome::Fine)
}

/// The path as it is typed in the current folder, where it is below it.
fn from_here(file: &Path) -> &Path {
    env::current_dir().ok().and_then(|here| file.strip_prefix(here).ok()).unwrap_or(file)
}

/// The folder in which documents are of this kind by themselves.
fn home(library: &Library, kind: &Kind) -> Result<PathBuf, Failure> {
    match library.home(kind) {
        Some(folder) => Ok(library.root.join(folder)),
        // Pages lie anywhere.
        None if kind.open => Ok(library.root.join(&library.config.content)),
        None => Err(Failure::usage(format!("documents of kind `{}` have no folder of their own", kind.name))
            .hint("say where: `--path FILE`")),
    }
}

fn file_name(library: &Library, arguments: &Arguments) -> Result<String, Failure> {
    let slug = library::slug(&arguments.title);
    if slug.is_empty() {
        return Err(
            Failure::usage(format!("no file name can be made of `{}`", arguments.title)).hint("say one: `--path FILE`")
        );
    }
    let config = &library.config;
    match &arguments.language {
        Some(language) if !config.languages.contains(language) => {
            Err(Failure::usage(format!("the library has no language `{language}`"))
                .hint(format!("its `languages` in fieldbook.toml are {}", config.languages.join(", "))))
        }
        Some(language) if *language != config.language => Ok(format!("{slug}.{language}.md")),
        _ => Ok(format!("{slug}.md")),
    }
}

fn unknown_kind(library: &Library, word: &str) -> Failure {
    let names: Vec<&str> = library.kinds.iter().map(|kind| kind.name.as_str()).collect();
    let nearest = names
        .iter()
        .filter(|name| strsim::osa_distance(name, word) <= 2)
        .min_by_key(|name| strsim::osa_distance(name, word));
    let failure = Failure::usage(format!("`{word}` is no kind of document"));
    match nearest {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint(format!("kinds are {}", names.join(", "))),
    }
}

fn write(file: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(format!("{} is there already", file.display())).hint("`--force` overwrites it")
        }
        _ => Failure::new(format!("{}: {error}", file.display())),
    };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let opened = if force { fs::File::create(file) } else { fs::File::create_new(file) };
    opened.and_then(|mut output| output.write_all(text.as_bytes())).map_err(failed)
}
