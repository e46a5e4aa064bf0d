//! Insight pages from outside: what they look like, and what happens where the report can't be used.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod small;

use std::{fs, path::Path, process::Command};

/// The sample library's report: its figures are made up.
const REPORT: &str = include_str!("../insights.json");

fn fieldbook(library: &Path, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(arguments)
        .args(["--today", "2026-11-22"])
        .current_dir(library)
        .output()
        .unwrap();
    String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr)
}

#[test]
fn a_page_has_findings_charts_tables_and_the_way_to_definitions_and_rows() {
    let library = small::library("");
    fs::write(library.path().join("insights.json"), REPORT).unwrap();
    fieldbook(library.path(), &["build"]);
    let output = library.path().join("public");
    let html = fs::read_to_string(output.join("insights/gaps/index.html")).unwrap();
    let part = &html[html.find("<section class=\"insight\" id=\"searches\"").unwrap()..];
    insta::assert_snapshot!("insights-part", &part[..part.find("</section>").unwrap()]);
    let csv = fs::read_to_string(output.join("insights/gaps.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}query,sessions,searches,without-hits,request-kind,request\r\n"), "{csv}");
}

#[test]
fn a_report_that_is_damaged_or_of_another_version_is_a_finding_and_the_site_is_built_without_it() {
    let library = small::library("");
    let output = library.path().join("public");
    for (report, reason) in [(&REPORT[..1000], "line 1 column"), ("{\"format\":99}", "format 99")] {
        fs::write(library.path().join("insights.json"), report).unwrap();
        let said = fieldbook(library.path(), &["check"]);
        assert!(said.contains("FB113") && said.contains("insights.json") && said.contains(reason), "{said}");
        assert!(said.contains("fieldbook report"), "the mend: {said}");
        fieldbook(library.path(), &["build"]);
        assert!(output.join("about/index.html").is_file() && !output.join("insights").exists());
    }
    // The next build notices that it is whole again.
    fs::write(library.path().join("insights.json"), REPORT).unwrap();
    fieldbook(library.path(), &["build"]);
    assert!(output.join("insights/index.html").is_file());
}

#[test]
fn what_is_used_much_rises_in_search_and_says_why() {
    let library = small::library("");
    let search = || fieldbook(library.path(), &["search", "--explain", "soc"]);
    assert!(!search().contains("it is used much"));
    let usage = r#"{"format":1,"from":"2026-08-25","to":"2026-11-22","documents":{"answers/soc2":{"uses":40}}}"#;
    fs::write(library.path().join("usage.json"), usage).unwrap();
    let said = search();
    assert!(said.contains("1.12   it is used much"), "{said}");
}
