//! Reading a folder into a library.
//!
//! Three things run at the same time: git is asked for its history, the content folder is walked, and the files found
//! are read and parsed, a file at a time on each core. Bodies aren't kept.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::SystemTime,
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use rayon::prelude::*;

use super::{
    Config, Document, History, Kinds, Library, asset,
    config::{self, Settings},
    files::{self, DocumentFile},
    front_matter,
    history::{self, Histories},
    kinds,
    parse::{self, Context},
    target::Index,
    usage_files,
};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};

/// Why a library can't be loaded at all, or a document not be read again. What is wrong with single documents are
/// findings, not errors.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file or folder can't be read.
    #[error("{}: {source}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl LoadError {
    fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Read { path: path.to_owned(), source }
    }
}

/// Reads the library in `root`, reckoning freshness for `today`.
///
/// A broken `fieldbook.toml` or document is a finding, and what can be read of it is used; only a root or a
/// `fieldbook.toml` that can't be read at all is an error.
pub fn load(root: &Path, today: Date) -> Result<(Library, Diagnostics), LoadError> {
    let (library, parts) = load_parts(root, today)?;
    Ok((library, parts.into_findings().collect()))
}

/// What is known of a library beside itself, by which it can be kept in step with its files ([`Live`](super::Live)).
#[derive(Debug)]
pub(super) struct Parts {
    /// What is wrong with `fieldbook.toml`, and with what is known of use.
    settings: Vec<Diagnostic>,
    /// What is wrong with files that can't be looked at.
    pub(super) found: Vec<Diagnostic>,
    /// What is wrong with each markdown file, by path, and when it was so.
    pub(super) read: BTreeMap<String, (Vec<Diagnostic>, Option<Stamp>)>,
    /// What is wrong with each sidecar, by path.
    pub(super) sidecars: BTreeMap<String, Vec<Diagnostic>>,
    histories: Histories,
    /// Where in paths of documents the part begins that is relative to the content folder.
    pub(super) content_start: usize,
}

impl Parts {
    /// All that is wrong, in no order.
    pub(super) fn findings(&self) -> impl Iterator<Item = Diagnostic> {
        let single =
            self.settings.iter().chain(&self.found).chain(self.read.values().flat_map(|(findings, _)| findings));
        let single = single.chain(self.sidecars.values().flatten());
        single.cloned().chain(self.histories.findings())
    }

    fn into_findings(self) -> impl Iterator<Item = Diagnostic> {
        let of_history = self.histories.findings();
        self.settings
            .into_iter()
            .chain(self.found)
            .chain(of_history)
            .chain(self.read.into_values().flat_map(|(findings, _)| findings))
            .chain(self.sidecars.into_values().flatten())
    }

    /// A document with what git knows of it; else with the day of its file.
    pub(super) fn with_history(&self, document: Document, changed: Option<Date>) -> Document {
        let path = document.path.clone();
        self.with_history_of(document, &path, changed)
    }

    /// The same, where the file that counts is another one than the one that says all else.
    pub(super) fn with_history_of(&self, mut document: Document, path: &str, changed: Option<Date>) -> Document {
        document.history =
            self.histories.of(path).cloned().unwrap_or_else(|| History { changed, ..History::default() });
        document.created = document.created.or(document.history.created);
        document
    }
}

/// Reads the library in `root`, and keeps apart what is wrong with each file.
pub(super) fn load_parts(root: &Path, today: Date) -> Result<(Library, Parts), LoadError> {
    fs::read_dir(root).map_err(LoadError::read(root))?;
    let (Settings { config, kinds, findings }, mut settings) = read_settings(root)?;
    settings.extend(findings);
    let (usage, of_usage) = usage_files::read(root);
    settings.extend(of_usage);

    let (found, read, histories) = thread::scope(|scope| {
        let histories = scope.spawn(|| history::read(root, &config.content));
        let found = files::find(root, &config);
        let context = context(&config, &kinds, today);
        let read: Vec<FileRead> = found.documents.par_iter().map(|file| read_file(root, file, &context)).collect();
        // A thread that panicked has said so; dates of files do in its place.
        (found, read, histories.join().unwrap_or_default())
    });

    let content_start = files::content_start(&config);
    let mut parts = Parts {
        settings,
        found: Vec::new(),
        read: BTreeMap::new(),
        sidecars: BTreeMap::new(),
        histories,
        content_start,
    };
    let (assets, sidecars) = asset::read(root, &found, &context(&config, &kinds, today), &parts);
    parts.sidecars = sidecars;
    parts.found = found.findings;
    let mut documents = Vec::with_capacity(read.len());
    for (file, FileRead { document, stamp, findings }) in found.documents.into_iter().zip(read) {
        let changed = stamp.and_then(day_of);
        parts.read.insert(file.path, (findings, stamp));
        documents.extend(document.map(|document| parts.with_history(document, changed)));
    }
    sort(&mut documents, &config);
    let index = Index::new(&documents);
    let library =
        Library { root: root.to_owned(), config, kinds, documents, files: found.files, assets, usage, today, index };
    Ok((library, parts))
}

/// What documents of a library are read by.
pub(super) fn context<'a>(config: &'a Config, kinds: &'a Kinds, today: Date) -> Context<'a> {
    let names = kinds.iter().map(|kind| kind.name.clone()).collect();
    Context { config, kinds, common: kinds::common_fields(&config.facets, names), today }
}

/// Puts documents in order: by id, then language with the library's main language first.
pub(super) fn sort(documents: &mut [Document], config: &Config) {
    let language_order = |language: &str| config.languages.iter().position(|known| known == language);
    documents.sort_by(|one, other| {
        let key = |document: &Document| language_order(&document.language);
        one.id.cmp(&other.id).then_with(|| key(one).cmp(&key(other))).then_with(|| one.path.cmp(&other.path))
    });
}

impl Library {
    /// Reads a document's body again (bodies aren't kept in memory), without its front matter.
    pub fn body(&self, document: &Document) -> Result<String, LoadError> {
        let path = self.root.join(&document.path);
        let mut source = fs::read_to_string(&path).map_err(LoadError::read(&path))?;
        source.drain(..front_matter::split(&source).body_start);
        Ok(source)
    }
}

/// Reads only what `fieldbook.toml` says, for what needs no documents; what is wrong with it, [`load`] says.
pub fn settings(root: &Path) -> Result<(Config, Kinds), LoadError> {
    let (settings, _) = read_settings(root)?;
    Ok((settings.config, settings.kinds))
}

/// All files that a library in `root` is made of, by their paths relative to it, in order: `fieldbook.toml`, what is known of use, what
/// is under the content folder, the library's theme and its own face. Some may not be there.
pub fn input_files(root: &Path) -> Result<Vec<String>, LoadError> {
    let (config, _) = settings(root)?;
    let found = files::find(root, &config);
    let mut paths = [config::FILE, usage_files::REPORT, usage_files::SUMMARY].map(str::to_owned).to_vec();
    paths.extend(found.documents.into_iter().map(|file| file.path).chain(found.files).chain(found.sidecars));
    // What can't be looked at is a finding, which the name stands for.
    paths.extend(found.findings.into_iter().filter_map(|finding| finding.location).map(|location| location.path));
    paths.extend(config.brand.files().map(str::to_owned));
    paths.extend(files::all_below(root, &format!("themes/{}", config.theme)));
    paths.sort_unstable();
    paths.dedup();
    Ok(paths)
}

/// The commit that the histories of documents are read from, with all that changes how they are read; empty where there is
/// no git.
pub fn commit(root: &Path) -> String {
    history::commit(root)
}

/// Reads `fieldbook.toml`, if there is one.
fn read_settings(root: &Path) -> Result<(Settings, Vec<Diagnostic>), LoadError> {
    let path = root.join(config::FILE);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((config::read(None, root), Vec::new())),
        Err(error) => return Err(LoadError::read(&path)(error)),
    };
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (config::read(Some(&text), root), Vec::new()),
        Err(error) => (config::read(Some(""), root), vec![not_utf8(config::FILE, error.as_bytes())]),
    })
}

/// What became of a file.
#[derive(Debug)]
pub(super) struct FileRead {
    pub(super) document: Option<Document>,
    /// As the file was before it was read.
    pub(super) stamp: Option<Stamp>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Reads a markdown file.
pub(super) fn read_file(root: &Path, file: &DocumentFile, context: &Context<'_>) -> FileRead {
    let path = root.join(&file.path);
    let stamp = stamp(&path);
    let left_out = |finding| FileRead { document: None, stamp, findings: vec![finding] };
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let finding = Diagnostic::new(Code::UnreadableFile, format!("this file can't be read: {error}"));
            return left_out(finding.at(&file.path, None).help("make it readable, or remove it"));
        }
    };
    match String::from_utf8(bytes) {
        Ok(source) => {
            let (document, findings) = parse::parse(&source, file, context);
            FileRead { document: Some(document), stamp, findings }
        }
        Err(error) => left_out(not_utf8(&file.path, error.as_bytes())),
    }
}

/// When a file was last changed, and how many bytes it has.
pub(super) type Stamp = (SystemTime, u64);

/// That of a file; `None` where there is none.
pub(super) fn stamp(file: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(file).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The day of a file's last change.
pub(super) fn day_of((time, _): Stamp) -> Option<Date> {
    Timestamp::try_from(time).ok().map(|timestamp| timestamp.to_zoned(TimeZone::UTC).date())
}

/// The finding on a file that isn't UTF-8. No place can be shown in it, so the message says the line.
pub(super) fn not_utf8(path: &str, bytes: &[u8]) -> Diagnostic {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let line = bytes.iter().take(valid).filter(|&&byte| byte == b'\n').count() + 1;
    Diagnostic::new(Code::NotUtf8, format!("this file isn't UTF-8, from line {line} on"))
        .at(path, None)
        .help("save it with the encoding UTF-8")
}
