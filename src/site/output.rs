//! Writing a site: whole or not at all, and only what changed.
//!
//! A [`Stage`] takes the files of a build one by one, from several threads. Files whose bytes are already in the output
//! are only noted; the others wait in a staging folder on the same file system. [`Stage::commit`] then renames them into
//! place and removes files of earlier builds that are no longer made. Dropping a stage without committing leaves the
//! output as it was.
//!
//! Whether a file has to be made at all is asked of a [`Ledger`]: where it is as the last build left it, and that build made it of
//! the same, it is kept without looking into it.
//!
//! What Fieldbook has written it knows by the manifest, a file in the output with a path a line. Nothing else in the
//! output is ever changed: a foreign file where a page must go is an error, unless the build is told to replace it.

mod manifest;
mod staging;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::{self, File},
    io::{self, BufReader, Read},
    path::{Component, Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rayon::prelude::*;

use super::offline;
use crate::ledger::{self, Fingerprint, Fingerprinter, Ledger, Stamp};
use manifest::Manifest;
use staging::Staging;

/// Why a site couldn't be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The file system refuses something.
    #[error("{}: {source}", path.display())]
    Io {
        /// On which file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Files that Fieldbook didn't write stand where its own must go.
    #[error("{} stands where the site needs a file, and Fieldbook didn't write it{}", paths[0].display(), and_more(paths.len()))]
    Foreign {
        /// The first of them in order; never empty.
        paths: Vec<PathBuf>,
    },
    /// Another build is at work in the same output.
    #[error("another build is writing {}", .0.display())]
    Busy(PathBuf),
    /// A file's name can't be used in a site.
    #[error("`{0}` can't be a file of the site")]
    Name(String),
}

fn and_more(count: usize) -> String {
    if count > 1 { format!(" (nor {} others)", count - 1) } else { String::new() }
}

impl OutputError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }
}

/// What a build did to the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Changes {
    /// Files that were written.
    pub written: usize,
    /// Files that were already there, byte for byte.
    pub unchanged: usize,
    /// Files of earlier builds that were removed.
    pub removed: usize,
}

/// The files of a build before they are in place.
#[derive(Debug)]
pub struct Stage {
    output: PathBuf,
    staging: Staging,
    earlier: Manifest,
    /// What the files of earlier builds were made of.
    ledger: Ledger,
    /// Whether there was no output when the build began, so that no file of it need be looked for.
    is_new: bool,
    replace_foreign: bool,
    noted: Mutex<Noted>,
}

/// What has been handed in so far.
#[derive(Debug, Default)]
struct Noted {
    /// With what they are made of, where that is known.
    files: BTreeMap<String, Option<Fingerprint>>,
    /// How files are that were looked at and stay as they are.
    kept: Vec<(String, Stamp)>,
    changed: BTreeSet<String>,
    foreign: BTreeSet<String>,
}

impl Stage {
    /// Begins a build into `output`; `replace_foreign` allows it to replace files that Fieldbook didn't write. The ledger is that
    /// of the last build.
    pub fn begin(output: &Path, replace_foreign: bool, ledger: Ledger) -> Result<Self, OutputError> {
        // Where the output is a link to a folder, the folder is what is written to.
        let output = if output.exists() {
            output.canonicalize().map_err(OutputError::io(output))?
        } else {
            std::path::absolute(output).map_err(OutputError::io(output))?
        };
        if output.exists() && !output.is_dir() {
            return Err(OutputError::Foreign { paths: vec![output] });
        }
        let is_new = !output.exists();
        let staging = Staging::begin(&output)?;
        let earlier = Manifest::read(&output)?;
        Ok(Self { output, staging, earlier, ledger, is_new, replace_foreign, noted: Mutex::default() })
    }

    /// Hands in a file by its path in the site, with `/` between its parts.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let made_of = Fingerprint::of("bytes", bytes);
        if self.has(path, made_of) {
            return Ok(());
        }
        self.put_made(path, bytes, Some(made_of))
    }

    /// Hands in a file, and what it was made of.
    pub fn put_made(&self, path: &str, bytes: &[u8], made_of: Option<Fingerprint>) -> Result<(), OutputError> {
        self.place(path, made_of, |existing| has_bytes(existing, bytes), |target| fs::write(target, bytes))
    }

    /// Hands in a file that an earlier build made of the same; says whether it is still there as that build left it.
    pub fn has(&self, path: &str, made_of: Fingerprint) -> bool {
        if self.is_new || !self.earlier.holds(path) {
            return false;
        }
        let found = fs::symlink_metadata(self.output.join(path)).ok().filter(fs::Metadata::is_file);
        let Some(stamp) = found.as_ref().map(Stamp::of) else { return false };
        let is_same = self.ledger.of(path, stamp) == Some(made_of);
        if is_same {
            let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
            noted.files.insert(path.to_owned(), Some(made_of));
            noted.kept.push((path.to_owned(), stamp));
        }
        is_same
    }

    /// Hands in a file that is in the output already, by an earlier build; says whether it was there. Only for files whose names
    /// tell all that is in them.
    pub fn keep(&self, path: &str) -> bool {
        let is_there = self.earlier.holds(path) && self.output.join(path).is_file();
        if is_there {
            self.noted.lock().unwrap_or_else(PoisonError::into_inner).files.insert(path.to_owned(), None);
        }
        is_there
    }

    /// Hands in a copy of a file, which is never held in memory as a whole.
    pub fn copy(&self, path: &str, source: &Path) -> Result<(), OutputError> {
        // A copy is made of a file as it is now.
        let looked_at = fs::metadata(source).ok().filter(|metadata| !ledger::is_fresh(metadata));
        let stamp = looked_at.map(|metadata| Stamp::of(&metadata).fingerprint());
        let made_of = stamp.map(|stamp| Fingerprinter::new("copy").part(stamp).end());
        if made_of.is_some_and(|made_of| self.has(path, made_of)) {
            return Ok(());
        }
        self.place(
            path,
            made_of,
            |existing| has_same_bytes(existing, source),
            // Not `fs::copy`: a file's permissions are no part of the site.
            |target| io::copy(&mut File::open(source)?, &mut File::create(target)?).map(drop),
        )
        .map_err(|error| match error {
            // The reader is helped more by the file that couldn't be read than by where it was to go.
            OutputError::Io { source: cause, .. } if File::open(source).is_err() => {
                OutputError::Io { path: source.to_owned(), source: cause }
            }
            other => other,
        })
    }

    /// The files that have been handed in so far, by their paths in the site, and where the bytes of each are until then.
    pub fn files(&self) -> Vec<(String, PathBuf)> {
        let noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let place = |path: &String| {
            let folder = if noted.changed.contains(path) { self.staging.files() } else { &self.output };
            (path.clone(), folder.join(path))
        };
        // What a foreign file stands in the way of is nowhere; it ends the build.
        noted.files.keys().filter(|path| !noted.foreign.contains(*path)).map(place).collect()
    }

    fn place(
        &self,
        path: &str,
        made_of: Option<Fingerprint>,
        is_same: impl FnOnce(&Path) -> io::Result<bool>,
        write: impl Fn(&Path) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        if !is_safe(path) {
            return Err(OutputError::Name(path.to_owned()));
        }
        let existing = self.output.join(path);
        let found = if self.is_new { None } else { fs::symlink_metadata(&existing).ok() };
        let same = match &found {
            Some(metadata) if metadata.is_file() => is_same(&existing).map_err(OutputError::io(&existing))?,
            _ => false,
        };
        let foreign = found.is_some_and(|metadata| {
            // A folder of ours goes when its files go; a foreign one can't be replaced by a file.
            let ours = if metadata.is_dir() { self.earlier.holds_below(path) } else { self.earlier.holds(path) };
            !same && !ours && (metadata.is_dir() || !self.replace_foreign)
        });
        if !same && !foreign {
            with_folder(&self.staging.files().join(path), write).map_err(OutputError::io(&existing))?;
        }
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        noted.files.insert(path.to_owned(), made_of);
        if foreign {
            noted.foreign.insert(path.to_owned());
        } else if !same {
            noted.changed.insert(path.to_owned());
        }
        Ok(())
    }

    /// Puts the files in place and removes those of earlier builds that weren't handed in; returns what the files are made of now.
    pub fn commit(self) -> Result<(Changes, Written), OutputError> {
        let noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        if !noted.foreign.is_empty() {
            let paths = noted.foreign.iter().map(|path| self.output.join(path)).collect();
            return Err(OutputError::Foreign { paths });
        }
        let gone = self.earlier.paths().filter(|path| !noted.files.contains_key(*path));
        let (blocking, idle): (Vec<_>, Vec<_>) = gone.partition(|path| stands_in_the_way(path, &noted.changed));
        let changes = Changes {
            written: noted.changed.len(),
            unchanged: noted.files.len() - noted.changed.len(),
            removed: blocking.len() + idle.len(),
        };
        let current = Manifest::new(noted.files.keys().cloned().collect());
        if !self.output.exists() {
            self.staging.become_output(&self.output, &current)?;
            return Ok((changes, Written::new(&self.output, noted.files, &[])));
        }
        // Should the process be killed from here on, the next build knows all that may be ours.
        self.earlier.with(&current).write(&self.output)?;
        for path in blocking {
            remove(&self.output, path)?;
        }
        for path in in_safe_order(&noted.changed) {
            let target = self.output.join(path);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
            }
            fs::rename(self.staging.files().join(path), &target).map_err(OutputError::io(&target))?;
        }
        for path in idle {
            remove(&self.output, path)?;
        }
        current.write(&self.output)?;
        Ok((changes, Written::new(&self.output, noted.files, &noted.kept)))
    }
}

/// The files of a site in its folder.
#[derive(Debug)]
pub struct Written {
    /// What each is made of, as far as that is known.
    pub ledger: Ledger,
    /// Stands for all of them as they are now.
    pub state: Fingerprint,
}

impl Written {
    /// Looks at files in place; how some of them are is known already.
    fn new(output: &Path, files: BTreeMap<String, Option<Fingerprint>>, kept: &[(String, Stamp)]) -> Self {
        let known: HashMap<&str, Stamp> = kept.iter().map(|(path, stamp)| (path.as_str(), *stamp)).collect();
        let files: Vec<_> = files.into_iter().collect();
        let look = |(path, _): &(String, _)| known.get(path.as_str()).copied().or_else(|| look(output, path));
        let stamps: Vec<Option<Stamp>> = files.par_iter().map(look).collect();
        let mut ledger = Ledger::default();
        let state = state(files.iter().map(|(path, _)| path.as_str()).zip(stamps.iter().copied()));
        for ((path, made_of), stamp) in files.into_iter().zip(stamps) {
            if let (Some(made_of), Some(stamp)) = (made_of, stamp) {
                ledger.note(path, made_of, stamp);
            }
        }
        Self { ledger, state }
    }
}

/// How the files of a site in its folder are, as [`Written::state`] says it; `None` where there is no site.
pub fn look_at_all(output: &Path) -> Option<Fingerprint> {
    let paths = Manifest::read(output).ok()?.into_paths();
    let stamps: Vec<Option<Stamp>> = paths.par_iter().map(|path| look(output, path)).collect();
    (!paths.is_empty()).then(|| state(paths.iter().map(String::as_str).zip(stamps)))
}

fn look(output: &Path, path: &str) -> Option<Stamp> {
    fs::symlink_metadata(output.join(path)).ok().as_ref().map(Stamp::of)
}

fn state<'f>(files: impl Iterator<Item = (&'f str, Option<Stamp>)>) -> Fingerprint {
    let mut all = Fingerprinter::new("output");
    for (path, stamp) in files {
        all.text(path);
        match stamp {
            Some(stamp) => all.part(stamp.fingerprint()),
            None => all.text("gone"),
        };
    }
    all.end()
}

/// Writes a file, in a folder that is made if it isn't there yet: most files have neighbours that came before them.
fn with_folder(target: &Path, write: impl Fn(&Path) -> io::Result<()>) -> io::Result<()> {
    match (write(target), target.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            write(target)
        }
        (result, _) => result,
    }
}

/// Pages after what they refer to, so that a reader never meets a page whose style sheet isn't there yet; and the worker, which
/// fetches all of them, at the very end.
fn in_safe_order(paths: &BTreeSet<String>) -> impl Iterator<Item = &String> {
    let is_page = |path: &&String| path.as_bytes().ends_with(b".html");
    let is_worker = |path: &&String| path.as_str() == offline::WORKER;
    let before = paths.iter().filter(move |path| !is_page(path) && !is_worker(path));
    before.chain(paths.iter().filter(is_page)).chain(paths.iter().filter(is_worker))
}

/// Whether a file must go before one of `paths` can be placed: it is a folder there, or has become one.
fn stands_in_the_way(gone: &str, paths: &BTreeSet<String>) -> bool {
    let below = format!("{gone}/");
    let is_folder_now = paths.range(below.clone()..).next().is_some_and(|path| path.starts_with(&below));
    is_folder_now || gone.match_indices('/').any(|(at, _)| paths.contains(&gone[..at]))
}

/// Removes a file, and the folders above it that are empty then.
fn remove(output: &Path, path: &str) -> Result<(), OutputError> {
    let file = output.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::NotADirectory => {
            return Err(OutputError::Io { path: file, source: error });
        }
        _ => {}
    }
    for folder in file.ancestors().skip(1).take_while(|folder| *folder != output) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

/// Whether a path stays in the output, and is none of Fieldbook's own.
fn is_safe(path: &str) -> bool {
    !path.is_empty()
        && path != manifest::NAME
        && !path.contains(['\n', '\0'])
        && Path::new(path).components().all(|component| matches!(component, Component::Normal(_)))
}

fn has_bytes(file: &Path, bytes: &[u8]) -> io::Result<bool> {
    Ok(fs::metadata(file)?.len() == bytes.len() as u64 && fs::read(file)? == bytes)
}

fn has_same_bytes(file: &Path, other: &Path) -> io::Result<bool> {
    if fs::metadata(file)?.len() != fs::metadata(other)?.len() {
        return Ok(false);
    }
    let (mut left, mut right) = (BufReader::new(File::open(file)?), BufReader::new(File::open(other)?));
    let (mut here, mut there) = ([0; 16 * 1024], [0; 16 * 1024]);
    loop {
        let count = left.read(&mut here)?;
        if count == 0 {
            return Ok(true);
        }
        right.read_exact(&mut there[..count])?;
        if here[..count] != there[..count] {
            return Ok(false);
        }
    }
}

#[cfg(test)]
mod tests;
