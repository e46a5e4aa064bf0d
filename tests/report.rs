//! `fieldbook report` from outside: from a CRM's export and events to figures, files and tables.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "other tests use more of it")]
#[path = "../crates/collect/tests/cluster/mod.rs"]
mod cluster;
#[expect(dead_code, reason = "other tests use more of it")]
mod program;

use std::{fmt::Write as _, fs, path::Path};

use cluster::Cluster;
use program::{Library, Run};
use serde_json::{Value, json};

const SETTINGS: &str = "name = \"Book\"\n\n[report]\nmargin = 0.5\nminimum = 2\nrates = { USD = \"0.9\" }\n\
    stages = { Discovery = \"engage\" }\n";

const FIRST: &str = "+++\ntitle = \"=HYPERLINK(1)\"\nstatus = \"approved\"\nreviewed = 2026-09-01\nreview_every = \"90d\"\n\
    created = 2026-01-01\ncost = { amount = 900, currency = \"EUR\" }\n+++\nText.\n";
const SECOND: &str = "+++\ntitle = \"Second\"\nstatus = \"approved\"\ncreated = 2026-01-01\n+++\nText.\n";
const DRAFT: &str = "+++\ntitle = \"Draft\"\nstatus = \"draft\"\n+++\nText.\n";

const OPEN: &str = "Opportunity ID,Account Name,Stage,Amount Currency,Amount,Created Date,Close Date,Expected Revenue,Industry\n\
    W1,A,Discovery,EUR,1000,2026-08-01,2026-12-31,100,retail\n\
    W2,B,Discovery,EUR,2000,2026-08-01,2026-12-31,200,retail\n\
    L1,C,Discovery,EUR,4000,2026-08-01,2026-12-31,400,retail\n\
    L2,D,Discovery,USD,4000,2026-08-01,2026-12-31,400,retail\n\
    U1,E,Discovery,USD,1000,2026-08-01,2026-12-31,100,retail\n";

const DECIDED: &str = "Opportunity ID,Account Name,Stage,Amount Currency,Amount,Created Date,Close Date,Expected Revenue,Industry\n\
    W1,A,Closed Won,EUR,1000,2026-08-01,2026-10-10,1000,retail\n\
    W2,B,Closed Won,EUR,2000,2026-08-01,2026-10-10,2000,retail\n\
    L1,C,Closed Lost,EUR,4000,2026-08-01,2026-10-10,0,retail\n\
    L2,D,Closed Lost,USD,4000,2026-08-01,2026-10-10,0,retail\n\
    U1,E,Closed Won,USD,1000,2026-08-01,2026-10-10,1000,retail\n";

/// Noon of the first of September 2026 (UTC), in milliseconds.
const NOON: i64 = 1_788_264_000_000;

/// Events: each of four sessions uses the first document, for the deals in turn; two of them the second one.
fn events() -> String {
    let mut text = String::new();
    let mut add = |number: i64, rest: Value| {
        let time = NOON + number * 60_000;
        let mut event = json!({ "id": format!("e{number:02}"), "t": time, "s": format!("s{}", number % 10) });
        event.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        writeln!(text, "{event}").unwrap();
    };
    for (session, deal) in (0i64..).zip(["W1", "W2", "L1", "nobody-knows"]) {
        add(10 + session, json!({ "e": "search", "q": "SOC 2", "n": 1 }));
        add(20 + session, json!({ "e": "copy", "d": "first", "o": deal }));
        add(30 + session, json!({ "e": "search", "q": "FedRAMP?", "n": 0 }));
    }
    for (session, deal) in [(0, "W1"), (1, "W2")] {
        add(40 + session, json!({ "e": "view", "d": "second", "ms": 12_000, "o": deal }));
    }
    // One session alone: nobody is to see what it did.
    add(59, json!({ "e": "view", "d": "draft", "ms": 90_000 }));
    add(69, json!({ "e": "search", "q": "a name", "n": 0 }));
    text
}

fn library(settings: &str) -> Library {
    let library = Library::new(None);
    let documents = [
        ("fieldbook.toml", settings),
        ("content/first.md", FIRST),
        ("content/second.md", SECOND),
        ("content/draft.md", DRAFT),
    ];
    for (path, text) in documents {
        let place = library.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    library
}

fn run(library: &Library, command: &str, options: &[&str]) -> Run {
    let mut program = library.program(command);
    program.env_remove("FIELDBOOK_STORE").current_dir(library.root());
    library.run(program.args(options))
}

/// A library whose store holds deals, as they stood on two days, and events.
fn used() -> Library {
    let library = library(SETTINGS);
    for file in files(&library) {
        let taken = run(&library, "usage", &file);
        assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    }
    library
}

/// Writes what there is to import into a library's folder; returns how each file is imported.
fn files(library: &Library) -> [[&'static str; 4]; 3] {
    let all = [
        ("open.csv", OPEN, "2026-08-02"),
        ("decided.csv", DECIDED, "2026-10-15"),
        ("events.ndjson", &events(), "2026-10-15"),
    ];
    all.map(|(name, text, day)| {
        fs::write(library.root().join(name), text).unwrap();
        ["import", name, "--as-of", day]
    })
}

fn report(library: &Library, options: &[&str]) -> Value {
    let run = run(library, "report", &[&["--format", "json"], options].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn document<'a>(report: &'a Value, id: &str) -> &'a Value {
    report["documents"].as_array().unwrap().iter().find(|document| document["id"] == id).unwrap()
}

#[test]
fn figures_are_those_of_the_definitions() {
    let report = report(&used(), &["--dry-run"]);
    // Up to the last thing that the store tells of.
    assert_eq!((&report["window"]["from"], &report["window"]["to"]), (&json!("2025-10-16"), &json!("2026-10-15")));
    let formative = &report["formative"];
    assert_eq!(formative["utilization"]["value"], json!({ "available": 2, "used": 2 }));
    // Four sessions searched twice, one once; all found "SOC 2" and used it, and two used something after "FedRAMP?".
    let searches = json!({ "searches": 9, "without_hits": 5, "opened": 0, "followed_by_use": 6 });
    assert_eq!(formative["searches"]["value"]["figure"], searches);
    let gaps = &formative["gaps"]["value"];
    assert_eq!(
        gaps,
        &json!({ "queries": [], "other_searches": 1 }),
        "a name isn't shown, and the others were followed by a use"
    );
    assert_eq!(formative["cost"]["value"]["per_use"]["figure"], json!({ "minor": 22_500, "currency": "EUR" }));

    let first = document(&report, "first");
    assert_eq!(first["uses"]["figure"]["copies"], 4);
    assert_eq!(first["by_stage"], json!({ "Discovery": { "figure": 3 } }));
    assert_eq!(first["influence"]["figure"]["revenue"], json!([{ "minor": 300_000, "currency": "EUR" }]));
    // W1: first then second. W2 alike. Each model gives out 3,000: all to the first touch, half each by linear.
    assert_eq!(first["attributed"]["figure"]["first"]["minor"], 300_000);
    assert_eq!(first["attributed"]["figure"]["linear"]["minor"], 150_000);
    // (3,000 × 0.5 − 900) ÷ 900
    assert!((first["return_on_investment"]["figure"]["first"].as_f64().unwrap() - 600.0 / 900.0).abs() < 1e-12);
    // 1,000 − 100, 2,000 − 200 and 0 − 400.
    assert_eq!(first["value_added"]["figure"]["added"][0]["minor"], 230_000);
    assert_eq!(document(&report, "draft")["uses"], json!({ "fewer-than": 2 }));

    let summative = &report["summative"];
    assert_eq!((&summative["deals"]["won"], &summative["deals"]["lost"]), (&json!(3), &json!(2)));
    assert_eq!(summative["deals"]["unknown_touches"], 1);
    // 1,000 USD at 0.9, of the deal without content.
    assert_eq!(summative["attributed"]["value"]["figure"]["untouched"]["minor"], 90_000);
    // Two of three with content were won, one of two without.
    let lift = summative["lift"]["value"]["difference"]["figure"]["value"].as_f64().unwrap();
    assert!((lift - (2.0 / 3.0 - 0.5)).abs() < 1e-12, "{lift}");
}

#[test]
fn the_same_store_gives_the_same_bytes_and_earlier_reports_are_replaced() {
    let library = used();
    let read = |name: &str| fs::read(library.root().join(name)).unwrap();
    let first = run(&library, "report", &[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.starts_with("Book: use and return from 2025-10-16 to 2026-10-15"), "{}", first.stdout);
    let (insights, usage) = (read("insights.json"), read("usage.json"));
    let again = run(&library, "report", &[]);
    assert_eq!((again.code, again.stdout == first.stdout), (0, true), "{}", again.stderr);
    assert_eq!((read("insights.json"), read("usage.json")), (insights, usage.clone()));
    let usage: Value = serde_json::from_slice(&usage).unwrap();
    assert_eq!(
        usage["documents"],
        json!({ "first": { "uses": 4, "stages": { "engage": 3 } }, "second": { "uses": 2, "stages": { "engage": 2 } } })
    );

    fs::write(library.root().join("usage.json"), "{}").unwrap();
    let refused = run(&library, "report", &[]);
    assert_eq!(refused.code, 1);
    assert!(refused.stderr.contains("usage.json is there, and no report has written it"), "{}", refused.stderr);
    assert_eq!(read("usage.json"), b"{}");
    assert_eq!(run(&library, "report", &["--force"]).code, 0);
}

#[test]
fn tables_are_written_and_nothing_in_them_is_a_formula() {
    let library = used();
    let folder = library.root().join("figures");
    let options = ["--dry-run", "--csv", "figures", "--parquet", "figures"];
    let run = run(&library, "report", &options);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    assert!(
        text("documents.csv").contains("\nfirst,'=HYPERLINK(1),document,page,approved,"),
        "{}",
        text("documents.csv")
    );
    assert!(text("results.csv").contains("\nsecond,Second,2,2,0,0,3000,3000.00 EUR,false,"), "{}", text("results.csv"));
    assert!(text("columns.csv").contains("\nattribution,attributed,attributed-revenue\n"), "{}", text("columns.csv"));
    let names = |extension: &str| {
        let is_of = |path: &Path| path.extension().is_some_and(|it| it == extension);
        fs::read_dir(&folder).unwrap().filter(|entry| is_of(&entry.as_ref().unwrap().path())).count()
    };
    assert_eq!((names("csv"), names("parquet")), (14, 14));
    assert!(fs::read(folder.join("documents.parquet")).unwrap().starts_with(b"PAR1"));
    assert!(!library.root().join("insights.json").exists());
    let again = self::run(&library, "report", &options);
    assert_eq!((again.code, again.stderr.contains("--force")), (2, true), "{}", again.stderr);
}

#[test]
fn a_store_without_deals_or_with_nothing_has_a_report_of_what_there_is() {
    let used = library(SETTINGS);
    fs::write(used.root().join("events.ndjson"), events()).unwrap();
    assert_eq!(run(&used, "usage", &["import", "events.ndjson"]).code, 0);
    let told = report(&used, &["--to", "2026-09-30", "--from", "2026-09-01"]);
    assert_eq!(told["window"]["months"], json!(["2026-09"]));
    assert_eq!(told["summative"]["deals"]["won"], 0);
    assert_eq!(told["summative"]["influenced"]["value"]["figure"]["won"], 0);
    assert_eq!(document(&told, "first")["uses"]["figure"]["qualified"], 4);

    let empty = library("");
    fs::write(empty.root().join("none.ndjson"), "").unwrap();
    assert_eq!(run(&empty, "usage", &["import", "none.ndjson", "--form", "events"]).code, 0);
    let nothing = report(&empty, &[]);
    assert_eq!(nothing["window"]["to"], "2026-11-22", "the day that it is");
    assert_eq!(nothing["formative"]["utilization"]["value"], json!({ "available": 2, "used": 0 }));
}

#[test]
fn what_cant_be_reported_is_said() {
    let library = library("name = \"Book\n");
    let missing = run(&library, "report", &[]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.starts_with("error: there is no store usage.db"), "{}", missing.stderr);
    assert!(!library.root().join("usage.db").exists());
    let window = run(&library, "report", &["--from", "2026-02-01", "--to", "2026-01-01"]);
    assert_eq!(window.code, 2, "{}", window.stderr);
    fs::write(library.root().join("none.ndjson"), "").unwrap();
    assert_eq!(run(&library, "usage", &["import", "none.ndjson", "--form", "events"]).code, 0);
    let settings = run(&library, "report", &[]);
    assert!(settings.stderr.contains("no report was made, since fieldbook.toml can't be read"), "{}", settings.stderr);
}

/// A certificate for a server on this machine and its key, and that of the authority which vouches for it; all in PEM.
fn certificates() -> (String, String, String) {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let signed = authority.self_signed(&key).unwrap().pem();
    let issuer = rcgen::Issuer::new(authority, key);
    let key = rcgen::KeyPair::generate().unwrap();
    let server = rcgen::CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    (server.signed_by(&key, &issuer).unwrap().pem(), key.serialize_pem(), signed)
}

#[test]
fn reports_of_postgresql_are_those_of_sqlite_also_by_encrypted_connections() {
    let Some(cluster) = Cluster::begin() else { return };
    let (certificate, key, authority) = certificates();
    cluster.encrypt(&certificate, &key);
    let library = used();
    let expected = report(&library, &["--dry-run"]);
    let trusted = library.root().join("authority.pem");
    fs::write(&trusted, authority).unwrap();

    let required = cluster.database("required") + "?sslmode=require";
    let ask = |command: &str, options: &[&str], authorities: Option<&Path>| {
        let mut program = library.program(command);
        program.env_remove("FIELDBOOK_STORE").env_remove("SSL_CERT_DIR").current_dir(library.root());
        // A file that isn't there: nobody is trusted.
        program.env("SSL_CERT_FILE", authorities.unwrap_or(Path::new("nobody.pem")));
        library.run(program.args(options).args(["--store", &required]))
    };
    for file in files(&library) {
        let refused = ask("usage", &file, None);
        assert_eq!(refused.code, 1);
        assert!(refused.stderr.contains("certificate"), "{}", refused.stderr);
        let taken = ask("usage", &file, Some(&trusted));
        assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
    }
    let made = ask("report", &["--format", "json", "--dry-run"], Some(&trusted));
    assert_eq!(serde_json::from_str::<Value>(&made.stdout).unwrap(), expected, "{}", made.stderr);

    // Without being asked to, it isn't encrypted for a certificate that nobody trusts; but it works.
    let preferred = cluster.database("preferred");
    let taken = run(&library, "usage", &["import", "events.ndjson", "--as-of", "2026-10-15", "--store", &preferred]);
    assert_eq!(taken.code, 0, "{}{}", taken.stdout, taken.stderr);
}
