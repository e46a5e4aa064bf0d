//! Text documents: the running text is a grid, and each table is one.
//!
//! `body` reads a document into paragraphs and tables with their places; `fill` writes at these places.

mod body;
mod fill;

pub(crate) use fill::fill;

use crate::{
    QuestionnaireError,
    grid::{Area, At, Cell, Choices, Grid, Row, Shape},
    limits::MOST_AREAS,
    package::Package,
    xml,
};
use body::{Body, Table};

/// Reads a document: its running text first, then its tables in their order.
pub(crate) fn read(package: &Package<'_>, part: &str) -> Result<Vec<Grid>, QuestionnaireError> {
    let bytes = package.need(part)?;
    let body = Body::read(part, xml::text(part, &bytes)?)?;
    let tables = body.tables.iter().enumerate().map(|(number, table)| grid_of(table, number));
    Ok(std::iter::once(prose(&body)).chain(tables).collect())
}

fn prose(body: &Body) -> Grid {
    let mut rows = Vec::new();
    for (number, paragraph) in (0..).zip(&body.paragraphs) {
        if !paragraph.text.trim().is_empty() {
            let cell = Cell { shape: paragraph.shape, ..Cell::new(0, &paragraph.text) };
            rows.push(Row { number, is_hidden: false, cells: vec![cell] });
        }
    }
    Grid { name: "Text".to_owned(), is_prose: true, rows, ..Grid::default() }
}

fn grid_of(table: &Table, number: usize) -> Grid {
    let mut grid = Grid { name: format!("Table {}", number + 1), is_closed: true, ..Grid::default() };
    for (number, cells) in (0..).zip(&table.rows) {
        let mut row = Row { number, ..Row::default() };
        for cell in cells {
            let first = At { row: number, column: cell.column };
            let last = At { row: number, column: cell.column + cell.span.saturating_sub(1) };
            if cell.continues {
                let above = grid.merges.iter_mut().rev().find(|area| area.first.column == cell.column);
                if let Some(area) = above.filter(|area| area.last.row + 1 == number) {
                    area.last.row = number;
                }
            } else if (cell.span > 1 || cell.begins_merge) && grid.merges.len() < MOST_AREAS {
                grid.merges.push(Area { first, last });
            }
            if !cell.text.trim().is_empty() {
                row.cells.push(Cell { shape: Shape::Plain, ..Cell::new(cell.column, cell.text.trim()) });
            }
            if let Some(control) = cell.control.as_ref().filter(|control| !control.choices.is_empty()) {
                let areas = vec![Area { first, last: first }];
                grid.choices.push(Choices { areas, values: control.choices.clone() });
            }
        }
        grid.rows.push(row);
    }
    grid
}
