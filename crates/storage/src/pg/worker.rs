//! A connection thread: one transaction for each job, run again where PostgreSQL asks for it.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{Link, connect::Connector};
use crate::{Error, Tx, health::Health, job::Job, queue::Queue, sqlite::went_on, tx::Engine};

/// How long nobody tries to connect after it failed: the others are answered at once.
const REST: Duration = Duration::from_millis(250);

/// What a connection thread owns.
pub(crate) struct Worker {
    connector: Connector,
    number: u32,
    time_limit: Duration,
    link: Option<Link>,
    failed_at: Option<Instant>,
}

/// How one attempt at a job ended.
enum End {
    /// Answer this.
    Over(Result<(), Error>),
    /// Nothing was committed: run it again.
    Again,
}

impl Worker {
    pub(crate) fn new(connector: Connector, number: u32, time_limit: Duration) -> Self {
        Self {
            connector,
            number,
            time_limit,
            link: None,
            failed_at: None,
        }
    }

    /// Serves reads until the queue is closed and empty.
    pub(crate) fn read(&mut self, queue: &Queue<Box<dyn Job>>) {
        while let Some(mut job) = queue.take() {
            if job.unwanted() {
                continue;
            }
            let end = self.read_one(job.as_mut());
            job.answer(end);
        }
    }

    fn read_one(&mut self, job: &mut dyn Job) -> Result<(), Error> {
        // One moment for the whole page, as in SQLite.
        let link = self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let mut tx = Tx::new(Engine::Postgres(link));
        let kept = job.run(&mut tx);
        let end = if kept { went_on(&tx) } else { Ok(()) };
        // An error here costs the next job a new connection, and this one nothing.
        drop(link_end(link, "COMMIT"));
        end
    }

    /// Serves writes until the queue is closed and empty.
    pub(crate) fn write(&mut self, queue: &Queue<Box<dyn Job>>, health: &Health) {
        while let Some(mut job) = queue.take() {
            let began = Instant::now();
            let mut tries = 0;
            let end = loop {
                match self.write_one(job.as_mut(), health) {
                    End::Over(end) => break end,
                    End::Again if began.elapsed() > self.time_limit => break Err(Error::Busy),
                    End::Again => {
                        tries += 1;
                        self.step_aside(tries);
                    }
                }
            };
            job.answer(end);
        }
    }

    fn write_one(&mut self, job: &mut dyn Job, health: &Health) -> End {
        let link = match self.begin("BEGIN ISOLATION LEVEL SERIALIZABLE") {
            Ok(link) => link,
            Err(error) => return End::Over(Err(error)),
        };
        let mut tx = Tx::new(Engine::Postgres(link));
        let kept = job.run(&mut tx);
        let again = tx.failed.as_ref().is_some_and(|failed| failed.again);
        let end = went_on(&tx);
        if again || link.lost() {
            drop(link_end(link, "ROLLBACK"));
            return End::Again;
        }
        if !kept {
            drop(link_end(link, "ROLLBACK"));
            return End::Over(Ok(()));
        }
        if end.is_err() {
            drop(link_end(link, "ROLLBACK"));
            return End::Over(end);
        }
        match link_end(link, "COMMIT") {
            Ok(()) => {
                health.committed(1);
                End::Over(Ok(()))
            }
            Err(Error::Again) => End::Again,
            // Whether a commit arrived on a line that broke, nobody here knows. The caller
            // sends the same key again and finds its receipt, or saves it then.
            Err(error) => End::Over(Err(error)),
        }
    }

    /// A connection with an open transaction.
    fn begin(&mut self, word: &str) -> Result<&mut Link, Error> {
        let mut fresh = false;
        loop {
            if self.link.as_ref().is_none_or(Link::lost) {
                self.link = None;
                self.link = Some(self.connect()?);
                fresh = true;
            }
            let Some(link) = &mut self.link else {
                return Err(Error::Busy);
            };
            match link.batch(word) {
                Ok(()) => break,
                // The server was started anew while this connection slept.
                Err(_) if link.lost() && !fresh => {}
                Err(error) => return Err(error),
            }
        }
        self.link.as_mut().ok_or(Error::Busy)
    }

    fn connect(&mut self) -> Result<Link, Error> {
        if self.failed_at.is_some_and(|at| at.elapsed() < REST) {
            return Err(Error::Busy);
        }
        match self.connector.connect() {
            Ok(link) => {
                self.failed_at = None;
                Ok(link)
            }
            Err(why) => {
                if self.failed_at.is_none() {
                    tracing::warn!(why, "PostgreSQL does not answer");
                }
                self.failed_at = Some(Instant::now());
                Err(Error::Busy)
            }
        }
    }

    /// Lets the one that was faster finish. Each thread waits its own time, so that two that
    /// collided do not collide again.
    fn step_aside(&self, tries: u32) {
        let step = 1_u64 << tries.min(6);
        let own = u64::from(self.number * 7 % 11) * step / 8;
        thread::park_timeout(Duration::from_millis(step + own));
    }
}

/// Ends a transaction. A connection on which that fails is not used again.
fn link_end(link: &mut Link, word: &str) -> Result<(), Error> {
    link.batch(word).inspect_err(|error| {
        if !matches!(error, Error::Again) {
            link.give_up();
        }
    })
}
