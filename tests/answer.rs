//! `fieldbook answer` from outside: what it fills in, what it leaves, and what it refuses.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its case has failed")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

/// A library of five answers, and a questionnaire.
fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let answers = folder.path().join("content/answers");
    fs::create_dir_all(&answers).unwrap();
    let settings =
        "name = \"Test\"\n[facets.region]\nlabel = \"Region\"\nvalues = [{ id = \"dach\", label = \"DACH\" }]\n";
    fs::write(folder.path().join("fieldbook.toml"), settings).unwrap();
    let write = |name: &str, question: &str, rest: &str, body: &str| {
        let text = format!("+++\ntitle = \"{name}\"\nquestions = [\"{question}\"]\n{rest}\n+++\n\n{body}\n");
        fs::write(answers.join(format!("{name}.md")), text).unwrap();
    };
    write(
        "rest",
        "Is customer data encrypted at rest?",
        "response = \"yes\"",
        "With **AES-256**.\n\n:::internal\nNot in Leeds.\n:::",
    );
    write("hosting", "Where is the service hosted?", "response = \"info\"\nshort = \"In {{ customer.country }}.\"", "");
    write(
        "dach",
        "Where is the service hosted?",
        "response = \"info\"\nvariant_of = \"answers/hosting\"\nregion = \"dach\"",
        "In Frankfurt.",
    );
    write("soc", "Do you hold a SOC 2 report?", "response = \"no\"\nexpires = 2026-01-01", "Not yet.");
    write("backup", "How often are backups restored as a test?", "response = \"partial\"", "Every quarter.");
    let questions = "Question,Response,Comments\nIs customer data encrypted at rest?,,\nWhere is the service hosted?,,\nDo you hold a SOC 2 report?,,\n\
                     What colour is the sky?,,\nHow often are backups restored as a test?,ask Jo,\nIs customer data encrypted at rest?,,\n";
    fs::write(folder.path().join("acme.csv"), questions).unwrap();
    folder
}

fn answer(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(["answer", "acme.csv", "--today", "2026-11-22"]).args(arguments).output().unwrap()
}

fn answered(folder: &Path) -> Vec<String> {
    let text = fs::read_to_string(folder.join("acme.answered.csv")).unwrap();
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn what_is_sure_is_filled_in_and_the_rest_left_open() {
    let folder = library();
    let before = fs::read(folder.path().join("acme.csv")).unwrap();
    let output = answer(folder.path(), &[]);
    assert!(output.status.success(), "{output:?}");
    let lines = answered(folder.path());
    assert_eq!(lines[0], "Is customer data encrypted at rest?,With AES-256.,", "and nothing for internal eyes");
    assert_eq!(lines[0], lines[5], "the same question gets the same answer");
    assert_eq!(lines[1], "Where is the service hosted?,,", "a placeholder lacks its value");
    assert_eq!(lines[2], "Do you hold a SOC 2 report?,,", "the answer has expired");
    assert_eq!(lines[3], "What colour is the sky?,,");
    assert_eq!(lines[4], "How often are backups restored as a test?,ask Jo,", "what was there stays");
    assert_eq!(fs::read(folder.path().join("acme.csv")).unwrap(), before);
    let review = fs::read_to_string(folder.path().join("acme.answered.review.md")).unwrap();
    for text in
        ["has expired", "lacks a value for \\`customer.country\\`", "From content/answers/rest.md", "coverage 33 %"]
    {
        assert!(review.contains(text), "{text}: {review}");
    }
    assert!(String::from_utf8_lossy(&output.stderr).contains("Reuse rate 67 %"), "{output:?}");
}

#[test]
fn values_and_variants_are_chosen_for_the_customer() {
    let folder = library();
    fs::write(folder.path().join("values.toml"), "[customer]\ncountry = \"Ireland\"\n").unwrap();
    assert!(answer(folder.path(), &["--region", "dach"]).status.success());
    assert_eq!(answered(folder.path())[1], "Where is the service hosted?,In Frankfurt.,");
    let refused = answer(folder.path(), &["--region", "mars"]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("`mars` is no region of the library"));
    assert_eq!(refused.status.code(), Some(2));
    let values = answer(folder.path(), &["--values", "values.toml", "--format", "json", "--dry-run"]);
    assert!(String::from_utf8_lossy(&values.stdout).contains("\"In Ireland.\""), "{values:?}");
}

#[test]
fn files_that_are_there_are_not_written_over_and_the_questionnaire_never_is() {
    let folder = library();
    assert!(answer(folder.path(), &[]).status.success());
    assert_eq!(answer(folder.path(), &[]).status.code(), Some(2));
    assert!(answer(folder.path(), &["--force"]).status.success());
    assert_eq!(answer(folder.path(), &["--out", "./acme.csv", "--force"]).status.code(), Some(2));
}

#[test]
fn a_map_is_written_and_read() {
    let folder = library();
    assert!(answer(folder.path(), &["--save-map", "map.toml", "--dry-run"]).status.success());
    assert!(!folder.path().join("acme.answered.csv").exists());
    let map = fs::read_to_string(folder.path().join("map.toml")).unwrap();
    assert!(map.contains("question = \"A\"") && map.contains("answer = \"B\""), "{map}");
    fs::write(folder.path().join("map.toml"), map.replace("answer = \"B\"", "answer = \"C\"")).unwrap();
    assert!(answer(folder.path(), &["--map", "map.toml"]).status.success());
    assert_eq!(answered(folder.path())[0], "Is customer data encrypted at rest?,,With AES-256.");
}

#[test]
fn a_review_sheet_goes_out_as_a_workbook_and_comes_back_as_wordings() {
    let folder = library();
    let questions = "Question,Response,Comments\nHow is customer data encrypted at rest on disks?,,\n=cmd|' /C calc'!A0 is dangerous?,,\nIs there a bug bounty?,,\n\
                     Do you run a bug bounty programme?,,\n";
    fs::write(folder.path().join("acme.csv"), questions).unwrap();
    let output =
        answer(folder.path(), &["--review", "r.xlsx", "--review", "r.html", "--review", "r.md", "--threshold", "0.3"]);
    assert!(output.status.success(), "{output:?}");
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        printed.contains("answers to write:") && printed.contains("   also Do you run a bug bounty programme?"),
        "{printed}"
    );
    let html = fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(
        html.contains("content/answers/rest.md")
            && html.contains("<h2>Answers to write</h2>")
            && !html.contains("<script")
    );
    assert!(fs::read_to_string(folder.path().join("r.md")).unwrap().contains("## Answers to write"));
    // The workbook is read as any other; its texts are texts.
    let bytes = fs::read(folder.path().join("r.xlsx")).unwrap();
    let read = fieldbook_questionnaire::Questionnaire::read(&bytes, "r.xlsx").unwrap();
    let grid = &read.grids()[0];
    assert!(grid.rows.iter().flat_map(|row| &row.cells).all(|cell| !cell.is_formula));
    assert!(grid.rows.iter().any(|row| row.text(3).starts_with("=cmd|")));
    // Somebody accepts the first row.
    let at = fieldbook_questionnaire::grid::At { row: 1, column: 0 };
    let accepted =
        read.fill(&[fieldbook_questionnaire::grid::Filling { grid: 0, at, text: "yes".to_owned() }]).unwrap();
    fs::write(folder.path().join("acme.csv"), "").unwrap();
    fs::write(folder.path().join("r.xlsx"), accepted).unwrap();
    let mut learn = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    let learnt = learn.current_dir(folder.path()).args(["answer", "r.xlsx", "--learn"]).output().unwrap();
    assert!(learnt.status.success(), "{learnt:?}");
    let document = fs::read_to_string(folder.path().join("content/answers/rest.md")).unwrap();
    let wordings =
        "questions = [\"Is customer data encrypted at rest?\", \"How is customer data encrypted at rest on disks?\"]";
    assert!(document.contains(wordings), "{document}");
}

#[test]
fn a_finished_file_is_recorded_with_what_was_taken_and_what_was_edited() {
    let folder = library();
    let finished = "Question,Response,Comments\nIs customer data encrypted at rest?,With AES-256.,\n\
                    How often are backups restored as a test?,\"Every quarter and after each change, says Jo.\",\nWhat colour is the sky?,Blue.,\n";
    fs::write(folder.path().join("acme.csv"), finished).unwrap();
    let record = |extra: &[&str]| {
        let output = answer(
            folder.path(),
            &[&["--dry-run", "--record", "r.jsonl", "--force", "--opportunity", "0067"], extra].concat(),
        );
        assert!(output.status.success(), "{output:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("Reuse rate 67 %"), "{output:?}");
        fs::read_to_string(folder.path().join("r.jsonl")).unwrap()
    };
    let text = record(&[]);
    let events: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events.len(), 3, "{text}");
    let bid = &events[0];
    assert_eq!((&bid["event"], &bid["opportunity"]), (&"bid".into(), &"0067".into()));
    assert_eq!((&bid["asked"], &bid["answered"], &bid["taken"]), (&3.into(), &3.into(), &2.into()));
    let used: Vec<_> = events
        .iter()
        .skip(1)
        .map(|event| (event["document"].as_str().unwrap(), event["edited"].as_bool().unwrap()))
        .collect();
    assert_eq!(used, [("answers/rest", false), ("answers/backup", true)]);
    assert_eq!(text, record(&[]), "the same bid has the same ids");
}

#[test]
fn files_that_are_no_questionnaires_are_refused_with_what_to_do() {
    let folder = library();
    fs::write(folder.path().join("acme.csv"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap();
    let output = answer(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("old binary form") && message.contains("hint: open it and save it as .xlsx"), "{message}");
}
