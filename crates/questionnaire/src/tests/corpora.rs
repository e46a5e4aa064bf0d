//! Files of others, which lie beside the repository or where `FIELDBOOK_CORPORA` says.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{answered, fillings, questions};
use crate::{Questionnaire, QuestionnaireError, package::Package};

/// A folder of the corpora; says where it's absent.
fn corpora(folder: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpora");
    let root = std::env::var_os("FIELDBOOK_CORPORA").map_or_else(beside, PathBuf::from);
    // A worktree lies one folder deeper.
    let deeper = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpora");
    let found = [root, deeper].into_iter().map(|root| root.join(folder)).find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: there is no {folder}");
    }
    found
}

fn files(folder: &Path, extension: &str) -> Vec<(String, Vec<u8>)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == extension)).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

/// Parts that differ between two packages, by name.
fn changed(before: &[u8], after: &[u8]) -> Vec<String> {
    let (before, after) = (Package::open(before).unwrap(), Package::open(after).unwrap());
    assert!(before.names().eq(after.names()));
    // Each is opened anew: parts of all of them may be more than is read of one file.
    let differs = |name: &&str| before.need(name).unwrap() != after.need(name).unwrap();
    before.names().filter(differs).map(str::to_owned).collect()
}

#[test]
fn checklists_are_filled_and_all_parts_but_their_sheets_are_as_they_were() {
    let Some(folder) = corpora("questionnaires/asvs-files") else { return };
    for (name, file) in files(&folder, "xlsx").into_iter().chain(files(&folder, "docx")) {
        let found = questions(&file, &name);
        eprintln!("{name}: {} questions", found.len());
        assert!(found.len() >= 9, "{name}: {} questions", found.len());
        let filled = answered(&file, &name);
        let parts = changed(&file, &filled);
        let expected = |part: &String| part.starts_with("xl/worksheets/sheet") || part == "word/document.xml";
        assert!(!parts.is_empty() && parts.iter().all(expected), "{name}: {parts:?}");
        let again = Questionnaire::read(&filled, &name).unwrap();
        if name.ends_with("xlsx") {
            for filling in fillings(&found) {
                let cell = again.grids()[filling.grid].cell(filling.at).unwrap();
                assert!(cell.text.contains(&filling.text), "{name}: {}", cell.text);
            }
        }
    }
}

#[test]
fn office_files_are_read_or_refused_for_a_reason() {
    for (kind, extension) in [("office/xlsx", "xlsx"), ("office/docx", "docx")] {
        let Some(folder) = corpora(kind) else { return };
        for (name, file) in files(&folder, extension) {
            match Questionnaire::read(&file, &name) {
                Ok(read) => {
                    let found = questions(&file, &name);
                    read.fill(&fillings(&found)).unwrap_or_else(|error| panic!("{name}: {error}"));
                }
                Err(error) => {
                    eprintln!("{name}: {error}");
                    let lock = name.contains("protected_passtika") || name.contains("password-is-pass");
                    assert_eq!(lock, error == QuestionnaireError::Encrypted, "{name}: {error}");
                }
            }
        }
    }
}

/// What `LibreOffice` makes of a file: its text in another form, of all sheets.
fn opened(folder: &Path, file: &str, form: &str) -> String {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.arg(profile).args(["--headless", "--convert-to", form, "--outdir"]).arg(folder.join("out"));
    let output = command.arg(folder.join(file)).output().unwrap();
    assert!(output.status.success(), "{file}: {output:?}");
    let written =
        fs::read_dir(folder.join("out")).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    let text = written.collect();
    fs::remove_dir_all(folder.join("out")).unwrap();
    text
}

/// Comma, quotation mark, UTF-8, as shown, and all sheets.
const CSV: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

#[test]
fn filled_files_open_in_libreoffice_with_all_answers_where_they_belong() {
    if Command::new("soffice").arg("--version").output().is_err() {
        return eprintln!("skipped: there is no soffice");
    }
    let folder = tempfile::tempdir().unwrap();
    let mut opened_files = 0;
    for (kind, extension) in
        [("questionnaires/asvs-files", "xlsx"), ("questionnaires/asvs-files", "docx"), ("office/xlsx", "xlsx")]
    {
        let Some(corpus) = corpora(kind) else { return };
        for (name, file) in files(&corpus, extension) {
            let Ok(read) = Questionnaire::read(&file, &name) else { continue };
            let fillings = fillings(&questions(&file, &name));
            if fillings.is_empty() {
                continue;
            }
            let filled = read.fill(&fillings).unwrap();
            let plain = format!("{opened_files}.{extension}");
            fs::write(folder.path().join(&plain), filled).unwrap();
            let text = opened(folder.path(), &plain, if extension == "xlsx" { CSV } else { "txt:Text" });
            // CSV doubles quotation marks; Writer may curl them.
            let plain = |text: &str| text.replace(['"', '\u{201C}', '\u{201D}'], "");
            let text = plain(&text);
            for filling in &fillings {
                assert!(text.contains(&plain(&filling.text)), "{name}: {}", filling.text);
            }
            opened_files += 1;
        }
    }
    assert!(opened_files >= 6, "{opened_files} files were opened");
}
