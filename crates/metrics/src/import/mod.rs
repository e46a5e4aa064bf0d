//! What others have written down: deals from CRMs, what readers did from server logs and other tools.
//!
//! Bytes come in; rows go out, with those that are refused by line and reason. Nothing is lost silently: what isn't imported for a good reason
//! (bots, images, other pages) is counted by that reason. The same bytes always give the same rows with the same ids, so that importing a file twice
//! changes nothing.

pub mod access_log;
mod amounts;
pub mod bids;
mod columns;
mod dates;
pub mod exports;
mod ids;
pub mod opportunities;
mod table;
mod visits;

use std::collections::BTreeMap;

pub use amounts::DecimalSign;
pub use columns::{Field, Mapping};
pub use dates::DateOrder;
pub use ids::Ids;
pub use visits::{Page, Site};

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported<T> {
    /// What goes in, in the order of the file.
    pub rows: Vec<T>,
    /// What doesn't.
    pub refused: Vec<RefusedRow>,
    /// What was left out for a good reason, counted by it.
    pub left_out: BTreeMap<&'static str, u64>,
}

impl<T> Default for Imported<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), refused: Vec::new(), left_out: BTreeMap::new() }
    }
}

impl<T> Imported<T> {
    fn refuse(&mut self, line: u64, reason: impl Into<String>) {
        self.refused.push(RefusedRow { line, reason: reason.into() });
    }

    fn leave_out(&mut self, reason: &'static str) {
        *self.left_out.entry(reason).or_default() += 1;
    }
}

/// A row that isn't imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Where it begins, from 1.
    pub line: u64,
    /// What is wrong with it, and how to mend it.
    pub reason: String,
}

/// Why a file can't be imported at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A column that is needed isn't there.
    #[error("no column says the {field}: add it to the export, or map one of these columns to it: {columns}")]
    NoColumn {
        /// What is missing.
        field: &'static str,
        /// The columns that are there.
        columns: String,
    },
    /// The mapping names a column that isn't there.
    #[error("there is no column `{column}`: the columns are {columns}")]
    NoSuchColumn {
        /// What the mapping says.
        column: String,
        /// The columns that are there.
        columns: String,
    },
    /// It isn't of this form.
    #[error("it is no {expected}: {problem}")]
    Form {
        /// What was expected.
        expected: &'static str,
        /// What is wrong.
        problem: String,
    },
}

/// What came, short and without control characters, for messages.
fn shown(text: &str) -> String {
    const MOST: usize = 60;
    let mut shown: String = text.chars().take(MOST).flat_map(char::escape_debug).collect();
    if text.chars().nth(MOST).is_some() {
        shown.push('…');
    }
    shown
}
