//! Nothing that readers of a build may not see is in any byte of it.
//!
//! A library is written in which everything internal carries a marker of its own: titles, texts, blocks, list items, front
//! matter, file names, labels, authors. The output is then searched for all of them, packed files after unpacking.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod deck;
mod plain;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use deck::deck;
use fieldbook::{audience::Audience, site::searching, theme::Wordbook};
use fieldbook_metrics::report::Report;
use plain::unpacked;

/// A word that is like no other, so that compression can't hide it behind an earlier one. Its number leads to its place here.
fn marker(place: &str) -> String {
    let letters = |byte: &u8| char::from(b'a' + byte % 26);
    blake3::hash(place.as_bytes()).as_bytes()[..14].iter().map(letters).collect()
}

/// The text with each `<<place>>` made the marker of that place, and the markers that it holds by their places.
fn marked(text: &str) -> (String, BTreeMap<String, String>) {
    let mut markers = BTreeMap::new();
    let mut parts = text.split("<<");
    let mut result = parts.next().unwrap().to_owned();
    for part in parts {
        let (place, rest) = part.split_once(">>").unwrap();
        let word = marker(place);
        result.push_str(&word);
        result.push_str(rest);
        markers.insert(word, place.to_owned());
    }
    (result, markers)
}

const SETTINGS: &str = r#"
name = "Open book"
language = "en"
languages = ["en", "de"]
base_url = "https://example.com/book/"
edit_url = "https://<<i edit host>>.example/{path}"
currency = "EUR"
hourly_rate = 80
[review]
every = "180d"
[facets.industry]
values = [{ id = "open", label = "Open" }, { id = "<<i facet value>>", label = "<<i facet label>>" }, { id = "<<p facet value>>", label = "<<p facet label>>" }]
[facets.region]
label = "<<i facet name>>"
values = ["<<i region>>"]
[people."boss@example.com"]
name = "<<i person name>>"
[[kinds.own]]
name = "plan"
label = "<<i kind label>>"
plural = "<<i kind plural>>"
folder = "plans"
fields = [{ name = "aim", type = "text", label = "<<i field label>>" }]
"#;

/// Path and text of each document and file.
const FILES: [(&str, &str); 35] = [
    // Three answers alike: two can be compared in any build, the third is named nowhere but inside.
    (
        "content/answers/<<i answer file>>.md",
        "+++\ntitle = \"<<i answer title>>\"\nquestions = [\"Are backups encrypted, <<i answer question>>?\"]\nresponse = \"yes\"\n+++\nEncrypted backups rotate certificates quarterly.\n",
    ),
    (
        "content/answers/backups.md",
        "+++\ntitle = \"Backups\"\naudience = \"customer\"\nquestions = [\"Are backups kept?\"]\nresponse = \"yes\"\n+++\nEncrypted backups rotate certificates quarterly.\n",
    ),
    (
        "content/index.md",
        "+++\ntitle = \"Home\"\naudience = \"customer\"\nowner = \"<<i home owner>>\"\n+++\nWelcome.\n\n:::internal\n<<i home block>>\n:::\n\n:::partner\n<<p home block>>\n:::\n",
    ),
    (
        "content/open.md",
        r#"+++
title = "Open page"
kind = "page"
summary = "For all."
audience = "customer"
owner = "boss@example.com"
contributors = ["<<i contributor>>"]
status = "approved"
reviewed = 2026-01-01
reviewed_by = "<<i reviewer>>"
review_every = "30d"
industry = "open"
related = ["<<i file name>>", "shared/<<p file name>>"]
cost = { amount = 7919, currency = "CHF" }
[extra]
note = "<<i extra value>>"
+++
Open text. [[<<i file name>>]] and [a way](<<i file name>>.md) and [[<<i file name>>|a label]] and [[shared/<<p file name>>]].

![open picture](open.png)

:::internal
<<i block>> with a [deck](<<i asset in block>>.pdf) and ![x](<<i picture in block>>.png).

## <<i heading in block>>

| a |
|---|
| <<i cell>> |
:::

:::partner
<<p block>>
:::

- open item
- <<i item>> {audience=internal}
- <<p item>> {audience=partner}

:::internal
<<i block without an end>>
"#,
    ),
    (
        "content/<<i file name>>.md",
        "+++\ntitle = \"<<i title>>\"\nsummary = \"<<i summary>>\"\ntags = [\"<<i tag>>\"]\naliases = [\"old/<<i alias>>\"]\nindustry = \"<<i facet value>>\"\nregion = \"<<i region>>\"\n+++\n## <<i heading>>\n\n<<i body>> [open](open.md) ![x](<<i picture>>.png)\n\n```rust\n// <<i code>>\n```\n",
    ),
    (
        "content/shared/<<p file name>>.md",
        "+++\ntitle = \"<<p title>>\"\nkind = \"page\"\naudience = \"partner\"\nsummary = \"<<p summary>>\"\ntags = [\"<<p tag>>\"]\naliases = [\"old/<<p alias>>\"]\nindustry = \"<<p facet value>>\"\nowner = \"<<i partner owner>>\"\n+++\n<<p body>>\n\n:::internal\n<<i block in partner page>>\n:::\n",
    ),
    ("content/<<i file name>>.de.md", "+++\ntitle = \"<<i german title>>\"\n+++\n<<i german body>>\n"),
    (
        "content/open.de.md",
        "+++\ntitle = \"Offen\"\nkind = \"page\"\naudience = \"customer\"\n+++\nOffen.\n\n:::internal\n<<i german block>>\n:::\n",
    ),
    ("content/plans/<<i plan file>>.md", "+++\ntitle = \"<<i plan title>>\"\naim = \"<<i plan aim>>\"\n+++\nx\n"),
    (
        "content/answers/encryption.md",
        "+++\ntitle = \"Encryption\"\naudience = \"customer\"\nquestions = [\"Is it encrypted?\"]\nresponse = \"yes\"\nevidence = [\"shared/<<p file name>>\"]\nregulated = true\napprover = \"<<i approver>>\"\nexpires = 2027-01-01\n+++\nYes, of {{ customer.name }}: [[<<i file name>>]], [a way](<<i file name>>.md). <!-- <<i comment>> -->\n\n:::internal\n<<i answer block>>\n:::\n\n:::partner\n<<p answer block>>\n:::\n\n- said to all\n- <<i answer item>> {audience=internal}\n\n[<<i unused definition>>]: <<i file name>>.md\n",
    ),
    (
        "content/answers/<<i variant file>>.md",
        "+++\ntitle = \"<<i variant title>>\"\nquestions = [\"<<i variant question>>\"]\nresponse = \"no\"\nshort = \"<<i variant short>> {{ <<i placeholder>> }}\"\nvariant_of = \"answers/encryption\"\nregion = \"<<i region>>\"\n+++\n<<i variant body>>\n",
    ),
    (
        "content/case-studies/named.md",
        "+++\ntitle = \"Named without consent <<p case title>>\"\naudience = \"customer\"\ncustomer = \"<<p case customer>>\"\nindustry = \"open\"\n[[success_factors]]\nname = \"<<p factor>>\"\nunit = \"hours\"\nbaseline = 4\nresult = 2\n+++\n<<p case body>>\n",
    ),
    (
        "content/tradeoffs/terms.md",
        "+++\ntitle = \"Terms\"\naudience = \"customer\"\ngive = \"<<i give>>\"\nask_for = [\"<<i ask>>\"]\nauthority = \"<<i authority>>\"\ntrue_cost = { amount = 7907, currency = \"NOK\" }\n+++\nTerms.\n",
    ),
    (
        "content/swot/self.md",
        "+++\ntitle = \"Ourselves\"\naudience = \"customer\"\nsubject = \"self\"\n+++\n## Strengths\n\n- Open claim. {area=value source=\"paper\" as-of=2026-01-01}\n- <<i claim>> {area=value source=\"<<i claim source>>\" as-of=2026-01-01 audience=internal}\n- Another open claim. {area=value source=\"[[<<i file name>>]]\" as-of=2026-01-01}\n",
    ),
    (
        "content/swot/nobody.md",
        r#"+++
title = "Nobody"
audience = "customer"
subject = "no-decision"
+++
## Strengths

- Cheap. {area=value source="paper" as-of=2026-01-01}

:::internal
- <<i claim in block>> {area=company}

## Weaknesses

- <<i claim in section>> {area=selling source="<<i claim source in section>>"}

## Why we lose

- <<i card line in section>>
:::

## Why we win

- <<i card line>> {audience=internal}
- <<p card line>> {audience=partner source="[[shared/<<p file name>>]]"}
- See [[<<i file name>>]] and [[shared/<<p file name>>|why]].

## Landmines

:::partner
- <<p landmine>>
:::

## Objections

### Open objection

Open answer.

:::internal
### <<i objection>>

<<i objection answer>>
:::
"#,
    ),
    (
        "content/glossary/word.md",
        "+++\ntitle = \"Word\"\naudience = \"customer\"\navoid = [\"<<i avoid>>\"]\nsynonyms = [\"term\"]\n+++\nA word.\n",
    ),
    (
        "content/personas/buyer.md",
        "+++\ntitle = \"Buyer\"\naudience = \"customer\"\nrole_in_decision = \"<<p role>>\"\nreasons_to_buy = [\"<<p reason>>\"]\nreasons_not_to = [\"<<i reason not to>>\"]\nnot_for_us = [\"<<i not for us>>\"]\n[[concerns]]\nid = \"<<p concern id>>\"\ntext = \"<<p concern>>\"\n+++\nA buyer.\n",
    ),
    (
        "content/personas/<<i persona file>>.md",
        "+++\ntitle = \"<<i persona title>>\"\nrole_in_decision = \"<<i role>>\"\n[[concerns]]\nid = \"<<i concern id>>\"\ntext = \"<<i concern>>\"\n+++\nx\n",
    ),
    (
        "content/proof/shown.md",
        "+++\ntitle = \"Shown proof\"\naudience = \"customer\"\ntype = \"demo\"\nconcerns = [\"<<p concern id>>\"]\nstages = [\"renew\"]\ncost_per_use = { amount = 7901, currency = \"SEK\" }\ndeploy_when = \"<<i deploy when>>\"\nlimit = \"<<i limit>>\"\n+++\nFor the [buyer](../personas/buyer.md).\n",
    ),
    (
        "content/proof/<<i proof file>>.md",
        "+++\ntitle = \"<<i proof title>>\"\ntype = \"reference\"\nconcerns = [\"<<p concern id>>\"]\nindustry = \"<<i facet value>>\"\n+++\nFor the [buyer](../personas/buyer.md).\n",
    ),
    (
        "content/glossary/<<i term file>>.md",
        "+++\ntitle = \"<<i term title>>\"\nsynonyms = [\"welcome\", \"open text\", \"<<i synonym>>\"]\n+++\n<<i definition>>\n",
    ),
    (
        "content/glossary/blocked.md",
        "+++\ntitle = \"Blocked\"\naudience = \"customer\"\nsynonyms = [\"open item\"]\n+++\n:::internal\n<<i definition in block>>\n:::\n\nShown definition.\n",
    ),
    (
        "content/<<i draft file>>.md",
        "+++\ntitle = \"<<i draft title>>\"\naudience = \"customer\"\nstatus = \"draft\"\n+++\n<<i draft body>> [open](open.md)\n",
    ),
    // Files with sidecars: what isn't for customers is in no byte of their build, whoever links to it.
    (
        "content/decks/open.md",
        "+++\ntitle = \"Decks\"\naudience = \"customer\"\n+++\n[Deck](shown.pptx), [hidden](<<i deck file>>.pptx), ![x](<<i shot file>>.png), [film](<<i film file>>.mp4), [sheet](<<p sheet file>>.csv)\n",
    ),
    ("content/decks/shown.pptx", "open bytes"),
    (
        "content/decks/shown.pptx.toml",
        "title = \"Shown deck\"\naudience = \"customer\"\nowner = \"<<i deck owner>>\"\nreviewed = 2026-10-01\nreviewed_by = \"<<i deck reviewer>>\"\nreplaces = [\"<<i older deck>>.pptx\"]\n",
    ),
    ("content/decks/<<i deck file>>.pptx", "<<i deck bytes>>"),
    (
        "content/decks/<<i deck file>>.pptx.toml",
        "title = \"<<i deck title>>\"\nsummary = \"<<i deck summary>>\"\ntags = [\"<<i deck tag>>\"]\n",
    ),
    ("content/decks/<<i shot file>>.png", "<<i shot bytes>>"),
    ("content/decks/<<i shot file>>.png.toml", "title = \"<<i shot title>>\"\n"),
    (
        "content/decks/<<i film file>>.mp4.toml",
        "title = \"<<i film title>>\"\nurl = \"https://films.example/<<i film address>>.mp4\"\nhash = \"00\"\n",
    ),
    ("content/decks/<<p sheet file>>.csv", "<<p sheet bytes>>"),
    ("content/decks/<<p sheet file>>.csv.toml", "title = \"<<p sheet title>>\"\naudience = \"partner\"\n"),
    ("content/<<i asset in block>>.pdf", "<<i asset bytes>>"),
    ("content/<<i loose file>>.txt", "<<i loose bytes>>"),
];

/// The same of plays, proof and learning, whose pages show much of other documents.
const PLAYS_AND_LESSONS: [(&str, &str); 8] = [
    (
        "content/playbooks/call.md",
        r#"+++
title = "Call"
audience = "customer"
stage = "engage"
trigger = "<<p trigger>>"
exit_criteria = ["<<p exit criterion>>"]
+++
## Speak

### Objections

- *"Too dear."* Compared with what?
- *"<<i objection>>"* <<i answer to it>> {audience=internal}

### Checklist

- [ ] <<i task>> {audience=internal}

### Proof

- [[proof/open]]
- [[proof/<<i proof file>>]] {audience=internal}

:::internal
## <<i step>> {stage="<<i stage of a step>>"}

### Questions

- <<i question of a step>>
:::
"#,
    ),
    (
        "content/proof/open.md",
        "+++\ntitle = \"Open proof\"\naudience = \"customer\"\ntype = \"demo\"\nconcerns = [\"<<p concern of proof>>\"]\ncost_per_use = { amount = 7901, currency = \"SEK\" }\nlimit = \"<<i limit>>\"\ndeploy_when = \"<<i deploy when>>\"\n+++\nx\n",
    ),
    (
        "content/proof/<<i proof file>>.md",
        "+++\ntitle = \"<<i proof title>>\"\nsummary = \"<<i proof summary>>\"\ntype = \"demo\"\nconcerns = [\"<<p concern of proof>>\"]\n+++\nx\n",
    ),
    (
        "content/courses/open.md",
        "+++\ntitle = \"Open course\"\naudience = \"customer\"\nlessons = [\"lessons/open\", \"lessons/<<i lesson file>>\"]\nprerequisites = [\"courses/<<i course file>>\"]\nroles = [{ from = \"<<p function>>\", to = \"<<p other function>>\" }]\n+++\nx\n",
    ),
    (
        "content/courses/<<i course file>>.md",
        "+++\ntitle = \"<<i course title>>\"\nlessons = [\"lessons/open\"]\nroles = [{ from = \"<<i function>>\", to = \"<<i other function>>\" }]\n+++\nx\n",
    ),
    (
        "content/lessons/open.md",
        "+++\ntitle = \"Open lesson\"\naudience = \"customer\"\nminutes = 5\nprerequisites = [\"lessons/<<i lesson file>>\"]\n+++\n## Quiz\n\n### Why?\n\n- [x] So\n- [ ] <<i option>> {audience=internal}\n- [ ] Not so\n\n:::internal\n\n### <<i quiz question>>\n\n- [x] <<i right option>>\n- [ ] No\n\n> <<i explanation>>\n:::\n",
    ),
    (
        "content/lessons/<<i lesson file>>.md",
        "+++\ntitle = \"<<i lesson title>>\"\nsummary = \"<<i lesson summary>>\"\nminutes = 5\n+++\nx\n",
    ),
    (
        "content/kits/handed-over.md",
        r#"+++
title = "Handed over"
audience = "customer"
personas = ["personas/<<i persona file>>"]
[[contents]]
item = "open"
note = "Open note."
[[contents]]
item = "<<i file name>>"
note = "<<i note of a kit>>"
[[contents]]
item = "shared/<<p file name>>"
note = "<<p note of a kit>>"
[[contents]]
item = "answers/encryption"
+++
Open kit, with [[<<i file name>>]] and [a label](../<<i file name>>.md).

:::internal
<<i block of a kit>>
:::
"#,
    ),
];

struct Book {
    folder: tempfile::TempDir,
    /// Markers and their places.
    markers: BTreeMap<String, String>,
}

impl Book {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut markers = BTreeMap::new();
        let mut write = |path: &str, text: &str| {
            let (path, in_path) = marked(path);
            let (text, in_text) = marked(text);
            markers.extend(in_path.into_iter().chain(in_text));
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("fieldbook.toml", SETTINGS);
        for (path, text) in FILES.into_iter().chain(PLAYS_AND_LESSONS) {
            write(path, text);
        }
        for picture in ["content/open.png", "content/<<i picture>>.png", "content/<<i picture in block>>.png"] {
            write(picture, "not really a picture");
        }
        markers.extend(write_decks(folder.path()));
        markers.extend(write_figures(folder.path()));
        let author = marker("i author");
        markers.insert(author.clone(), "i author".to_owned());
        let git = |arguments: &[&str]| {
            let status = Command::new("git")
                .args(arguments)
                .current_dir(folder.path())
                .envs([("GIT_AUTHOR_NAME", author.as_str()), ("GIT_AUTHOR_EMAIL", "a@example.com")])
                .envs([("GIT_COMMITTER_NAME", author.as_str()), ("GIT_COMMITTER_EMAIL", "a@example.com")])
                .output();
            assert!(status.unwrap().status.success());
        };
        git(&["init", "-q"]);
        git(&["add", "-A"]);
        git(&["commit", "-q", "-m", "all"]);
        Self { folder, markers }
    }

    fn build(&self, audience: Audience) -> PathBuf {
        let output = self.folder.path().join(format!("site-{audience}"));
        let run = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .args(["build", "--today", "2026-11-22", "--audience", audience.as_str(), "--out"])
            .arg(&output)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        output
    }

    /// The places of the markers that are in a build's files or their names.
    fn found(&self, output: &Path) -> Vec<&str> {
        let mut bytes = Vec::new();
        for entry in walkdir::WalkDir::new(output) {
            let entry = entry.unwrap();
            bytes.extend(entry.path().strip_prefix(output).unwrap().to_str().unwrap().bytes());
            bytes.push(b'\n');
            if entry.file_type().is_file() {
                let content = fs::read(entry.path()).unwrap();
                bytes.extend(unpacked(&entry.path().to_string_lossy(), &content));
                bytes.extend(content);
            }
        }
        bytes.make_ascii_lowercase();
        self.places(|marker| memchr::memmem::find(&bytes, marker.as_bytes()).is_some())
    }

    fn places(&self, is_found: impl Fn(&str) -> bool) -> Vec<&str> {
        let mut places: Vec<&str> =
            self.markers.iter().filter(|(marker, _)| is_found(marker)).map(|(_, place)| place.as_str()).collect();
        places.sort_unstable();
        places
    }
}

/// A deck for the company's own people, and one for all whose notes are for them.
fn write_decks(root: &Path) -> BTreeMap<String, String> {
    let mut markers = BTreeMap::new();
    let mut text = |text: &str| {
        let (text, in_text) = marked(text);
        markers.extend(in_text);
        text
    };
    let folder = root.join("content/decks");
    fs::create_dir_all(&folder).unwrap();
    let slides = [(text("<<i slide>>"), Some(text("<<i notes to a slide>>")))];
    let slides = slides.each_ref().map(|(title, notes)| (title.as_str(), notes.as_deref()));
    let name = text("<<i file of slides>>");
    fs::write(folder.join(format!("{name}.pptx")), deck(&text("<<i author of slides>>"), &slides)).unwrap();
    let sidecar = text(
        "title = \"<<i title of slides>>\"\nsummary = \"<<i summary of slides>>\"\nowner = \"<<i owner of slides>>\"\n",
    );
    fs::write(folder.join(format!("{name}.pptx.toml")), sidecar).unwrap();

    let slides = [("Open slide".to_owned(), Some(text("<<i notes in an open deck>>")))];
    let slides = slides.each_ref().map(|(title, notes)| (title.as_str(), notes.as_deref()));
    fs::write(folder.join("open.pptx"), deck(&text("<<i author of an open deck>>"), &slides)).unwrap();
    let sidecar = text("title = \"Open deck\"\naudience = \"customer\"\nowner = \"<<i owner of an open deck>>\"\n");
    fs::write(folder.join("open.pptx.toml"), sidecar).unwrap();
    let page = text(
        "+++\ntitle = \"Decks\"\naudience = \"customer\"\n+++\n[Open](open.pptx), [a name](<<i file of slides>>.pptx).\n",
    );
    fs::write(folder.join("index.md"), page).unwrap();
    markers
}

/// Puts the sample library's report beside the book's `fieldbook.toml`, with markers for what it names, and a summary of use.
fn write_figures(root: &Path) -> BTreeMap<String, String> {
    let mut report = Report::from_json(include_str!("../insights.json")).unwrap();
    report.documents.retain(|document| document.id == "proof/night-alarm-demo");
    report.formative.queries.clear();
    let mut report = report.to_json();
    let mut markers = BTreeMap::new();
    // Of documents only those get pages that the library has.
    for (name, place) in [
        (r#""id":"proof/night-alarm-demo""#, "open"),
        ("Night alarm demo", "i reported title"),
        ("fedramp", "i query in vain"),
        ("Evaluation", "i stage of the CRM's"),
        ("Food logistics", "i segment"),
    ] {
        assert!(report.contains(name), "the sample's report names {name}");
        if place == "open" {
            report = report.replace(name, r#""id":"open""#);
            continue;
        }
        report = report.replace(name, &marker(place));
        markers.insert(marker(place), place.to_owned());
    }
    fs::write(root.join("insights.json"), report).unwrap();
    fs::write(root.join("usage.json"), USAGE).unwrap();
    markers
}

const USAGE: &str = r#"{"format":1,"from":"2026-08-25","to":"2026-11-22","documents":{"open":{"uses":918273,"stages":{"engage":918273}}}}"#;

#[test]
fn what_is_known_of_use_and_return_is_for_the_companys_own_people() {
    let book = Book::new();
    let has_figures = |output: &Path| {
        let home = fs::read_to_string(output.join("index.html")).unwrap();
        let pages = walkdir::WalkDir::new(output).into_iter().map(|entry| entry.unwrap().path().display().to_string());
        let about = pages.filter(|path| path.contains("/insights")).count();
        (
            about > 10,
            home.contains("918273"),
            fs::read_to_string(output.join("open/index.html")).unwrap().contains("insights/"),
        )
    };
    assert_eq!(has_figures(&book.build(Audience::Internal)), (true, true, true));
    for audience in [Audience::Partner, Audience::Customer] {
        let output = book.build(audience);
        assert_eq!(has_figures(&output), (false, false, false), "{audience}");
        assert!(!output.join("insights").exists() && !output.join("usage.json").exists());
    }
}

/// Markers that no page shows to anybody: of files that nothing leads to, of fields that pages don't set, and of what files say of
/// those who made them. What is packed in a file that is handed out isn't looked at here: `fieldbook check` says what it tells (FB711).
const NEVER_SHOWN: [&str; 7] = [
    "i author of an open deck",
    "i author of slides",
    "i comment",
    "i extra value",
    "i loose bytes",
    "i loose file",
    "i unused definition",
];

#[test]
fn no_marker_of_anything_withheld_is_in_a_build() {
    let book = Book::new();
    let internal = book.found(&book.build(Audience::Internal));
    let missing = book.places(|marker| !internal.contains(&book.markers[marker].as_str()));
    assert_eq!(missing, NEVER_SHOWN, "the internal build shows all others: the search for markers works");

    let partner = book.found(&book.build(Audience::Partner));
    let leaked: Vec<_> = partner.iter().filter(|place| place.starts_with("i ")).collect();
    assert!(leaked.is_empty(), "internal matters in the partner build: {leaked:?}");
    assert!(partner.contains(&"p body") && partner.contains(&"p file name"), "partners see theirs: {partner:?}");

    let output = book.build(Audience::Customer);
    let customer = book.found(&output);
    assert!(customer.is_empty(), "in the customer build: {customer:?}");
    for file in [
        "asset/decks/open.pptx/index.html",
        "open/index.html",
        "open/index.json",
        "open/index.html.md",
        "library.json",
        "llms.txt",
    ] {
        assert!(output.join(file).is_file(), "{file} was searched");
    }
}

#[test]
fn lists_to_choose_from_and_likenesses_name_only_what_the_build_holds() {
    let book = Book::new();
    let title = marker("i answer title");
    for (audience, named) in [(Audience::Internal, true), (Audience::Customer, false)] {
        let output = book.build(audience);
        let file = |path: &str| fs::read_to_string(output.join(path)).unwrap();
        assert_eq!(file("compare/answer.json").contains(&title), named, "to compare, {audience}");
        assert_eq!(
            file("answers/backups/index.html").contains(&title),
            named,
            "beside the page or as like it, {audience}"
        );
        assert_eq!(file("kind/answer/index.html").contains("status:approved"), named, "filters, {audience}");
        assert_eq!(output.join("start/seller/index.html").exists(), named, "start pages, {audience}");
    }
}

#[test]
fn a_matrix_a_card_and_a_first_use_show_what_their_readers_may_see() {
    let book = Book::new();
    let (internal, customer) = (book.build(Audience::Internal), book.build(Audience::Customer));
    let read = |output: &Path, path: &str| fs::read_to_string(output.join(path)).unwrap();
    let cards = |output: &Path| read(output, "kind/term/en.json");
    assert!(
        cards(&internal).contains(&marker("i definition"))
            && cards(&internal).contains(&marker("i definition in block"))
    );
    assert!(cards(&customer).contains("Shown definition."), "the first paragraph that customers see");
    assert!(read(&internal, "index.html").contains("class=\"term\""), "an internal synonym leads to its term");
    assert!(!read(&customer, "index.html").contains("class=\"term\""), "and to nothing where the term isn't held");
    assert!(read(&internal, "kind/proof/index.html").contains("SEK 7,901"));
    assert!(!read(&customer, "kind/proof/index.html").contains("SEK 7,901"));
    assert!(read(&internal, "map/index.html").contains(&marker("i persona title")));
    assert!(!customer.join("map").exists() && !customer.join("owner").exists());
}

#[test]
fn an_amount_that_is_internal_is_in_no_other_build() {
    let book = Book::new();
    for (audience, shown) in [(Audience::Internal, true), (Audience::Customer, false)] {
        let output = book.build(audience);
        let page = |path: &str| fs::read_to_string(output.join(path).join("index.html")).unwrap();
        assert_eq!(page("open").contains("CHF 7,919"), shown, "cost, {audience}");
        assert_eq!(page("playbooks/call").contains("SEK 7,901"), shown, "cost of proof in a play, {audience}");
        assert_eq!(page("tradeoffs/terms").contains("NOK 7,907"), shown, "true cost, {audience}");
    }
}

#[test]
fn what_internal_readers_copy_of_an_answer_for_customers_holds_nothing_internal() {
    let book = Book::new();
    let page = fs::read_to_string(book.build(Audience::Internal).join("answers/encryption/index.html")).unwrap();
    assert!(page.contains(&marker("i answer block")) && page.contains(&marker("i answer item")));
    let copies: Vec<&str> =
        page.split("<template").skip(1).map(|rest| rest.split("</template>").next().unwrap()).collect();
    assert_eq!(copies.len(), 3, "the long answer in three formats");
    for copy in copies {
        assert!(copy.contains("said to all") && copy.contains("customer.name"), "{copy}");
        assert_eq!(book.places(|marker| copy.contains(marker)), [] as [&str; 0]);
    }
}

#[test]
fn what_internal_readers_hand_over_of_a_kit_for_customers_holds_nothing_internal() {
    let book = Book::new();
    let kit = book.build(Audience::Internal).join("kits/handed-over");
    let page = fs::read_to_string(kit.join("index.html")).unwrap();
    assert!(page.contains(&marker("i block of a kit")) && page.contains(&marker("i note of a kit")));
    let list: serde_json::Value = serde_json::from_str(&fs::read_to_string(kit.join("kit.json")).unwrap()).unwrap();
    let names: Vec<&str> =
        list["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["00 Contents.html", "01 Open page.html", "04 Encryption.html", "images/open.png"]);
    let copies =
        fs::read_dir(kit.join("copies")).unwrap().map(|copy| fs::read_to_string(copy.unwrap().path()).unwrap());
    let handed_over = copies.collect::<String>() + &list.to_string();
    assert!(handed_over.contains("Open text.") && handed_over.contains("said to all"), "{handed_over}");
    assert_eq!(book.places(|marker| handed_over.contains(marker)), [] as [&str; 0]);
}

#[test]
fn what_the_bid_desk_reads_holds_nothing_that_goes_to_no_customer() {
    let book = Book::new();
    let answers = |audience: Audience| {
        let folder = book.build(audience).join("respond");
        let files = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path());
        let packed = files.filter(|path| path.extension() == Some("gz".as_ref()));
        let texts = packed.map(|path| unpacked(&path.to_string_lossy(), &fs::read(&path).unwrap()));
        Some(String::from_utf8(texts.collect::<Vec<_>>().concat()).unwrap())
    };
    let internal = answers(Audience::Internal).unwrap();
    let found = book.places(|marker| internal.contains(marker));
    assert!(internal.contains("said to all") && found.contains(&"i answer title"), "internal readers have all answers");
    assert!(!found.iter().any(|place| place.starts_with("i answer block") || place.starts_with("i answer item")));
    let partner: Vec<serde_json::Value> = serde_json::from_str(&answers(Audience::Partner).unwrap()).unwrap();
    assert!(!partner.is_empty(), "partners answer as well");
    for answer in &partner {
        let source = answer["source"].as_object().unwrap();
        assert!(["commit", "owner", "path"].iter().all(|fact| !source.contains_key(*fact)), "{answer}");
        assert!(answer.get("is_overdue").is_none() && answer["bar"] != "unapproved" && answer["bar"] != "draft");
    }
    assert_eq!(answers(Audience::Customer), None, "what customers ask, somebody answers who stands for it");
}

#[test]
fn the_commit_that_an_answer_comes_from_is_for_internal_readers() {
    let book = Book::new();
    let git = Command::new("git").args(["rev-parse", "HEAD"]).current_dir(book.folder.path()).output().unwrap();
    let commit = String::from_utf8(git.stdout).unwrap()[..10].to_owned();
    for (audience, shown) in [(Audience::Internal, true), (Audience::Partner, false), (Audience::Customer, false)] {
        let page = fs::read_to_string(book.build(audience).join("answers/encryption/index.html")).unwrap();
        assert_eq!(page.contains(&commit), shown, "{audience}");
    }
}

#[test]
fn what_search_gets_to_know_holds_no_marker_either() {
    let book = Book::new();
    let (library, _) = fieldbook::library::load(book.folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    let wordbook = Wordbook::load(&library.root, &library.config.theme).unwrap();
    let text_for = |audience| {
        let pages = searching::Pages::new(&library, &wordbook, audience);
        (0..pages.count()).map(|number| format!("{:?}", pages.page(number).unwrap()).to_lowercase()).collect::<String>()
    };
    let internal = text_for(Audience::Internal);
    assert!(book.places(|marker| internal.contains(marker)).contains(&"i body"));
    let customer = text_for(Audience::Customer);
    assert_eq!(book.places(|marker| customer.contains(marker)), [] as [&str; 0]);
}
