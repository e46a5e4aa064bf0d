//! Text documents: the running text is a grid, and each table is one.
//!
//! `body` reads a document into paragraphs and tables with their places, `forms` reads what can be chosen and ticked in them, `controls` tells
//! it from the text; `fill` writes at these places. Columns are as [`Place`] says.

mod body;
mod controls;
mod fill;
mod forms;

pub(crate) use fill::fill;

use crate::{
    QuestionnaireError,
    grid::{Area, At, Cell, Choices, Grid, Place, Row, Shape},
    limits::MOST_AREAS,
    package::Package,
    xml,
};
use body::{Body, Paragraph, Table};
use controls::Field;

/// Paragraphs behind a question's that are looked at for something to choose or tick.
const NEAR: usize = 3;

/// Reads a document: its running text first, then its tables in their order.
pub(crate) fn read(package: &Package<'_>, part: &str) -> Result<Vec<Grid>, QuestionnaireError> {
    let bytes = package.need(part)?;
    let body = Body::read(part, xml::text(part, &bytes)?)?;
    let tables = body.tables.iter().enumerate().map(|(number, table)| grid_of(table, number));
    Ok(std::iter::once(prose(&body)).chain(tables).collect())
}

fn prose(body: &Body) -> Grid {
    let mut grid = Grid { name: "Text".to_owned(), is_prose: true, columns: Some(1), ..Grid::default() };
    for (number, paragraph) in body.paragraphs.iter().enumerate() {
        let text = Field::of(&paragraph.text, &paragraph.controls).text;
        if text.trim().is_empty() {
            continue;
        }
        let cell = Cell { shape: paragraph.shape, ..Cell::new(0, &text) };
        let mut row = Row { number: u32::try_from(number).unwrap_or(u32::MAX), is_hidden: false, cells: vec![cell] };
        if let Some((_, field)) = choice_of(&body.paragraphs, number) {
            offer(&mut grid, &mut row, Place::Choice(0), field);
        }
        grid.rows.push(row);
    }
    grid
}

/// What can be chosen for a paragraph: in it, or in one of the next ones that have no text of their own. With the number of that one.
fn choice_of(paragraphs: &[Paragraph], number: usize) -> Option<(usize, Field<'_>)> {
    for (at, paragraph) in paragraphs.iter().enumerate().skip(number).take(NEAR) {
        let field = Field::of(&paragraph.text, &paragraph.controls);
        let is_own = at == number || field.text.trim().is_empty();
        if !is_own {
            return None;
        }
        if !field.choices.is_empty() {
            return Some((at, field));
        }
    }
    None
}

/// Notes what can be chosen at a place of a row, and what is.
fn offer(grid: &mut Grid, row: &mut Row, place: Place, field: Field<'_>) {
    let column = place.column(grid.width());
    let at = At { row: row.number, column };
    row.cells.extend(field.chosen.map(|chosen| Cell::new(column, &chosen)));
    if !field.choices.is_empty() && grid.choices.len() < MOST_AREAS {
        grid.choices.push(Choices { areas: vec![Area { first: at, last: at }], values: field.choices });
    }
}

fn grid_of(table: &Table, number: usize) -> Grid {
    let name = format!("Table {}", number + 1);
    let mut grid = Grid { name, is_closed: true, columns: Some(table.width()), ..Grid::default() };
    for (number, cells) in (0..).zip(&table.rows) {
        let mut row = Row { number, ..Row::default() };
        for cell in cells {
            let first = At { row: number, column: cell.column };
            let last = At { row: number, column: cell.column.saturating_add(cell.span.saturating_sub(1)) };
            if cell.continues {
                let above = grid.merges.iter_mut().rev().find(|area| area.first.column == cell.column);
                if let Some(area) = above.filter(|area| area.last.row + 1 == number) {
                    area.last.row = number;
                }
            } else if (cell.span > 1 || cell.begins_merge) && grid.merges.len() < MOST_AREAS {
                grid.merges.push(Area { first, last });
            }
            let field = Field::of(&cell.text, &cell.controls);
            let text = field.text.trim();
            if text.is_empty() {
                offer(&mut grid, &mut row, Place::Cell(cell.column), field);
            } else {
                row.cells.push(Cell { shape: Shape::Plain, ..Cell::new(cell.column, text) });
                offer(&mut grid, &mut row, Place::Choice(cell.column), field);
            }
        }
        row.cells.sort_by_key(|cell| cell.column);
        grid.rows.push(row);
    }
    grid
}
