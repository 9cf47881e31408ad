//! The database of a house: reader connections, one writer that commits in groups.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread::JoinHandle,
};

use tokio::sync::oneshot;

use crate::{
    Error, OpenError, Settings, Sql, Tx,
    folder::Folder,
    health::Health,
    job::{Call, Job, Reply},
    pg,
    queue::Queue,
    sqlite,
};

/// An open database. Cheap to clone. Closed when the last clone goes, or by [`Db::close`].
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

/// What all clones share. The threads share only the queues, so that they end with the last clone.
struct Inner {
    reads: Arc<Queue<Box<dyn Job>>>,
    writes: Arc<Queue<Box<dyn Job>>>,
    health: Arc<Health>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    engine: Engine,
}

/// What differs between the engines outside of a transaction.
pub(crate) enum Engine {
    Sqlite(sqlite::Place),
    Postgres(pg::Place),
}

/// The threads of an engine, as it starts.
pub(crate) struct Started {
    pub(crate) engine: Engine,
    pub(crate) threads: Vec<JoinHandle<()>>,
}

/// What an engine needs to start its threads.
pub(crate) struct Start<'a> {
    pub(crate) settings: &'a Settings,
    /// Held by every thread, so that the folder stays locked until the last has ended. Without
    /// it the database is opened beside whoever holds the lock: no migrations.
    pub(crate) folder: Option<Arc<Folder>>,
    /// Whether changes are taken.
    pub(crate) writes_too: bool,
    pub(crate) reads: Arc<Queue<Box<dyn Job>>>,
    pub(crate) writes: Arc<Queue<Box<dyn Job>>>,
    pub(crate) health: Arc<Health>,
}

impl Db {
    /// Opens, locks, backs up when migrations are due, and migrates.
    pub fn open(settings: &Settings) -> Result<Self, OpenError> {
        let folder = Arc::new(Folder::open(&settings.data)?);
        Self::start(settings, Some(folder), true)
    }

    /// Opens for reading alone, beside a Fullcup that runs, or without one: no lock, no
    /// migrations. For backups and looking around; a write is answered with [`Error::Busy`].
    ///
    /// Refuses what is no database of ours and what [`Db::open`] would refuse as too new.
    pub fn open_beside(settings: &Settings) -> Result<Self, OpenError> {
        let db = Self::start(settings, None, false)?;
        db.inner.writes.close();
        Ok(db)
    }

    /// Opens for reading and for small changes, beside a Fullcup that runs: no lock, no
    /// migrations. Both engines let one transaction at a time change a row, whichever program
    /// began it, so a change of here and one of there never mix.
    ///
    /// # Errors
    /// What [`Db::open_beside`] refuses, and [`OpenError::Earlier`].
    pub fn open_beside_to_write(settings: &Settings) -> Result<Self, OpenError> {
        Self::start(settings, None, true)
    }

    fn start(
        settings: &Settings,
        folder: Option<Arc<Folder>>,
        writes_too: bool,
    ) -> Result<Self, OpenError> {
        let reads = Arc::new(Queue::new(settings.tuning.read_queue));
        let writes = Arc::new(Queue::new(settings.tuning.write_queue));
        let health = Arc::new(Health::new());
        let start = Start {
            settings,
            folder,
            writes_too,
            reads: Arc::clone(&reads),
            writes: Arc::clone(&writes),
            health: Arc::clone(&health),
        };
        let Started { engine, threads } = match &settings.database {
            None => sqlite::start(&start)?,
            Some(url) => pg::start(&start, url)?,
        };
        let threads = Mutex::new(threads);
        Ok(Self {
            inner: Arc::new(Inner {
                reads,
                writes,
                health,
                threads,
                engine,
            }),
        })
    }

    /// Runs `job` in one read transaction on a reader thread.
    ///
    /// [`Error::Busy`] at once when too many wait already, [`Error::Broken`] when the job
    /// panicked or took longer than [`crate::Tuning::time_limit`].
    pub async fn read<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        offer(&self.inner.reads, Call::new(once(job), Reply::Task(reply)))?;
        answer.await.unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    /// Runs `job` on the writer, in a savepoint of the current group; answers after the
    /// fsync. The job may run more than once (PostgreSQL's 40001): it must not have
    /// effects outside its `Tx`. An `Err` undoes everything the job did.
    ///
    /// The job runs even when the caller goes away: what was sent is saved.
    pub async fn write<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        offer(&self.inner.writes, Call::new(job, Reply::Task(reply)))?;
        answer.await.unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    /// [`Db::read`] for the command line and tests: waits on this thread. On a tokio thread
    /// it would hold up every other task.
    pub fn read_now<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        offer(
            &self.inner.reads,
            Call::new(once(job), Reply::Thread(reply)),
        )?;
        answer.recv().unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    /// [`Db::write`] for the command line and tests.
    pub fn write_now<T, E, F>(&self, job: F) -> Result<T, E>
    where
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (reply, answer) = mpsc::sync_channel(1);
        offer(&self.inner.writes, Call::new(job, Reply::Thread(reply)))?;
        answer.recv().unwrap_or_else(|_| Err(E::from(unanswered())))
    }

    /// Prepares a statement without running it, for the test that prepares them all. Also
    /// refuses parameters and columns of a kind that the other engine does not have.
    pub fn prepare(&self, sql: &Sql) -> Result<(), Error> {
        let sql = *sql;
        self.read_now(move |tx| tx.prepare(&sql))
    }

    /// A consistent copy into one file, while people keep working.
    ///
    /// The file is a SQLite database with a seal at its end; [`fn@crate::restore`] checks the
    /// seal. With PostgreSQL it is what `pg_restore` reads, made by `pg_dump`; where that is not
    /// on the machine, [`Error::Broken`] says so.
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        match &self.inner.engine {
            Engine::Sqlite(place) => place.backup(to),
            Engine::Postgres(place) => place.backup(to),
        }
    }

    /// Looks through the whole database for damage. Each finding is one line; none is good.
    pub fn check(&self) -> Result<Vec<String>, Error> {
        match &self.inner.engine {
            Engine::Sqlite(place) => place.check(),
            // PostgreSQL checks its own pages; that it answers is what there is to know.
            Engine::Postgres(_) => self
                .read_now(|tx| tx.one::<i64>(&ALIVE, &[]))
                .map(|_| Vec::new()),
        }
    }

    /// To be called after a great many rows came in at once, such as by `generate` or an
    /// import: brings log and figures in order, so that the next page is as quick as ever.
    pub fn settle(&self) -> Result<(), Error> {
        match &self.inner.engine {
            Engine::Sqlite(place) => place.settle(),
            Engine::Postgres(_) => self.write_now(|tx| tx.run(&pg::ANALYZE, &[]).map(drop)),
        }
    }

    /// The engine's name, for showing only. A room never asks.
    pub fn engine(&self) -> &'static str {
        match self.inner.engine {
            Engine::Sqlite(_) => "SQLite",
            Engine::Postgres(_) => "PostgreSQL",
        }
    }

    /// The engine's version, for showing only.
    pub fn engine_version(&self) -> Result<String, Error> {
        match self.inner.engine {
            Engine::Sqlite(_) => Ok(sqlite::version().to_owned()),
            Engine::Postgres(_) => self.read_now(|tx| tx.one(&pg::VERSION, &[])),
        }
    }

    /// How much room the data takes, in bytes.
    pub fn size_bytes(&self) -> Result<u64, Error> {
        match &self.inner.engine {
            Engine::Sqlite(place) => place.size_bytes(),
            Engine::Postgres(_) => {
                let size: i64 = self.read_now(|tx| tx.one(&pg::SIZE, &[]))?;
                Ok(size.unsigned_abs())
            }
        }
    }

    /// The number of the newest migration that has run.
    pub fn schema(&self) -> Result<i64, Error> {
        self.read_now(|tx| tx.one(&SCHEMA, &[]))
    }

    /// How often this opening of the database has committed changes. Many writes at once
    /// need fewer commits than writes.
    pub fn commits(&self) -> u64 {
        self.inner.health.commits()
    }

    /// How many changes this opening of the database has committed.
    pub fn writes(&self) -> u64 {
        self.inner.health.writes()
    }

    /// Waits until the disk has failed to take a change, and says why. No change is taken
    /// after that; the program should stop and be started again. Never ends otherwise.
    pub async fn until_stopped(&self) -> String {
        self.inner.health.until_stopped().await
    }

    /// Finishes what is queued and closes; nothing acknowledged is lost. Other clones are
    /// answered with [`Error::Busy`] from now on.
    pub fn close(self) {
        self.inner.close_queues();
        let threads = {
            let mut threads = self
                .inner
                .threads
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            std::mem::take(&mut *threads)
        };
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a database thread ended by a panic");
            }
        }
    }
}

const ALIVE: Sql = Sql::new("storage.alive", "SELECT COUNT(*) FROM schema_change");
const SCHEMA: Sql = Sql::new("storage.schema", "SELECT MAX(number) FROM schema_change");

impl Inner {
    fn close_queues(&self) {
        self.reads.close();
        self.writes.close();
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // The threads finish what waits and end by themselves. They are not waited for: the
        // last clone may go on one of them.
        self.close_queues();
    }
}

fn offer<T, E, F>(queue: &Queue<Box<dyn Job>>, call: Call<T, E, F>) -> Result<(), E>
where
    F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    queue
        .offer(Box::new(call))
        .map_err(|_| E::from(Error::Busy))
}

/// A read may consume what it holds, because it never runs twice.
fn once<T, E, F>(job: F) -> impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    E: From<Error>,
{
    let mut job = Some(job);
    move |tx| match job.take() {
        Some(job) => job(tx),
        None => Err(E::from(Error::Broken(
            "a read was asked to run twice".into(),
        ))),
    }
}

fn unanswered() -> Error {
    Error::Broken("the database thread ended".into())
}
