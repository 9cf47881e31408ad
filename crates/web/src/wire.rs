//! One connection with its patience: how long it may wait for a request, how long the head of a
//! request may take from its first byte on, how long the other end may leave an answer unread.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// From its first byte on, a request's head may take so long.
const HEAD: Duration = Duration::from_secs(15);
/// A new connection may say nothing for so long.
const SILENT: Duration = Duration::from_secs(15);
/// Between two requests a connection is kept for so long.
const KEPT: Duration = Duration::from_secs(75);
/// An answer may be left unread for so long.
const UNREAD: Duration = Duration::from_secs(30);

/// What a connection is doing, shared with the one who answers and the one who makes room.
pub(crate) struct Line {
    born: Instant,
    /// Milliseconds since `born`, times four, plus the phase.
    state: AtomicU64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Connected, and has not said anything yet.
    Silent = 0,
    /// Between two requests.
    Kept = 1,
    /// The head of a request is coming in.
    Head = 2,
    /// A request is being answered.
    Busy = 3,
}

impl Line {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            born: Instant::now(),
            state: AtomicU64::new(Phase::Silent as u64),
        })
    }

    pub(crate) fn set(&self, phase: Phase) {
        let since = u64::try_from(self.born.elapsed().as_millis()).unwrap_or(u64::MAX >> 2);
        self.state
            .store(since << 2 | phase as u64, Ordering::Relaxed);
    }

    /// The phase, and since when.
    pub(crate) fn get(&self) -> (Phase, Instant) {
        let state = self.state.load(Ordering::Relaxed);
        let phase = match state & 3 {
            0 => Phase::Silent,
            1 => Phase::Kept,
            2 => Phase::Head,
            _ => Phase::Busy,
        };
        (phase, self.born + Duration::from_millis(state >> 2))
    }

    /// When patience ends; never while a request is being answered (its body has its own clock).
    fn deadline(&self) -> Option<Instant> {
        let (phase, since) = self.get();
        match phase {
            Phase::Silent => Some(since + SILENT),
            Phase::Kept => Some(since + KEPT),
            Phase::Head => Some(since + HEAD),
            Phase::Busy => None,
        }
    }
}

/// A stream that gives up when its line's patience ends.
pub(crate) struct Wire<S> {
    stream: S,
    line: Arc<Line>,
    reading: Pin<Box<Sleep>>,
    writing: Option<Pin<Box<Sleep>>>,
}

impl<S> Wire<S> {
    pub(crate) fn new(stream: S, line: Arc<Line>) -> Self {
        let reading = Box::pin(sleep_until(Instant::now() + SILENT));
        Self {
            stream,
            line,
            reading,
            writing: None,
        }
    }

    /// Whether the time for a write is over.
    fn write_waits<T>(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        let clock = self
            .writing
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + UNREAD)));
        ready!(clock.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Wire<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(cx, buf);
        if polled.is_ready() && buf.filled().len() > before {
            match this.line.get().0 {
                Phase::Silent | Phase::Kept => this.line.set(Phase::Head),
                Phase::Head
                    if this
                        .line
                        .deadline()
                        .is_some_and(|end| Instant::now() >= end) =>
                {
                    return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
                }
                Phase::Head | Phase::Busy => {}
            }
            return polled;
        }
        if polled.is_pending()
            && let Some(end) = this.line.deadline()
        {
            if this.reading.deadline() != end {
                this.reading.as_mut().reset(end);
            }
            ready!(this.reading.as_mut().poll(cx));
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_write(cx, bytes) {
            Poll::Pending => this.write_waits(cx),
            done @ Poll::Ready(_) => {
                this.writing = None;
                done
            }
        }
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        match Pin::new(&mut this.stream).poll_write_vectored(cx, parts) {
            Poll::Pending => this.write_waits(cx),
            done @ Poll::Ready(_) => {
                this.writing = None;
                done
            }
        }
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::*;

    /// Seconds until reading ends with an error, when one byte comes every `pause` seconds.
    async fn cut_after(phase: Phase, pause: Option<u64>) -> u64 {
        let (mut far, near) = duplex(1_024);
        let line = Line::new();
        line.set(phase);
        let mut wire = Wire::new(near, line);
        let start = Instant::now();
        let feed = tokio::spawn(async move {
            loop {
                tokio::time::sleep(Duration::from_secs(pause.unwrap_or(1_000_000))).await;
                if far.write_all(b"x").await.is_err() {
                    return;
                }
            }
        });
        let mut byte = [0; 1];
        while wire.read_exact(&mut byte).await.is_ok() {}
        feed.abort();
        start.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_or_dribbling_line_is_cut() {
        assert_eq!(cut_after(Phase::Silent, None).await, 15);
        assert_eq!(cut_after(Phase::Kept, None).await, 75);
        assert_eq!(cut_after(Phase::Head, None).await, 15);
        assert_eq!(
            cut_after(Phase::Kept, Some(1)).await,
            16,
            "15 seconds from the first byte on"
        );
        assert_eq!(cut_after(Phase::Head, Some(2)).await, 15);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_reads_is_cut() {
        let (_far, near) = duplex(64);
        let line = Line::new();
        line.set(Phase::Busy);
        let mut wire = Wire::new(near, line);
        let start = Instant::now();
        assert!(wire.write_all(&[0; 1_000]).await.is_err());
        assert_eq!(start.elapsed().as_secs(), 30);
    }
}
