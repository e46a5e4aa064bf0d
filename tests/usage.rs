//! `fieldbook usage` from outside: what is taken in of other tools' files, and that the same file twice changes nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail by panicking")]

#[expect(dead_code, reason = "other tests use more of it")]
mod program;

use std::fs;

use program::{Library, Run};

const DEALS: &str = "Opportunity ID,Account Name,Stage,Amount Currency,Amount,Created Date,Close Date\n\
    006A1,Northwind,Closed Won,EUR,\"12,500.00\",1/15/2026,3/2/2026\n\
    006A2,=cmd|' /C calc'!A0,Proposal,EUR,lots,1/20/2026,6/30/2026\n\
    006A3,Contoso,Proposal,EUR,\"7,000.00\",1/21/2026,6/30/2026\n";

const LOG: &str = "203.0.113.9 - - [10/Oct/2026:13:55:36 +0200] \"GET /book/one/ HTTP/1.1\" 200 2326 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n\
    203.0.113.9 - - [10/Oct/2026:13:55:37 +0200] \"GET /book/files/sheet.0123456789ab.csv HTTP/1.1\" 200 99 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n\
    203.0.113.9 - - [10/Oct/2026:13:55:38 +0200] \"GET /book/css/base.css HTTP/1.1\" 200 99 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n\
    198.51.100.4 - - [10/Oct/2026:13:56:00 +0200] \"GET /book/one/ HTTP/1.1\" 200 2326 \"-\" \"curl/8.5.0\"\n\
    nonsense\n";

/// A small library with files beside it.
fn library(files: &[(&str, &str)]) -> Library {
    let library = Library::new(None);
    let documents = [
        ("fieldbook.toml", "name = \"Book\"\nbase_url = \"https://field.example/book/\"\n"),
        ("content/one.md", "# One\n\nSee [the sheet](sheet.csv).\n"),
        ("content/sheet.csv", "a,b\n"),
    ];
    for (path, text) in documents.iter().chain(files) {
        let place = library.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
    }
    library
}

fn import(library: &Library, file: &str, options: &[&str]) -> Run {
    let mut program = library.program("usage");
    program.env_remove("FIELDBOOK_STORE").current_dir(library.root());
    library.run(program.arg("import").arg(file).args(options))
}

#[test]
fn deals_go_in_but_for_rows_that_cant_be_read() {
    let library = library(&[("deals.csv", DEALS)]);
    let first = import(&library, "deals.csv", &[]);
    assert_eq!((first.code, first.stdout.as_str()), (1, "deals.csv: deals, 2 new, 0 known, 1 row refused\n"));
    assert!(first.stderr.starts_with("deals.csv:3: "), "{}", first.stderr);
    let again = import(&library, "deals.csv", &["--format", "json"]);
    assert!(
        again.stdout.starts_with(r#"[{"file":"deals.csv","form":"deals","new":0,"known":2,"refused":[[3,"#),
        "{}",
        again.stdout
    );
}

#[test]
fn columns_are_mapped_and_what_is_missing_is_said_with_the_mend() {
    let library = library(&[("deals.csv", "Nummer;Kunde;Summe\n1;Müller;1.234,50\n")]);
    let unknown = import(&library, "deals.csv", &[]);
    assert_eq!(unknown.code, 1);
    assert!(
        unknown.stderr.contains("no column says the id") && unknown.stderr.contains("hint: `--map"),
        "{}",
        unknown.stderr
    );
    let options = ["--map", "id=Nummer", "--map", "amount=Summe", "--currency", "EUR", "--decimals", "comma"];
    let mapped = import(&library, "deals.csv", &options);
    assert_eq!(mapped.stdout, "deals.csv: deals, 1 new, 0 known\n", "{}", mapped.stderr);
    let wrong = import(&library, "deals.csv", &["--map", "price=Summe"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("`price` is none of id, account"), "{}", wrong.stderr);
}

#[test]
fn a_log_is_read_by_the_addresses_of_the_librarys_site() {
    let library = library(&[("access.log", LOG)]);
    let first = import(&library, "access.log", &["--format", "json"]);
    assert_eq!(first.code, 1, "{}", first.stderr);
    assert!(first.stdout.contains(r#""form":"access log","new":2,"known":0,"refused":[[5,"#), "{}", first.stdout);
    assert!(first.stdout.contains(r#"["other addresses",1]"#), "{}", first.stdout);
    let again = import(&library, "access.log", &[]);
    assert!(again.stdout.starts_with("access.log: access log, 0 new, 2 known"), "{}", again.stdout);
}

#[test]
fn a_bids_record_goes_in_as_answer_writes_it() {
    let answer = "+++\ntitle = \"Encryption\"\nquestions = [\"Is customer data encrypted at rest?\"]\nresponse = \"yes\"\n\
        short = \"Yes.\"\nstatus = \"approved\"\naudience = \"customer\"\n+++\nYes, with AES-256.\n";
    let library = library(&[
        ("content/answers/encryption.md", answer),
        ("asked.csv", "Question,Answer\nIs customer data encrypted at rest?,\nDo you have a parrot?,\n"),
    ]);
    let mut program = library.program("answer");
    let place = |name: &str| library.root().join(name);
    program.arg(place("asked.csv")).arg("--out").arg(place("done.csv")).arg("--record").arg(place("bid.jsonl"));
    let answered = library.run(program.args(["--opportunity", "0067"]));
    assert!(fs::read_to_string(place("bid.jsonl")).unwrap().lines().count() == 2, "{}", answered.stderr);
    let first = import(&library, "bid.jsonl", &[]);
    assert_eq!(first.stdout, "bid.jsonl: record of a bid, 2 new, 0 known\n", "{}", first.stderr);
    assert_eq!(import(&library, "bid.jsonl", &[]).stdout, "bid.jsonl: record of a bid, 0 new, 2 known\n");
}

#[test]
fn what_cant_be_taken_in_is_said() {
    let library = library(&[("empty.csv", ""), ("store", "a text ")]);
    let missing = import(&library, "nowhere.csv", &[]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.starts_with("error: nowhere.csv: No such file"), "{}", missing.stderr);
    let empty = import(&library, "empty.csv", &[]);
    assert!(empty.stderr.contains("empty.csv: the file is empty"), "{}", empty.stderr);
    fs::write(library.root().join("text.db"), "no database ".repeat(200)).unwrap();
    let store = import(&library, "empty.csv", &["--store", "text.db"]);
    assert!(store.stderr.contains("not a database") && store.stderr.contains("--store"), "{}", store.stderr);
}
