//! `fieldbook review` from outside: what it changes in files, and what it refuses.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its case has failed")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const BEFORE: &str = "\u{feff}+++\r\ntitle = \"Price\" # shown\r\n\r\n[cost]\r\namount = 3\r\n+++\r\n\r\nText\r\n";

fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content/prices")).unwrap();
    let settings = "name = \"Test\"\n[people.\"jane@example.com\"]\nname = \"Jane Doe\"\n";
    fs::write(folder.path().join("fieldbook.toml"), settings).unwrap();
    fs::write(folder.path().join("content/prices/list.md"), BEFORE).unwrap();
    fs::write(folder.path().join("content/prices/old.md"), "---\ntitle: Old\nstatus: retired\n---\n").unwrap();
    folder
}

fn review(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).arg("review").args(arguments).args(["--today", "2026-11-22"]).output().unwrap()
}

fn list(folder: &Path) -> String {
    fs::read_to_string(folder.join("content/prices/list.md")).unwrap()
}

#[test]
fn a_document_is_vouched_for_by_file_folder_or_id_and_nothing_else_changes() {
    let expected =
        BEFORE.replace("# shown\r\n", "# shown\r\nreviewed = 2026-11-22\r\nreviewed_by = \"jane@example.com\"\r\n");
    for path in ["content/prices/list.md", "content", "prices/list"] {
        let folder = library();
        let output = review(folder.path(), &[path, "--by", "Jane Doe"]);
        assert!(output.status.success(), "{output:?}");
        assert_eq!(list(folder.path()), expected);
        let old = fs::read_to_string(folder.path().join("content/prices/old.md")).unwrap();
        assert_eq!(old, "---\ntitle: Old\nstatus: retired\n---\n", "a retired document isn't meant by its folder");
        assert_eq!(fs::read_dir(folder.path().join("content/prices")).unwrap().count(), 2, "no file is left over");
    }
}

#[test]
fn the_reviewer_is_who_git_says() {
    let folder = library();
    let git = |arguments: &[&str]| Command::new("git").current_dir(folder.path()).args(arguments).output().unwrap();
    git(&["init", "-q"]);
    git(&["config", "user.email", "jane@example.com"]);
    git(&["config", "user.name", "J. Doe"]);
    assert!(review(folder.path(), &["prices/list"]).status.success());
    assert!(list(folder.path()).contains("reviewed_by = \"jane@example.com\""));
}

#[test]
fn a_dry_run_changes_nothing() {
    let folder = library();
    let output = review(folder.path(), &["prices/list", "--by", "x", "--dry-run"]);
    assert!(output.status.success());
    assert_eq!(list(folder.path()), BEFORE);
}

#[test]
fn if_one_document_cant_be_edited_none_is() {
    let folder = library();
    fs::write(folder.path().join("content/prices/broken.md"), "+++\ntitle = \n+++\n").unwrap();
    let output = review(folder.path(), &["content", "--by", "x"]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("content/prices/broken.md: line 2: the front matter can't be read"), "{message}");
    assert_eq!(list(folder.path()), BEFORE);
}

#[test]
fn what_is_no_document_of_the_library_is_wrong_usage() {
    let folder = library();
    let outside = tempfile::NamedTempFile::new().unwrap();
    for path in ["prices/lst", "fieldbook.toml", outside.path().to_str().unwrap()] {
        assert_eq!(review(folder.path(), &[path, "--by", "x"]).status.code(), Some(2), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = library();
    let file = folder.path().join("content/prices/list.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    assert!(review(folder.path(), &["prices/list", "--by", "x"]).status.success());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
}
