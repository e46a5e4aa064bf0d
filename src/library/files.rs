//! Finds the files of a library.

use std::path::Path;

use globset::{Glob, GlobSet, GlobSetBuilder};
use walkdir::WalkDir;

use super::{Config, config};
use crate::diagnostics::{Code, Diagnostic};

/// A markdown file under the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DocumentFile {
    /// Relative to the library's root, with `/` between its parts.
    pub(super) path: String,
    /// Where in `path` that part begins which is relative to the content folder.
    pub(super) content_start: usize,
}

impl DocumentFile {
    /// Its path relative to the content folder.
    pub(super) fn content_path(&self) -> &str {
        self.path.get(self.content_start..).unwrap_or_default()
    }
}

/// What there is under the content folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Markdown files, in the order of paths.
    pub(super) documents: Vec<DocumentFile>,
    /// All others, by their paths relative to the root, in that order.
    pub(super) files: Vec<String>,
    /// What only says something of one of those (`deck.pptx.toml`), in the same way.
    pub(super) sidecars: Vec<String>,
    pub(super) findings: Vec<Diagnostic>,
}

/// A file of this name marks a folder as Fieldbook's output, which is no content.
const OUTPUT_MARKER: &str = ".fieldbook-manifest";

/// Finds all files under the content folder but hidden and ignored ones. Links that lead out of the library aren't
/// followed, since what is there isn't the library's to publish.
pub(super) fn find(root: &Path, config: &Config) -> Found {
    let ignored = matching(&config.ignore);
    let content = root.join(&config.content);
    let real_root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let content_start = content_start(config);
    let mut found = Found::default();
    if !content.is_dir() {
        return found;
    }
    let mut entries = WalkDir::new(&content).min_depth(1).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.findings.push(unreadable(root, &error));
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let mut skip = || {
            if is_folder {
                entries.skip_current_dir();
            }
        };
        let Some(path) = relative(root, entry.path()) else {
            let lossy = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into_owned();
            let finding = Diagnostic::new(Code::UnreadableFile, "the name of this file isn't UTF-8");
            found.findings.push(finding.at(&lossy, None).help("rename it"));
            skip();
            continue;
        };
        if path.contains(char::is_control) {
            let finding = Diagnostic::new(Code::UnreadableFile, "the name of this file holds a control character");
            found.findings.push(finding.at(&path, None).help("rename it"));
            skip();
            continue;
        }
        let content_path = path.get(content_start..).unwrap_or_default();
        if is_passed_over(entry.path(), content_path, is_folder, config) || ignored.is_match(content_path) {
            skip();
            continue;
        }
        if entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(&real_root)) {
            let finding = Diagnostic::new(Code::UnreadableFile, "this link leads out of the library");
            found.findings.push(finding.at(&path, None).help("put a copy of the file in its place"));
            skip();
            continue;
        }
        if entry.file_type().is_file() {
            if is_markdown(&path) {
                found.documents.push(DocumentFile { path, content_start });
            } else {
                found.files.push(path);
            }
        }
    }
    found.files.sort_unstable();
    let is_sidecar = |path: &String| {
        described(path).is_some_and(|file| {
            is_of_an_asset(file) || found.files.binary_search_by(|known| known.as_str().cmp(file)).is_ok()
        })
    };
    let (sidecars, files) = found.files.iter().cloned().partition(is_sidecar);
    found.sidecars = sidecars;
    found.files = files;
    found
}

/// The file that a sidecar of this name would be for: `deck.pptx` for `deck.pptx.toml`.
pub(super) fn described(path: &str) -> Option<&str> {
    let file = path.strip_suffix(".toml")?;
    let (stem, extension) = file.rsplit('/').next()?.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty() && !is_markdown(file)).then_some(file)
}

/// Extensions of files that people send to each other: a sidecar for one of them is a sidecar even where the file isn't there.
const OF_ASSETS: [&str; 34] = [
    "avif", "csv", "doc", "docm", "docx", "gif", "jpeg", "jpg", "key", "mov", "mp3", "mp4", "odp", "ods", "odt", "pdf",
    "png", "pot", "potx", "ppt", "pptm", "pptx", "rtf", "srt", "svg", "vtt", "wav", "webm", "webp", "xls", "xlsm",
    "xlsx", "xltx", "zip",
];

fn is_of_an_asset(file: &str) -> bool {
    let extension = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    OF_ASSETS.contains(&extension.as_str())
}

/// Where in paths that are relative to the root the part begins that is relative to the content folder.
pub(super) fn content_start(config: &Config) -> usize {
    if config.content.is_empty() { 0 } else { config.content.len() + 1 }
}

/// All files below a folder of the library, by their paths relative to the root.
pub(super) fn all_below(root: &Path, folder: &str) -> Vec<String> {
    let entries = WalkDir::new(root.join(folder)).follow_links(true).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.filter_map(|entry| relative(root, entry.path())).collect()
}

/// Whether a path is one of a document.
pub(super) fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| {
        extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("markdown")
    })
}

/// What is never content: hidden files, other programs' folders, Fieldbook's own output, and, where the root of a library
/// with a `fieldbook.toml` is its content folder, that file and the library's themes.
fn is_passed_over(path: &Path, content_path: &str, is_folder: bool, config: &Config) -> bool {
    let name = content_path.rsplit('/').next().unwrap_or_default();
    let is_theme = || content_path == "themes" && is_folder && path.with_file_name(config::FILE).is_file();
    let is_own = config.content.is_empty() && (content_path == config::FILE || is_theme());
    name.starts_with('.') || is_own || (is_folder && (name == "node_modules" || path.join(OUTPUT_MARKER).exists()))
}

/// The paths that any of these patterns is for.
pub(crate) fn matching(globs: &[String]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        // The reader of the configuration has said which ones aren't valid.
        if let Ok(glob) = Glob::new(glob) {
            builder.add(glob);
        }
    }
    builder.build().unwrap_or_default()
}

/// A path relative to the root, with `/` between its parts; `None` where it isn't UTF-8.
fn relative(root: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

fn unreadable(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().into_owned());
    let message = match (error.loop_ancestor(), error.io_error()) {
        (Some(_), _) => "this link leads in a circle".to_owned(),
        (None, Some(error)) => format!("this can't be read: {error}"),
        (None, None) => "this can't be read".to_owned(),
    };
    let finding = Diagnostic::new(Code::UnreadableFile, message).help("remove it, or make it readable");
    match path {
        Some(path) => finding.at(&path, None),
        None => finding,
    }
}
