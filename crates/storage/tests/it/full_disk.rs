//! A full disk: nothing half saved, nothing acknowledged that is not there, reading works.

use storage::{Error, Sql, testing};

use crate::things::{COUNT, count, with_things};

const ADD_LONG: Sql = Sql::new(
    "thing.add_long",
    "INSERT INTO thing (id, size, note) VALUES ($1, 0, $2)",
);
const PRUNE: Sql = Sql::new("thing.prune", "DELETE FROM thing WHERE id < $1");

#[test]
fn a_full_disk_saves_nothing_by_halves_and_reading_still_works() {
    if testing::on_postgres() {
        return; // The server's disk is not ours to fill.
    }
    let house = testing::fresh_with(|settings| {
        settings.tuning.largest_pages = Some(400);
    });
    let house = with_things(house);
    let long = "x".repeat(3_000);
    let mut saved = 0_i64;
    let mut full = 0;
    for id in 0..1_500_i64 {
        let long = long.clone();
        let done: Result<(), Error> = house.db.write_now(move |tx| {
            // Two rows or none.
            tx.run(&ADD_LONG, &[&(id * 2), &long])?;
            tx.run(&ADD_LONG, &[&(id * 2 + 1), &long])?;
            Ok(())
        });
        match done {
            Ok(()) => saved += 1,
            Err(Error::Full) => full += 1,
            Err(error) => panic!("{error}"),
        }
        if full == 20 {
            break;
        }
    }
    assert!(full >= 20, "the disk was never full");
    assert_eq!(count(&house), saved * 2);
    house
        .db
        .write_now(|tx| tx.run(&PRUNE, &[&50_i64]))
        .expect("making room works");
    let long = long.clone();
    house
        .db
        .write_now(move |tx| tx.run(&ADD_LONG, &[&1_i64, &long]))
        .expect("there is room again");
    assert_eq!(house.db.check().expect("a check"), Vec::<String>::new());
    house.db.clone().close();
    let db = storage::Db::open(house.settings()).expect("opens again");
    let all: i64 = db.read_now(|tx| tx.one(&COUNT, &[])).expect("a count");
    assert_eq!(all, saved * 2 - 50 + 1);
    db.close();
}
