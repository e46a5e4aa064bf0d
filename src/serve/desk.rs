//! One edition of a library: answers questions for its files, and finds out beside that what takes longer.

use std::{
    collections::{BTreeMap, BTreeSet},
    panic,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError},
    },
    thread::{self, Scope, ScopedJoinHandle},
    time::Duration,
};

use tokio::sync::watch;

use super::{
    Herald,
    halt::Halt,
    indexing::{Indexing, Work},
    news::{News, Problem},
    workshop::{Answer, Ask, Message},
};
use crate::{
    assets,
    diagnostics::{Diagnostics, Severity},
    search::Page,
    site::{
        linking::ImageSizes,
        on_demand::Maker,
        plan::{Plan, Remains},
        searching,
    },
    theme::Theme,
};

/// How long it must be quiet before what takes long is begun.
const QUIET: Duration = Duration::from_millis(400);
/// How often the desk looks whether what is done beside it is done.
const LOOK: Duration = Duration::from_millis(20);

/// What was found out beside an edition.
struct Insight {
    between: Diagnostics,
    alike: Vec<Vec<usize>>,
}

/// What ends an edition.
pub(super) enum End {
    /// Files of the library have changed.
    Changed(BTreeSet<String>),
    /// The server ends.
    Server,
}

/// What it takes to answer for one edition.
pub(super) struct Desk<'w> {
    pub(super) theme: &'w Theme,
    pub(super) herald: &'w dyn Herald,
    pub(super) news: &'w watch::Sender<Arc<News>>,
    /// What is wrong in single files.
    pub(super) single: &'w Diagnostics,
    /// What is wrong between documents.
    pub(super) between: &'w mut Diagnostics,
    /// What makes that the last good state is shown.
    pub(super) broken: &'w BTreeMap<&'static str, String>,
    /// What is wrong and was said on the terminal.
    pub(super) said: &'w mut Option<BTreeSet<String>>,
    /// What can't be made and was said on the terminal.
    pub(super) failed: &'w mut BTreeSet<String>,
    /// Whether search is of this edition.
    pub(super) is_indexed: &'w mut bool,
    pub(super) inbox: &'w Receiver<Message>,
}

impl Desk<'_> {
    /// Tells open pages what is wrong and, where that `is_new`, that there is a new edition.
    pub(super) fn publish(&mut self, plan: &Plan<'_>, is_new: bool) {
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

    /// Finds out what takes longer than a reader waits, once it is quiet; returns what ended the edition before that. Then it also frees
    /// what is left of the last plan.
    pub(super) fn look_deeper(&mut self, plan: &mut Plan<'_>, remains: Option<Remains>) -> Option<End> {
        let (insight, end) = self.beside(plan, |plan, halt| {
            if halt.wait(QUIET) {
                return None;
            }
            drop(remains);
            let mut between = plan.library.check();
            if !plan.reader.learn(plan.library, || halt.is_called()) {
                return None;
            }
            between.append(assets::check(plan.library, &plan.reader));
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
    pub(super) fn index(&mut self, plan: &Plan<'_>, indexing: &Indexing) -> End {
        if *self.is_indexed {
            return self.answer_until_end(plan);
        }
        let (begun, end) = self.beside(plan, |plan, halt| {
            let pages = pages(plan, halt)?;
            indexing.begin(Work { pages, vocabulary: searching::vocabulary(plan), text: searching::text_file(plan) });
            Some(())
        });
        *self.is_indexed = begun.flatten().is_some();
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
