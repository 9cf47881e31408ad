//! Backups: whole under load, equal when restored, and every changed bit seen.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use storage::{
    Db, Error, RestoreError, Settings, Sql, check_backup, restore,
    testing::{self, TestDb},
};

use crate::things::{ADD, add, count, with_things};

const ALL: Sql = Sql::new("thing.all", "SELECT id, size, note FROM thing ORDER BY id");

type Rows = Vec<(i64, i64, Option<String>)>;

fn rows(db: &Db) -> Rows {
    db.read_now(|tx| tx.all(&ALL, &[])).expect("rows")
}

/// Opens a restored copy in a folder of its own.
fn restored(backup: &Path) -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings::new(folder.path(), 0);
    restore(backup, &settings).expect("restores");
    let db = Db::open(&settings).expect("opens");
    (folder, db)
}

#[test]
fn a_backup_restores_to_the_same_rows() {
    if no_backup() {
        return;
    }
    let house = with_things(testing::fresh());
    for id in 0..50 {
        add(&house, id).expect("a row");
    }
    let backup = house.folder().join("copy.db");
    house.db.backup(&backup).expect("a backup");
    let (_folder, db) = restored(&backup);
    assert_eq!(rows(&db), rows(&house.db));
    assert_eq!(db.check().expect("a check"), Vec::<String>::new());
    db.close();
}

/// PostgreSQL is copied by its own tool, and by nothing when that is absent.
fn no_backup() -> bool {
    if !testing::on_postgres() {
        return false;
    }
    let house = testing::fresh_with(|settings| {
        settings.pg_dump = Some(settings.data.join("nowhere"));
    });
    let copy = house.folder().join("copy.dump");
    let said = house.db.backup(&copy);
    assert!(matches!(said, Err(Error::Broken(text)) if text.contains("pg_dump")));
    assert!(!copy.exists());
    let house = testing::fresh();
    let copy = house.folder().join("copy.dump");
    house.db.backup(&copy).expect("a copy by pg_dump");
    let head = std::fs::read(&copy).expect("the copy");
    assert!(head.starts_with(b"PGDMP"));
    assert!(house.db.backup(&copy).is_err(), "a backup replaces nothing");
    true
}

#[test]
fn a_backup_under_load_is_one_moment_of_the_house() {
    if no_backup() {
        return;
    }
    let house = with_things(testing::fresh());
    let over = Arc::new(AtomicBool::new(false));
    let acknowledged = Arc::new(AtomicI64::new(0));
    let writing = {
        let (db, over, acknowledged) = (house.db.clone(), over.clone(), acknowledged.clone());
        std::thread::spawn(move || {
            let mut pair = 0_i64;
            while !over.load(Ordering::Relaxed) {
                // Rows come in pairs: half a pair in a backup is a torn backup.
                let done: Result<u64, Error> = db.write_now(move |tx| {
                    tx.run(&ADD, &[&(pair * 2), &pair, &"x".repeat(500)])?;
                    tx.run(&ADD, &[&(pair * 2 + 1), &pair, &"y".repeat(500)])
                });
                done.expect("writing goes on");
                pair += 1;
                acknowledged.store(pair, Ordering::SeqCst);
            }
        })
    };
    for round in 0..8 {
        let seen = acknowledged.load(Ordering::SeqCst);
        while acknowledged.load(Ordering::SeqCst) < seen + 10 {
            std::thread::yield_now();
        }
        let before = acknowledged.load(Ordering::SeqCst);
        let backup = house.folder().join(format!("copy-{round}.db"));
        house.db.backup(&backup).expect("a backup");
        let (_folder, db) = restored(&backup);
        let found = rows(&db);
        db.close();
        let pairs = i64::try_from(found.len()).expect("few") / 2;
        assert!(
            pairs >= before,
            "{pairs} pairs, but {before} were acknowledged before"
        );
        let live = rows(&house.db);
        assert_eq!(
            found[..],
            live[..found.len()],
            "a backup is a beginning of what is there"
        );
        assert_eq!(found.len() % 2, 0);
    }
    over.store(true, Ordering::Relaxed);
    writing.join().expect("the writer");
}

#[test]
fn a_changed_bit_in_a_backup_is_seen() {
    if no_backup() {
        return;
    }
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let backup = house.folder().join("copy.db");
    house.db.backup(&backup).expect("a backup");
    let good = fs::read(&backup).expect("bytes");
    let flipped = house.folder().join("flipped.db");
    let length = good.len();
    // A spread over the file, and every byte of the seal.
    let places = (0..60)
        .map(|part| part * length / 60)
        .chain(length - 92..length);
    for (turn, place) in places.enumerate() {
        let mut bad = good.clone();
        bad[place] ^= 1 << (turn % 8);
        fs::write(&flipped, &bad).expect("a file");
        let said = check_backup(&flipped, house.settings());
        assert!(
            matches!(
                said,
                Err(RestoreError::Changed(_) | RestoreError::NotABackup(_))
            ),
            "byte {place}: {said:?}"
        );
    }
    for cut in [0, 10, 91, 92, length / 2, length - 1] {
        fs::write(&flipped, &good[..cut]).expect("a file");
        assert!(
            check_backup(&flipped, house.settings()).is_err(),
            "cut to {cut}"
        );
    }
    assert!(check_backup(&backup, house.settings()).is_ok());
}

#[test]
fn a_refused_restore_leaves_the_house_as_it_was() {
    if no_backup() {
        return;
    }
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let backup = house.folder().join("copy.db");
    house.db.backup(&backup).expect("a backup");
    let said = restore(&backup, house.settings());
    assert!(
        matches!(said, Err(RestoreError::Open(_))),
        "a running house: {said:?}"
    );
    house.db.clone().close();
    let mut bad = fs::read(&backup).expect("bytes");
    bad[5_000] ^= 1;
    fs::write(&backup, &bad).expect("a file");
    let said = restore(&backup, house.settings());
    assert!(matches!(said, Err(RestoreError::Changed(_))), "{said:?}");
    let db = Db::open(house.settings()).expect("opens");
    assert_eq!(rows(&db).len(), 1);
    db.close();
}

#[test]
fn a_restore_keeps_what_was_there_before() {
    if no_backup() {
        return;
    }
    let house = with_things(testing::fresh());
    add(&house, 1).expect("a row");
    let backup = house.folder().join("copy.db");
    house.db.backup(&backup).expect("a backup");
    add(&house, 2).expect("a row");
    house.db.clone().close();
    let done = restore(&backup, house.settings()).expect("restores");
    let db = Db::open(house.settings()).expect("opens");
    assert_eq!(rows(&db).len(), 1);
    db.close();
    let kept = done.kept.expect("the old database");
    let again = tempfile::tempdir().expect("a folder");
    fs::copy(kept, again.path().join("fullcup.db")).expect("a copy");
    let db = Db::open(&Settings::new(again.path(), 0)).expect("the old database opens");
    assert_eq!(rows(&db).len(), 2);
    db.close();
}

#[test]
fn a_backup_from_a_later_program_is_refused() {
    const FUTURE: Sql = Sql::new(
        "t.future",
        "INSERT INTO schema_change (number, name, applied_at, oldest_binary_that_may_run)
         VALUES (900, 'later', 0, 900)",
    );
    if no_backup() {
        return;
    }
    let house: TestDb = with_things(testing::fresh());
    house
        .db
        .write_now(|tx| tx.run(&FUTURE, &[]))
        .expect("a row");
    let backup = house.folder().join("copy.db");
    house.db.backup(&backup).expect("a backup");
    assert_eq!(count(&house), 0);
    let said = check_backup(&backup, house.settings());
    assert!(matches!(said, Err(RestoreError::Open(_))), "{said:?}");
}
