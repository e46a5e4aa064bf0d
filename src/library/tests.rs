//! Loading whole libraries.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use jiff::civil::{Date, date};
use tempfile::TempDir;

use super::*;
use crate::{
    audience::Audience,
    diagnostics::{Code, Diagnostics, Severity},
};

const TODAY: Date = date(2026, 11, 22);

/// A library of these files.
fn library(files: &[(&str, &str)]) -> (TempDir, Library, Diagnostics) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (library, findings) = load(folder.path(), TODAY).unwrap();
    (folder, library, findings)
}

fn codes(findings: &Diagnostics) -> Vec<Code> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_folder_called_themes_is_content_where_there_are_no_settings() {
    let files = [("themes/blue.md", "# Blue\n"), ("a.md", "# A\n\n[Blue](themes/blue.md)\n")];
    let (_plain, plain, _) = library(&files);
    assert_eq!(plain.documents.len(), 2);
    let (_folder, library, _) = library(&[files[0], files[1], ("fieldbook.toml", "content = \".\"\n")]);
    assert_eq!(library.documents.len(), 1);
}

#[test]
fn a_plain_folder_is_a_library_with_defaults() {
    let (folder, library, findings) =
        library(&[("sales/first-call.md", "# Hello\n"), ("readme.markdown", ""), ("sales/deck.pdf", "%PDF")]);
    assert_eq!(codes(&findings), []);
    assert_eq!(library.config.name, folder.path().file_name().unwrap().to_str().unwrap());
    let ids: Vec<&str> = library.documents.iter().map(|document| document.id.as_str()).collect();
    assert_eq!(ids, ["readme", "sales/first-call"]);
    assert_eq!(library.files, ["sales/deck.pdf"]);
    assert!(library.documents.iter().all(|document| document.kind == "page"));
    assert!(library.documents.iter().all(|document| document.audience == Audience::Internal));
    assert_eq!(library.documents[0].title, "Readme");
}

/// Codes of the findings on one document, with the source that each underlines.
fn found(path: &str, source: &str) -> Vec<(Code, String)> {
    let (_folder, _, findings) = library(&[("fieldbook.toml", CONFIG), (path, source)]);
    let underlined = |finding: &crate::diagnostics::Diagnostic| {
        let span = finding.location.as_ref().and_then(|location| location.span).unwrap_or_default();
        source[span.start..span.end].to_owned()
    };
    findings.iter().map(|finding| (finding.code, underlined(finding))).collect()
}

const CONFIG: &str = r#"
name = "Test"
languages = ["en", "de"]
hourly_rate = 50
ignore = ["drafts/**"]
[audiences]
public = "customer"
[review]
every = "90d"
[facets.industry]
values = [{ id = "healthcare", label = "Health care" }, "retail"]
[facets.competitor]
values = ["acme"]
[[kinds.own]]
name = "battle-plan"
folder = "plans"
fields = [{ name = "quarter", required = true }, { name = "target", type = "money" }]
"#;

#[test]
fn a_folder_sets_the_audience_of_what_is_in_it_and_the_innermost_counts() {
    let config = "[audiences]\n\".\" = \"customer\"\n\"./inner/\" = \"partner\"\n";
    let files =
        [("fieldbook.toml", config), ("content/a.md", ""), ("content/inner/b.md", ""), ("content/inner/deep/c.md", "")];
    let (_folder, library, _) = library(&files);
    let audiences: Vec<Audience> = library.documents.iter().map(|document| document.audience).collect();
    assert_eq!(audiences, [Audience::Customer, Audience::Partner, Audience::Partner]);
}

#[test]
fn fields_that_are_not_as_their_kind_says_are_found_where_they_stand() {
    let answer = |rest: &str| format!("+++\nquestions = [\"Why?\"]\nresponse = \"yes\"\n{rest}\n+++\n");
    let case = |rest: &str, code: Code, underlined: &str| {
        assert_eq!(found("content/rfp/a.md", &answer(rest)), [(code, underlined.to_owned())], "{rest}");
    };
    case("onwer = \"jane\"", Code::UnknownField, "onwer");
    case("short = 3", Code::WrongType, "3");
    case("regulated = \"yes\"", Code::WrongType, "\"yes\"");
    case("evidence = \"proof/a\"", Code::WrongType, "\"proof/a\"");
    case("status = \"aproved\"", Code::UnknownChoice, "\"aproved\"");
    case("audience = \"public\"", Code::UnknownChoice, "\"public\"");
    case("industry = [\"retail\", \"helthcare\"]", Code::UnknownFacetValue, "\"helthcare\"");
    case("reviewed = \"2026-02-30\"", Code::BadDate, "\"2026-02-30\"");
    case("review_every = \"90\"", Code::BadDuration, "\"90\"");
    case("cost = { amount = 3, currency = \"Euro\" }", Code::BadMoney, "\"Euro\"");
    case("cost = { amount = -3 }", Code::BadMoney, "-3");
    let missing = found("content/rfp/a.md", "---\nresponse: no\n---\n");
    assert_eq!(missing, [(Code::MissingField, "---".to_owned())]);
    assert_eq!(found("content/notes/a.md", "+++\nweight = 3\n+++\n"), [], "a page keeps keys of its own");
}

#[test]
fn documents_are_typed_by_front_matter_folder_and_name() {
    let (_folder, library, findings) = library(&[
        ("fieldbook.toml", CONFIG),
        ("content/plans/q1.md", "+++\nquarter = \"Q1\"\ntarget = { amount = 5 }\ncost = { hours = 2 }\n+++\n# Plan\n"),
        ("content/plans/q1.de.md", "---\nquarter: 1\nreviewed: 2026-11-01\n---\n"),
        ("content/plans/index.md", ""),
        ("content/swot/acme.md", "---\nsubject: acme\nindustry: retail\n---\n"),
        ("content/public/a.fr.md", "---\nkind: term\ntags: [x]\n---\n"),
        ("content/drafts/b.md", "---\nkind: nothing\n---\n"),
        ("content/.hidden/c.md", "x"),
    ]);
    assert_eq!(codes(&findings), []);
    let told: Vec<String> = library
        .documents
        .iter()
        .map(|it| format!("{} {} {} {} {}", it.id, it.language, it.kind, it.audience, it.title))
        .collect();
    let expected = [
        "plans/index en page internal Plans",
        "plans/q1 en battle-plan internal Plan",
        "plans/q1 de battle-plan internal Q1",
        "public/a.fr en term customer A.fr",
        "swot/acme en swot internal Acme",
    ];
    assert_eq!(told, expected);
    let plan = library.document("plans/q1", "en").unwrap();
    assert_eq!(plan.cost, Some(Money { amount: 100.0, currency: "EUR".to_owned() }));
    assert_eq!(plan.review.state, Some(ReviewState::Unreviewed));
    assert_eq!(library.body(plan).unwrap(), "# Plan\n");
    let german = library.document("plans/q1", "de").unwrap();
    assert_eq!(german.fields["quarter"].as_str(), Some("1"));
    assert_eq!(german.review.due, Some(date(2027, 1, 30)));
    let swot = library.document("swot/acme", "en").unwrap();
    assert_eq!(swot.facets["competitor"], ["acme"]);
    assert_eq!(swot.facets["industry"], ["retail"]);
}

#[test]
fn a_document_whose_audience_cannot_be_read_is_internal() {
    for source in ["+++\naudience = \"partners\"\n+++\n", "+++\ntitle = \n+++\n", "+++\ntitle = \"A\"\n\nBody\n"] {
        let (_folder, library, _) = library(&[("fieldbook.toml", CONFIG), ("content/public/a.md", source)]);
        assert_eq!(library.documents[0].audience, Audience::Internal, "{source}");
    }
}

#[test]
fn mistakes_in_fieldbook_toml_are_found_and_defaults_used() {
    let case = |source: &str, code: Code, underlined: &str| {
        let (_folder, library, findings) = library(&[("fieldbook.toml", source), ("content/a.md", "")]);
        assert_eq!(library.documents.len(), 1);
        let finding = findings.iter().next().unwrap();
        let span = finding.location.as_ref().unwrap().span.unwrap();
        assert_eq!((codes(&findings), &source[span.start..span.end]), (vec![code], underlined), "{source}");
    };
    case("nam = \"X\"", Code::ConfigUnknownKey, "nam");
    case("name = 3", Code::ConfigWrongType, "3");
    case("claim_max_age = \"long\"", Code::ConfigBadValue, "\"long\"");
    case("base_url = \"example.com\"", Code::ConfigBadValue, "\"example.com\"");
    case("ignore = [\"a[\"]", Code::ConfigBadValue, "\"a[\"");
    case("theme = \"none\"", Code::ConfigUnknownName, "\"none\"");
    case("[facets.x]\nvalues = [\"a\", \"a\"]", Code::ConfigDuplicate, "\"a\"");
    case("[facets.owner]\nvalues = [\"a\"]", Code::ConfigNameClash, "owner");
    case("[kinds.folders]\na = \"paeg\"", Code::ConfigUnknownName, "\"paeg\"");
    case("[[kinds.own]]\nname = \"swot\"", Code::ConfigNameClash, "\"swot\"");
    case("[[kinds.own]]\nname = \"x\"\nfolder = \"rfp\"", Code::ConfigNameClash, "\"rfp\"");
    case("[audiences]\na = \"all\"", Code::ConfigBadValue, "\"all\"");
    let (_folder, library, findings) =
        library(&[("fieldbook.toml", "name = \nlanguage = \"de\"\n[[["), ("content/a.md", "")]);
    assert!(findings.count(Severity::Error) >= 2);
    assert_eq!(library.config.language, "de");
}

#[test]
fn a_file_that_is_not_utf8_is_left_out_and_said() {
    let (folder, ..) = library(&[("a.md", "# A"), ("sub/b.md", "# B")]);
    fs::write(folder.path().join("c.md"), b"# C\n\xff\n").unwrap();
    let (library, findings) = load(folder.path(), TODAY).unwrap();
    assert_eq!(library.documents.len(), 2);
    assert_eq!(codes(&findings), [Code::NotUtf8]);
}

#[cfg(unix)]
#[test]
fn links_in_circles_and_out_of_the_library_are_said_and_not_followed() {
    let (folder, ..) = library(&[("a.md", "# A"), ("sub/b.md", "# B")]);
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.md"), "# Secret").unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("sub/circle")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("outside")).unwrap();
    let (library, findings) = load(folder.path(), TODAY).unwrap();
    assert_eq!(library.documents.len(), 2);
    assert_eq!(codes(&findings), [Code::UnreadableFile, Code::UnreadableFile]);
}

/// The corpora beside the repository, or where `FIELDBOOK_CORPORA` says.
fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("FIELDBOOK_CORPORA")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn handbooks_of_others_load_as_they_are() {
    let Some(corpora) = corpora() else {
        eprintln!("skipped: there are no corpora");
        return;
    };
    for name in ["hugo-docs", "sourcegraph-handbook", "zola-docs"] {
        let begin = Instant::now();
        let (library, findings) = load(&corpora.join("handbooks").join(name), TODAY).unwrap();
        let errors = findings.count(Severity::Error);
        println!("{name}: {} documents, {errors} errors, {:?}", library.documents.len(), begin.elapsed());
        assert!(library.documents.len() > 100);
    }
}

#[test]
fn sections_of_an_analysis_are_known_by_anchor_or_by_words_in_several_languages() {
    let body = "+++\ntitle = \"G\"\nkind = \"swot\"\nsubject = \"self\"\nreviewed = 2026-01-01\n+++\n\
                ## Stärken\n\n- a {area=value as-of=2026-11-01 source=\"b\"}\n\n### Mehr\n\n- b\n\n\
                ## Womit sie drohen {#threats}\n\n- c {audience=partner}\n\n:::internal\n- d {audience=customer}\n:::\n\n\
                # Teil\n\n- e\n";
    let (_folder, library, _) =
        library(&[("g.md", body), ("fieldbook.toml", "content = \".\"\nclaim_max_age = \"90d\"\n")]);
    let analysis = library.analysis(&library.documents[0]);
    let claims: Vec<Claim<'_>> = analysis.claims().collect();
    let sections: Vec<&str> = claims.iter().map(|claim| claim.section.map_or("", SwotSection::name)).collect();
    assert_eq!(sections, ["strengths", "strengths", "threats", "threats", ""]);
    assert_eq!((claims[0].area, claims[0].age, claims[0].is_stale), (Some(Area::Value), Some(21), false));
    assert_eq!((claims[1].as_of, claims[1].is_stale), (AsOf::Review(date(2026, 1, 1)), true));
    let audiences: Vec<_> = claims.iter().map(|claim| claim.audience).collect();
    assert_eq!(audiences, [None, None, Some(Audience::Partner), Some(Audience::Internal), None]);
}
