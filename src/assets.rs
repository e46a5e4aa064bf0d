//! What is inside of a library's files, read once and kept in `.fieldbook/assets/` by what the file was when it was read: its size, its
//! times and its number on the disk. So files that haven't changed are neither read nor hashed.
//!
//! Only what reading needs is in memory at a time. Files from anywhere are read, so how much of each is bounded ([`LIMITS`]), and what
//! can't be read has no text, whatever is wrong with it.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use fieldbook_extract::{Content, HEAD, Limits, media_type};

use crate::{
    ledger::{self, Fingerprint, Fingerprinter, Stamp},
    library::Asset,
    store::{self, Store},
};

/// The folder of what was read, in a library.
const FOLDER: &str = ".fieldbook/assets";
/// Counts the changes of what is read, and of how it is kept.
const FORMAT: &str = "1";
/// How much of a file is read: a deck of a thousand slides, not a bomb.
pub const LIMITS: Limits = Limits { bytes: 256 << 20, text: 4 << 20, parts: 20_000, unpacked: 128 << 20 };

/// Reads what is inside of a library's files.
#[derive(Debug)]
pub struct Reader {
    root: PathBuf,
    store: Store,
}

impl Reader {
    /// That of the library in a folder.
    pub fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            store: Store::new(root.join(FOLDER), Fingerprint::of("assets", FORMAT.as_bytes())),
        }
    }

    /// What is inside of a file; `None` where it is elsewhere, or nothing of it can be read.
    pub fn content(&self, asset: &Asset) -> Option<Content> {
        let place = self.root.join(&asset.path);
        let metadata = fs::metadata(&place).ok().filter(fs::Metadata::is_file)?;
        let kept = Fingerprinter::new("asset").text(&asset.path).part(Stamp::of(&metadata).fingerprint()).end();
        if let Some(bytes) = self.store.get(kept)
            && let Ok(content) = serde_json::from_slice(&bytes)
        {
            return content;
        }
        let content = read(&place, asset.name());
        // It may be another one soon, of the same stamp.
        if !ledger::is_fresh(&metadata)
            && let Ok(bytes) = serde_json::to_vec(&content)
            // What can't be kept is read again.
            && store::ignored_by_git(&self.root).is_ok()
        {
            self.store.put(kept, &bytes);
        }
        content
    }

    /// Forgets files that nobody has asked for since it was made.
    pub fn sweep(&self) {
        self.store.sweep();
    }
}

fn read(place: &Path, name: &str) -> Option<Content> {
    let mut file = File::open(place).ok()?;
    let mut bytes = Vec::new();
    read_up_to(&mut file, HEAD, &mut bytes).ok()?;
    let media = media_type(&bytes, name);
    if !media.is_read() {
        return None;
    }
    // A byte more tells that there is more, which reading refuses.
    read_up_to(&mut file, LIMITS.bytes + 1 - bytes.len(), &mut bytes).ok()?;
    fieldbook_extract::read(&bytes, media, &LIMITS).ok()
}

fn read_up_to(file: &mut File, most: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(bytes)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::time::{Duration, SystemTime};

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
        let text =
            || Reader::new(folder.path()).content(library.asset("talk.vtt").unwrap()).map(|content| content.text());
        assert_eq!(text().as_deref(), Some("Good morning"));
        assert_eq!(Reader::new(folder.path()).content(library.asset("data.bin").unwrap()), None);

        let kept = fs::read_dir(folder.path().join(FOLDER)).unwrap().count();
        assert_eq!((text().as_deref(), kept), (Some("Good morning"), 1));
        assert_eq!(fs::read_to_string(folder.path().join(".fieldbook/.gitignore")).unwrap(), "*\n");
        write(&talk, "WEBVTT\n\n00:01.000 --> 00:02.000\nGood evening\n", 30);
        assert_eq!(text().as_deref(), Some("Good evening"));
        fs::remove_file(&talk).unwrap();
        assert_eq!(text(), None);
    }
}
