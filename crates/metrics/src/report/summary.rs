//! What flows back into the site: a small file that is committed with the library, so that a build needs no store.

use std::{collections::BTreeMap, fmt::Write as _};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{FORMAT, ReportError, read};

/// How many days a summary looks back from its last one.
pub const SUMMARY_DAYS: i32 = 90;

/// How much documents are used: `usage.json`.
///
/// Only documents with enough sessions are in it, and numbers are rounded, so that the file changes where use does, and tells nothing of single readers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageSummary {
    /// The version of the format.
    pub format: u32,
    /// Whether the events are made up.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub made_up: bool,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// By document's id.
    pub documents: BTreeMap<String, SummaryOfDocument>,
}

/// How much a document is used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryOfDocument {
    /// Qualified uses, [`rounded`].
    pub uses: u64,
    /// Those for deals, by the stage of the library (a value of its facet `stage`) that the deal was in, rounded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stages: BTreeMap<String, u64>,
}

impl UsageSummary {
    /// Reads what [`UsageSummary::to_json`] wrote.
    pub fn from_json(json: &str) -> Result<Self, ReportError> {
        read(json)
    }

    /// The file's text: a document a line, so that changes can be read.
    pub fn to_json(&self) -> String {
        let mut text = format!("{{\"format\":{FORMAT},");
        if self.made_up {
            text += "\"made_up\":true,";
        }
        let _ = write!(text, "\"from\":\"{}\",\"to\":\"{}\",\"documents\":{{", self.from, self.to);
        for (number, (id, document)) in self.documents.iter().enumerate() {
            text += if number == 0 { "\n" } else { ",\n" };
            // Texts and numbers can't fail to be written.
            text += &serde_json::to_string(id).unwrap_or_default();
            text.push(':');
            text += &serde_json::to_string(document).unwrap_or_default();
        }
        text + "\n}}\n"
    }
}

/// A number to two significant digits, half up.
///
/// ```
/// use fieldbook_metrics::report::rounded;
///
/// assert_eq!([0, 7, 99, 123, 125, 4_567, 99_500].map(rounded), [0, 7, 99, 120, 130, 4_600, 100_000]);
/// ```
pub fn rounded(number: u64) -> u64 {
    let mut unit = 1u64;
    while number / unit >= 100 {
        unit *= 10;
    }
    (number + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    #[test]
    fn a_summary_has_a_line_for_each_document_and_is_read_again() {
        let document = |uses| SummaryOfDocument { uses, stages: BTreeMap::from([("engage".to_owned(), 3)]) };
        let summary = UsageSummary {
            format: FORMAT,
            made_up: true,
            from: "2026-08-25".parse().unwrap(),
            to: "2026-11-22".parse().unwrap(),
            documents: BTreeMap::from([("a\"b".to_owned(), document(120)), ("c".to_owned(), document(0))]),
        };
        let json = summary.to_json();
        assert_eq!(
            json,
            "{\"format\":1,\"made_up\":true,\"from\":\"2026-08-25\",\"to\":\"2026-11-22\",\"documents\":{\n\
             \"a\\\"b\":{\"uses\":120,\"stages\":{\"engage\":3}},\n\"c\":{\"uses\":0,\"stages\":{\"engage\":3}}\n}}\n"
        );
        assert_eq!(UsageSummary::from_json(&json).unwrap(), summary);
        assert!(matches!(UsageSummary::from_json(&json.replace(":1,", ":2,")), Err(ReportError::Format { found: 2 })));
    }
}
