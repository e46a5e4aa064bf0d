//! Writes cells into the parts of their sheets; no other byte of a part changes.
//!
//! A cell's text is written into the cell itself (`t="inlineStr"`), so that the table of shared strings, which other sheets use, stays
//! as it is. A cell keeps its style; a new one takes that of its row or column, as Excel does. What the sheet says of its size
//! (`dimension`) and of its rows (`spans`) grows where cells lie beyond.
//!
//! Where the workbook has formulas, its part gets one attribute: that all are to be reckoned anew when it is opened
//! (`fullCalcOnLoad`). Excel would show a count of the answers as it was when they were empty.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use super::{parts::Workbook, sheet::column_of};
use crate::{
    QuestionnaireError,
    grid::{At, Filling, column_name, parse_area},
    package::Package,
    xml::{self, Events, Node, Tag, escape, splice},
};

/// What is to be written into a sheet, by row and column.
type Cells<'a> = BTreeMap<u32, BTreeMap<u32, &'a str>>;

/// The workbook with cells filled.
pub(crate) fn fill(package: &Package<'_>, fillings: &[Filling]) -> Result<Vec<u8>, QuestionnaireError> {
    let workbook = Workbook::read(package)?;
    let mut sheets: BTreeMap<usize, Cells<'_>> = BTreeMap::new();
    for filling in fillings {
        let rows = sheets.entry(filling.grid).or_default();
        rows.entry(filling.at.row).or_default().insert(filling.at.column, &filling.text);
    }
    let mut parts = BTreeMap::new();
    let mut has_formulas = false;
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        let bytes = package.need(&sheet.part)?;
        has_formulas |= has_formula(&bytes);
        let Some(cells) = sheets.remove(&number) else { continue };
        let text = xml::text(&sheet.part, &bytes)?;
        let edits = Writer::new(&sheet.name, cells).edits(&sheet.part, text)?;
        parts.insert(real_name(package, &sheet.part), splice(text, &edits).into_bytes());
    }
    if !sheets.is_empty() {
        let place = sheets.keys().map(|number| format!("sheet {}", number + 1)).collect::<Vec<_>>().join(", ");
        return Err(QuestionnaireError::Unfillable { place, problem: "there is no such sheet".to_owned() });
    }
    if has_formulas && !parts.is_empty() {
        let bytes = package.need(&workbook.part)?;
        let text = xml::text(&workbook.part, &bytes)?;
        let edits = reckon_anew(&workbook.part, text)?;
        parts.insert(real_name(package, &workbook.part), splice(text, &edits).into_bytes());
    }
    package.replace(&parts)
}

/// A part's name with the case that the archive has it in.
fn real_name(package: &Package<'_>, name: &str) -> String {
    package.names().find(|other| other.eq_ignore_ascii_case(name)).unwrap_or(name).to_owned()
}

fn has_formula(sheet: &[u8]) -> bool {
    [&b"<f>"[..], b"<f ", b":f>", b":f "].iter().any(|mark| sheet.windows(mark.len()).any(|piece| piece == *mark))
}

/// Asks for all formulas to be reckoned. A workbook that says nothing of its reckoning is reckoned anyway.
fn reckon_anew(part: &str, text: &str) -> Result<Vec<(Range<usize>, String)>, QuestionnaireError> {
    let mut events = Events::new(part, text);
    loop {
        match events.next()? {
            (Node::Start(tag), range) if tag.name() == "calcPr" => {
                let edit = (!tag.is("fullCalcOnLoad")).then(|| {
                    let old = text.get(range.clone()).unwrap_or_default();
                    (range, with_attribute(old, "fullCalcOnLoad", "1"))
                });
                return Ok(edit.into_iter().collect());
            }
            (Node::Eof, _) => return Ok(Vec::new()),
            _ => {}
        }
    }
}

/// A start tag with an attribute set.
fn with_attribute(tag: &str, name: &str, value: &str) -> String {
    let found = tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\'') && before.is_whitespace())?;
        let start = tag.len() - rest.len() + 1;
        let end = start + rest.get(1..)?.find(quote)?;
        Some(start..end)
    });
    if let Some(range) = found {
        return splice(tag, &[(range, value.to_owned())]);
    }
    let end = if tag.ends_with("/>") { tag.len() - 2 } else { tag.len() - 1 };
    splice(tag, &[(end..end, format!(" {name}=\"{value}\""))])
}

/// A text as Excel is to show it: it would read `_x0041_` as a character.
fn literal(text: &str) -> String {
    let is_code = |at: usize| {
        let code = text.as_bytes().get(at..at + 7);
        code.is_some_and(|code| code[2..6].iter().all(u8::is_ascii_hexdigit) && code.ends_with(b"_"))
    };
    let codes = text.match_indices("_x").filter(|(at, _)| is_code(*at));
    let edits: Vec<_> = codes.map(|(at, _)| (at..at + 1, "_x005F_".to_owned())).collect();
    splice(text, &edits)
}

/// Goes through a sheet and gathers edits.
struct Writer<'a> {
    sheet: &'a str,
    /// What is still to be written, below the row that is read.
    cells: Cells<'a>,
    /// What is still to be written into the row that is read.
    row: BTreeMap<u32, &'a str>,
    row_number: u32,
    row_style: Option<String>,
    /// Where a row's tag stands that is written `<row/>`.
    open: Option<Range<usize>>,
    /// First and last column with the style of columns.
    column_styles: Vec<(u32, u32, String)>,
    next_row: u32,
    next_column: u32,
    /// A cell that is replaced: where it begins, its place and its tag's attributes.
    replaced: Option<(usize, At, Option<String>)>,
    prefix: String,
    edits: Vec<(Range<usize>, String)>,
}

impl<'a> Writer<'a> {
    fn new(sheet: &'a str, cells: Cells<'a>) -> Self {
        Self {
            sheet,
            cells,
            row: BTreeMap::new(),
            row_number: 0,
            row_style: None,
            open: None,
            column_styles: Vec::new(),
            next_row: 0,
            next_column: 0,
            replaced: None,
            prefix: String::new(),
            edits: Vec::new(),
        }
    }

    fn edits(mut self, part: &str, text: &str) -> Result<Vec<(Range<usize>, String)>, QuestionnaireError> {
        let mut events = Events::new(part, text);
        loop {
            let (node, range) = events.next()?;
            match node {
                Node::Start(tag) => self.start(&tag, range, text)?,
                Node::End(name) => self.end(&name, range),
                Node::Text(_) => {}
                Node::Eof => break,
            }
        }
        if let Some((row, column)) = self.cells.iter().find_map(|(row, cells)| Some((*row, *cells.keys().next()?))) {
            return Err(self.unfillable(At { row, column }, "the sheet has no rows or has them out of order"));
        }
        Ok(self.edits)
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>, text: &str) -> Result<(), QuestionnaireError> {
        match tag.name() {
            "dimension" => self.widen(tag, range, text),
            "col" => {
                let number = |name| tag.attribute(name).and_then(|number| number.parse::<u32>().ok());
                if let (Some(first), Some(last), Some(style)) = (number("min"), number("max"), tag.attribute("style")) {
                    self.column_styles.push((first.saturating_sub(1), last.saturating_sub(1), style));
                }
            }
            "sheetData" => {
                self.prefix = tag.prefix();
                if tag.is_empty {
                    let name = format!("{}sheetData", self.prefix);
                    let rows = self.rows_before(u32::MAX);
                    self.edits.push((range, format!("<{name}>{rows}</{name}>")));
                }
            }
            "row" => self.start_row(tag, range, text),
            "c" => self.start_cell(tag, range)?,
            "f" => {
                if let Some((_, at, _)) = self.replaced {
                    return Err(self.unfillable(at, "a formula is there"));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_row(&mut self, tag: &Tag<'_>, range: Range<usize>, text: &str) {
        let number = tag.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1));
        self.row_number = number.unwrap_or(self.next_row);
        self.next_row = self.row_number.saturating_add(1);
        self.next_column = 0;
        let rows = self.rows_before(self.row_number);
        if !rows.is_empty() {
            self.edits.push((range.start..range.start, rows));
        }
        self.row = self.cells.remove(&self.row_number).unwrap_or_default();
        self.row_style = tag.attribute("s").filter(|_| tag.is("customFormat"));
        let Some(last) = self.row.keys().next_back().map(|column| column + 1) else { return };
        let mut new = text.get(range.clone()).unwrap_or_default().to_owned();
        let spans = tag.attribute("spans");
        if let Some((first, end)) = spans.as_deref().and_then(|spans| spans.split_once(':')) {
            let first = self.row.keys().next().map_or(1, |column| column + 1).min(first.parse().unwrap_or(1));
            new = with_attribute(&new, "spans", &format!("{first}:{}", last.max(end.parse().unwrap_or(0))));
        }
        if tag.is_empty {
            new = new.trim_end_matches("/>").trim_end().to_owned() + ">";
            self.open = Some(range.clone());
        }
        self.edits.push((range, new));
    }

    fn start_cell(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Result<(), QuestionnaireError> {
        let column = tag.attribute("r").and_then(|place| column_of(&place)).unwrap_or(self.next_column);
        if column < self.next_column && !self.row.is_empty() {
            return Err(self.unfillable(At { row: self.row_number, column }, "the cells of its row are out of order"));
        }
        self.next_column = column.saturating_add(1);
        let later = self.row.split_off(&column);
        let before = std::mem::replace(&mut self.row, later);
        let cells: String = before.iter().map(|(column, text)| self.cell(*column, text, None)).collect();
        if !cells.is_empty() {
            self.edits.push((range.start..range.start, cells));
        }
        if self.row.contains_key(&column) {
            let at = At { row: self.row_number, column };
            self.replaced = Some((range.start, at, Some(tag.attribute("s").unwrap_or_default())));
        }
        Ok(())
    }

    fn end(&mut self, name: &str, range: Range<usize>) {
        match name {
            "c" => {
                if let Some((start, at, style)) = self.replaced.take() {
                    let text = self.row.remove(&at.column).unwrap_or_default();
                    let cell = self.cell(at.column, text, style);
                    self.edits.push((start..range.end, cell));
                }
            }
            "row" => {
                let row = std::mem::take(&mut self.row);
                let mut cells: String = row.iter().map(|(column, text)| self.cell(*column, text, None)).collect();
                if self.open.take().is_some() {
                    let _ = write!(cells, "</{}row>", self.prefix); // writing to a string can't fail
                }
                if !cells.is_empty() {
                    self.edits.push((range.start..range.start, cells));
                }
            }
            "sheetData" => {
                let rows = self.rows_before(u32::MAX);
                if !rows.is_empty() {
                    self.edits.push((range.start..range.start, rows));
                }
            }
            _ => {}
        }
    }

    /// Rows that the sheet lacks, up to one that it has.
    fn rows_before(&mut self, row: u32) -> String {
        let later = self.cells.split_off(&row);
        let rows = std::mem::replace(&mut self.cells, later);
        self.row_style = None;
        let mut text = String::new();
        for (number, cells) in rows {
            self.row_number = number;
            let cells: String = cells.iter().map(|(column, text)| self.cell(*column, text, None)).collect();
            let prefix = &self.prefix;
            let _ = write!(text, "<{prefix}row r=\"{}\">{cells}</{prefix}row>", u64::from(number) + 1);
        }
        self.row_number = row;
        text
    }

    /// A cell of the row that is read. Without a style of its own it has that of its row or column; an empty one means none.
    fn cell(&self, column: u32, text: &str, style: Option<String>) -> String {
        let of_column = || {
            let holds = |(first, last, _): &&(u32, u32, String)| (*first..=*last).contains(&column);
            self.column_styles.iter().find(holds).map(|(_, _, style)| style.clone())
        };
        let style = style.or_else(|| self.row_style.clone()).or_else(of_column).filter(|style| !style.is_empty());
        let style = style.map(|style| format!(" s=\"{}\"", escape(&style))).unwrap_or_default();
        let at = At { row: self.row_number, column };
        let text = escape(&literal(text));
        let p = &self.prefix;
        format!(
            "<{p}c r=\"{at}\"{style} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{text}</{p}t></{p}is></{p}c>"
        )
    }

    fn widen(&mut self, tag: &Tag<'_>, range: Range<usize>, text: &str) {
        let Some(old) = tag.attribute("ref").and_then(|area| parse_area(&area)) else { return };
        let mut new = old;
        for (row, cells) in &self.cells {
            for column in cells.keys() {
                new.first = At { row: new.first.row.min(*row), column: new.first.column.min(*column) };
                new.last = At { row: new.last.row.max(*row), column: new.last.column.max(*column) };
            }
        }
        if new != old {
            let tag = text.get(range.clone()).unwrap_or_default();
            self.edits.push((range, with_attribute(tag, "ref", &format!("{}:{}", new.first, new.last))));
        }
    }

    fn unfillable(&self, at: At, problem: &str) -> QuestionnaireError {
        let place = format!("{} {}{}", self.sheet, column_name(at.column), u64::from(at.row) + 1);
        QuestionnaireError::Unfillable { place, problem: problem.to_owned() }
    }
}
