//! The local server: a built site on this computer, for its author.
//!
//! Only 127.0.0.1 is listened at. Files whose names change with their content may be kept by browsers for ever, all others are
//! asked for again each time, so that a new build shows at once.

use std::{
    io,
    net::{Ipv4Addr, TcpListener},
    path::Path,
};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::{ServeDir, ServeFile};

use crate::search;

/// The port that is tried first.
const FIRST_PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 100;

/// Why a site can't be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// No port could be had.
    #[error("port {port} of this computer can't be used: {source}")]
    Bind {
        /// The port that was asked for last.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The server broke off.
    #[error("the server broke off: {0}")]
    Serve(#[from] io::Error),
}

/// A server that has its port but doesn't answer yet.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    port: u16,
}

impl Server {
    /// Takes a port: the one asked for (0 for any), or the first free one from 4000 on.
    pub fn bind(port: Option<u16>) -> Result<Self, ServeError> {
        let candidates = port.map_or(FIRST_PORT..=FIRST_PORT + PORTS - 1, |port| port..=port);
        let mut refusal = ServeError::Bind { port: FIRST_PORT, source: io::ErrorKind::AddrInUse.into() };
        for port in candidates {
            let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| {
                listener.set_nonblocking(true)?;
                Ok(Self { port: listener.local_addr()?.port(), listener })
            });
            match bound {
                Ok(server) => return Ok(server),
                Err(source) => refusal = ServeError::Bind { port, source },
            }
        }
        Err(refusal)
    }

    /// Its address, for a browser.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves the files of a folder until the process is asked to end.
    pub fn run(self, folder: &Path) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            axum::serve(listener, routes(folder)).with_graceful_shutdown(asked_to_end()).await
        })?;
        // Open connections of browsers are not waited for.
        runtime.shutdown_background();
        Ok(())
    }
}

fn routes(folder: &Path) -> Router {
    let files = ServeDir::new(folder).not_found_service(ServeFile::new(folder.join("404.html")));
    Router::new().fallback_service(files).layer(middleware::from_fn(with_headers))
}

/// Says how long an answer may be kept, and that its type is to be believed.
async fn with_headers(request: Request, next: Next) -> Response {
    let path = request.uri().path().trim_start_matches('/');
    let named_by_content = path.starts_with("assets/") || search::is_lasting(path);
    let mut response = next.run(request).await;
    let lasting = named_by_content && response.status().is_success();
    let keep = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

#[cfg(unix)]
async fn asked_to_end() {
    use std::task::Poll;
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut interrupt), Ok(mut terminate)) = (signal(SignalKind::interrupt()), signal(SignalKind::terminate()))
    else {
        // Without a handler the signals end the process by themselves.
        return std::future::pending().await;
    };
    std::future::poll_fn(|context| {
        let asked = interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if asked { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

#[cfg(not(unix))]
async fn asked_to_end() {
    // Where Ctrl-C can't be caught it ends the process by itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
