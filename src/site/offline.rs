//! Keeping a site for when there is no network: the list of files that readers' browsers keep, and the service worker that
//! keeps them (`themes/default/static/js/offline/`). `docs/offline.md` says what readers get.
//!
//! | file | what |
//! |---|---|
//! | `offline.json` | the files to keep, the worthiest first, cut at the library's budget |
//! | `offline.html` | the page that stands where one isn't kept; one for each language |
//! | `sw.js` | the worker; in sites without `[offline]` one that clears away what an earlier worker has kept |
//!
//! Start reading at [`write()`].

mod worth;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use serde::Serialize;

use super::{
    BuildError,
    address::encoded,
    delivery,
    output::{OutputError, Stage},
    plan::Plan,
    render::Press,
    view::{Head, Navigation},
};
use crate::search;
use worth::{Appraiser, Worth};

/// The list of files to keep.
const LIST: &str = "offline.json";
/// The service worker; at the root, since it may only answer for what is beside and below it.
pub const WORKER: &str = "sw.js";
/// Version of the list's format: a worker that knows another one doesn't keep anything.
const FORMAT: u32 = 1;
/// Hexadecimal digits of a file's version. It only tells apart what stood at one address at different times.
const VERSION_DIGITS: usize = 12;
/// Hexadecimal digits of a build's name.
const BUILD_DIGITS: usize = 16;

/// What readers' browsers keep of a site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Kept {
    /// How many files.
    pub files: usize,
    /// How many bytes, texts compressed: so they are kept.
    pub bytes: u64,
    /// How many bytes it may be.
    pub budget: u64,
    /// Pages for which there was no room.
    pub pages_left: usize,
    /// Files of the library for which there was no room.
    pub assets_left: usize,
    /// Other files for which there was no room: parts of the index, texts for excerpts.
    pub others_left: usize,
}

/// `offline.json`
#[derive(Serialize)]
struct List<'a> {
    format: u32,
    /// Stands for everything else here.
    build: String,
    #[serde(flatten)]
    content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    /// The day of the build, as of which is what readers see, in the languages that pages speak.
    day: BTreeMap<String, String>,
    /// The folder of the theme's static files: a page that names it is of this build's making.
    assets: &'a str,
    files: Vec<Row>,
}

/// A file to keep: address below the site's root, bytes as it is kept, and version: empty where the address changes with the content.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Row(String, u64, String);

/// A file of the site, appraised.
struct Candidate {
    worth: Worth,
    path: String,
    /// Where its bytes are now.
    place: PathBuf,
    bytes: u64,
}

#[derive(Serialize)]
struct FallbackPage {
    head: Head,
    navigation: Navigation,
}

#[derive(Serialize)]
struct WorkerScript<'a> {
    /// The build whose files it keeps; none where nothing is to be kept any more.
    build: Option<&'a str>,
}

/// Where in the site the page is that stands for those in a language that aren't kept.
fn fallback_path(plan: &Plan<'_>, language: &str) -> String {
    plan.path_in(language, "offline.html")
}

/// Makes the worker and, where the library wants it, the list of what it keeps: after all other files, which it reads.
pub fn write(press: &Press<'_, '_>, stage: &Stage) -> Result<Option<Kept>, BuildError> {
    let offline = &press.plan.library.config.offline;
    if !offline.enabled {
        end(press)?;
        return Ok(None);
    }
    for language in &press.plan.languages {
        let title = press.plan.words(language).say("offline-title");
        let page = FallbackPage { head: Head::apart(press.plan, language, title), navigation: Navigation::default() };
        press.file(&fallback_path(press.plan, language), "offline.html", &page)?;
    }
    let candidates = candidates(press, stage)?;
    let (chosen, kept) = choose(candidates, offline.budget);
    let files = chosen.par_iter().map(row).collect::<Result<Vec<_>, _>>()?;
    let content = Content { day: day(press.plan), assets: press.theme.folder(), files };
    let build = digest(&serde_json::to_vec(&content).map_err(in_list)?, BUILD_DIGITS);
    press.json(LIST, &List { format: FORMAT, build: build.clone(), content })?;
    press.file(WORKER, WORKER, &WorkerScript { build: Some(&build) })?;
    Ok(Some(kept))
}

/// Makes the worker that clears away what an earlier one has kept: browsers ask for a worker that they have until they get
/// another, and one that isn't there any more stays for ever.
pub(super) fn end(press: &Press<'_, '_>) -> Result<(), BuildError> {
    press.file(WORKER, WORKER, &WorkerScript { build: None })
}

fn day(plan: &Plan<'_>) -> BTreeMap<String, String> {
    let words = plan.library.config.languages.iter().map(|language| plan.words(language));
    words.map(|words| (words.language().to_owned(), words.day(plan.library.today))).collect()
}

/// The files that are worth keeping, the worthiest first.
fn candidates(press: &Press<'_, '_>, stage: &Stage) -> Result<Vec<Candidate>, OutputError> {
    let appraiser = Appraiser::new(press);
    let worthy = stage.files().into_iter().filter_map(|(path, place)| Some((appraiser.of(&path)?, path, place)));
    let candidate = |(worth, path, place): (Worth, String, PathBuf)| match size(&path, &place) {
        Ok(bytes) => Ok(Candidate { worth, path, place, bytes }),
        Err(source) => Err(OutputError::Io { path: place, source }),
    };
    let worthy: Vec<_> = worthy.collect();
    let mut candidates = worthy.into_par_iter().map(candidate).collect::<Result<Vec<_>, OutputError>>()?;
    candidates.sort_by(|left, right| (left.worth, &left.path).cmp(&(right.worth, &right.path)));
    Ok(candidates)
}

/// Takes what there is room for. A file that is too large doesn't keep out smaller ones after it.
fn choose(candidates: Vec<Candidate>, budget: u64) -> (Vec<Candidate>, Kept) {
    let mut kept = Kept { budget, ..Kept::default() };
    let mut chosen = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if kept.bytes.saturating_add(candidate.bytes) <= budget {
            kept.bytes += candidate.bytes;
            kept.files += 1;
            chosen.push(candidate);
        } else {
            *match candidate.worth {
                Worth::Home | Worth::List | Worth::Document(_) | Worth::Further => &mut kept.pages_left,
                Worth::Asset => &mut kept.assets_left,
                Worth::Frame
                | Worth::Search
                | Worth::SearchRest
                | Worth::SearchName
                | Worth::Responding
                | Worth::Text(_) => &mut kept.others_left,
            } += 1;
        }
    }
    (chosen, kept)
}

/// Bytes of a file as it is kept: the worker compresses what gets much smaller by it.
fn size(path: &str, place: &Path) -> io::Result<u64> {
    if !is_packed(path) {
        return Ok(fs::metadata(place)?.len());
    }
    let mut packer = GzEncoder::new(Tally(0), Compression::default());
    io::copy(&mut File::open(place)?, &mut packer)?;
    Ok(packer.finish()?.0)
}

/// Whether the worker compresses a file; `worker/store.js` has the same list.
fn is_packed(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["css", "html", "js", "json", "md", "svg", "wasm"].contains(&extension)
}

/// Counts what is written to it.
struct Tally(u64);

impl Write for Tally {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn row(file: &Candidate) -> Result<Row, OutputError> {
    let version = if is_lasting(&file.path) { String::new() } else { version(&file.place)? };
    Ok(Row(address(&file.path), file.bytes, version))
}

/// Whether what stands at a path never changes: then its content needs no version.
fn is_lasting(path: &str) -> bool {
    path.starts_with("assets/") || search::is_lasting(path) || delivery::is_lasting(path)
}

/// What readers ask for to get a file, below the site's root: a page by its folder.
fn address(path: &str) -> String {
    let folder = path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    encoded(folder.unwrap_or(path))
}

fn version(place: &Path) -> Result<String, OutputError> {
    let mut hasher = blake3::Hasher::new();
    let read = File::open(place).and_then(|mut file| io::copy(&mut file, &mut hasher));
    read.map_err(|source| OutputError::Io { path: place.to_owned(), source })?;
    Ok(hasher.finalize().to_hex()[..VERSION_DIGITS].to_owned())
}

fn digest(bytes: &[u8], digits: usize) -> String {
    blake3::hash(bytes).to_hex()[..digits].to_owned()
}

fn in_list(error: serde_json::Error) -> OutputError {
    OutputError::Io { path: LIST.into(), source: error.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(worth: Worth, path: &str, bytes: u64) -> Candidate {
        Candidate { worth, path: path.to_owned(), place: PathBuf::new(), bytes }
    }

    #[test]
    fn what_is_too_large_is_left_out_and_counted_and_smaller_files_after_it_are_kept() {
        let candidates = vec![
            candidate(Worth::Home, "index.html", 40),
            candidate(Worth::Search, "search/0123456789abcdef/hot.gz", 100),
            candidate(Worth::Further, "old/index.html", 70),
            candidate(Worth::Asset, "files/film.mp4", 61),
            candidate(Worth::Asset, "files/picture.png", 60),
        ];
        let (chosen, kept) = choose(candidates, 100);
        let paths: Vec<_> = chosen.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["index.html", "files/picture.png"]);
        let left = Kept { files: 2, bytes: 100, budget: 100, pages_left: 1, assets_left: 1, others_left: 1 };
        assert_eq!(kept, left);
    }

    #[test]
    fn pages_are_addressed_by_their_folders() {
        assert_eq!(address("index.html"), "");
        assert_eq!(address("sales plays/index.html"), "sales%20plays/");
        assert_eq!(address("a/index.html.md"), "a/index.html.md");
        assert_eq!(address("my-index.html"), "my-index.html");
    }

    #[test]
    fn only_what_has_a_hash_in_its_path_needs_no_version() {
        assert!(is_lasting("assets/0123456789abcdef/css/base.css"));
        assert!(is_lasting("search/0123456789abcdef/hot.gz"));
        assert!(!is_lasting("search/index.json"));
        assert!(!is_lasting("files/assets/picture.png"));
    }
}
