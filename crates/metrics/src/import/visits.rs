//! From addresses that were asked for to events.

use super::{Imported, ids::Ids};
use crate::{
    Time,
    event::{self, Audience, Event, EventKind, MOST_VISIBLE_MS},
};

/// What an address of the site is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The page of a document.
    Document(String),
    /// A file to take along.
    Asset(String),
}

/// The site that was visited.
pub struct Site<'a> {
    /// What an address's path is, without query and fragment, decoded; none for what isn't counted (styles, pictures, lists).
    pub page: &'a dyn Fn(&str) -> Option<Page>,
    /// For whom the site was built.
    pub audience: Audience,
}

/// What was done at an address, as other tools tell of it.
pub(super) struct Visit<'a> {
    pub(super) at: Time,
    pub(super) path: &'a str,
    pub(super) session: String,
    pub(super) action: Action,
    /// The browser's name, where it is known.
    pub(super) agent: Option<&'a str>,
    /// What the id is made of.
    pub(super) parts: &'a [&'a str],
}

/// What was done.
pub(super) enum Action {
    /// The page was opened, and before the reader for so long as is known.
    Opened {
        /// In milliseconds.
        visible_ms: u64,
    },
    /// One of our own events, sent to another tool by its name.
    Did(EventKind),
}

impl Action {
    /// What our pages call an event when they speak to another tool: its kind's name. Searches and feedback have more to say than a name, and aren't
    /// told so.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let kinds =
            [EventKind::Copy, EventKind::Download, EventKind::Share, EventKind::AnswerUsed, EventKind::LessonCompleted];
        kinds.into_iter().find(|kind| kind.name() == name).map(Self::Did)
    }
}

/// Adds a visit's event, or counts or says why there is none.
pub(super) fn add(imported: &mut Imported<Event>, line: u64, visit: Visit, source: &mut Source) {
    if visit.agent.is_some_and(is_machine) {
        return imported.leave_out("bots");
    }
    let path = visit.path.split(['?', '#']).next().unwrap_or_default();
    let Some(page) = (source.site.page)(&decoded(path)) else { return imported.leave_out("other addresses") };
    let (document, kind) = match (page, visit.action) {
        (Page::Document(document) | Page::Asset(document), Action::Did(kind)) => (document, kind),
        (Page::Document(document), Action::Opened { visible_ms }) => {
            (document, EventKind::View { visible_ms: visible_ms.min(MOST_VISIBLE_MS) })
        }
        (Page::Asset(asset), Action::Opened { .. }) => (asset, EventKind::Download),
    };
    let event = Event {
        id: source.ids.event(kind.name(), visit.parts),
        at: visit.at,
        kind,
        document: Some(document),
        session: visit.session,
        opportunity: None,
        seller: None,
        audience: source.site.audience,
    };
    match event::rules::check(&event) {
        Ok(()) => imported.rows.push(event),
        Err(refusal) => imported.refuse(line, refusal.to_string()),
    }
}

/// Of which site events are, and who makes their ids.
pub(super) struct Source<'a> {
    pub(super) site: &'a Site<'a>,
    pub(super) ids: &'a mut Ids,
}

/// Whether a browser's name is a machine's. They mostly say so.
pub(super) fn is_machine(agent: &str) -> bool {
    const WORDS: [&str; 20] = [
        "bot",
        "crawl",
        "spider",
        "slurp",
        "preview",
        "monitor",
        "headless",
        "lighthouse",
        "curl/",
        "wget/",
        "python",
        "go-http",
        "java/",
        "okhttp",
        "axios",
        "node-fetch",
        "libwww",
        "scrapy",
        "facebookexternalhit",
        "feed",
    ];
    let lower = agent.to_ascii_lowercase();
    agent.trim().is_empty() || agent == "-" || WORDS.iter().any(|word| lower.contains(word))
}

/// A path without percent signs; what isn't UTF-8 then stays as it was.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| str::from_utf8(hex).ok());
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}
