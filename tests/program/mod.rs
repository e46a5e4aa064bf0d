//! The program, run from outside on a library in a temporary folder.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Longer than this, in a debug build on a busy machine, means that the program hangs.
const PATIENCE: Duration = Duration::from_mins(5);

/// The day of all runs: what they say doesn't change with the days.
pub(crate) const TODAY: &str = "2026-11-22";

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Run {
    /// 0 fine, 1 findings or failure, 2 wrong usage.
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A library in a temporary folder, with an output folder beside it.
pub(crate) struct Library {
    folder: TempDir,
    root: PathBuf,
}

impl Library {
    /// A library that lies elsewhere, or else an empty temporary folder.
    pub(crate) fn new(root: Option<PathBuf>) -> Self {
        let folder = TempDir::new().unwrap();
        let root = root.unwrap_or_else(|| folder.path().join("library"));
        fs::create_dir_all(&root).unwrap();
        Self { folder, root }
    }

    /// The library's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where [`Self::build`] puts the site.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// The program with this library and a fixed day.
    pub(crate) fn program(&self, command: &str) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
        program.args([command, "--today", TODAY, "--library"]).arg(&self.root);
        program.env("NO_COLOR", "1").current_dir(self.folder.path()).stdin(Stdio::null());
        // Results are the same on machines with LibreOffice and without.
        program.env("FIELDBOOK_LIBREOFFICE", "");
        program
    }

    /// Builds the site.
    pub(crate) fn build(&self) -> Run {
        self.run(self.program("build").arg("--out").arg(self.out()))
    }

    /// Runs a command to its end, which must be a designed one: no panic, no signal, no hanging.
    pub(crate) fn run(&self, command: &mut Command) -> Run {
        let log = |name: &str| self.folder.path().join(name);
        // Into files rather than pipes: a full pipe would stop the program that is waited for.
        command.stdout(fs::File::create(log("stdout")).unwrap()).stderr(fs::File::create(log("stderr")).unwrap());
        let status = wait(command);
        let read = |name| String::from_utf8_lossy(&fs::read(log(name)).unwrap()).into_owned();
        let (stdout, stderr) = (read("stdout"), read("stderr"));
        let code = status.code().filter(|code| (0..=2).contains(code) && !stderr.contains("panicked at"));
        let code = code.unwrap_or_else(|| panic!("{command:?} ended with {status}:\n{stderr}"));
        Run { code, stdout, stderr }
    }
}

fn wait(command: &mut Command) -> ExitStatus {
    let mut child = command.spawn().unwrap();
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if start.elapsed() > PATIENCE {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("{command:?} ran longer than {PATIENCE:?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}
