//! How servers learn that they are to end: Ctrl-C, and SIGTERM where there are signals.

/// Waits until the process is asked to end.
#[cfg(unix)]
pub async fn asked_for() {
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

/// Waits until the process is asked to end.
#[cfg(not(unix))]
pub async fn asked_for() {
    // Where Ctrl-C can't be caught it ends the process by itself.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
