//! A bare write and `kill -9`: what was acknowledged is there, whole and once.
//!
//! The test binary starts itself as the one that is killed. The child writes from four threads
//! and prints `ack N` after each answer; the parent kills it after a random number of lines.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use storage::{Db, Error, Settings, Sql, testing};

use crate::things::{IDS, MAKE};

const LINE: Sql = Sql::new(
    "thing.pair",
    "INSERT INTO thing (id, size, note) VALUES ($1, 1, 'first'), ($2, 2, 'second')",
);
const HOME: &str = "FULLCUP_TEST_KILL_DATA";
const LIE: &str = "FULLCUP_TEST_KILL_LIE";
const FIRST: &str = "FULLCUP_TEST_KILL_FIRST";
const HALF: i64 = 1 << 40;

/// What a round of killing found.
#[derive(Default, Debug)]
struct Found {
    acknowledged: usize,
    lost: usize,
    halved: usize,
}

/// Runs only as the child of the tests below.
#[test]
fn the_one_that_is_killed() {
    let Ok(folder) = std::env::var(HOME) else {
        return;
    };
    let mut settings = Settings::new(folder, 0);
    settings.tuning.answer_before_commit = std::env::var(LIE).is_ok();
    let db = Db::open(&settings).expect("opens");
    let first: i64 = std::env::var(FIRST)
        .expect("a number")
        .parse()
        .expect("a number");
    let threads: Vec<_> = (0..4_i64)
        .map(|thread| {
            let db = db.clone();
            std::thread::spawn(move || {
                for turn in 0.. {
                    let id = first + turn * 4 + thread;
                    let done: Result<u64, Error> =
                        db.write_now(move |tx| tx.run(&LINE, &[&id, &(id + HALF)]));
                    done.expect("a write");
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "ack {id}")
                        .and_then(|()| out.flush())
                        .expect("the parent");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("a thread");
    }
}

fn rounds(count: u32, lie: bool) -> Found {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = Settings::new(folder.path(), 0);
    let db = Db::open(&settings).expect("opens");
    db.write_now(|tx| tx.run(&MAKE, &[])).expect("a table");
    db.close();
    let mut acknowledged = Vec::new();
    for round in 0..count {
        let first = i64::from(round) * 1_000_000;
        // Spread over the first groups, and further on into the log.
        let lines = 1 + (round * 37) % 97;
        acknowledged.extend(killed(folder.path(), first, lines, lie));
    }
    let db = Db::open(&settings).expect("opens after the last kill");
    assert_eq!(db.check().expect("a check"), Vec::<String>::new());
    let there: Vec<i64> = db.read_now(|tx| tx.all(&IDS, &[])).expect("rows");
    db.close();
    let has = |id: &i64| there.binary_search(id).is_ok();
    Found {
        lost: acknowledged.iter().filter(|id| !has(id)).count(),
        halved: there
            .iter()
            .filter(|id| **id < HALF && !has(&(**id + HALF)))
            .count(),
        acknowledged: acknowledged.len(),
    }
}

/// Kills a child after it has printed this many lines; what it acknowledged until then.
fn killed(folder: &Path, first: i64, lines: u32, lie: bool) -> Vec<i64> {
    let mut command = Command::new(std::env::current_exe().expect("this test"));
    command
        .args(["--exact", "killing::the_one_that_is_killed", "--nocapture"])
        .env(HOME, folder)
        .env(FIRST, first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    if lie {
        command.env(LIE, "1");
    }
    let mut child = command.spawn().expect("a child");
    let out = child.stdout.take().expect("its lines");
    let mut acknowledged = Vec::new();
    for line in BufReader::new(out).lines() {
        let line = line.expect("a line");
        // The last line may be cut off by the kill.
        if let Some(id) = line.strip_prefix("ack ").and_then(|id| id.parse().ok()) {
            acknowledged.push(id);
        }
        if acknowledged.len() == lines as usize {
            child.kill().expect("it dies");
        }
    }
    child.wait().expect("it is dead");
    assert!(
        acknowledged.len() >= lines as usize,
        "the child ended by itself"
    );
    acknowledged
}

#[test]
fn an_acknowledged_write_survives_a_kill() {
    if testing::on_postgres() {
        return; // The server is not killed with us.
    }
    let found = rounds(12, false);
    assert!(found.acknowledged >= 12, "{found:?}");
    assert_eq!((found.lost, found.halved), (0, 0), "{found:?}");
}

#[test]
fn the_kill_test_sees_an_answer_before_the_commit() {
    if testing::on_postgres() {
        return;
    }
    let found = rounds(12, true);
    assert!(found.lost > 0, "a lie went unseen: {found:?}");
}
