//! Reads a sheet's part: cells, merged cells, hidden rows, drop-downs as they are written.

use std::{collections::HashMap, sync::Arc};

use crate::{
    QuestionnaireError,
    grid::{Area, Cell, Grid, Row, Shape, column_number, parse_area},
    limits::{LONGEST_CELL, MOST_AREAS, MOST_CELLS},
    xml::{self, Events, Node, Tag},
};

/// A sheet as it is written.
pub(super) struct SheetRead {
    pub(super) grid: Grid,
    /// Areas of drop-downs with their formulas.
    pub(super) lists: Vec<(Vec<Area>, String)>,
}

/// Cells that may still be read.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(MOST_CELLS)
    }

    fn take(&mut self) -> Result<(), QuestionnaireError> {
        let left = self.0.checked_sub(1);
        self.0 = left.ok_or_else(|| QuestionnaireError::too_large("the number of cells", MOST_CELLS.to_string()))?;
        Ok(())
    }
}

/// Reads the part of shared strings. How they are to be spoken (in Japanese files) is left out.
pub(super) fn shared_strings(part: &str, bytes: &[u8]) -> Result<Vec<Arc<str>>, QuestionnaireError> {
    let mut events = Events::new(part, xml::text(part, bytes)?);
    let (mut strings, mut text) = (Vec::new(), String::new());
    let (mut in_text, mut spoken) = (false, 0_usize);
    loop {
        match events.next()?.0 {
            Node::Start(tag) => match tag.name() {
                "t" => in_text = true,
                "rPh" => spoken += 1,
                _ => {}
            },
            Node::Text(piece) if in_text && spoken == 0 => text.push_str(&piece),
            Node::End(name) => match name.as_str() {
                "t" => in_text = false,
                "rPh" => spoken = spoken.saturating_sub(1),
                "si" => {
                    if strings.len() >= MOST_CELLS {
                        return Err(QuestionnaireError::too_large("the number of texts", MOST_CELLS.to_string()));
                    }
                    strings.push(shown(&std::mem::take(&mut text)));
                }
                _ => {}
            },
            Node::Text(_) => {}
            Node::Eof => return Ok(strings),
        }
    }
}

/// A text as it is shown: Excel writes characters that XML can't hold as `_x000D_`.
fn shown(text: &str) -> Arc<str> {
    let cut = text.char_indices().nth(LONGEST_CELL).and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    if cut.contains("_x") { cut.replace("_x000D_", "").replace("_x005F_", "_").into() } else { cut.into() }
}

/// Reads a sheet.
pub(super) fn read(
    part: &str,
    bytes: &[u8],
    strings: &[Arc<str>],
    budget: &mut Budget,
) -> Result<SheetRead, QuestionnaireError> {
    let mut events = Events::new(part, xml::text(part, bytes)?);
    let mut reader = Reader { strings, ..Reader::default() };
    loop {
        match events.next()?.0 {
            Node::Start(tag) => reader.start(&tag),
            Node::Text(text) => reader.text(&text),
            Node::End(name) => reader.end(&name, budget)?,
            Node::Eof => return Ok(reader.finish()),
        }
    }
}

#[derive(Default)]
struct Reader<'a> {
    strings: &'a [Arc<str>],
    rows: Vec<Row>,
    row: Row,
    next_row: u32,
    next_column: u32,
    cell: Option<RawCell>,
    merges: Vec<Area>,
    lists: Vec<(Vec<Area>, String)>,
    list: Option<(String, String)>,
    /// The element whose text is read.
    inside: Inside,
    spoken: usize,
}

/// A cell while it is read.
#[derive(Default)]
struct RawCell {
    column: u32,
    kind: String,
    value: String,
    text: String,
    is_formula: bool,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Inside {
    #[default]
    Nothing,
    Value,
    Text,
    ListFormula,
    ListAreas,
}

impl Reader<'_> {
    fn start(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "row" => {
                let number = tag.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1));
                let number = number.unwrap_or(self.next_row);
                self.next_row = number.saturating_add(1);
                self.next_column = 0;
                self.row = Row { number, is_hidden: tag.is("hidden"), cells: Vec::new() };
            }
            "c" => {
                let column = tag.attribute("r").and_then(|place| column_of(&place)).unwrap_or(self.next_column);
                self.next_column = column.saturating_add(1);
                let kind = tag.attribute("t").unwrap_or_default();
                self.cell = Some(RawCell { column, kind, ..RawCell::default() });
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.is_formula = true;
                }
                // In an extension's drop-down, the formula and the areas have elements of their own.
                if self.list.is_some() {
                    self.inside = Inside::ListFormula;
                }
            }
            "v" => self.inside = Inside::Value,
            "t" => self.inside = Inside::Text,
            "rPh" => self.spoken += 1,
            "mergeCell" if self.merges.len() < MOST_AREAS => {
                self.merges.extend(tag.attribute("ref").and_then(|area| parse_area(&area)));
            }
            "dataValidation" if tag.attribute("type").is_some_and(|kind| kind == "list") => {
                self.list = Some((tag.attribute("sqref").unwrap_or_default(), String::new()));
            }
            "formula1" if self.list.is_some() => self.inside = Inside::ListFormula,
            "sqref" if self.list.is_some() => self.inside = Inside::ListAreas,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match (self.inside, &mut self.cell, &mut self.list) {
            (Inside::Value, Some(cell), _) => cell.value.push_str(text),
            (Inside::Text, Some(cell), _) if self.spoken == 0 => cell.text.push_str(text),
            (Inside::ListFormula, _, Some((_, formula))) => formula.push_str(text.trim()),
            (Inside::ListAreas, _, Some((areas, _))) => areas.push_str(text),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, budget: &mut Budget) -> Result<(), QuestionnaireError> {
        match name {
            "v" | "t" | "formula1" | "f" | "sqref" => self.inside = Inside::Nothing,
            "rPh" => self.spoken = self.spoken.saturating_sub(1),
            "c" => {
                if let Some(cell) = self.cell.take().and_then(|cell| cell.finish(self.strings)) {
                    budget.take()?;
                    self.row.cells.push(cell);
                }
            }
            "row" => {
                let row = std::mem::take(&mut self.row);
                if !row.cells.is_empty() || row.is_hidden {
                    self.rows.push(row);
                }
            }
            "dataValidation" => {
                if let Some((areas, formula)) = self.list.take().filter(|_| self.lists.len() < MOST_AREAS) {
                    let areas = areas.split_whitespace().take(MOST_AREAS).filter_map(parse_area).collect();
                    self.lists.push((areas, formula));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Rows and cells out of order or doubled are put in order; the later one counts, as in Excel.
    fn finish(mut self) -> SheetRead {
        let mut rows: HashMap<u32, Row> = HashMap::new();
        for row in self.rows.drain(..) {
            let known = rows.entry(row.number).or_insert_with(|| Row { number: row.number, ..Row::default() });
            known.is_hidden |= row.is_hidden;
            known.cells.extend(row.cells);
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        rows.sort_by_key(|row| row.number);
        for row in &mut rows {
            row.cells.reverse();
            row.cells.sort_by_key(|cell| cell.column);
            row.cells.dedup_by_key(|cell| cell.column);
        }
        SheetRead { grid: Grid { rows, merges: self.merges, ..Grid::default() }, lists: self.lists }
    }
}

impl RawCell {
    fn finish(self, strings: &[Arc<str>]) -> Option<Cell> {
        let text = match self.kind.as_str() {
            "s" => self.value.trim().parse::<usize>().ok().and_then(|at| strings.get(at).cloned()).unwrap_or_default(),
            "inlineStr" => shown(&self.text),
            "b" => if self.value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            "e" => Arc::default(),
            "str" => shown(&self.value),
            // Numbers are written with all their digits (2.2999999999999998) and shown with as many as tell them apart (2.3).
            _ => match self.value.trim().parse::<f64>() {
                Ok(number) if number.abs() < 1e15 => number.to_string().into(),
                _ => shown(&self.value),
            },
        };
        let column = self.column;
        let is_formula = self.is_formula;
        (is_formula || !text.is_empty()).then_some(Cell { column, text, is_formula, shape: Shape::Plain })
    }
}

/// The column of a cell's `r`.
pub(super) fn column_of(place: &str) -> Option<u32> {
    column_number(place.trim_end_matches(|character: char| character.is_ascii_digit()))
}
