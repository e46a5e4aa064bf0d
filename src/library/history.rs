//! Dates and authors of files, by one pass over git's history.
//!
//! Git is asked to run nothing that a repository's configuration names (hooks, monitors, signature programs, filters)
//! and to fetch nothing. Where there is no git, no checkout or no commit, [`read`] gives nothing, and the files' own
//! dates stand in.

use std::{
    collections::{HashMap, HashSet},
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{
    document::{History, Version},
    files::is_markdown,
};
use crate::diagnostics::{Code, Diagnostic};

/// Histories of files, by their paths relative to the library's root.
#[derive(Debug, Default)]
pub(super) struct Histories {
    by_path: HashMap<String, History>,
    is_shallow: bool,
}

impl Histories {
    /// That of a file; `None` where no commit holds it.
    pub(super) fn of(&self, path: &str) -> Option<&History> {
        self.by_path.get(path)
    }

    /// What is to be known of them as a whole.
    pub(super) fn findings(&self) -> Option<Diagnostic> {
        self.is_shallow.then(|| {
            Diagnostic::new(Code::ShallowHistory, "the checkout holds only a part of the history")
                .help("fetch the whole history, in CI by `fetch-depth: 0`, so that first days and authors are right")
        })
    }
}

/// Reads the history of the content folder of the library in `root`.
pub(super) fn read(root: &Path, content: &str) -> Histories {
    let Some(cut) = cut_commits(root) else { return Histories::default() };
    let mut command = git(root);
    command
        .args(["log", "-c", "-z", "--name-status", "-M100%", "--relative", "--no-follow"])
        .args(["--no-ext-diff", "--no-textconv", "--no-show-signature", "--no-notes", "--no-color", "--encoding=UTF-8"])
        // Two empty fields before each commit, since neither a path nor a status is empty.
        .args(["--format=%x00%x00%H%x00%at%x00%aN%x00%s", "--"])
        .arg(if content.is_empty() { "." } else { content })
        .stdout(Stdio::piped());
    let Ok(mut child) = command.spawn() else { return Histories::default() };
    let log = child.stdout.take().map(|output| Log::read(BufReader::with_capacity(1 << 16, output), &cut));
    match (child.wait(), log) {
        (Ok(status), Some(log)) if status.success() => Histories { by_path: log.by_path, is_shallow: !cut.is_empty() },
        _ => Histories::default(),
    }
}

/// The commit whose history is read, whether it is cut off, and how names are told (`.mailmap`); empty where there is no git.
pub(super) fn commit(root: &Path) -> String {
    let output = git(root).args(["rev-parse", "--show-toplevel", "--is-shallow-repository", "HEAD"]).output();
    let Some(output) = output.ok().filter(|output| output.status.success()) else { return String::new() };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let names = said.lines().next().and_then(|top| fs::read_to_string(Path::new(top).join(".mailmap")).ok());
    said + &names.unwrap_or_default()
}

/// Commits at which a shallow clone is cut off: they seem to add all files that are there. `None` where `root` is in no
/// checkout.
fn cut_commits(root: &Path) -> Option<HashSet<String>> {
    let output = git(root).args(["rev-parse", "--git-path", "shallow"]).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let path = root.join(String::from_utf8(output.stdout).ok()?.trim_end());
    let commits = fs::read_to_string(path).unwrap_or_default();
    Some(commits.lines().map(str::to_owned).collect())
}

/// The file to which git adds a line for each commit, checkout and pull of the repository that `root` is in; `None` where there is
/// none.
pub(super) fn record(root: &Path) -> Option<PathBuf> {
    let root = root.canonicalize().ok()?;
    let marker = root.ancestors().map(|folder| folder.join(".git")).find(|marker| marker.exists())?;
    if marker.is_dir() {
        return Some(marker.join("logs/HEAD"));
    }
    // In a second worktree it is a file that names the folder.
    let text = fs::read_to_string(&marker).ok()?;
    let folder = text.strip_prefix("gitdir:")?.trim();
    Some(marker.with_file_name(folder).join("logs/HEAD"))
}

/// Git in a folder, kept from running or fetching anything else.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false"]);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EXTERNAL_DIFF"] {
        command.env_remove(variable);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What the log said so far, from the latest commit backwards.
#[derive(Default)]
struct Log {
    by_path: HashMap<String, History>,
    /// What a file is called now, by names that it had before.
    renamed: HashMap<String, String>,
    /// Files whose beginning is cut off.
    cut: HashSet<String>,
}

/// A commit of the log.
struct Commit {
    hash: String,
    day: Option<Date>,
    author: String,
    subject: String,
    is_cut: bool,
}

impl Log {
    fn read(output: impl BufRead, cut: &HashSet<String>) -> Self {
        let mut log = Self::default();
        let mut fields = Fields { output };
        let mut commit: Option<Commit> = None;
        while let Some(field) = fields.next() {
            if field.is_empty() {
                commit = fields.commit(cut);
                continue;
            }
            let status = field.trim_start_matches('\n').to_owned();
            let Some(path) = fields.next() else { break };
            // `R100 old new`; in a merge there is a letter for each parent, and one path.
            let is_pair = status.starts_with(['R', 'C']) && status.bytes().skip(1).any(|byte| byte.is_ascii_digit());
            let (path, old) = if is_pair {
                let Some(new) = fields.next() else { break };
                (new, status.starts_with('R').then_some(path))
            } else {
                (path, None)
            };
            if let Some(commit) = &commit {
                log.touch(&path, old, commit);
            }
        }
        for path in &log.cut {
            if let Some(history) = log.by_path.get_mut(path) {
                history.created = None;
            }
        }
        log
    }

    fn touch(&mut self, path: &str, old: Option<String>, commit: &Commit) {
        let name = self.renamed.get(path).cloned().unwrap_or_else(|| path.to_owned());
        if let Some(old) = old {
            self.renamed.insert(old, name.clone());
        }
        let history = self.by_path.entry(name.clone()).or_default();
        if commit.is_cut {
            self.cut.insert(name);
            return;
        }
        if history.commit.is_none() {
            history.commit = Some(commit.hash.clone());
            history.changed = commit.day;
        }
        // Dates of authors needn't be in the order of commits.
        history.created = [history.created, commit.day].into_iter().flatten().min();
        if !is_markdown(path) {
            history.versions.push(Version {
                commit: commit.hash.clone(),
                day: commit.day,
                author: commit.author.clone(),
                subject: commit.subject.clone(),
            });
        }
        if !commit.author.is_empty() && !history.authors.contains(&commit.author) {
            history.authors.push(commit.author.clone());
        }
    }
}

/// Fields of the log, each ended by a zero byte.
struct Fields<R> {
    output: R,
}

impl<R: BufRead> Fields<R> {
    /// The next one; `None` at the end. What isn't UTF-8 is replaced: such paths are no documents.
    fn next(&mut self) -> Option<String> {
        let mut bytes = Vec::new();
        let length = self.output.read_until(0, &mut bytes).ok()?;
        if bytes.pop()? != 0 || length == 0 {
            return None;
        }
        Some(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// A commit's own fields, after the empty ones before it.
    fn commit(&mut self, cut: &HashSet<String>) -> Option<Commit> {
        let hash = loop {
            let field = self.next()?;
            if !field.is_empty() {
                break field;
            }
        };
        let seconds = self.next()?.parse().ok();
        let (author, subject) = (self.next()?, self.next()?);
        let day = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        let is_cut = cut.contains(&hash);
        Some(Commit { hash, day: day.map(|time| time.to_zoned(TimeZone::UTC).date()), author, subject, is_cut })
    }
}

#[cfg(test)]
mod tests;
