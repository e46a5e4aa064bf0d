//! Customers' files from end to end: the program fills them, other readers than its own look at what came of it.
//!
//! Each file of `../shared/corpora/questionnaires` (or of the folder in `FIELDBOOK_CORPORA`) is answered by a library that has an answer to each of
//! its questions. Then all parts of the archive are compared, packed bytes and all, and `LibreOffice` says what stands in all cells and lines before and
//! after. Skipped where there are no such files, or no `soffice`. With `--nocapture` it prints the table of `docs/benchmarks.md`.
#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    fmt::Write as _,
    fs,
    io::{Cursor, Read},
    path::{Path, PathBuf},
    process::Command,
};

use serde::Deserialize;

/// A question as `answer --format json` prints it.
#[derive(Deserialize)]
struct Line {
    question: String,
    status: String,
    response: Option<String>,
    answer: String,
}

/// Questionnaires by their names; none where this machine lacks them.
fn files() -> BTreeMap<String, PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = env::var_os("FIELDBOOK_CORPORA").map_or_else(beside, PathBuf::from).join("questionnaires/asvs-files");
    let found = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let office = found.filter(|path| path.extension().is_some_and(|it| it == "xlsx" || it == "docx"));
    office.map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// Runs `fieldbook answer` in a folder, and gives what became of the questions.
fn answer(folder: &Path, file: &str, options: &[&str]) -> Vec<Line> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(["answer", file, "--format", "json", "--today", "2026-11-22"]).args(options);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Writes a library that has an answer to each of some questions.
fn write_library(folder: &Path, questions: &BTreeSet<String>) {
    let answers = folder.join("content/answers");
    fs::create_dir_all(&answers).unwrap();
    fs::write(folder.join("fieldbook.toml"), "name = \"Test\"\n").unwrap();
    for (number, question) in questions.iter().enumerate() {
        let wording = serde_json::to_string(question).unwrap();
        let text = format!(
            "+++\ntitle = \"Answer {number}\"\nquestions = [{wording}]\nresponse = \"yes\"\n+++\n\nSee sheet {number} of ours.\n"
        );
        fs::write(answers.join(format!("a{number}.md")), text).unwrap();
    }
}

/// Answers a file in a folder of its own, from a library made for it.
fn filled(folder: &Path, file: &str) -> Vec<Line> {
    write_library(folder, &BTreeSet::from(["Is there a question?".to_owned()]));
    let asked = answer(folder, file, &["--dry-run"]).into_iter().map(|line| line.question).collect();
    write_library(folder, &asked);
    answer(folder, file, &[])
}

/// All parts of an archive with their bytes as packed and unpacked, in their order.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |number| {
        let (mut packed, mut unpacked) = (Vec::new(), Vec::new());
        archive.by_index_raw(number).unwrap().read_to_end(&mut packed).unwrap();
        let mut file = archive.by_index(number).unwrap();
        file.read_to_end(&mut unpacked).unwrap();
        (file.name().unwrap().into_owned(), packed, unpacked)
    };
    (0..count).map(part).collect()
}

/// Names of parts that have changed. Those that haven't are the same bytes packed too.
fn changed(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (parts(before), parts(after));
    assert_eq!(before.len(), after.len());
    let mut changed = Vec::new();
    for ((name, packed, unpacked), (other, packed_after, unpacked_after)) in before.into_iter().zip(after) {
        assert_eq!(name, other);
        assert_eq!(packed == packed_after, unpacked == unpacked_after, "{name}");
        if packed != packed_after {
            changed.push(name);
        }
    }
    changed
}

/// What `LibreOffice` writes of files in another form: texts by the name of what it wrote.
fn opened(folder: &Path, files: &[&str], form: &str) -> BTreeMap<String, String> {
    let out = folder.join("out");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.current_dir(folder).arg(profile).args(["--headless", "--convert-to", form, "--outdir"]).arg(&out);
    let output = command.args(files).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let read =
        |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read_to_string(path).unwrap());
    let texts = fs::read_dir(&out).unwrap().map(|entry| read(entry.unwrap().path())).collect();
    fs::remove_dir_all(out).unwrap();
    texts
}

/// Comma, quotation mark, UTF-8, and all sheets: formulas as they stand, or what they come to.
const FORMULAS: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1";
const VALUES: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// Cells of all sheets by their sheet and place.
fn cells(texts: &BTreeMap<String, String>, of: &str) -> BTreeMap<(String, usize, usize), String> {
    let mut cells = BTreeMap::new();
    for (sheet, text) in texts.iter().filter_map(|(name, text)| Some((name.strip_prefix(of)?, text))) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for (row, record) in reader.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                cells.insert((sheet.to_owned(), row, column), cell.to_owned());
            }
        }
    }
    cells
}

/// What a file came to.
#[derive(Default)]
struct Report {
    filled: usize,
    /// Cells or lines that `LibreOffice` finds changed.
    written: usize,
    /// Formulas that come to something else since they count answers.
    reckoned: usize,
}

/// Holds a workbook to its answers: cells that were empty have them, all other cells are as they were.
fn compare_cells(folder: &Path, lines: &[Line]) -> Report {
    let texts = opened(folder, &["before.xlsx", "after.xlsx"], FORMULAS);
    let (before, after) = (cells(&texts, "before-"), cells(&texts, "after-"));
    let answers: BTreeSet<&str> = lines.iter().map(|line| line.answer.as_str()).collect();
    let words: BTreeSet<&str> = lines.iter().filter_map(|line| line.response.as_deref()).collect();
    let mut found = BTreeSet::new();
    let mut report = Report::default();
    for (place, text) in after.iter().filter(|(place, text)| before.get(*place) != Some(text)) {
        assert_eq!(before.get(place), None, "{place:?} had something in it, and now {text}");
        let parts: Vec<&str> = text.split("\n\n").collect();
        assert!(parts.iter().all(|part| answers.contains(part)) || words.contains(text.as_str()), "{place:?}: {text}");
        found.extend(parts.into_iter().map(str::to_owned));
        report.written += 1;
    }
    assert!(before.keys().all(|place| after.contains_key(place)), "nothing is gone");
    for line in lines.iter().filter(|line| line.status == "filled") {
        assert!(
            found.contains(&line.answer) || line.response.as_ref().is_some_and(|word| found.contains(word)),
            "{}",
            line.question
        );
    }
    let texts = opened(folder, &["before.xlsx", "after.xlsx"], VALUES);
    let (values, values_after) = (cells(&texts, "before-"), cells(&texts, "after-"));
    let is_reckoned = |(place, text): &(&(String, usize, usize), &String)| {
        before.contains_key(*place) && values.get(*place) != Some(*text)
    };
    report.reckoned = values_after
        .iter()
        .filter(is_reckoned)
        .inspect(|(place, _)| {
            assert!(before.get(*place).is_some_and(|formula| formula.starts_with('=')), "{place:?} is no formula");
        })
        .count();
    report
}

/// Holds a document to its answers: without them its lines are as they were.
fn compare_lines(folder: &Path, lines: &[Line]) -> Report {
    let texts = opened(folder, &["before.docx", "after.docx"], "txt:Text");
    let answers: BTreeSet<&str> = lines.iter().map(|line| line.answer.as_str()).collect();
    // Where lines without text stand depends on where pages end.
    let lines_of = |name: &str| texts[name].lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>();
    let (ours, others): (Vec<&str>, Vec<&str>) =
        lines_of("after.txt").into_iter().partition(|line| answers.contains(line));
    let before = lines_of("before.txt");
    let differing = others.iter().zip(&before).find(|(line, before)| line != before);
    assert_eq!((differing, others.len()), (None, before.len()));
    let found: BTreeSet<&str> = ours.iter().copied().collect();
    for line in lines.iter().filter(|line| line.status == "filled") {
        assert!(found.contains(line.answer.as_str()), "{}", line.question);
    }
    Report { written: ours.len(), ..Report::default() }
}

#[test]
fn other_readers_find_the_answers_in_their_places_and_all_else_as_it_was() {
    let files = files();
    if files.is_empty() {
        return eprintln!("skipped: this machine has no questionnaires of customers");
    }
    if Command::new("soffice").arg("--version").output().is_err() {
        return eprintln!("skipped: there is no soffice");
    }
    let mut table = String::from(
        "\n| file | questions | filled in | parts | changed | cells or lines written | formulas reckoned anew |\n|---|---:|---:|---:|---|---:|---:|\n",
    );
    for (name, path) in files {
        let folder = tempfile::tempdir().unwrap();
        let extension = path.extension().unwrap().to_string_lossy();
        let (before, after) = (format!("before.{extension}"), format!("after.{extension}"));
        fs::copy(&path, folder.path().join(&before)).unwrap();
        let lines = filled(folder.path(), &before);
        fs::rename(folder.path().join(format!("before.answered.{extension}")), folder.path().join(&after)).unwrap();
        let read = |file: &str| fs::read(folder.path().join(file)).unwrap();
        let changed = changed(&read(&before), &read(&after));
        let may = ["xl/worksheets/sheet", "xl/workbook.xml", "word/document.xml"];
        assert!(changed.iter().all(|part| may.iter().any(|may| part.starts_with(may))), "{name}: {changed:?}");
        let compare = if extension == "xlsx" { compare_cells } else { compare_lines };
        let report = Report {
            filled: lines.iter().filter(|line| line.status == "filled").count(),
            ..compare(folder.path(), &lines)
        };
        assert!(
            report.filled * 10 >= lines.len() * 4,
            "{name}: {} of {} questions were filled in",
            report.filled,
            lines.len()
        );
        let parts = parts(&read(&before)).len();
        writeln!(
            table,
            "| {name} | {} | {} | {parts} | {} | {} | {} |",
            lines.len(),
            report.filled,
            changed.join(", "),
            report.written,
            report.reckoned
        )
        .unwrap();
    }
    println!("{table}");
}
