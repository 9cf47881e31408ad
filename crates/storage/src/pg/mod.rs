//! PostgreSQL, by the same SQL text.

#[cfg(feature = "testing")]
mod admin;
mod connect;
mod dump;
mod error;
mod link;
mod place;
mod value;
mod worker;

use crate::Sql;

#[cfg(feature = "testing")]
pub(crate) use admin::Admin;
pub(crate) use link::Link;
pub(crate) use place::{Place, start};
pub(crate) use value::{Bytes, Number, Words};

/// The server's version.
pub(crate) const VERSION: Sql = Sql::new(
    "storage.postgres_version",
    "SELECT current_setting('server_version')",
);

/// The size of the database in bytes.
pub(crate) const SIZE: Sql = Sql::new(
    "storage.postgres_size",
    "SELECT pg_database_size(current_database())",
);

/// Brings the planner's figures up to date.
pub(crate) const ANALYZE: Sql = Sql::new("storage.postgres_analyze", "ANALYZE");
