//! The folder where files wait until a build is whole.
//!
//! It stands beside the output, so that renaming works and nobody serves it. Where that can't be (the output is a mount
//! of its own, or the folder above isn't writable) it stands in the output. A lock in it tells a staging folder in use
//! from what a killed build has left.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{OutputError, manifest::Manifest};

/// A staging folder; it is removed when dropped.
#[derive(Debug)]
pub(super) struct Staging {
    folder: PathBuf,
    files: PathBuf,
    // Holds the lock for as long as the folder is in use.
    _lock: File,
}

impl Staging {
    /// Makes the staging folder for an output, after removing what a killed build has left in it.
    pub(super) fn begin(output: &Path) -> Result<Self, OutputError> {
        let beside = beside(output);
        if on_the_same_file_system(output) {
            match Self::begin_in(&beside, output) {
                // The output may be writable where the folder above isn't.
                Err(OutputError::Io { source, .. }) if is_refusal(&source) && output.is_dir() => {}
                result => return result,
            }
        }
        Self::begin_in(&output.join(".fieldbook-staging"), output)
    }

    fn begin_in(folder: &Path, output: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        let lock_path = folder.join("lock");
        let lock = File::create(&lock_path).map_err(OutputError::io(&lock_path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(output.to_owned())),
            // A file system without locks: two builds at once are then the user's to avoid.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(source)) => return Err(OutputError::Io { path: lock_path, source }),
        }
        let files = folder.join("files");
        if files.exists() {
            fs::remove_dir_all(&files).map_err(OutputError::io(&files))?;
        }
        fs::create_dir(&files).map_err(OutputError::io(&files))?;
        Ok(Self { folder: folder.to_owned(), files, _lock: lock })
    }

    /// The folder that holds the waiting files, by their paths in the site.
    pub(super) fn files(&self) -> &Path {
        &self.files
    }

    /// Makes the waiting files the output, where there is none yet: in one step.
    pub(super) fn become_output(self, output: &Path, manifest: &Manifest) -> Result<(), OutputError> {
        manifest.write(&self.files)?;
        fs::rename(&self.files, output).map_err(OutputError::io(output))
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What can't be removed now is removed by the next build.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// `public` → `.public.fieldbook-staging` in the same folder.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!(".{name}.fieldbook-staging"))
}

fn is_refusal(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(unix)]
fn on_the_same_file_system(output: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::metadata(path).ok().map(|metadata| metadata.dev());
    match (device(output), output.parent().and_then(device)) {
        (Some(here), Some(above)) => here == above,
        // The output doesn't exist yet, so it will be where the folder above it is.
        _ => true,
    }
}

#[cfg(not(unix))]
fn on_the_same_file_system(_output: &Path) -> bool {
    true
}
