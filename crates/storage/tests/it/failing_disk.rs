//! Every single error of the disk, one after the other: none is taken for success.
//!
//! The test binary starts itself with a small library before the C library, which makes the
//! n-th call on the database's files fail. The child writes and tells what was answered; the
//! parent opens the files afterwards with a good disk and compares. n grows until the child
//! gets through untouched.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use storage::{Db, Error, Settings, Sql, testing};

use crate::things::{IDS, with_things};

const PAIR: Sql = Sql::new(
    "thing.pair",
    "INSERT INTO thing (id, size, note) VALUES ($1, 1, $3), ($2, 2, $3)",
);
const HOME: &str = "FULLCUP_TEST_DISK_DATA";
const HALF: i64 = 1 << 40;
const WRITES: usize = 5;

/// What the child was answered.
#[derive(Debug, PartialEq)]
enum Told {
    Saved(i64),
    Full,
    Refused,
    NotOpened,
}

/// Runs only as the child of the tests below.
#[test]
fn the_one_with_the_failing_disk() {
    let Ok(folder) = std::env::var(HOME) else {
        return;
    };
    let db = match Db::open(&settings(Path::new(&folder))) {
        Ok(db) => db,
        Err(error) => {
            println!("\ntold closed {error}");
            return;
        }
    };
    for id in (0_i64..).take(WRITES) {
        let note = "x".repeat(900);
        let done: Result<u64, Error> =
            db.write_now(move |tx| tx.run(&PAIR, &[&id, &(id + HALF), &note]));
        match done {
            Ok(_) => println!("\ntold saved {id}"),
            Err(Error::Full) => println!("\ntold full"),
            Err(error) => println!("\ntold refused {error}"),
        }
    }
    db.close();
}

fn settings(folder: &Path) -> Settings {
    let mut settings = Settings::new(folder, 0);
    settings.tuning.readers = 1;
    // Small, so that the log is moved into the file in the middle of the work.
    settings.tuning.checkpoint_pages = 12;
    settings
}

/// Builds the library that makes calls fail.
fn library(folder: &Path) -> PathBuf {
    let library = folder.join("failing_disk.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/failing_disk.c");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .args([&library, &source])
        .status()
        .expect("the C compiler that SQLite was built with");
    assert!(built.success());
    library
}

/// One run with the n-th call failing. `None` when it never came to an n-th call.
fn run(library: &Path, kind: &str, at: usize) -> Option<Vec<Told>> {
    let house = with_things(testing::fresh());
    house.db.clone().close();
    let marker = house.folder().join("failed");
    let child = Command::new(std::env::current_exe().expect("this test"))
        .args([
            "--exact",
            "failing_disk::the_one_with_the_failing_disk",
            "--nocapture",
        ])
        .env(HOME, house.folder())
        .env("LD_PRELOAD", library)
        .env("DISK_FAIL_KIND", kind)
        .env("DISK_FAIL_AT", at.to_string())
        .env("DISK_FAILED", &marker)
        .stderr(Stdio::null())
        .output()
        .expect("a child");
    assert!(child.status.success(), "{kind} {at}: {child:?}");
    let out = String::from_utf8(child.stdout).expect("text");
    let told: Vec<Told> = out.lines().filter_map(told).collect();

    // A good disk again.
    let db = Db::open(&settings(house.folder())).expect("opens afterwards");
    assert_eq!(
        db.check().expect("a check"),
        Vec::<String>::new(),
        "{kind} {at}"
    );
    let there: Vec<i64> = db.read_now(|tx| tx.all(&IDS, &[])).expect("rows");
    db.close();
    for id in &there {
        assert!(
            *id >= HALF || there.contains(&(id + HALF)),
            "{kind} {at}: half of {id}"
        );
    }
    for answer in &told {
        if let Told::Saved(id) = answer {
            assert!(
                there.contains(id),
                "{kind} {at}: {id} was acknowledged and is lost"
            );
        }
    }
    marker.exists().then_some(told)
}

fn told(line: &str) -> Option<Told> {
    let (kind, rest) = line
        .strip_prefix("told ")?
        .split_once(' ')
        .unwrap_or((&line[5..], ""));
    Some(match kind {
        "saved" => Told::Saved(rest.parse().ok()?),
        "full" => Told::Full,
        "closed" => Told::NotOpened,
        _ => Told::Refused,
    })
}

/// Fails each call in turn; what the child was told each time.
fn every_call(kind: &str) -> Vec<Vec<Told>> {
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path());
    let mut all = Vec::new();
    while let Some(told) = run(&library, kind, all.len() + 1) {
        all.push(told);
        assert!(all.len() < 1_000, "the work has no end");
    }
    all
}

/// How many of the runs were told this at least once.
fn runs_told(all: &[Vec<Told>], answer: &Told) -> usize {
    all.iter().filter(|told| told.contains(answer)).count()
}

#[test]
fn no_error_of_the_disk_is_taken_for_success() {
    if testing::on_postgres() {
        return; // The server has its own disk.
    }
    let all = every_call("eio");
    assert!(all.len() >= 30, "only {} calls were tried", all.len());
    assert!(runs_told(&all, &Told::Refused) >= 5, "{all:?}");
}

#[test]
fn a_full_disk_is_told_as_full_and_writing_goes_on_when_there_is_room() {
    if testing::on_postgres() {
        return;
    }
    let all = every_call("full");
    assert!(runs_told(&all, &Told::Full) >= 8, "{all:?}");
    assert_eq!(runs_told(&all, &Told::Refused), 0, "{all:?}");
    for told in &all {
        let full = told.iter().filter(|answer| **answer == Told::Full).count();
        let saved = told
            .iter()
            .filter(|answer| matches!(answer, Told::Saved(_)))
            .count();
        let opened = !told.contains(&Told::NotOpened);
        assert!(!opened || (full <= 1 && full + saved == WRITES), "{told:?}");
    }
}

#[test]
fn a_write_torn_in_two_is_not_acknowledged() {
    if testing::on_postgres() {
        return;
    }
    let all = every_call("torn");
    assert!(runs_told(&all, &Told::Full) >= 8, "{all:?}");
}

#[test]
fn after_a_failed_sync_nothing_is_acknowledged_any_more() {
    if testing::on_postgres() {
        return;
    }
    let all = every_call("sync");
    assert!(runs_told(&all, &Told::Refused) >= 5, "{all:?}");
    for told in &all {
        let after = told.iter().skip_while(|answer| **answer != Told::Refused);
        assert!(
            after.into_iter().all(|answer| *answer == Told::Refused),
            "{told:?}"
        );
    }
}
