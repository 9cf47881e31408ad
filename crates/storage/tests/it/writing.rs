//! Reading and writing as a room does it.

use storage::{Error, Sql, testing};

const MAKE: Sql = Sql::new("t.make", "CREATE TABLE thing (name TEXT NOT NULL PRIMARY KEY, size BIGINT NOT NULL)");

#[test]
fn what_is_written_can_be_read() {
    let house = testing::fresh();
    let done: Result<u64, Error> = house.db.write_now(|tx| tx.run(&MAKE, &[]));
    done.unwrap();
}
