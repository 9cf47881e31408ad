//! The writer: one thread, one connection, one fsync for a group of jobs.

use std::{collections::VecDeque, sync::Arc, time::Instant};

use super::{Conn, error::is_disk_trouble, reader::went_on, told};
use crate::{Error, Tuning, Tx, health::Health, job::Job, queue::Queue, tx::Engine};

/// What the writer thread owns.
pub(crate) struct Writer {
    pub(crate) conn: Conn,
    pub(crate) queue: Arc<Queue<Box<dyn Job>>>,
    pub(crate) health: Arc<Health>,
    pub(crate) tuning: Tuning,
}

/// A job that ran in the open transaction, and what to tell its caller after the commit.
type Done = (Box<dyn Job>, Result<(), Error>);

/// Serves writes until the queue is closed and empty.
pub(crate) fn write(writer: &Writer) {
    let mut again: VecDeque<Box<dyn Job>> = VecDeque::new();
    while let Some(first) = again.pop_front().or_else(|| writer.queue.take()) {
        writer.group(first, &mut again);
    }
}

impl Writer {
    /// Moves the log into the file.
    pub(crate) fn empty_the_log(&self) {
        self.conn.allow_any();
        let truncate = "PRAGMA wal_checkpoint(TRUNCATE)";
        let sqlite = &self.conn.sqlite;
        if let Err(error) = sqlite.query_row(truncate, [], |_| Ok(())).map_err(told) {
            tracing::warn!(%error, "the log was not moved into the database file");
        }
    }

    /// Runs a group in one transaction. Jobs that must run once more are put into `again`.
    fn group(&self, first: Box<dyn Job>, again: &mut VecDeque<Box<dyn Job>>) {
        if let Some(why) = self.health.stopped() {
            first.answer(Err(Error::Broken(why)));
            return;
        }
        self.conn.allow_any();
        if let Err(error) = self.conn.word("BEGIN IMMEDIATE") {
            first.answer(Err(error));
            return;
        }
        let began = Instant::now();
        let mut done: Vec<Done> = Vec::new();
        let mut next = Some(first);
        while let Some(job) = next {
            match self.one(job) {
                Ok(job) => done.push(job),
                Err(job) => {
                    // SQLite gave up the whole transaction because of this job. The others
                    // did nothing wrong: they run again without it.
                    job.0.answer(job.1);
                    again.extend(done.into_iter().map(|(job, _)| job));
                    return;
                }
            }
            let more = done.len() < self.tuning.group && began.elapsed() < self.tuning.growing;
            next = if more {
                again.pop_front().or_else(|| self.queue.take_now())
            } else {
                None
            };
        }
        self.commit(done);
    }

    /// Runs one job in its savepoint. `Err` when the transaction is gone.
    fn one(&self, mut job: Box<dyn Job>) -> Result<Done, Done> {
        if let Err(error) = self.conn.word("SAVEPOINT job") {
            self.conn.roll_back();
            return Err((job, Err(error)));
        }
        self.conn.allow(self.tuning.time_limit);
        let mut tx = Tx::new(Engine::Sqlite(&self.conn.sqlite));
        let kept = job.run(&mut tx);
        let end = if kept { went_on(&tx) } else { Ok(()) };
        self.conn.allow_any();
        if self.conn.idle() {
            // Nothing of it is saved, whatever the job says.
            let lost = || Error::Broken("the transaction was given up".into());
            let end = if kept {
                Err(end.err().unwrap_or_else(lost))
            } else {
                end
            };
            return Err((job, end));
        }
        let closed = if kept && end.is_ok() {
            self.conn.word("RELEASE job")
        } else {
            // ROLLBACK TO alone leaves the savepoint open; the next one would nest in it.
            self.conn
                .word("ROLLBACK TO job")
                .and_then(|()| self.conn.word("RELEASE job"))
        };
        match closed {
            Ok(()) => Ok((job, end)),
            Err(error) => {
                self.conn.roll_back();
                Err((job, Err(error)))
            }
        }
    }

    /// Commits and only then answers. Nothing is acknowledged after a failed commit.
    fn commit(&self, done: Vec<Done>) {
        #[cfg(feature = "sabotage")]
        #[expect(clippy::disallowed_methods, reason = "the lie waits on purpose")]
        let done = if self.tuning.answer_before_commit {
            let told = answer(done, &Ok);
            // As on a slow disk: otherwise only luck would let a test see the lie.
            std::thread::sleep(std::time::Duration::from_millis(20));
            told
        } else {
            done
        };
        let changes = done.iter().filter(|(_, end)| end.is_ok()).count();
        let committed = self.conn.sqlite.execute_batch("COMMIT");
        match committed {
            Ok(()) => {
                self.health.committed(changes);
                answer(done, &Ok);
            }
            Err(error) => {
                if is_disk_trouble(&error) {
                    self.health
                        .stop("the disk did not take a change. Restart Fullcup".into());
                }
                let error = told(error);
                self.conn.roll_back();
                answer(done, &|()| Err(again(&error)));
            }
        }
    }
}

fn answer(done: Vec<Done>, end: &dyn Fn(()) -> Result<(), Error>) -> Vec<Done> {
    for (job, its) in done {
        job.answer(end(()).and(its));
    }
    Vec::new()
}

/// The same error for the next caller of a group.
fn again(error: &Error) -> Error {
    match error {
        Error::Busy => Error::Busy,
        Error::Full => Error::Full,
        Error::Again => Error::Again,
        Error::NoRow => Error::NoRow,
        Error::Exists(key) => Error::Exists(key.clone()),
        Error::Broken(text) => Error::Broken(text.clone()),
    }
}
