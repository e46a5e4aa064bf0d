//! `fieldbook check` and `explain` from outside, on the deliberate mistakes in `tests/mistakes`.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its case has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// Codes that no file in `tests/mistakes` can show, each with the reason.
const ELSEWHERE: &[(&str, &str)] = &[
    ("FB110", "a file that can't be read needs permissions that git doesn't keep, and that the superuser ignores"),
    ("FB112", "a history cut short needs a shallow clone"),
];

/// A copy of a library of mistakes, outside of any git checkout, whose history would be read.
struct Mistakes(tempfile::TempDir);

impl Mistakes {
    fn new(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mistakes").join(name);
        for entry in walkdir::WalkDir::new(&source) {
            let entry = entry.unwrap();
            let copy = folder.path().join(entry.path().strip_prefix(&source).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(copy).unwrap();
            } else {
                fs::copy(entry.path(), copy).unwrap();
            }
        }
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = fieldbook();
        command.current_dir(self.0.path()).args(arguments).args(["--today", "2026-11-22"]);
        command.output().unwrap()
    }

    fn findings(&self) -> Vec<serde_json::Value> {
        let report: serde_json::Value =
            serde_json::from_slice(&self.run(&["check", "--format", "json"]).stdout).unwrap();
        report["findings"].as_array().unwrap().clone()
    }
}

fn fieldbook() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.env_remove("GITHUB_WORKSPACE").env_remove("SOURCE_DATE_EPOCH");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn each_mistake_is_shown_at_its_line_and_column() {
    for name in ["library", "settings", "syntax"] {
        let output = Mistakes::new(name).run(&["check"]);
        assert_eq!(output.status.code(), Some(1));
        insta::assert_snapshot!(format!("{name}-human"), text(&output.stdout));
        insta::assert_snapshot!(format!("{name}-summary"), text(&output.stderr));
    }
}

#[test]
fn programs_get_each_mistake_with_its_places() {
    let output = Mistakes::new("library").run(&["check", "--format", "json"]);
    insta::assert_snapshot!("library-json", text(&output.stdout));
}

#[test]
fn code_hosts_get_an_annotation_for_each_mistake() {
    let mistakes = Mistakes::new("library");
    let output = text(&mistakes.run(&["check", "--format", "github"]).stdout);
    assert_eq!(output.lines().count(), mistakes.findings().len());
    insta::assert_snapshot!("library-github", output);
}

#[test]
fn places_hold_what_they_are_about_in_files_with_a_mark_crlf_tabs_and_wide_characters() {
    let mistakes = Mistakes::new("library");
    for finding in mistakes.findings().iter().filter(|finding| finding["code"] == "FB301") {
        let path = mistakes.0.path().join(finding["path"].as_str().unwrap());
        let source = fs::read_to_string(&path).unwrap();
        let offset = |end: &str| usize::try_from(finding[end]["offset"].as_u64().unwrap()).unwrap();
        let link = &source[offset("start")..offset("end")];
        assert!(link.starts_with('[') && link.ends_with(')'), "{path:?}: {link}");

        let number = |end: &str, what: &str| usize::try_from(finding[end][what].as_u64().unwrap()).unwrap();
        let shown = source.trim_start_matches('\u{feff}').lines().nth(number("start", "line") - 1).unwrap();
        let by_columns: String = shown
            .chars()
            .skip(number("start", "column") - 1)
            .take(number("end", "column") - number("start", "column"))
            .collect();
        assert_eq!(by_columns, link, "{path:?}");
    }
}

#[test]
fn every_code_has_its_mistake() {
    let libraries = ["library", "settings", "syntax"].map(Mistakes::new);
    let shown: BTreeSet<String> = libraries
        .iter()
        .flat_map(Mistakes::findings)
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    let list = text(&fieldbook().arg("explain").output().unwrap().stdout);
    let missing: Vec<&str> = list
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|code| !shown.contains(*code) && !ELSEWHERE.iter().any(|(elsewhere, _)| elsewhere == code))
        .collect();
    assert!(missing.is_empty(), "no file in tests/mistakes shows {missing:?}");
}

#[test]
fn every_code_is_explained_by_id_and_by_name_in_any_case() {
    let list = text(&fieldbook().arg("explain").output().unwrap().stdout);
    for line in list.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let by_id = fieldbook().args(["explain", &words[0].to_lowercase()]).output().unwrap();
        let by_name = fieldbook().args(["explain", &words[2].to_uppercase()]).output().unwrap();
        assert!(by_id.status.success() && by_id.stdout == by_name.stdout, "{line}");
        assert!(by_id.stdout.len() > 150, "{line} is explained in more than a line");
    }
}

#[test]
fn an_unknown_code_is_wrong_usage_with_a_suggestion() {
    let output = fieldbook().args(["explain", "brokn-link"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `FB301` (broken-link)?"));
}

#[test]
fn paths_narrow_what_is_shown() {
    let mistakes = Mistakes::new("library");
    let output = mistakes.run(&["check", "content/freshness/due.md"]);
    assert_eq!(output.status.code(), Some(0), "a note alone is no failure");
    assert_eq!(text(&output.stderr), "1 note in 1 file\n");
    let output = mistakes.run(&["check", "content/freshness"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!text(&output.stdout).contains("content/links"));
    assert_eq!(mistakes.run(&["check", "content/nowhere.md"]).status.code(), Some(2));
    assert_eq!(mistakes.run(&["check", "/"]).status.code(), Some(2));
}

#[test]
fn a_new_library_has_no_findings_and_isnt_made_twice() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("handbook");
    let init = |arguments: &[&str]| fieldbook().arg("init").arg(&library).args(arguments).output().unwrap();
    assert!(init(&["--name", "A \"quoted\" name"]).status.success());
    let check = fieldbook().arg("check").arg("--library").arg(&library).output().unwrap();
    assert_eq!((check.status.code(), text(&check.stderr)), (Some(0), "no findings\n".to_owned()));
    assert_eq!(init(&[]).status.code(), Some(1), "a folder that isn't empty is refused");
    assert!(init(&["--force"]).status.success());
}

#[test]
fn a_new_document_of_any_kind_only_asks_to_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("handbook");
    assert!(fieldbook().arg("init").arg(&library).output().unwrap().status.success());
    let kinds = [
        "playbook",
        "swot",
        "case-study",
        "answer",
        "course",
        "lesson",
        "proof",
        "tradeoff",
        "persona",
        "term",
        "page",
    ];
    let new = |kind: &str| fieldbook().current_dir(&library).args(["new", kind, "Something new"]).output().unwrap();
    for kind in kinds {
        let output = new(kind);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let path = PathBuf::from(text(&output.stdout).trim());
        assert!(path.is_relative() && library.join(&path).is_file(), "{path:?} is to be read from where one is");
        assert_eq!(new(kind).status.code(), Some(1), "nothing is overwritten");
    }
    assert_eq!(new("playbok").status.code(), Some(2));
    let output = fieldbook().current_dir(&library).args(["check", "--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let asks = [
        "missing-field",
        "unreviewed",
        "lesson-without-course",
        "proof-section-without-link",
        "swot-empty-quadrant",
        "orphan",
        "swot-subject-missing",
    ];
    for finding in report["findings"].as_array().unwrap() {
        assert!(asks.contains(&finding["name"].as_str().unwrap()), "{finding:#}");
    }
}
