//! The manual in `docs/` is itself a library, and its examples make one: both are held to `fieldbook check`.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't set up its case has failed")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use program::Library;
use walkdir::WalkDir;

mod program;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// What the manual shows as files of a library.
#[derive(Default)]
struct Examples {
    /// Texts of documents by path: a block of markdown after a line that holds nothing but the path, in backticks.
    documents: BTreeMap<String, String>,
    /// Tables for `fieldbook.toml` from the pages that have such documents.
    settings: String,
}

impl Examples {
    fn read() -> Self {
        let mut examples = Self::default();
        for entry in WalkDir::new(docs()).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|extension| extension == "md") {
                examples.add_page(&fs::read_to_string(entry.path()).unwrap());
            }
        }
        examples
    }

    fn add_page(&mut self, page: &str) {
        let before = self.documents.len();
        let mut path = None;
        let mut blocks = Vec::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let block: String =
                    lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
                match path.take() {
                    Some(path) if language == "markdown" => drop(self.documents.insert(path, block)),
                    _ if language == "toml" => blocks.push(block),
                    _ => {}
                }
            } else if let Some(named) = line.strip_prefix("`content/").and_then(|rest| rest.strip_suffix("`:")) {
                path = Some(format!("content/{named}"));
            }
        }
        if self.documents.len() > before {
            self.settings.extend(blocks);
        }
    }
}

#[test]
fn the_manual_is_a_library_without_findings() {
    let manual = Library::new(Some(docs()));
    let run = manual.run(&mut manual.program("check"));
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", "no findings\n"));
    assert_eq!(manual.build().code, 0);
}

#[test]
fn its_examples_make_a_library_without_errors_and_show_every_kind() {
    let library = Library::new(None);
    let root = library.root().to_str().unwrap().to_owned();
    let init = library.run(std::process::Command::new(env!("CARGO_BIN_EXE_fieldbook")).args([
        "init",
        "--today",
        program::TODAY,
        &root,
    ]));
    assert_eq!(init.code, 0, "{init:?}");
    let examples = Examples::read();
    for (path, text) in &examples.documents {
        let path = library.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let settings = library.root().join("fieldbook.toml");
    // `init` declares the facet with no value, for the library to fill.
    let text = fs::read_to_string(&settings).unwrap().replace("[facets.competitor]\nvalues = []\n", "");
    fs::write(settings, text + "\n" + &examples.settings).unwrap();

    let run = library.run(library.program("check").args(["--format", "json"]));
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    assert_eq!((&found["errors"], &found["warnings"]), (&0.into(), &0.into()), "{}", run.stdout);

    let kinds = fs::read_to_string(docs().join("kinds/index.md")).unwrap();
    let pages: Vec<&str> =
        kinds.split("](").skip(1).filter_map(|rest| rest.split_once(".md)")).map(|it| it.0).collect();
    assert!(pages.len() >= 12, "{pages:?}");
    for page in pages.iter().filter(|page| !page.contains("content-model")) {
        let text = fs::read_to_string(docs().join(format!("kinds/{page}.md"))).unwrap();
        assert!(text.contains("\n`content/"), "{page} has no full example");
    }
}

/// What the manual shows as files of a theme: a block of code after a line that ends with the path, in backticks.
fn themed() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for page in ["theming.md", "words.md"] {
        let text = fs::read_to_string(docs().join("customise").join(page)).unwrap();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let path = line.strip_suffix("`:").and_then(|line| line.rsplit_once('`')).map(|(_, path)| path);
            if let Some(path) = path.filter(|path| path.starts_with("themes/")) {
                let block = lines.by_ref().skip_while(|line| !line.starts_with("```")).skip(1);
                let text = block.take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
                files.push((path.to_owned(), text));
            }
        }
    }
    files
}

#[test]
fn its_files_of_a_theme_change_what_it_says_they_change() {
    let library = Library::new(None);
    let root = library.root().to_str().unwrap().to_owned();
    library.run(std::process::Command::new(env!("CARGO_BIN_EXE_fieldbook")).args([
        "init",
        "--today",
        program::TODAY,
        &root,
    ]));
    let settings = fs::read_to_string(library.root().join("fieldbook.toml")).unwrap();
    let settings = format!("theme = \"northwind\"\nlanguages = [\"en\", \"nl\"]\n{settings}");
    let index = "+++\ntitle = \"Begin\"\nowner = \"Ann\"\nreviewed = 2026-11-20\n+++\n".to_owned();
    let mut files = themed();
    assert_eq!(files.len(), 3, "two templates and a file of words");
    files.push(("fieldbook.toml".to_owned(), settings));
    files.push(("content/proof/two-week-pilot.nl.md".to_owned(), index));
    for (path, text) in files {
        let path = library.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = library.build();
    assert_eq!(run.code, 0, "{run:?}");

    let read = |path: &str| fs::read_to_string(library.out().join(path)).unwrap();
    let play = read("playbooks/first-meeting/index.html");
    for said in ["/css/northwind.css", "Ask the deal desk", "class=\"play-terms\"", "class=\"step\""] {
        assert!(play.contains(said), "{said} is missing:\n{play}");
    }
    assert!(read("index.html").contains("/css/northwind.css"));
    let dutch = read("nl/proof/two-week-pilot/index.html");
    assert!(dutch.contains("Eigenaar") && dutch.contains("Gecontroleerd"), "{dutch}");
}
