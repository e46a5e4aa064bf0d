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
    path::Path,
    sync::{Arc, mpsc::Receiver},
};

use fieldbook_collect::Options;
use tokio::sync::{oneshot, watch};

use super::{
    Herald, ServeError,
    desk::{Desk, End},
    indexing::Indexing,
    news::News,
    watch::Watch,
};
use crate::{
    audience::Audience,
    diagnostics::Diagnostics,
    library::{Extent, Library, Live, Usage},
    site::{
        self, Base, BuildError,
        brand::Face,
        on_demand::Found,
        plan::{self, Remains, Since},
    },
    theme::Theme,
};

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
    /// Whom pages tell what they are used for.
    usage: Option<Usage>,
    theme: Theme,
    face: Face,
    herald: Arc<dyn Herald>,
    news: watch::Sender<Arc<News>>,
    indexing: Indexing,
    /// Findings that matter to everybody: a configuration or a theme that can't be used. The last good ones are shown.
    broken: BTreeMap<&'static str, String>,
    /// What is wrong between documents, as was found out last.
    between: Diagnostics,
    /// Whether search is of what there is now.
    is_indexed: bool,
    /// Which documents are alike, by their numbers in the plans of the same documents.
    related: Option<Related>,
    /// What is left of the last plan.
    remains: Option<Remains>,
    /// The paths of what has changed since, where that is only contents of documents.
    changed: Option<BTreeSet<String>>,
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

/// What a workshop begins with.
#[derive(Debug)]
pub struct Opening {
    /// The library.
    pub live: Live,
    /// What is wrong between its documents.
    pub between: Diagnostics,
    /// For whom it is shown.
    pub audience: Audience,
    /// How events of its pages are collected; where nothing is said, pages tell none.
    pub collecting: Option<Options>,
}

impl Workshop {
    /// A workshop for a library that has been read.
    pub(super) fn new(
        Opening { mut live, between, audience, collecting }: Opening,
        herald: Arc<dyn Herald>,
        news: watch::Sender<Arc<News>>,
        indexing: Indexing,
    ) -> Result<Self, BuildError> {
        let usage = collecting.map(|_| Usage::here());
        for_authors(&mut live, usage.as_ref());
        let (theme, face) = site::theme_of(live.library())?;
        Ok(Self {
            live,
            audience,
            usage,
            theme,
            face,
            herald,
            news,
            indexing,
            broken: BTreeMap::new(),
            between,
            is_indexed: false,
            related: None,
            remains: None,
            changed: None,
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
            for_authors(&mut self.live, self.usage.as_ref());
        }
        let is_face = |path: &str| self.live.library().config.brand.files().any(|file| file == path);
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
        self.is_indexed &= extent == Extent::Nothing;
        let is_of_contents = matches!(extent, Extent::Nothing | Extent::Contents);
        self.changed = is_of_contents.then(|| changed.clone());
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
        let mut remains = self.remains.take();
        let mut plan = match (&mut remains, &self.changed) {
            (Some(remains), Some(changed)) => {
                plan::after(library, &wordbook, self.audience, Since { base: Base::at_root(), remains, changed })
            }
            _ => plan::plan(library, &wordbook, self.audience, Base::at_root()),
        };
        plan.reader.hurry();
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
            is_indexed: &mut self.is_indexed,
            inbox,
        };
        desk.publish(&plan, true);
        let end = desk.look_deeper(&mut plan, remains).unwrap_or_else(|| desk.index(&plan, &self.indexing));
        self.related = Some(Related { held: plan.numbers().to_vec(), alike: plan.take_related() });
        self.remains = Some(Remains::of(plan));
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

/// A browser that keeps pages would show their author old ones; and what authors look at is no use of it, unless it's collected here.
fn for_authors(live: &mut Live, usage: Option<&Usage>) {
    let config = &mut live.library_mut().config;
    config.offline.enabled = false;
    config.usage = usage.cloned();
}
