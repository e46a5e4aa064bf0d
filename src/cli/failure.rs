//! The one boundary where errors of all modules become a message, a hint and an exit code.

use std::{io, process::ExitCode};

use crate::library::LoadError;

/// Why a command couldn't do what it was asked for.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    hint: Option<String>,
    exit_code: u8,
}

impl Failure {
    /// Something in the world is not as it must be (exit code 1).
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, exit_code: 1 }
    }

    /// The command was called wrongly (exit code 2).
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { exit_code: 2, ..Self::new(message) }
    }

    /// Adds what to do about it.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says it on stderr.
    pub(super) fn report(&self) -> ExitCode {
        use io::Write;
        // Nothing is left to be done where stderr is closed.
        let _ = writeln!(io::stderr().lock(), "{}", self.text());
        ExitCode::from(self.exit_code)
    }

    /// What is said of it.
    pub(super) fn text(&self) -> String {
        let hint = self.hint.as_ref().map_or_else(String::new, |hint| format!("\nhint: {hint}"));
        format!("error: {}{hint}", self.message)
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::new(error.to_string())
    }
}
