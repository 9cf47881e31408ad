//! The accept loop: HTTP/1.1, with patience that ends, a bounded crowd and a graceful stop.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use http::{HeaderValue, Response, StatusCode, header};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::{mpsc, watch},
};

use crate::{
    House,
    crowd::{Crowd, Seat},
    headers,
    malformed::{Malformed, head_text},
    request,
    wire::{Line, Phase, Wire},
};

/// What is running may take so long when the house stops.
const LAST_ORDERS: Duration = Duration::from_secs(10);
/// A pause when the system has no more sockets to give.
const NO_SOCKETS: Duration = Duration::from_millis(20);
/// Most headers of a request, and most bytes of its head.
const MOST_HEADERS: usize = 100;
const MOST_HEAD: usize = 32 * 1024;

/// Serves the house until `shutdown` is ready; then finishes what runs, for at most 10 seconds.
///
/// # Errors
/// When the listener is none that connections can come from.
pub async fn serve(
    house: Arc<House>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    listener.local_addr()?;
    let crowd = Crowd::new(house.settings.most_connections);
    let malformed = Malformed::new(&house);
    let (stop, stopping) = watch::channel(());
    let (running, mut all_done) = mpsc::channel::<()>(1);
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        let (stream, peer) = match accepted {
            Ok(pair) => pair,
            Err(error) => {
                tracing::warn!(%error, "no connection");
                crowd.make_room();
                tokio::time::sleep(NO_SOCKETS).await;
                continue;
            }
        };
        // Answers are small: waiting for more to send only costs time.
        let _ = stream.set_nodelay(true);
        let line = Line::new();
        let Some(seat) = crowd.seat(&line) else {
            tokio::spawn(turn_away(stream, house.https()));
            continue;
        };
        let number = seat.number();
        let one = Connection {
            house: house.clone(),
            peer,
            line,
            seat,
            running: running.clone(),
            malformed: malformed.clone(),
        };
        let task = tokio::spawn(one.run(stream, stopping.clone()));
        Seat::served_by(&crowd, number, task.abort_handle());
    }
    drop(listener);
    drop(stop);
    drop(running);
    if tokio::time::timeout(LAST_ORDERS, all_done.recv())
        .await
        .is_err()
    {
        tracing::warn!("some answers were cut at the end");
    }
    Ok(())
}

struct Connection {
    house: Arc<House>,
    peer: SocketAddr,
    line: Arc<Line>,
    /// Given back when the connection ends.
    seat: Seat,
    /// Dropped when the connection ends; the last one lets the house close.
    running: mpsc::Sender<()>,
    malformed: Malformed,
}

impl Connection {
    async fn run(self, stream: TcpStream, mut stopping: watch::Receiver<()>) {
        let Self {
            house,
            peer,
            line,
            seat: _seat,
            running: _running,
            malformed,
        } = self;
        let answers = service_fn(|request| {
            line.set(Phase::Busy);
            let (house, line) = (&house, &line);
            async move {
                let response = request::answer(house, request, Some(peer.ip())).await;
                line.set(Phase::Kept);
                Ok::<_, Infallible>(response)
            }
        });
        let io = TokioIo::new(Wire::new(stream, line.clone(), malformed));
        let mut server = http1::Builder::new();
        server
            .header_read_timeout(None)
            .max_headers(MOST_HEADERS)
            .max_buf_size(MOST_HEAD);
        let mut connection = pin!(server.serve_connection(io, answers));
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            _ = stopping.changed() => {
                connection.as_mut().graceful_shutdown();
                connection.as_mut().await
            }
        };
        if let Err(error) = ended {
            // A browser that goes away is no trouble of ours.
            tracing::debug!(%error, "connection ended");
        }
    }
}

/// Tells a newcomer to come again, with the headers of every answer.
async fn turn_away(mut stream: TcpStream, https: bool) {
    let mut response: Response<_> = request::bare(StatusCode::SERVICE_UNAVAILABLE);
    headers::add(response.headers_mut(), https);
    let body = "Service Unavailable";
    let head = response.headers_mut();
    head.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    head.insert(header::CONTENT_LENGTH, body.len().into());
    let text = head_text(&response) + body;
    let told = async {
        stream.write_all(text.as_bytes()).await?;
        stream.shutdown().await
    };
    let _ = tokio::time::timeout(Duration::from_secs(1), told).await;
}
