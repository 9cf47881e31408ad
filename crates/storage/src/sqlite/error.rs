//! What SQLite's errors mean to the house.

use rusqlite::{Error as Sqlite, ErrorCode, ffi};

use crate::Error;

/// The meaning of an error. Its text names tables and columns, never values.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that map_err wants"
)]
pub(crate) fn told(error: Sqlite) -> Error {
    let Sqlite::SqliteFailure(code, text) = &error else {
        return Error::Broken(format!("SQLite: {error}"));
    };
    match (code.code, code.extended_code) {
        (ErrorCode::DiskFull, _) => Error::Full,
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Error::Busy,
        (ErrorCode::OperationInterrupted, _) => Error::Broken("took too long".into()),
        (
            _,
            ffi::SQLITE_CONSTRAINT_UNIQUE
            | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
            | ffi::SQLITE_CONSTRAINT_ROWID,
        ) => Error::Exists(key(text.as_deref().unwrap_or_default())),
        (_, ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => {
            Error::Broken("a row that is referred to is missing".into())
        }
        (_, extended) => {
            let text = text.as_deref().unwrap_or("no text");
            Error::Broken(format!("SQLite {extended}: {text}"))
        }
    }
}

/// Whether what was written may not be on the disk although it should be.
pub(crate) fn is_disk_trouble(error: &Sqlite) -> bool {
    error
        .sqlite_error()
        .is_some_and(|error| error.code == ErrorCode::SystemIoFailure)
}

/// `contact(agency_id, id)` from `UNIQUE constraint failed: contact.agency_id, contact.id`.
fn key(text: &str) -> String {
    let columns = text.rsplit_once(": ").map_or(text, |(_, columns)| columns);
    if let Some(index) = columns.strip_prefix("index ") {
        return index.trim_matches('\'').to_owned();
    }
    let table = columns.split('.').next().unwrap_or(columns);
    let names: Vec<&str> = columns
        .split(", ")
        .map(|column| column.split_once('.').map_or(column, |(_, name)| name))
        .collect();
    format!("{table}({})", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn a_taken_key_is_named_by_table_and_columns() {
        let text = "UNIQUE constraint failed: contact.agency_id, contact.id";
        assert_eq!(key(text), "contact(agency_id, id)");
        assert_eq!(
            key("UNIQUE constraint failed: index 'account_email'"),
            "account_email"
        );
    }
}
