//! `fieldbook build` from outside: what its pages look like, and what it does to the output folder.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod small;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn build(library: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-22"])
        .args(arguments)
        .current_dir(library)
        .output()
        .unwrap()
}

fn built(arguments: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let library = small::library("");
    let run = build(library.path(), arguments);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let output = library.path().join("public");
    (library, output)
}

/// What stands in a page's main part, and its side navigation left out: what all pages share has a snapshot of its own.
fn main_of(output: &Path, page: &str) -> String {
    let html = fs::read_to_string(output.join(page).join("index.html")).unwrap();
    let start = html.find("<main").unwrap();
    html[start..html.find("</main>").unwrap()].to_owned()
}

#[test]
fn a_page_of_each_kind() {
    let (_library, output) = built(&[]);
    let pages = [
        ("page", "about"),
        ("playbook", "playbooks/first-call"),
        ("swot", "swot/acme"),
        ("case-study", "case-studies/shop"),
        ("answer", "answers/soc2"),
        ("course", "courses/start"),
        ("lesson", "lessons/hello"),
        ("proof", "proof/soc2"),
        ("tradeoff", "tradeoffs/terms"),
        ("persona", "personas/buyer"),
        ("term", "glossary/quota"),
        ("kit", "kits/first"),
        ("home", ""),
        ("list-of-kind", "kind/answer"),
        ("list-of-courses", "kind/course"),
        ("list-of-plays", "kind/playbook"),
        ("certificate", "courses/start/certificate"),
        ("list-of-review", "review"),
        ("facet", "facet/industry"),
        ("right-to-left", "ar/about"),
    ];
    for (name, page) in pages {
        insta::assert_snapshot!(name, main_of(&output, page));
    }
}

#[test]
fn a_whole_page_and_the_files_for_machines() {
    let (_library, output) = built(&[]);
    let theme = fs::read_dir(output.join("assets")).unwrap().next().unwrap().unwrap().file_name();
    let read = |path: &str| fs::read_to_string(output.join(path)).unwrap().replace(theme.to_str().unwrap(), "HASH");
    insta::assert_snapshot!("whole-page", read("about/index.html"));
    insta::assert_snapshot!("redirect", read("old/about/index.html"));
    insta::assert_snapshot!("feed", read("feed.xml"));
    insta::assert_snapshot!("sitemap", read("sitemap.xml"));
}

#[test]
fn a_customer_build_shows_only_what_is_for_customers() {
    let (_library, output) = built(&["--audience", "customer"]);
    insta::assert_snapshot!("customer-page", main_of(&output, "about"));
    insta::assert_snapshot!("customer-case-study", main_of(&output, "case-studies/shop"));
    for withheld in ["swot", "owner", "review", "answers", "kind/swot"] {
        assert!(!output.join(withheld).exists(), "{withheld}");
    }
}

#[test]
fn without_an_address_there_is_neither_feed_nor_sitemap() {
    let library = small::library("");
    let settings = library.path().join("fieldbook.toml");
    let text = fs::read_to_string(&settings).unwrap().replace("base_url", "# base_url");
    fs::write(&settings, text).unwrap();
    assert!(build(library.path(), &[]).status.success());
    let output = library.path().join("public");
    assert!(!output.join("feed.xml").exists() && !output.join("sitemap.xml").exists());
    assert!(fs::read_to_string(output.join("404.html")).unwrap().contains("href=\"/assets/"));
}

#[test]
fn pages_work_under_a_path() {
    let (_library, output) = built(&["--base-url", "/deep/down"]);
    let page = fs::read_to_string(output.join("about/index.html")).unwrap();
    assert!(page.contains("data-root=\"/deep/down/\""));
    let addresses = || ["href=\"/", "src=\"/"].into_iter().flat_map(|start| page.match_indices(start));
    let strays = addresses().filter(|(at, start)| !page[at + start.len() - 1..].starts_with("/deep/down/"));
    assert!(addresses().count() > 10, "the page links to others");
    assert_eq!(strays.count(), 0, "every root-relative address is under the path");
}

#[test]
fn a_template_with_a_mistake_fails_the_build_and_leaves_the_site_as_it_was() {
    let (library, output) = built(&[]);
    let before = fs::read_to_string(output.join("about/index.html")).unwrap();
    let templates = library.path().join("themes/default/templates");
    fs::create_dir_all(&templates).unwrap();
    fs::write(
        templates.join("term.html"),
        "{% extends \"document.html\" %}\n{% block body %}{{ nothing.here }}{% endblock body %}",
    )
    .unwrap();
    fs::write(library.path().join("content/about.md"), "# Changed").unwrap();

    let run = build(library.path(), &[]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("themes/default/templates/term.html:2:"), "{said}");
    assert!(said.contains("hint: "), "{said}");
    assert_eq!(fs::read_to_string(output.join("about/index.html")).unwrap(), before);
    let beside: Vec<_> = fs::read_dir(library.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().contains("staging")), "{beside:?}");
}

#[test]
fn strict_publishes_nothing_when_there_are_findings() {
    let library = small::library("");
    let run = build(library.path(), &["--strict"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(!library.path().join("public").exists());
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(said.contains("nowhere.md"), "{said}");
}

#[test]
fn an_output_that_would_cover_the_library_is_refused() {
    let library = small::library("");
    for output in [".", "..", "content", "content/site"] {
        let run = build(library.path(), &["--out", output]);
        assert_eq!(run.status.code(), Some(1), "{output}");
        assert!(String::from_utf8_lossy(&run.stderr).contains("written over its library"), "{output}");
    }
}

#[test]
fn a_file_that_is_not_fieldbooks_is_replaced_only_by_force() {
    let library = small::library("");
    let page = library.path().join("public/about/index.html");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, "mine").unwrap();
    let run = build(library.path(), &[]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stderr).contains("about/index.html"));
    assert_eq!(fs::read_to_string(&page).unwrap(), "mine");
    assert!(build(library.path(), &["--force"]).status.success());
    assert!(fs::read_to_string(&page).unwrap().contains("<h1>About</h1>"));
}

#[test]
fn a_kind_whose_template_is_not_there_is_a_failure_that_names_both() {
    let library = small::library("");
    let settings = library.path().join("fieldbook.toml");
    let kind = "\n[[kinds.own]]\nname = \"plan\"\nfolder = \"plans\"\ntemplate = \"plan.html\"\n";
    fs::write(&settings, fs::read_to_string(&settings).unwrap() + kind).unwrap();
    fs::create_dir(library.path().join("content/plans")).unwrap();
    fs::write(library.path().join("content/plans/q1.md"), "# First quarter\n").unwrap();
    let run = build(library.path(), &[]);
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(said.contains("`plan`") && said.contains("`plan.html`"), "{said}");
    assert!(!library.path().join("public/index.html").exists());
}

#[test]
fn settings_that_cannot_be_read_make_no_site() {
    let (library, output) = built(&[]);
    let before = fs::read_to_string(output.join("about/index.html")).unwrap();
    fs::write(library.path().join("fieldbook.toml"), "name = \n").unwrap();
    let run = build(library.path(), &[]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("FB101") && said.contains("fieldbook.toml:1:"), "{said}");
    assert_eq!(fs::read_to_string(output.join("about/index.html")).unwrap(), before);
}

#[test]
fn without_the_folder_of_the_documents_the_site_stays_as_it_was() {
    let (library, output) = built(&[]);
    fs::rename(library.path().join("content"), library.path().join("moved")).unwrap();
    let run = build(library.path(), &[]);
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("content") && said.contains("hint: "), "{said}");
    assert!(output.join("about/index.html").exists());
}

#[test]
fn control_characters_of_a_title_do_not_get_into_the_feed() {
    let (library, output) = built(&[]);
    fs::write(library.path().join("content/odd.md"), "+++\ntitle = \"A\\u0001B\"\ncreated = 2026-11-20\n+++\nx\n")
        .unwrap();
    let run = build(library.path(), &[]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(fs::read_to_string(output.join("feed.xml")).unwrap().contains("<title>AB</title>"));
}
