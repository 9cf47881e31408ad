//! One connection, and the statements of a job on it.

use std::collections::HashMap;

use postgres::{Client, Statement, types::ToSql};

use super::{error, value::portable};
use crate::{Error, FromRow, Row, Sql, ToValue, Value, sql::RowInner};

/// A connection and the statements that it has prepared.
pub(crate) struct Link {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
    lost: bool,
}

impl Link {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            prepared: HashMap::new(),
            lost: false,
        }
    }

    /// The connection is gone; what ran on it was not committed.
    pub(crate) fn lost(&self) -> bool {
        self.lost || self.client.is_closed()
    }

    /// Nobody knows what state the connection is in: it is not used again.
    pub(crate) fn give_up(&mut self) {
        self.lost = true;
    }

    /// Runs words without parameters: BEGIN, COMMIT and their kind, migrations.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), Error> {
        let done = self.client.batch_execute(text);
        self.judged(done)
    }

    /// Up to `most` rows.
    pub(crate) fn rows<R: FromRow>(
        &mut self,
        sql: &Sql,
        args: &[&dyn ToValue],
        most: usize,
    ) -> Result<Vec<R>, Error> {
        let statement = self.statement(sql, args.len())?;
        let values: Vec<Value<'_>> = args.iter().map(|arg| arg.to_value()).collect();
        let done = self.client.query(&statement, &references(&values));
        let rows = self.judged(done)?;
        rows.iter()
            .take(most)
            .map(|row| R::from_row(&Row(RowInner::Postgres(row))))
            .collect()
    }

    /// Runs a change; how many rows it touched.
    pub(crate) fn run(&mut self, sql: &Sql, args: &[&dyn ToValue]) -> Result<u64, Error> {
        let statement = self.statement(sql, args.len())?;
        let values: Vec<Value<'_>> = args.iter().map(|arg| arg.to_value()).collect();
        let done = self.client.execute(&statement, &references(&values));
        self.judged(done)
    }

    /// Prepares without running. Refuses values that SQLite could not carry.
    pub(crate) fn prepare(&mut self, sql: &Sql) -> Result<(), Error> {
        let done = self.client.prepare(sql.text);
        let statement = self.judged(done)?;
        for (number, kind) in statement.params().iter().enumerate() {
            if !portable(kind) {
                return Err(Error::Broken(format!("${} is {kind}", number + 1)));
            }
        }
        for column in statement.columns() {
            if !portable(column.type_()) {
                let (name, kind) = (column.name(), column.type_());
                return Err(Error::Broken(format!(
                    "the column {name} is {kind}; CAST it"
                )));
            }
        }
        Ok(())
    }

    fn statement(&mut self, sql: &Sql, args: usize) -> Result<Statement, Error> {
        let statement = if let Some(statement) = self.prepared.get(sql.text) {
            statement.clone()
        } else {
            let done = self.client.prepare(sql.text);
            let statement = self.judged(done)?;
            self.prepared.insert(sql.text, statement.clone());
            statement
        };
        let wanted = statement.params().len();
        if wanted == args {
            Ok(statement)
        } else {
            Err(Error::Broken(format!(
                "{wanted} parameters, but {args} values"
            )))
        }
    }

    fn judged<T>(&mut self, done: Result<T, postgres::Error>) -> Result<T, Error> {
        done.map_err(|error| {
            self.lost |= error::lost(&error);
            error::told(&error)
        })
    }
}

fn references<'a>(values: &'a [Value<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values
        .iter()
        .map(|value| -> &(dyn ToSql + Sync) { value })
        .collect()
}
