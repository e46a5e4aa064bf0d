//! Why a developers' command ended early.

use std::{io, path::PathBuf, process::ExitCode};

/// What went wrong, with what a developer needs to mend it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A program isn't there, or may not be run.
    #[error("{program} can't be run: {source}")]
    Start {
        /// Its name or path.
        program: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A program ran and said that it failed.
    #[error("`{command}` failed ({status})")]
    Command {
        /// The whole command line.
        command: String,
        /// Its exit code or signal.
        status: std::process::ExitStatus,
    },
    /// A server that was started can't be talked to.
    #[error("talking to a server failed: {0}")]
    Network(#[from] io::Error),
    /// A file can't be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which one.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Anything that one sentence says.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// Makes the error of a file operation; for `map_err`.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// Says it on stderr.
    pub(crate) fn report(&self) -> ExitCode {
        eprintln!("error: {self}");
        ExitCode::FAILURE
    }
}
