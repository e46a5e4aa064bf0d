//! What a drop-down offers: written out (`"Yes,No"`), the cells of an area on this or another sheet, or a name for one of these.

use crate::{
    grid::{At, Choices, parse_area},
    limits::{MOST_AREAS, MOST_CHOICES},
    xlsx::{parts::Workbook, sheet::SheetRead},
};

/// Names that stand for names that stand for names … are followed so far.
const MOST_STEPS: usize = 5;

/// Rows of a list that are looked at: each of a sheet's drop-downs may name a whole column.
const MOST_ROWS: usize = 5_000;

/// The drop-downs of the sheet with this number. Where a formula isn't one of these, there are no values.
pub(super) fn resolve(workbook: &Workbook, sheets: &[SheetRead], number: usize) -> Vec<Choices> {
    let Some(sheet) = sheets.get(number) else { return Vec::new() };
    let book = Book { workbook, sheets };
    let mut left = MOST_AREAS;
    let mut lists = Vec::new();
    for (areas, formula) in &sheet.lists {
        // A formula is followed once for each list, and all lists together are bounded.
        left = left.saturating_sub(areas.len().max(1));
        if left == 0 {
            break;
        }
        lists.push(Choices { areas: areas.clone(), values: book.values(formula, number, MOST_STEPS) });
    }
    lists
}

struct Book<'a> {
    workbook: &'a Workbook,
    sheets: &'a [SheetRead],
}

impl Book<'_> {
    fn values(&self, formula: &str, sheet: usize, steps: usize) -> Vec<String> {
        let formula = formula.trim().trim_start_matches('=');
        if let Some(written) = formula.strip_prefix('"') {
            let written = written.strip_suffix('"').unwrap_or(written).replace("\"\"", "\"");
            let values = written.split([',', ';']).map(str::trim).filter(|value| !value.is_empty());
            return values.take(MOST_CHOICES).map(str::to_owned).collect();
        }
        if let Some(values) = self.area(formula, sheet) {
            return values;
        }
        let tab = self.workbook.sheets.get(sheet).map(|sheet| sheet.tab);
        let name = formula.to_lowercase();
        let named = |local: bool| {
            self.workbook
                .names
                .iter()
                .find(|(other, of, _)| *other == name && if local { *of == tab } else { of.is_none() })
        };
        match named(true).or_else(|| named(false)) {
            Some((_, _, formula)) if steps > 0 => self.values(formula, sheet, steps - 1),
            _ => Vec::new(),
        }
    }

    /// The cells of `Sheet!$A$1:$A$9`, `'a sheet'!A1:A9` or `$A$1:$A$9`.
    fn area(&self, formula: &str, sheet: usize) -> Option<Vec<String>> {
        let (name, area) = formula.rsplit_once('!').map_or((None, formula), |(name, area)| (Some(name), area));
        let area = parse_area(area)?;
        let sheet = match name {
            Some(name) => {
                let name = name.trim_matches('\'').replace("''", "'");
                self.workbook.sheets.iter().position(|sheet| sheet.name.eq_ignore_ascii_case(&name))?
            }
            None => sheet,
        };
        let grid = &self.sheets.get(sheet)?.grid;
        let first = grid.rows.partition_point(|row| row.number < area.first.row);
        let rows = grid.rows.iter().skip(first).take(MOST_ROWS).take_while(|row| row.number <= area.last.row);
        let cells = rows.flat_map(|row| row.cells.iter().map(move |cell| (row.number, cell)));
        let inside = cells.filter(|(row, cell)| area.holds(At { row: *row, column: cell.column }));
        let texts = inside.map(|(_, cell)| cell.text.trim().to_owned()).filter(|text| !text.is_empty());
        Some(texts.take(MOST_CHOICES).collect())
    }
}
