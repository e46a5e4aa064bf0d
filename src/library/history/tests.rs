#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use jiff::civil::date;
use tempfile::TempDir;

use super::*;

/// A checkout whose library is in the folder `library`.
struct Checkout(TempDir);

impl Checkout {
    fn new() -> Self {
        let checkout = Self(tempfile::tempdir().unwrap());
        checkout.git(&["init", "-q", "-b", "main"], "Nobody", "2026-01-01");
        checkout
    }

    fn git(&self, arguments: &[&str], author: &str, day: &str) {
        let day = format!("{day}T12:00:00Z");
        let status = Command::new("git")
            .current_dir(self.0.path())
            .args(["-c", "commit.gpgSign=false", "-c", "core.hooksPath=/dev/null"])
            .args(arguments)
            .envs([("GIT_AUTHOR_NAME", author), ("GIT_COMMITTER_NAME", author)])
            .envs([("GIT_AUTHOR_EMAIL", "a@example.com"), ("GIT_COMMITTER_EMAIL", "a@example.com")])
            .envs([("GIT_AUTHOR_DATE", &day), ("GIT_COMMITTER_DATE", &day)])
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .status();
        assert!(status.unwrap().success(), "git {arguments:?}");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, author: &str, day: &str) {
        self.git(&["add", "-A"], author, day);
        self.git(&["commit", "-q", "-m", "change"], author, day);
    }

    fn history(&self, path: &str) -> Option<History> {
        read(&self.0.path().join("library"), "content").of(path).cloned()
    }
}

#[test]
fn dates_and_authors_come_from_the_commits_of_a_file() {
    let checkout = Checkout::new();
    checkout.write("library/content/a.md", "one");
    checkout.write("library/content/ü b.md", "other");
    checkout.commit("Ann", "2026-01-05");
    checkout.write("library/content/a.md", "two");
    checkout.commit("Bob", "2026-02-05");
    checkout.write("elsewhere.md", "not in the library");
    checkout.commit("Eve", "2026-03-05");

    let history = checkout.history("content/a.md").unwrap();
    assert_eq!(history.created, Some(date(2026, 1, 5)));
    assert_eq!(history.changed, Some(date(2026, 2, 5)));
    assert_eq!(history.authors, ["Bob", "Ann"]);
    assert_eq!(history.commit.map(|hash| hash.len()), Some(40));
    assert_eq!(checkout.history("content/ü b.md").unwrap().authors, ["Ann"]);
    assert_eq!(checkout.history("content/c.md"), None);
}

#[test]
fn a_file_that_was_moved_keeps_its_history() {
    let checkout = Checkout::new();
    checkout.write("library/content/a.md", "one");
    checkout.commit("Ann", "2026-01-05");
    checkout.git(&["mv", "library/content/a.md", "library/content/b.md"], "Bob", "2026-02-05");
    checkout.commit("Bob", "2026-02-05");

    let history = checkout.history("content/b.md").unwrap();
    assert_eq!((history.created, history.changed), (Some(date(2026, 1, 5)), Some(date(2026, 2, 5))));
    assert_eq!(history.authors, ["Bob", "Ann"]);
}

#[test]
fn a_merge_changes_only_what_it_changed_itself() {
    let checkout = Checkout::new();
    checkout.write("library/content/a.md", "one");
    checkout.commit("Ann", "2026-01-05");
    checkout.git(&["checkout", "-q", "-b", "side"], "Ann", "2026-01-05");
    checkout.write("library/content/b.md", "side");
    checkout.commit("Bob", "2026-02-05");
    checkout.git(&["checkout", "-q", "main"], "Ann", "2026-01-05");
    checkout.write("library/content/c.md", "main");
    checkout.commit("Ann", "2026-03-05");
    checkout.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"], "Eve", "2026-04-05");

    assert_eq!(checkout.history("content/b.md").unwrap().authors, ["Bob"]);
    assert_eq!(checkout.history("content/b.md").unwrap().changed, Some(date(2026, 2, 5)));
    assert_eq!(checkout.history("content/c.md").unwrap().changed, Some(date(2026, 3, 5)));
}

#[test]
fn a_shallow_clone_says_so_and_claims_no_first_days() {
    let checkout = Checkout::new();
    checkout.write("library/content/a.md", "one");
    checkout.write("library/content/b.md", "one");
    checkout.commit("Ann", "2026-01-05");
    checkout.write("library/content/c.md", "one");
    checkout.commit("Bob", "2026-02-05");
    checkout.write("library/content/a.md", "two");
    checkout.commit("Eve", "2026-03-05");
    let clone = tempfile::tempdir().unwrap();
    let source = format!("file://{}", checkout.0.path().display());
    let target = clone.path().join("clone").display().to_string();
    checkout.git(&["clone", "-q", "--depth", "2", &source, &target], "Ann", "2026-03-05");

    let histories = read(&clone.path().join("clone/library"), "content");
    assert!(histories.findings().is_some());
    let changed = histories.of("content/a.md").unwrap();
    assert_eq!((changed.created, changed.changed), (None, Some(date(2026, 3, 5))));
    assert_eq!(histories.of("content/b.md"), Some(&History::default()));
}

#[test]
fn a_folder_that_is_no_checkout_has_no_history() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "").unwrap();
    let histories = read(folder.path(), "");
    assert_eq!(histories.of("a.md"), None);
    assert!(histories.findings().is_none());
}

#[test]
fn a_log_of_any_bytes_is_read_to_its_end() {
    for bytes in [&b"\0\0"[..], b"M\0", b"\0\0hash\0x\0\xff\0\nR100\0a.md\0", b"\0\0h\x001\0n\0\nMM\0a.md\0", b"\n"] {
        Log::read(bytes, &HashSet::new());
    }
}

#[test]
fn each_commit_of_a_file_that_isnt_markdown_is_a_version_of_it() {
    let checkout = Checkout::new();
    checkout.write("library/content/a.pptx", "one");
    checkout.write("library/content/a.md", "one");
    checkout.commit("Ann", "2026-01-05");
    checkout.write("library/content/a.pptx", "two");
    checkout.commit("Bob", "2026-02-05");
    let history = checkout.history("content/a.pptx").unwrap();
    let versions: Vec<_> =
        history.versions.iter().map(|it| (it.author.as_str(), it.day.unwrap(), it.subject.as_str())).collect();
    assert_eq!(versions, [("Bob", date(2026, 2, 5), "change"), ("Ann", date(2026, 1, 5), "change")]);
    assert_eq!(history.commit.as_ref(), Some(&history.versions[0].commit));
    assert_eq!(checkout.history("content/a.md").unwrap().versions, []);
}
