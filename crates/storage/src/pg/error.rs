//! What PostgreSQL's errors mean to the house.

use postgres::error::{DbError, SqlState};

use crate::Error;

/// The meaning of an error. Its text holds codes and names, never values: PostgreSQL quotes
/// what a person wrote in its own texts.
pub(crate) fn told(error: &postgres::Error) -> Error {
    let Some(said) = error.as_db_error() else {
        if error.is_closed()
            || std::error::Error::source(error)
                .is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        {
            return Error::Busy;
        }
        return Error::Broken(format!("PostgreSQL: {}", kind(error)));
    };
    let code = said.code();
    match code.code() {
        "40001" | "40P01" => Error::Again,
        "23505" => Error::Exists(key(said)),
        "23503" => Error::Broken("a row that is referred to is missing".into()),
        "53100" => Error::Full,
        "57014" => Error::Broken("took too long".into()),
        // No room for one more connection, starting, stopping, or only for reading just now.
        "53300" | "57P01" | "57P02" | "57P03" | "25006" => Error::Busy,
        code if code.starts_with("08") => Error::Busy,
        // A mistake in our own text: the message can only quote that text.
        code if code.starts_with("42") => {
            Error::Broken(format!("PostgreSQL {code}: {}", said.message()))
        }
        code => Error::Broken(format!("PostgreSQL {code}{}", place(said))),
    }
}

/// Whether the connection is of no use any more.
pub(crate) fn lost(error: &postgres::Error) -> bool {
    match error.code() {
        None => error.is_closed() || matches!(told(error), Error::Busy),
        Some(code) => {
            [
                SqlState::ADMIN_SHUTDOWN,
                SqlState::CRASH_SHUTDOWN,
                SqlState::CANNOT_CONNECT_NOW,
            ]
            .contains(code)
                || code.code().starts_with("08")
                || code.code() == "25006"
        }
    }
}

fn kind(error: &postgres::Error) -> String {
    // The source says which value did not fit where; ours name kinds, never content.
    match std::error::Error::source(error) {
        Some(source) => format!("{error}: {source}"),
        None => error.to_string(),
    }
}

fn place(said: &DbError) -> String {
    let names = [said.table(), said.column(), said.constraint()];
    names
        .into_iter()
        .flatten()
        .flat_map(|name| [" ", name])
        .collect()
}

/// `contact(agency_id, id)`, as SQLite would say it.
fn key(said: &DbError) -> String {
    let table = said.table().unwrap_or_default();
    let constraint = said.constraint().unwrap_or_default();
    // "Key (agency_id, id)=(…) already exists." in whatever language the server speaks.
    let columns = said.detail().and_then(|detail| {
        let (_, rest) = detail.split_once('(')?;
        rest.split_once(")=(").map(|(columns, _)| columns)
    });
    match columns {
        Some(columns) if !columns.contains('(') => format!("{table}({columns})"),
        _ => constraint.to_owned(),
    }
}
