//! CSV and its relatives, separated by commas, semicolons, tabs or bars.
//!
//! Fields are read with their places in the file, so that filling splices single fields: quotes, line ends, encoding and byte order
//! mark stay as they are. (Crates for CSV give values without places.) The form is RFC 4180, read leniently: a quote within an unquoted
//! field is a character, and what follows a closing quote belongs to the field.

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::{
    QuestionnaireError,
    grid::{Cell, Filling, Grid, Row},
    limits::MOST_CELLS,
    xml::splice,
};

/// Rows that tell the separator.
const SAMPLE: usize = 50;

/// Reads a file as one grid.
pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Vec<Grid>, QuestionnaireError> {
    let (text, _) = decode(bytes);
    let table = Table::read(&text)?;
    let mut rows = Vec::new();
    for (number, fields) in (0..).zip(&table.rows) {
        let cells = (0..).zip(fields).map(|(column, field)| Cell::new(column, &value(&text, field)));
        let cells: Vec<Cell> = cells.filter(|cell| !cell.text.is_empty()).collect();
        rows.push(Row { number, is_hidden: false, cells });
    }
    rows.retain(|row| !row.cells.is_empty());
    Ok(vec![Grid { name: name.to_owned(), rows, ..Grid::default() }])
}

/// The file with fields filled. Characters that its encoding lacks make it UTF-8.
pub(crate) fn fill(bytes: &[u8], fillings: &[Filling]) -> Result<Vec<u8>, QuestionnaireError> {
    let (text, encoding) = decode(bytes);
    let table = Table::read(&text)?;
    let mut by_row: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for Filling { at, text, .. } in fillings {
        by_row.entry(at.row).or_default().insert(at.column, text);
    }
    let mut edits = Vec::new();
    for (row, cells) in by_row {
        let Some(fields) = table.rows.get(row as usize) else {
            let place = format!("row {}", u64::from(row) + 1);
            return Err(QuestionnaireError::Unfillable { place, problem: "there is no such row".to_owned() });
        };
        edits.extend(table.edits(fields, &cells));
    }
    Ok(encode(&splice(&text, &edits), encoding))
}

/// A file's text, and how it is written. What is neither UTF-8 nor says what it is comes from Excel on Windows.
fn decode(bytes: &[u8]) -> (Cow<'_, str>, &'static Encoding) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        // The mark stays in the text, so that it is written again.
        return (encoding.decode_without_bom_handling(bytes).0, encoding);
    }
    match str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), UTF_8),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, WINDOWS_1252),
    }
}

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    if encoding == UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    match encoding.encode(text) {
        (_, _, true) => format!("\u{FEFF}{text}").into_bytes(),
        (bytes, ..) => bytes.into_owned(),
    }
}

/// Fields by rows.
struct Table {
    separator: char,
    /// Places of fields, with their quotes.
    rows: Vec<Vec<Range<usize>>>,
}

impl Table {
    fn read(text: &str) -> Result<Self, QuestionnaireError> {
        let separator = separator(text);
        let mut rows = Vec::new();
        let mut cells = 0;
        let mut at = text.len() - text.trim_start_matches('\u{FEFF}').len();
        while at < text.len() {
            let mut row = Vec::new();
            at = read_row(text, at, separator, &mut row);
            cells += row.len();
            if cells > MOST_CELLS {
                return Err(QuestionnaireError::too_large("the number of cells", MOST_CELLS.to_string()));
            }
            rows.push(row);
        }
        Ok(Self { separator, rows })
    }

    /// Replaces fields of a row, and adds those that it lacks.
    fn edits(&self, fields: &[Range<usize>], cells: &BTreeMap<u32, &str>) -> Vec<(Range<usize>, String)> {
        let mut edits = Vec::new();
        let mut added = String::new();
        let mut width = u32::try_from(fields.len()).unwrap_or(u32::MAX);
        for (column, text) in cells {
            let new = quoted(text, self.separator);
            if let Some(field) = fields.get(*column as usize) {
                edits.push((field.clone(), new));
                continue;
            }
            while width <= *column {
                added.push(self.separator);
                width += 1;
            }
            added.push_str(&new);
        }
        let end = fields.last().map_or(0, |field| field.end);
        if !added.is_empty() {
            edits.push((end..end, added));
        }
        edits
    }
}

/// Reads a row; gives the byte behind its line end.
fn read_row(text: &str, start: usize, separator: char, row: &mut Vec<Range<usize>>) -> usize {
    let mut field = start;
    let mut quoted = false;
    let mut characters = text.get(start..).unwrap_or_default().char_indices().peekable();
    while let Some((offset, character)) = characters.next() {
        let at = start + offset;
        match character {
            '"' if quoted && characters.next_if(|(_, next)| *next == '"').is_some() => {}
            '"' if quoted => quoted = false,
            '"' if at == field => quoted = true,
            _ if quoted => {}
            '\n' | '\r' => {
                row.push(field..at);
                let is_pair = character == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some();
                return at + 1 + usize::from(is_pair);
            }
            _ if character == separator => {
                row.push(field..at);
                field = at + character.len_utf8();
            }
            _ => {}
        }
    }
    row.push(field..text.len());
    text.len()
}

/// The separator that parts most rows of the beginning in equally many fields.
fn separator(text: &str) -> char {
    let score = |separator: char| {
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        let mut at = 0;
        for _ in 0..SAMPLE {
            if at >= text.len() {
                break;
            }
            let mut row = Vec::new();
            at = read_row(text, at, separator, &mut row);
            *widths.entry(row.len()).or_default() += 1;
        }
        let best = widths.iter().filter(|(width, _)| **width > 1).max_by_key(|(width, count)| (**count, **width));
        best.map_or((0, 0), |(width, count)| (*count, *width))
    };
    // The first of the best: a comma where there is nothing to tell.
    let mut best = (',', (0, 0));
    for separator in [',', ';', '\t', '|'] {
        let scored = score(separator);
        if scored > best.1 {
            best = (separator, scored);
        }
    }
    best.0
}

fn value<'a>(text: &'a str, field: &Range<usize>) -> Cow<'a, str> {
    let field = text.get(field.clone()).unwrap_or_default();
    match field.strip_prefix('"') {
        Some(rest) => Cow::Owned(rest.strip_suffix('"').unwrap_or(rest).replace("\"\"", "\"")),
        None => Cow::Borrowed(field),
    }
}

fn quoted(text: &str, separator: char) -> String {
    let needs_quotes = text.contains([separator, '"', '\n', '\r']) || text.trim() != text;
    if needs_quotes { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
