//! What can go wrong with a database, once for the whole house.

/// Why a statement, a transaction or a job failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The queue is full or the database is away: try again in a moment (503).
    #[error("the database is busy")]
    Busy,
    /// The disk is full: nothing was saved; reading still works.
    #[error("the disk is full")]
    Full,
    /// A unique key is taken. Holds table and columns, `participant(agency_id, id)`, the same
    /// on both engines; for a key that is not made of plain columns, the name of its index.
    #[error("{0} exists already")]
    Exists(String),
    /// The transaction must run again (40001, 40P01). The writer does this by itself.
    #[error("the transaction must run again")]
    Again,
    /// A one-row query found no row.
    #[error("no such row")]
    NoRow,
    /// Anything else; the text has no person's words in it.
    #[error("database: {0}")]
    Broken(String),
}

/// Why a database could not be opened. Each text says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The bundled SQLite is too old to be safe.
    #[error("SQLite {0} is too old: Fullcup needs 3.51.3 or later")]
    OldSqlite(String),
    /// Another Fullcup has this data folder open.
    #[error("another Fullcup is using {0}. Stop it first, or choose another folder with --data")]
    InUse(String),
    /// There is nothing to look at yet.
    #[error("there is no database at {0}. Start Fullcup once, or name its folder with --data")]
    Absent(String),
    /// The database was written by a later Fullcup.
    #[error(
        "this database was written by a later Fullcup (it needs version {needs} of the schema; this program knows {knows}). Start that program, or restore a backup"
    )]
    Future {
        /// The oldest schema number that a program must know to run.
        needs: i64,
        /// The newest schema number that this program knows.
        knows: i64,
    },
    /// The schema is older than this program, and another program is using the database.
    #[error(
        "an earlier Fullcup is using this database. Stop it, and start this one: it brings the records up to date"
    )]
    Earlier,
    /// The schema of a PostgreSQL database would change, and there is no copy of it.
    #[error(
        "the database must be copied before its schema changes, and this program could not do it: {0}. Copy it yourself, and start again with --backed-up"
    )]
    NotBackedUp(String),
    /// PostgreSQL does not answer.
    #[error("PostgreSQL does not answer: {0}. Check that it runs and that --database is right")]
    Unreachable(String),
    /// Anything else.
    #[error("the database could not be opened: {0}")]
    Broken(String),
}
