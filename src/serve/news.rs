//! What open pages are told, as server-sent events: which edition there is, and what is wrong with it.

use std::{convert::Infallible, sync::Arc};

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, stream};
use serde::Serialize;
use tokio::sync::watch;

/// Where things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct News {
    /// Counts the editions of the library that were shown: pages of an older one ask for themselves again.
    pub(super) edition: u64,
    /// Stands for the theme's scripts: when they change, pages are loaded anew.
    pub(super) scripts: String,
    /// Counts the search indexes that were made.
    pub(super) index: u64,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// Path of the file of the only page that it is shown on; `None` where it matters everywhere.
    pub(super) source: Option<String>,
    /// What the terminal says.
    pub(super) text: String,
}

/// The events of one page: where things stand now, and again each time that changes.
pub(super) fn events(news: watch::Receiver<Arc<News>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = stream::unfold((news, true), async |(mut news, is_first)| {
        if !is_first {
            news.changed().await.ok()?;
        }
        let now = news.borrow_and_update().clone();
        // A value of strings and numbers can always be written.
        let event = Event::default().json_data(&*now).unwrap_or_default();
        Some((Ok(event), (news, false)))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}
