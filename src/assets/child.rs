//! The process that reads files: `fieldbook read-files`, which only Fieldbook itself calls.
//!
//! It gets a [`Request`] a line, as JSON, and answers with a line as well: with what it has read, or with previews. Files come from
//! anywhere and readers of formats have faults, so the process may use so much memory and no more, and ends itself when a file
//! takes too long. It also ends when nobody gives it work any more.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process,
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
    time::Duration,
};

use fieldbook_extract::{HEAD, Limits, media_type};
use fieldbook_preview::Preview;
use serde::{Deserialize, Serialize};

use super::known::Reading;

/// The hidden command.
pub const COMMAND: &str = "read-files";
/// How much of a file is read: a deck of a thousand slides, not a bomb.
pub const LIMITS: Limits = Limits { bytes: 256 << 20, text: 4 << 20, parts: 20_000, unpacked: 128 << 20 };
/// Bytes of memory that the process may take to read: the largest file, all that is packed in it, and room to work.
pub(super) const MEMORY: u64 = 1 << 30;
/// How long a file may take, also on a machine that does much else.
pub(super) const LONGEST: Duration = Duration::from_secs(20);
/// The exit code of a process that a file has taken too long.
pub(super) const TOO_LONG: i32 = 3;

/// What the process is asked for: a file by its path.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Request<P> {
    /// What is in it.
    Read(P),
    /// Previews of it.
    Draw(P),
}

/// Does what stdin asks for until there is no more.
pub fn run() -> io::Result<()> {
    bound_memory();
    let (told, heard) = mpsc::channel();
    thread::spawn(move || watch(&heard));
    let mut answers = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let request: Request<PathBuf> = serde_json::from_str(&line?)?;
        // Without a watchman no file is bounded in time.
        told.send(()).map_err(io::Error::other)?;
        let answer = match request {
            Request::Read(path) => serde_json::to_vec(&read(&path)),
            Request::Draw(path) => serde_json::to_vec(&draw(&path)),
        };
        told.send(()).map_err(io::Error::other)?;
        answers.write_all(&answer?)?;
        answers.write_all(b"\n")?;
        answers.flush()?;
    }
    Ok(())
}

/// Where the system doesn't say what a process has, only [`LIMITS`] bound what is read.
fn bound_memory() {
    #[cfg(target_os = "linux")]
    {
        use rustix::{
            param,
            process::{Resource, Rlimit, setrlimit},
        };
        // Allocators reserve addresses long before they use them: what there is at the beginning doesn't count. Its unit is pages (proc(5)).
        let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
        let Some(pages) = statm.split(' ').next().and_then(|size| size.parse::<u64>().ok()) else { return };
        let most = pages * param::page_size() as u64 + MEMORY;
        // Where there is a narrower bound already, that one stands.
        let _ = setrlimit(Resource::As, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Hears the beginning and the end of each file, and ends the process when they are too far apart.
fn watch(heard: &Receiver<()>) {
    while heard.recv().is_ok() {
        match heard.recv_timeout(LONGEST) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => process::exit(TOO_LONG),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Reads a file; `None` where it can't be opened, which its copying says.
pub(super) fn read(place: &Path) -> Option<Reading> {
    let name = place.file_name()?.to_string_lossy();
    let mut file = File::open(place).ok()?;
    let mut bytes = Vec::new();
    read_up_to(&mut file, HEAD, &mut bytes).ok()?;
    let media = media_type(&bytes, &name);
    if !media.is_read() {
        return Some(Reading { media, content: Ok(None) });
    }
    if media.is_streamed() {
        let content = fieldbook_extract::read_streamed(BufReader::new(file), media, &LIMITS);
        return Some(Reading { media, content: content.map(Some).map_err(Into::into) });
    }
    // A byte more tells that there is more, which reading refuses.
    read_up_to(&mut file, LIMITS.bytes + 1 - bytes.len(), &mut bytes).ok()?;
    let content = fieldbook_extract::read(&bytes, media, &LIMITS);
    Some(Reading { media, content: content.map(Some).map_err(Into::into) })
}

/// Previews of a file; none where it can't be opened or drawn.
pub(super) fn draw(place: &Path) -> Vec<Preview> {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let mut bytes = Vec::new();
    let read = File::open(place).and_then(|mut file| read_up_to(&mut file, LIMITS.bytes + 1, &mut bytes));
    match read {
        Ok(_) if bytes.len() <= LIMITS.bytes => {
            let head = bytes.get(..HEAD).unwrap_or(&bytes);
            fieldbook_preview::previews(&bytes, media_type(head, &name))
        }
        _ => Vec::new(),
    }
}

fn read_up_to(file: &mut File, most: usize, bytes: &mut Vec<u8>) -> io::Result<usize> {
    file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(bytes)
}
