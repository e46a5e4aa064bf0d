//! The thread that holds the library while it is served, and makes each file when somebody asks for it.
//!
//! ```text
//! files ──watch──▶ Changed ─┐                          ┌─▶ Answer
//!                           ├─▶ Workshop: one edition ─┤
//! browser ──▶ Ask ──────────┘   after the other        └─▶ News ──▶ open pages
//! ```
//!
//! An edition is the plan of the library as it is now. A change ends it: what has changed is read again, a new plan is made,
//! and the next question is answered from that. What takes longer than a reader waits (what is wrong between documents, which
//! ones are alike, the search index) is found out beside it, once it is quiet, and told when it is known.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic,
    path::Path,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    thread::{self, Scope, ScopedJoinHandle},
    time::Duration,
};

use tokio::sync::{oneshot, watch};

use super::{
    Herald, ServeError,
    halt::Halt,
    indexing::{Indexing, Work},
    news::{News, Problem},
    watch::{Watch, brand_files},
};
use crate::{
    audience::Audience,
    diagnostics::{Diagnostics, Severity},
    library::{Extent, Library, Live},
    search::Page,
    site::{
        self, Base, BuildError,
        brand::Face,
        linking::ImageSizes,
        on_demand::{Found, Maker},
        plan::{self, Plan},
        searching,
    },
    theme::Theme,
};

/// How long it must be quiet before what takes long is begun.
const QUIET: Duration = Duration::from_millis(400);
/// How often the workshop looks whether what is done beside it is done.
const LOOK: Duration = Duration::from_millis(20);

/// What the workshop is told.
pub(super) enum Message {
    /// Somebody asks for a file.
    Ask(Ask),
    /// Files of the library have changed, by their paths relative to its root.
    Changed(BTreeSet<String>),
    /// The server ends.
    End,
}

/// A question for a file.
pub(super) struct Ask {
    /// Its path in the site.
    pub(super) path: String,
    pub(super) reply: oneshot::Sender<Answer>,
}

/// What there is at a path.
pub(super) enum Answer {
    /// A file.
    File {
        found: Found,
        edition: u64,
        /// The file that it is the page of.
        source: Option<String>,
    },
    /// Nothing; the page that says so.
    Missing(Vec<u8>),
    /// It can't be made; what the terminal says.
    Failed(String),
}

/// A library while it is served.
pub(super) struct Workshop {
    live: Live,
    audience: Audience,
    theme: Theme,
    face: Face,
    herald: Arc<dyn Herald>,
    news: watch::Sender<Arc<News>>,
    indexing: Indexing,
    /// Findings that matter to everybody: a configuration or a theme that can't be used. The last good ones are shown.
    broken: BTreeMap<&'static str, String>,
    /// What is wrong between documents, as was found out last.
    between: Diagnostics,
    /// Which documents are alike, by their numbers in the plans of the same documents.
    related: Option<Related>,
    /// What is wrong and was said on the terminal; `None` before the first edition, whose findings the command counts.
    said: Option<BTreeSet<String>>,
    /// What can't be made of the current edition and was said on the terminal.
    failed: BTreeSet<String>,
}

/// Which documents are alike, and the library's documents whose numbers that is told by.
struct Related {
    held: Vec<Option<usize>>,
    alike: Vec<Vec<usize>>,
}

/// What was found out beside an edition.
struct Insight {
    between: Diagnostics,
    alike: Vec<Vec<usize>>,
}

/// What ends an edition.
enum End {
    Changed(BTreeSet<String>),
    Server,
}

/// What a workshop begins with.
#[derive(Debug)]
pub struct Opening {
    /// The library.
    pub live: Live,
    /// What is wrong between its documents.
    pub between: Diagnostics,
    /// For whom it is shown.
    pub audience: Audience,
}

impl Workshop {
    /// A workshop for a library that has been read.
    pub(super) fn new(
        Opening { mut live, between, audience }: Opening,
        herald: Arc<dyn Herald>,
        news: watch::Sender<Arc<News>>,
        indexing: Indexing,
    ) -> Result<Self, BuildError> {
        keep_nothing_offline(&mut live);
        let (theme, face) = site::theme_of(live.library())?;
        Ok(Self {
            live,
            audience,
            theme,
            face,
            herald,
            news,
            indexing,
            broken: BTreeMap::new(),
            between,
            related: None,
            said: None,
            failed: BTreeSet::new(),
        })
    }

    /// Shows one edition after the other until the server ends. `watch` begins to watch the files of a library.
    pub(super) fn run(mut self, inbox: &Receiver<Message>, watch: impl Fn(&Library) -> Result<Watch, ServeError>) {
        let mut watching = watch(self.live.library());
        loop {
            if let Err(error) = &watching {
                self.herald.say(&error.to_string());
            }
            match self.edition(inbox) {
                Ok(End::Server) => return,
                Ok(End::Changed(changed)) => {
                    if self.take_in(&changed) == Extent::Everything {
                        watching = watch(self.live.library());
                    }
                }
                Err(error) => {
                    if !self.wait_for_mend(inbox, &error) {
                        return;
                    }
                }
            }
        }
    }

    /// Reads again what has changed.
    fn take_in(&mut self, changed: &BTreeSet<String>) -> Extent {
        self.failed.clear();
        self.herald.changed(changed);
        // What was wrong in a file may be mended; it is found out again beside the next edition.
        let is_changed = |path: &str| changed.contains(path);
        let elsewhere =
            self.between.iter().filter(|finding| !finding.location.as_ref().is_some_and(|at| is_changed(&at.path)));
        self.between = elsewhere.cloned().collect();
        let extent = match self.live.refresh(changed) {
            Ok(Ok(extent)) => {
                self.broken.remove("library");
                extent
            }
            Ok(Err(findings)) => {
                let text = self.herald.findings(self.root(), &findings);
                self.breaks("library", text);
                Extent::Nothing
            }
            Err(error) => {
                let text = self.herald.failure(&error.into());
                self.breaks("library", text);
                Extent::Nothing
            }
        };
        if extent == Extent::Everything {
            keep_nothing_offline(&mut self.live);
        }
        let is_face = |path: &str| brand_files(&self.live.library().config).any(|file| file == path);
        if extent == Extent::Everything || changed.iter().any(|path| path.starts_with("themes") || is_face(path)) {
            match site::theme_of(self.live.library()) {
                Ok((theme, face)) => {
                    (self.theme, self.face) = (theme, face);
                    self.broken.remove("theme");
                }
                Err(error) => {
                    let text = self.herald.failure(&error);
                    self.breaks("theme", text);
                }
            }
        }
        extent
    }

    /// Notes and says what makes that the last good state is shown.
    fn breaks(&mut self, what: &'static str, text: String) {
        if self.broken.get(what) != Some(&text) {
            self.herald.say(&text);
        }
        self.broken.insert(what, text);
    }

    fn root(&self) -> &Path {
        &self.live.library().root
    }

    /// Shows the library as it is now, until something changes.
    fn edition(&mut self, inbox: &Receiver<Message>) -> Result<End, BuildError> {
        let library = self.live.library();
        let wordbook = self.theme.words().clone();
        let mut plan = plan::plan(library, &wordbook, self.audience, Base::at_root());
        match self.related.take() {
            Some(Related { held, alike }) if plan.numbers() == held => plan.set_related(alike),
            _ => plan.find_related(),
        }
        site::set_globals(&mut self.theme, &plan, self.face.clone(), None)?;
        let single = self.live.diagnostics();
        let mut desk = Desk {
            theme: &self.theme,
            herald: &*self.herald,
            news: &self.news,
            single: &single,
            between: &mut self.between,
            broken: &self.broken,
            said: &mut self.said,
            failed: &mut self.failed,
            inbox,
        };
        desk.publish(&plan, true);
        let end = desk.look_deeper(&mut plan).map_or_else(|| desk.index(&plan, &self.indexing), |end| end);
        self.related = Some(Related { held: plan.numbers().to_vec(), alike: plan.take_related() });
        Ok(end)
    }

    /// Where not even a plan can be shown: answers with what is wrong until something changes; says whether it has, before the
    /// server ended.
    fn wait_for_mend(&mut self, inbox: &Receiver<Message>, error: &BuildError) -> bool {
        let text = self.herald.failure(error);
        self.herald.say(&text);
        while let Ok(message) = inbox.recv() {
            match message {
                Message::Ask(ask) => drop(ask.reply.send(Answer::Failed(text.clone()))),
                Message::Changed(changed) => {
                    self.take_in(&changed);
                    return true;
                }
                Message::End => return false,
            }
        }
        false
    }
}

/// A browser that keeps pages would show their author old ones.
fn keep_nothing_offline(live: &mut Live) {
    live.library_mut().config.offline.enabled = false;
}

/// What it takes to answer for one edition.
struct Desk<'w> {
    theme: &'w Theme,
    herald: &'w dyn Herald,
    news: &'w watch::Sender<Arc<News>>,
    single: &'w Diagnostics,
    between: &'w mut Diagnostics,
    broken: &'w BTreeMap<&'static str, String>,
    said: &'w mut Option<BTreeSet<String>>,
    failed: &'w mut BTreeSet<String>,
    inbox: &'w Receiver<Message>,
}

impl Desk<'_> {
    /// Tells open pages what is wrong and, where that `is_new`, that there is a new edition.
    fn publish(&mut self, plan: &Plan<'_>, is_new: bool) {
        let problems = self.problems(plan);
        self.say(&problems);
        let scripts = self.theme.hash_of_scripts();
        self.news.send_modify(|news| {
            let edition = news.edition + u64::from(is_new);
            *news = Arc::new(News { edition, scripts, problems, index: news.index });
        });
    }

    /// Says on the terminal what is wrong and was not before.
    fn say(&mut self, problems: &[Problem]) {
        let now: BTreeSet<String> =
            problems.iter().filter(|problem| problem.source.is_some()).map(|problem| problem.text.clone()).collect();
        if let Some(said) = &*self.said {
            now.difference(said).for_each(|text| self.herald.say(text));
        }
        *self.said = Some(now);
    }

    /// What is wrong: with everything, and with single documents as far as it is an error.
    fn problems(&self, plan: &Plan<'_>) -> Vec<Problem> {
        let mut by_file: BTreeMap<&str, Diagnostics> = BTreeMap::new();
        let errors =
            self.single.iter().chain(self.between.iter()).filter(|finding| finding.severity == Severity::Error);
        for finding in errors {
            if let Some(location) = &finding.location {
                by_file.entry(&location.path).or_default().push(finding.clone());
            }
        }
        let everywhere = self.broken.values().map(|text| Problem { source: None, text: text.clone() });
        let root = &plan.library.root;
        let single = by_file.into_iter().map(|(path, mut findings)| {
            findings.sort();
            Problem { source: Some(path.to_owned()), text: self.herald.findings(root, &findings) }
        });
        everywhere.chain(single).collect()
    }

    /// Finds out what takes longer than a reader waits, once it is quiet; returns what ended the edition before that.
    fn look_deeper(&mut self, plan: &mut Plan<'_>) -> Option<End> {
        let (insight, end) = self.beside(plan, |plan, halt| {
            if halt.wait(QUIET) {
                return None;
            }
            let between = plan.library.check();
            let alike = (!halt.is_called()).then(|| plan.related())?;
            Some(Insight { between, alike })
        });
        if let Some(Insight { between, alike }) = insight.flatten() {
            let is_other = plan.documents.iter().zip(&alike).any(|(document, alike)| document.alike != *alike);
            plan.set_related(alike);
            *self.between = between;
            if end.is_none() {
                self.publish(plan, is_other);
            }
        }
        end
    }

    /// Gathers the pages for search, has them indexed, and answers until the edition ends.
    fn index(&mut self, plan: &Plan<'_>, indexing: &Indexing) -> End {
        let (_, end) = self.beside(plan, |plan, halt| {
            let pages = pages(plan, halt)?;
            indexing.begin(Work { pages, vocabulary: searching::vocabulary(plan), text: searching::text_file(plan) });
            Some(())
        });
        end.unwrap_or_else(|| self.answer_until_end(plan))
    }

    /// Answers until what is done beside it is done, or the edition has ended; then it is called off, and waited for.
    fn beside<'p, 'a, T: Send>(
        &mut self,
        plan: &'p Plan<'a>,
        work: impl FnOnce(&'p Plan<'a>, &Halt) -> T + Send,
    ) -> (Option<T>, Option<End>) {
        let halt = Halt::default();
        thread::scope(|scope: &Scope<'_, '_>| {
            let work: ScopedJoinHandle<'_, T> = scope.spawn(|| work(plan, &halt));
            let mut maker = Maker::new(plan, self.theme);
            let mut end = None;
            while end.is_none() && !work.is_finished() {
                end = match self.inbox.recv_timeout(LOOK) {
                    Ok(message) => self.take(message, plan, &mut maker),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(End::Server),
                };
            }
            halt.call();
            let done = work.join().unwrap_or_else(|cause| panic::resume_unwind(cause));
            (Some(done), end)
        })
    }

    fn answer_until_end(&mut self, plan: &Plan<'_>) -> End {
        let mut maker = Maker::new(plan, self.theme);
        loop {
            let Ok(message) = self.inbox.recv() else { return End::Server };
            if let Some(end) = self.take(message, plan, &mut maker) {
                return end;
            }
        }
    }

    fn take(&mut self, message: Message, plan: &Plan<'_>, maker: &mut Maker<'_, '_>) -> Option<End> {
        match message {
            Message::Ask(Ask { path, reply }) => {
                let answer = self.answer(&path, plan, maker);
                // Who has asked may have gone.
                drop(reply.send(answer));
                None
            }
            Message::Changed(changed) => Some(End::Changed(changed)),
            Message::End => Some(End::Server),
        }
    }

    fn answer(&mut self, path: &str, plan: &Plan<'_>, maker: &mut Maker<'_, '_>) -> Answer {
        let edition = self.news.borrow().edition;
        let made = maker.file(path).and_then(|found| match found {
            Some(found) => {
                let source = plan.gate.is_internal().then(|| maker.source(path)).flatten().map(str::to_owned);
                Ok(Answer::File { found, edition, source })
            }
            None => maker.not_found().map(Answer::Missing),
        });
        made.unwrap_or_else(|error| {
            let text = self.herald.failure(&error);
            if self.failed.insert(text.clone()) {
                self.herald.say(&text);
            }
            Answer::Failed(text)
        })
    }
}

/// What search gets to know of a plan's documents; `None` when it was called off.
fn pages(plan: &Plan<'_>, halt: &Halt) -> Option<Vec<Page>> {
    let sizes = ImageSizes::default();
    (0..plan.documents.len())
        .filter_map(|number| {
            // A file that is gone since is told of as a change.
            let page = searching::read_page(plan, number, &sizes).ok();
            if halt.is_called() { Some(None) } else { page.map(Some) }
        })
        .collect()
}
