//! SQLite: how a connection is opened, and statements on it.

mod error;
mod place;
mod plan;
mod reader;
mod statement;
mod writer;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, config::DbConfig, limits::Limit};

use crate::{Error, OpenError, Tuning};

pub(crate) use error::told;
pub(crate) use place::{Place, applied, findings, start};
pub(crate) use reader::{read, went_on};
pub(crate) use statement::{prepare, rows, run};
pub(crate) use writer::{Writer, write};

/// The oldest SQLite that is safe: 3.51.3 mended the log's reset, which could lose a commit.
const OLDEST: i32 = 3_051_003;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
    /// Migrations, backups, checks: no time limit, no statement cache to speak of.
    Upkeep,
}

/// A connection with its time limit.
pub(crate) struct Conn {
    pub(crate) sqlite: Connection,
    limit: Arc<Limited>,
}

/// When the running job must be over, in milliseconds since the connection was opened.
struct Limited {
    opened: Instant,
    until: AtomicU64,
}

impl Conn {
    /// Opens the file and sets everything that SQLite does not remember by itself.
    pub(crate) fn open(file: &Path, purpose: Purpose, tuning: &Tuning) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut sqlite = Connection::open_with_flags(file, flags).map_err(told)?;
        settle(&sqlite, purpose, tuning).map_err(told)?;
        let limit = Arc::new(Limited {
            opened: Instant::now(),
            until: AtomicU64::new(u64::MAX),
        });
        let watch = Arc::clone(&limit);
        let over = move || watch.now() > watch.until.load(Ordering::Relaxed);
        sqlite.progress_handler(2_000, Some(over)).map_err(told)?;
        Ok(Self { sqlite, limit })
    }

    /// Closes. The last connection of a file takes the log away with it.
    pub(crate) fn close(self) -> Result<(), Error> {
        self.sqlite.close().map_err(|(_, error)| told(error))
    }

    /// Gives what runs next this long.
    pub(crate) fn allow(&self, time: Duration) {
        let until = self.limit.now().saturating_add(millis(time));
        self.limit.until.store(until, Ordering::Relaxed);
    }

    /// Lets what runs next take as long as it needs.
    pub(crate) fn allow_any(&self) {
        self.limit.until.store(u64::MAX, Ordering::Relaxed);
    }

    /// Runs one of the fixed words: BEGIN, COMMIT and their kind.
    pub(crate) fn word(&self, word: &str) -> Result<(), Error> {
        let mut statement = self.sqlite.prepare_cached(word).map_err(told)?;
        statement.raw_execute().map(drop).map_err(told)
    }

    /// No transaction is open: SQLite ends one by itself after some errors.
    pub(crate) fn idle(&self) -> bool {
        self.sqlite.is_autocommit()
    }

    /// Gives up the transaction, if one is open.
    pub(crate) fn roll_back(&self) {
        self.allow_any();
        if !self.idle()
            && let Err(error) = self.word("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }
}

impl Limited {
    fn now(&self) -> u64 {
        millis(self.opened.elapsed())
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn settle(sqlite: &Connection, purpose: Purpose, tuning: &Tuning) -> rusqlite::Result<()> {
    sqlite.busy_timeout(Duration::from_secs(5))?;
    // A database that somebody else prepared must not be able to run anything of ours.
    sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // "a" is a column, never a text: a misspelt name must not become a constant.
    sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    // Otherwise every bound value that could sway a plan throws the kept statement away, and it is
    // compiled anew at each use: a third of the time of a page. Our plans rest on fixed statistics.
    sqlite.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    sqlite.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    let cache = match purpose {
        Purpose::Write => tuning.writer_cache_kib,
        Purpose::Read | Purpose::Upkeep => tuning.reader_cache_kib,
    };
    sqlite.set_prepared_statement_cache_capacity(match purpose {
        Purpose::Read | Purpose::Write => 512,
        Purpose::Upkeep => 16,
    });
    let mode: String = sqlite.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        tracing::warn!(mode, "this file system does not allow the write-ahead log");
    }
    sqlite.execute_batch(&format!(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -{cache};
         PRAGMA mmap_size = {mapped};
         PRAGMA wal_autocheckpoint = {checkpoint};
         PRAGMA journal_size_limit = {log};
         PRAGMA query_only = {reading};",
        mapped = tuning.mapped_bytes,
        checkpoint = tuning.checkpoint_pages,
        log = u64::from(tuning.checkpoint_pages) * 4096,
        reading = if purpose == Purpose::Read {
            "ON"
        } else {
            "OFF"
        },
    ))?;
    if let Some(pages) = tuning.largest_pages {
        sqlite.execute_batch(&format!("PRAGMA max_page_count = {pages}"))?;
    }
    Ok(())
}

/// Refuses a SQLite that is known to lose data.
pub(crate) fn new_enough() -> Result<(), OpenError> {
    judge(rusqlite::version_number(), rusqlite::version())
}

/// The version of the bundled SQLite.
pub(crate) fn version() -> &'static str {
    rusqlite::version()
}

fn judge(number: i32, name: &str) -> Result<(), OpenError> {
    if number < OLDEST {
        Err(OpenError::OldSqlite(name.to_owned()))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_sqlite_is_refused() {
        assert!(
            matches!(judge(3_051_002, "3.51.2"), Err(OpenError::OldSqlite(name)) if name == "3.51.2")
        );
        assert!(judge(3_051_003, "3.51.3").is_ok());
        assert!(new_enough().is_ok());
    }
}
