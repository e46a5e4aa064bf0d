//! Loading whole libraries.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;
use crate::{
    audience::Audience,
    diagnostics::{Code, Diagnostics, Severity},
};

const TODAY: Date = date(2026, 11, 22);

/// A library of these files.
fn library(files: &[(&str, &str)]) -> (TempDir, Library, Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (library, findings) = load(folder.path(), TODAY).unwrap();
    (folder, library, findings)
}

fn codes(findings: &Diagnostics) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_plain_folder_is_a_library_with_defaults() {
    let (folder, library, findings) =
        library(&[("sales/first-call.md", "# Hello\n"), ("readme.markdown", ""), ("sales/deck.pdf", "%PDF")]);
    assert_eq!(codes(&findings), []);
    assert_eq!(library.config.name, folder.path().file_name().unwrap().to_str().unwrap());
    let ids: Vec<&str> = library.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["readme", "sales/first-call"]);
    assert_eq!(library.files, ["sales/deck.pdf"]);
    assert!(library.documents.iter().all(|document| document.kind == "page"));
    assert!(library.documents.iter().all(|document| document.audience == Audience::Internal));
    assert_eq!(library.documents[0].title, "Readme");
}

/// The corpora beside the repository, or where `FIELDBOOK_CORPORA` says.
fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("FIELDBOOK_CORPORA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn handbooks_of_others_load_as_they_are() {
    let Some(corpora) = corpora() else {
        eprintln!("skipped: there are no corpora");
        return;
    };
    for name in ["hugo-docs", "sourcegraph-handbook", "zola-docs"] {
        let begin = Instant::now();
        let (library, findings) = load(&corpora.join("handbooks").join(name), TODAY).unwrap();
        let errors = findings.count(Severity::Error);
        println!("{name}: {} documents, {errors} errors, {:?}", library.documents.len(), begin.elapsed());
        for finding in findings.iter().take(12) {
            println!("  {finding:?}");
        }
        assert!(library.documents.len() > 100);
    }
}
