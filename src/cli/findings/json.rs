//! Findings for programs: one JSON object, whose form `docs/diagnostics.md` describes and which only grows.

use std::io::{self, Write};

use serde::Serialize;

use super::sources::Sources;
use crate::diagnostics::{Diagnostic, Diagnostics, Location, Position, Severity};

/// Grows by one when a program that reads the form could be misled.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    message: &'a str,
    label: &'a str,
    help: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Place<'a>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    /// `None` for the file as a whole.
    start: Option<Point>,
    end: Option<Point>,
}

/// Line and column from 1, columns in characters; the offset from 0, in bytes.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
    offset: usize,
}

/// Writes all findings.
pub(super) fn write(diagnostics: &Diagnostics, sources: &mut Sources, output: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        version: VERSION,
        errors: diagnostics.count(Severity::Error),
        warnings: diagnostics.count(Severity::Warning),
        notes: diagnostics.count(Severity::Note),
        findings: diagnostics.iter().map(|diagnostic| finding(diagnostic, sources)).collect(),
    };
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &mut Sources) -> Finding<'a> {
    Finding {
        code: diagnostic.code.id(),
        name: diagnostic.code.name(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        label: &diagnostic.label,
        help: &diagnostic.help,
        place: diagnostic.location.as_ref().map(|location| place(location, sources)),
        related: diagnostic
            .related
            .iter()
            .map(|(location, message)| Related { message, place: place(location, sources) })
            .collect(),
    }
}

fn place<'a>(location: &'a Location, sources: &mut Sources) -> Place<'a> {
    let points = location.span.and_then(|span| {
        let lines = sources.lines(&location.path)?;
        let span = lines.trimmed(span);
        let point = |offset| {
            let Position { line, column } = lines.position(offset);
            Point { line, column, offset }
        };
        Some((point(span.start), point(span.end)))
    });
    let (start, end) = points.unzip();
    Place { path: &location.path, start, end }
}
