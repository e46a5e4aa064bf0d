#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use super::*;

fn write(output: &Path, files: &[(&str, &str)]) -> Result<Changes, OutputError> {
    let stage = Stage::begin(output, false, Ledger::default())?;
    for (path, text) in files {
        stage.put(path, text.as_bytes())?;
    }
    Ok(stage.commit()?.0)
}

/// All files below a folder with their texts, the manifest left out.
fn files_in(folder: &Path) -> Vec<(String, String)> {
    let mut files: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != manifest::NAME)
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_build_writes_what_changed_and_removes_what_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let first = write(&output, &[("index.html", "home"), ("a/index.html", "a"), ("b/c/index.html", "c")]).unwrap();
    assert_eq!(first, Changes { written: 3, unchanged: 0, removed: 0 });

    let second = write(&output, &[("index.html", "home"), ("a/index.html", "new")]).unwrap();
    assert_eq!(second, Changes { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(files_in(&output), pairs(&[("a/index.html", "new"), ("index.html", "home")]));
    assert!(!output.join("b").exists(), "folders that are empty now go");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no staging folder is left");
}

#[test]
fn an_unchanged_file_keeps_its_date() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    write(&output, &[("index.html", "home")]).unwrap();
    let before = fs::metadata(output.join("index.html")).unwrap().modified().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(20));
    write(&output, &[("index.html", "home")]).unwrap();
    assert_eq!(fs::metadata(output.join("index.html")).unwrap().modified().unwrap(), before);
}

#[test]
fn foreign_files_are_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path();
    fs::write(output.join("CNAME"), "example.com").unwrap();
    fs::create_dir(output.join("a")).unwrap();
    fs::write(output.join("a/note.txt"), "mine").unwrap();
    write(output, &[("a/index.html", "a")]).unwrap();
    write(output, &[("index.html", "home")]).unwrap();
    assert_eq!(files_in(output), pairs(&[("CNAME", "example.com"), ("a/note.txt", "mine"), ("index.html", "home")]));
}

#[test]
fn a_foreign_file_where_a_page_must_go_is_an_error_that_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path();
    fs::write(output.join("index.html"), "mine").unwrap();
    let error = write(output, &[("index.html", "home"), ("a.html", "a")]).unwrap_err();
    assert!(matches!(&error, OutputError::Foreign { paths } if paths[0].ends_with("index.html")), "{error}");
    assert_eq!(files_in(output), pairs(&[("index.html", "mine")]));

    let stage = Stage::begin(output, true, Ledger::default()).unwrap();
    stage.put("index.html", b"home").unwrap();
    stage.commit().unwrap();
    assert_eq!(files_in(output), pairs(&[("index.html", "home")]));
}

#[test]
fn a_foreign_file_of_the_same_bytes_is_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    write(&output, &[("index.html", "home")]).unwrap();
    fs::remove_file(output.join(manifest::NAME)).unwrap();
    assert_eq!(write(&output, &[("index.html", "home")]).unwrap().unchanged, 1);
}

#[test]
fn a_stage_that_is_dropped_leaves_the_output_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    write(&output, &[("index.html", "home")]).unwrap();
    let stage = Stage::begin(&output, false, Ledger::default()).unwrap();
    stage.put("index.html", b"half").unwrap();
    drop(stage);
    assert_eq!(files_in(folder.path()), pairs(&[("public/index.html", "home")]));
}

#[test]
fn what_a_killed_build_has_left_is_cleared() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let left = folder.path().join(".public.fieldbook-staging/files");
    fs::create_dir_all(&left).unwrap();
    fs::write(left.join("stale.html"), "stale").unwrap();
    write(&output, &[("index.html", "home")]).unwrap();
    assert_eq!(files_in(folder.path()), pairs(&[("public/index.html", "home")]));
}

#[test]
fn two_builds_at_once_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let _first = Stage::begin(&output, false, Ledger::default()).unwrap();
    assert!(matches!(Stage::begin(&output, false, Ledger::default()), Err(OutputError::Busy(_))));
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    write(&output, &[("a", "file"), ("b/c/d", "deep")]).unwrap();
    write(&output, &[("a/b", "below"), ("b", "file")]).unwrap();
    assert_eq!(files_in(&output), pairs(&[("a/b", "below"), ("b", "file")]));
}

#[test]
fn a_file_that_was_made_of_the_same_is_kept_while_it_is_as_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("public");
    let (of_this, of_that) = (Fingerprint::of("made", b"this"), Fingerprint::of("made", b"that"));
    let stage = Stage::begin(&output, false, Ledger::default()).unwrap();
    assert!(!stage.has("page", of_this));
    stage.put_made("page", b"text", Some(of_this)).unwrap();
    let (_, Written { ledger, state }) = stage.commit().unwrap();
    assert_eq!(look_at_all(&output), Some(state));

    let stage = Stage::begin(&output, false, ledger).unwrap();
    assert!(!stage.has("page", of_that) && !stage.has("other", of_this));
    assert!(stage.has("page", of_this));
    let (changes, Written { ledger, state: again }) = stage.commit().unwrap();
    assert_eq!((changes, again), (Changes { written: 0, unchanged: 1, removed: 0 }, state));

    fs::write(output.join("page"), "by hand").unwrap();
    assert_ne!(look_at_all(&output), Some(state));
    let stage = Stage::begin(&output, false, ledger).unwrap();
    assert!(!stage.has("page", of_this));
}

#[test]
fn paths_that_lead_out_of_the_output_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let stage = Stage::begin(&folder.path().join("public"), false, Ledger::default()).unwrap();
    for path in ["../x", "/x", "a/../../x", "", ".", manifest::NAME] {
        assert!(matches!(stage.put(path, b""), Err(OutputError::Name(_))), "{path}");
    }
}

#[test]
fn a_copy_holds_the_bytes_of_its_source_and_an_unreadable_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("deck.pdf");
    fs::write(&source, "deck").unwrap();
    let output = folder.path().join("public");
    let stage = Stage::begin(&output, false, Ledger::default()).unwrap();
    stage.copy("files/deck.pdf", &source).unwrap();
    let error = stage.copy("files/gone.pdf", &folder.path().join("gone.pdf")).unwrap_err();
    assert!(matches!(&error, OutputError::Io { path, .. } if path.ends_with("gone.pdf") && !path.starts_with(&output)));
    stage.commit().unwrap();
    assert_eq!(files_in(&output), pairs(&[("files/deck.pdf", "deck")]));
    let stage = Stage::begin(&output, false, Ledger::default()).unwrap();
    stage.copy("files/deck.pdf", &source).unwrap();
    assert_eq!(stage.commit().unwrap().0.unchanged, 1);
}
