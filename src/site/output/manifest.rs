//! The list of files in an output folder that Fieldbook wrote.
//!
//! ```text
//! # Files that Fieldbook wrote. It removes them when they are no longer made.     a comment for who finds it
//! 404.html                                                                       a path a line, in order
//! answers/soc2/index.html
//! ```

use std::{collections::BTreeSet, fs, io, path::Path};

use super::OutputError;

/// Name of the manifest in the output.
pub(super) const NAME: &str = ".fieldbook-manifest";

const COMMENT: &str = "# Files that Fieldbook wrote. It removes them when they are no longer made.";

/// Paths in the output, with `/` between their parts.
#[derive(Debug, Default)]
pub(super) struct Manifest(BTreeSet<String>);

impl Manifest {
    pub(super) fn new(paths: BTreeSet<String>) -> Self {
        Self(paths)
    }

    /// What the last build wrote; nothing where there is no manifest.
    pub(super) fn read(output: &Path) -> Result<Self, OutputError> {
        let path = output.join(NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(OutputError::Io { path, source }),
        };
        // A path that no build can have written is ignored, lest a damaged manifest removes what is not ours.
        Ok(Self(
            text.lines().filter(|line| !line.starts_with('#') && super::is_safe(line)).map(str::to_owned).collect(),
        ))
    }

    /// Writes it by way of a temporary file beside it.
    pub(super) fn write(&self, output: &Path) -> Result<(), OutputError> {
        let path = output.join(NAME);
        let text = self.text();
        if fs::read_to_string(&path).is_ok_and(|existing| existing == text) {
            return Ok(());
        }
        let temporary = output.join(format!("{NAME}.new"));
        fs::write(&temporary, text).map_err(OutputError::io(&temporary))?;
        fs::rename(&temporary, &path).map_err(OutputError::io(&path))
    }

    /// All paths of this and another.
    pub(super) fn with(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).cloned().collect())
    }

    pub(super) fn holds(&self, path: &str) -> bool {
        self.0.contains(path)
    }

    /// Whether any file in this folder is listed.
    pub(super) fn holds_below(&self, folder: &str) -> bool {
        let prefix = format!("{folder}/");
        self.0.range(prefix.clone()..).next().is_some_and(|path| path.starts_with(&prefix))
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.iter()
    }

    pub(super) fn into_paths(self) -> Vec<String> {
        self.0.into_iter().collect()
    }

    fn text(&self) -> String {
        let mut text = format!("{COMMENT}\n");
        for path in &self.0 {
            text.push_str(path);
            text.push('\n');
        }
        text
    }
}
