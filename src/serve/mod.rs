//! The local server: a library on this computer, for its authors, as its files are now.
//!
//! Only 127.0.0.1 is listened at. Nothing is built: the `workshop` holds the library and makes each file when a browser asks
//! for it; `watch` tells it what has changed; open pages hear by server-sent events (`news`) and change what is other in
//! them (`client/`). Start reading at [`Server::run`].

mod desk;
mod halt;
mod indexing;
mod news;
mod respond;
mod watch;
mod workshop;

use std::{
    collections::BTreeSet,
    io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::{Arc, mpsc},
    thread,
};

use fieldbook_collect::{CollectError, Collector, Options};
use futures_util::future::{Either, select};

use crate::{diagnostics::Diagnostics, site::BuildError, termination};
use indexing::{Indexes, Indexing};
use news::News;
use respond::Counter;
use watch::Watch;
use workshop::{Message, Workshop};

pub use workshop::Opening;

/// The port that is tried first.
const FIRST_PORT: u16 = 4000;
/// How many ports are tried.
const PORTS: u16 = 100;

/// Says things to the author, in the words of the terminal.
pub trait Herald: Send + Sync {
    /// What the terminal says of findings in the library in `root`, without colours.
    fn findings(&self, root: &Path, findings: &Diagnostics) -> String;

    /// What the terminal says of an error.
    fn failure(&self, error: &BuildError) -> String;

    /// Files have changed, and are shown.
    fn changed(&self, paths: &BTreeSet<String>);

    /// Says something on the terminal.
    fn say(&self, text: &str);
}

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
    /// Files can't be watched.
    #[error("changes to files are not seen: {0}")]
    Watch(#[from] notify::Error),
    /// The theme can't be used.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// Events can't be collected.
    #[error(transparent)]
    Collect(#[from] CollectError),
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

    /// Serves a library until the process is asked to end.
    pub fn run(self, opening: Opening, herald: Arc<dyn Herald>) -> Result<(), ServeError> {
        let collecting = opening.collecting.clone();
        let (sender, inbox) = mpsc::channel();
        let (news, heard) = tokio::sync::watch::channel(Arc::<News>::default());
        let indexes = Indexes::default();
        let indexing = Indexing::begin_thread(indexes.clone(), news.clone(), Arc::clone(&herald));
        let workshop = Workshop::new(opening, herald, news, indexing)?;
        let changes = sender.clone();
        let watch = move |library: &crate::library::Library| {
            let changes = changes.clone();
            // When the workshop has closed there is nobody to tell.
            let tell = move |changed| drop(changes.send(Message::Changed(changed)));
            Ok(Watch::begin(&library.root, &library.config, tell)?)
        };
        thread::scope(|scope| {
            scope.spawn(move || workshop.run(&inbox, watch));
            let served = self.serve(Counter { workshop: sender.clone(), indexes, news: heard }, collecting);
            drop(sender.send(Message::End));
            served
        })
    }

    fn serve(self, counter: Counter, collecting: Option<Options>) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let mut routes = respond::routes(counter);
            if let Some(options) = collecting {
                routes = routes.merge(Collector::open(options).await?.beside());
            }
            let routes = routes.into_make_service_with_connect_info::<SocketAddr>();
            let server = axum::serve(listener, routes).into_future();
            // Open connections are not waited for: pages listen for as long as they are open.
            match select(Box::pin(server), Box::pin(termination::asked_for())).await {
                Either::Left((broken_off, _)) => broken_off.map_err(ServeError::from),
                Either::Right(_) => Ok(()),
            }
        });
        runtime.shutdown_background();
        served
    }
}
