//! Watching a library's files: what was written, made, moved or removed, gathered until it is quiet.
//!
//! A save is one or several events (editors write beside a file and rename), a `git pull` is thousands: both become one message.
//! The wait is short for what a person does, since they look up at once, and longer once many files have changed.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::library::Config;

/// For how long nothing must have happened after a save.
const QUIET: Duration = Duration::from_millis(8);
/// For how long nothing must have happened where more files than [`FEW`] have changed.
const QUIET_OF_MANY: Duration = Duration::from_millis(120);
/// What one person's save touches at most.
const FEW: usize = 8;
/// After this time what has changed is told, although more is changing still: other than while git is at work.
const LONGEST: Duration = Duration::from_secs(2);
/// How long git may be at work.
const LONGEST_OF_GIT: Duration = Duration::from_secs(30);

/// Watches until it is dropped.
#[derive(Debug)]
pub(super) struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the files that a library in `root` is made of, and tells which of them have changed, by paths relative to the
    /// root with `/` between their parts.
    pub(super) fn begin(
        root: &Path,
        config: &Config,
        tell: impl Fn(BTreeSet<String>) + Send + 'static,
    ) -> notify::Result<Self> {
        let root = std::path::absolute(root)?;
        let (sender, events) = mpsc::channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // What is only read is told as well, and the server reads all the time: that must not keep it from being quiet.
            if event.as_ref().is_ok_and(|event| matches!(event.kind, EventKind::Access(_)) && !event.need_rescan()) {
                return;
            }
            // Nobody listens any more: the watcher is about to be dropped.
            let _ = sender.send(event);
        })?;
        for (folder, mode) in folders(&root, config) {
            if folder.is_dir() {
                watcher.watch(&folder, mode)?;
            }
        }
        let content = config.content.clone();
        thread::spawn(move || {
            while let Some(changed) = next(&events, &root, &content) {
                if !changed.is_empty() {
                    tell(changed);
                }
            }
        });
        Ok(Self { _watcher: watcher })
    }
}

/// The folders that are watched: the root for `fieldbook.toml` and for folders that are made later.
fn folders(root: &Path, config: &Config) -> Vec<(PathBuf, RecursiveMode)> {
    let mut folders =
        vec![(root.join(&config.content), RecursiveMode::Recursive), (root.join("themes"), RecursiveMode::Recursive)];
    if !config.content.is_empty() {
        folders.push((root.to_owned(), RecursiveMode::NonRecursive));
    }
    let brand: BTreeSet<PathBuf> =
        config.brand.files().filter_map(|file| root.join(file).parent().map(Path::to_owned)).collect();
    folders.extend(brand.into_iter().map(|folder| (folder, RecursiveMode::NonRecursive)));
    folders
}

type Events = mpsc::Receiver<notify::Result<Event>>;

/// What changes next, when it is quiet again; `None` when watching has ended.
fn next(events: &Events, root: &Path, content: &str) -> Option<BTreeSet<String>> {
    let mut changed = BTreeSet::new();
    let mut begin: Option<Instant> = None;
    loop {
        let event = match begin {
            None => events.recv().ok()?,
            Some(begin) => {
                let quiet = if changed.len() > FEW { QUIET_OF_MANY } else { QUIET };
                match events.recv_timeout(quiet) {
                    Ok(event) if begin.elapsed() < LONGEST => event,
                    Ok(event) if git_is_at_work(root) && begin.elapsed() < LONGEST_OF_GIT => event,
                    Err(RecvTimeoutError::Timeout) if git_is_at_work(root) && begin.elapsed() < LONGEST_OF_GIT => {
                        continue;
                    }
                    Err(RecvTimeoutError::Disconnected) => return None,
                    Ok(event) => {
                        note(event, root, content, &mut changed);
                        return Some(changed);
                    }
                    Err(RecvTimeoutError::Timeout) => return Some(changed),
                }
            }
        };
        note(event, root, content, &mut changed);
        if !changed.is_empty() {
            begin.get_or_insert_with(Instant::now);
        }
    }
}

/// While git writes many files it holds a lock. One that is older than all that waits for it was left behind by a git that broke off.
fn git_is_at_work(root: &Path) -> bool {
    let is_young = |lock: PathBuf| {
        let made = fs::metadata(lock).and_then(|lock| lock.modified()).ok();
        made.is_some_and(|made| made.elapsed().is_ok_and(|age| age < LONGEST_OF_GIT))
    };
    root.ancestors().any(|folder| is_young(folder.join(".git/index.lock")))
}

fn note(event: notify::Result<Event>, root: &Path, content: &str, changed: &mut BTreeSet<String>) {
    let Ok(event) = event else {
        // Something was missed; all content may have changed.
        changed.insert(content.to_owned());
        return;
    };
    if event.need_rescan() {
        changed.insert(content.to_owned());
    }
    if !matches!(event.kind, EventKind::Access(_)) {
        changed.extend(event.paths.iter().filter_map(|path| relative(path, root)));
    }
}

/// A path relative to the root; `None` for hidden files, and for what isn't below it.
fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.components().map(|part| part.as_os_str().to_str()).collect();
    let parts = parts?;
    let is_hidden = parts.iter().any(|part| part.starts_with('.') || *part == "node_modules");
    (!parts.is_empty() && !is_hidden).then(|| parts.join("/"))
}
