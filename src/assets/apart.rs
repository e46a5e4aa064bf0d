//! Reading files in processes of their own, so that a bad file costs a finding and never the build.

use std::{
    io::{self, BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio},
    sync::{Mutex, OnceLock, PoisonError},
};

use fieldbook_preview::Preview;
use serde::de::DeserializeOwned;

use super::{
    Unread,
    child::{self, COMMAND, LONGEST, Request, TOO_LONG},
    known::Reading,
};

/// The program that reads files.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Has files read by this program from now on. Until then they are read in the process that asks.
pub fn read_apart(program: PathBuf) {
    // The first one stands.
    let _ = PROGRAM.set(program);
}

/// Processes that read files: as many as there are files at a time, each as long as it does its work.
#[derive(Debug)]
pub(super) struct Apart {
    /// The program that they are; `None` where files are read in this process.
    program: Option<PathBuf>,
    idle: Mutex<Vec<Process>>,
}

impl Default for Apart {
    fn default() -> Self {
        Self { program: PROGRAM.get().cloned(), idle: Mutex::default() }
    }
}

impl Apart {
    /// Reads a file; `None` where it can't be opened.
    pub(super) fn read(&self, place: &Path) -> Option<Reading> {
        match self.ask(place, Request::Read) {
            None => child::read(place),
            Some(answer) => answer.unwrap_or_else(|why| Some(Reading::failed(why))),
        }
    }

    /// Previews of a file; why it can't be told whether there are any.
    pub(super) fn draw(&self, place: &Path) -> Result<Vec<Preview>, Unread> {
        self.ask(place, Request::Draw).unwrap_or_else(|| Ok(child::draw(place)))
    }

    /// The answer of a process; `None` where files are read in this one.
    fn ask<'p, T: DeserializeOwned>(
        &self,
        place: &'p Path,
        request: impl Fn(&'p Path) -> Request<&'p Path>,
    ) -> Option<Result<T, Unread>> {
        // What isn't text can't be asked for.
        let (Some(program), Some(_)) = (&self.program, place.to_str()) else { return None };
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        // One that has read others before may have ended of what these have left in it: then a new one tells.
        if let Some(answer) = idle.and_then(|process| self.ask_of(process, request(place)).ok()) {
            return Some(Ok(answer));
        }
        Some(match Process::start(program) {
            Ok(process) => self.ask_of(process, request(place)),
            Err(error) => Err(Unread::NoReader(error.to_string())),
        })
    }

    /// The answer of a process, which is free for others then; else why it has ended.
    fn ask_of<T: DeserializeOwned>(&self, mut process: Process, request: Request<&Path>) -> Result<T, Unread> {
        // Of what type the file is isn't worth another process: nobody shows what can't be read.
        let answer = process.ask(request).map_err(|_| process.end())?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(process);
        Ok(answer)
    }
}

/// A process that reads files.
#[derive(Debug)]
struct Process {
    child: Child,
    /// `None` when it is to end.
    requests: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Process {
    fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a reader of a format says while it dies helps nobody: which file it was is said.
            .stderr(Stdio::null())
            .spawn()?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        let answers = answers.ok_or_else(|| io::Error::other("it has no output"))?;
        Ok(Self { child, requests, answers: BufReader::new(answers) })
    }

    fn ask<T: DeserializeOwned>(&mut self, request: Request<&Path>) -> io::Result<T> {
        let mut request = serde_json::to_vec(&request)?;
        request.push(b'\n');
        self.requests.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(&request)?;
        let mut answer = Vec::new();
        self.answers.read_until(b'\n', &mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }

    /// Why it has ended, or ends now since it doesn't answer as it should.
    fn end(&mut self) -> Unread {
        drop(self.requests.take());
        match self.child.wait() {
            Ok(status) if status.code() == Some(TOO_LONG) => Unread::TooLong(LONGEST.as_secs()),
            Ok(status) if is_ended_by_others(status) => Unread::NoReader(status.to_string()),
            Ok(status) => Unread::Ended(status.to_string()),
            Err(error) => Unread::NoReader(error.to_string()),
        }
    }
}

impl Drop for Process {
    /// No process is left behind: without requests it ends.
    fn drop(&mut self) {
        drop(self.requests.take());
        // One that can't be waited for isn't there any more.
        let _ = self.child.wait();
    }
}

/// Whether somebody has ended it, or the system, which has run out of memory: the file may be good.
pub(super) fn is_ended_by_others(status: ExitStatus) -> bool {
    #[cfg(unix)]
    {
        use rustix::process::Signal;
        use std::os::unix::process::ExitStatusExt as _;
        let signals = [Signal::HUP, Signal::INT, Signal::KILL, Signal::TERM];
        status.signal().is_some_and(|signal| signals.iter().any(|it| it.as_raw() == signal))
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        false
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::{fs, os::unix::fs::PermissionsExt as _};

    use super::*;

    /// Readers that do this, having got a request.
    fn readers(folder: &tempfile::TempDir, script: &str) -> Apart {
        let program = folder.path().join("reader");
        fs::write(&program, format!("#!/bin/sh\nread request\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        // Until what other tests have just started has begun, it has this file open, and a file that is written can't be run.
        let begin = || Command::new(&program).stdin(Stdio::null()).stdout(Stdio::null()).status();
        while begin().is_err_and(|error| error.kind() == io::ErrorKind::ExecutableFileBusy) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        Apart { program: Some(program), idle: Mutex::default() }
    }

    /// Why a reader has ended that does this instead of reading.
    fn end_of(script: &str) -> Unread {
        let folder = tempfile::tempdir().unwrap();
        readers(&folder, script).draw(Path::new("a.pdf")).unwrap_err()
    }

    #[test]
    fn a_file_isnt_blamed_for_what_others_have_left_in_a_reader() {
        let folder = tempfile::tempdir().unwrap();
        // It answers once, and ends when it is asked again.
        let readers = readers(&folder, "echo '[]'\nread request\nexit 1");
        for _ in 0..3 {
            assert_eq!(readers.draw(Path::new("a.pdf")), Ok(Vec::new()));
        }
    }

    #[test]
    fn a_reader_that_ends_is_the_files_fault_unless_somebody_has_ended_it() {
        assert_eq!(end_of(&format!("exit {TOO_LONG}")), Unread::TooLong(LONGEST.as_secs()));
        assert!(matches!(end_of("kill -ABRT $$"), Unread::Ended(_)));
        assert!(matches!(end_of("echo nonsense"), Unread::Ended(_)));
        let ended = end_of("kill -KILL $$");
        assert!(matches!(ended, Unread::NoReader(_)) && !ended.is_lasting(), "{ended:?}");
    }
}
