//! The files that findings point into, read when they are printed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::diagnostics::Lines;

/// Lines of a library's files. Findings come sorted by file, so the last two that were asked for are kept: the one that
/// findings are in, and the one that the current finding relates to.
#[derive(Debug)]
pub(super) struct Sources {
    root: PathBuf,
    recent: Vec<(String, Option<Lines<'static>>)>,
}

impl Sources {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), recent: Vec::new() }
    }

    /// The library's folder.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The lines of a file; `None` where it can't be read. Bytes that are no UTF-8 are replaced, which leaves the places
    /// before them as they are.
    pub(super) fn lines(&mut self, path: &str) -> Option<&Lines<'static>> {
        let index = self.recent.iter().position(|(known, _)| known == path).unwrap_or_else(|| {
            let text = fs::read(self.root.join(path)).ok();
            let lines = text.map(|bytes| Lines::new(String::from_utf8_lossy(&bytes).into_owned()));
            if self.recent.len() > 1 {
                self.recent.remove(0);
            }
            self.recent.push((path.to_owned(), lines));
            self.recent.len() - 1
        });
        self.recent.get(index).and_then(|(_, lines)| lines.as_ref())
    }
}
