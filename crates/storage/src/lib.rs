//! The only crate that knows a database.
//!
//! One [`Tx`], one portable SQL text in listed constants ([`Sql`]), binding by
//! name, rows as structs. SQLite by default; PostgreSQL with the same text.

mod backup;
mod db;
mod error;
mod folder;
mod health;
mod job;
mod migrate;
mod pg;
mod queue;
mod restore;
mod rows;
mod settings;
mod sql;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;

pub use db::Db;
pub use error::{Error, OpenError};
pub use restore::{RestoreError, Restored, check_backup, restore};
pub use settings::{Settings, Tuning};
pub use sql::{FromRow, FromValue, Row, Sql, ToValue, Value};
pub use tx::Tx;
