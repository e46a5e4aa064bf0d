//! Events in PostgreSQL, or in an engine that speaks its protocol.
//!
//! Only what distributed engines have as well is used: no sequences, no locks, no listening; and a transaction that another one got in
//! the way of (`40001`, `40P01`) is done again. A lost connection is made again: since ids tell what is kept already, nothing is
//! lost or kept twice by it.

use std::{collections::HashSet, error::Error, thread, time::Duration};

use fieldbook_metrics::{event::Event, import::bids::Bid, opportunity::Opportunity};
use postgres::{Client, Config, Transaction, error::SqlState};

use super::{
    DOCUMENTS, FORMAT, Kept, NEWEST, RECORD, RECORDED, Salt, Span, Store, StoreError, TELL, TOLD,
    columns::{Details, Row},
    connection, document_key, json, read, written,
};

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS events (
        id TEXT PRIMARY KEY, time BIGINT NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL, document BIGINT,
        opportunity TEXT, seller TEXT, audience TEXT NOT NULL, number BIGINT, position BIGINT, text TEXT
    );
    CREATE TABLE IF NOT EXISTS documents (key BIGINT PRIMARY KEY, id TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS salts (day BIGINT PRIMARY KEY, salt BYTEA NOT NULL);
    CREATE TABLE IF NOT EXISTS formats (format BIGINT PRIMARY KEY);
    CREATE TABLE IF NOT EXISTS bids (id TEXT PRIMARY KEY, told TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BYTEA NOT NULL);
    CREATE TABLE IF NOT EXISTS opportunities (
        id TEXT NOT NULL, as_of TEXT NOT NULL, told TEXT NOT NULL, PRIMARY KEY (id, as_of)
    );
    CREATE INDEX IF NOT EXISTS touches ON events (opportunity, time) WHERE opportunity IS NOT NULL;
";

/// One statement for all rows: the way to the server and back is what takes time.
const INSERT: &str = "
    INSERT INTO events (id, time, session, kind, document, opportunity, seller, audience, number, position, text)
    SELECT * FROM UNNEST($1::TEXT[], $2::BIGINT[], $3::TEXT[], $4::TEXT[], $5::BIGINT[], $6::TEXT[], $7::TEXT[], $8::TEXT[],
        $9::BIGINT[], $10::BIGINT[], $11::TEXT[])
    ON CONFLICT (id) DO NOTHING RETURNING id";

const INSERT_DOCUMENTS: &str = "
    INSERT INTO documents (key, id) SELECT * FROM UNNEST($1::BIGINT[], $2::TEXT[]) ON CONFLICT (key) DO NOTHING";

const PAGE: &str = "
    SELECT events.id, time, session, kind, documents.id, opportunity, seller, audience, number, position, text
    FROM events LEFT JOIN documents ON documents.key = events.document
    WHERE events.id > $1 AND time >= $2 AND time < $3 ORDER BY events.id LIMIT $4";

/// Events that are thrown away at once: few enough that those who write don't wait for it.
const FORGOTTEN_AT_ONCE: i64 = 5_000;

/// How often something is tried, and how long is waited before the second time; each time twice as long.
const TRIES: u32 = 8;
const FIRST_WAIT: Duration = Duration::from_millis(20);

/// A database of events.
pub struct Postgres {
    config: Config,
    client: Client,
    /// Documents that the database knows.
    known: HashSet<i64>,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Its address holds a password.
        formatter.debug_struct("Postgres").finish_non_exhaustive()
    }
}

impl Postgres {
    /// Opens a database, and makes its tables where there are none.
    pub fn open(url: &str) -> Result<Self, StoreError> {
        let config: Config = url.parse()?;
        let client = connection::connect(&config)?;
        let mut opened = Self { config, client, known: HashSet::new() };
        match opened.transact(tables)? {
            FORMAT => Ok(opened),
            found => Err(StoreError::Format { found }),
        }
    }

    /// Does something in a transaction, again where it didn't come to an end through no fault of its own.
    fn transact<T>(
        &mut self,
        mut work: impl FnMut(&mut Transaction<'_>) -> Result<T, postgres::Error>,
    ) -> Result<T, StoreError> {
        let mut wait = FIRST_WAIT;
        for _ in 1..TRIES {
            match attempt(&mut self.client, &mut work) {
                Ok(done) => return Ok(done),
                Err(error) if may_pass(&error) => {
                    thread::sleep(wait);
                    wait *= 2;
                }
                Err(error) => return Err(error.into()),
            }
            if self.client.is_closed()
                && let Ok(client) = connection::connect(&self.config)
            {
                self.client = client;
            }
        }
        Ok(attempt(&mut self.client, &mut work)?)
    }
}

/// Makes the tables where there are none; returns their format.
fn tables(transaction: &mut Transaction<'_>) -> Result<i64, postgres::Error> {
    transaction.batch_execute(TABLES)?;
    transaction.execute("INSERT INTO formats SELECT $1 WHERE NOT EXISTS (SELECT * FROM formats)", &[&FORMAT])?;
    transaction.query_one("SELECT format FROM formats", &[])?.try_get(0)
}

fn attempt<T>(
    client: &mut Client,
    work: &mut impl FnMut(&mut Transaction<'_>) -> Result<T, postgres::Error>,
) -> Result<T, postgres::Error> {
    let mut transaction = client.transaction()?;
    let done = work(&mut transaction)?;
    transaction.commit()?;
    Ok(done)
}

/// Whether the same may go well another time.
fn may_pass(error: &postgres::Error) -> bool {
    let passing = [
        &SqlState::T_R_SERIALIZATION_FAILURE,
        &SqlState::T_R_DEADLOCK_DETECTED,
        &SqlState::ADMIN_SHUTDOWN,
        // Two made the same table at once: 'if not exists' doesn't wait for the other.
        &SqlState::UNIQUE_VIOLATION,
        &SqlState::DUPLICATE_TABLE,
    ];
    match error.code() {
        Some(code) => passing.contains(&code),
        // A connection that broke while it was in use.
        None => error.is_closed() || error.source().is_some_and(<dyn Error>::is::<std::io::Error>),
    }
}

impl Store for Postgres {
    fn append(&mut self, batches: &[&[Event]]) -> Result<Vec<Kept>, StoreError> {
        let columns = Columns::new(batches);
        let documents = Documents::new(batches, &self.known);
        let new = self.transact(|transaction| {
            if !documents.keys.is_empty() {
                transaction.execute(INSERT_DOCUMENTS, &[&documents.keys, &documents.ids])?;
            }
            columns.insert(transaction)
        })?;
        self.known.extend(documents.keys);
        Ok(kept(batches, new))
    }

    fn salt(&mut self, day: i64, fresh: Salt) -> Result<Salt, StoreError> {
        self.transact(|transaction| {
            let fresh = fresh.as_slice();
            transaction.execute("INSERT INTO salts VALUES ($1, $2) ON CONFLICT (day) DO NOTHING", &[&day, &fresh])?;
            let row = transaction.query_one("SELECT salt FROM salts WHERE day = $1", &[&day])?;
            row.try_get(0).map(salt)
        })
    }

    fn forget_salts(&mut self, before: i64) -> Result<(), StoreError> {
        self.transact(|transaction| transaction.execute("DELETE FROM salts WHERE day < $1", &[&before]).map(drop))
    }

    fn key(&mut self, fresh: Salt) -> Result<Salt, StoreError> {
        self.transact(|transaction| {
            let fresh = fresh.as_slice();
            transaction.execute("INSERT INTO keys VALUES ('import', $1) ON CONFLICT (name) DO NOTHING", &[&fresh])?;
            transaction.query_one("SELECT key FROM keys WHERE name = 'import'", &[])?.try_get(0).map(salt)
        })
    }

    fn tell(&mut self, deals: &[Opportunity]) -> Result<Kept, StoreError> {
        let rows = deals.iter().map(written).collect::<Result<Vec<_>, _>>()?;
        self.transact(|transaction| {
            let tell = transaction.prepare(TELL)?;
            let mut kept = Kept::default();
            for (id, as_of, told) in &rows {
                match transaction.execute(&tell, &[id, as_of, told])? {
                    0 => kept.known += 1,
                    _ => kept.stored += 1,
                }
            }
            Ok(kept)
        })
    }

    fn record(&mut self, bids: &[(String, Bid)]) -> Result<Kept, StoreError> {
        let rows = bids.iter().map(|(id, bid)| Ok((id, json(id, bid)?))).collect::<Result<Vec<_>, StoreError>>()?;
        self.transact(|transaction| {
            let record = transaction.prepare(RECORD)?;
            let mut kept = Kept::default();
            for (id, told) in &rows {
                match transaction.execute(&record, &[id, told])? {
                    0 => kept.known += 1,
                    _ => kept.stored += 1,
                }
            }
            Ok(kept)
        })
    }

    fn recorded(&mut self) -> Result<Vec<(String, Bid)>, StoreError> {
        let rows = self.transact(|transaction| transaction.query(RECORDED, &[]))?;
        let rows = rows.iter().map(|row| -> Result<_, StoreError> {
            let (id, told): (String, &str) = (row.try_get(0)?, row.try_get(1)?);
            let bid = read(&id, told)?;
            Ok((id, bid))
        });
        rows.collect()
    }

    fn told(&mut self) -> Result<Vec<Opportunity>, StoreError> {
        let rows = self.transact(|transaction| transaction.query(TOLD, &[]))?;
        rows.iter().map(|row| read(row.try_get(0)?, row.try_get(1)?)).collect()
    }

    fn forget_events(&mut self, before: i64) -> Result<usize, StoreError> {
        let some = "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE time < $1 LIMIT $2)";
        let gone = self.transact(|transaction| transaction.execute(some, &[&before, &FORGOTTEN_AT_ONCE]))?;
        Ok(usize::try_from(gone).unwrap_or(usize::MAX))
    }

    fn documents(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = self.transact(|transaction| transaction.query(DOCUMENTS, &[]))?;
        let mut documents =
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect::<Result<Vec<_>, StoreError>>()?;
        // The database's own order hangs on where it stands.
        documents.sort_unstable_by(|(_, left), (_, right): &(i64, String)| left.cmp(right));
        Ok(documents)
    }

    fn newest(&mut self) -> Result<Option<i64>, StoreError> {
        self.transact(|transaction| transaction.query_one(NEWEST, &[])?.try_get(0))
    }

    fn page(&mut self, span: Span, after: Option<&str>, most: usize) -> Result<Vec<Event>, StoreError> {
        let after = after.unwrap_or_default();
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows: Vec<Row> = self.transact(|transaction| {
            transaction.query(PAGE, &[&after, &span.from, &span.to, &most])?.iter().map(row).collect()
        })?;
        rows.into_iter().map(Row::event).collect()
    }
}

/// A salt of its bytes.
fn salt(kept: &[u8]) -> Salt {
    let mut salt = Salt::default();
    for (byte, kept) in salt.iter_mut().zip(kept) {
        *byte = *kept;
    }
    salt
}

/// Reads a row.
fn row(row: &postgres::Row) -> Result<Row, postgres::Error> {
    Ok(Row {
        id: row.try_get(0)?,
        time: row.try_get(1)?,
        session: row.try_get(2)?,
        kind: row.try_get(3)?,
        document: row.try_get(4)?,
        opportunity: row.try_get(5)?,
        seller: row.try_get(6)?,
        audience: row.try_get(7)?,
        number: row.try_get(8)?,
        position: row.try_get(9)?,
        text: row.try_get(10)?,
    })
}

/// Events by column, as one statement takes them.
#[derive(Default)]
struct Columns<'a> {
    ids: Vec<&'a str>,
    times: Vec<i64>,
    sessions: Vec<&'a str>,
    kinds: Vec<&'a str>,
    documents: Vec<Option<i64>>,
    opportunities: Vec<Option<&'a str>>,
    sellers: Vec<Option<&'a str>>,
    audiences: Vec<&'a str>,
    numbers: Vec<Option<i64>>,
    positions: Vec<Option<i64>>,
    texts: Vec<Option<&'a str>>,
}

impl<'a> Columns<'a> {
    fn new(batches: &[&'a [Event]]) -> Self {
        let mut columns = Self::default();
        for event in batches.iter().copied().flatten() {
            let details = Details::of(&event.kind);
            columns.ids.push(&event.id);
            columns.times.push(event.at.millis());
            columns.sessions.push(&event.session);
            columns.kinds.push(event.kind.name());
            columns.documents.push(event.document.as_deref().map(document_key));
            columns.opportunities.push(event.opportunity.as_deref());
            columns.sellers.push(event.seller.as_deref());
            columns.audiences.push(event.audience.as_str());
            columns.numbers.push(details.number);
            columns.positions.push(details.position);
            columns.texts.push(details.text);
        }
        columns
    }

    /// Writes them; returns the ids of those that weren't kept before.
    fn insert(&self, transaction: &mut Transaction<'_>) -> Result<HashSet<String>, postgres::Error> {
        let rows = transaction.query(
            INSERT,
            &[
                &self.ids,
                &self.times,
                &self.sessions,
                &self.kinds,
                &self.documents,
                &self.opportunities,
                &self.sellers,
                &self.audiences,
                &self.numbers,
                &self.positions,
                &self.texts,
            ],
        )?;
        rows.iter().map(|row| row.try_get(0)).collect()
    }
}

/// What became of each batch, by the ids of new rows. Of two with one id the first is the one that is kept.
fn kept(batches: &[&[Event]], mut new: HashSet<String>) -> Vec<Kept> {
    let of_batch = |events: &&[Event]| {
        let stored = events.iter().filter(|event| new.remove(&event.id)).count();
        Kept { stored, known: events.len() - stored }
    };
    batches.iter().map(of_batch).collect()
}

/// Documents that the database doesn't know yet.
#[derive(Default)]
struct Documents<'a> {
    keys: Vec<i64>,
    ids: Vec<&'a str>,
}

impl<'a> Documents<'a> {
    fn new(batches: &[&'a [Event]], known: &HashSet<i64>) -> Self {
        let mut met = HashSet::new();
        let mut documents = Self::default();
        for id in batches.iter().copied().flatten().filter_map(|event| event.document.as_deref()) {
            let key = document_key(id);
            if !known.contains(&key) && met.insert(key) {
                documents.keys.push(key);
                documents.ids.push(id);
            }
        }
        documents
    }
}
