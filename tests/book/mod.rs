//! A library in which everything internal carries a marker of its own: titles, texts, blocks, list items, front matter, file names,
//! labels, authors, what is inside of decks.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use fieldbook::audience::Audience;
use fieldbook_metrics::report::Report;

use crate::{deck::deck, plain::unpacked};

/// A word that is like no other, so that compression can't hide it behind an earlier one. Its number leads to its place here.
pub(crate) fn marker(place: &str) -> String {
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
const FILES: [(&str, &str); 36] = [
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
    // The address of a file that is elsewhere, in the ways in which one is written.
    (
        "content/decks/elsewhere.md",
        r#"+++
title = "Elsewhere"
audience = "customer"
+++
[a](https://films.example/<<i film address>>.mp4), [b](HTTPS://Films.example:443/<<i film address>>.mp4?dl=1#t=20),
<https://films.example/<<i film address>>.mp4#t=20>, ![c](https://films.example/<<i film address>>.mp4)

<video src="https://films.example/<<i film address>>.mp4"></video>
<img src="https://films.example/<<i film address>>.mp4#t=1" alt="d"><a href="http://films.example/<<i film address>>.mp4">e</a>
"#,
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

pub(crate) struct Book {
    pub(crate) folder: tempfile::TempDir,
    /// Markers and their places.
    pub(crate) markers: BTreeMap<String, String>,
}

impl Book {
    pub(crate) fn new() -> Self {
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

    pub(crate) fn build(&self, audience: Audience) -> PathBuf {
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
    pub(crate) fn found(&self, output: &Path) -> Vec<&str> {
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

    pub(crate) fn places(&self, is_found: impl Fn(&str) -> bool) -> Vec<&str> {
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
    let mut report = Report::from_json(include_str!("../../insights.json")).unwrap();
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
