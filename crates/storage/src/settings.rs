//! Where the data lives, and how hard the machine may be worked.

use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

/// Where the data lives.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data folder (SQLite file, lock, backups).
    pub data: PathBuf,
    /// `postgres://…`, when PostgreSQL is wanted.
    pub database: Option<String>,
    /// Somebody has copied the PostgreSQL database: its schema may change without a copy by
    /// `pg_dump`. A SQLite file is always copied first.
    pub backed_up: bool,
    /// The `pg_dump` to copy a PostgreSQL database with; looked for when nobody says.
    pub pg_dump: Option<PathBuf>,
    /// When the database is opened, in seconds since 1970. Written beside each migration that
    /// runs, and part of the name of the backup that is taken before.
    pub opened_at: i64,
    /// How hard the machine may be worked. The defaults suit two cores and 64 MiB.
    pub tuning: Tuning,
}

impl Settings {
    /// SQLite in this folder, with the usual tuning.
    pub fn new(data: impl Into<PathBuf>, opened_at: i64) -> Self {
        Self {
            data: data.into(),
            database: None,
            backed_up: false,
            pg_dump: None,
            opened_at,
            tuning: Tuning::default(),
        }
    }
}

/// The figures behind a database. Measured; change one only with a measurement.
#[derive(Clone, Debug)]
pub struct Tuning {
    /// Reader connections of SQLite, each with its thread.
    pub readers: usize,
    /// How many reads may wait before the next is answered with [`crate::Error::Busy`].
    pub read_queue: usize,
    /// How many writes may wait before the next is answered with [`crate::Error::Busy`].
    pub write_queue: usize,
    /// How many writes share one fsync at most.
    pub group: usize,
    /// How long a group of writes may grow before it is committed: those who came first wait for
    /// it. Longer suits work that nobody waits for, such as filling a database.
    pub growing: Duration,
    /// How long one read or one write may take.
    pub time_limit: Duration,
    /// Memory for pages of the writer, in KiB.
    pub writer_cache_kib: u32,
    /// Memory for pages of each reader, in KiB. Small: after each commit a reader reads anew.
    pub reader_cache_kib: u32,
    /// How much of the file is mapped, in bytes. None: a reader maps anew after each commit, and every
    /// look is one, which costs a page of a person a quarter more than plain reads do. A disk that fails
    /// under a mapped file also ends the program, where a plain read only fails.
    pub mapped_bytes: u64,
    /// Pages in the log after which the writer moves them into the file.
    pub checkpoint_pages: u32,
    /// The largest file in pages, for the test of a full disk.
    pub largest_pages: Option<u32>,
    /// Connections to PostgreSQL for reading, each with its thread.
    pub postgres_readers: usize,
    /// Connections to PostgreSQL for writing, each with its thread.
    pub postgres_writers: usize,
    /// Answers before the commit. It exists to show that the kill test sees a lie.
    #[cfg(feature = "sabotage")]
    #[doc(hidden)]
    pub answer_before_commit: bool,
}

/// Whether a kill test of the whole program wants a liar: `FULLCUP_SABOTAGE=answer-before-commit`.
/// Only dependencies of tests turn the feature on, and a release build does not ask even then.
#[cfg(feature = "sabotage")]
fn told_to_lie() -> bool {
    cfg!(debug_assertions)
        && std::env::var("FULLCUP_SABOTAGE").is_ok_and(|what| what == "answer-before-commit")
}

impl Default for Tuning {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
        Self {
            readers: cores.clamp(2, 8),
            read_queue: 1024,
            write_queue: 2048,
            group: 256,
            growing: Duration::from_millis(25),
            time_limit: Duration::from_secs(10),
            writer_cache_kib: 8 * 1024,
            reader_cache_kib: 2 * 1024,
            mapped_bytes: 0,
            checkpoint_pages: 16_384,
            largest_pages: None,
            postgres_readers: 8,
            postgres_writers: 8,
            #[cfg(feature = "sabotage")]
            answer_before_commit: told_to_lie(),
        }
    }
}
