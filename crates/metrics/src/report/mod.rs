//! Reports: all figures of one library over one window.
//!
//! `fieldbook report` makes a [`Report`] and writes it down (`insights.json`); the site's insight pages, and CSV and Parquet files, show what is in it
//! and reckon nothing themselves. [`UsageSummary`] is the small part of it that flows back into the site.
//!
//! It is made by [`make`] of events that a [`Tally`] has added up, deals and bids; both know documents by their numbers in [`Settled`].
//!
//! Figures carry the id of their [`Definition`]. Figures of groups that are too small are marked so ([`Shown`](crate::Shown)).
//! [`Formative`] ones (of work in progress) are apart from [`Summative`] ones (of results).

mod definition;
mod document;
mod formative;
mod make;
mod results;
mod summary;
mod summative;
mod tables;
mod tally;
#[cfg(test)]
mod tests;
mod window;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

pub use definition::{Definition, Figure};
pub use document::{Described, OfDocument, Standing, Status, Used};
pub use formative::{Cost, Formative, Missing, OfKind, OfMonth, OfQuery, Request, WonAndLost};
pub use make::{Item, Known, Settled, make};
pub use summary::{SUMMARY_DAYS, SummaryOfDocument, UsageSummary, rounded};
pub use summative::{Attributed, Deals, Summative};
pub use tables::{Cell, Column, Form, Table};
pub use tally::{Counted, Deal, MADE_UP, Tally, is_made_up};
pub use window::Window;

use crate::{
    Minimum,
    money::{Currency, Rates},
};

/// The version of the files' format.
pub const FORMAT: u32 = 1;

/// Most queries of a report's lists.
pub const MOST_QUERIES: usize = 500;

/// All figures of a library over a window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the format: [`FORMAT`].
    pub format: u32,
    /// Whether the events are made up, as in the sample library. Whatever shows the report says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
    /// Of when it is.
    pub window: Window,
    /// What the library has settled.
    pub terms: Terms,
    /// How the work goes.
    pub formative: Formative,
    /// What came of it.
    pub summative: Summative,
    /// The library's documents by id, then files and former documents of which there is something to tell.
    pub documents: Vec<OfDocument>,
}

/// What a library has settled for its reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Terms {
    /// How large a group must be for its figures to be shown.
    pub minimum: Minimum,
    /// The currency that amounts are shown in.
    pub currency: Currency,
    /// What one unit of other currencies is worth in it, as a decimal number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rates: BTreeMap<Currency, String>,
    /// What is earned of revenue, as a share. None where that isn't said: there is no return then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<f64>,
    /// For how many days before a deal was decided its touches count.
    pub lookback_days: u32,
}

impl Terms {
    /// What currencies are worth in the report's.
    pub fn rates(&self) -> Rates {
        let mut rates = Rates::new(self.currency);
        for (other, worth) in &self.rates {
            // What the library declared was read already.
            let _ = rates.declare(*other, worth);
        }
        rates
    }
}

/// Why a report can't be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// No JSON, or not that of a report.
    #[error("it is no report: {0}")]
    Malformed(String),
    /// Made by another version of the program.
    #[error("it has format {found}, and this program reads format {FORMAT}: make it again with `fieldbook report`")]
    Format {
        /// Its format.
        found: u32,
    },
}

impl Report {
    /// Reads what [`Report::to_json`] wrote.
    pub fn from_json(json: &str) -> Result<Self, ReportError> {
        read(json)
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        // Texts and numbers can't fail to be written.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    /// What it says of a document.
    pub fn document(&self, id: &str) -> Option<&OfDocument> {
        self.documents.iter().find(|document| document.id == id)
    }
}

/// Reads a file of this format, and says of others which one they have.
fn read<T: DeserializeOwned>(json: &str) -> Result<T, ReportError> {
    #[derive(Deserialize)]
    struct Formatted {
        format: u32,
    }
    let malformed = |error: serde_json::Error| ReportError::Malformed(error.to_string());
    match serde_json::from_str(json).map_err(malformed)? {
        Formatted { format: FORMAT } => serde_json::from_str(json).map_err(malformed),
        Formatted { format: found } => Err(ReportError::Format { found }),
    }
}
