//! What is remembered of files, so that they needn't be read or made again: of each what it is, or was made of, and how it was when
//! that was so.
//!
//! A [`Ledger`] never has to be believed: what it says of a file holds only while the file's [`Stamp`] is the one that it says, and
//! what a file is made of is a hash of all that. So a ledger may be old, of another build, or gone; it can't be wrong.
//!
//! ```text
//! fieldbook ledger 0f3c…                                                   what holds for all lines: else none does
//! 9d4e1968a9e0c5a95f3f4d6d3e5cfa5a 4a1c…  answers/soc2/index.html          what it is or is made of, its stamp, its path
//! ```

use std::{
    collections::HashMap,
    fs, io,
    path::Path,
    time::{Duration, SystemTime},
};

use serde::Serialize;

/// Bytes of a hash: enough that two are never the same by chance.
const BYTES: usize = 16;
/// The same in hexadecimal digits.
const DIGITS: usize = 2 * BYTES;

/// A file that changed so short a time ago may change again without another time: file systems tick in milliseconds.
const FRESH: Duration = Duration::from_millis(50);

/// Stands for the content of a file, or for all that a file is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint([u8; BYTES]);

impl Fingerprint {
    /// That of bytes, as far as `kind` tells them from others of the same bytes.
    pub fn of(kind: &str, bytes: &[u8]) -> Self {
        let mut writer = Fingerprinter::new(kind);
        writer.0.update(bytes);
        writer.end()
    }

    /// That of a file's bytes and nothing else: the beginning of what `b3sum` says.
    pub fn of_file(file: &mut fs::File) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(file)?;
        Ok(Fingerprinter(hasher).end())
    }

    /// In hexadecimal digits.
    pub fn digits(self) -> String {
        let mut digits = String::with_capacity(DIGITS);
        self.push_digits(&mut digits);
        digits
    }

    fn push_digits(self, text: &mut String) {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or_default();
        text.extend(self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]));
    }

    fn parse(digits: &str) -> Option<Self> {
        let (pairs, rest) = digits.as_bytes().as_chunks::<2>();
        if pairs.len() != BYTES || !rest.is_empty() {
            return None;
        }
        let value = |digit: u8| u8::try_from(char::from(digit).to_digit(16)?).ok();
        let mut bytes = [0; BYTES];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = value(*high)? << 4 | value(*low)?;
        }
        Some(Self(bytes))
    }
}

/// Takes what a file is made of, part by part.
#[derive(Clone, Debug)]
pub struct Fingerprinter(blake3::Hasher);

impl Fingerprinter {
    /// Begins with what kind of thing it is.
    pub fn new(kind: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(kind.as_bytes()).update(&[0]);
        Self(hasher)
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        // Its length tells where it ends.
        self.0.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        self
    }

    /// Adds another fingerprint.
    pub fn part(&mut self, part: Fingerprint) -> &mut Self {
        self.0.update(&part.0);
        self
    }

    /// Adds a value; `None` where it can't be told from others.
    pub fn value(&mut self, value: &impl Serialize) -> Option<&mut Self> {
        let mut writer = io::BufWriter::with_capacity(16 * 1024, &mut self.0);
        serde_json::to_writer(&mut writer, value).ok()?;
        io::Write::flush(&mut writer).ok()?;
        drop(writer);
        self.0.update(&[0]);
        Some(self)
    }

    /// What all of it comes to.
    pub fn end(&self) -> Fingerprint {
        let mut bytes = [0; BYTES];
        self.0.finalize_xof().fill(&mut bytes);
        Fingerprint(bytes)
    }
}

/// Size and times of a file; on Unix the time of the last change to anything of it as well, which nobody can set, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(Fingerprint);

impl Stamp {
    /// That of a file which was looked at.
    pub fn of(metadata: &fs::Metadata) -> Self {
        let mut hasher = Fingerprinter::new("stamp");
        hasher.0.update(&metadata.len().to_le_bytes());
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        hasher.0.update(&modified.unwrap_or_default().as_nanos().to_le_bytes());
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            for number in [metadata.ctime(), metadata.ctime_nsec()] {
                hasher.0.update(&number.to_le_bytes());
            }
            hasher.0.update(&metadata.ino().to_le_bytes());
        }
        Self(hasher.end())
    }

    /// As part of what something else is made of.
    pub fn fingerprint(self) -> Fingerprint {
        self.0
    }
}

/// Whether a file has changed so short a time ago that it may change again without another stamp.
pub fn is_fresh(metadata: &fs::Metadata) -> bool {
    let age = metadata.modified().ok().and_then(|time| SystemTime::now().duration_since(time).ok());
    age.is_none_or(|age| age < FRESH)
}

/// What is known of files, by path.
#[derive(Debug, Default)]
pub struct Ledger(HashMap<String, (Fingerprint, Stamp)>);

impl Ledger {
    /// Reads a ledger; an empty one where there is none, or another `scope` than this one held for it.
    pub fn read(file: &Path, scope: Fingerprint) -> Self {
        let text = fs::read_to_string(file).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() != Some(&header(scope)) {
            return Self::default();
        }
        let entry = |line: &str| {
            let (what, rest) = line.split_once(' ')?;
            let (stamp, path) = rest.split_once(' ')?;
            Some((path.to_owned(), (Fingerprint::parse(what)?, Stamp(Fingerprint::parse(stamp)?))))
        };
        Self(lines.filter_map(entry).collect())
    }

    /// Writes it where [`read`](Self::read) finds it, whole or not at all.
    pub fn write(&self, file: &Path, scope: Fingerprint) -> io::Result<()> {
        let mut text = header(scope) + "\n";
        for (path, (what, stamp)) in &self.0 {
            // A path with a line break would be read as two.
            if !path.contains('\n') {
                what.push_digits(&mut text);
                text.push(' ');
                stamp.0.push_digits(&mut text);
                text.push(' ');
                text.push_str(path);
                text.push('\n');
            }
        }
        let temporary = file.with_extension("new");
        fs::write(&temporary, text)?;
        fs::rename(temporary, file)
    }

    /// What is known of a file that is as this stamp says.
    pub fn of(&self, path: &str, now: Stamp) -> Option<Fingerprint> {
        self.0.get(path).filter(|(_, stamp)| *stamp == now).map(|(what, _)| *what)
    }

    /// Notes what a file is, or is made of, while it is as the stamp says.
    pub fn note(&mut self, path: String, what: Fingerprint, stamp: Stamp) {
        self.0.insert(path, (what, stamp));
    }
}

/// The first line.
fn header(scope: Fingerprint) -> String {
    format!("fieldbook ledger {}", scope.digits())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn what_was_written_is_read_for_the_same_scope_and_the_same_stamps_only() {
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("page");
        fs::write(&page, "text").unwrap();
        let stamp = Stamp::of(&fs::metadata(&page).unwrap());
        let (what, scope) = (Fingerprint::of("made", b"of this"), Fingerprint::of("scope", b""));
        let mut ledger = Ledger::default();
        ledger.note("a page".to_owned(), what, stamp);
        let file = folder.path().join("ledger");
        ledger.write(&file, scope).unwrap();

        let read = Ledger::read(&file, scope);
        assert_eq!(read.of("a page", stamp), Some(what));
        assert_eq!(read.of("another", stamp), None);
        fs::write(&page, "longer text").unwrap();
        assert_eq!(read.of("a page", Stamp::of(&fs::metadata(&page).unwrap())), None);
        assert_eq!(Ledger::read(&file, what).of("a page", stamp), None);
    }

    #[test]
    fn damage_makes_a_ledger_shorter_not_wrong() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger");
        let scope = Fingerprint::of("scope", b"");
        fs::write(&file, format!("{}\nzz yy page\n12 34 page\npage\n\u{e9}", header(scope))).unwrap();
        assert!(Ledger::read(&file, scope).0.is_empty());
    }

    #[test]
    fn where_texts_end_makes_a_difference() {
        let of = |texts: [&str; 2]| Fingerprinter::new("texts").text(texts[0]).text(texts[1]).end();
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
        let of = |value: [&str; 2]| Fingerprinter::new("value").value(&value).unwrap().end();
        assert_ne!(of(["ab", "c"]), of(["a", "bc"]));
    }
}
