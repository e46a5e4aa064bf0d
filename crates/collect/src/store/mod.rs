//! Where events are kept: [`Sqlite`] in a file, [`Postgres`] where one machine is outgrown.
//!
//! Both hold the same tables, so that one can be copied into the other:
//!
//! | table | a row is |
//! |---|---|
//! | `events` | an [`Event`], by its id |
//! | `documents` | the id of a document, by the number that events name it by |
//! | `salts` | what sessions of a day are made of, until it is thrown away |
//! | `opportunities` | what a CRM told of a deal on a day |
//! | `bids` | how much of a questionnaire came from the library |
//! | `keys` | what ids of imported events are made with |
//!
//! Numbers of documents follow from their ids ([`document_key`]), and ids of events come from those who send them: nothing is counted
//! up, which distributed engines that speak PostgreSQL can't do without waiting for each other.

mod columns;
mod connection;
mod postgres;
mod sqlite;

use fieldbook_metrics::{
    Time,
    event::{Event, EventKind},
    import::bids::Bid,
    opportunity::Opportunity,
};
use serde::{Serialize, de::DeserializeOwned};

pub use postgres::Postgres;
pub use sqlite::Sqlite;

/// What is thrown away after two days, so that nobody can find out from whom an event came.
pub type Salt = [u8; 32];

/// What became of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Events that are kept now.
    pub stored: usize,
    /// Events that were kept before: they were sent again.
    pub known: usize,
}

/// Why events can't be kept, or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite said so.
    #[error("the store refused: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL said so, or couldn't be reached.
    #[error("the store refused: {}", with_cause(.0))]
    Postgres(#[from] ::postgres::Error),
    /// No connection can be encrypted.
    #[error("connections to the store can't be encrypted: {0}")]
    Encryption(rustls::Error),
    /// A row that no event or deal is written as.
    #[error("the store holds something that this program can't read: {id}")]
    Damaged {
        /// The event's id, or the deal's.
        id: String,
    },
    /// It was made by another version of the program.
    #[error("the store has format {found}; this program reads format {}", FORMAT)]
    Format {
        /// Its format.
        found: i64,
    },
}

/// `postgres` says only 'db error', and why in what it was caused by.
fn with_cause(error: &::postgres::Error) -> String {
    use std::error::Error as _;
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}

/// Counts the changes of the tables.
const FORMAT: i64 = 1;

/// Keeps events.
///
/// All writing is done in one thread: see [`Writer`](crate::writer::Writer). Who only reads opens the store once more.
pub trait Store: Send {
    /// Keeps batches in one transaction, which is on disk when this returns; tells for each what became of it.
    fn append(&mut self, batches: &[&[Event]]) -> Result<Vec<Kept>, StoreError>;

    /// The salt of a day (days since 1970): `fresh` where it has none yet.
    fn salt(&mut self, day: i64, fresh: Salt) -> Result<Salt, StoreError>;

    /// Throws away the salts of all days before that one.
    fn forget_salts(&mut self, before: i64) -> Result<(), StoreError>;

    /// The key that ids of imported events are made with, for good: `fresh` where there is none yet.
    fn key(&mut self, fresh: Salt) -> Result<Salt, StoreError>;

    /// Keeps what was told of deals. What is told of the same deal and day otherwise takes the place of what was told before.
    fn tell(&mut self, deals: &[Opportunity]) -> Result<Kept, StoreError>;

    /// Keeps how much of bids came from the library, by their records' ids; a later record of the same bid takes the place of the one before.
    fn record(&mut self, bids: &[(String, Bid)]) -> Result<Kept, StoreError>;

    /// How much of each bid came from the library.
    fn recorded(&mut self) -> Result<Vec<(String, Bid)>, StoreError>;

    /// All that was told of deals, by deal and day.
    fn told(&mut self) -> Result<Vec<Opportunity>, StoreError>;

    /// Throws away some of the events before that time; returns how many, none when there are none left.
    fn forget_events(&mut self, before: i64) -> Result<usize, StoreError>;

    /// The documents that events name, by their numbers ([`document_key`]).
    fn documents(&mut self) -> Result<Vec<(i64, String)>, StoreError>;

    /// When the latest event happened, in milliseconds since 1970 (UTC).
    fn newest(&mut self) -> Result<Option<i64>, StoreError>;

    /// Hands over all events before a time, by id: those of pages thereby in the order of their times.
    fn scan(&mut self, before: i64, visit: &mut dyn FnMut(&Scanned<'_>)) -> Result<(), StoreError> {
        let span = Span { from: i64::MIN, to: before };
        let mut after: Option<String> = None;
        loop {
            let events = self.page(span, after.as_deref(), SCANNED_AT_ONCE)?;
            for event in &events {
                visit(&Scanned::of(event));
            }
            match events.into_iter().last() {
                Some(last) => after = Some(last.id),
                None => return Ok(()),
            }
        }
    }

    /// Hands over events from one time to before another, by id, after the one that is given; at most `most`.
    fn page(&mut self, span: Span, after: Option<&str>, most: usize) -> Result<Vec<Event>, StoreError>;
}

/// Events that are asked for at once where a store hands over all.
const SCANNED_AT_ONCE: usize = 10_000;

/// An event as a scan hands it over: what figures are made of.
#[derive(Clone, Debug)]
pub struct Scanned<'a> {
    /// Its id.
    pub id: &'a str,
    /// When it happened.
    pub at: Time,
    /// What happened.
    pub kind: EventKind,
    /// To which document, by its number.
    pub document: Option<i64>,
    /// In which session.
    pub session: &'a str,
    /// The deal that the reader said they are working on.
    pub opportunity: Option<&'a str>,
}

impl<'a> Scanned<'a> {
    fn of(event: &'a Event) -> Self {
        Self {
            id: &event.id,
            at: event.at,
            kind: event.kind.clone(),
            document: event.document.as_deref().map(document_key),
            session: &event.session,
            opportunity: event.opportunity.as_deref(),
        }
    }
}

/// From a time to before another, in milliseconds since 1970 (UTC).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first that belongs to it.
    pub from: i64,
    /// The first that doesn't.
    pub to: i64,
}

/// A deal as it is kept: its id, the day that it is told of, and all of it as JSON.
fn written(deal: &Opportunity) -> Result<(&str, String, String), StoreError> {
    Ok((&deal.id, deal.as_of.to_string(), json(&deal.id, deal)?))
}

fn json(id: &str, value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Damaged { id: id.to_owned() })
}

/// Something of its JSON.
fn read<T: DeserializeOwned>(id: &str, told: &str) -> Result<T, StoreError> {
    serde_json::from_str(told).map_err(|_| StoreError::Damaged { id: id.to_owned() })
}

/// Keeps a deal; both stores understand this with their own signs for parameters.
const TELL: &str = "INSERT INTO opportunities (id, as_of, told) VALUES ($1, $2, $3)
    ON CONFLICT (id, as_of) DO UPDATE SET told = excluded.told WHERE opportunities.told <> excluded.told";

const RECORD: &str = "INSERT INTO bids (id, told) VALUES ($1, $2)
    ON CONFLICT (id) DO UPDATE SET told = excluded.told WHERE bids.told <> excluded.told";

const RECORDED: &str = "SELECT id, told FROM bids ORDER BY id";

const DOCUMENTS: &str = "SELECT key, id FROM documents ORDER BY id";

const NEWEST: &str = "SELECT MAX(time) FROM events";

const TOLD: &str = "SELECT id, told FROM opportunities ORDER BY id, as_of";

/// The number of a document: of its id, so that stores agree on it without asking each other.
pub fn document_key(id: &str) -> i64 {
    i64::from_le_bytes(first_bytes(blake3::hash(id.as_bytes()).as_bytes()))
}

/// The first eight bytes of a hash.
pub(crate) fn first_bytes(hash: &[u8; 32]) -> [u8; 8] {
    let mut first = [0; 8];
    first.copy_from_slice(&hash[..8]);
    first
}

/// Whether a store's place is a database's address, and no file.
pub fn is_database(place: &str) -> bool {
    place.starts_with("postgres://") || place.starts_with("postgresql://")
}

/// Opens a store: `postgres://…` is an engine that speaks PostgreSQL, all else a file of SQLite's.
pub fn open(place: &str) -> Result<Box<dyn Store>, StoreError> {
    if is_database(place) { Ok(Box::new(Postgres::open(place)?)) } else { Ok(Box::new(Sqlite::open(place.as_ref())?)) }
}
