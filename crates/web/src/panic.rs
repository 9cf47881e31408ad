//! A door that falls over takes one answer with it, not the house.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    task::Poll,
};

/// The code behind a door fell over.
#[derive(Debug, thiserror::Error)]
#[error("the code behind the door panicked")]
pub(crate) struct Fell;

/// Waits for what `start` begins, and catches it when it falls.
pub(crate) async fn guard<'a, T>(
    start: impl FnOnce() -> Pin<Box<dyn Future<Output = T> + Send + 'a>>,
) -> Result<T, Fell> {
    let mut future = catch_unwind(AssertUnwindSafe(start)).map_err(|_| Fell)?;
    poll_fn(
        move |cx| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(cx))) {
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(Err(Fell)),
        },
    )
    .await
}

/// Logs the place of every panic and never its words, which may be a person's.
pub fn quiet() {
    std::panic::set_hook(Box::new(|what| {
        let place = what.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
