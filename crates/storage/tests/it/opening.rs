//! Opening: refusals that say what to do, and migrations.

use std::fs;

use storage::{Db, Error, OpenError, Settings, Sql, testing};

use crate::things::{add, with_things};

const FUTURE: Sql = Sql::new(
    "t.future",
    "INSERT INTO schema_change (number, name, applied_at, oldest_binary_that_may_run)
     VALUES ($1, 'later', 0, $2)",
);
const FORGET: Sql = Sql::new("t.forget", "DELETE FROM schema_change WHERE number = $1");

fn refused(settings: &Settings) -> OpenError {
    match Db::open(settings) {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[test]
fn a_folder_in_use_is_refused_and_free_again_after_closing() {
    let house = testing::fresh();
    let said = refused(house.settings());
    assert!(matches!(said, OpenError::InUse(_)), "{said}");
    house.db.clone().close();
    Db::open(house.settings()).expect("free again").close();
}

#[test]
fn a_database_from_the_future_is_refused_only_when_it_asks_for_it() {
    let house = testing::fresh();
    let newest = house.db.schema().expect("a number");
    let later = newest + 1;
    house
        .db
        .write_now(move |tx| tx.run(&FUTURE, &[&later, &newest]))
        .expect("a row");
    house.db.clone().close();
    let db = Db::open(house.settings()).expect("an older program may still run");
    let far = newest + 2;
    db.write_now(move |tx| tx.run(&FUTURE, &[&far, &far]))
        .expect("a row");
    db.close();
    let said = refused(house.settings());
    assert!(
        matches!(said, OpenError::Future { needs, knows } if needs == far && knows == newest),
        "{said}"
    );
}

#[test]
fn a_postgresql_that_does_not_answer_is_told_in_plain_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut settings = Settings::new(folder.path(), 0);
    settings.database = Some("postgres://robin:secret@127.0.0.1:1/fullcup".into());
    let said = refused(&settings);
    assert!(matches!(said, OpenError::Unreachable(_)), "{said}");
    assert!(said.to_string().contains("Check that it runs"), "{said}");
    assert!(!said.to_string().contains("secret"), "{said}");
}

#[test]
fn opening_twice_runs_no_migration_twice() {
    let house = testing::fresh();
    let before = house.db.schema().expect("a number");
    house.db.clone().close();
    let db = Db::open(house.settings()).expect("opens");
    assert_eq!(db.schema().expect("a number"), before);
    assert!(
        !house.folder().join("backups").exists(),
        "nothing was due, so nothing was copied"
    );
    db.close();
}

#[test]
fn a_migration_that_fails_leaves_the_database_as_it_was_and_a_backup() {
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let newest = house.db.schema().expect("a number");
    house
        .db
        .write_now(move |tx| tx.run(&FORGET, &[&newest]))
        .expect("a row");
    house.db.clone().close();
    // Its tables are there already, so the last migration cannot run once more.
    let said = refused(house.settings());
    assert!(
        matches!(&said, OpenError::Broken(text) if text.contains("exist")),
        "{said}"
    );
    house_is_whole(&house);
}

fn house_is_whole(house: &testing::TestDb) {
    if testing::on_postgres() {
        return;
    }
    let backups: Vec<_> = fs::read_dir(house.folder().join("backups"))
        .expect("a folder")
        .collect();
    assert_eq!(backups.len(), 1);
    let backup = backups[0].as_ref().expect("a file").path();
    let newest = storage::check_backup(&backup, house.settings()).expect("a good backup");
    let restored = storage::restore(&backup, house.settings()).expect("restores");
    assert_eq!(restored.schema, newest);
}

#[cfg(unix)]
#[test]
fn other_users_of_the_machine_cannot_read_the_data() {
    use std::os::unix::fs::PermissionsExt;

    let house = testing::fresh();
    let folder = house.folder().join("deeper");
    let db = Db::open(&Settings::new(&folder, 0)).expect("opens");
    db.backup(&folder.join("copies/one.db")).expect("a backup");
    let mode = |path| {
        fs::metadata(path)
            .expect("it is there")
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(folder.clone()), 0o700);
    for name in ["fullcup.db", "fullcup.db-wal", "lock", "copies/one.db"] {
        assert_eq!(mode(folder.join(name)), 0o600, "{name}");
    }
    assert_eq!(mode(folder.join("copies")), 0o700);
    db.close();
}

#[test]
fn the_doctor_finds_nothing_in_a_healthy_house() {
    let house = with_things(testing::fresh());
    assert_eq!(house.db.check().expect("a check"), Vec::<String>::new());
    house.db.settle().expect("settles");
    assert!(house.db.size_bytes().expect("a size") > 0);
    assert!(!house.db.engine_version().expect("a version").is_empty());
}

#[test]
fn a_reference_to_nothing_is_refused() {
    const PARENT: Sql = Sql::new(
        "t.parent",
        "CREATE TABLE parent (id BIGINT NOT NULL PRIMARY KEY)",
    );
    const CHILD: Sql = Sql::new(
        "t.child",
        "CREATE TABLE child (id BIGINT NOT NULL REFERENCES parent (id))",
    );
    const ORPHAN: Sql = Sql::new("t.orphan", "INSERT INTO child (id) VALUES ($1)");
    let house = testing::fresh();
    house
        .db
        .write_now(|tx| {
            tx.run(&PARENT, &[])?;
            tx.run(&CHILD, &[])
        })
        .expect("tables");
    let refused: Result<u64, Error> = house.db.write_now(|tx| tx.run(&ORPHAN, &[&1_i64]));
    assert!(matches!(refused, Err(Error::Broken(_))), "{refused:?}");
}
