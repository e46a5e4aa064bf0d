//! The same library gives the same bytes, wherever and whenever it is built.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{collections::BTreeMap, fs, path::Path, process::Command};

fn run(program: &str, folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) {
    let output =
        Command::new(program).args(arguments).current_dir(folder).envs(variables.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A checkout of a library with a past, in a folder of its own.
fn original(folder: &Path) {
    let who = [
        ("GIT_AUTHOR_NAME", "Ann Author"),
        ("GIT_AUTHOR_EMAIL", "ann@example.com"),
        ("GIT_AUTHOR_DATE", "2026-03-04T05:06:07Z"),
        ("GIT_COMMITTER_NAME", "Ann Author"),
        ("GIT_COMMITTER_EMAIL", "ann@example.com"),
        ("GIT_COMMITTER_DATE", "2026-03-04T05:06:07Z"),
    ];
    fs::create_dir_all(folder.join("content/plays")).unwrap();
    fs::write(
        folder.join("fieldbook.toml"),
        "name = \"Book\"\nbase_url = \"https://example.com/\"\n[review]\nevery = \"90d\"\n[facets.industry]\nvalues = [\"retail\", \"health\"]\n",
    )
    .unwrap();
    for number in 0..60 {
        let industry = ["retail", "health"][number % 2];
        let text = format!(
            "+++\ntitle = \"Play {number}\"\nkind = \"page\"\nindustry = \"{industry}\"\ntags = [\"tag {}\"]\nreviewed = 2026-02-{:02}\n+++\n## First\n\nWords about play {number}. [[plays/play-{}]]\n",
            number % 7,
            number % 27 + 1,
            (number + 1) % 60,
        );
        fs::write(folder.join(format!("content/plays/play-{number}.md")), text).unwrap();
    }
    run("git", folder, &["init", "-q"], &who);
    run("git", folder, &["add", "-A"], &who);
    run("git", folder, &["commit", "-q", "-m", "all"], &who);
}

fn files_of(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(output).into_iter().map(Result::unwrap);
    entries
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(output).unwrap().to_str().unwrap().to_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn two_builds_from_different_paths_an_hour_apart_are_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first");
    let second = folder.path().join("deeper/in/second");
    fs::create_dir_all(&first).unwrap();
    fs::create_dir_all(second.parent().unwrap()).unwrap();
    original(&first);
    run("git", folder.path(), &["clone", "-q", first.to_str().unwrap(), second.to_str().unwrap()], &[]);

    let program = env!("CARGO_BIN_EXE_fieldbook");
    run(program, &first, &["build"], &[("SOURCE_DATE_EPOCH", "1763800000"), ("RAYON_NUM_THREADS", "1")]);
    run(program, &second, &["build"], &[("SOURCE_DATE_EPOCH", "1763803600"), ("RAYON_NUM_THREADS", "4")]);

    let (left, right) = (files_of(&first.join("public")), files_of(&second.join("public")));
    assert_eq!(left.keys().collect::<Vec<_>>(), right.keys().collect::<Vec<_>>());
    for (path, bytes) in &left {
        assert!(bytes == &right[path], "{path} differs");
    }
    assert!(left.keys().any(|path| path.starts_with("search/")), "search is among what is compared");
}

#[test]
fn a_second_build_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    original(folder.path());
    let build = || {
        let output = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .args(["build", "--today", "2026-11-22"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    build();
    let said = build();
    assert!(said.contains("(0 files written,") && said.contains(" 0 removed)"), "{said}");
}
