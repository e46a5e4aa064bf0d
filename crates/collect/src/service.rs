//! The service: its parts, its beginning and its end.

use std::{
    io,
    num::NonZeroU32,
    sync::Arc,
    thread::JoinHandle,
    time::{Duration, SystemTime},
};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    routing::{get, post},
};
use fieldbook_metrics::{Time, event::Limits};
use tokio::net::TcpListener;
use tower_http::timeout::TimeoutLayer;

use crate::{
    Token, connections,
    counts::Counts,
    handlers,
    identity::{DAY, Identities, Salts},
    pace::Pace,
    store::{self, Salt, StoreError},
    writer::{WriteError, Writer},
};

/// How long a request may take, and before it its head: who sends more slowly is not waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often the day is looked at, and old events are thrown away.
const ROUND: Duration = Duration::from_secs(20);

/// How a collector works.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where events are kept: a file, or `postgres://…`.
    pub store: String,
    /// Origins of the sites whose pages may send; none for the host that is asked itself.
    pub origins: Vec<String>,
    /// Opens figures; without one nobody sees any.
    pub token: Option<Token>,
    /// Events that one sender may send in a minute.
    pub events_a_minute: NonZeroU32,
    /// Proxies of ours between readers and the collector.
    pub proxies: usize,
    /// Whether sellers' ids are kept, where pages send them.
    pub sellers: bool,
    /// How long events are kept; for ever where nothing is said.
    pub keep: Option<Duration>,
    /// What one batch may hold.
    pub limits: Limits,
}

/// Why a collector can't work.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// The store can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store can't be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// No chance can be had for salts.
    #[error("the system gives no random bytes: {0}")]
    Chance(#[from] getrandom::Error),
    /// The system can't begin it.
    #[error("the service can't begin: {0}")]
    System(#[from] io::Error),
}

/// What all requests share.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    pub(crate) options: Arc<Options>,
    pub(crate) writer: Writer,
    pub(crate) identities: Arc<Identities>,
    pub(crate) pace: Arc<Pace>,
    pub(crate) counts: Arc<Counts>,
}

/// A collector with its store open.
#[derive(Debug)]
pub struct Collector {
    shared: Shared,
    writing: JoinHandle<()>,
}

impl Collector {
    /// Opens the store.
    pub async fn open(options: Options) -> Result<Self, CollectError> {
        // Opening may take a while, and PostgreSQL's client has a runtime of its own.
        let place = options.store.clone();
        let opened = tokio::task::spawn_blocking(move || store::open(&place)).await;
        let store = opened.map_err(io::Error::other)??;
        let (writer, writing) = Writer::begin(store);
        let salts = salts(&writer, day(now())).await?;
        let shared = Shared {
            writer,
            identities: Arc::new(Identities::new(salts)),
            pace: Arc::new(Pace::new(options.events_a_minute)),
            counts: Arc::default(),
            options: Arc::new(options),
        };
        Ok(Self { shared, writing })
    }

    /// Answers requests until `stop` comes to an end; then ends what has begun, and closes the store.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let rounds = tokio::spawn(rounds(self.shared.clone()));
        connections::serve(listener, routes(self.shared), PATIENCE, stop).await;
        rounds.abort();
        let _ = rounds.await;
        // All who could hand it work are gone: it writes what waits, and ends.
        let _ = tokio::task::spawn_blocking(move || self.writing.join()).await;
    }

    /// What it answers to, for a service that answers to more. It must be served with the senders' addresses
    /// ([`Router::into_make_service_with_connect_info`]), and goes on until the runtime ends: what is acknowledged then is on disk.
    pub fn beside(self) -> Router {
        drop(tokio::spawn(rounds(self.shared.clone())));
        routes(self.shared)
    }
}

fn routes(shared: Shared) -> Router {
    let most = shared.options.limits.bytes;
    Router::new()
        .route("/events", post(handlers::receive).options(handlers::preflight).get(handlers::export))
        .route("/metrics", get(handlers::metrics))
        .route("/health", get(handlers::health))
        .layer(DefaultBodyLimit::max(most))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .with_state(shared)
}

/// What is done by the clock: new salts at midnight, old events away.
async fn rounds(shared: Shared) {
    loop {
        tokio::time::sleep(ROUND).await;
        let now = now();
        if day(now) != shared.identities.day() {
            match salts(&shared.writer, day(now)).await {
                Ok(salts) => shared.identities.turn(salts),
                // The next round tries again; until then sessions go on.
                Err(_) => shared.counts.left_out("salt", 1),
            }
        }
        if let Some(keep) = shared.options.keep {
            let keep = i64::try_from(keep.as_millis()).unwrap_or(i64::MAX);
            let before = now.millis().saturating_sub(keep);
            while shared.writer.forget(before).await.is_ok_and(|gone| gone > 0) {}
        }
    }
}

/// The salts of a day and of the one before, made where there are none yet.
async fn salts(writer: &Writer, day: i64) -> Result<Salts, CollectError> {
    let before = writer.salt(day - 1, chance()?).await?;
    Ok(Salts { day, before, now: writer.salt(day, chance()?).await? })
}

fn chance() -> Result<Salt, getrandom::Error> {
    let mut salt = Salt::default();
    getrandom::fill(&mut salt)?;
    Ok(salt)
}

fn day(time: Time) -> i64 {
    time.millis().div_euclid(DAY)
}

/// The time, by this machine's clock.
pub(crate) fn now() -> Time {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Time::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
