//! Tables: what readers see of them, and all of them as CSV.

use serde::Serialize;

/// Rows that a page shows at most; the file has all.
const SHOWN: usize = 300;

/// What charts and figures are made of, row by row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Table {
    /// What stands in each column.
    pub columns: Vec<Heading>,
    /// The first rows.
    pub rows: Vec<Row>,
    /// How many more the file has.
    pub more: usize,
    /// Rows that only the file has.
    #[serde(skip)]
    others: Vec<Row>,
}

/// The head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// Its name in the file.
    pub name: &'static str,
    /// Its name on the page.
    pub label: String,
    /// Whether numbers stand in it.
    pub is_number: bool,
}

/// A row.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Row {
    /// The number of the document that it's about, for filters.
    pub entry: Option<usize>,
    /// What filters find it by.
    pub filters: String,
    /// What stands in it.
    pub cells: Vec<Cell>,
}

/// What stands in a row at one place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// On the page.
    pub text: String,
    /// Where that leads.
    pub url: Option<String>,
    /// The name of a sign, where it's a state.
    pub sign: Option<String>,
    /// Whether it's a number.
    #[serde(skip)]
    pub(super) is_number: bool,
    /// In the file.
    #[serde(skip)]
    pub(super) raw: String,
}

impl Cell {
    /// Text, the same in both places.
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.to_owned(), raw: text.to_owned(), ..Self::default() }
    }

    /// A number: for reading, and as it is.
    pub(super) fn number(text: String, raw: String) -> Self {
        Self { text, raw, is_number: true, ..Self::default() }
    }

    /// Where there is no figure.
    pub(super) fn nothing() -> Self {
        Self { text: "–".to_owned(), ..Self::default() }
    }

    /// That leads somewhere.
    pub(super) fn to(self, url: Option<String>) -> Self {
        Self { url, ..self }
    }
}

impl Table {
    /// A table of these columns, by their names in the file and on the page.
    pub(super) fn new(columns: Vec<(&'static str, String)>, mut rows: Vec<Row>) -> Self {
        let is_number = |place: usize| rows.iter().any(|row| row.cells.get(place).is_some_and(|cell| cell.is_number));
        let columns = columns.into_iter().enumerate();
        let columns =
            columns.map(|(place, (name, label))| Heading { name, label, is_number: is_number(place) }).collect();
        let others = if rows.len() > SHOWN { rows.split_off(SHOWN) } else { Vec::new() };
        Self { columns, rows, more: others.len(), others }
    }

    /// All of it as CSV (RFC 4180), with a byte order mark, by which spreadsheets know that it's UTF-8.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut text = "\u{feff}".to_owned();
        let heads = self.columns.iter().map(|column| column.name.to_owned());
        text.push_str(&line(heads));
        for row in self.rows.iter().chain(&self.others) {
            text.push_str(&line(row.cells.iter().map(Cell::disarmed)));
        }
        text.into_bytes()
    }
}

impl Cell {
    /// What spreadsheets show as it is: a text that they would take for a formula gets an apostrophe before it, as OWASP advises.
    fn disarmed(&self) -> String {
        let is_armed =
            |first: char| matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
        if !self.is_number && self.raw.trim_start_matches(' ').starts_with(is_armed) {
            return format!("'{}", self.raw);
        }
        self.raw.clone()
    }
}

fn line(values: impl Iterator<Item = String>) -> String {
    let quoted = values.map(|value| {
        if value.contains(['"', ',', '\n', '\r', ';']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn table(cells: Vec<Cell>) -> Table {
        let row = Row { cells, ..Row::default() };
        Table::new(vec![("query", "Query".to_owned()), ("lift", "Lift".to_owned())], vec![row])
    }

    #[test]
    fn what_a_spreadsheet_would_reckon_is_disarmed_and_numbers_are_not() {
        for armed in ["=HYPERLINK(\"http://evil.example\")", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1"] {
            let csv = String::from_utf8(table(vec![Cell::text(armed), Cell::default()]).csv()).unwrap();
            let second = csv.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(second.starts_with('\''), "{csv}");
        }
        let table = table(vec![Cell::text("soc 2"), Cell::number("−3".to_owned(), "-3".to_owned())]);
        assert_eq!(String::from_utf8(table.csv()).unwrap(), "\u{feff}query,lift\r\nsoc 2,-3\r\n");
        assert!(table.columns[1].is_number && !table.columns[0].is_number);
    }

    #[test]
    fn quotes_and_separators_stay_within_their_cell() {
        let csv = table(vec![Cell::text("a \"b\", c"), Cell::text("d\ne")]).csv();
        assert!(String::from_utf8(csv).unwrap().ends_with("\"a \"\"b\"\", c\",\"d\ne\"\r\n"));
    }

    #[test]
    fn a_page_shows_the_first_rows_and_the_file_has_all() {
        let rows = (0..SHOWN + 7).map(|_| Row { cells: vec![Cell::text("x")], ..Row::default() }).collect();
        let table = Table::new(vec![("x", "X".to_owned())], rows);
        assert_eq!((table.rows.len(), table.more), (SHOWN, 7));
        assert_eq!(table.csv().split(|byte| *byte == b'\n').count(), SHOWN + 9);
    }
}
