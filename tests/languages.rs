//! Sites in several languages: what pages say in which language, and what their lists show.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A library with documents in German, in Dutch, for which there are no words unless a theme brings them, and in English alone.
const LIBRARY: &[(&str, &str)] = &[
    (
        "fieldbook.toml",
        "name = \"Book\"\nlanguages = [\"en\", \"de\", \"nl\"]\n[facets.industry]\nvalues = [{ id = \"food\", label = \"Food\" }]\n",
    ),
    (
        "content/answers/sso.md",
        "+++\nquestions = [\"Is there SSO?\"]\nresponse = \"yes\"\nindustry = [\"food\"]\n+++\n# Single sign-on\n",
    ),
    (
        "content/answers/sso.de.md",
        "+++\nquestions = [\"Gibt es SSO?\"]\nresponse = \"yes\"\nindustry = [\"food\"]\ncost = { amount = 1234.5, currency = \"EUR\" }\n+++\n# Einmalanmeldung\n\n> [!NOTE]\n> Ja.\n",
    ),
    ("content/answers/backup.md", "+++\nquestions = [\"Are there backups?\"]\nresponse = \"no\"\n+++\n# Backups\n"),
    ("content/over.nl.md", "# Over ons\n"),
];

fn library(more: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in LIBRARY.iter().chain(more) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn built(library: &Path) -> PathBuf {
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
        .args(["build", "--today", "2026-11-22"])
        .current_dir(library)
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    library.join("public")
}

fn page(output: &Path, path: &str) -> String {
    fs::read_to_string(output.join(path).join("index.html")).unwrap()
}

#[test]
fn a_language_has_a_home_page_and_lists_where_what_is_not_translated_is_marked() {
    let library = library(&[]);
    let output = built(library.path());
    let list = page(&output, "de/kind/answer");
    assert!(list.contains("<html lang=\"de\"") && list.contains("<h1>Antworten"), "{list}");
    assert!(list.contains(">Gibt es SSO?</a>"), "{list}");
    assert!(
        list.contains(" lang=\"en\">Are there backups?</a>"),
        "what is not translated is there, in its own language"
    );
    assert!(list.contains("auf Englisch"), "what is not translated is marked");
    assert!(!list.contains("Is there SSO?"), "each document is there once");
    assert!(list.contains("href=\"/de/\"") && list.contains("href=\"/kind/answer/\" hreflang=\"en\""), "{list}");
    assert!(page(&output, "de").contains("href=\"/de/kind/answer/\""), "the home page leads to lists in its language");
    assert!(page(&output, "de/facet/industry/food").contains("Einmalanmeldung"));
    assert!(page(&output, "kind/answer").contains("Is there SSO?"), "the main language's lists are its own");
}

#[test]
fn a_page_speaks_its_language_in_words_days_and_numbers() {
    let library = library(&[]);
    let output = built(library.path());
    let german = page(&output, "de/answers/sso");
    for said in [
        "Zum Text springen",
        ">Startseite</a>",
        "1.234,50 EUR",
        "<p class=\"alert-title\">Hinweis</p>",
        "hreflang=\"en\"",
    ] {
        assert!(german.contains(said), "{said}: {german}");
    }
    assert!(page(&output, "answers/sso").contains("Skip to the text"));
}

#[test]
fn a_page_in_a_language_without_words_uses_the_main_language_and_says_so() {
    let library = library(&[]);
    let output = built(library.path());
    let dutch = page(&output, "nl/over");
    assert!(dutch.contains("<html lang=\"nl\"") && dutch.contains("<header class=\"top\" lang=\"en\">"), "{dutch}");
    assert!(dutch.contains("href=\"/kind/answer/\""), "it leads to the main language's lists");
    assert!(!output.join("nl/kind").exists() && !output.join("nl/index.html").exists());
}

#[test]
fn a_theme_brings_a_language_and_what_it_does_not_say_is_said_in_english() {
    let words = "site-skip = Naar de tekst\nkind-answer-plural = Antwoorden\nown-facet-industry-food = Voeding\n";
    let library = library(&[("themes/default/words/nl/words.ftl", words)]);
    let output = built(library.path());
    let list = page(&output, "nl/kind/answer");
    assert!(list.contains("Naar de tekst") && list.contains("<h1>Antwoorden"), "{list}");
    assert!(list.contains("aria-label=\"Breadcrumb\""), "what Dutch lacks is said in English");
    assert!(
        page(&output, "nl/facet/industry").contains("<span>Voeding</span>"),
        "the library's own labels are translated"
    );
    assert!(page(&output, "facet/industry").contains("<span>Food</span>"));
}

#[test]
fn words_that_are_no_words_are_named_by_file() {
    let library = library(&[("themes/default/words/nl/words.ftl", "= what\n")]);
    let run = Command::new(env!("CARGO_BIN_EXE_fieldbook")).arg("build").current_dir(library.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(said.contains("themes/default/words/nl/words.ftl"), "{said}");
}

#[test]
fn a_library_in_one_language_has_no_switch_and_no_second_lists() {
    let library = library(&[]);
    for translated in ["answers/sso.de.md", "over.nl.md"] {
        fs::remove_file(library.path().join("content").join(translated)).unwrap();
    }
    let output = built(library.path());
    assert!(!output.join("de").exists());
    assert!(!page(&output, "answers/sso").contains("class=\"languages\""));
}
