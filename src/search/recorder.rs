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

/// Ranges by file.
type Reads = BTreeMap<PathBuf, Vec<Range<usize>>>;

/// Ranges that lie closer than this are taken as one: it costs less than saying where each begins.
const GAP: usize = 32;

/// Passes everything on to another directory and notes reads. Clones share their notes.
#[derive(Clone, Debug)]
pub(super) struct Recorder {
    inner: RamDirectory,
    reads: Arc<Mutex<Reads>>,
}

impl Recorder {
    pub(super) fn new(inner: RamDirectory) -> Self {
        Self { inner, reads: Arc::default() }
    }

    /// What was read of a file: ranges, ascending and apart from one another.
    pub(super) fn reads_of(&self, path: &Path) -> Vec<Range<usize>> {
        let mut ranges = {
            let mut reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
            reads.remove(path).unwrap_or_default()
        };
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

    fn note(&self, path: &Path, range: Range<usize>) {
        let mut reads = self.reads.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(ranges) = reads.get_mut(path) {
            ranges.push(range);
        } else {
            reads.insert(path.to_owned(), vec![range]);
        }
    }
}

/// A file whose reads are noted.
struct Handle {
    recorder: Recorder,
    path: PathBuf,
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
        self.recorder.note(&self.path, range.clone());
        self.inner.read_bytes(range)
    }
}

impl Directory for Recorder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let inner = self.inner.get_file_handle(path)?;
        Ok(Arc::new(Handle { recorder: self.clone(), path: path.to_owned(), inner }))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let bytes = self.inner.atomic_read(path)?;
        self.note(path, 0..bytes.len());
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
