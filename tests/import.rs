//! `fieldbook import` and `fieldbook answer --learn` from outside.
#![expect(clippy::unwrap_used, reason = "a test that can't set up its case has failed")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn fieldbook(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fieldbook"));
    command.current_dir(folder).args(arguments).args(["--today", "2026-11-22"]).output().unwrap()
}

fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = fieldbook(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// An empty library.
fn library() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("content")).unwrap();
    fs::write(folder.path().join("fieldbook.toml"), "name = \"Test\"\nlanguages = [\"en\", \"de\"]\n").unwrap();
    folder
}

/// All files below a folder with their contents, by path.
fn files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(files(&entry.path()));
        } else {
            found.push((entry.path(), fs::read_to_string(entry.path()).unwrap()));
        }
    }
    found.sort();
    found
}

const ANSWERS: &str = "Section,Question,Compliance,Response,Internal notes
Security,Is data encrypted at rest?,Yes,\"All data is encrypted with AES-256, on disks and in backups.
- Keys are kept in *hardware*
- {{ customer.name }} has its own\",Ask Jo about keys
Security,How is stored data protected?,Yes,\"All data is encrypted with AES-256, on disks and in backups.
- Keys are kept in *hardware*
- {{ customer.name }} has its own\",
Security,Do you have a bug bounty?,,,
Support,Do you answer at night?,No,,
Support,Do you answer at night?,Yes,\"Yes, by phone.\",
Support,Is there a status page?,On the roadmap,[[TODO]] <b>soon</b>,
";

#[test]
fn answers_of_a_spreadsheet_become_documents_that_check_finds_nothing_wrong_with() {
    let folder = library();
    fs::write(folder.path().join("old.csv"), ANSWERS).unwrap();
    let planned = succeed(folder.path(), &["import", "old.csv", "--dry-run", "--owner", "jo@example.com"]);
    assert!(planned.contains("content/answers/security/is-data-encrypted-at-rest.md  yes"), "{planned}");
    assert!(
        planned.contains("left out  old.csv A9") || planned.contains("Do you have a bug bounty? (it has no answer)"),
        "{planned}"
    );
    assert!(planned.contains("asks the same and has another answer"), "{planned}");
    assert!(files(&folder.path().join("content")).is_empty(), "a dry run writes nothing");
    assert_eq!(planned, succeed(folder.path(), &["import", "old.csv", "--owner", "jo@example.com"]));
    let text = fs::read_to_string(folder.path().join("content/answers/security/is-data-encrypted-at-rest.md")).unwrap();
    assert_eq!(
        text,
        "+++\ntitle = \"Is data encrypted at rest?\"\nquestions = [\n  \"Is data encrypted at rest?\",\n  \"How is stored data \
         protected?\",\n]\nresponse = \"yes\"\nstatus = \"in-review\"\nowner = \"jo@example.com\"\n+++\n\nAll data is encrypted with \
         AES-256, on disks and in backups.\n\n- Keys are kept in \\*hardware\\*\n- {{ customer.name }} has its \
         own\n\n:::internal\nAsk Jo about keys\n:::\n"
    );
    let all = files(&folder.path().join("content"));
    assert_eq!(all.len(), 3, "{all:?}");
    let roadmap = &all.iter().find(|(path, _)| path.ends_with("support/is-there-a-status-page.md")).unwrap().1;
    assert!(
        roadmap.contains("response = \"info\"") && roadmap.contains("On the roadmap\n\n\\[\\[TODO\\]\\] \\<b\\>soon"),
        "{roadmap}"
    );
    let check = fieldbook(folder.path(), &["check"]);
    assert!(check.status.success(), "{check:?}");
    // The same again writes nothing, and touches nothing.
    let again = succeed(folder.path(), &["import", "old.csv"]);
    assert!(
        again.contains("answers it so already")
            && !again.contains("content/answers/security/is-data-encrypted-at-rest.md  yes")
    );
    assert_eq!(all, files(&folder.path().join("content")));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = library();
    fs::write(folder.path().join("old.csv"), ANSWERS).unwrap();
    // A file that isn't a document of the library, since its name is hidden from it.
    let answers = folder.path().join("content/answers/support");
    fs::create_dir_all(&answers).unwrap();
    let mine = answers.join("is-there-a-status-page.md");
    fs::write(&mine, "# Mine\n").unwrap();
    succeed(folder.path(), &["import", "old.csv"]);
    assert_eq!(fs::read_to_string(&mine).unwrap(), "# Mine\n");
    let beside = files(&answers)
        .into_iter()
        .filter(|(path, _)| path.to_string_lossy().contains("is-there-a-status-page-"))
        .count();
    assert_eq!(beside, 1, "{:?}", files(&answers));
}

#[test]
fn what_a_filled_file_holds_comes_back_as_answers() {
    let folder = library();
    let answers = folder.path().join("content/answers");
    fs::create_dir_all(&answers).unwrap();
    let cases = [
        ("Is data encrypted at rest?", "yes", "With AES-256:\n\n- on disks\n- in *backups*, `always`"),
        ("Where are backups kept?", "info", "In Leeds & Łódź <both>, since 1. May\n# 2020"),
        ("Do you hold a SOC 2 report?", "no", "Not yet, since ISO 27001 was more important to us."),
    ];
    for (number, (question, response, text)) in cases.iter().enumerate() {
        let markdown =
            text.replace('*', "\\*").replace('`', "\\`").replace('<', "\\<").replace("May\n# ", "May\\\n\\# ");
        let document =
            format!("+++\ntitle = \"A\"\nquestions = [\"{question}\"]\nresponse = \"{response}\"\n+++\n\n{markdown}\n");
        fs::write(answers.join(format!("{number}.md")), document).unwrap();
    }
    for (name, empty) in [
        ("bid.csv", "Question,Compliance,Answer\nQ0,,\nQ1,,\nQ2,,\n"),
        ("bid.md", "# Bid\n\n## Q0\n\n## Q1\n\n## Q2\n"),
    ] {
        let empty = (0..3).fold(empty.to_owned(), |text, at| text.replace(&format!("Q{at}"), cases[at].0));
        fs::write(folder.path().join(name), empty).unwrap();
        let filled = name.replace("bid.", "bid.answered.");
        succeed(folder.path(), &["answer", name, "--force"]);
        let other = library();
        fs::copy(folder.path().join(&filled), other.path().join(&filled)).unwrap();
        succeed(other.path(), &["import", &filled, "--status", "approved"]);
        // The new library fills the same questionnaire with the same words.
        fs::copy(folder.path().join(name), other.path().join(name)).unwrap();
        succeed(other.path(), &["answer", name, "--force", "--threshold", "0.5"]);
        let words = |folder: &Path| {
            let text = fs::read_to_string(folder.join(&filled)).unwrap();
            text.split(|it: char| it.is_whitespace() || it == '>')
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        assert_eq!(words(folder.path()), words(other.path()), "{name}");
        assert!(words(other.path()).len() > 30, "{name}: {:?}", words(other.path()));
    }
}

#[test]
fn markdown_keeps_its_form_and_other_languages_their_suffix() {
    let folder = library();
    let text = "# Antworten\n\nEinleitung.\n\n### Werden Daten verschlüsselt?\n\n**Ja.** Mit [AES](https://a.example), siehe [hier](x.md).\n\n\
                | a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\n### Wo liegen Sicherungen?\n\nBitte fragen Sie uns. Es gilt [[ LÜCKE ]].\n";
    fs::write(folder.path().join("alt.md"), text).unwrap();
    succeed(folder.path(), &["import", "alt.md", "--lang", "de"]);
    let all = files(&folder.path().join("content"));
    let names: Vec<_> = all.iter().map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert_eq!(names, ["werden-daten-verschluesselt.de.md", "wo-liegen-sicherungen.de.md"]);
    assert!(
        all[0].1.contains("response = \"yes\"")
            && all[0].1.contains("**Ja.** Mit [AES](https://a.example), siehe hier."),
        "{}",
        all[0].1
    );
    assert!(all[0].1.contains("| 1 | 2 |") && !all[0].1.contains("\n---\n"), "{}", all[0].1);
    assert!(all[1].1.contains("Bitte fragen Sie uns."), "{}", all[1].1);
    let check = fieldbook(folder.path(), &["check"]);
    assert!(check.status.success(), "{check:?}");
}

#[test]
fn accepted_rows_of_a_review_sheet_become_wordings_and_nothing_else_changes() {
    let folder = library();
    let answers = folder.path().join("content/answers");
    fs::create_dir_all(&answers).unwrap();
    let before = "+++\n# Kept.\ntitle = 'Rest'\nquestions = [\n  'Is data encrypted at rest?', # canonical\n]\nresponse   = \"yes\"\n+++\n\nYes.\n";
    fs::write(answers.join("rest.md"), before).unwrap();
    fs::write(
        answers.join("other.md"),
        "---\ntitle: Other\nquestions:\n- Where are backups?\nresponse: info\n---\nHere.\n",
    )
    .unwrap();
    let sheet = "Accept,Question,Document\nyes,How is stored data kept safe?,content/answers/rest.md\n,Not accepted?,content/answers/rest.md\n\
                 x,Is DATA encrypted at rest,answers/rest\nyes,Where are backups,answers/rest\nyes,Where do copies lie?,answers/other\nyes,Why?,answers/none\n";
    fs::write(folder.path().join("review.csv"), sheet).unwrap();
    let planned = succeed(folder.path(), &["answer", "review.csv", "--learn", "--dry-run"]);
    assert_eq!(fs::read_to_string(answers.join("rest.md")).unwrap(), before);
    let learnt = succeed(folder.path(), &["answer", "review.csv", "--learn"]);
    assert_eq!(planned, learnt);
    for reason in [
        "one of its wordings already",
        "content/answers/other.md has that wording",
        "the library has no document answers/none",
    ] {
        assert!(learnt.contains(reason), "{learnt}");
    }
    let after = before.replace("# canonical\n", "# canonical\n  'How is stored data kept safe?',\n");
    assert_eq!(fs::read_to_string(answers.join("rest.md")).unwrap(), after);
    assert!(
        fs::read_to_string(answers.join("other.md"))
            .unwrap()
            .contains("- Where are backups?\n- Where do copies lie?\n")
            || fs::read_to_string(answers.join("other.md"))
                .unwrap()
                .contains("- Where are backups?\n- \"Where do copies lie?\"\n")
    );
    let again = succeed(folder.path(), &["answer", "review.csv", "--learn"]);
    assert!(!again.contains("  + "), "{again}");
    fs::write(folder.path().join("plain.csv"), "Question,Answer\nIs it safe?,\n").unwrap();
    assert_eq!(fieldbook(folder.path(), &["answer", "plain.csv", "--learn"]).status.code(), Some(2));
}
