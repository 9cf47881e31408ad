//! Statements of a job on SQLite.

use rusqlite::{
    Connection, Statement, ToSql,
    types::{ToSqlOutput, ValueRef},
};

use super::told;
use crate::{Error, FromRow, Row, Sql, ToValue, Value, sql::RowInner};

/// Up to `most` rows.
pub(crate) fn rows<R: FromRow>(
    connection: &Connection,
    sql: &Sql,
    args: &[&dyn ToValue],
    most: usize,
) -> Result<Vec<R>, Error> {
    let mut statement = connection.prepare_cached(sql.text).map_err(told)?;
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while found.len() < most
        && let Some(row) = rows.next().map_err(told)?
    {
        found.push(R::from_row(&Row(RowInner::Sqlite(row)))?);
    }
    Ok(found)
}

/// Runs a change; how many rows it touched.
pub(crate) fn run(connection: &Connection, sql: &Sql, args: &[&dyn ToValue]) -> Result<u64, Error> {
    let mut statement = connection.prepare_cached(sql.text).map_err(told)?;
    bind(&mut statement, args)?;
    let touched = statement.raw_execute().map_err(told)?;
    Ok(touched as u64)
}

/// Prepares without running.
pub(crate) fn prepare(connection: &Connection, sql: &Sql) -> Result<(), Error> {
    let statement = connection.prepare(sql.text).map_err(told)?;
    for index in 1..=statement.parameter_count() {
        number(&statement, index)?;
    }
    Ok(())
}

/// Binds by the number in the parameter's name. SQLite itself numbers `$2 … $1` in order of
/// appearance, and would swap them without a word.
fn bind(statement: &mut Statement<'_>, args: &[&dyn ToValue]) -> Result<(), Error> {
    let count = statement.parameter_count();
    if count != args.len() {
        return Err(Error::Broken(format!(
            "{count} parameters, but {} values",
            args.len()
        )));
    }
    for index in 1..=count {
        let number = number(statement, index)?;
        let arg = args
            .get(number - 1)
            .ok_or_else(|| Error::Broken(format!("there is no value for ${number}")))?;
        statement
            .raw_bind_parameter(index, Bound(arg.to_value()))
            .map_err(told)?;
    }
    Ok(())
}

fn number(statement: &Statement<'_>, index: usize) -> Result<usize, Error> {
    let name = statement.parameter_name(index).unwrap_or("?");
    match name
        .strip_prefix('$')
        .and_then(|digits| digits.parse().ok())
    {
        Some(number) if number > 0 => Ok(number),
        _ => Err(Error::Broken(format!("the parameter {name} has no number"))),
    }
}

struct Bound<'a>(Value<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match &self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
