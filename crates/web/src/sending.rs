//! The body of an answer: whole, or in parts that are made while they are sent.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::sync::mpsc;

/// How many parts may wait to be sent. Whoever makes them waits too, so that a large file never
/// lies in memory.
const WAITING: usize = 4;

/// The body of an answer.
pub enum Sending {
    /// All of it at once.
    Whole(Full<Bytes>),
    /// Part after part, as they are made.
    Parts(mpsc::Receiver<io::Result<Bytes>>),
}

/// The end into which parts are put. Dropped, it ends the body.
pub type PartsEnd = mpsc::Sender<io::Result<Bytes>>;

/// A body in parts: where they go in, and where they come out.
pub fn parts() -> (PartsEnd, mpsc::Receiver<io::Result<Bytes>>) {
    mpsc::channel(WAITING)
}

impl Default for Sending {
    fn default() -> Self {
        Self::Whole(Full::default())
    }
}

impl From<Full<Bytes>> for Sending {
    fn from(whole: Full<Bytes>) -> Self {
        Self::Whole(whole)
    }
}

impl Body for Sending {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.get_mut() {
            Self::Whole(whole) => Pin::new(whole)
                .poll_frame(cx)
                .map_err(|never| match never {}),
            Self::Parts(parts) => parts
                .poll_recv(cx)
                .map(|part| part.map(|part| part.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(whole) => whole.is_end_stream(),
            Self::Parts(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(whole) => whole.size_hint(),
            Self::Parts(_) => SizeHint::default(),
        }
    }
}
