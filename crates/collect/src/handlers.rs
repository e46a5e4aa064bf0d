//! What the service answers to each request.

use std::{fmt::Display, net::SocketAddr};

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{ConnectInfo, Query, State, rejection::BytesRejection},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use fieldbook_metrics::event::{Batch, BatchError};
use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;

use crate::{
    identity::Sender,
    service::{Shared, now},
    store::{self, Span, StoreError},
    visit::{self, LeftOut},
    writer::WriteError,
};

/// What came of a batch.
#[derive(Debug, Default, Serialize)]
struct Receipt {
    /// Events that are on disk now.
    stored: usize,
    /// Events that were there already.
    known: usize,
    /// Events that were refused, so that they need not be sent again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<Refused>,
    /// Why none was looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Refused {
    /// Which of the batch, from 0.
    index: usize,
    reason: &'static str,
    message: String,
}

/// What a request was not answered as it wished, and why.
#[derive(Debug)]
struct Refusal {
    status: StatusCode,
    reason: &'static str,
    message: String,
}

impl Refusal {
    fn new(status: StatusCode, reason: &'static str, message: &dyn Display) -> Self {
        Self { status, reason, message: message.to_string() }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = Json(serde_json::json!({ "reason": self.reason, "message": self.message }));
        let mut response = (self.status, body).into_response();
        if [StatusCode::TOO_MANY_REQUESTS, StatusCode::SERVICE_UNAVAILABLE].contains(&self.status) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        response
    }
}

impl From<BatchError> for Refusal {
    fn from(error: BatchError) -> Self {
        let status = match error {
            BatchError::TooLarge { .. } | BatchError::TooMany { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            BatchError::Malformed(_) | BatchError::Version(_) => StatusCode::BAD_REQUEST,
        };
        Self::new(status, error.code(), &error)
    }
}

impl From<WriteError> for Refusal {
    fn from(error: WriteError) -> Self {
        let reason = match &error {
            WriteError::Busy => "busy",
            WriteError::Closed => "stopping",
            // What it is is for those who run the collector, not for those who send.
            WriteError::Store(_) => {
                return Self::new(StatusCode::SERVICE_UNAVAILABLE, "store", &"nothing can be kept now");
            }
        };
        Self::new(StatusCode::SERVICE_UNAVAILABLE, reason, &error)
    }
}

/// `POST /events`: a batch of events from a page.
pub(crate) async fn receive(
    State(shared): State<Shared>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let answer = match receipt(&shared, peer, &headers, body).await {
        Ok(receipt) => Json(receipt).into_response(),
        Err(refusal) => {
            shared.counts.left_out(refusal.reason, 1);
            refusal.into_response()
        }
    };
    readable_by_pages(&shared, &headers, answer)
}

async fn receipt(
    shared: &Shared,
    peer: SocketAddr,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Receipt, Refusal> {
    if !visit::is_allowed(headers, &shared.options.origins) {
        return Err(Refusal::new(StatusCode::FORBIDDEN, "origin", &"pages of this origin may not send events here"));
    }
    if let Some(reason) = LeftOut::of(headers).map(LeftOut::code) {
        shared.counts.left_out(reason, 1);
        return Ok(Receipt { left_out: Some(reason), ..Receipt::default() });
    }
    let body = body.map_err(|rejection| Refusal::new(rejection.status(), "body", &rejection))?;
    let now = now();
    let Batch { mut events, refused } = Batch::parse(&body, now, &shared.options.limits)?;
    let address = visit::address(headers, peer, shared.options.proxies);
    // A batch of nothing is something to answer, too.
    if !shared.pace.allows(address, (events.len() + refused.len()).max(1)) {
        return Err(Refusal::new(StatusCode::TOO_MANY_REQUESTS, "pace", &"this sender has sent too many events"));
    }
    for event in &mut events {
        if !shared.options.sellers {
            event.seller = None;
        }
        let sender = Sender { address, agent: visit::agent(headers), seller: event.seller.as_deref() };
        event.session = shared.identities.session(&sender, now.millis());
    }
    for refused in &refused {
        shared.counts.left_out(refused.reason.code(), 1);
    }
    let kept = shared.writer.append(events).await?;
    shared.counts.kept(kept);
    let refused = refused.into_iter().map(|refused| Refused {
        index: refused.index,
        reason: refused.reason.code(),
        message: refused.reason.to_string(),
    });
    Ok(Receipt { stored: kept.stored, known: kept.known, refused: refused.collect(), left_out: None })
}

/// `OPTIONS /events`: whether a page of another origin may send.
pub(crate) async fn preflight(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let mut response = StatusCode::NO_CONTENT.into_response();
    let answers = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    response.headers_mut().extend(answers.map(|(name, value)| (name, HeaderValue::from_static(value))));
    readable_by_pages(&shared, &headers, response)
}

/// Lets pages that may send read what came of it.
fn readable_by_pages(shared: &Shared, asked: &HeaderMap, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static("origin"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(origin) = asked.get(header::ORIGIN).filter(|_| visit::is_allowed(asked, &shared.options.origins)) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
    response
}

/// `GET /health`: whether events can be kept now.
pub(crate) async fn health(State(shared): State<Shared>) -> Response {
    match shared.writer.append(Vec::new()).await {
        Ok(_) => Json(serde_json::json!({ "status": "fine" })).into_response(),
        Err(error) => Refusal::from(error).into_response(),
    }
}

/// `GET /metrics`: counts for monitoring.
pub(crate) async fn metrics(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    if let Err(refusal) = may_read(&shared, &headers) {
        return refusal.into_response();
    }
    let kind = HeaderValue::from_static("text/plain; version=0.0.4");
    ([(header::CONTENT_TYPE, kind)], shared.counts.exposition()).into_response()
}

/// What is to be exported.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Days {
    /// The first day (UTC).
    from: Option<Date>,
    /// The last day (UTC).
    to: Option<Date>,
}

impl Days {
    fn span(&self) -> Option<Span> {
        let begin = |day: Date| day.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp().as_millisecond());
        let from = self.from.map_or(Some(i64::MIN), begin)?;
        let to = self.to.map_or(Some(i64::MAX), |day| begin(day.tomorrow().ok()?))?;
        Some(Span { from, to })
    }
}

/// Events that are read from the store at once.
const PAGE: usize = 5_000;

/// `GET /events?from=2026-01-01&to=2026-01-31`: events, one line of JSON each.
pub(crate) async fn export(State(shared): State<Shared>, Query(days): Query<Days>, headers: HeaderMap) -> Response {
    if let Err(refusal) = may_read(&shared, &headers) {
        return refusal.into_response();
    }
    let Some(span) = days.span() else {
        return Refusal::new(StatusCode::BAD_REQUEST, "days", &"these are no days").into_response();
    };
    let (lines, written) = mpsc::channel(2);
    let place = shared.options.store.clone();
    // Not on the thread that writes: who reads a year must not hold up who sends.
    tokio::task::spawn_blocking(move || {
        if let Err(error) = export_all(&place, span, &lines) {
            // What was begun ends in the middle, so that nobody takes it for all.
            drop(lines.blocking_send(Err(std::io::Error::other(error))));
        }
    });
    let stream = futures_util::stream::unfold(written, async |mut written| Some((written.recv().await?, written)));
    ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(stream)).into_response()
}

type Lines = Result<String, std::io::Error>;

fn export_all(place: &str, span: Span, lines: &mpsc::Sender<Lines>) -> Result<(), StoreError> {
    let mut store = store::open(place)?;
    let mut last: Option<String> = None;
    loop {
        let page = store.page(span, last.as_deref(), PAGE)?;
        let text: String = page.iter().map(|event| event.to_json() + "\n").collect();
        let Some(event) = page.into_iter().next_back() else { return Ok(()) };
        last = Some(event.id);
        if lines.blocking_send(Ok(text)).is_err() {
            // Who asked has gone.
            return Ok(());
        }
    }
}

fn may_read(shared: &Shared, headers: &HeaderMap) -> Result<(), Refusal> {
    let named = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if shared.options.token.as_ref().is_some_and(|token| token.is_named_by(named)) {
        return Ok(());
    }
    shared.counts.left_out("token", 1);
    Err(Refusal::new(StatusCode::UNAUTHORIZED, "token", &"figures are for holders of the token only"))
}
