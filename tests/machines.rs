//! What a site has for programs: JSON, markdown, `llms.txt`, structured data.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

mod small;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

fn build(library: &Path, arguments: &[&str]) -> PathBuf {
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-22"])
        .args(arguments)
        .current_dir(library)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    library.join("public")
}

/// All files of a site with this name, or this ending.
fn files(output: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(output).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.map(walkdir::DirEntry::into_path).filter(|path| path.to_str().unwrap().ends_with(ending)).collect()
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The file of the site that an address of it leads to.
fn file_at(output: &Path, address: &str) -> PathBuf {
    let path = address.strip_prefix("https://example.com/book/").unwrap();
    let is_folder = path.is_empty() || path.ends_with('/');
    if is_folder { output.join(path).join("index.html") } else { output.join(path) }
}

#[test]
fn a_document_and_the_library_as_json() {
    let library = small::library("");
    let output = build(library.path(), &[]);
    insta::assert_json_snapshot!("answer", json(&output.join("answers/soc2/index.json")));
    insta::assert_json_snapshot!("case-study", json(&output.join("case-studies/shop/index.json")));
    insta::assert_json_snapshot!("library", json(&output.join("library.json")));
}

#[test]
fn every_document_has_json_of_the_documented_form_and_is_in_the_librarys() {
    let library = small::library("");
    let output = build(library.path(), &[]);
    let documents = json(&output.join("library.json"))["documents"].clone();
    let of_parts = [output.join("search"), output.join("respond")];
    let is_of_a_part = |path: &PathBuf| of_parts.iter().any(|part| path.starts_with(part));
    let beside_pages = files(&output, "/index.json").into_iter().filter(|path| !is_of_a_part(path));
    assert_eq!(documents.as_array().unwrap().len(), beside_pages.count());
    for entry in documents.as_array().unwrap() {
        let document = json(&file_at(&output, entry["json"].as_str().unwrap()));
        for key in ["id", "language", "kind", "title", "url", "audience"] {
            assert!(document[key].is_string(), "{key} of {}", entry["id"]);
            assert_eq!(document[key], entry[key]);
        }
        for key in ["facets", "fields"] {
            assert!(document[key].is_object(), "{key} of {}", entry["id"]);
        }
        for key in ["tags", "variants", "related", "headings", "sections"] {
            assert!(document[key].is_array(), "{key} of {}", entry["id"]);
        }
        assert!(file_at(&output, entry["url"].as_str().unwrap()).is_file());
        assert!(file_at(&output, entry["markdown"].as_str().unwrap()).is_file());
    }
}

#[test]
fn documents_as_markdown() {
    let library = small::library("");
    let output = build(library.path(), &[]);
    let read = |path: &str| fs::read_to_string(output.join(path)).unwrap();
    insta::assert_snapshot!("answer-markdown", read("answers/soc2/index.html.md"));
    insta::assert_snapshot!("case-study-markdown", read("case-studies/shop/index.html.md"));
    insta::assert_snapshot!("page-markdown", read("about/index.html.md"));
}

#[test]
fn llms_txt_names_the_library_and_links_every_document_in_use() {
    let library = small::library("");
    let output = build(library.path(), &[]);
    let text = fs::read_to_string(output.join("llms.txt")).unwrap();
    insta::assert_snapshot!("llms", text);
    let links: Vec<&str> =
        text.lines().filter_map(|line| line.split_once("](")?.1.split_once(')')).map(|(url, _)| url).collect();
    assert!(links.len() > 8);
    for link in links {
        assert!(file_at(&output, link).is_file(), "{link}");
    }
}

/// What stands between two texts in a page.
fn between<'a>(html: &'a str, start: &str, end: &str) -> Option<&'a str> {
    html.split_once(start)?.1.split_once(end).map(|(inner, _)| inner)
}

#[test]
fn pages_carry_structured_data_that_is_json_and_properties_for_previews() {
    let library = small::library("");
    let output = build(library.path(), &[]);
    let mut types = std::collections::BTreeSet::new();
    for page in files(&output, "index.html") {
        let html = fs::read_to_string(&page).unwrap();
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        for property in ["og:title", "og:type", "og:site_name", "og:locale", "og:url", "og:description"] {
            let content = between(&html, &format!("<meta property=\"{property}\" content=\""), "\"");
            assert!(content.is_some_and(|content| !content.is_empty()), "{property} of {}", page.display());
        }
        let Some(text) = between(&html, "<script type=\"application/ld+json\">", "</script>") else { continue };
        let data: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        assert_eq!(data["@context"], "https://schema.org");
        for node in data["@graph"].as_array().unwrap() {
            types.insert(node["@type"].as_str().unwrap().to_owned());
            if let Some(items) = node["itemListElement"].as_array() {
                let broken = items.iter().find(|item| !file_at(&output, item["item"].as_str().unwrap()).is_file());
                assert!(broken.is_none(), "{broken:?} on {}", page.display());
            }
        }
    }
    let expected = ["Article", "BreadcrumbList", "Course", "DefinedTerm", "FAQPage", "LearningResource", "WebSite"];
    assert_eq!(types.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

#[test]
fn customers_programs_learn_no_more_than_customers() {
    let library = small::library("");
    let output = build(library.path(), &["--audience", "customer"]);
    insta::assert_json_snapshot!("library-for-customers", json(&output.join("library.json")));
    let document = json(&output.join("case-studies/shop/index.json"));
    for key in ["status", "owner", "cost", "contributors", "changed"] {
        assert!(document.get(key).is_none(), "{key}");
    }
    let page = fs::read_to_string(output.join("case-studies/shop/index.html.md")).unwrap();
    assert!(!page.contains("Internal"), "{page}");
}

#[test]
fn a_library_may_do_without_them() {
    let library = small::library("[outputs]\njson = false\nmarkdown = false\n");
    let output = build(library.path(), &[]);
    for file in ["library.json", "llms.txt", "about/index.json", "about/index.html.md"] {
        assert!(!output.join(file).exists(), "{file}");
    }
    let page = fs::read_to_string(output.join("about/index.html")).unwrap();
    assert!(!page.contains("application/json") && !page.contains("text/markdown"));
}

#[test]
fn programs_of_a_site_without_an_address_get_addresses_from_its_root() {
    let library = small::library("");
    let output = build(library.path(), &["--base-url", "/deep/"]);
    assert_eq!(json(&output.join("about/index.json"))["url"], "/deep/about/");
    let page = fs::read_to_string(output.join("about/index.html")).unwrap();
    assert!(!page.contains("og:url"), "an address without a host is none");
}

#[test]
fn social_cards_are_drawn_where_a_library_wants_them_and_says_its_address() {
    let library = small::library("[outputs]\nsocial_cards = true\n");
    let output = build(library.path(), &[]);
    let images: std::collections::BTreeSet<String> = files(&output, "index.html")
        .iter()
        .map(|page| fs::read_to_string(page).unwrap())
        .filter(|html| !html.contains("http-equiv=\"refresh\""))
        .map(|html| between(&html, "<meta property=\"og:image\" content=\"", "\"").unwrap().to_owned())
        .collect();
    assert_eq!(images.len(), files(&output, ".png").len(), "each card is on a page");
    let card = file_at(&output, images.first().unwrap());
    let drawn = fs::read(&card).unwrap();
    assert!(drawn.starts_with(b"\x89PNG") && drawn.len() > 5_000, "{} bytes", drawn.len());

    build(library.path(), &[]);
    assert_eq!(fs::read(&card).unwrap(), drawn, "the next build keeps them");
    build(library.path(), &["--base-url", "/nowhere/"]);
    assert!(!output.join("cards").exists(), "without an address nothing can lead to them");
}
