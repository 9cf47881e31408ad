//! A PostgreSQL database: opening, migrating, starting the threads.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::{
    Link,
    connect::Connector,
    dump::{self, NoCopy},
    worker::Worker,
};
use crate::{
    Error, OpenError, Settings, Sql, ToValue,
    db::{Engine, Start, Started},
    migrate::{self, Applied, Ground},
};

/// How to reach the database once more.
pub(crate) struct Place {
    connector: Box<Connector>,
    pg_dump: Option<PathBuf>,
}

impl Place {
    /// A copy in one file, for `pg_restore`.
    pub(crate) fn backup(&self, to: &Path) -> Result<(), Error> {
        Ok(dump::write(&self.connector, self.pg_dump.as_deref(), to)?)
    }
}

/// How often migrations are tried while another server migrates the same database.
const TRIES: usize = 5;

/// Connects, migrates and starts the threads.
pub(crate) fn start(start: &Start<'_>, url: &str) -> Result<Started, OpenError> {
    let tuning = &start.settings.tuning;
    let connector = Connector::new(url, tuning.time_limit).map_err(OpenError::Unreachable)?;
    let alone = start.folder.is_some();
    // The client waits on a runtime of its own and would panic on a thread that has one.
    let ready = || {
        if alone {
            migrated(&connector, start.settings)
        } else {
            known(&connector, start.writes_too)
        }
    };
    let migrated = thread::scope(|scope| scope.spawn(ready).join());
    migrated.unwrap_or_else(|_| Err(OpenError::Broken("the connection panicked".into())))?;

    let mut threads = Vec::new();
    let readers = (0..tuning.postgres_readers.max(1)).map(|_| (&start.reads, false));
    let writing = if start.writes_too {
        tuning.postgres_writers.max(1)
    } else {
        0
    };
    let writers = (0..writing).map(|_| (&start.writes, true));
    for (number, (queue, writes)) in (0..).zip(readers.chain(writers)) {
        let mut worker = Worker::new(connector.clone(), number, tuning.time_limit);
        let queue = Arc::clone(queue);
        let health = Arc::clone(&start.health);
        let lock = start.folder.clone();
        let name = if writes { "writer" } else { "reader" };
        let builder = thread::Builder::new().name(name.to_owned());
        let work = move || {
            if writes {
                worker.write(&queue, &health);
            } else {
                worker.read(&queue);
            }
            drop(lock);
        };
        threads.push(
            builder
                .spawn(work)
                .map_err(|error| OpenError::Broken(error.to_string()))?,
        );
    }
    Ok(Started {
        engine: Engine::Postgres(Place {
            connector: Box::new(connector),
            pg_dump: start.settings.pg_dump.clone(),
        }),
        threads,
    })
}

/// Whether this program may read what is there, or change it as it is.
fn known(connector: &Connector, to_write: bool) -> Result<(), OpenError> {
    let mut link = connector.connect().map_err(OpenError::Unreachable)?;
    let applied = link.applied().map_err(broken)?;
    let due = migrate::due(migrate::ALL, &applied)?;
    if to_write && !due.is_empty() {
        return Err(OpenError::Earlier);
    }
    Ok(())
}

/// Runs what is due, after a copy when there is something to lose.
fn migrated(connector: &Connector, settings: &Settings) -> Result<(), OpenError> {
    let at = settings.opened_at;
    let mut link = connector.connect().map_err(OpenError::Unreachable)?;
    copied(&mut link, connector, settings)?;
    // A migration may take longer than any page.
    link.batch("SET statement_timeout = 0").map_err(broken)?;
    let mut tries = 0;
    loop {
        tries += 1;
        match migrate_once(&mut link, at) {
            // Two servers that start together both try; one of them finds it done.
            Err(OpenError::Broken(_)) if tries < TRIES && !link.lost() => {}
            done => return done,
        }
    }
}

/// Copies the database before its schema changes, unless somebody has.
fn copied(link: &mut Link, connector: &Connector, settings: &Settings) -> Result<(), OpenError> {
    migrate::ledger(link).map_err(broken)?;
    let applied = link.applied().map_err(broken)?;
    let due = migrate::due(migrate::ALL, &applied)?;
    let (Some(first), Some(last)) = (due.first(), due.last()) else {
        return Ok(());
    };
    if applied.is_empty() || settings.backed_up {
        return Ok(());
    }
    let name = format!(
        "before-{:04}-to-{:04}-at-{}.dump",
        first.number, last.number, settings.opened_at
    );
    let to = settings.data.join("backups").join(name);
    let done = dump::write(connector, settings.pg_dump.as_deref(), &to);
    done.map_err(|why| {
        OpenError::NotBackedUp(match why {
            NoCopy::NoTool => "pg_dump is not on this machine".to_owned(),
            NoCopy::Failed(error) => error.to_string(),
        })
    })?;
    tracing::info!(to = %to.display(), "a copy was taken before the schema changes");
    Ok(())
}

fn migrate_once(link: &mut Link, at: i64) -> Result<(), OpenError> {
    migrate::ledger(link).map_err(broken)?;
    let applied = link.applied().map_err(broken)?;
    for migration in migrate::due(migrate::ALL, &applied)? {
        migrate::apply(link, migration, at).map_err(|error| {
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
    Ok(())
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
fn broken(error: Error) -> OpenError {
    OpenError::Broken(error.to_string())
}

impl Ground for Link {
    fn words(&self) -> [(&'static str, &'static str); 6] {
        [
            ("{int}", "BIGINT"),
            ("{blob}", "BYTEA"),
            ("{text}", "TEXT"),
            ("{table}", ""),
            ("{heap}", ""),
            ("{strict}", ""),
        ]
    }

    fn batch(&mut self, text: &str) -> Result<(), Error> {
        Self::batch(self, text)
    }

    fn run(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<(), Error> {
        Self::run(self, sql, args).map(drop)
    }

    fn applied(&mut self) -> Result<Vec<Applied>, Error> {
        let rows: Vec<(i64, i64)> = self.rows(&migrate::APPLIED, &[], usize::MAX)?;
        Ok(rows
            .into_iter()
            .map(|(number, oldest)| Applied { number, oldest })
            .collect())
    }

    fn begin(&self) -> &'static str {
        "BEGIN ISOLATION LEVEL SERIALIZABLE"
    }
}
