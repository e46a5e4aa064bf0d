#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::library::load;

/// A library with documents here and there, in two languages.
fn library() -> (TempDir, Library) {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("fieldbook.toml", "languages = [\"en\", \"de\"]"),
        ("README.md", "outside of the content"),
        ("content/index.md", ""),
        ("content/proof/index.md", ""),
        ("content/proof/soc2.md", "# SOC 2\n\n## Scope\n"),
        ("content/proof/soc2.de.md", ""),
        ("content/proof/report 1.pdf", ""),
        ("content/rfp/security/encryption.md", ""),
        ("content/rfp/legal/soc3.md", ""),
        ("content/trust/soc3.md", ""),
        ("content/old/_index.md", ""),
        ("content/only.de.md", ""),
    ];
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (library, _) = load(folder.path(), date(2026, 11, 22)).unwrap();
    (folder, library)
}

/// Path, or what else it is, of the target of a link in `content/rfp/security/encryption.md`.
fn resolve(form: LinkForm, target: &str) -> String {
    let (_folder, library) = library();
    let from = library.document("rfp/security/encryption", "en").unwrap();
    describe(&library, library.resolve(from, form, target))
}

fn describe(library: &Library, target: Target) -> String {
    match target {
        Target::Document { index, anchor, anchor_exists } => {
            let path = &library.documents[index].path;
            let path = path.strip_prefix("content/").unwrap();
            anchor.map_or_else(|| path.to_owned(), |anchor| format!("{path}#{anchor} {anchor_exists}"))
        }
        Target::File(path) => format!("file {path}"),
        Target::External(address) => format!("external {address}"),
        Target::Ambiguous(ids) => format!("ambiguous {}", ids.join(" ")),
        Target::Missing => "missing".to_owned(),
    }
}

#[test]
fn documents_are_found_by_relative_paths() {
    for target in ["../../proof/soc2.md", "../../proof/soc2", "../../proof/soc2/", "./../../proof/./soc2.md?plain=1"] {
        assert_eq!(resolve(LinkForm::Inline, target), "proof/soc2.md", "{target}");
    }
    for target in ["../../proof/", "../../proof", "../../proof/index.md"] {
        assert_eq!(resolve(LinkForm::Inline, target), "proof/index.md", "{target}");
    }
    assert_eq!(resolve(LinkForm::Inline, "../../"), "index.md");
    assert_eq!(resolve(LinkForm::Inline, "../../old/_index.md"), "old/_index.md");
    assert_eq!(resolve(LinkForm::Inline, "../../proof/soc2.markdown"), "missing", "there is only soc2.md");
}

#[test]
fn documents_are_found_by_paths_from_the_root() {
    for target in ["/proof/soc2", "/proof/soc2/", "/proof/soc2.md", "@/proof/soc2.md", "/content/proof/soc2.md"] {
        assert_eq!(resolve(LinkForm::Inline, target), "proof/soc2.md", "{target}");
    }
    assert_eq!(resolve(LinkForm::Inline, "/"), "index.md");
}

#[test]
fn wiki_links_find_ids_and_their_unique_ends() {
    assert_eq!(resolve(LinkForm::Wiki, "proof/soc2"), "proof/soc2.md");
    assert_eq!(resolve(LinkForm::Wiki, "soc2"), "proof/soc2.md");
    assert_eq!(resolve(LinkForm::Wiki, "proof"), "proof/index.md");
    assert_eq!(resolve(LinkForm::Wiki, "legal/soc3"), "rfp/legal/soc3.md");
    assert_eq!(resolve(LinkForm::Wiki, "soc3"), "ambiguous rfp/legal/soc3 trust/soc3");
    assert_eq!(resolve(LinkForm::Wiki, "oc2"), "missing", "words are whole");
    assert_eq!(resolve(LinkForm::Wiki, "../legal/soc3"), "rfp/legal/soc3.md");
}

#[test]
fn anchors_are_looked_for_in_the_document() {
    assert_eq!(resolve(LinkForm::Inline, "/proof/soc2#scope"), "proof/soc2.md#scope true");
    assert_eq!(resolve(LinkForm::Wiki, "soc2#cost"), "proof/soc2.md#cost false");
    assert_eq!(resolve(LinkForm::Inline, "#nowhere"), "rfp/security/encryption.md#nowhere false");
    assert_eq!(resolve(LinkForm::Inline, "#"), "rfp/security/encryption.md");
}

#[test]
fn files_are_found_with_and_without_escapes() {
    for target in ["../../proof/report%201.pdf", "../../proof/report 1.pdf", "/proof/report%201.pdf?v=2"] {
        assert_eq!(resolve(LinkForm::Inline, target), "file content/proof/report 1.pdf", "{target}");
    }
    assert_eq!(resolve(LinkForm::Image, "/proof/report.png"), "missing");
}

#[test]
fn nothing_outside_of_the_content_is_found() {
    assert_eq!(resolve(LinkForm::Inline, "../../../README.md"), "missing");
    assert_eq!(resolve(LinkForm::Inline, "../../../../../../etc/passwd"), "missing");
    assert_eq!(resolve(LinkForm::Inline, "%2e%2e/%2e%2e/%2e%2e/README.md"), "missing");
}

#[test]
fn addresses_with_a_scheme_are_external() {
    for target in ["https://example.com/x#y", "mailto:jane@example.com", "tel:+1", "//example.com/x"] {
        assert_eq!(resolve(LinkForm::Inline, target), format!("external {target}"));
    }
}

#[test]
fn a_link_leads_to_the_variant_in_its_own_language() {
    let (_folder, library) = library();
    let german = library.document("proof/soc2", "de").unwrap();
    let english = library.document("rfp/security/encryption", "en").unwrap();
    let to = |from, target| describe(&library, library.resolve(from, LinkForm::Inline, target));
    assert_eq!(to(german, "soc2.md"), "proof/soc2.de.md");
    assert_eq!(to(german, "/rfp/security/encryption"), "rfp/security/encryption.md", "there is no other");
    assert_eq!(to(english, "/proof/soc2.de.md"), "proof/soc2.de.md", "a language by name");
    assert_eq!(to(english, "/only"), "only.de.md");
    assert_eq!(library.variants("proof/soc2").len(), 2);
}

#[test]
fn what_comes_nearest_is_suggested() {
    let (_folder, library) = library();
    assert_eq!(library.nearest("../proof/soc-2.md#scope"), Some("proof/soc2"));
    assert_eq!(library.nearest("/wrong/folder/encryption"), Some("rfp/security/encryption"));
    assert_eq!(library.nearest("img/report%201.pdf"), Some("content/proof/report 1.pdf"));
    assert_eq!(library.nearest("nothing-like-it"), None);
}

#[test]
fn of_several_near_ids_the_one_with_the_nearest_path_is_suggested() {
    let (_folder, library) = library();
    assert_eq!(library.nearest("/trusts/soc3.md"), Some("trust/soc3"));
    assert_eq!(library.nearest("/rfp/Legal/Soc3/"), Some("rfp/legal/soc3"));
}

#[test]
fn in_a_plain_folder_root_paths_count_from_the_folder_called_content_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        "site/content/en/guide/_index.md",
        "site/content/en/a.md",
        "site/content/b.md",
        "site/c.md",
        "site/content/content/d.md",
    ];
    for path in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let (library, _) = load(folder.path(), date(2026, 11, 22)).unwrap();
    let resolve = |id: &str, target: &str| {
        let target = library.resolve(library.document(id, "en").unwrap(), LinkForm::Inline, target);
        matches!(target, Target::Document { .. })
    };
    for target in ["/guide/", "/a/", "@/guide/_index.md", "@/b.md", "/site/c.md"] {
        assert!(resolve("site/content/en/a", target), "{target}");
    }
    assert!(resolve("site/content/content/d", "@/b.md"), "a folder of that name within doesn't hide the outer one");
    assert!(!resolve("site/content/en/a", "/c.md"));
    assert!(!resolve("site/c", "/b.md"), "a document outside of it doesn't count from there");
}
