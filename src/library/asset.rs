//! Assets: the files of a library that aren't markdown, with what is known of each.
//!
//! What a file's sidecar says of it has the form of a document ([`Asset::about`]), so that whoever lists, searches, gates or
//! reviews documents can do the same with files.

use std::{collections::BTreeMap, fs, path::Path};

use rayon::prelude::*;

use super::{
    Document, DocumentId, Library,
    files::{self, DocumentFile, Found},
    load::{Parts, day_of, stamp},
    parse::Context,
    sidecar,
};
use crate::diagnostics::Diagnostic;

/// A file of the library that isn't markdown, or one elsewhere that the library refers to.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Relative to the library's root; where the file is elsewhere, as if it were beside its sidecar.
    pub path: String,
    /// What is said of it, in the form of a document: its id is the path under the content folder, with the extension, its path
    /// that of the sidecar where there is one. Without a sidecar it's a title from the name, and the folder's audience.
    pub about: Document,
    /// Path of its sidecar, relative to the root. A file without one is for whom the documents are that link to it.
    pub sidecar: Option<String>,
    /// Older files that it takes the place of, by their paths relative to the root. They needn't be there.
    pub replaces: Vec<String>,
    /// Where it is, if it isn't in the library.
    pub reference: Option<Reference>,
    /// Bytes; `None` where it isn't in the library.
    pub size: Option<u64>,
}

/// A file that is elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where.
    pub url: String,
    /// BLAKE3 hash of what should be there, in hexadecimal digits.
    pub hash: Option<String>,
}

impl Reference {
    /// Whether an address leads there: whatever part of the file it names (`#t=20`), what else it asks for beside what is asked for here, and
    /// however scheme and host are written.
    pub fn is_at(&self, url: &str) -> bool {
        let (own, other) = (Address::of(&self.url), Address::of(url));
        let asks_for_it = || own.asked().all(|wanted| other.asked().any(|asked| asked == wanted));
        own.host == other.host && own.path == other.path && asks_for_it()
    }
}

/// An address on the web, in parts that can be compared.
struct Address<'u> {
    host: String,
    path: String,
    query: &'u str,
}

impl<'u> Address<'u> {
    fn of(url: &'u str) -> Self {
        let url = url.trim();
        let whole = url.split('#').next().unwrap_or(url);
        let (place, query) = whole.split_once('?').unwrap_or((whole, ""));
        let below = place.split_once("//").map_or(place, |(_, below)| below);
        let (host, path) = below.split_once('/').unwrap_or((below, ""));
        let host = host.to_lowercase();
        let host = [":443", ":80"].iter().find_map(|port| host.strip_suffix(port)).unwrap_or(&host).to_owned();
        Self { host, path: percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned(), query }
    }

    fn asked(&self) -> impl Iterator<Item = &'u str> {
        self.query.split('&').filter(|part| !part.is_empty())
    }
}

impl Asset {
    /// Its path under the content folder, with the extension: what links, usage events and reports know it by.
    pub fn id(&self) -> &str {
        self.about.id.as_str()
    }

    /// The name of its file.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What the sidecar calls it: `deck`, `price-list`.
    pub fn said_type(&self) -> Option<&str> {
        self.about.fields.get("type").and_then(super::Value::as_str)
    }
}

impl Library {
    /// The asset at a path relative to the root.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()?;
        self.assets.get(at)
    }
}

/// What there is, and what is wrong with each sidecar, by its path.
pub(super) type Read = (Vec<Asset>, BTreeMap<String, Vec<Diagnostic>>);

/// Looks at all files that aren't markdown, and reads what is said of them.
pub(super) fn read(root: &Path, found: &Found, context: &Context<'_>, parts: &Parts) -> Read {
    let is_there = |file: &str| found.files.binary_search_by(|known| known.as_str().cmp(file)).is_ok();
    let by_file: BTreeMap<&str, &String> =
        found.sidecars.iter().filter_map(|path| Some((files::described(path)?, path))).collect();
    let elsewhere = by_file.keys().copied().filter(|file| !is_there(file));
    let paths: Vec<&str> = found.files.iter().map(String::as_str).chain(elsewhere).collect();
    let one = |path: &&str| {
        let file = DocumentFile { path: (*path).to_owned(), content_start: parts.content_start };
        asset(root, file, by_file.get(path).copied(), context, parts)
    };
    let read: Vec<_> = paths.par_iter().map(one).collect();
    let (mut assets, mut findings) = (Vec::with_capacity(read.len()), BTreeMap::new());
    for (asset, found) in read {
        assets.extend(asset);
        findings.extend(found);
    }
    assets.sort_by(|one, other| one.path.cmp(&other.path));
    (assets, findings)
}

fn asset(
    root: &Path,
    file: DocumentFile,
    sidecar: Option<&String>,
    context: &Context<'_>,
    parts: &Parts,
) -> (Option<Asset>, Option<(String, Vec<Diagnostic>)>) {
    let metadata = fs::metadata(root.join(&file.path)).ok().filter(fs::Metadata::is_file);
    let is_there = metadata.is_some();
    let said = sidecar.map(|path| sidecar::read(root, path, &file, is_there, context));
    let (mut about, findings) = match said {
        Some(said) => (said.about, Some((said.about_path, said.findings))),
        None => (sidecar::unsaid(&file, context), None),
    };
    let text = |name: &str| about.fields.get(name).and_then(super::Value::as_str).map(str::to_owned);
    let reference = if is_there { None } else { text("url").map(|url| Reference { url, hash: text("hash") }) };
    if !is_there && reference.is_none() {
        return (None, findings);
    }
    about.id = DocumentId::new(file.content_path());
    let changed = stamp(&root.join(&file.path)).and_then(day_of);
    let about = parts.with_history_of(about, &file.path, changed);
    let replaces = sidecar::replaced(&about, &file);
    let size = metadata.map(|metadata| metadata.len());
    (Some(Asset { path: file.path, about, sidecar: sidecar.cloned(), replaces, reference, size }), findings)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use jiff::civil::date;

    use super::*;
    use crate::{audience::Audience, library::load};

    #[test]
    fn an_address_is_known_however_it_is_written() {
        let is_at = |own: &str, other: &str| Reference { url: own.to_owned(), hash: None }.is_at(other);
        let own = "https://files.example/a%20film.mp4";
        for other in [own, "HTTPS://Files.Example:443/a film.mp4#t=20", "//files.example/a%20film.mp4?dl=1"] {
            assert!(is_at(own, other), "{other}");
        }
        assert!(!is_at(own, "https://files.example/A%20film.mp4") && !is_at(own, "https://files.example"));
        let asked = "https://tube.example/watch?v=1";
        assert!(is_at(asked, "https://tube.example/watch?t=20&v=1"));
        assert!(!is_at(asked, "https://tube.example/watch?v=2") && !is_at(asked, "https://tube.example/watch"));
    }

    #[test]
    fn files_are_what_their_sidecars_say_else_what_their_names_do() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for (path, text) in [
            ("fieldbook.toml", "name = \"Book\"\n"),
            ("content/decks/intro-deck.pptx", "PK"),
            ("content/decks/new.pptx", "PK"),
            (
                "content/decks/new.pptx.toml",
                "title = \"New deck\"\nowner = \"ada\"\naudience = \"customer\"\nreviewed = 2026-11-01\nreplaces = [\"intro-deck.pptx\", \"/old.pdf\"]\n",
            ),
            ("content/talk.mp4.toml", "url = \"https://files.example/talk.mp4\"\nhash = \"0f\"\n"),
            ("content/data.toml", "a = 1\n"),
        ] {
            let place = root.join(path);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, text).unwrap();
        }
        let (library, findings) = load(root, date(2026, 11, 22)).unwrap();
        assert!(findings.iter().next().is_none(), "{findings:?}");
        let paths: Vec<&str> = library.assets.iter().map(|asset| asset.path.as_str()).collect();
        let expected =
            ["content/data.toml", "content/decks/intro-deck.pptx", "content/decks/new.pptx", "content/talk.mp4"];
        assert_eq!(paths, expected);
        assert_eq!(library.files, expected[..3]);

        let said = library.asset("content/decks/new.pptx").unwrap();
        assert_eq!((said.id(), said.about.title.as_str()), ("decks/new.pptx", "New deck"));
        assert_eq!((said.about.owner.as_deref(), said.about.audience), (Some("ada"), Audience::Customer));
        assert_eq!(said.replaces, ["content/decks/intro-deck.pptx", "content/old.pdf"]);
        let unsaid = library.asset("content/decks/intro-deck.pptx").unwrap();
        assert_eq!((unsaid.about.title.as_str(), unsaid.about.audience), ("Intro deck", Audience::Internal));
        let elsewhere = library.asset("content/talk.mp4").unwrap();
        let reference = Reference { url: "https://files.example/talk.mp4".to_owned(), hash: Some("0f".to_owned()) };
        assert_eq!((&elsewhere.reference, elsewhere.size), (&Some(reference), None));
    }
}
