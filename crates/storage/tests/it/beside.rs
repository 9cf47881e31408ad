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

#[test]
fn two_programs_change_the_same_database_and_nothing_is_lost() {
    let house = with_things(testing::fresh());
    let beside = Db::open_beside_to_write(house.settings()).expect("opens beside");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for id in 0..100 {
                add(&house, id).expect("a row");
            }
        });
        scope.spawn(|| {
            for id in 100..200_i64 {
                let added = beside.write_now(move |tx| tx.run(&ADD, &[&id, &0_i64, &"note"]));
                added.expect("a row of the other program");
            }
        });
    });
    beside.close();
    add(&house, 200).expect("a row after the other has gone");
    let seen: i64 = house
        .db
        .read_now(|tx| tx.one(&COUNT, &[]))
        .expect("a count");
    assert_eq!(seen, 201);
}

#[test]
fn an_earlier_schema_is_not_written_to_beside_its_program() {
    let house = testing::fresh();
    forget_the_newest(&house);
    let Err(said) = Db::open_beside_to_write(house.settings()) else {
        panic!("it was opened");
    };
    assert!(matches!(said, OpenError::Earlier), "{said}");
    Db::open_beside(house.settings())
        .expect("looking is allowed")
        .close();
}

const FORGET: Sql = Sql::new(
    "t.forget",
    "DELETE FROM schema_change WHERE number = (SELECT MAX(number) FROM schema_change)",
);

/// As if the newest migration had not run yet.
fn forget_the_newest(house: &testing::TestDb) {
    house
        .db
        .write_now(|tx| tx.run(&FORGET, &[]))
        .expect("forgotten");
}

#[test]
fn a_postgresql_database_is_copied_before_its_schema_changes_or_stays_as_it_is() {
    if !testing::on_postgres() {
        return;
    }
    let house = testing::fresh();
    forget_the_newest(&house);
    house.db.clone().close();
    let mut settings = house.settings().clone();
    settings.pg_dump = Some(house.folder().join("nowhere/pg_dump"));
    let said = Db::open(&settings).err().expect("a refusal");
    assert!(
        matches!(&said, OpenError::NotBackedUp(why) if why.contains("not on this machine")),
        "{said}"
    );
    let copies = || std::fs::read_dir(house.folder().join("backups")).map_or(0, Iterator::count);
    assert_eq!(copies(), 0);

    // Its tables are still there, so the migration itself stops: the copy came before it.
    settings.pg_dump = None;
    let said = Db::open(&settings).err().expect("the tables exist");
    assert!(matches!(said, OpenError::Broken(_)), "{said}");
    assert_eq!(copies(), 1);

    settings.opened_at += 1;
    settings.backed_up = true;
    let said = Db::open(&settings).err().expect("the tables exist");
    assert!(matches!(said, OpenError::Broken(_)), "{said}");
    assert_eq!(copies(), 1, "somebody has one already");
}
