//! Connections: who opens one and sends nothing, or too slowly, is let go, so that nobody can keep others from sending.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, extract::ConnectInfo};
use hyper::{
    Request,
    body::Incoming,
    server::conn::http1,
    service::{Service as _, service_fn},
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore, task::JoinSet};

/// Connections at once: fewer than the files that systems let a program open. Others wait until one ends.
const MOST: usize = 900;

/// How long nothing is accepted after the system couldn't open a connection, as where too many files are open.
const PAUSE: Duration = Duration::from_millis(200);

/// Answers requests until `stop` comes to an end; then ends what has begun. The head of a request, and all that is under way at the end,
/// may take as long as `patience`. When this returns, no connection is left.
pub(crate) async fn serve(listener: TcpListener, routes: Router, patience: Duration, stop: impl Future<Output = ()>) {
    let (places, ending) = (Arc::new(Semaphore::new(MOST)), GracefulShutdown::new());
    let routes = TowerToHyperService::new(routes);
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(patience);
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let next = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            // What has ended is forgotten.
            Some(_) = connections.join_next() => continue,
            next = next => next,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(_) => {
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let routes = routes.clone();
        let answer = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(peer));
            routes.call(request)
        });
        let connection = ending.watch(server.serve_connection(TokioIo::new(stream), answer));
        connections.spawn(async move {
            // Who breaks off hears nothing more.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    tokio::select! {
        () = ending.shutdown() => {}
        () = tokio::time::sleep(patience) => {}
    }
    connections.shutdown().await;
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

    use std::time::Instant;

    use axum::routing::get;
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpStream,
        sync::oneshot,
    };

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(300);

    /// What a server says to what is sent until it closes the connection, and how long that takes.
    async fn said_to(sent: &str, address: SocketAddr) -> (String, Duration) {
        let begin = Instant::now();
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut said = String::new();
        // It may break off while something is on its way.
        let _ = stream.read_to_string(&mut said).await;
        (said, begin.elapsed())
    }

    #[test]
    fn nobody_holds_a_connection_without_sending_nor_keeps_it_from_ending() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
            let address = listener.local_addr().unwrap();
            let routes =
                Router::new().route("/", get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.to_string()));
            let (stop, stopped) = oneshot::channel::<()>();
            let served = tokio::spawn(serve(listener, routes, PATIENCE, async { drop(stopped.await) }));
            for slow in ["", "GET / HTTP/1.1\r\nHost: x\r\n", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"] {
                let (said, time) = said_to(slow, address).await;
                assert!(time >= PATIENCE / 2 && time < 20 * PATIENCE, "{slow:?} was let go after {time:?}");
                assert_eq!(said.starts_with("HTTP/1.1 200 OK"), slow.ends_with("\r\n\r\n"), "{said}");
                assert!(said.is_empty() || said.contains("127.0.0.1:") || said.contains("408"), "{said}");
            }
            let _open = TcpStream::connect(address).await.unwrap();
            stop.send(()).unwrap();
            tokio::time::timeout(20 * PATIENCE, served).await.unwrap().unwrap();
        });
    }
}
