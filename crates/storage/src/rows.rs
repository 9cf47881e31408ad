//! Reading rows: values, and tuples of values.

use domain::id::Id;
use rusqlite::types::ValueRef;

use crate::{
    Error, FromRow, FromValue, Row,
    pg::{Bytes, Number, Words},
    sql::RowInner,
};

fn not(what: &str, column: usize) -> Error {
    Error::Broken(format!("column {column} is not {what}"))
}

fn sqlite<'a>(row: &'a rusqlite::Row<'_>, column: usize) -> Result<ValueRef<'a>, Error> {
    row.get_ref(column)
        .map_err(|_| Error::Broken(format!("there is no column {column}")))
}

impl FromValue for Option<i64> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        match &row.0 {
            RowInner::Sqlite(row) => match sqlite(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Integer(number) => Ok(Some(number)),
                _ => Err(not("a number", column)),
            },
            RowInner::Postgres(row) => match row.try_get::<_, Option<Number>>(column) {
                Ok(number) => Ok(number.map(|number| number.0)),
                Err(_) => Err(not("a number", column)),
            },
        }
    }
}

impl FromValue for Option<String> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        match &row.0 {
            RowInner::Sqlite(row) => match sqlite(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Text(text) => match std::str::from_utf8(text) {
                    Ok(text) => Ok(Some(text.to_owned())),
                    Err(_) => Err(not("UTF-8", column)),
                },
                _ => Err(not("text", column)),
            },
            RowInner::Postgres(row) => match row.try_get::<_, Option<Words>>(column) {
                Ok(text) => Ok(text.map(|text| text.0)),
                Err(_) => Err(not("text", column)),
            },
        }
    }
}

impl FromValue for Option<Vec<u8>> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        match &row.0 {
            RowInner::Sqlite(row) => match sqlite(row, column)? {
                ValueRef::Null => Ok(None),
                ValueRef::Blob(bytes) => Ok(Some(bytes.to_owned())),
                _ => Err(not("bytes", column)),
            },
            RowInner::Postgres(row) => match row.try_get::<_, Option<Bytes>>(column) {
                Ok(bytes) => Ok(bytes.map(|bytes| bytes.0)),
                Err(_) => Err(not("bytes", column)),
            },
        }
    }
}

impl<T> FromValue for Option<Id<T>> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        Ok(row.get::<Option<i64>>(column)?.map(Id::from_i64))
    }
}

fn there<T>(row: &Row<'_>, column: usize) -> Result<T, Error>
where
    Option<T>: FromValue,
{
    row.get::<Option<T>>(column)?
        .ok_or_else(|| Error::Broken(format!("column {column} is NULL")))
}

impl FromValue for i64 {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        there(row, column)
    }
}

impl FromValue for String {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        there(row, column)
    }
}

impl FromValue for Vec<u8> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        there(row, column)
    }
}

impl<T> FromValue for Id<T> {
    fn from_row(row: &Row<'_>, column: usize) -> Result<Self, Error> {
        there(row, column)
    }
}

/// A row of one column is its value.
impl<A: FromValue> FromRow for A {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        row.get(0)
    }
}

impl<A: FromValue> FromRow for (A,) {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((row.get(0)?,))
    }
}

impl<A: FromValue, B: FromValue> FromRow for (A, B) {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((row.get(0)?, row.get(1)?))
    }
}

impl<A: FromValue, B: FromValue, C: FromValue> FromRow for (A, B, C) {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    }
}

impl<A: FromValue, B: FromValue, C: FromValue, D: FromValue> FromRow for (A, B, C, D) {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    }
}

impl<A: FromValue, B: FromValue, C: FromValue, D: FromValue, E: FromValue> FromRow
    for (A, B, C, D, E)
{
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
        ))
    }
}

impl<A, B, C, D, E, F> FromRow for (A, B, C, D, E, F)
where
    A: FromValue,
    B: FromValue,
    C: FromValue,
    D: FromValue,
    E: FromValue,
    F: FromValue,
{
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ))
    }
}
