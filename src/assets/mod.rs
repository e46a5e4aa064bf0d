//! What a library's files are and hold: their hashes, their types and what is inside, found out once.
//!
//! What was found out is kept in `.fieldbook/assets/`: which bytes a file has by what it was when it was read ([`Stamp`]), and what is inside by
//! these bytes. So files that haven't changed are neither hashed nor read again, and those that were moved or fetched anew are hashed only.
//!
//! Files come from anywhere, so they are read in processes of their own ([`read_apart`]), each bounded in time and memory; pages of Office's
//! files are set by LibreOffice, where it is installed ([`draw_office_by`]).

mod apart;
mod check;
mod child;
mod known;
mod office;
mod sketch;
mod traces;

pub use apart::read_apart;
pub use check::check;
pub use child::{COMMAND, LIMITS, run as read_files};
pub use known::{Known, Told, Unread};
pub use office::{draw_office_by, find_office, office};
pub use traces::{Stripped, Unstripped, name as trace_name, stripped};

use std::{
    collections::HashMap,
    fs::{self, File},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use fieldbook_extract::Part;
use fieldbook_preview::{Preview, Shape, is_previewed};
use rayon::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    diagnostics::Diagnostics,
    ledger::{self, Fingerprint, Fingerprinter, Ledger, Stamp},
    library::{Asset, Library},
    store::{self, Store},
};
use apart::Apart;
use office::Office;

/// The folder of what is known, in a library.
const FOLDER: &str = ".fieldbook/assets";
/// The file that says which bytes each file has.
const HASHES: &str = ".fieldbook/assets.hashes";
/// Counts the changes of what is read, and of how it is kept.
const FORMAT: &str = "11";

/// Finds out what a library's files are and hold.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    store: Store,
    hashes: Mutex<Hashes>,
    /// How large previews are, by path of the file: lists ask again and again.
    shapes: Mutex<HashMap<String, Vec<Shape>>>,
    apart: Apart,
    office: Option<Office>,
    /// Whether readers wait for what is asked.
    is_hurried: bool,
}

/// All that is wrong with a library's files. What was found out of them is kept for the next time, and what is known of files that are
/// there no more is forgotten.
pub fn check_and_keep(library: &Library) -> Diagnostics {
    let reader = Reader::new(&library.root);
    let findings = check(library, &reader);
    reader.keep();
    reader.store.sweep();
    findings
}

/// Which bytes files have.
#[derive(Debug)]
struct Hashes {
    /// What was known before.
    known: Ledger,
    /// What was asked for, by path: each file is looked at once, so that all who ask get the same.
    asked: HashMap<String, Option<(Fingerprint, Stamp)>>,
    /// Whether something was found out that isn't in the file.
    is_new: bool,
}

/// What stands for the pieces that are kept of a file.
#[derive(Clone, Copy)]
struct Pieces {
    /// Its bytes, and of what type a text is.
    content: Fingerprint,
    /// The LibreOffice that draws it, if one does: another one, or none, may have made other previews.
    by_office: Option<Fingerprint>,
}

impl Pieces {
    /// What is known of it.
    fn facts(self) -> Fingerprint {
        self.piece("facts")
    }

    /// Its text.
    fn text(self) -> Fingerprint {
        self.piece("text")
    }

    /// How large its previews are.
    fn shapes(self) -> Fingerprint {
        self.piece(&format!("previews{}", self.drawn_by()))
    }

    /// The preview of a width.
    fn preview(self, width: u32) -> Fingerprint {
        self.piece(&format!("preview {width}{}", self.drawn_by()))
    }

    fn drawn_by(self) -> String {
        self.by_office.map_or_else(String::new, |office| format!(" by LibreOffice {}", office.digits()))
    }

    fn piece(self, what: &str) -> Fingerprint {
        Fingerprinter::new("piece of an asset").text(what).part(self.content).end()
    }
}

impl Reader {
    /// That of the library in a folder.
    pub fn new(root: &Path) -> Self {
        let known = Ledger::read(&root.join(HASHES), scope());
        Self {
            root: root.to_owned(),
            store: Store::new(root.join(FOLDER), scope()),
            hashes: Mutex::new(Hashes { known, asked: HashMap::new(), is_new: false }),
            shapes: Mutex::default(),
            apart: Apart::default(),
            office: Office::installed(),
            is_hurried: false,
        }
    }

    /// What stands for the bytes of a file, given by its path relative to the library's root: the beginning of their BLAKE3 hash.
    /// `None` where it can't be read, which its copying says.
    pub fn hash(&self, path: &str) -> Option<Fingerprint> {
        let earlier = {
            let hashes = self.hashes();
            if let Some(found) = hashes.asked.get(path) {
                return found.map(|(hash, _)| hash);
            }
            self.stamp(path).map(|(stamp, is_fresh)| (stamp, is_fresh, hashes.known.of(path, stamp)))
        };
        let found = earlier.and_then(|(stamp, is_fresh, known)| {
            let read = || Fingerprint::of_file(&mut File::open(self.root.join(path)).ok()?).ok();
            Some((known.or_else(read)?, stamp, known.is_none() && !is_fresh))
        });
        let mut hashes = self.hashes();
        hashes.is_new |= found.is_some_and(|(.., is_new)| is_new);
        // Another thread may have been first.
        let first = hashes.asked.entry(path.to_owned()).or_insert(found.map(|(hash, stamp, _)| (hash, stamp)));
        first.map(|(hash, _)| hash)
    }

    /// What is known of a file; `None` where it is elsewhere, or can't be opened.
    pub fn known(&self, asset: &Asset) -> Option<Known> {
        let pieces = self.pieces(asset)?;
        // Whoever asks for one still needs the others.
        let previews = fieldbook_preview::WIDTHS.map(|width| pieces.preview(width));
        [pieces.text(), pieces.shapes()].into_iter().chain(previews).for_each(|piece| self.store.mark(piece));
        self.kept(pieces.facts()).or_else(|| Some(self.read(asset, pieces)?.0))
    }

    /// Finds out what is to be known of all files, and draws them, unless that is called off in between; whether it wasn't.
    pub fn learn(&self, library: &Library, is_called_off: impl Fn() -> bool + Sync) -> bool {
        let learn = |asset: &Asset| {
            let goes_on = !is_called_off();
            // What is known is kept in the store, for those who ask.
            let draw = |pieces| self.drawn(asset, pieces, &is_called_off);
            let _ = goes_on.then(|| (self.known(asset), self.pieces(asset).map(draw)));
            goes_on
        };
        let is_known = library.assets.par_iter().all(learn);
        self.keep();
        is_known
    }

    /// The text of a file by page or slide, as far as it is read; empty where it isn't.
    pub fn text(&self, asset: &Asset) -> Vec<Part> {
        let Some(pieces) = self.pieces(asset) else { return Vec::new() };
        let read = || Some(self.read(asset, pieces)?.1);
        self.kept(pieces.text()).or_else(read).unwrap_or_default()
    }

    /// How large the previews of a file are, the narrowest first; they are drawn if they weren't, unless somebody waits and LibreOffice
    /// would have to. None where there are none.
    pub fn previews(&self, asset: &Asset) -> Vec<Shape> {
        match self.pieces(asset) {
            Some(pieces) if self.is_hurried && pieces.by_office.is_some() => {
                self.kept(pieces.shapes()).unwrap_or_default()
            }
            Some(pieces) => self.drawn(asset, pieces, &|| false),
            None => Vec::new(),
        }
    }

    /// The same for lists, which may have hundreds of files: where somebody waits, only of those that were drawn before.
    pub fn previews_for_lists(&self, asset: &Asset) -> Vec<Shape> {
        if self.is_hurried {
            return self.pieces(asset).and_then(|pieces| self.kept(pieces.shapes())).unwrap_or_default();
        }
        self.previews(asset)
    }

    /// Whether a file has no preview since LibreOffice, which would draw it, isn't there.
    pub fn misses_office(&self, asset: &Asset) -> bool {
        office::is_missing()
            && asset.reference.is_none()
            && office::draws(&extension(asset))
            && self.previews(asset).is_empty()
    }

    fn drawn(&self, asset: &Asset, pieces: Pieces, is_called_off: &dyn Fn() -> bool) -> Vec<Shape> {
        if let Some(shapes) = self.shapes().get(&asset.path) {
            return shapes.clone();
        }
        let is_previewed = |known: Known| {
            if pieces.by_office.is_some() {
                office::may_draw(&known)
            } else {
                known.told.is_ok() && is_previewed(known.media)
            }
        };
        let shapes: Vec<Shape> = self.kept(pieces.shapes()).unwrap_or_else(|| {
            let is_drawn = self.known(asset).is_some_and(is_previewed);
            let previews = if is_drawn { self.draw(asset, pieces, is_called_off) } else { Vec::new() };
            previews.into_iter().map(|preview| preview.shape).collect()
        });
        self.shapes().insert(asset.path.clone(), shapes.clone());
        shapes
    }

    /// Says that from now on somebody waits for lists of files.
    pub fn hurry(&mut self) {
        self.is_hurried = true;
    }

    /// The file of one of a file's previews.
    pub fn preview(&self, asset: &Asset, shape: Shape) -> Option<Vec<u8>> {
        let pieces = self.pieces(asset)?;
        self.store.get(pieces.preview(shape.width)).or_else(|| {
            let drawn = self.draw(asset, pieces, &|| false).into_iter();
            drawn.map(|preview| (preview.shape, preview.bytes)).find(|(own, _)| *own == shape).map(|(_, bytes)| bytes)
        })
    }

    /// What that file is made of.
    pub fn preview_made_of(&self, asset: &Asset, shape: Shape) -> Option<Fingerprint> {
        let preview = self.pieces(asset)?.preview(shape.width);
        Some(Fingerprinter::new("preview").part(scope()).part(preview).end())
    }

    fn draw(&self, asset: &Asset, pieces: Pieces, is_called_off: &dyn Fn() -> bool) -> Vec<Preview> {
        let place = self.root.join(&asset.path);
        let office = self.office.as_ref().filter(|_| pieces.by_office.is_some());
        let drawn = match office.map(|office| office.first_page(&place, &extension(asset), is_called_off)) {
            Some(page) => page.and_then(|page| self.apart.draw(page.file())),
            None => self.apart.draw(&place),
        };
        let previews = match drawn {
            Ok(previews) => previews,
            // A file that is read but can't be drawn has no picture, now and later.
            Err(why) if why.is_lasting() => Vec::new(),
            Err(_) => return Vec::new(),
        };
        let shapes: Vec<Shape> = previews.iter().map(|preview| preview.shape).collect();
        if store::ignored_by_git(&self.root).is_ok() {
            for preview in &previews {
                self.store.put(pieces.preview(preview.shape.width), &preview.bytes);
            }
        }
        self.keep_piece(pieces.shapes(), &shapes);
        previews
    }

    /// What stands for what is kept of a file.
    fn pieces(&self, asset: &Asset) -> Option<Pieces> {
        if asset.reference.is_some() {
            return None;
        }
        let hash = self.hash(&asset.path)?;
        // What type a text is of, its extension says.
        let extension = extension(asset);
        let content = Fingerprinter::new("asset").text(&extension).part(hash).end();
        let by_office = self.office.as_ref().filter(|_| office::draws(&extension)).map(Office::fingerprint);
        Some(Pieces { content, by_office })
    }

    fn kept<T: DeserializeOwned>(&self, piece: Fingerprint) -> Option<T> {
        serde_json::from_slice(&self.store.get(piece)?).ok()
    }

    fn read(&self, asset: &Asset, pieces: Pieces) -> Option<(Known, Vec<Part>)> {
        let reading = self.apart.read(&self.root.join(&asset.path))?;
        let is_lasting = reading.is_lasting();
        let (known, text) = reading.divided();
        if is_lasting {
            self.keep_piece(pieces.facts(), &known);
            self.keep_piece(pieces.text(), &text);
        }
        Some((known, text))
    }

    /// Keeps something that was found out; what can't be kept is found out again.
    fn keep_piece(&self, piece: Fingerprint, what: &impl Serialize) {
        if let (Ok(bytes), Ok(())) = (serde_json::to_vec(what), store::ignored_by_git(&self.root)) {
            self.store.put(piece, &bytes);
        }
    }

    /// Keeps what was found out for the next time.
    pub fn keep(&self) {
        let mut hashes = self.hashes();
        if !hashes.is_new {
            return;
        }
        let Hashes { known, asked, is_new } = &mut *hashes;
        for (path, found) in asked.iter() {
            if let Some((hash, stamp)) = found
                // A file that changes within a tick of the clock has the same stamp.
                && self.stamp(path).is_some_and(|(now, is_fresh)| now == *stamp && !is_fresh)
            {
                known.note(path.clone(), *hash, *stamp);
            }
        }
        let file = self.root.join(HASHES);
        // Where nothing can be written, files are hashed again.
        let _ = store::ignored_by_git(&self.root).and_then(|()| known.write(&file, scope()));
        *is_new = false;
    }

    /// What a file is now, and whether it may change without another stamp.
    fn stamp(&self, path: &str) -> Option<(Stamp, bool)> {
        let metadata = fs::metadata(self.root.join(path)).ok().filter(fs::Metadata::is_file)?;
        Some((Stamp::of(&metadata), ledger::is_fresh(&metadata)))
    }

    fn shapes(&self) -> MutexGuard<'_, HashMap<String, Vec<Shape>>> {
        self.shapes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hashes(&self) -> MutexGuard<'_, Hashes> {
        self.hashes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What stands after the last point of a file's name, in small letters.
fn extension(asset: &Asset) -> String {
    asset.name().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn scope() -> Fingerprint {
    Fingerprint::of("assets", FORMAT.as_bytes())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::time::{Duration, SystemTime};

    use fieldbook_extract::MediaType;
    use jiff::civil::date;

    use super::*;
    use crate::library;

    /// A file is kept when it is no longer fresh.
    fn write(path: &Path, text: &str, age: u64) {
        fs::write(path, text).unwrap();
        let file = File::options().append(true).open(path).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
    }

    #[test]
    fn what_is_inside_is_read_once_and_again_when_the_file_has_changed() {
        let folder = tempfile::tempdir().unwrap();
        let talk = folder.path().join("talk.vtt");
        write(&talk, "WEBVTT\n\n00:01.000 --> 00:02.000\nGood morning\n", 60);
        fs::write(folder.path().join("data.bin"), [0, 1, 2]).unwrap();
        let library = library::load(folder.path(), date(2026, 11, 22)).unwrap().0;
        let text = || {
            let reader = Reader::new(folder.path());
            let parts = reader.text(library.asset("talk.vtt").unwrap());
            reader.keep();
            parts.into_iter().map(|part| part.text).collect::<String>()
        };
        assert_eq!(text(), "Good morning");
        let unread = Known { media: MediaType::Unknown, told: Ok(None) };
        assert_eq!(Reader::new(folder.path()).known(library.asset("data.bin").unwrap()), Some(unread));

        assert_eq!(text(), "Good morning");
        assert_eq!(fs::read_dir(folder.path().join(FOLDER)).unwrap().count(), 4);
        assert_eq!(fs::read_to_string(folder.path().join(".fieldbook/.gitignore")).unwrap(), "*\n");
        write(&talk, "WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening\n", 30);
        assert_eq!(text(), "Good evening");
        fs::remove_file(&talk).unwrap();
        assert_eq!(text(), "");
    }

    #[test]
    fn a_file_is_hashed_again_only_when_it_isnt_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (root, file) = (folder.path(), folder.path().join("a.bin"));
        write(&file, "one", 60);
        let first = Reader::new(root);
        let hash = first.hash("a.bin").unwrap();
        first.keep();
        assert!(blake3::hash(b"one").to_hex().starts_with(&hash.digits()));

        let stamp = Stamp::of(&fs::metadata(&file).unwrap());
        let later = Reader::new(root);
        assert_eq!(later.hashes().known.of("a.bin", stamp), Some(hash));
        assert_eq!(later.hash("a.bin"), Some(hash));
        write(&file, "two", 50);
        assert_eq!(later.hash("a.bin"), Some(hash), "a build stays with what it has seen");
        assert_ne!(Reader::new(root).hash("a.bin"), Some(hash));
        assert_eq!(Reader::new(root).hash("gone.bin"), None);
    }
}
