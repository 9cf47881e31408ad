//! A reader thread: one read transaction for each job.

use std::time::Duration;

use super::Conn;
use crate::{Error, Tx, job::Job, queue::Queue, tx::Engine};

/// Serves reads until the queue is closed and empty.
pub(crate) fn read(conn: &Conn, queue: &Queue<Box<dyn Job>>, limit: Duration) {
    while let Some(mut job) = queue.take() {
        // A page that nobody waits for any more is not worth the time of those who wait.
        if job.unwanted() {
            continue;
        }
        conn.allow(limit);
        if let Err(error) = conn.word("BEGIN") {
            job.answer(Err(error));
            continue;
        }
        let mut tx = Tx::new(Engine::Sqlite(&conn.sqlite));
        let kept = job.run(&mut tx);
        let end = if kept { went_on(&tx) } else { Ok(()) };
        // The snapshot is given back before the answer, so that the log can be reset.
        conn.allow_any();
        if conn.idle() || conn.word("COMMIT").is_err() {
            conn.roll_back();
        }
        job.answer(end);
    }
}

/// An error when a job says `Ok` although a statement failed.
pub(crate) fn went_on(tx: &Tx<'_>) -> Result<(), Error> {
    tx.failed.as_ref().map_or(Ok(()), |failed| {
        Err(Error::Broken(format!(
            "{}: the job went on after this failed",
            failed.name
        )))
    })
}
