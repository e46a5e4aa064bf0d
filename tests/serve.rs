//! `fieldbook serve` from outside: what it answers after files have changed in the ways in which editors and git change them.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// Longer than this, in a debug build on a busy machine, means that it never comes.
const PATIENCE: Duration = Duration::from_mins(3);

/// What opens figures, where events are collected.
const TOKEN: &str = "a token for the tests of this";

/// A library that is being served; the server ends with it.
struct Served {
    folder: TempDir,
    server: Child,
    port: u16,
}

impl Served {
    fn new(files: &[(&str, &str)]) -> Self {
        Self::with(files, &[])
    }

    fn with(files: &[(&str, &str)], options: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        for (path, text) in files {
            write(&folder.path().join(path), text);
        }
        let mut process = Command::new(env!("CARGO_BIN_EXE_fieldbook"))
            .args(["serve", "--no-open", "--port", "0", "--today", "2026-11-22", "--library"])
            .arg(folder.path())
            .args(options)
            .current_dir(folder.path())
            .env_remove("FIELDBOOK_STORE")
            .env("FIELDBOOK_TOKEN", TOKEN)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let port = address.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap();
        let new = Self { folder, server: process, port };
        // Changes are seen from the first answer on.
        new.get("");
        new
    }

    fn file(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        write(&self.file(path), text);
    }

    /// Status and body of what is at a path.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET /{path} HTTP/1.0\r\nHost: localhost\r\n\r\n"))
    }

    /// Status and body of what is answered to a request.
    fn ask(&self, request: &str) -> (u16, String) {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        connection.set_read_timeout(Some(PATIENCE)).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }

    /// Waits until what is at a path is as it should be.
    fn wait(&self, path: &str, is_right: impl Fn(u16, &str) -> bool) {
        let begin = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if is_right(status, &body) {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "/{path} stays {status}: {body}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    fn shows(&self, path: &str, text: &str) {
        self.wait(path, |status, body| status == 200 && body.contains(text));
    }

    /// The edition that pages are of.
    fn edition(&self) -> u64 {
        let (_, page) = self.get("");
        let after = page.split("data-edition=\"").nth(1).unwrap();
        after.split('"').next().unwrap().parse().unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.server.kill());
        drop(self.server.wait());
    }
}

fn write(file: &std::path::Path, text: &str) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, text).unwrap();
}

const FILES: [(&str, &str); 4] = [
    ("fieldbook.toml", "name = \"Served\"\n"),
    ("content/one.md", "# One\n\nFirst. See [two](two.md) and ![](picture.svg).\n"),
    ("content/two.md", "# Two\n\nSecond.\n"),
    ("content/picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
];

#[test]
fn a_save_shows_on_its_page_and_in_the_lists_and_links_that_name_it() {
    let served = Served::new(&FILES);
    served.shows("one/", "First.");
    served.write("content/two.md", "# Second thoughts\n\nSaved.\n");
    served.shows("two/", "Saved.");
    served.shows("kind/page/", "Second thoughts");
    served.shows("library.json", "Second thoughts");
}

#[test]
fn files_that_are_replaced_moved_made_and_removed_show_as_such() {
    let served = Served::new(&FILES);
    // Editors write beside the file and rename, and leave copies for a moment.
    served.write("content/one.md~", "old");
    served.write("content/4913", "");
    fs::remove_file(served.file("content/4913")).unwrap();
    served.write("content/.one.md.swp", "# One\n\nReplaced.\n");
    fs::rename(served.file("content/.one.md.swp"), served.file("content/one.md")).unwrap();
    fs::remove_file(served.file("content/one.md~")).unwrap();
    served.shows("one/", "Replaced.");

    served.write("content/deep/er/three.md", "# Three\n\nThird.\n");
    served.shows("deep/er/three/", "Third.");
    fs::rename(served.file("content/deep"), served.file("content/moved")).unwrap();
    served.shows("moved/er/three/", "Third.");
    served.wait("deep/er/three/", |status, _| status == 404);
    fs::remove_dir_all(served.file("content/moved")).unwrap();
    served.wait("moved/er/three/", |status, _| status == 404);
}

#[test]
fn what_cannot_be_used_leaves_the_last_good_site_until_it_is_mended() {
    let served = Served::new(&FILES);
    served.write("fieldbook.toml", "name = \"Broken");
    served.write("content/one.md", "# One\n\nMeanwhile.\n");
    served.shows("one/", "Meanwhile.");
    served.shows("one/", "Served");
    served.write("fieldbook.toml", "name = \"Mended\"\ntheme = \"own\"\n");
    served.write("themes/own/static/extra.txt", "as it is");
    served.shows("one/", "Mended");
    served.write("themes/own/templates/page.html", "{{ nothing.at.all }}");
    served.wait("one/", |status, body| status == 500 && body.contains("themes/own/templates/page.html:1"));
    served.write("themes/own/templates/page.html", "By hand: {{ head.title }}");
    served.shows("one/", "By hand: One");
}

#[test]
fn many_files_that_change_at_once_are_one_edition() {
    let served = Served::new(&FILES);
    let before = served.edition();
    for number in 0..300 {
        served.write(&format!("content/many/{number}.md"), &format!("# Number {number}\n"));
    }
    served.shows("many/299/", "Number 299");
    served.shows("many/0/", "Number 0");
    // On a busy machine there may be a pause between two files; there are never as many editions as files.
    assert!(served.edition() - before < 30, "{} editions", served.edition() - before);
}

#[test]
fn files_have_their_addresses_types_and_parts() {
    let served = Served::new(&FILES);
    assert_eq!(served.get("two").0, 307);
    assert_eq!(served.get("files/picture.svg").0, 200);
    assert_eq!(served.get("files/../../fieldbook.toml").0, 404);
    assert_eq!(served.get("files/%2e%2e/fieldbook.toml").0, 404);
    assert_eq!(served.get("nothing/").0, 404);
    assert!(served.get("nothing/").1.contains("<html"));
    assert_eq!(served.get("search/index.json").0, 200);
}

#[test]
fn search_is_made_anew_after_an_edit() {
    let served = Served::new(&FILES);
    let (_, before) = served.get("search/index.json");
    served.write("content/two.md", "# Two\n\nSecond, with zebras.\n");
    served.wait("search/index.json", |_, manifest| manifest != before);
}

#[test]
fn events_are_collected_beside_it_where_that_is_asked_for() {
    let files = [("fieldbook.toml", "name = \"Book\"\n"), ("content/one.md", "# One\n")];
    let alone = Served::new(&files);
    assert!(!alone.get("one/").1.contains("/events"));
    assert_eq!(alone.get("health").0, 404);

    let served = Served::with(&files, &["--collect", "--store", "seen.db"]);
    assert!(served.get("one/").1.contains("\"/events\""), "{}", served.get("one/").1);
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_millis();
    let body = format!(r#"{{"v":1,"events":[{{"id":"a1","t":{now},"e":"copy","d":"one","s":"f8"}}]}}"#);
    let post = |origin: &str| {
        let head = "POST /events HTTP/1.0\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";
        served.ask(&format!("{head}\r\nOrigin: {origin}\r\nContent-Length: {}\r\n\r\n{body}", body.len()))
    };
    assert_eq!(post("http://localhost"), (200, "{\"stored\":1,\"known\":0}".to_owned()));
    assert_eq!(post("http://evil.example").0, 403);
    assert!(served.file("seen.db").exists());
    assert_eq!(served.get("events").0, 401);
    let figures = "GET /events HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer";
    let (status, kept) = served.ask(&format!("{figures} {TOKEN}\r\n\r\n"));
    assert_eq!((status, kept.lines().count()), (200, 1), "{kept}");
}
