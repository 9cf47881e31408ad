//! What the planner is told about the tables: written, not measured.
//!
//! Every key begins with `agency_id`, and there are few agencies. Without figures SQLite takes
//! the first column of a key for a good one, and reads the whole agency where an index would
//! give 20 rows. Measured figures change with the data, so that a page is quick in one house
//! and slow in the next. With written ones a plan seen in a test is the plan everywhere.
//! Test: `an_index_is_used_although_every_key_begins_with_the_agency`.

use std::fmt::Write as _;

use super::{Conn, statement, told};
use crate::{Error, Sql};

/// How many rows a table is said to have.
const ROWS: u32 = 1_000_000;

/// How many rows share the first column, the first two … of an index.
const SHARING: [u32; 4] = [500_000, 200, 20, 5];

/// How many rows share a first column that is not the agency.
const FIRST: u32 = 20;

const INDEXES: Sql = Sql::new(
    "storage.indexes",
    "SELECT t.name, t.wr, i.name, i.\"unique\", i.origin = 'pk', i.partial
     FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
     ORDER BY t.name, i.name",
);
const COLUMNS: Sql = Sql::new(
    "storage.index_columns",
    "SELECT name FROM pragma_index_info($1) ORDER BY seqno",
);
const KNOWN: Sql = Sql::new(
    "storage.known_figures",
    "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx",
);
const TELL: Sql = Sql::new(
    "storage.tell_figure",
    "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ($1, $2, $3)",
);
const HAS_FIGURES: Sql = Sql::new(
    "storage.has_figures",
    "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'sqlite_stat1'",
);

type Figure = (String, Option<String>, String);

/// Writes the figures of every index, unless they are there already.
pub(crate) fn tell(conn: &Conn) -> Result<(), Error> {
    let sqlite = &conn.sqlite;
    let mut wanted = figures(conn)?;
    wanted.sort();
    let there: Vec<i64> = statement::rows(sqlite, &HAS_FIGURES, &[], 1)?;
    if there == [0] {
        // The one way to make the table of figures; this ledger has a handful of rows.
        sqlite
            .execute_batch("ANALYZE schema_change")
            .map_err(told)?;
    }
    let mut known: Vec<Figure> = statement::rows(sqlite, &KNOWN, &[], usize::MAX)?;
    known.sort();
    if known == wanted {
        return Ok(());
    }
    sqlite
        .execute_batch("BEGIN IMMEDIATE; DELETE FROM sqlite_stat1")
        .map_err(told)?;
    let done = write(conn, &wanted);
    let end = if done.is_ok() {
        "COMMIT; ANALYZE sqlite_schema"
    } else {
        "ROLLBACK"
    };
    done.and(sqlite.execute_batch(end).map_err(told))
}

fn write(conn: &Conn, figures: &[Figure]) -> Result<(), Error> {
    // Samples of real rows, where somebody ran ANALYZE by hand, would outweigh the figures.
    let samples = "DELETE FROM sqlite_stat4";
    if conn.sqlite.prepare(samples).is_ok() {
        conn.sqlite.execute_batch(samples).map_err(told)?;
    }
    for (table, index, figure) in figures {
        statement::run(&conn.sqlite, &TELL, &[table, index, figure])?;
    }
    Ok(())
}

fn figures(conn: &Conn) -> Result<Vec<Figure>, Error> {
    let indexes: Vec<(String, i64, String, i64, i64, i64)> =
        statement::rows(&conn.sqlite, &INDEXES, &[], usize::MAX)?;
    let mut figures = Vec::new();
    for (table, rowless, index, unique, primary, partial) in indexes {
        let columns: Vec<Option<String>> =
            statement::rows(&conn.sqlite, &COLUMNS, &[&index], usize::MAX)?;
        // The key of a table without row ids goes by the name of the table.
        let name = if rowless == 1 && primary == 1 {
            table.clone()
        } else {
            index
        };
        figures.push((
            table,
            Some(name),
            figure(&columns, unique == 1, partial == 1),
        ));
    }
    Ok(figures)
}

/// `1000000 500000 200 1`: rows in all, then rows that share each beginning of the index.
fn figure(columns: &[Option<String>], unique: bool, partial: bool) -> String {
    let of_agency = columns
        .first()
        .is_some_and(|name| name.as_deref() == Some("agency_id"));
    let rows = if partial { ROWS / 20 } else { ROWS };
    let mut text = rows.to_string();
    for place in 0..columns.len() {
        let last = place + 1 == columns.len();
        let sharing = if unique && last {
            1
        } else if of_agency {
            SHARING.get(place).copied().unwrap_or(2)
        } else {
            (FIRST >> place).max(2)
        };
        // Writing to a String cannot fail.
        let _ = write!(text, " {}", sharing.min(rows / 2));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::figure;

    fn columns(names: &[&str]) -> Vec<Option<String>> {
        names.iter().map(|name| Some((*name).to_owned())).collect()
    }

    #[test]
    fn an_agency_is_said_to_hold_half_of_all_rows() {
        let key = columns(&["agency_id", "id"]);
        assert_eq!(figure(&key, true, false), "1000000 500000 1");
        let by_worker = columns(&["agency_id", "worker_id", "day"]);
        assert_eq!(figure(&by_worker, false, false), "1000000 500000 200 20");
        assert_eq!(figure(&columns(&["token"]), true, false), "1000000 1");
        assert_eq!(figure(&by_worker, false, true), "50000 25000 200 20");
    }
}
