//! CSV with a row of headers, in any usual encoding, separated by commas, semicolons, tabs or bars.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::ImportError;

/// A file's rows.
pub(super) struct Table {
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Rows that can't be read, by line.
    pub(super) unreadable: Vec<(u64, String)>,
}

/// A row.
pub(super) struct Row {
    /// Where it begins, from 1.
    pub(super) line: u64,
    cells: csv::StringRecord,
}

impl Row {
    /// A cell's text, without spaces around it; empty where the row is too short.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }
}

impl Table {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ImportError> {
        let text = decode(bytes);
        let text = text.trim_start_matches('\u{FEFF}');
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut table = Self { headers: Vec::new(), rows: Vec::new(), unreadable: Vec::new() };
        for record in reader.records() {
            match record {
                Ok(cells) if table.headers.is_empty() => {
                    table.headers = cells.iter().map(|header| header.trim().to_owned()).collect();
                }
                Ok(cells) => {
                    let line = cells.position().map_or(0, csv::Position::line);
                    table.rows.push(Row { line, cells });
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    table.unreadable.push((line, error.to_string()));
                }
            }
        }
        table.rows.retain(|row| row.filled() > 0);
        Ok(table)
    }

    /// Takes off what stands below the table: Salesforce ends reports with lines on their name, owner and copyright. Gives how many these are.
    pub(super) fn without_footer(&mut self) -> u64 {
        let is_table = |row: &Row| row.filled() > 1;
        let end = self.rows.iter().rposition(is_table).map_or(0, |last| last + 1);
        if self.headers.len() < 3 || end == 0 {
            return 0;
        }
        let footer = self.rows.len() - end;
        self.rows.truncate(end);
        footer as u64
    }

    /// The headers, for messages.
    pub(super) fn columns(&self) -> String {
        let headers: Vec<String> =
            self.headers.iter().take(40).map(|header| format!("`{}`", super::shown(header))).collect();
        headers.join(", ")
    }
}

/// A file's text. What is neither UTF-8 nor says what it is comes from Excel on Windows.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// The separator that the row of headers has most of; a comma where it has none.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            _ => counts.iter_mut().filter(|(separator, _)| *separator == byte).for_each(|(_, count)| *count += 1),
        }
    }
    let mut best = (b',', 0);
    for candidate in counts {
        if candidate.1 > best.1 {
            best = candidate;
        }
    }
    best.0
}
