//! Opening beside a program that runs: for backups, the doctor and the audit trail.

use storage::{Db, Error, OpenError, Settings, Sql, testing};

use crate::things::{ADD, COUNT, add, with_things};

const FUTURE: Sql = Sql::new(
    "t.future",
    "INSERT INTO schema_change (number, name, applied_at, oldest_binary_that_may_run)
     VALUES ($1, 'later', 0, $1)",
);

fn refused(settings: &Settings) -> OpenError {
    match Db::open_beside(settings) {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[test]
fn a_database_in_use_can_be_looked_at_and_not_changed() {
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let beside = Db::open_beside(house.settings()).expect("opens beside");
    add(&house, 2).expect("a row of the one who holds the lock");
    let seen: i64 = beside.read_now(|tx| tx.one(&COUNT, &[])).expect("a count");
    assert_eq!(seen, 2);
    let written = beside.write_now(|tx| tx.run(&ADD, &[&3_i64, &0_i64, &"note"]));
    assert!(matches!(written, Err(Error::Busy)), "{written:?}");
    assert!(beside.check().expect("a check").is_empty());
    if !testing::on_postgres() {
        let copy = house.folder().join("beside.db");
        beside.backup(&copy).expect("a copy");
        let again = beside.backup(&copy);
        assert!(
            matches!(&again, Err(Error::Broken(text)) if text.contains("exists")),
            "a backup replaces nothing: {again:?}"
        );
        storage::check_backup(&copy, house.settings()).expect("a good copy");
    }
    beside.close();
    add(&house, 3).expect("a row after the other has gone");
}

#[test]
fn beside_nothing_there_is_nothing_to_look_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings::new(folder.path(), 0);
    let said = refused(&settings);
    assert!(matches!(said, OpenError::Absent(_)), "{said}");
    assert!(
        !folder.path().join("fullcup.db").exists(),
        "nothing is made"
    );
    std::fs::write(
        folder.path().join("fullcup.db"),
        "no database at all, but long enough",
    )
    .expect("a file");
    let said = refused(&settings);
    assert!(matches!(said, OpenError::Broken(_)), "{said}");
}

#[test]
fn a_database_from_the_future_is_not_looked_at() {
    let house = testing::fresh();
    let later = house.db.schema().expect("a number") + 1;
    house
        .db
        .write_now(move |tx| tx.run(&FUTURE, &[&later]))
        .expect("a row");
    let said = refused(house.settings());
    assert!(
        matches!(said, OpenError::Future { needs, .. } if needs == later),
        "{said}"
    );
}
