//! Files of others, which lie beside the repository or where `FIELDBOOK_CORPORA` says.

use std::{
    fs,
    path::{Path, PathBuf},
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
