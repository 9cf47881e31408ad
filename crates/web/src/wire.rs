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

use bytes::{Buf as _, Bytes};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

use crate::malformed::Malformed;

/// From its first byte on, a request's head may take so long.
const HEAD: Duration = Duration::from_secs(15);
/// A new connection may say nothing for so long.
const SILENT: Duration = Duration::from_secs(15);
/// Between two requests a connection is kept for so long.
const KEPT: Duration = Duration::from_secs(75);
/// An answer may be left unread for so long.
const UNREAD: Duration = Duration::from_secs(30);
/// What still comes after a malformed head is read for so long, and so many times 4 KiB.
const LINGER: Duration = Duration::from_secs(2);
const LINGER_READS: u32 = 64;

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
    malformed: Malformed,
    /// What is left to say in place of hyper's own answer.
    instead: Option<Bytes>,
    /// After such an answer: how often what still comes may be read and thrown away. A socket closed
    /// over unread bytes takes the answer back.
    linger: u32,
}

impl<S> Wire<S> {
    pub(crate) fn new(stream: S, line: Arc<Line>, malformed: Malformed) -> Self {
        let reading = Box::pin(sleep_until(Instant::now() + SILENT));
        Self {
            stream,
            line,
            reading,
            writing: None,
            malformed,
            instead: None,
            linger: 0,
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

impl<S: AsyncWrite + Unpin> Wire<S> {
    /// Says our own words in place of hyper's `bytes`; ready when all is said. `None`: the bytes
    /// are ours, and are to be sent.
    fn say_instead(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Option<Poll<io::Result<()>>> {
        // While a request is answered, what is written is ours.
        if self.instead.is_none() && self.line.get().0 != Phase::Busy {
            self.instead = self.malformed.instead_of(bytes);
        }
        let mut left = self.instead.take()?;
        while left.has_remaining() {
            match Pin::new(&mut self.stream).poll_write(cx, &left) {
                Poll::Ready(Ok(0)) => {
                    return Some(Poll::Ready(Err(io::ErrorKind::WriteZero.into())));
                }
                Poll::Ready(Ok(sent)) => left.advance(sent),
                Poll::Ready(Err(error)) => return Some(Poll::Ready(Err(error))),
                Poll::Pending => {
                    self.instead = Some(left);
                    return Some(self.write_waits(cx));
                }
            }
        }
        self.writing = None;
        self.linger = LINGER_READS;
        Some(Poll::Ready(Ok(())))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Wire<S> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        if let Some(said) = this.say_instead(cx, bytes) {
            return said.map_ok(|()| bytes.len());
        }
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
        let head = parts.iter().find(|part| !part.is_empty());
        if let Some(said) = head.and_then(|head| this.say_instead(cx, head)) {
            return said.map_ok(|()| parts.iter().map(|part| part.len()).sum());
        }
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
        let this = self.get_mut();
        ready!(Pin::new(&mut this.stream).poll_shutdown(cx))?;
        let mut thrown_away = [0; 4 * 1024];
        while this.linger > 0 {
            let mut buf = ReadBuf::new(&mut thrown_away);
            match Pin::new(&mut this.stream).poll_read(cx, &mut buf) {
                Poll::Ready(Ok(())) if !buf.filled().is_empty() => this.linger -= 1,
                Poll::Ready(_) => this.linger = 0,
                Poll::Pending => {
                    let clock = this
                        .writing
                        .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + LINGER)));
                    ready!(clock.as_mut().poll(cx));
                    this.linger = 0;
                }
            }
        }
        Poll::Ready(Ok(()))
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
        let mut wire = Wire::new(near, line, Malformed::silent());
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
        let mut wire = Wire::new(near, line, Malformed::silent());
        let start = Instant::now();
        assert!(wire.write_all(&[0; 1_000]).await.is_err());
        assert_eq!(start.elapsed().as_secs(), 30);
    }
}
