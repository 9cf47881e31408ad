//! Connections to PostgreSQL that break, and come back by themselves.

use storage::{Error, Sql, testing};

use crate::things::{ADD, add, count, with_things};

const BREAK_OTHERS: Sql = Sql::new(
    "t.break_others",
    "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()",
);
const BREAK_OWN: Sql = Sql::new(
    "t.break_own",
    "SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS TEXT)",
);

#[test]
fn a_connection_that_broke_while_it_slept_is_made_anew() {
    if !testing::on_postgres() {
        return; // SQLite has no line that could break.
    }
    let house = with_things(testing::fresh());
    for round in 0..20 {
        let broken: Result<i64, Error> = house.db.read_now(|tx| tx.one(&BREAK_OTHERS, &[]));
        broken.expect("the server breaks the other lines");
        add(&house, round).expect("a write after the break");
        assert_eq!(count(&house), round + 1);
    }
}

#[test]
fn a_write_whose_line_breaks_before_the_commit_runs_again() {
    if !testing::on_postgres() {
        return;
    }
    let house = with_things(testing::fresh());
    let mut runs = 0;
    let done: Result<i32, Error> = house.db.write_now(move |tx| {
        runs += 1;
        tx.run(&ADD, &[&1_i64, &0_i64, &"note"])?;
        if runs == 1 {
            drop(tx.one::<String>(&BREAK_OWN, &[]));
        }
        Ok(runs)
    });
    assert_eq!(done.expect("saved by the second run"), 2);
    assert_eq!(count(&house), 1);
}
