//! Files of Office, drawn by LibreOffice where it is installed: nothing in Rust sets their pages.
//!
//! It is asked for the first page as a PDF, of a copy of the file and with a profile of our own, in which nothing in a file may run and
//! nothing is fetched from elsewhere. A file may take so long and so much memory and no more.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Mutex, OnceLock, PoisonError},
    thread,
    time::{Duration, Instant, SystemTime},
};

use fieldbook_extract::{MediaType, Trace};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tempfile::TempDir;

use super::{Known, Told, Unread, apart::is_ended_by_others, child::LIMITS};
use crate::ledger::Fingerprint;

/// LibreOffice's program.
static PROGRAM: OnceLock<Option<PathBuf>> = OnceLock::new();

/// What LibreOffice's program is called.
const NAMES: [&str; 2] = ["soffice", "libreoffice"];
/// Where it is on a Mac, which knows no path to it.
const ON_A_MAC: &str = "/Applications/LibreOffice.app/Contents/MacOS/soffice";

/// How long a file may take, also on a machine that does much else.
const LONGEST: Duration = Duration::from_mins(1);
/// How often is looked whether it is done.
const OFTEN: Duration = Duration::from_millis(20);
/// Kilobytes of addresses and seconds of a processor that it may use, where the system bounds that: also when nobody waits for it any more.
#[cfg(unix)]
const BOUNDS: &str = "ulimit -v 4194304; ulimit -t 120; exec \"$@\"";

/// How it ends where the process that draws was ended from outside, as by a system without memory: 128 and the signal (1, 2, 9, 15).
const ENDED_WITHIN: [i32; 4] = [129, 130, 137, 143];

/// Extensions of files that it draws, and what its writers of PDF are called. What is read nowhere else (what Office wrote before 2007) isn't
/// drawn either: nobody knows whether that shows what was deleted.
const WRITERS: [(&str, &[&str]); 3] = [
    ("impress", &["pptx", "ppsx", "potx", "pptm", "ppsm", "potm", "odp", "otp"]),
    ("writer", &["docx", "dotx", "docm", "dotm", "odt", "ott"]),
    ("calc", &["xlsx", "xltx", "xlsm", "xltm", "ods", "ots"]),
];

/// Settings of a profile in which no macro runs and no link is followed: without them LibreOffice fetches pictures that a file only
/// links to. There is no proxy at that port, so that nothing else is fetched either.
const SETTINGS: [(&str, &str, &str); 7] = [
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
];

/// What stays as it is in the path of a URL.
const IN_A_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Has files of Office drawn by this program from now on; by none, if that is wanted. Until then nothing draws them, for want of one.
pub fn draw_office_by(program: Option<PathBuf>) {
    // The first one stands.
    let _ = PROGRAM.set(program);
}

/// What tells LibreOffice's program from another one that may draw otherwise; also whether one is wanted.
pub fn office() -> String {
    format!("{:?}", PROGRAM.get().map(|program| program.as_deref().map(told_apart)))
}

/// What tells one program from another.
fn told_apart(program: &Path) -> Option<(u64, Option<SystemTime>)> {
    fs::metadata(program).ok().map(|file| (file.len(), file.modified().ok()))
}

/// Whether files of Office would be drawn if only there were a program.
pub(super) fn is_missing() -> bool {
    PROGRAM.get().is_none()
}

/// Finds LibreOffice's program in the folders that programs are in (`PATH`).
pub fn find_office(folders: &std::ffi::OsStr) -> Option<PathBuf> {
    let names = if cfg!(windows) { NAMES.map(|name| format!("{name}.com")) } else { NAMES.map(str::to_owned) };
    let mut places = env::split_paths(folders).flat_map(|folder| names.clone().map(|name| folder.join(name)));
    places.find(|place| place.is_file()).or_else(|| Some(PathBuf::from(ON_A_MAC)).filter(|place| place.is_file()))
}

/// Whether LibreOffice draws files of that extension, in small letters.
pub(super) fn draws(extension: &str) -> bool {
    writer(extension).is_some()
}

/// Whether it is to draw a file: one of Office, in which no changes are tracked. It would show what was deleted.
pub(super) fn may_draw(known: &Known) -> bool {
    use MediaType as M;
    let is_office = matches!(known.media, M::Pptx | M::Docx | M::Xlsx | M::Odt | M::Odp | M::Ods);
    let shows_deleted = |told: &Told| told.traces.iter().any(|trace| matches!(trace, Trace::TrackedChanges(_)));
    is_office && known.told.as_ref().is_ok_and(|told| !told.as_ref().is_some_and(shows_deleted))
}

fn writer(extension: &str) -> Option<&'static str> {
    WRITERS.iter().find(|(_, extensions)| extensions.contains(&extension)).map(|(writer, _)| *writer)
}

/// LibreOffice.
#[derive(Debug)]
pub(super) struct Office {
    program: PathBuf,
    fingerprint: Fingerprint,
    /// How long a file may take.
    longest: Duration,
    /// Those that nobody uses: two at a time can't have one, and making one takes as long as a file.
    profiles: Mutex<Vec<TempDir>>,
}

/// A file's first page as a PDF, as long as this is there.
#[derive(Debug)]
pub(super) struct Page {
    file: PathBuf,
    _folder: TempDir,
}

impl Page {
    pub(super) fn file(&self) -> &Path {
        &self.file
    }
}

impl Office {
    /// The one that is installed, if one is.
    pub(super) fn installed() -> Option<Self> {
        PROGRAM.get()?.clone().map(|program| Self::new(program, LONGEST))
    }

    fn new(program: PathBuf, longest: Duration) -> Self {
        let fingerprint = Fingerprint::of("LibreOffice", format!("{:?}", told_apart(&program)).as_bytes());
        Self { program, fingerprint, longest, profiles: Mutex::default() }
    }

    /// Tells it from one that may draw otherwise.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The first page of a file, or why it can't be had: among others since it was called off.
    pub(super) fn first_page(
        &self,
        place: &Path,
        extension: &str,
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<Page, Unread> {
        let writer = writer(extension).ok_or_else(|| Unread::File("LibreOffice doesn't draw such files".to_owned()))?;
        let not_there = |error: io::Error| Unread::NoReader(error.to_string());
        let folder = tempfile::Builder::new().prefix("fieldbook-").tempdir().map_err(not_there)?;
        let length = fs::metadata(place).map_err(not_there)?.len();
        if length > LIMITS.bytes as u64 {
            return Err(Unread::TooLarge(format!("it has more than {} MiB", LIMITS.bytes >> 20)));
        }
        // Beside a file that it reads it leaves one of its own, which authors would find among theirs.
        let copy = folder.path().join(format!("page.{extension}"));
        fs::copy(place, &copy).map_err(not_there)?;
        let profile = self.profile().map_err(not_there)?;
        let ended = self.run(&copy, writer, folder.path(), profile.path(), is_called_off);
        // One in which it was killed may say for ever that it is in use.
        if matches!(&ended, Ok(Some(_))) {
            self.profiles.lock().unwrap_or_else(PoisonError::into_inner).push(profile);
        }
        let status = match ended.map_err(not_there)? {
            None if is_called_off() => return Err(Unread::NoReader("it was called off".to_owned())),
            None => return Err(Unread::TooLong(self.longest.as_secs())),
            Some(status) if is_ended_by_others(status) => return Err(Unread::NoReader(status.to_string())),
            Some(status) => status,
        };
        // `soffice` waits for the process that draws, and says so how that ended.
        let ended_within = status.code().filter(|code| ENDED_WITHIN.contains(code));
        let file = folder.path().join("page.pdf");
        // It ends well also where it couldn't read the file.
        if file.is_file() {
            Ok(Page { file, _folder: folder })
        } else if let Some(code) = ended_within {
            Err(Unread::NoReader(format!("what draws it was ended (exit status {code})")))
        } else {
            Err(Unread::File("LibreOffice can't read it".to_owned()))
        }
    }

    /// Runs it; `None` where it takes too long or is called off.
    fn run(
        &self,
        file: &Path,
        writer: &str,
        folder: &Path,
        profile: &Path,
        is_called_off: &dyn Fn() -> bool,
    ) -> io::Result<Option<ExitStatus>> {
        let profile =
            url(profile).ok_or_else(|| io::Error::other("the folder for temporary files has no name in Unicode"))?;
        let child = bounded(&self.program)
            .arg(format!("-env:UserInstallation={profile}"))
            .args(["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to"])
            .arg(format!("pdf:{writer}_pdf_Export:{{\"PageRange\":{{\"type\":\"string\",\"value\":\"1\"}}}}"))
            .arg("--outdir")
            .args([folder, file])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let end = Instant::now() + self.longest;
        wait(child, &|| Instant::now() >= end || is_called_off())
    }

    /// A profile that nobody uses.
    fn profile(&self) -> io::Result<TempDir> {
        if let Some(profile) = self.profiles.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(profile);
        }
        let profile = tempfile::Builder::new().prefix("fieldbook-office-").tempdir()?;
        let user = profile.path().join("user");
        fs::create_dir(&user)?;
        fs::write(user.join("registrymodifications.xcu"), settings())?;
        Ok(profile)
    }
}

/// The program, to be run in a group of its own: it is more than one process.
#[cfg(unix)]
fn bounded(program: &Path) -> Command {
    use std::os::unix::process::CommandExt as _;
    let mut command = Command::new("sh");
    command.args(["-c", BOUNDS, "sh"]).arg(program).process_group(0);
    command
}

#[cfg(not(unix))]
fn bounded(program: &Path) -> Command {
    Command::new(program)
}

/// Waits for the end of a process, and ends it where nobody wants to wait any more: then `None`.
fn wait(mut child: Child, is_enough: &dyn Fn() -> bool) -> io::Result<Option<ExitStatus>> {
    while !is_enough() {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        thread::sleep(OFTEN);
    }
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        // What has ended in between needs no end.
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    #[cfg(not(unix))]
    child.kill()?;
    child.wait().map(|_| None)
}

/// The settings of a profile, in LibreOffice's registry format.
fn settings() -> String {
    let item = |(path, name, value): &(&str, &str, &str)| {
        format!(
            "<item oor:path=\"/org.openoffice.{path}\"><prop oor:name=\"{name}\" oor:op=\"fuse\"><value>{value}</value></prop></item>\n"
        )
    };
    let items: String = SETTINGS.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n{items}</oor:items>\n"
    )
}

/// The URL of a folder, by which LibreOffice knows its profile.
fn url(folder: &Path) -> Option<String> {
    let path = folder.to_str()?.replace('\\', "/");
    let root = if path.starts_with('/') { "" } else { "/" };
    Some(format!("file://{root}{}", utf8_percent_encode(&path, IN_A_PATH)))
}

#[cfg(all(test, unix))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    /// A program that does this in the place of LibreOffice: its folder for results is `$OUT`.
    fn program(folder: &Path, script: &str) -> PathBuf {
        let program = folder.join("soffice");
        let out = "for word; do [ \"$before\" = --outdir ] && OUT=$word; before=$word; done";
        fs::write(&program, format!("#!/bin/sh\n[ $# = 0 ] && exit\n{out}\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        // Until what other tests have just started has begun, it has this file open, and a file that is written can't be run.
        while Command::new(&program).status().is_err_and(|error| error.kind() == io::ErrorKind::ExecutableFileBusy) {
            thread::sleep(OFTEN);
        }
        program
    }

    /// What comes of a deck's first page.
    fn drawn(script: &str) -> Result<Vec<u8>, Unread> {
        let folder = tempfile::tempdir().unwrap();
        let deck = folder.path().join("deck & co.pptx");
        fs::write(&deck, "slides").unwrap();
        let office = Office::new(program(folder.path(), script), Duration::from_secs(2));
        let page = office.first_page(&deck, "pptx", &|| false)?;
        let beside = fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(beside, 2, "nothing is left beside the file");
        Ok(fs::read(page.file()).unwrap())
    }

    #[test]
    fn a_page_is_had_of_a_copy_of_the_file() {
        assert_eq!(drawn("cat \"$before\" > \"$OUT/page.pdf\""), Ok(b"slides".to_vec()));
        assert!(matches!(drawn("exit 0"), Err(Unread::File(_))), "it ends well also where it can't read a file");
        assert!(matches!(drawn("kill -KILL $$"), Err(Unread::NoReader(_))));
        assert!(matches!(drawn("exit 137"), Err(Unread::NoReader(_))), "what draws for it was killed");
    }

    #[test]
    fn what_takes_too_long_is_ended_with_all_that_it_has_started() {
        let folder = tempfile::tempdir().unwrap();
        let said = folder.path().join("child");
        let script = format!("sleep 100 & echo $! > '{}'; wait", said.display());
        assert_eq!(drawn(&script), Err(Unread::TooLong(2)));
        let child: i32 = fs::read_to_string(said).unwrap().trim().parse().unwrap();
        let child = rustix::process::Pid::from_raw(child).unwrap();
        // The system takes away what has ended in its own time.
        let is_gone = || rustix::process::test_kill_process(child).is_err();
        let begin = Instant::now();
        while !is_gone() && begin.elapsed() < Duration::from_secs(10) {
            thread::sleep(OFTEN);
        }
        assert!(is_gone());
    }

    #[test]
    fn what_is_called_off_ends_at_once_and_may_be_drawn_another_time() {
        let folder = tempfile::tempdir().unwrap();
        let deck = folder.path().join("deck.pptx");
        fs::write(&deck, "slides").unwrap();
        let office = Office::new(program(folder.path(), "sleep 100"), LONGEST);
        let begin = Instant::now();
        let ended = office.first_page(&deck, "pptx", &|| begin.elapsed() > Duration::from_millis(200)).unwrap_err();
        assert!(!ended.is_lasting() && begin.elapsed() < LONGEST / 2, "{ended:?} after {:?}", begin.elapsed());
    }

    #[test]
    fn it_is_found_where_programs_are() {
        let folder = tempfile::tempdir().unwrap();
        let program = program(folder.path(), "");
        let folders = env::join_paths([Path::new("/nowhere"), folder.path()]).unwrap();
        assert_eq!(find_office(&folders), Some(program));
        assert_eq!(url(Path::new("/a b/ü")), Some("file:///a%20b/%C3%BC".to_owned()));
        assert_eq!(url(Path::new("C:\\a")), Some("file:///C:/a".to_owned()));
    }
}
