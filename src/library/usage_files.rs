//! What `fieldbook report` wrote beside `fieldbook.toml`: the report, and the small summary that flows back into the site.
//!
//! Both may be missing, and what can't be read is as good as missing: a site is built without them, and a finding says why.

use std::{fs, io, path::Path};

use fieldbook_metrics::report::{Report, ReportError, UsageSummary};

use crate::diagnostics::{Code, Diagnostic};

/// The file of the whole report.
pub(super) const REPORT: &str = "insights.json";
/// The file of the summary.
pub(super) const SUMMARY: &str = "usage.json";

/// What is known of a library's use.
#[derive(Debug, Default)]
pub struct UsageFiles {
    /// All figures, for insight pages.
    pub report: Option<Report>,
    /// How much documents are used.
    pub summary: Option<UsageSummary>,
}

/// Reads both files of a library, with what is wrong with them.
pub(super) fn read(root: &Path) -> (UsageFiles, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let files = UsageFiles {
        report: one(root, REPORT, Report::from_json, &mut findings),
        summary: one(root, SUMMARY, UsageSummary::from_json, &mut findings),
    };
    (files, findings)
}

/// A file, where it is there and whole.
fn one<T>(
    root: &Path,
    name: &str,
    read: fn(&str) -> Result<T, ReportError>,
    findings: &mut Vec<Diagnostic>,
) -> Option<T> {
    let text = match fs::read_to_string(root.join(name)) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => {
            findings.push(finding(name, &error.to_string()));
            return None;
        }
    };
    read(&text).map_err(|error| findings.push(finding(name, &error.to_string()))).ok()
}

fn finding(name: &str, reason: &str) -> Diagnostic {
    let message = format!("{name} can't be used, so the site is built without it: {reason}");
    Diagnostic::new(Code::UnusableReport, message)
        .at(name, None)
        .help("make it again with `fieldbook report`, or remove it")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use super::*;

    fn findings(file: &str, text: &[u8]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(file), text).unwrap();
        let (files, findings) = read(folder.path());
        assert!(files.report.is_none() && files.summary.is_none());
        findings.into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn a_file_that_is_not_there_is_no_finding() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).1.is_empty());
    }

    #[test]
    fn a_damaged_file_is_a_finding_that_says_where() {
        for file in [REPORT, SUMMARY] {
            let found = findings(file, b"{\"format\":1,");
            assert!(found[0].contains(file) && found[0].contains("line 1 column 12"), "{found:?}");
            assert!(findings(file, b"\xff\xfe")[0].contains("UTF-8"));
            assert!(findings(file, b"[]")[0].contains("it is no report"));
        }
    }

    #[test]
    fn a_file_of_another_version_says_which() {
        let found = findings(REPORT, b"{\"format\":2}");
        assert!(found[0].contains("format 2") && found[0].contains("fieldbook report"), "{found:?}");
    }
}
