//! What belongs to sessions: whether searches led to something, and in how many sessions documents were used.

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};

use super::Sighting;
use crate::{Minimum, Time, event::EventKind, time::MINUTE};

/// A session without events for this long is over: 8 hours. What comes later with its id is another session.
pub const IDLE_MS: i64 = 8 * 60 * MINUTE;

/// Distinct queries that are told apart; searches for further ones are counted together.
pub const MOST_QUERIES: usize = 200_000;

/// Searches in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchFigures {
    /// Searches.
    pub searches: u64,
    /// Those that found nothing.
    pub without_hits: u64,
    /// Those of which a result was opened.
    pub opened: u64,
    /// Those that were followed by a qualified use within their session.
    pub followed_by_use: u64,
}

impl SearchFigures {
    /// Search success: `followed_by_use` ÷ `searches`.
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub fn success(&self) -> Option<f64> {
        (self.searches > 0).then(|| self.followed_by_use as f64 / self.searches as f64)
    }
}

/// A query after which nothing was ever used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// The query, in small letters.
    pub query: String,
    /// In how many sessions it was searched for.
    pub sessions: u64,
    /// How often it was searched for.
    pub searches: u64,
    /// How often nothing was found.
    pub without_hits: u64,
}

/// What readers look for and don't find.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gaps {
    /// Queries that were searched for in enough sessions, most first.
    pub queries: Vec<Gap>,
    /// Searches for other such queries: those of too few sessions, and those beyond [`MOST_QUERIES`].
    pub other_searches: u64,
}

/// Follows sessions. Events come in the order of their times; what comes late is taken as if it had happened then.
///
/// ```
/// use fieldbook_metrics::{Minimum, Time, event::EventKind, usage::{Sessions, Sighting}};
///
/// let mut sessions = Sessions::default();
/// let mut second = 0;
/// let mut add = |session, document, kind: EventKind| {
///     second += 1;
///     sessions.add(&Sighting { at: Time::from_millis(second * 1_000), kind: &kind, document, session });
/// };
/// let search = |query: &str, hits| EventKind::Search { query: query.to_owned(), hits, position: None };
/// add(1, None, search("SOC 2", 4));
/// add(1, Some(7), EventKind::Copy);
/// add(2, None, search("fedramp", 0));
/// add(3, None, search("FedRAMP ", 0));
/// add(3, Some(7), EventKind::View { visible_ms: 2_000 }); // A glance is no use.
/// let figures = sessions.searches();
/// assert_eq!((figures.searches, figures.followed_by_use, figures.without_hits), (3, 1, 2));
/// let gaps = sessions.gaps(Minimum(2));
/// assert_eq!((gaps.queries[0].query.as_str(), gaps.queries[0].sessions), ("fedramp", 2));
/// assert_eq!((sessions.of_document(7).seen, sessions.of_document(7).used), (2, 1));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    open: HashMap<u64, Open>,
    /// Sessions in the order in which they may be over, with the time of an event of theirs.
    by_age: VecDeque<(Time, u64)>,
    figures: SearchFigures,
    query_numbers: HashMap<String, u32>,
    queries: Vec<Query>,
    /// Searches for queries beyond the most, and those of them that weren't followed by a use.
    beyond: u64,
    /// Sessions with an event, and with a qualified use, by document.
    documents: Vec<SessionsOfDocument>,
    all: u64,
    searching: u64,
}

/// In how many sessions something happened to a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionsOfDocument {
    /// Anything: it was seen.
    pub seen: u64,
    /// A qualified use.
    pub used: u64,
}

/// What an event is the first of in its session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct First {
    /// Of all.
    pub of_session: bool,
    /// Of its document.
    pub of_document: bool,
    /// Of the qualified uses of its document.
    pub use_of_document: bool,
}

/// A session that isn't over.
#[derive(Clone, Debug, Default)]
struct Open {
    last: Time,
    /// Searches that wait for a use; `None` for queries beyond the most.
    waiting: Vec<Option<u32>>,
    /// What it had already.
    queries: Vec<u32>,
    /// Documents that it saw, and whether it used them.
    documents: Vec<(u32, bool)>,
    has_searched: bool,
}

/// Searches that may wait in one session; more are a machine's.
const MOST_WAITING: usize = 1_000;

#[derive(Clone, Copy, Debug, Default)]
struct Query {
    sessions: u64,
    searches: u64,
    without_hits: u64,
    followed: u64,
}

impl Sessions {
    /// Adds an event. Returns what it is the first of.
    pub fn add(&mut self, sighting: &Sighting) -> First {
        self.forget_before(sighting.at.moved(-IDLE_MS));
        let mut first = First::default();
        let session = self.open.entry(sighting.session).or_insert_with(|| {
            first.of_session = true;
            self.by_age.push_back((sighting.at, sighting.session));
            Open::default()
        });
        self.all += u64::from(first.of_session);
        session.last = session.last.max(sighting.at);
        if let Some(document) = sighting.document {
            first.of_document = session.sees(document);
        }
        if let EventKind::Search { query, hits, position } = sighting.kind {
            self.searching += u64::from(!std::mem::replace(&mut session.has_searched, true));
            self.figures.searches += 1;
            self.figures.without_hits += u64::from(*hits == 0);
            self.figures.opened += u64::from(position.is_some());
            self.search(sighting.session, query, *hits);
        } else if sighting.kind.is_qualified_use() {
            first.use_of_document = self.used(sighting.session, sighting.document);
        }
        self.count(sighting.document, first);
        first
    }

    /// Adds what came of other sessions: none of them is among these.
    pub fn add_all(&mut self, other: &Self) {
        self.all += other.all;
        self.searching += other.searching;
        self.beyond += other.beyond;
        self.figures.searches += other.figures.searches;
        self.figures.without_hits += other.figures.without_hits;
        self.figures.opened += other.figures.opened;
        self.figures.followed_by_use += other.figures.followed_by_use;
        self.documents.resize(self.documents.len().max(other.documents.len()), SessionsOfDocument::default());
        for (sessions, more) in self.documents.iter_mut().zip(&other.documents) {
            sessions.seen += more.seen;
            sessions.used += more.used;
        }
        let mut queries: Vec<(&String, &u32)> = other.query_numbers.iter().collect();
        // Which queries are beyond the most doesn't hang on the order of hashes.
        queries.sort_unstable_by_key(|(_, number)| **number);
        for (query, number) in queries {
            let more = other.queries.get(*number as usize).copied().unwrap_or_default();
            match self.number(query.clone()).and_then(|number| self.queries.get_mut(number as usize)) {
                Some(counts) => {
                    counts.sessions += more.sessions;
                    counts.searches += more.searches;
                    counts.without_hits += more.without_hits;
                    counts.followed += more.followed;
                }
                None => self.beyond += more.searches.saturating_sub(more.followed),
            }
        }
    }

    /// How many sessions there were.
    pub fn sessions(&self) -> u64 {
        self.all
    }

    /// How many of them searched.
    pub fn searching(&self) -> u64 {
        self.searching
    }

    /// All searches.
    pub fn searches(&self) -> SearchFigures {
        self.figures
    }

    /// In how many sessions something happened to a document.
    pub fn of_document(&self, document: u32) -> SessionsOfDocument {
        self.documents.get(document as usize).copied().unwrap_or_default()
    }

    /// Queries none of whose searches was followed by a use. What few sessions searched for isn't shown: it may be somebody's name.
    pub fn gaps(&self, minimum: Minimum) -> Gaps {
        let mut gaps = Gaps { queries: Vec::new(), other_searches: self.beyond };
        for (query, number) in &self.query_numbers {
            let Some(counts) = self.queries.get(*number as usize).filter(|counts| counts.followed == 0) else {
                continue;
            };
            let Query { sessions, searches, without_hits, .. } = *counts;
            if sessions < minimum.0 {
                gaps.other_searches += searches;
            } else {
                gaps.queries.push(Gap { query: query.clone(), sessions, searches, without_hits });
            }
        }
        gaps.queries.sort_by(|left, right| (right.sessions, &left.query).cmp(&(left.sessions, &right.query)));
        gaps
    }

    /// How often each query was searched for, where enough sessions did.
    pub fn queries(&self, minimum: Minimum) -> BTreeMap<&str, u64> {
        let counts = |number: &u32| self.queries.get(*number as usize).copied().unwrap_or_default();
        let numbers = self.query_numbers.iter().map(|(query, number)| (query.as_str(), counts(number)));
        numbers
            .filter(|(_, counts)| counts.sessions >= minimum.0)
            .map(|(query, counts)| (query, counts.searches))
            .collect()
    }

    fn search(&mut self, session: u64, query: &str, hits: u32) {
        let number = self.number(normalised(query));
        let Some(open) = self.open.get_mut(&session) else { return };
        if open.waiting.len() < MOST_WAITING {
            open.waiting.push(number);
        }
        let Some(number) = number else {
            self.beyond += 1;
            return;
        };
        let Some(counts) = self.queries.get_mut(number as usize) else { return };
        counts.searches += 1;
        counts.without_hits += u64::from(hits == 0);
        if open.queries.len() < MOST_WAITING && !open.queries.contains(&number) {
            open.queries.push(number);
            counts.sessions += 1;
        }
    }

    /// The number of a query; none for a new one where there are too many.
    fn number(&mut self, query: String) -> Option<u32> {
        if let Some(number) = self.query_numbers.get(&query) {
            return Some(*number);
        }
        if self.queries.len() >= MOST_QUERIES {
            return None;
        }
        let number = u32::try_from(self.queries.len()).ok()?;
        self.query_numbers.insert(query, number);
        self.queries.push(Query::default());
        Some(number)
    }

    /// Notes a qualified use; returns whether it's the session's first of the document.
    fn used(&mut self, session: u64, document: Option<u32>) -> bool {
        let Some(open) = self.open.get_mut(&session) else { return false };
        for query in open.waiting.drain(..) {
            self.figures.followed_by_use += 1;
            match query.map(|number| self.queries.get_mut(number as usize)) {
                Some(Some(counts)) => counts.followed += 1,
                _ => self.beyond = self.beyond.saturating_sub(1),
            }
        }
        document.is_some_and(|document| open.uses(document))
    }

    fn count(&mut self, document: Option<u32>, first: First) {
        let Some(document) = document.filter(|_| first.of_document || first.use_of_document) else { return };
        let at = document as usize;
        if at >= self.documents.len() {
            self.documents.resize(at + 1, SessionsOfDocument::default());
        }
        if let Some(sessions) = self.documents.get_mut(at) {
            sessions.seen += u64::from(first.of_document);
            sessions.used += u64::from(first.use_of_document);
        }
    }

    /// Drops sessions that are over, so that memory grows with those that are open at one time.
    fn forget_before(&mut self, time: Time) {
        while let Some((at, session)) = self.by_age.front().copied()
            && at < time
        {
            self.by_age.pop_front();
            let Some(last) = self.open.get(&session).map(|open| open.last) else { continue };
            if last < time {
                self.open.remove(&session);
            } else {
                // It went on; it's looked at again when its last event is old.
                self.by_age.push_back((last, session));
            }
        }
    }
}

impl Open {
    /// Notes that it saw a document; returns whether that's the first time.
    fn sees(&mut self, document: u32) -> bool {
        let is_new = self.documents.iter().all(|(it, _)| *it != document);
        if is_new {
            self.documents.push((document, false));
        }
        is_new
    }

    /// Notes that it used a document that it has seen; returns whether that's the first time.
    fn uses(&mut self, document: u32) -> bool {
        let seen = self.documents.iter_mut().find(|(it, _)| *it == document);
        seen.is_some_and(|(_, is_used)| !std::mem::replace(is_used, true))
    }
}

/// A query as it is counted: in small letters, with single spaces.
pub fn normalised(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
