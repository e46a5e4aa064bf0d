//! Real handbooks, written for other programs, are built as they are, and what is said about them is true.
//!
//! They are no part of the repository: they lie in `../shared/corpora` or in the folder that `FIELDBOOK_CORPORA` names.
//! Where they're absent, the tests say that they were skipped.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod program;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use program::Library;
use serde_json::Value;
use walkdir::WalkDir;

/// A handbook, where this machine has it.
fn handbook(name: &str) -> Option<Library> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let corpora = std::env::var_os("FIELDBOOK_CORPORA").map_or_else(beside, PathBuf::from);
    let folder = corpora.join("handbooks").join(name);
    let found = folder.is_dir();
    if !found {
        eprintln!("skipped: {} is not there", folder.display());
    }
    found.then(|| Library::new(Some(folder)))
}

/// The handbook's markdown files, by their paths in it, with forward slashes.
fn documents(root: &Path) -> BTreeSet<String> {
    let files = WalkDir::new(root).into_iter().map(Result::unwrap);
    let markdown = files.filter(|file| is_markdown(file.path()));
    markdown.map(|file| file.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/")).collect()
}

fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// What `check` says, as `--format json` gives it.
fn findings(library: &Library) -> Vec<Value> {
    let run = library.run(library.program("check").args(["--format", "json"]));
    let mut answer: Value = serde_json::from_str(&run.stdout).unwrap();
    match answer["findings"].take() {
        Value::Array(findings) => findings,
        other => panic!("`findings` is {other}"),
    }
}

/// Builds a handbook and asserts that every document has a page, but for those that a finding names.
fn every_document_becomes_a_page(name: &str) {
    let Some(library) = handbook(name) else { return };
    let run = library.build();
    let excused: BTreeSet<String> = findings(&library)
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .filter_map(|finding| finding["path"].as_str().map(str::to_owned))
        .collect();
    let missing: Vec<String> = documents(library.root())
        .into_iter()
        .filter(|path| !excused.contains(path) && !has_page(&library.out(), path))
        .collect();
    assert!(missing.is_empty(), "no page for {missing:#?}\n{}", run.stderr);
}

fn has_page(site: &Path, document: &str) -> bool {
    let id = document.strip_suffix(".md").unwrap_or(document);
    // Hugo and Zola call the page of a folder `_index`.
    let of_folder = id.strip_suffix("_index").or_else(|| id.strip_suffix("index"));
    let folder = of_folder.filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(id);
    site.join(folder).join("index.html").is_file()
}

/// Asserts that a search gives the document among its first three.
fn finds(library: &Library, query: &str, document: &str) {
    let answer: Value = serde_json::from_str(&search(library, query)).unwrap();
    let hits = answer["hits"].as_array().unwrap_or_else(|| panic!("no hits in {answer}"));
    let first: Vec<&str> = hits.iter().take(3).filter_map(|hit| hit["document"].as_str()).collect();
    assert!(first.iter().any(|id| id.ends_with(document)), "{query:?} finds {first:?} rather than {document}");
}

/// A markdown link in one line, as a reader without a parser sees it.
struct Link {
    line: u64,
    exists: bool,
}

/// Links of the form `](….md)` to other documents, in all files: by file, outside code and comments.
fn plain_links(root: &Path, documents: &BTreeSet<String>) -> BTreeMap<String, Vec<Link>> {
    let links = |path: &String| {
        let text = fs::read_to_string(root.join(path)).unwrap();
        let (mut fenced, mut hidden) = (false, false);
        let mut links = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            fenced ^= line.trim_start().starts_with("```");
            hidden |= line.contains("<!--");
            let skipped = fenced || hidden || is_code(line);
            hidden &= !line.contains("-->");
            if skipped {
                continue;
            }
            let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
            let targets = targets.map(|target| target.split('#').next().unwrap_or_default());
            for target in targets.filter(|target| is_markdown(Path::new(target)) && !target.contains("://")) {
                links.push(Link { line: number, exists: documents.contains(&resolve(path, target)) });
            }
        }
        links
    };
    documents.iter().map(|path| (path.clone(), links(path))).collect()
}

/// Whether the line is a list item that begins with indented code.
fn is_code(line: &str) -> bool {
    line.trim_start().strip_prefix('-').is_some_and(|rest| rest.starts_with("     "))
}

/// The path that a relative path in a document means.
fn resolve(document: &str, target: &str) -> String {
    let target = target.replace("%20", " ");
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[test]
fn sourcegraphs_handbook_is_built_whole() {
    every_document_becomes_a_page("sourcegraph-handbook");
}

#[test]
fn hugos_manual_is_built_whole() {
    every_document_becomes_a_page("hugo-docs");
}

#[test]
fn zolas_manual_is_built_whole() {
    every_document_becomes_a_page("zola-docs");
}

#[test]
fn broken_links_of_sourcegraphs_handbook_are_those_whose_files_are_missing() {
    let Some(library) = handbook("sourcegraph-handbook") else { return };
    let documents = documents(library.root());
    let reported: BTreeSet<(String, u64)> = findings(&library)
        .iter()
        .filter(|finding| finding["name"] == "broken-link")
        .map(|finding| (finding["path"].as_str().unwrap().to_owned(), finding["start"]["line"].as_u64().unwrap()))
        .collect();
    let links = plain_links(library.root(), &documents);
    let broken = links
        .iter()
        .flat_map(|(path, links)| links.iter().filter(|link| !link.exists).map(move |link| (path.clone(), link.line)));
    let unreported: Vec<_> = broken.filter(|place| !reported.contains(place)).collect();
    assert!(unreported.is_empty(), "broken links that nothing is said about: {unreported:#?}");

    let sound = reported.iter().filter(|(path, line)| {
        let mut here = links.get(path).into_iter().flatten().filter(|link| link.line == *line).peekable();
        here.peek().is_some() && here.all(|link| link.exists)
    });
    let sound: Vec<_> = sound.collect();
    assert!(sound.is_empty(), "called broken, though all links to documents there lead somewhere: {sound:#?}");
}

#[test]
fn one_finds_what_one_looks_for() {
    let cases = [
        ("sourcegraph-handbook", "submitting time off", "time-off/submitting-time-off"),
        ("sourcegraph-handbook", "expenses deel", "expenses/expenses-through-deel"),
        ("sourcegraph-handbook", "equity questions", "compensation/equity-faq"),
        ("sourcegraph-handbook", "levelling giude", "compensation/leveling-guide"),
        ("hugo-docs", "taxonomies", "content-management/taxonomies"),
        ("hugo-docs", "youtube shortcode", "shortcodes/youtube"),
        ("zola-docs", "syntax highlighting", "content/syntax-highlighting"),
        ("zola-docs", "deploy to cloudflare pages", "deployment/cloudflare-pages"),
    ];
    for (name, query, document) in cases {
        if let Some(library) = handbook(name) {
            finds(&library, query, document);
        }
    }
}

/// Searches the library and gives the whole answer as JSON.
fn search(library: &Library, query: &str) -> String {
    let run = library.run(library.program("search").args(["--format", "json", query]));
    assert!(run.code <= 1, "search for {query:?} failed: {run:#?}");
    run.stdout
}
