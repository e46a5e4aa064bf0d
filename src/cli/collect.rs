//! `fieldbook collect`

use std::{
    fs,
    io::Write,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Duration,
};

use fieldbook_collect::{CollectError, Collector, Options, Token};
use fieldbook_metrics::event::Limits;
use tokio::net::TcpListener;

use super::{Failure, Outcome};
use crate::{library::duration, termination};

/// Where the store may be named, so that a password is on no command line.
const STORE: &str = "FIELDBOOK_STORE";
/// Where the token may be named.
const TOKEN: &str = "FIELDBOOK_TOKEN";

/// Where events are kept unless told otherwise.
const USUAL_STORE: &str = "usage.db";

/// Events that one sender may send in a minute, unless told otherwise.
const USUAL_RATE: NonZeroU32 = NonZeroU32::new(600).unwrap();

/// Receives the events of readers' pages and keeps them
///
/// An event that is acknowledged is on disk, and one that is sent twice counts once. Nothing of who readers are is kept: their events
/// of one day belong together by a salted hash, and the salt is thrown away after two days.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  fieldbook collect --origin https://field.example.com
  fieldbook collect --listen 0.0.0.0:4180 --store /var/lib/fieldbook/usage.db --token-file token --keep 2y
  FIELDBOOK_STORE=postgres://fieldbook@db/usage fieldbook collect --proxies 1
  curl -H \"Authorization: Bearer $FIELDBOOK_TOKEN\" 'http://127.0.0.1:4180/events?from=2026-01-01' > events.ndjson")]
pub(super) struct Arguments {
    /// Address and port to listen at; port 0 for any
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:4180")]
    listen: SocketAddr,
    /// A file of SQLite's, or postgres://… [default: `FIELDBOOK_STORE`, else usage.db]
    #[arg(long, value_name = "PLACE")]
    store: Option<String>,
    /// Origin of a site whose pages may send, as often as there are sites [default: the host that is asked]
    #[arg(long, value_name = "URL", value_parser = origin)]
    origin: Vec<String>,
    /// File with the token that opens figures [default: `FIELDBOOK_TOKEN`; without one nobody sees any]
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Events that one sender may send in a minute
    #[arg(long, value_name = "N", default_value_t = USUAL_RATE)]
    rate: NonZeroU32,
    /// Own proxies between readers and this, whose X-Forwarded-For is believed
    #[arg(long, value_name = "N", default_value_t = 0)]
    proxies: usize,
    /// Keep sellers' ids, where the site's pages send them
    #[arg(long)]
    sellers: bool,
    /// How long events are kept (90d, 2y) [default: for ever]
    #[arg(long, value_name = "TIME", value_parser = length)]
    keep: Option<Duration>,
}

/// Runs the command.
pub(super) fn run(asked: &Arguments) -> Result<Outcome, Failure> {
    let options = Options {
        store: store(asked.store.as_deref()),
        origins: asked.origin.clone(),
        token: token(asked.token_file.as_deref())?,
        events_a_minute: asked.rate,
        proxies: asked.proxies,
        sellers: asked.sellers,
        keep: asked.keep,
        limits: Limits::default(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::new(format!("no threads can be had: {error}")))?;
    runtime.block_on(collect(asked.listen, options))?;
    Ok(Outcome::Fine)
}

/// How a collector works beside `serve`: for the pages that are served, with figures for holders of the token in the environment.
pub(super) fn beside_serve(asked: Option<&str>) -> Result<Options, Failure> {
    Ok(Options {
        store: store(asked),
        origins: Vec::new(),
        token: token(None)?,
        events_a_minute: USUAL_RATE,
        proxies: 0,
        sellers: false,
        keep: None,
        limits: Limits::default(),
    })
}

/// Where events are kept: as asked for, else as the environment says.
pub(super) fn store(asked: Option<&str>) -> String {
    asked.map(str::to_owned).or_else(|| said(STORE)).unwrap_or_else(|| USUAL_STORE.to_owned())
}

async fn collect(listen: SocketAddr, options: Options) -> Result<(), Failure> {
    let refused = |error| {
        let failure = Failure::new(format!("{listen} can't be listened at: {error}"));
        failure.hint("name another address with --listen, or port 0 for any")
    };
    let listener = TcpListener::bind(listen).await.map_err(refused)?;
    let address = listener.local_addr().map_err(refused)?;
    let has_token = options.token.is_some();
    let collector = Collector::open(options).await?;
    // Whoever started this in a pipe wants the address now, and a closed pipe is no reason not to serve.
    let _ = writeln!(std::io::stdout().lock(), "http://{address}/events");
    let note = if has_token { "" } else { "note: without a token nobody can read what is collected\n" };
    let _ = writeln!(std::io::stderr().lock(), "{note}collecting; Ctrl-C ends it");
    collector.run(listener, termination::asked_for()).await;
    Ok(())
}

/// What the environment says, unless that is nothing.
fn said(variable: &str) -> Option<String> {
    std::env::var(variable).ok().filter(|value| !value.is_empty())
}

fn token(file: Option<&Path>) -> Result<Option<Token>, Failure> {
    let (place, text) = match file {
        Some(file) => {
            let text = fs::read_to_string(file);
            (
                file.display().to_string(),
                Some(text.map_err(|error| Failure::new(format!("{}: {error}", file.display())))?),
            )
        }
        None => (TOKEN.to_owned(), said(TOKEN)),
    };
    let Some(text) = text else { return Ok(None) };
    let short =
        || Failure::new(format!("{place}: the token is too short")).hint("`openssl rand -hex 32` makes a good one");
    Token::new(text.trim()).ok_or_else(short).map(Some)
}

/// An origin as browsers send it: no path, no slash at its end.
fn origin(text: &str) -> Result<String, String> {
    let trimmed = text.trim_end_matches('/').to_ascii_lowercase();
    let host = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(trimmed),
        _ => Err("an origin is like https://field.example.com, without a path".to_owned()),
    }
}

fn length(text: &str) -> Result<Duration, String> {
    let days = duration::parse(text).ok_or("write a number and a unit, like 90d, 12w, 6m or 2y")?;
    Ok(Duration::from_hours(24 * u64::from(days)))
}

impl From<CollectError> for Failure {
    fn from(error: CollectError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            CollectError::Store(_) => failure.hint("name a file of SQLite's, or postgres://…, with --store"),
            _ => failure,
        }
    }
}
