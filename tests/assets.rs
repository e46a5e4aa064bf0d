//! Files that aren't markdown, from outside: what is inside of a deck is found by slide, and its notes by nobody outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod deck;
mod program;

use std::{fs, path::Path};

use deck::deck;
use program::Library;
use serde_json::Value;

fn library() -> Library {
    let library = Library::new(None);
    let content = library.root().join("content/decks");
    fs::create_dir_all(&content).unwrap();
    fs::write(library.root().join("fieldbook.toml"), "name = \"Book\"\n").unwrap();
    let slides = [
        ("Welcome to the cold chain", Some("Never mention the zebrafish rebate")),
        ("Okapi calibration in nine minutes", None),
    ];
    fs::write(content.join("intro.pptx"), deck("Ada", &slides)).unwrap();
    fs::write(content.join("broken.pptx"), "PK\u{3}\u{4} no deck at all").unwrap();
    for name in ["intro", "broken"] {
        let sidecar = format!("title = \"The {name} deck\"\naudience = \"customer\"\nowner = \"ada\"\n");
        fs::write(content.join(format!("{name}.pptx.toml")), sidecar).unwrap();
    }
    library
}

/// What is found.
fn found(library: &Library, audience: &str, query: &str) -> String {
    let run = library.run(library.program("search").args(["--audience", audience, "--format", "json", "--", query]));
    assert_eq!(run.stderr, "");
    serde_json::from_str::<Value>(&run.stdout).unwrap()["hits"].to_string()
}

/// All text of the site but for the files themselves.
fn told(folder: &Path) -> String {
    let files =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|file| file.file_type().is_file());
    let is_told = |path: &Path| path.extension().is_some_and(|extension| extension != "pptx");
    let paths = files.map(walkdir::DirEntry::into_path).filter(|path| is_told(path));
    paths.map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned()).collect()
}

#[test]
fn a_phrase_is_found_on_its_slide_and_notes_only_inside() {
    let library = library();
    let slide = found(&library, "customer", "\"okapi calibration\"");
    assert!(slide.contains("decks/intro.pptx") && slide.contains("slide-2"), "{slide}");
    assert!(found(&library, "internal", "zebrafish").contains("notes-1"));
    assert_eq!(found(&library, "customer", "zebrafish"), "[]");

    let run = library.run(library.program("build").args(["--audience", "customer", "--out"]).arg(library.out()));
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told_outside = told(&library.out());
    assert!(told_outside.contains("Okapi calibration") && !told_outside.contains("zebrafish"));
    // What can't be read has a page all the same.
    assert!(told_outside.contains("The broken deck"));

    let run = library.build();
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = fs::read_to_string(library.out().join("asset/decks/intro.pptx/index.html")).unwrap();
    assert!(page.contains("id=\"slide-2\"") && page.contains("id=\"notes-1\"") && page.contains("zebrafish"), "{page}");
    // A second build makes nothing else of what it has kept.
    let again = library.build();
    assert!(again.stderr.contains("0 files written") || again.stderr.contains("unchanged"), "{}", again.stderr);
}

#[test]
fn names_are_taken_out_of_what_customers_get_and_nothing_else_changes() {
    let library = library();
    let file = library.root().join("content/decks/intro.pptx");
    let findings = |arguments: &[&str]| {
        let run = library.run(library.program("check").args(arguments));
        (run.stdout.lines().filter(|line| line.contains("FB711")).map(str::to_owned).collect::<Vec<_>>(), run.stderr)
    };
    let (before, _) = findings(&[]);
    assert_eq!(before.len(), 1);
    assert!(before[0].contains("its author (Ada)") && before[0].contains("1 slide's speaker notes"), "{before:?}");

    let old = fs::read(&file).unwrap();
    let (after, said) = findings(&["--fix"]);
    assert!(said.contains("content/decks/intro.pptx: took out its author (Ada)"), "{said}");
    assert!(!after[0].contains("Ada") && after[0].contains("1 slide's speaker notes"), "{after:?}");
    assert!(found(&library, "internal", "zebrafish").contains("notes-1"), "notes are for people to take out");
    let new = fs::read(&file).unwrap();
    assert_ne!(old, new);
    findings(&["--fix"]);
    assert_eq!(fs::read(&file).unwrap(), new, "once is enough");
}

#[test]
fn drawings_pages_and_pictures_are_read_by_the_program_as_well() {
    let library = library();
    let content = library.root().join("content/decks");
    fs::write(
        content.join("flow.svg"),
        "<svg width=\"80\" height=\"40\" onload=\"go()\"><text>Quokka route</text></svg>",
    )
    .unwrap();
    fs::write(content.join("page.html"), "<p>Numbat schedule<script>go()</script>").unwrap();
    fs::write(content.join("shot.gif"), b"GIF89a\x50\x00\x28\x00\x00\x00\x00;").unwrap();
    for name in ["flow.svg", "page.html", "shot.gif"] {
        fs::write(content.join(format!("{name}.toml")), "owner = \"ada\"\n").unwrap();
    }
    assert!(found(&library, "internal", "quokka").contains("decks/flow.svg"));
    assert!(found(&library, "internal", "numbat").contains("decks/page.html"));
    let run = library.run(library.program("check").args(["--format", "json"]));
    let findings: Value = serde_json::from_str(&run.stdout).unwrap();
    let active = findings["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "FB710");
    let active: Vec<_> = active.map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!(active, ["content/decks/flow.svg", "content/decks/page.html"]);
    assert_eq!(library.build().code, 0);
    let facts: Value =
        serde_json::from_slice(&fs::read(library.out().join("asset/decks/shot.gif/index.json")).unwrap()).unwrap();
    assert_eq!((&facts["file"]["width"], &facts["file"]["height"]), (&80.into(), &40.into()));
}
