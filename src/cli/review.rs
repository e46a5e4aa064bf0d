//! `fieldbook review`

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::{Path, PathBuf},
    process::Command,
};

use jiff::civil::Date;

use super::{
    Failure, LibraryArguments, Outcome,
    edit::{Edit, edits},
    findings::counted,
};
use crate::library::{self, Document, Library, Status};

/// Vouches for documents: sets `reviewed` and `reviewed_by`, and changes no other byte
///
/// If one of the documents can't be edited, none is.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  fieldbook review content/rfp/encryption.md\n  fieldbook review rfp/encryption   # by \
                        id, in all its languages\n  fieldbook review content/swot --by jane@example.com --dry-run"
)]
pub(super) struct Arguments {
    /// Documents, by file or id, or folders of them
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Who vouches: a key of `[people]`, an address or a name [default: who `git config` says you are]
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The day of the review [default: the day of `--today`]
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Only say what would be changed
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub(super) fn run(library: &LibraryArguments, arguments: &Arguments) -> Result<Outcome, Failure> {
    let date = arguments.date.map_or_else(|| library.today(), Ok)?;
    let (library, _) = library.load()?;
    let documents = chosen(&library, &arguments.paths)?;
    let by = match &arguments.by {
        Some(by) => person(&library, by),
        None => reviewer_by_git(&library)?,
    };
    let edits = edits(&library, documents.keys().copied(), |_, text| library::vouch(text, date, &by))?;
    if !arguments.dry_run {
        edits.iter().try_for_each(Edit::write)?;
    }
    say(&edits, arguments.dry_run, &format!("{by}, {date}"));
    Ok(Outcome::Fine)
}

/// The documents that the arguments mean, by path, each once.
fn chosen<'a>(library: &'a Library, paths: &[PathBuf]) -> Result<BTreeMap<&'a str, &'a Document>, Failure> {
    let mut chosen = BTreeMap::new();
    for path in paths {
        let found = if path.exists() { by_path(library, path)? } else { by_id(library, path)? };
        chosen.extend(found.into_iter().map(|document| (document.path.as_str(), document)));
    }
    Ok(chosen)
}

fn by_path<'a>(library: &'a Library, path: &Path) -> Result<Vec<&'a Document>, Failure> {
    let unreadable = |error: io::Error| Failure::usage(format!("{}: {error}", path.display()));
    let root = library.root.canonicalize().map_err(unreadable)?;
    let whole = path.canonicalize().map_err(unreadable)?;
    let outside = |_| Failure::usage(format!("{} is not in the library {}", path.display(), library.root.display()));
    let inside = whole.strip_prefix(&root).map_err(outside)?.to_string_lossy().replace('\\', "/");
    if whole.is_file() {
        let document = library.documents.iter().find(|document| document.path == inside);
        let nothing = || Failure::usage(format!("{} is no document of the library", path.display()));
        return Ok(vec![document.ok_or_else(nothing)?]);
    }
    let prefix = if inside.is_empty() { inside } else { inside + "/" };
    // Whoever means a retired document names it.
    let in_use = library.documents.iter().filter(|document| document.status != Status::Retired);
    let found: Vec<&Document> = in_use.filter(|document| document.path.starts_with(&prefix)).collect();
    if found.is_empty() {
        return Err(Failure::usage(format!("there are no documents in {}", path.display())));
    }
    Ok(found)
}

fn by_id<'a>(library: &'a Library, path: &Path) -> Result<Vec<&'a Document>, Failure> {
    let id = path.to_string_lossy().trim_matches('/').to_owned();
    let found: Vec<&Document> = library.documents.iter().filter(|document| document.id.as_str() == id).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let failure = Failure::usage(format!("`{}` is neither a file, a folder nor the id of a document", path.display()));
    Err(match library.nearest(&id) {
        Some(near) => failure.hint(format!("did you mean `{near}`?")),
        None => failure.hint("`fieldbook check` lists documents that are to be reviewed"),
    })
}

/// The key of `[people]` that somebody has, by key or by name; else what they are called.
fn person(library: &Library, name: &str) -> String {
    let people = &library.config.people;
    let by_name = || people.iter().find(|(_, known)| known.eq_ignore_ascii_case(name)).map(|(key, _)| key.clone());
    if people.contains_key(name) { name.to_owned() } else { by_name().unwrap_or_else(|| name.to_owned()) }
}

/// Who `git config` says is working here: as a key of `[people]`, else by name, else by address.
fn reviewer_by_git(library: &Library) -> Result<String, Failure> {
    let email = git_config(&library.root, "user.email");
    if let Some(email) = email.as_ref().filter(|email| library.config.people.contains_key(*email)) {
        return Ok(email.clone());
    }
    match git_config(&library.root, "user.name").or(email) {
        Some(name) => Ok(person(library, &name)),
        None => Err(Failure::usage("nobody is known to vouch for the documents").hint("say who: `--by NAME`")),
    }
}

fn git_config(folder: &Path, key: &str) -> Option<String> {
    let output = Command::new("git").args(["config", "--get", key]).current_dir(folder).output().ok()?;
    let value = String::from_utf8(output.stdout).ok()?.trim().to_owned();
    (output.status.success() && !value.is_empty()).then_some(value)
}

fn say(edits: &[Edit], dry_run: bool, review: &str) {
    let mut stdout = io::stdout().lock();
    let done = if dry_run { "would be reviewed" } else { "reviewed" };
    for edit in edits {
        let words = if edit.is_a_change() { done } else { "is as it should be" };
        // A reader that has seen enough doesn't undo the review.
        let _ = writeln!(stdout, "{} {words} ({review})", edit.path);
    }
    let changed = edits.iter().filter(|edit| edit.is_a_change()).count();
    let _ = writeln!(io::stderr().lock(), "{} {done}", counted(changed, "document"));
}
