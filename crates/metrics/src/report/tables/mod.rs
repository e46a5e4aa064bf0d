//! A report as tables: what CSV and Parquet files have in them, and what pages show beside charts.
//!
//! What isn't shown because its group is too small is an empty cell, and a column that ends in `too_few` says so.

mod documents;
mod library;
mod results;

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Definition, Report};
use crate::{Shown, money::Money};

/// Rows of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name, of which files are made.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its cells are.
    pub form: Form,
    /// What its figures mean; none for what is no figure.
    pub definition: Option<Definition>,
}

/// What the cells of a column are, if they aren't empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Texts.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Yes or no.
    Truth,
    /// Days.
    Day,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing is known, or nothing is shown.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
    /// A day.
    Day(Date),
}

impl Report {
    /// All of it as tables.
    ///
    /// ```
    /// # let json = include_str!("../../../tests/report.json");
    /// let report = fieldbook_metrics::report::Report::from_json(json).unwrap();
    /// let gaps = report.tables().into_iter().find(|table| table.name == "gaps").unwrap();
    /// assert_eq!(gaps.to_csv(), "query,sessions,searches,without_hits,kind,title\nfedramp,8,11,11,page,Fedramp\n");
    /// ```
    pub fn tables(&self) -> Vec<Table> {
        let mut tables = vec![
            results::figures(self),
            library::kinds(self),
            documents::documents(self),
            documents::by_month(self),
            documents::by_stage(self),
            library::months(self),
            library::queries(self),
            library::gaps(self),
            library::bids(self),
            library::engagement(self),
            results::results(self),
            results::attribution(self),
            results::segments(self),
        ];
        tables.push(columns(&tables));
        tables
    }
}

/// What the columns of all tables mean.
fn columns(tables: &[Table]) -> Table {
    let columns = vec![text("table"), text("column"), text("definition")];
    let of_table = |table: &Table| {
        let name = table.name;
        let row = move |column: &Column| {
            let definition = column.definition.map(|definition| definition.id().to_owned());
            vec![Cell::Text(name.to_owned()), Cell::Text(column.name.clone()), definition.into()]
        };
        table.columns.iter().map(row).collect::<Vec<_>>()
    };
    Table { name: "columns", columns, rows: tables.iter().flat_map(of_table).collect() }
}

impl Table {
    /// The table as CSV (RFC 4180), with a row of headers. Spreadsheets take a text for a formula that begins like one: such texts get an
    /// apostrophe before them.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory doesn't fail.
        let _ = writer.write_record(self.columns.iter().map(|column| &column.name));
        for row in &self.rows {
            let _ = writer.write_record(row.iter().map(|cell| cell.in_csv().into_owned()));
        }
        writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl Cell {
    fn in_csv(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => disarmed(text),
            Self::Whole(number) => number.to_string().into(),
            Self::Number(number) => number.to_string().into(),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "true" } else { "false" }),
            Self::Day(day) => day.to_string().into(),
        }
    }
}

/// A text that no spreadsheet takes for a formula.
fn disarmed(text: &str) -> Cow<'_, str> {
    // Some skip spaces before a sign, and take the wide forms of signs for the signs.
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{feff}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => format!("'{text}").into(),
        _ => Cow::Borrowed(text),
    }
}

fn column(name: impl Into<String>, form: Form, definition: Definition) -> Column {
    Column { name: name.into(), form, definition: Some(definition) }
}

/// A column of texts that are no figures.
fn text(name: &str) -> Column {
    Column { name: name.to_owned(), form: Form::Text, definition: None }
}

/// A column of what else is no figure.
fn plain(name: &str, form: Form) -> Column {
    Column { name: name.to_owned(), form, definition: None }
}

/// Figures as cells; as many empty ones where they aren't shown; and whether that is so.
fn shown<T>(figure: &Shown<T>, count: usize, cells: impl FnOnce(&T) -> Vec<Cell>) -> Vec<Cell> {
    let mut row = figure.figure().map_or_else(|| vec![Cell::Empty; count], cells);
    row.push(Cell::Truth(figure.figure().is_none()));
    row
}

/// An amount in its currency's main unit.
fn amount(money: Money) -> Cell {
    Cell::Number(money.to_f64())
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Whole(number)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<Option<Date>> for Cell {
    fn from(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

impl From<Option<Money>> for Cell {
    fn from(money: Option<Money>) -> Self {
        money.map_or(Self::Empty, amount)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_is_taken_for_a_formula() {
        for evil in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u{feff}=1", "＝1"] {
            assert_eq!(Cell::from(evil).in_csv(), format!("'{evil}"));
        }
        for fine in ["", "a=1", "SOC 2", "(1)", "1-2"] {
            assert_eq!(Cell::from(fine).in_csv(), fine);
        }
        assert_eq!(Cell::Number(-0.5).in_csv(), "-0.5");
        let table = Table { name: "t", columns: vec![text("a")], rows: vec![vec!["=\"x\",\ny".into()]] };
        assert_eq!(table.to_csv(), "a\n\"'=\"\"x\"\",\ny\"\n");
    }

    #[test]
    fn each_row_has_a_cell_for_each_column_in_its_form() {
        let report = Report::from_json(include_str!("../../../tests/report.json"));
        for table in report.iter().flat_map(Report::tables) {
            for row in &table.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (cell, column) in row.iter().zip(&table.columns) {
                    let fits = match cell {
                        Cell::Empty => true,
                        Cell::Text(_) => column.form == Form::Text,
                        Cell::Whole(_) => column.form == Form::Whole,
                        Cell::Number(_) => column.form == Form::Number,
                        Cell::Truth(_) => column.form == Form::Truth,
                        Cell::Day(_) => column.form == Form::Day,
                    };
                    assert!(fits, "{} {} {cell:?}", table.name, column.name);
                }
            }
        }
        assert_eq!(report.map(|report| report.tables().len()), Ok(14));
    }
}
