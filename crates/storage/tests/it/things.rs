//! The table that these tests write to.

use storage::{Error, Sql, testing::TestDb};

pub(crate) const MAKE: Sql = Sql::new(
    "thing.make",
    "CREATE TABLE thing (id BIGINT NOT NULL PRIMARY KEY, size BIGINT NOT NULL, note TEXT)",
);
pub(crate) const ADD: Sql = Sql::new(
    "thing.add",
    "INSERT INTO thing (id, size, note) VALUES ($1, $2, $3)",
);
pub(crate) const COUNT: Sql = Sql::new("thing.count", "SELECT COUNT(*) FROM thing");
pub(crate) const IDS: Sql = Sql::new("thing.ids", "SELECT id FROM thing ORDER BY id");
pub(crate) const SIZE: Sql = Sql::new("thing.size", "SELECT size FROM thing WHERE id = $1");
pub(crate) const RESIZE: Sql = Sql::new("thing.resize", "UPDATE thing SET size = $2 WHERE id = $1");

/// Makes the table that these tests write to.
pub(crate) fn with_things(house: TestDb) -> TestDb {
    house
        .db
        .write_now(|tx| tx.run(&MAKE, &[]))
        .expect("a table");
    house
}

pub(crate) fn add(house: &TestDb, id: i64) -> Result<u64, Error> {
    house
        .db
        .write_now(move |tx| tx.run(&ADD, &[&id, &0_i64, &"note"]))
}

pub(crate) fn count(house: &TestDb) -> i64 {
    house
        .db
        .read_now(|tx| tx.one::<i64>(&COUNT, &[]))
        .expect("a count")
}
