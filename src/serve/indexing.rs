//! Making search indexes on a thread of its own: the latest that is asked for, one at a time.
//!
//! An index of a large library takes seconds. So pages are shown before it, search answers from the last one until then, and
//! what has come in meanwhile becomes the next one.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender},
    },
    thread,
};

use tokio::sync::watch;

use super::{Herald, news::News};
use crate::search::{Indexer, Packed, Page, SearchError, Vocabulary};

/// What an index is made of.
pub(super) struct Work {
    pub(super) pages: Vec<Page>,
    pub(super) vocabulary: Vocabulary,
    /// The file beside each page that holds its text.
    pub(super) text: &'static str,
}

/// Takes work.
pub(super) struct Indexing(Sender<Work>);

/// The files of the last index, and of the one before it, which open pages may still read.
#[derive(Clone, Debug, Default)]
pub(super) struct Indexes(Arc<Mutex<Files>>);

#[derive(Debug, Default)]
struct Files {
    current: BTreeMap<String, Arc<[u8]>>,
    before: BTreeMap<String, Arc<[u8]>>,
}

impl Indexes {
    /// The file at a path of the site.
    pub(super) fn file(&self, path: &str) -> Option<Arc<[u8]>> {
        let files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.current.get(path).or_else(|| files.before.get(path)).map(Arc::clone)
    }

    fn take(&self, packed: Packed) {
        let new = packed.files.into_iter().map(|(path, bytes)| (path, Arc::from(bytes))).collect();
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.before = std::mem::replace(&mut files.current, new);
    }
}

impl Indexing {
    /// Begins a thread that fills `indexes` and says so in `news`.
    pub(super) fn begin_thread(indexes: Indexes, news: watch::Sender<Arc<News>>, herald: Arc<dyn Herald>) -> Self {
        let (sender, works) = mpsc::channel();
        thread::spawn(move || {
            while let Some(work) = latest(&works) {
                match index(&work) {
                    Ok(packed) => {
                        indexes.take(packed);
                        news.send_modify(|news| *news = Arc::new(News { index: news.index + 1, ..(**news).clone() }));
                    }
                    Err(error) => herald.say(&herald.failure(&error.into())),
                }
            }
        });
        Self(sender)
    }

    /// Has an index made, after the one that is being made.
    pub(super) fn begin(&self, work: Work) {
        // The thread lives for as long as this does.
        let _ = self.0.send(work);
    }
}

/// Waits for work, and passes over all but the last that came in.
fn latest(works: &Receiver<Work>) -> Option<Work> {
    let first = works.recv().ok()?;
    Some(works.try_iter().last().unwrap_or(first))
}

fn index(work: &Work) -> Result<Packed, SearchError> {
    let mut indexer = Indexer::new()?;
    for page in &work.pages {
        indexer.add(page)?;
    }
    indexer.finish(&work.vocabulary, work.text)
}
