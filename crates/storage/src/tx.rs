//! A transaction: the one thing that data functions are given.

use crate::{Error, FromRow, Sql, ToValue, pg, sqlite};

/// A transaction on either engine. Reads see one moment; writes commit together or not at all.
///
/// **Invariant:** a statement that failed undoes the whole job, on both engines. PostgreSQL
/// cannot go on after an error, so a job that swallows one and answers `Ok` is undone and
/// answered with [`Error::Broken`]. Ask before you write, or write `ON CONFLICT DO NOTHING`
/// and count the rows. Test: `a_job_that_goes_on_after_a_failed_statement_is_undone`.
pub struct Tx<'a> {
    pub(crate) engine: Engine<'a>,
    /// What the first failed statement of this job said.
    pub(crate) failed: Option<Failed>,
    /// Tables whose unique violation means "somebody was faster: run again".
    pub(crate) again_on: Vec<&'static str>,
}

/// The connection below a transaction.
pub(crate) enum Engine<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(&'a mut pg::Link),
}

/// What a failed statement means for the rest of its job.
pub(crate) struct Failed {
    /// `room.verb` of the statement.
    pub(crate) name: &'static str,
    /// The transaction should run again.
    pub(crate) again: bool,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>) -> Self {
        Self {
            engine,
            failed: None,
            again_on: Vec::new(),
        }
    }

    /// All rows.
    pub fn all<R: FromRow>(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<Vec<R>, Error> {
        let rows = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::rows(connection, sql, args, usize::MAX),
            Engine::Postgres(link) => link.rows(sql, args, usize::MAX),
        };
        self.noted(sql, rows)
    }

    /// The first row, if there is one.
    pub fn first<R: FromRow>(
        &mut self,
        sql: &Sql,
        args: &[&dyn ToValue],
    ) -> Result<Option<R>, Error> {
        let rows = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::rows(connection, sql, args, 1),
            Engine::Postgres(link) => link.rows(sql, args, 1),
        };
        Ok(self.noted(sql, rows)?.pop())
    }

    /// The only row; [`Error::NoRow`] without one.
    pub fn one<R: FromRow>(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<R, Error> {
        self.first(sql, args)?.ok_or(Error::NoRow)
    }

    /// Runs a change; how many rows it touched.
    pub fn run(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<u64, Error> {
        let count = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::run(connection, sql, args),
            Engine::Postgres(link) => link.run(sql, args),
        };
        self.noted(sql, count)
    }

    /// From here on, a key of `table` that exists already means that another server was
    /// faster: the job runs again instead of failing. For a key that the job worked out from
    /// what it read, such as the next number of a chain. With SQLite nobody can be faster.
    pub fn run_again_when_taken(&mut self, table: &'static str) {
        self.again_on.push(table);
    }

    /// Prepares without running, and checks that both engines can carry its values.
    pub(crate) fn prepare(&mut self, sql: &Sql) -> Result<(), Error> {
        let done = match &mut self.engine {
            Engine::Sqlite(connection) => sqlite::prepare(connection, sql),
            Engine::Postgres(link) => link.prepare(sql),
        };
        self.noted(sql, done)
    }

    fn noted<T>(&mut self, sql: &Sql, done: Result<T, Error>) -> Result<T, Error> {
        done.map_err(|error| {
            let error = match error {
                Error::Exists(key) if self.taken(&key) => Error::Again,
                Error::Broken(text) => Error::Broken(format!("{}: {text}", sql.name)),
                other => other,
            };
            let again = matches!(error, Error::Again);
            self.failed.get_or_insert(Failed {
                name: sql.name,
                again,
            });
            error
        })
    }

    fn taken(&self, key: &str) -> bool {
        let table = key.split('(').next().unwrap_or(key);
        matches!(self.engine, Engine::Postgres(_)) && self.again_on.contains(&table)
    }
}
