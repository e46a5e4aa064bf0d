//! What all formats are read into: **grids** of cells.
//!
//! A sheet, a table of a document and a CSV file are grids as they are. The running text of a document is one as well: each paragraph
//! is a row with its text in the first column, and the second column is what may be written behind it.

use std::{fmt, sync::Arc};

/// A sheet, a table, or running text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grid {
    /// The sheet's name, or "Table 3" or "Text".
    pub name: String,
    /// Whether it is the running text of a document.
    pub is_prose: bool,
    /// Whether Excel hides it.
    pub is_hidden: bool,
    /// Whether only cells that are there can be filled: a table of a text has no room beside it.
    pub is_closed: bool,
    /// How many columns a document's table has; its running text has one. Columns beyond them are places within its cells, see [`Place`].
    pub columns: Option<u32>,
    /// Those with something in them, by number.
    pub rows: Vec<Row>,
    /// Cells that are merged into one, which its first cell holds.
    pub merges: Vec<Area>,
    /// Drop-downs.
    pub choices: Vec<Choices>,
}

/// A row of a grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Counted from 0.
    pub number: u32,
    /// Whether it is hidden, or filtered away.
    pub is_hidden: bool,
    /// Those with something in them, by column.
    pub cells: Vec<Cell>,
}

/// A cell with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Counted from 0.
    pub column: u32,
    /// What it shows; of a formula, the value that was stored with it.
    pub text: Arc<str>,
    /// Whether that is reckoned by a formula, which must stay.
    pub is_formula: bool,
    /// What it is in running text.
    pub shape: Shape,
}

/// What a paragraph is in running text; cells of tables are plain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Nothing special.
    #[default]
    Plain,
    /// A heading.
    Heading,
    /// Numbered, or in a list.
    Item,
}

/// A place in a grid, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u32,
}

impl fmt::Display for At {
    /// As spreadsheets write it: `C7`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", column_name(self.column), u64::from(self.row) + 1)
    }
}

/// What a column of a document's grid is. With as many columns as the table has, each three times, all places of its cells have a column of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The cell of a column.
    Cell(u32),
    /// Behind what stands in the cell of that column, as a paragraph of its own.
    Behind(u32),
    /// What can be chosen or ticked beside the text of that cell.
    Choice(u32),
}

impl Place {
    /// What a column is in a grid of so many columns.
    pub fn of(column: u32, columns: u32) -> Self {
        match column.checked_div(columns) {
            Some(0) | None => Self::Cell(column),
            Some(1) => Self::Behind(column - columns),
            Some(_) => Self::Choice(column.saturating_sub(columns.saturating_mul(2))),
        }
    }

    /// Its column in a grid of so many columns.
    pub fn column(self, columns: u32) -> u32 {
        match self {
            Self::Cell(column) => column,
            Self::Behind(column) => column.saturating_add(columns),
            Self::Choice(column) => column.saturating_add(columns.saturating_mul(2)),
        }
    }
}

/// A rectangle of cells, both corners within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Upper left.
    pub first: At,
    /// Lower right.
    pub last: At,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn holds(&self, at: At) -> bool {
        (self.first.row..=self.last.row).contains(&at.row)
            && (self.first.column..=self.last.column).contains(&at.column)
    }
}

/// Cells that offer a choice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choices {
    /// Where.
    pub areas: Vec<Area>,
    /// What can be chosen, in the file's words; empty where the file's formula can't be followed.
    pub values: Vec<String>,
}

impl Grid {
    /// The cell at a place, if something is in it.
    pub fn cell(&self, at: At) -> Option<&Cell> {
        let row = self.rows.binary_search_by_key(&at.row, |row| row.number).ok()?;
        self.rows.get(row)?.cell(at.column)
    }

    /// The place that holds what a cell shows: of merged cells, the first one.
    pub fn home(&self, at: At) -> At {
        self.merges.iter().find(|area| area.holds(at)).map_or(at, |area| area.first)
    }

    /// What a cell offers to choose.
    pub fn choices_at(&self, at: At) -> Option<&[String]> {
        let holds = |choices: &&Choices| choices.areas.iter().any(|area| area.holds(at));
        self.choices.iter().find(holds).map(|choices| choices.values.as_slice())
    }

    /// One behind the last column with something in it; of a document's table, behind its last one.
    pub fn width(&self) -> u32 {
        if let Some(columns) = self.columns {
            return columns;
        }
        self.rows.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column + 1).max().unwrap_or(0)
    }

    /// Whether a column stands for what can be chosen within another's cells.
    pub(crate) fn is_choice(&self, column: u32) -> bool {
        self.columns.is_some_and(|columns| matches!(Place::of(column, columns), Place::Choice(_)))
    }

    /// Where a cell is, for people.
    pub fn place(&self, at: At) -> String {
        if self.is_prose { format!("paragraph {}", u64::from(at.row) + 1) } else { format!("{} {at}", self.name) }
    }
}

impl Row {
    /// The cell of a column, if something is in it.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(found)
    }

    /// What a column shows; nothing where it's empty.
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |cell| cell.text.trim())
    }
}

impl Cell {
    /// A cell with plain text.
    pub fn new(column: u32, text: &str) -> Self {
        Self { column, text: text.into(), is_formula: false, shape: Shape::Plain }
    }
}

/// What is to be written into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// Which grid, as they were read, counted from 0.
    pub grid: usize,
    /// Which cell of it.
    pub at: At,
    /// What it is to hold.
    pub text: String,
}

/// A column's name in spreadsheets: `A` to `XFD`.
pub fn column_name(column: u32) -> String {
    let mut name = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

/// The column of a name.
pub fn column_number(name: &str) -> Option<u32> {
    let mut number = 0_u32;
    for character in name.bytes() {
        let digit = character.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        number = number.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    number.checked_sub(1)
}

/// A place as spreadsheets write it, with or without `$`.
pub fn parse_place(name: &str) -> Option<At> {
    let name = name.replace('$', "");
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = name.split_at_checked(letters)?;
    let row: u32 = row.parse().ok()?;
    Some(At { row: row.checked_sub(1)?, column: column_number(column)? })
}

/// An area as spreadsheets write it: `B2` or `B2:C9`.
pub(crate) fn parse_area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some(Area { first: parse_place(first)?, last: parse_place(last)? })
}
