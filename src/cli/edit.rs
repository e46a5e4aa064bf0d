//! Documents edited in place: all of them or none, each whole or not at all.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::Failure;
use crate::library::{EditError, Library};

/// What is to become of a file.
pub(super) struct Edit {
    /// Relative to the library's root.
    pub(super) path: String,
    file: PathBuf,
    old: String,
    new: String,
}

impl Edit {
    /// Whether there is anything to write.
    pub(super) fn is_a_change(&self) -> bool {
        self.old != self.new
    }

    /// Writes it, if there is anything to write.
    pub(super) fn write(&self) -> Result<(), Failure> {
        if !self.is_a_change() {
            return Ok(());
        }
        replace(&self.file, self.new.as_bytes())
            .map_err(|error| Failure::new(format!("{}: {error}", self.file.display())))
    }
}

/// The edits of all these files, or all that stands in their way. `edit` gets a file's path and text.
pub(super) fn edits<'a>(
    library: &Library,
    paths: impl Iterator<Item = &'a str>,
    edit: impl Fn(&str, &str) -> Result<String, EditError>,
) -> Result<Vec<Edit>, Failure> {
    let mut edits = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        let file = library.root.join(path);
        let old = match fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) => {
                problems.push(format!("{path}: {error}"));
                continue;
            }
        };
        match edit(path, &old) {
            Ok(new) => edits.push(Edit { path: path.to_owned(), file, old, new }),
            Err(error) => problems.push(format!("{path}: {error}")),
        }
    }
    if problems.is_empty() {
        return Ok(edits);
    }
    Err(Failure::new(format!("nothing was changed:\n  {}", problems.join("\n  ")))
        .hint("`fieldbook check` shows what is wrong with the front matter"))
}

/// Puts bytes in the place of a file's, whole or not at all, with the file's permissions. A symbolic link stays one.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = file.canonicalize()?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let temporary = file.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
    let written = fs::File::create_new(&temporary).and_then(|mut output| {
        output.write_all(bytes)?;
        output.set_permissions(fs::metadata(&file)?.permissions())?;
        output.sync_all()
    });
    written.and_then(|()| fs::rename(&temporary, &file)).inspect_err(|_| {
        // The error that is passed on matters more than what becomes of the copy.
        let _ = fs::remove_file(&temporary);
    })
}
