//! Writing several files whole or not at all.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::Failure;

/// A file to be written.
#[derive(Debug)]
pub(super) struct Output {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
}

impl Output {
    pub(super) fn new(path: PathBuf, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path, bytes: bytes.into() }
    }
}

/// Writes files, and the folders that they are to be in. All are on disk beside their places before the first takes the place of a file that is
/// there; so what can't be written leaves all as they were.
pub(super) fn write(outputs: &[Output]) -> Result<(), Failure> {
    let mut staged = Vec::new();
    for output in outputs {
        let temporary = beside(&output.path);
        let written = stage(&temporary, &output.bytes);
        staged.push(temporary);
        if let Err(error) = written {
            discard(&staged);
            return Err(unwritten(&output.path, &error));
        }
    }
    for (output, temporary) in outputs.iter().zip(&staged) {
        if let Err(error) = fs::rename(temporary, &output.path) {
            discard(&staged);
            return Err(unwritten(&output.path, &error));
        }
    }
    Ok(())
}

fn stage(temporary: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = temporary.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(temporary)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A name in the same folder, so that a rename is one step.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn discard(staged: &[PathBuf]) {
    for temporary in staged {
        // The error that is passed on matters more than what becomes of the copies.
        let _ = fs::remove_file(temporary);
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cant_be_written_keeps_the_others_as_they_were() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let first = folder.path().join("first");
        fs::write(&first, "old")?;
        let outputs = [Output::new(first.clone(), "new"), Output::new(first.join("second"), "new")];
        assert!(write(&outputs).is_err());
        assert_eq!(fs::read_to_string(&first)?, "old");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1);
        let outputs = [Output::new(first.clone(), "new"), Output::new(folder.path().join("a/b"), "new")];
        assert!(write(&outputs).is_ok());
        assert_eq!(fs::read_to_string(&first)?, "new");
        assert_eq!(fs::read_to_string(folder.path().join("a/b"))?, "new");
        Ok(())
    }
}
