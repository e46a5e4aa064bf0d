//! What the server answers, and how long browsers may keep it.

use std::{
    path::Path,
    sync::{Arc, mpsc},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use tokio::sync::{oneshot, watch};
use tower_http::services::ServeFile;

use super::{
    indexing::Indexes,
    news::{self, News},
    workshop::{Answer, Ask, Message},
};
use crate::{search, site::on_demand::Found};

/// What pages hear news by: it is put into them on their way, and is in no built site.
const SCRIPT: &str = include_str!("client/live.js");
const STYLES: &str = include_str!("client/live.css");

/// A folder that no document can be in, since hidden files are no content.
const OWN: &str = "/.fieldbook/";

/// The file that names those of the search index.
const INDEX: &str = search::MANIFEST;

/// Where browsers come to.
#[derive(Clone)]
pub(super) struct Counter {
    pub(super) workshop: mpsc::Sender<Message>,
    pub(super) indexes: Indexes,
    pub(super) news: watch::Receiver<Arc<News>>,
}

/// All that the server answers to.
pub(super) fn routes(counter: Counter) -> Router {
    let script = || async { ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT) };
    let styles = || async { ([(header::CONTENT_TYPE, "text/css")], STYLES) };
    Router::new()
        .route(&format!("{OWN}live.js"), get(script))
        .route(&format!("{OWN}live.css"), get(styles))
        .route(&format!("{OWN}news"), get(async |State(counter): State<Counter>| news::events(counter.news)))
        .fallback(answer)
        .with_state(counter)
        .layer(middleware::from_fn(with_headers))
        .layer(middleware::from_fn(for_this_computer))
}

/// Answers only who asks this computer by its own name: a page elsewhere whose name leads here, too, would else read the library.
async fn for_this_computer(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).map(|host| host.to_str().unwrap_or_default());
    if host.is_none_or(is_this_computer) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This server answers at http://127.0.0.1 and http://localhost only.\n").into_response()
}

fn is_this_computer(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|digit| digit.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// Says that nothing is to be kept without asking again, but for what is named by its content; and that types are to be believed.
async fn with_headers(request: Request, next: Next) -> Response {
    let is_lasting = search::is_lasting(request.uri().path().trim_start_matches('/'));
    let mut response = next.run(request).await;
    let lasting = is_lasting && response.status().is_success();
    let keep = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static(keep));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

async fn answer(State(mut counter): State<Counter>, request: Request) -> Response {
    let asked = percent_encoding::percent_decode_str(request.uri().path()).decode_utf8_lossy().into_owned();
    let asked = asked.trim_start_matches('/');
    if asked == INDEX {
        // Until there is a first one, search waits for it.
        let _ = counter.news.wait_for(|news| news.index > 0).await;
    }
    if let Some(bytes) = counter.indexes.file(asked) {
        return part(asked, &bytes, request.headers());
    }
    let path = if asked.is_empty() || asked.ends_with('/') { format!("{asked}index.html") } else { asked.to_owned() };
    match counter.ask(&path).await {
        Some(Answer::File { found: Found::Made(bytes), edition, source }) => {
            if !is_page(&path) {
                return typed(&path, Body::from(bytes));
            }
            let news = counter.news.borrow().clone();
            typed(&path, Body::from(with_script(&bytes, edition, &news.scripts, source.as_deref())))
        }
        Some(Answer::File { found: Found::File(file), .. }) => send(&file, request).await,
        Some(Answer::Missing(page)) => counter.missing(asked, page).await,
        Some(Answer::Failed(text)) => failed(&text, request.headers().contains_key("x-fieldbook-live")),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

impl Counter {
    /// `None` when the workshop has closed.
    async fn ask(&self, path: &str) -> Option<Answer> {
        let (reply, answer) = oneshot::channel();
        self.workshop.send(Message::Ask(Ask { path: path.to_owned(), reply })).ok()?;
        answer.await.ok()
    }

    /// The way to the folder of that name, where there is one, as static hosts show it; else the page that says that there is
    /// nothing.
    async fn missing(&self, asked: &str, page: Vec<u8>) -> Response {
        let is_file = asked.is_empty() || asked.ends_with('/') || is_page(asked);
        if !is_file && matches!(self.ask(&format!("{asked}/index.html")).await, Some(Answer::File { .. })) {
            let name = asked.rsplit('/').next().unwrap_or_default();
            let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
            return (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, format!("./{name}/"))]).into_response();
        }
        let news = self.news.borrow().clone();
        let page = with_script(&page, news.edition, &news.scripts, None);
        (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
    }
}

fn is_page(path: &str) -> bool {
    path.as_bytes().ends_with(b".html")
}

fn typed(path: &str, body: Body) -> Response {
    let kind = mime_guess::from_path(path).first_raw().unwrap_or("application/octet-stream");
    let text = kind.starts_with("text/") || kind == "application/json";
    let kind = if text { format!("{kind}; charset=utf-8") } else { kind.to_owned() };
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

/// A file of the index, or the part of it that is asked for.
fn part(path: &str, bytes: &[u8], asked: &HeaderMap) -> Response {
    let wanted = asked.get(header::RANGE).and_then(|range| range.to_str().ok()).and_then(|range| {
        let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        let to = to.min(bytes.len().checked_sub(1)?);
        Some((from, to, bytes.get(from..=to)?))
    });
    let Some((from, to, part)) = wanted else { return typed(path, Body::from(bytes.to_vec())) };
    let mut response = typed(path, Body::from(part.to_vec()));
    *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    if let Ok(range) = HeaderValue::from_str(&format!("bytes {from}-{to}/{}", bytes.len())) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    response
}

/// A file as it is, or the part of it that is asked for.
async fn send(file: &Path, request: Request) -> Response {
    let sent = ServeFile::new(file).try_call(request).await;
    sent.map_or_else(|_| StatusCode::NOT_FOUND.into_response(), |response| response.map(Body::new))
}

/// A page with the script that hears news, and what it must know.
fn with_script(page: &[u8], edition: u64, scripts: &str, source: Option<&str>) -> Vec<u8> {
    let mut source_attribute = String::new();
    if let Some(source) = source {
        source_attribute = format!(" data-source=\"{}\"", escaped(source));
    }
    let script = format!(
        "<script type=\"module\" src=\"{OWN}live.js\" data-edition=\"{edition}\" data-scripts=\"{scripts}\"{source_attribute}></script>"
    );
    let at = memchr::memmem::find(page, b"</head>").unwrap_or(page.len());
    let (before, after) = page.split_at(at);
    [before, script.as_bytes(), after].concat()
}

/// What can't be made: to an open page as text; else as a page that shows the text until it is mended.
fn failed(text: &str, is_asked_by_script: bool) -> Response {
    if is_asked_by_script {
        return (StatusCode::INTERNAL_SERVER_ERROR, text.to_owned()).into_response();
    }
    let page = format!(
        "<!doctype html><html><head><title>Fieldbook</title></head><body><pre>{}</pre></body></html>",
        escaped(text)
    );
    let page = with_script(page.as_bytes(), 0, "", None);
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    // Writing to a string can't fail.
    let _ = pulldown_cmark_escape::escape_html(&mut escaped, text);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_is_known_by_two_names() {
        assert!(["127.0.0.1", "127.0.0.1:9000", "localhost:80", "LocalHost"].into_iter().all(is_this_computer));
        let others = ["evil.example", "evil.example:9000", "localhost.evil.example", "", "127.0.0.1.evil.example:1"];
        assert!(!others.into_iter().any(is_this_computer));
    }
}
