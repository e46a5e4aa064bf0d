//! Events in a file of SQLite's.

use std::{collections::HashSet, path::Path, time::Duration};

use fieldbook_metrics::{Time, event::Event, import::bids::Bid, opportunity::Opportunity};
use rusqlite::{Connection, Transaction, params};

use super::{
    DOCUMENTS, FORMAT, Kept, NEWEST, RECORD, RECORDED, Salt, Scanned, Span, Store, StoreError, TELL, TOLD,
    columns::{Details, Row},
    document_key, json, read, written,
};

/// Rows lie in the order of their ids, which saves an index. Ids that pages make begin with their time, so that new events come to the
/// table's end.
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS events (
        id TEXT PRIMARY KEY, time INTEGER NOT NULL, session TEXT NOT NULL, kind TEXT NOT NULL, document INTEGER,
        opportunity TEXT, seller TEXT, audience TEXT NOT NULL, number INTEGER, position INTEGER, text TEXT
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE IF NOT EXISTS documents (key INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS salts (day INTEGER PRIMARY KEY, salt BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS bids (id TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS opportunities (
        id TEXT NOT NULL, as_of TEXT NOT NULL, told TEXT NOT NULL, PRIMARY KEY (id, as_of)
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX IF NOT EXISTS touches ON events (opportunity, time) WHERE opportunity IS NOT NULL;
";

/// Full syncs make a commit that has returned last through a loss of power, not only through the end of the process.
const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

/// How long another process may hold the file.
const PATIENCE: Duration = Duration::from_secs(10);

/// Events that are thrown away at once: few enough that those who write don't wait for it.
const FORGOTTEN_AT_ONCE: i64 = 5_000;

const INSERT: &str =
    "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (id) DO NOTHING";

/// A file of events.
#[derive(Debug)]
pub struct Sqlite {
    connection: Connection,
    /// Documents that the file knows.
    known: HashSet<i64>,
}

impl Sqlite {
    /// Opens a file, and makes it where there is none.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(PATIENCE)?;
        connection.execute_batch(SETTINGS)?;
        match connection.query_row("PRAGMA user_version", (), |row| row.get(0))? {
            0 => {
                connection.execute_batch(TABLES)?;
                connection.pragma_update(None, "user_version", FORMAT)?;
            }
            FORMAT => {}
            found => return Err(StoreError::Format { found }),
        }
        Ok(Self { connection, known: HashSet::new() })
    }
}

impl Store for Sqlite {
    fn append(&mut self, batches: &[&[Event]]) -> Result<Vec<Kept>, StoreError> {
        let transaction = self.connection.transaction()?;
        let kept = batches.iter().map(|events| insert(&transaction, events)).collect::<Result<Vec<_>, _>>()?;
        let met = documents(&transaction, batches, &self.known)?;
        transaction.commit()?;
        self.known.extend(met);
        Ok(kept)
    }

    fn salt(&mut self, day: i64, fresh: Salt) -> Result<Salt, StoreError> {
        self.connection
            .execute("INSERT INTO salts VALUES (?1, ?2) ON CONFLICT (day) DO NOTHING", params![day, fresh])?;
        Ok(self.connection.query_row("SELECT salt FROM salts WHERE day = ?1", [day], |row| row.get(0))?)
    }

    fn forget_salts(&mut self, before: i64) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM salts WHERE day < ?1", [before])?;
        Ok(())
    }

    fn key(&mut self, fresh: Salt) -> Result<Salt, StoreError> {
        let insert = "INSERT INTO keys VALUES ('import', ?1) ON CONFLICT (name) DO NOTHING";
        self.connection.execute(insert, [fresh])?;
        Ok(self.connection.query_row("SELECT key FROM keys WHERE name = 'import'", (), |row| row.get(0))?)
    }

    fn tell(&mut self, deals: &[Opportunity]) -> Result<Kept, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut kept = Kept::default();
        for deal in deals {
            match transaction.prepare_cached(TELL)?.execute(written(deal)?)? {
                0 => kept.known += 1,
                _ => kept.stored += 1,
            }
        }
        transaction.commit()?;
        Ok(kept)
    }

    fn record(&mut self, bids: &[(String, Bid)]) -> Result<Kept, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut kept = Kept::default();
        for (id, bid) in bids {
            match transaction.prepare_cached(RECORD)?.execute((id, json(id, bid)?))? {
                0 => kept.known += 1,
                _ => kept.stored += 1,
            }
        }
        transaction.commit()?;
        Ok(kept)
    }

    fn recorded(&mut self) -> Result<Vec<(String, Bid)>, StoreError> {
        let rows = told(&self.connection, RECORDED)?.into_iter();
        rows.map(|(id, told)| read(&id, &told).map(|bid| (id, bid))).collect()
    }

    fn told(&mut self) -> Result<Vec<Opportunity>, StoreError> {
        told(&self.connection, TOLD)?.iter().map(|(id, told)| read(id, told)).collect()
    }

    fn forget_events(&mut self, before: i64) -> Result<usize, StoreError> {
        let some = "DELETE FROM events WHERE id IN (SELECT id FROM events WHERE time < ?1 LIMIT ?2)";
        Ok(self.connection.execute(some, params![before, FORGOTTEN_AT_ONCE])?)
    }

    fn documents(&mut self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut query = self.connection.prepare(DOCUMENTS)?;
        let rows = query.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn newest(&mut self) -> Result<Option<i64>, StoreError> {
        Ok(self.connection.query_row(NEWEST, (), |row| row.get(0))?)
    }

    /// One pass over the table, without a text of its own for each value: three times as fast as by pages.
    fn scan(&mut self, before: i64, visit: &mut dyn FnMut(&Scanned<'_>)) -> Result<(), StoreError> {
        let mut query = self.connection.prepare(
            "SELECT id, time, session, kind, document, opportunity, number, position, text
             FROM events WHERE time < ?1 ORDER BY id",
        )?;
        let mut rows = query.query([before])?;
        while let Some(row) = rows.next()? {
            visit(&scanned(row)?);
        }
        Ok(())
    }

    fn page(&mut self, span: Span, after: Option<&str>, most: usize) -> Result<Vec<Event>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT events.id, time, session, kind, documents.id, opportunity, seller, audience, number, position, text
             FROM events LEFT JOIN documents ON documents.key = events.document
             WHERE events.id > ?1 AND time >= ?2 AND time < ?3 ORDER BY events.id LIMIT ?4",
        )?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let rows = query.query_map(params![after.unwrap_or_default(), span.from, span.to, most], row)?;
        rows.map(|row| row?.event()).collect()
    }
}

/// Ids, and what was told of them.
fn told(connection: &Connection, query: &str) -> rusqlite::Result<Vec<(String, String)>> {
    connection.prepare(query)?.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Reads a row as far as figures need it.
fn scanned<'a>(row: &'a rusqlite::Row<'_>) -> Result<Scanned<'a>, StoreError> {
    let text = |column| row.get_ref(column).and_then(|value| Ok(value.as_str_or_null()?));
    let number = |column| row.get_ref(column).and_then(|value| Ok(value.as_i64_or_null()?));
    let id = text(0)?.unwrap_or_default();
    let details = Details { number: number(6)?, position: number(7)?, text: text(8)? };
    let Some(kind) = details.kind(text(3)?.unwrap_or_default()) else {
        return Err(StoreError::Damaged { id: id.to_owned() });
    };
    let at = Time::from_millis(number(1)?.unwrap_or_default());
    let session = text(2)?.unwrap_or_default();
    Ok(Scanned { id, at, kind, document: number(4)?, session, opportunity: text(5)? })
}

/// Reads a row.
fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    Ok(Row {
        id: row.get(0)?,
        time: row.get(1)?,
        session: row.get(2)?,
        kind: row.get(3)?,
        document: row.get(4)?,
        opportunity: row.get(5)?,
        seller: row.get(6)?,
        audience: row.get(7)?,
        number: row.get(8)?,
        position: row.get(9)?,
        text: row.get(10)?,
    })
}

/// Writes a batch.
fn insert(transaction: &Transaction<'_>, events: &[Event]) -> rusqlite::Result<Kept> {
    let mut insert = transaction.prepare_cached(INSERT)?;
    let mut kept = Kept::default();
    for event in events {
        let document = event.document.as_deref().map(document_key);
        let (time, kind, audience) = (event.at.millis(), event.kind.name(), event.audience.as_str());
        let Details { number, position, text } = Details::of(&event.kind);
        let Event { id, session, opportunity, seller, .. } = event;
        let values = params![id, time, session, kind, document, opportunity, seller, audience, number, position, text];
        match insert.execute(values)? {
            0 => kept.known += 1,
            _ => kept.stored += 1,
        }
    }
    Ok(kept)
}

/// Writes the documents that aren't known yet; returns them.
fn documents(
    transaction: &Transaction<'_>,
    batches: &[&[Event]],
    known: &HashSet<i64>,
) -> rusqlite::Result<HashSet<i64>> {
    let mut insert =
        transaction.prepare_cached("INSERT INTO documents VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING")?;
    let mut met = HashSet::new();
    for id in batches.iter().copied().flatten().filter_map(|event| event.document.as_deref()) {
        let key = document_key(id);
        if !known.contains(&key) && met.insert(key) {
            insert.execute(params![key, id])?;
        }
    }
    Ok(met)
}
