//! Workbooks: sheets as grids, and back into the same sheets.
//!
//! `parts` finds the parts of a workbook, `sheet` reads one, `drop_downs` follows the formulas of drop-downs, `fill` splices cells.

mod drop_downs;
mod fill;
mod parts;
mod sheet;

pub(crate) use fill::fill;
pub(crate) use parts::main_part;

use crate::{QuestionnaireError, grid::Grid, package::Package};
use sheet::{Budget, SheetRead};

/// Reads all sheets of a workbook, in their order.
pub(crate) fn read(package: &Package<'_>) -> Result<Vec<Grid>, QuestionnaireError> {
    let workbook = parts::Workbook::read(package)?;
    let strings = match &workbook.strings {
        Some(part) => sheet::shared_strings(part, &package.need(part)?)?,
        None => Vec::new(),
    };
    let mut budget = Budget::new();
    let mut read: Vec<SheetRead> = Vec::new();
    for sheet in &workbook.sheets {
        let bytes = package.need(&sheet.part)?;
        let mut sheet_read = sheet::read(&sheet.part, &bytes, &strings, &mut budget)?;
        sheet_read.grid.name.clone_from(&sheet.name);
        sheet_read.grid.is_hidden = sheet.is_hidden;
        read.push(sheet_read);
    }
    let choices: Vec<_> = (0..read.len()).map(|at| drop_downs::resolve(&workbook, &read, at)).collect();
    let grids = read.into_iter().zip(choices);
    Ok(grids.map(|(sheet, choices)| Grid { choices, ..sheet.grid }).collect())
}
