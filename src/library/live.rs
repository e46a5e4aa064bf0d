//! A library that is kept in step with its files: what `serve` shows while its authors write.
//!
//! [`Live::load`] reads everything once; [`Live::refresh`] is told which paths have changed and reads only these again. What
//! it holds afterwards is what loading anew would give (a property test holds that), so that nothing can go stale.

use std::{collections::BTreeSet, fs, path::Path};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    Library, LoadError, asset, config,
    files::{self, DocumentFile},
    history,
    load::{self, FileRead, Parts, Stamp},
    target::Index,
    usage_files,
};
use crate::diagnostics::{Code, Diagnostics};

/// A library with what it takes to keep it in step with its files.
#[derive(Debug)]
pub struct Live {
    library: Library,
    parts: Parts,
    /// When git's record of commits was last written: history is read again when that changes.
    commits: Option<Stamp>,
}

/// What a refresh has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing that a site could show.
    Nothing,
    /// The contents of documents; which ones there are, and in which order, is as before.
    Contents,
    /// Which documents or files there are.
    Structure,
    /// All was read anew.
    Everything,
}

impl Live {
    /// Reads the library in `root`, like [`load()`](super::load()).
    pub fn load(root: &Path, today: Date) -> Result<Self, LoadError> {
        let commits = commits(root);
        let (library, parts) = load::load_parts(root, today)?;
        Ok(Self { library, parts, commits })
    }

    /// The library as its files say.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The library, to be changed where a site is to be made otherwise than its files say.
    pub fn library_mut(&mut self) -> &mut Library {
        &mut self.library
    }

    /// What is wrong with single files. What is wrong between them says [`Library::check`].
    pub fn diagnostics(&self) -> Diagnostics {
        self.parts.findings().collect()
    }

    /// Reads again what has changed: `changed` are paths of files or folders that were written, made, moved or removed, absolute
    /// or relative to the root.
    ///
    /// A `fieldbook.toml` that can't be read leaves the library as it was: the finding is the result then.
    pub fn refresh(&mut self, changed: &BTreeSet<String>) -> Result<Result<Extent, Diagnostics>, LoadError> {
        let root = self.library.root.clone();
        if [config::FILE, usage_files::REPORT, usage_files::SUMMARY].iter().any(|file| changed.contains(*file))
            || commits(&root) != self.commits
        {
            return self.load_again(&root);
        }
        let content = &self.library.config.content;
        let in_content: BTreeSet<&str> = changed
            .iter()
            .map(String::as_str)
            .filter(|path| {
                content.is_empty()
                    || path.strip_prefix(content.as_str()).is_some_and(|rest| rest.is_empty() || is_below(rest))
            })
            .collect();
        // Editors make files beside a document while they save it, and take them away again.
        let in_content: BTreeSet<&str> = in_content.into_iter().filter(|path| self.is_or_was_there(path)).collect();
        if in_content.is_empty() {
            return Ok(Ok(Extent::Nothing));
        }
        if in_content.iter().all(|path| self.is_same_file(path)) {
            return Ok(Ok(self.reread(&in_content)));
        }
        Ok(Ok(self.walk_again(&in_content)))
    }

    fn load_again(&mut self, root: &Path) -> Result<Result<Extent, Diagnostics>, LoadError> {
        let again = Self::load(root, self.library.today)?;
        let broken = again.diagnostics().of(Code::ConfigSyntax);
        if broken.iter().next().is_some() {
            return Ok(Err(broken));
        }
        *self = again;
        Ok(Ok(Extent::Everything))
    }

    /// Whether there is something at a path, or was when it was looked at last.
    fn is_or_was_there(&self, path: &str) -> bool {
        let is_at = |known: &str| known.strip_prefix(path).is_some_and(|rest| rest.is_empty() || is_below(rest));
        self.library.root.join(path).symlink_metadata().is_ok()
            || self.parts.read.range(path.to_owned()..).next().is_some_and(|(known, _)| is_at(known))
            || self.parts.sidecars.range(path.to_owned()..).next().is_some_and(|(known, _)| is_at(known))
            || self.library.files.iter().any(|known| is_at(known))
    }

    /// Whether a path is that of a markdown file that was there and still is.
    fn is_same_file(&self, path: &str) -> bool {
        self.parts.read.contains_key(path)
            && fs::symlink_metadata(self.library.root.join(path)).is_ok_and(|metadata| metadata.is_file())
    }

    /// Reads single documents again.
    fn reread(&mut self, paths: &BTreeSet<&str>) -> Extent {
        let read: Vec<(String, FileRead)> = {
            let Library { config, kinds, today, .. } = &self.library;
            let context = load::context(config, kinds, *today);
            let documents: Vec<DocumentFile> = paths
                .iter()
                .filter(|path| self.parts.read.contains_key(**path))
                .map(|path| DocumentFile { path: (*path).to_owned(), content_start: self.parts.content_start })
                .collect();
            let read = documents
                .par_iter()
                .map(|file| (file.path.clone(), load::read_file(&self.library.root, file, &context)));
            read.collect()
        };
        let mut extent = Extent::Contents;
        for (path, read) in read {
            extent = extent.max(self.replace(path, read));
        }
        if extent == Extent::Structure {
            self.put_in_order();
        }
        extent
    }

    /// Looks which files there are now, and reads those that are new or have changed.
    fn walk_again(&mut self, changed: &BTreeSet<&str>) -> Extent {
        let found = files::find(&self.library.root, &self.library.config);
        let root = &self.library.root;
        // Below a folder of which something is told those files are read that have changed.
        let is_changed = |path: &str| {
            let is_below = |folder: &str| folder.is_empty() || path.strip_prefix(folder).is_some_and(is_below);
            changed.contains(path)
                || self.parts.read.get(path).is_none_or(|(_, stamp)| {
                    changed.iter().any(|folder| is_below(folder)) && *stamp != load::stamp(&root.join(path))
                })
        };
        let to_read: Vec<DocumentFile> =
            found.documents.iter().filter(|file| is_changed(&file.path)).cloned().collect();
        let read: Vec<(String, FileRead)> = {
            let Library { config, kinds, today, .. } = &self.library;
            let context = load::context(config, kinds, *today);
            to_read
                .par_iter()
                .map(|file| (file.path.clone(), load::read_file(&self.library.root, file, &context)))
                .collect()
        };
        let before: Vec<String> = self.library.documents.iter().map(|document| document.path.clone()).collect();
        let there: BTreeSet<&str> = found.documents.iter().map(|file| file.path.as_str()).collect();
        self.parts.read.retain(|path, _| there.contains(path.as_str()));
        self.library.documents.retain(|document| there.contains(document.path.as_str()));
        let is_read = !read.is_empty();
        let (assets, sidecars) = {
            let Library { config, kinds, today, .. } = &self.library;
            asset::read(&self.library.root, &found, &load::context(config, kinds, *today), &self.parts)
        };
        self.library.assets = assets;
        let is_said = found.sidecars.iter().any(|path| is_changed_below(changed, path))
            || !self.parts.sidecars.keys().eq(sidecars.keys());
        self.parts.sidecars = sidecars;
        for (path, read) in read {
            self.replace(path, read);
        }
        let files = std::mem::replace(&mut self.library.files, found.files);
        let findings = std::mem::replace(&mut self.parts.found, found.findings);
        // What stands in a file that is no document (a picture's size) is read when it is shown.
        let is_told = files.iter().any(|path| is_changed_below(changed, path));
        let is_other = is_read || is_told || is_said || files != self.library.files || findings != self.parts.found;
        self.put_in_order();
        match self.library.documents.iter().map(|document| &document.path).eq(&before) {
            true if is_other => Extent::Contents,
            true => Extent::Nothing,
            false => Extent::Structure,
        }
    }

    /// Puts what became of a file in the place of what was.
    fn replace(&mut self, path: String, mut read: FileRead) -> Extent {
        let changed = read.stamp.and_then(load::day_of);
        let document = read.document.take().map(|document| self.parts.with_history(document, changed));
        let at = self.library.documents.iter().position(|known| known.path == path);
        self.parts.read.insert(path, (read.findings, read.stamp));
        match (at, document) {
            (Some(at), Some(document)) => {
                self.library.documents[at] = document;
                Extent::Contents
            }
            (Some(at), None) => {
                self.library.documents.remove(at);
                Extent::Structure
            }
            (None, Some(document)) => {
                self.library.documents.push(document);
                Extent::Structure
            }
            (None, None) => Extent::Contents,
        }
    }

    fn put_in_order(&mut self) {
        load::sort(&mut self.library.documents, &self.library.config);
        self.library.index = Index::new(&self.library.documents);
    }
}

impl Extent {
    /// The larger of two.
    fn max(self, other: Self) -> Self {
        if other == Self::Structure { other } else { self }
    }
}

/// Whether a file is among those that have changed, or below a folder that has.
fn is_changed_below(changed: &BTreeSet<&str>, path: &str) -> bool {
    changed
        .iter()
        .any(|it| it.is_empty() || path.strip_prefix(it).is_some_and(|rest| rest.is_empty() || is_below(rest)))
}

/// Whether what follows a folder's path is below that folder.
fn is_below(rest: &str) -> bool {
    rest.starts_with('/')
}

/// When commits were last recorded in the repository that a library is in; `None` where there is none.
fn commits(root: &Path) -> Option<Stamp> {
    load::stamp(&history::record(root)?)
}

#[cfg(test)]
mod tests;
