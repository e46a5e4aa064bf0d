//! What is kept of work that was done, in files by what it was made of, so that it needn't be done again.
//!
//! A [`Store`] never has to be believed: a piece is named after all that it was made of, and begins with the hash of what follows.
//! So what is old isn't asked for, what is damaged or written by half is as good as not there, and all of it can be deleted at any
//! time. What can't be written isn't kept.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use crate::ledger::{Fingerprint, Fingerprinter};

/// Bytes of the hash that a file begins with.
const HASH: usize = 32;

/// Pieces in a folder.
#[derive(Debug, Default)]
pub struct Store {
    /// `None` where nothing is kept.
    folder: Option<(PathBuf, Fingerprint)>,
    /// The names of those that were asked for or brought.
    used: Mutex<BTreeSet<String>>,
}

impl Store {
    /// That in a folder, which is made when something is kept; with what else all pieces are made of, as the program.
    pub fn new(folder: PathBuf, scope: Fingerprint) -> Self {
        Self { folder: Some((folder, scope)), used: Mutex::default() }
    }

    /// The piece that was made of something.
    pub fn get(&self, made_of: Fingerprint) -> Option<Vec<u8>> {
        let mut bytes = fs::read(self.place(made_of)?).ok()?;
        let (hash, content) = bytes.split_at_checked(HASH)?;
        if *hash != *blake3::hash(content).as_bytes() {
            return None;
        }
        bytes.drain(..HASH);
        Some(bytes)
    }

    /// Keeps a piece.
    pub fn put(&self, made_of: Fingerprint, content: &[u8]) {
        if let (Some((folder, _)), Some(file)) = (&self.folder, self.place(made_of)) {
            let write = || {
                let temporary = file.with_extension("new");
                let mut writer = fs::File::create(&temporary)?;
                io::Write::write_all(&mut writer, blake3::hash(content).as_bytes())?;
                io::Write::write_all(&mut writer, content)?;
                fs::rename(temporary, &file)
            };
            // What can't be kept is made again.
            let _: io::Result<()> = fs::create_dir_all(folder).and_then(|()| write());
        }
    }

    /// Says that a piece is still wanted.
    pub fn mark(&self, made_of: Fingerprint) {
        let _ = self.place(made_of);
    }

    /// Removes all that wasn't asked for or brought.
    pub fn sweep(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let files = self.folder.as_ref().and_then(|(folder, _)| fs::read_dir(folder).ok());
        for file in files.into_iter().flatten().filter_map(Result::ok) {
            if !file.file_name().to_str().is_some_and(|name| used.contains(name)) {
                // What can't be removed now is removed another time.
                let _ = fs::remove_file(file.path());
            }
        }
    }

    /// The file of a piece, which is in use from now on.
    fn place(&self, made_of: Fingerprint) -> Option<PathBuf> {
        let (folder, scope) = self.folder.as_ref()?;
        let name = Fingerprinter::new("piece").part(*scope).part(made_of).end().digits();
        let file = folder.join(&name);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        Some(file)
    }
}

/// Makes the folder of what is kept in a library, such that git doesn't take it in.
pub fn ignored_by_git(root: &Path) -> io::Result<()> {
    let folder = root.join(".fieldbook");
    fs::create_dir_all(&folder)?;
    let ignore = folder.join(".gitignore");
    if ignore.exists() { Ok(()) } else { fs::write(ignore, "*\n") }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn a_piece_is_got_as_it_was_put_until_it_is_damaged_or_swept() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("store");
        let [one, other] = ["one", "other"].map(|name| Fingerprint::of("test", name.as_bytes()));
        let scope = Fingerprint::of("scope", b"");
        let store = Store::new(place.clone(), scope);
        assert_eq!(store.get(one), None);
        store.put(one, b"some content");
        store.put(other, b"");
        assert_eq!((store.get(one), store.get(other)), (Some(b"some content".to_vec()), Some(Vec::new())));

        assert_eq!(Store::new(place.clone(), one).get(one), None);
        let later = Store::new(place, scope);
        assert!(later.get(one).is_some());
        later.sweep();
        assert_eq!((later.get(one).is_some(), later.get(other)), (true, None));

        let file = later.place(one).unwrap();
        let whole = fs::read(&file).unwrap();
        for damaged in [&whole[..whole.len() - 1], &whole[..HASH - 1], b""] {
            fs::write(&file, damaged).unwrap();
            assert_eq!(later.get(one), None);
        }
    }

    #[test]
    fn without_a_folder_nothing_is_kept() {
        let store = Store::default();
        let one = Fingerprint::of("test", b"one");
        store.put(one, b"content");
        assert_eq!(store.get(one), None);
        store.sweep();
    }
}
