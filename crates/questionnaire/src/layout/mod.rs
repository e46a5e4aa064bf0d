//! Where a grid has its questions, and where answers go: found by what stands in it, or said by a mapping.
//!
//! A [`Layout`] is both what is found and what a mapping file says, so that the one can be written out, mended and read again.
//! `headings` knows what columns are called, `detection` finds a layout and says by what.

mod detection;
mod headings;

pub use detection::{Detection, detect};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    grid::{column_name, column_number},
    response::Response,
};

/// Where a grid has what. Columns are named as spreadsheets do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// The sheet's name, or `Table 1`, or `Text` for running text.
    pub name: String,
    /// Whether nothing of it is to be answered.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub skip: bool,
    /// The row of headings, counted from 1; questions stand below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<u32>,
    /// The column of questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Column>,
    /// The column of sections, where they have one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Column>,
    /// The column for the answer in a word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Column>,
    /// The column for the answer's text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Column>,
    /// The column for comments, which takes the text where there is no column for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Column>,
    /// Whether responses, answers and comments stand in the row below the question's.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub below: bool,
    /// Columns of which one gets an X, each with what it means.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
}

/// A column that gets an X for one response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// What an X there means.
    pub response: Response,
    /// Which column.
    pub column: Column,
}

/// A column, counted from 0; in files by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column(pub u32);

impl Serialize for Column {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&column_name(self.0))
    }
}

/// Excel's last column, XFD.
const LAST_COLUMN: u32 = 16_383;

impl<'de> Deserialize<'de> for Column {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let number = column_number(&name).filter(|number| *number <= LAST_COLUMN);
        number.map(Self).ok_or_else(|| de::Error::custom(format!("`{name}` is no column: they are called A to XFD")))
    }
}
