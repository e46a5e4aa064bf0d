//! Printing findings, for people and for programs.
//!
//! [`Findings::print`] takes sorted [`Diagnostics`], reads the sources that they point into again, and writes one of three
//! formats: `human` with the source underlined, `json` for programs, `github` for code hosts that show workflow commands
//! as annotations. The counts go to stderr, so that stdout holds findings only.

mod github;
mod human;
mod json;
mod sources;

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    path::Path,
};

use super::{Failure, Outcome};
use crate::diagnostics::{Diagnostics, Severity};
use sources::Sources;

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Format {
    /// For people: the source underlined, what is wrong, and the mend
    #[default]
    Human,
    /// One JSON object with all findings
    Json,
    /// Workflow commands, which code hosts show beside the changed lines
    Github,
}

/// Findings of one library, to be printed.
#[derive(Debug)]
pub(super) struct Findings<'a> {
    root: &'a Path,
    diagnostics: &'a Diagnostics,
}

impl<'a> Findings<'a> {
    /// Those of the library in `root`. They are printed in the order that they have.
    pub(super) fn new(root: &'a Path, diagnostics: &'a Diagnostics) -> Self {
        Self { root, diagnostics }
    }

    /// Prints the findings to stdout and their count to stderr.
    pub(super) fn print(&self, format: Format) -> Result<Outcome, Failure> {
        let stdout = io::stdout();
        let colour = colour_is_welcome(stdout.is_terminal());
        let mut output = io::BufWriter::new(stdout.lock());
        self.write(format, colour, &mut output)
            .and_then(|()| output.flush())
            .or_else(|error| forgive_closed_pipe(&error))?;
        self.print_summary();
        Ok(self.outcome())
    }

    /// Prints findings and count to stderr, for commands whose result is something else.
    pub(super) fn print_as_notes(&self) -> Result<Outcome, Failure> {
        let stderr = io::stderr();
        let colour = colour_is_welcome(stderr.is_terminal());
        let mut output = io::BufWriter::new(stderr.lock());
        self.write(Format::Human, colour, &mut output)
            .and_then(|()| output.flush())
            .or_else(|error| forgive_closed_pipe(&error))?;
        drop(output);
        self.print_summary();
        Ok(self.outcome())
    }

    /// The findings as people read them, without colours.
    pub(super) fn text(&self) -> String {
        let mut output = Vec::new();
        // Writing to memory doesn't fail.
        let _ = self.write(Format::Human, false, &mut output);
        String::from_utf8_lossy(&output).trim_end().to_owned()
    }

    fn write(&self, format: Format, colour: bool, output: &mut dyn Write) -> io::Result<()> {
        let mut sources = Sources::new(self.root);
        match format {
            Format::Human => human::write(self.diagnostics, &mut sources, colour, output),
            Format::Json => json::write(self.diagnostics, &mut sources, output),
            Format::Github => github::write(self.diagnostics, &mut sources, output),
        }
    }

    fn print_summary(&self) {
        // Nothing is left to be done where stderr is closed.
        let _ = writeln!(io::stderr().lock(), "{}", summary(self.diagnostics));
    }

    fn outcome(&self) -> Outcome {
        if self.diagnostics.has_findings() { Outcome::Findings } else { Outcome::Fine }
    }
}

/// "2 errors, 1 warning in 3 files"
fn summary(diagnostics: &Diagnostics) -> String {
    let mut text = String::new();
    for (severity, word) in [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")] {
        let count = diagnostics.count(severity);
        if count > 0 {
            let separator = if text.is_empty() { "" } else { ", " };
            let _ = write!(text, "{separator}{}", counted(count, word));
        }
    }
    if text.is_empty() {
        return "no findings".to_owned();
    }
    let mut paths: Vec<&str> =
        diagnostics.iter().filter_map(|finding| finding.location.as_ref()).map(|place| place.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    if !paths.is_empty() {
        let _ = write!(text, " in {}", counted(paths.len(), "file"));
    }
    text
}

/// "1 file", "2 files"
pub(super) fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// Whether colour may be used: on a terminal that can, for a user who hasn't said no (<https://no-color.org>).
fn colour_is_welcome(terminal: bool) -> bool {
    let says = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    terminal && says("NO_COLOR").is_none() && says("TERM").is_none_or(|kind| kind != "dumb")
}

/// A reader that has seen enough (`fieldbook check | head`) is no failure.
fn forgive_closed_pipe(error: &io::Error) -> Result<(), Failure> {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Ok(());
    }
    Err(Failure::new(format!("the findings can't be written: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Code, Diagnostic};

    #[test]
    fn the_summary_counts_findings_by_severity_and_the_files_that_have_them() {
        let mut diagnostics = Diagnostics::default();
        assert_eq!(summary(&diagnostics), "no findings");
        for path in ["a.md", "a.md", "b.md"] {
            diagnostics.push(Diagnostic::new(Code::ConfigSyntax, "wrong").at(path, None));
        }
        assert_eq!(summary(&diagnostics), "3 errors in 2 files");
    }
}
