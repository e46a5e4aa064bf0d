//! The one thread that writes: what comes while it writes is written together next time, so that many senders share one sync of the
//! disk.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
};

use fieldbook_metrics::event::Event;
use tokio::sync::{mpsc, oneshot};

use crate::store::{Kept, Salt, Store, StoreError};

/// Batches that wait at most; who comes then is asked to come again.
const WAITING: usize = 2_048;

/// Events that are written together at most: enough to share a sync, few enough that nobody waits long for it.
const TOGETHER: usize = 10_000;

/// Why a batch wasn't kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum WriteError {
    /// More comes than can be written.
    #[error("more events come than can be written; send them again a little later")]
    Busy,
    /// The thread has ended.
    #[error("the collector is about to stop")]
    Closed,
    /// The store refused.
    #[error(transparent)]
    Store(Arc<StoreError>),
}

impl From<StoreError> for WriteError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}

type Reply<T> = oneshot::Sender<Result<T, WriteError>>;

enum Job {
    Append(Vec<Event>, Reply<Kept>),
    Salt { day: i64, fresh: Salt, reply: Reply<Salt> },
    Forget { before: i64, reply: Reply<usize> },
}

/// Hands work to the thread.
#[derive(Clone, Debug)]
pub struct Writer(mpsc::Sender<Job>);

impl Writer {
    /// Begins the thread, which ends when no [`Writer`] is left and all that was handed to it is written.
    pub fn begin(store: Box<dyn Store>) -> (Self, JoinHandle<()>) {
        let (sender, inbox) = mpsc::channel(WAITING);
        (Self(sender), thread::spawn(move || Thread { store, inbox }.run()))
    }

    /// Keeps events. When this returns they are on disk.
    pub async fn append(&self, events: Vec<Event>) -> Result<Kept, WriteError> {
        self.ask(|reply| Job::Append(events, reply)).await
    }

    /// The salt of a day, `fresh` where it has none yet; salts of days before the last one are thrown away.
    pub async fn salt(&self, day: i64, fresh: Salt) -> Result<Salt, WriteError> {
        self.ask(|reply| Job::Salt { day, fresh, reply }).await
    }

    /// Throws away some of the events before a time (milliseconds since 1970); returns how many, none when there are none left.
    pub async fn forget(&self, before: i64) -> Result<usize, WriteError> {
        self.ask(|reply| Job::Forget { before, reply }).await
    }

    async fn ask<T>(&self, job: impl FnOnce(Reply<T>) -> Job) -> Result<T, WriteError> {
        let (reply, answer) = oneshot::channel();
        self.0.try_send(job(reply)).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => WriteError::Busy,
            mpsc::error::TrySendError::Closed(_) => WriteError::Closed,
        })?;
        answer.await.unwrap_or(Err(WriteError::Closed))
    }
}

struct Thread {
    store: Box<dyn Store>,
    inbox: mpsc::Receiver<Job>,
}

impl Thread {
    fn run(mut self) {
        let mut left_over = None;
        while let Some(job) = left_over.take().or_else(|| self.inbox.blocking_recv()) {
            match job {
                Job::Append(events, reply) => left_over = self.append(events, reply),
                // Who asked may have gone.
                Job::Salt { day, fresh, reply } => drop(reply.send(self.salt(day, fresh))),
                Job::Forget { before, reply } => {
                    drop(reply.send(self.store.forget_events(before).map_err(WriteError::from)));
                }
            }
        }
    }

    /// Writes a batch, and those that wait behind it; returns what waits behind these.
    fn append(&mut self, events: Vec<Event>, reply: Reply<Kept>) -> Option<Job> {
        let mut together = events.len();
        let (mut batches, mut replies) = (vec![events], vec![reply]);
        let mut next = None;
        while together < TOGETHER {
            match self.inbox.try_recv() {
                Ok(Job::Append(events, reply)) => {
                    together += events.len();
                    batches.push(events);
                    replies.push(reply);
                }
                other => {
                    next = other.ok();
                    break;
                }
            }
        }
        let parts: Vec<&[Event]> = batches.iter().map(Vec::as_slice).collect();
        match self.store.append(&parts) {
            Ok(kept) => {
                for (reply, kept) in replies.into_iter().zip(kept) {
                    drop(reply.send(Ok(kept)));
                }
            }
            Err(error) => {
                let error = WriteError::from(error);
                for reply in replies {
                    drop(reply.send(Err(error.clone())));
                }
            }
        }
        next
    }

    fn salt(&mut self, day: i64, fresh: Salt) -> Result<Salt, WriteError> {
        let salt = self.store.salt(day, fresh)?;
        // The last day's is still needed: see `identity`.
        self.store.forget_salts(day - 1)?;
        Ok(salt)
    }
}
