//! The SQLite file of a data folder: opening, migrating, looking after it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::{Conn, Purpose, Writer, new_enough, plan, read, statement, told, write};
use crate::{
    Error, OpenError, Sql, ToValue, Tuning, backup,
    db::{Engine, Start, Started},
    folder::{self, Folder},
    migrate::{self, Applied, Ground},
};

/// Where the file is, and how to open it once more.
pub(crate) struct Place {
    // Only the path: what is closed must not keep the folder locked.
    file: PathBuf,
    tuning: Tuning,
}

/// Opens, migrates and starts the threads.
pub(crate) fn start(start: &Start<'_>) -> Result<Started, OpenError> {
    new_enough()?;
    let tuning = &start.settings.tuning;
    let file = folder::file(&start.settings.data);
    let mut threads = Vec::new();
    if let Some(folder) = &start.folder {
        // Made before SQLite makes it, so that only this user may read it; the log takes after it.
        folder::private(&file).map_err(|error| OpenError::Broken(error.to_string()))?;
        migrated(folder, tuning, migrate::ALL, start.settings.opened_at)?;
    } else {
        known(&file, tuning, start.writes_too)?;
    }
    if start.writes_too {
        let conn = Conn::open(&file, Purpose::Write, tuning).map_err(broken)?;
        let writer = Writer {
            conn,
            queue: Arc::clone(&start.writes),
            health: Arc::clone(&start.health),
            tuning: tuning.clone(),
        };
        let lock = start.folder.clone();
        threads.push(named("writer", move || {
            write(&writer);
            // The log goes into the file, so that a copy of the one file is whole. Beside a program
            // that runs, that is the other's to do: it would hold its changes up.
            if lock.is_some() {
                writer.empty_the_log();
            }
            drop(writer);
            drop(lock);
        })?);
    }
    for _ in 0..tuning.readers.max(1) {
        let conn = Conn::open(&file, Purpose::Read, tuning).map_err(broken)?;
        let queue = Arc::clone(&start.reads);
        let lock = start.folder.clone();
        let limit = tuning.time_limit;
        threads.push(named("reader", move || {
            read(&conn, &queue, limit);
            drop(conn);
            drop(lock);
        })?);
    }
    let place = Place {
        file,
        tuning: tuning.clone(),
    };
    Ok(Started {
        engine: Engine::Sqlite(place),
        threads,
    })
}

fn named(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<thread::JoinHandle<()>, OpenError> {
    let builder = thread::Builder::new().name(name.to_owned());
    builder
        .spawn(work)
        .map_err(|error| OpenError::Broken(error.to_string()))
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
fn broken(error: Error) -> OpenError {
    OpenError::Broken(error.to_string())
}

/// Whether the file is a database of ours that this program may read, or change as it is.
fn known(file: &Path, tuning: &Tuning, to_write: bool) -> Result<(), OpenError> {
    if !file.exists() {
        return Err(OpenError::Absent(file.display().to_string()));
    }
    let conn = Conn::open(file, Purpose::Read, tuning).map_err(broken)?;
    let applied = applied(&conn).map_err(broken)?;
    let due = migrate::due(migrate::ALL, &applied)?;
    if to_write && !due.is_empty() {
        return Err(OpenError::Earlier);
    }
    conn.close().map_err(broken)
}

/// Runs what is due, after a backup when there is something to lose.
fn migrated(
    folder: &Folder,
    tuning: &Tuning,
    list: &[migrate::Migration],
    at: i64,
) -> Result<(), OpenError> {
    let mut conn = Conn::open(&folder.file(), Purpose::Upkeep, tuning).map_err(broken)?;
    migrate::ledger(&mut conn).map_err(broken)?;
    let applied = conn.applied().map_err(broken)?;
    let due = migrate::due(list, &applied)?;
    if let (Some(first), Some(last)) = (due.first(), due.last()) {
        if !applied.is_empty() {
            let name = format!(
                "before-{:04}-to-{:04}-at-{at}.db",
                first.number, last.number
            );
            let to = folder.path().join("backups").join(name);
            backup::write(&conn.sqlite, &to).map_err(broken)?;
            tracing::info!(to = %to.display(), "a backup was taken before the schema changes");
        }
        for migration in due {
            migrate::apply(&mut conn, migration, at).map_err(|error| {
                OpenError::Broken(format!(
                    "{:04}_{}: {error}",
                    migration.number, migration.name
                ))
            })?;
            tracing::info!(
                number = migration.number,
                name = migration.name,
                "the schema changed"
            );
        }
    }
    plan::tell(&conn).map_err(broken)?;
    conn.close().map_err(broken)
}

impl Ground for Conn {
    fn words(&self) -> [(&'static str, &'static str); 6] {
        [
            ("{int}", "INTEGER"),
            ("{blob}", "BLOB"),
            ("{text}", "TEXT"),
            ("{table}", "STRICT, WITHOUT ROWID"),
            ("{heap}", "STRICT"),
            ("{strict}", "STRICT"),
        ]
    }

    fn batch(&mut self, text: &str) -> Result<(), Error> {
        self.sqlite.execute_batch(text).map_err(told)
    }

    fn run(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<(), Error> {
        statement::run(&self.sqlite, sql, args).map(drop)
    }

    fn applied(&mut self) -> Result<Vec<Applied>, Error> {
        applied(self)
    }

    fn begin(&self) -> &'static str {
        "BEGIN IMMEDIATE"
    }
}

/// The migrations that this file has seen.
pub(crate) fn applied(conn: &Conn) -> Result<Vec<Applied>, Error> {
    let rows: Vec<(i64, i64)> = statement::rows(&conn.sqlite, &migrate::APPLIED, &[], usize::MAX)?;
    Ok(rows
        .into_iter()
        .map(|(number, oldest)| Applied { number, oldest })
        .collect())
}

/// Every page, every index and every reference. Each finding is one line.
pub(crate) fn findings(conn: &Conn) -> Result<Vec<String>, Error> {
    let mut found: Vec<String> = statement::rows(&conn.sqlite, &INTEGRITY, &[], usize::MAX)?;
    found.retain(|line| line != "ok");
    let dangling: Vec<(String, Option<i64>, String)> =
        statement::rows(&conn.sqlite, &REFERENCES, &[], usize::MAX)?;
    found.extend(dangling.into_iter().map(|(table, row, parent)| {
        let row = row.map_or_else(String::new, |row| format!(" (row {row})"));
        format!("{table}{row} refers to a row of {parent} that is missing")
    }));
    Ok(found)
}

const INTEGRITY: Sql = Sql::new("storage.integrity", "PRAGMA integrity_check");
const REFERENCES: Sql = Sql::new("storage.references", "PRAGMA foreign_key_check");

impl Place {
    /// A sealed copy in one file.
    pub(crate) fn backup(&self, to: &Path) -> Result<(), Error> {
        backup::write(&self.open()?.sqlite, to)
    }

    /// Damage, one line each.
    pub(crate) fn check(&self) -> Result<Vec<String>, Error> {
        findings(&self.open()?)
    }

    /// The file and its log, in bytes.
    pub(crate) fn size_bytes(&self) -> Result<u64, Error> {
        let mut log = self.file.clone().into_os_string();
        log.push("-wal");
        let told = |error: std::io::Error| Error::Broken(error.to_string());
        let size = std::fs::metadata(&self.file).map_err(told)?.len();
        let log = std::fs::metadata(PathBuf::from(log)).map_or(0, |log| log.len());
        Ok(size + log)
    }

    /// After a great many rows came in at once: the log goes into the file.
    pub(crate) fn settle(&self) -> Result<(), Error> {
        let passive = "PRAGMA wal_checkpoint(PASSIVE)";
        self.open()?
            .sqlite
            .query_row(passive, [], |_| Ok(()))
            .map_err(told)
    }

    fn open(&self) -> Result<Conn, Error> {
        Conn::open(&self.file, Purpose::Upkeep, &self.tuning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::Migration;

    const FIRST: Migration = Migration {
        number: 1,
        name: "first",
        text: "CREATE TABLE a (\n  agency_id {int} NOT NULL,\n  id {int} NOT NULL,\n  \
               owner_id {int} NOT NULL,\n  note TEXT NOT NULL,\n  \
               PRIMARY KEY (agency_id, id)\n) {table};\n\
               CREATE INDEX a_owner ON a (agency_id, owner_id, id);\n",
        oldest: 1,
    };
    const SECOND: Migration = Migration {
        number: 2,
        name: "second",
        text: "CREATE TABLE b (id {int} NOT NULL) {heap};\nINSERT INTO b (id) VALUES (1);\n\
               CREATE TABLE c (id {int} NOT NULL) {strict};\nINSERT INTO nowhere VALUES (1);\n",
        oldest: 1,
    };
    const MENDED: Migration = Migration {
        text: "CREATE TABLE b (id {int} NOT NULL) {heap};\nINSERT INTO b (id) VALUES (1);\n",
        ..SECOND
    };

    fn house() -> (tempfile::TempDir, Folder) {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::open(place.path()).expect("a folder");
        (place, folder)
    }

    fn tables(folder: &Folder) -> Vec<String> {
        let conn = Conn::open(&folder.file(), Purpose::Read, &Tuning::default()).expect("opens");
        let sql = Sql::new(
            "t.tables",
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             ORDER BY name",
        );
        statement::rows(&conn.sqlite, &sql, &[], usize::MAX).expect("names")
    }

    #[test]
    fn a_migration_that_stops_in_the_middle_leaves_nothing_and_can_run_again() {
        let (_place, folder) = house();
        let tuning = Tuning::default();
        migrated(&folder, &tuning, &[FIRST], 10).expect("the first");
        let stopped = migrated(&folder, &tuning, &[FIRST, SECOND], 20);
        assert!(matches!(stopped, Err(OpenError::Broken(text)) if text.starts_with("0002_second")));
        assert_eq!(tables(&folder), ["a", "schema_change"]);
        migrated(&folder, &tuning, &[FIRST, MENDED], 30).expect("the second, mended");
        assert_eq!(tables(&folder), ["a", "b", "schema_change"]);
        for at in [20, 30] {
            let name = format!("backups/before-0002-to-0002-at-{at}.db");
            assert!(folder.path().join(name).exists());
        }
    }

    #[test]
    fn an_older_program_runs_on_a_later_schema() {
        let (_place, folder) = house();
        let tuning = Tuning::default();
        migrated(&folder, &tuning, &[FIRST, MENDED], 10).expect("both");
        migrated(&folder, &tuning, &[FIRST], 20).expect("the program before");
    }

    #[test]
    fn an_index_is_used_although_every_key_begins_with_the_agency() {
        let (_place, folder) = house();
        let tuning = Tuning::default();
        migrated(&folder, &tuning, &[FIRST], 10).expect("a schema");
        let conn = Conn::open(&folder.file(), Purpose::Read, &tuning).expect("opens");
        let plan = |text: &str| {
            let mut statement = conn.sqlite.prepare(text).expect("a statement");
            let mut rows = statement.raw_query();
            let row = rows.next().expect("a plan").expect("a line");
            row.get::<_, String>(3).expect("text")
        };
        let owned = plan(
            "EXPLAIN QUERY PLAN SELECT note FROM a
             WHERE agency_id = $1 AND owner_id = $2 ORDER BY id LIMIT 20",
        );
        assert!(
            owned.contains("a_owner (agency_id=? AND owner_id=?)"),
            "{owned}"
        );
        let one = plan("EXPLAIN QUERY PLAN SELECT note FROM a WHERE agency_id = $1 AND id = $2");
        assert!(one.contains("PRIMARY KEY (agency_id=? AND id=?)"), "{one}");
    }
}
