//! A build that follows others gives the bytes of one that begins from nothing, and does nothing where nothing has changed.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod program;

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use program::Library;
use proptest::{prelude::*, test_runner::TestRunner};
use walkdir::WalkDir;

/// Files of a library, and texts that they may have; without one a file isn't there.
const FILES: [(&str, &[&str]); 11] = [
    (
        "fieldbook.toml",
        &["name = \"One\"\n", "name = \"Two\"\ntheme = \"own\"\n", "name = \"Two\"\nlanguages = [\"en\", \"de\"]\n"],
    ),
    (
        "content/one.md",
        &[
            "# One\n\nText, see [[two]].\n",
            "+++\ntitle = \"Uno\"\ntags = [\"a\"]\n+++\nText.\n",
            "+++\nstatus = \"draft\"\n+++\n# One\n",
        ],
    ),
    (
        "content/two.md",
        &["# Two\n\n![](picture.png)\n", "+++\ntitle = \"Second\"\naliases = [\"old\"]\n+++\n[One](/one)\n"],
    ),
    ("content/sub/three.md", &["# Three\n", "# Three\n\nLonger.\n"]),
    ("content/one.de.md", &["# Eins\n"]),
    ("content/sub/index.md", &["# All of it\n", "+++\ntitle = \"All\"\nowner = \"ann\"\nreviewed = 2026-11-01\n+++\n"]),
    (
        "content/four.md",
        &[
            "+++\nkind = \"term\"\ntitle = \"Longer\"\nsynonyms = [\"text\"]\n+++\nNot short.\n",
            "# Four\n\n![](picture.png)\n",
        ],
    ),
    ("content/picture.png", &["no picture", "another"]),
    ("insights.json", &[include_str!("../insights.json"), "{\"format\":1"]),
    (
        "usage.json",
        &[
            "{\"format\":1,\"from\":\"2026-08-25\",\"to\":\"2026-11-22\",\"documents\":{\"one\":{\"uses\":30,\"stages\":{\"engage\":12}},\"two\":{\"uses\":9}}}",
            "{\"format\":1,\"from\":\"2026-08-25\",\"to\":\"2026-11-22\",\"documents\":{\"two\":{\"uses\":30}}}",
        ],
    ),
    ("themes/own/templates/page.html", &["{% extends \"default/page.html\" %}", "By hand: {{ head.title }}"]),
];

/// What happens to a library between two builds.
#[derive(Clone, Debug)]
enum Edit {
    /// A file gets a text.
    Write(usize, usize),
    /// A file is taken away.
    Remove(usize),
    /// A file is moved to where another one is, or may be.
    Rename(usize, usize),
    /// A file is written again as it is.
    Touch(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    // Without its `fieldbook.toml` the folder would be another library, with other folders.
    let others = 1..FILES.len();
    prop_oneof![
        4 => (0..FILES.len()).prop_flat_map(|file| (Just(file), 0..FILES[file].1.len())).prop_map(|(file, text)| Edit::Write(file, text)),
        1 => others.clone().prop_map(Edit::Remove),
        2 => (others.clone(), others).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..FILES.len()).prop_map(Edit::Touch),
    ]
}

fn apply(root: &Path, edit: &Edit) {
    let place = |file: usize| {
        let place = root.join(FILES[file].0);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        place
    };
    // What is to be removed, moved or touched may not be there.
    match *edit {
        Edit::Write(file, text) => fs::write(place(file), FILES[file].1[text]).unwrap(),
        Edit::Remove(file) => drop(fs::remove_file(place(file))),
        Edit::Rename(from, to) => drop(fs::rename(place(from), place(to))),
        Edit::Touch(file) => {
            if let Ok(text) = fs::read(place(file)) {
                fs::write(place(file), text).unwrap();
            }
        }
    }
}

/// All files below a folder.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files
        .map(|file| (file.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(file.path()).unwrap()))
        .collect()
}

fn library() -> Library {
    let library = Library::new(None);
    for file in 0..FILES.len() {
        apply(library.root(), &Edit::Write(file, 0));
    }
    library
}

#[test]
fn a_build_after_edits_gives_the_bytes_of_a_clean_one() {
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() });
    let batches = prop::collection::vec(prop::collection::vec(edit(), 0..3), 1..5);
    let holds = runner.run(&batches, |batches| {
        let library = library();
        library.build();
        for batch in batches {
            for edit in batch {
                apply(library.root(), &edit);
            }
            let followed = library.build();
            let clean = library.root().with_file_name("clean");
            let began = library.run(library.program("build").arg("--out").arg(&clean));
            prop_assert_eq!(followed.code, began.code, "{}\n{}", followed.stderr, began.stderr);
            if began.code == 0 {
                prop_assert_eq!(
                    bytes(&library.out()).into_keys().collect::<Vec<_>>(),
                    bytes(&clean).into_keys().collect::<Vec<_>>()
                );
                prop_assert!(bytes(&library.out()) == bytes(&clean));
                fs::remove_dir_all(&clean).unwrap();
            }
        }
        Ok(())
    });
    holds.unwrap();
}

/// Builds until it is seen that nothing has changed: files that have just been written aren't trusted yet.
fn settle(library: &Library) {
    std::thread::sleep(Duration::from_millis(100));
    assert_eq!(library.build().code, 0);
}

/// The file that the last build remembers itself by.
fn memory(library: &Library) -> Option<Vec<u8>> {
    let folder = library.root().join(".fieldbook/build");
    let files = fs::read_dir(folder).ok()?.map(Result::unwrap);
    files
        .map(|file| file.path())
        .find(|path| path.extension().is_some_and(|it| it == "json"))
        .map(|path| fs::read(path).unwrap())
}

#[test]
fn where_nothing_changed_nothing_is_done_and_the_same_is_said() {
    let library = library();
    settle(&library);
    let first = library.build();
    let again = library.build();
    assert_eq!((first.code, first.stdout.as_str()), (again.code, again.stdout.as_str()));
    assert!(again.stderr.contains("0 files written"), "{}", again.stderr);
    let counts =
        |said: &str| said.lines().map(|line| line.split(" in ").next().unwrap().to_owned()).collect::<Vec<_>>();
    assert_eq!(counts(&first.stderr), counts(&again.stderr));
    assert!(memory(&library).is_some());
}

#[test]
fn an_output_that_somebody_changed_is_mended() {
    let library = library();
    settle(&library);
    let page = library.out().join("one/index.html");
    let right = fs::read(&page).unwrap();
    fs::write(&page, "by hand").unwrap();
    library.build();
    assert_eq!(fs::read(&page).unwrap(), right);
    fs::remove_file(&page).unwrap();
    library.build();
    assert_eq!(fs::read(&page).unwrap(), right);
    fs::remove_dir_all(library.out()).unwrap();
    library.build();
    assert_eq!(fs::read(&page).unwrap(), right);
}

#[test]
fn the_memory_can_be_deleted_or_damaged_at_any_time() {
    let library = library();
    settle(&library);
    let before = bytes(&library.out());
    let folder = library.root().join(".fieldbook");
    for file in bytes(&folder.join("build")).into_keys() {
        fs::write(folder.join("build").join(file), "{\"format\":1").unwrap();
    }
    assert_eq!(library.build().code, 0);
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(library.build().code, 0);
    assert!(bytes(&library.out()) == before);
}

#[test]
fn strict_does_not_pass_for_what_was_built_before_with_findings() {
    let library = library();
    fs::write(library.root().join("content/wrong.md"), "# Wrong\n\n[[missing]]\n").unwrap();
    settle(&library);
    let run = library.run(library.program("build").arg("--strict").arg("--out").arg(library.out()));
    assert_eq!(run.code, 1, "{}", run.stderr);
}

#[test]
fn times_are_printed_for_programs_by_phase_and_in_all() {
    let library = library();
    std::thread::sleep(Duration::from_millis(100));
    let timed = || {
        let run = library.run(library.program("build").args(["--timings", "json", "--out"]).arg(library.out()));
        assert_eq!(run.code, 0, "{}", run.stderr);
        serde_json::from_str::<serde_json::Value>(&run.stdout).unwrap()
    };
    let (first, again) = (timed(), timed());
    for phase in ["load", "plan", "render", "search", "write"] {
        assert!(first["phases"][phase].as_f64().is_some(), "{phase}: {first}");
    }
    assert!(first["total"].as_f64() >= first["phases"]["render"].as_f64(), "{first}");
    assert_eq!((&first["pages"], &again["files"]["written"]), (&again["pages"], &serde_json::json!(0)));
}
