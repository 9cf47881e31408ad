//! A PostgreSQL database: opening, migrating, starting the threads.

use std::{sync::Arc, thread};

use super::{Link, connect::Connector, worker::Worker};
use crate::{
    Error, OpenError, Sql, ToValue,
    db::{Engine, Start, Started},
    migrate::{self, Applied, Ground},
};

/// Nothing to remember: every thread has its own connection.
pub(crate) struct Place;

/// How often migrations are tried while another server migrates the same database.
const TRIES: usize = 5;

/// Connects, migrates and starts the threads.
pub(crate) fn start(start: &Start<'_>, url: &str) -> Result<Started, OpenError> {
    let tuning = &start.settings.tuning;
    let connector = Connector::new(url, tuning.time_limit).map_err(OpenError::Unreachable)?;
    let at = start.folder.is_some().then_some(start.settings.opened_at);
    // The client waits on a runtime of its own and would panic on a thread that has one.
    let migrated = thread::scope(|scope| scope.spawn(|| migrated(&connector, at)).join());
    migrated.unwrap_or_else(|_| Err(OpenError::Broken("the connection panicked".into())))?;

    let mut threads = Vec::new();
    let readers = (0..tuning.postgres_readers.max(1)).map(|_| (&start.reads, false));
    let writing = at.map_or(0, |_| tuning.postgres_writers.max(1));
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
        engine: Engine::Postgres(Place),
        threads,
    })
}

/// Runs what is due; without a time, only looks whether this program may read what is there.
fn migrated(connector: &Connector, at: Option<i64>) -> Result<(), OpenError> {
    let mut link = connector.connect().map_err(OpenError::Unreachable)?;
    let Some(at) = at else {
        let applied = link.applied().map_err(broken)?;
        return migrate::due(migrate::ALL, &applied).map(drop);
    };
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
