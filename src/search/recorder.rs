//! A directory that notes what is read from it: that is how the packer learns what belongs into the hot file.

use std::{
    collections::BTreeMap,
    fmt, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tantivy::{
    Directory, HasLen,
    directory::{
        DirectoryLock, FileHandle, Lock, OwnedBytes, RamDirectory, WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenReadError, OpenWriteError},
    },
};

/// What was read of a file. An open file notes in it directly, since reads are many.
type Reads = Arc<Mutex<Vec<Range<usize>>>>;

/// Ranges that lie closer than this are taken as one: it costs less than saying where each begins.
const GAP: usize = 32;

/// Passes everything on to another directory and notes reads. Clones share their notes.
#[derive(Clone, Debug)]
pub(super) struct Recorder {
    inner: RamDirectory,
    files: Arc<Mutex<BTreeMap<PathBuf, Reads>>>,
}

impl Recorder {
    pub(super) fn new(inner: RamDirectory) -> Self {
        Self { inner, files: Arc::default() }
    }

    /// What was read of a file: ranges, ascending and apart from one another.
    pub(super) fn reads_of(&self, path: &Path) -> Vec<Range<usize>> {
        let mut ranges = std::mem::take(&mut *self.reads(path).lock().unwrap_or_else(PoisonError::into_inner));
        ranges.sort_by_key(|range| (range.start, range.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in ranges.into_iter().filter(|range| !range.is_empty()) {
            match joined.last_mut().filter(|last| range.start <= last.end + GAP) {
                Some(last) => last.end = last.end.max(range.end),
                None => joined.push(range),
            }
        }
        joined
    }

    /// Where reads of a file are noted.
    fn reads(&self, path: &Path) -> Reads {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(files.entry(path.to_owned()).or_default())
    }
}

fn note(reads: &Reads, range: Range<usize>) {
    reads.lock().unwrap_or_else(PoisonError::into_inner).push(range);
}

/// A file whose reads are noted.
struct Handle {
    path: PathBuf,
    reads: Reads,
    inner: Arc<dyn FileHandle>,
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Handle({})", self.path.display())
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.inner.len()
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        note(&self.reads, range.clone());
        self.inner.read_bytes(range)
    }
}

impl Directory for Recorder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let inner = self.inner.get_file_handle(path)?;
        Ok(Arc::new(Handle { path: path.to_owned(), reads: self.reads(path), inner }))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.inner.atomic_read(path)?;
        note(&self.reads(path), 0..bytes.len());
        Ok(bytes)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, bytes)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.inner.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}
