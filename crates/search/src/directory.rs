//! A directory whose bytes come later.
//!
//! Tantivy reads synchronously, a browser fetches asynchronously. So a read of bytes that haven't come is noted as a
//! miss and answered with [`io::ErrorKind::WouldBlock`], which surfaces as [`SearchError::Missing`]. The caller fetches all
//! misses at once, hands them in, and runs the same call again: running costs microseconds, requests cost the time.

use std::{
    collections::BTreeSet,
    fmt, io,
    ops::Range,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tantivy::{
    Directory, HasLen,
    directory::{
        DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
        error::{DeleteError, LockError, OpenReadError, OpenWriteError},
    },
};

use crate::{
    SearchError, Vocabulary,
    bundle::{Bundle, Missing, PagedFile},
    records::{Record, Records},
};

/// A directory over a hot file and blocks that are put in as they come, and the records that come likewise. Clones share
/// what they hold.
#[derive(Clone)]
pub struct PagedDirectory(Arc<Mutex<State>>);

struct State {
    bundle: Bundle,
    /// What has come, in the order of [`Bundle::blocks`].
    blocks: Vec<Option<Block>>,
    misses: BTreeSet<usize>,
}

/// A block that has come.
#[derive(Clone)]
enum Block {
    Bytes(OwnedBytes),
    Records(Vec<Record>),
}

impl fmt::Debug for PagedDirectory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        let present = state.blocks.iter().flatten().count();
        write!(formatter, "PagedDirectory({present} of {} blocks)", state.blocks.len())
    }
}

impl PagedDirectory {
    /// A directory over a hot file's bytes, no longer compressed, and the labels of the index's facets.
    pub fn open(hot: Vec<u8>) -> Result<(Self, Vocabulary), SearchError> {
        let (bundle, vocabulary) = Bundle::decode(hot)?;
        let blocks = vec![None; bundle.blocks.len()];
        Ok((Self(Arc::new(Mutex::new(State { bundle, blocks, misses: BTreeSet::new() }))), vocabulary))
    }

    /// Hands in a block, no longer compressed, by its chunk and where in that it begins. One that isn't what the hot file says
    /// is refused.
    pub fn put(&self, chunk: &str, start: usize, bytes: Vec<u8>) -> Result<(), SearchError> {
        let mut state = self.state();
        let Some(number) = state.bundle.block_at(chunk, start) else {
            return Err(SearchError::Damaged(format!("there is no block at {start} of {chunk}")));
        };
        let bytes = state.bundle.content(number, bytes)?;
        let records = state.bundle.records.decode(number, &bytes)?;
        state.blocks[number] = Some(records.map_or_else(|| Block::Bytes(OwnedBytes::new(bytes)), Block::Records));
        Ok(())
    }

    /// The blocks that were needed since the last call and aren't there, by their chunks.
    pub fn take_misses(&self) -> Vec<Missing> {
        let mut state = self.state();
        let misses = std::mem::take(&mut state.misses);
        state.bundle.places(misses.into_iter().filter(|block| state.blocks[*block].is_none()))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What the lock guards is whole after each statement, so a panic elsewhere while it was held breaks nothing.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn handle(&self, path: &Path) -> Option<Handle> {
        let state = self.state();
        let file = state.bundle.files.iter().position(|file| Path::new(&file.name) == path)?;
        Some(Handle { directory: self.clone(), file, length: state.bundle.files[file].length })
    }
}

impl State {
    fn read(&mut self, file: usize, range: Range<usize>) -> io::Result<OwnedBytes> {
        let file = self.bundle.files.get(file).ok_or(io::ErrorKind::NotFound)?;
        if range.start > range.end || range.end > file.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(resident) = file.resident(&range) {
            return Ok(resident);
        }
        let needed = file.blocks_of(&range);
        let absent: Vec<usize> = needed.clone().filter(|block| self.blocks[*block].is_none()).collect();
        if !absent.is_empty() {
            self.misses.extend(absent);
            return Err(io::ErrorKind::WouldBlock.into());
        }
        self.join(file, &range, needed)
    }

    /// The bytes of a range from the blocks it lies in, without copying where that is one.
    fn join(&self, file: &PagedFile, range: &Range<usize>, blocks: Range<usize>) -> io::Result<OwnedBytes> {
        let mut joined = Vec::new();
        let is_single = blocks.len() == 1;
        for block in blocks {
            let Some(Block::Bytes(bytes)) = &self.blocks[block] else {
                return Err(io::ErrorKind::WouldBlock.into());
            };
            let from = file.start_of(block);
            let part = range.start.max(from) - from..range.end.min(from + bytes.len()) - from;
            if is_single {
                return Ok(bytes.slice(part));
            }
            joined.extend_from_slice(bytes.get(part).ok_or(io::ErrorKind::UnexpectedEof)?);
        }
        Ok(OwnedBytes::new(joined))
    }
}

impl Records for PagedDirectory {
    fn record(&self, page: usize) -> Result<Record, SearchError> {
        let mut state = self.state();
        let no_page = || SearchError::Damaged(format!("there is no record of page {page}"));
        let (block, place) = state.bundle.records.place(page).ok_or_else(no_page)?;
        if let Some(Block::Records(records)) = &state.blocks[block] {
            return records.get(place).cloned().ok_or_else(no_page);
        }
        state.misses.insert(block);
        Err(SearchError::Missing)
    }
}

/// One file of the directory.
struct Handle {
    directory: PagedDirectory,
    file: usize,
    length: usize,
}

impl fmt::Debug for Handle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Handle({})", self.file)
    }
}

impl HasLen for Handle {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Handle {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.is_empty() {
            return Ok(OwnedBytes::empty());
        }
        self.directory.state().read(self.file, range)
    }
}

impl Directory for PagedDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let handle = self.handle(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(Arc::new(handle))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.handle(path).is_some())
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let handle = self.handle(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        let bytes = handle.read_bytes(0..handle.length);
        bytes.map(|bytes| bytes.to_vec()).map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), PathBuf::from(path)))
    }

    fn atomic_write(&self, _: &Path, _: &[u8]) -> io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(()))) // nobody writes
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty()) // nothing changes
    }
}

fn read_only() -> io::Error {
    io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "the index is only read")
}
