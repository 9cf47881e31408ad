//! Reads: one moment, no changes, not for ever.

use std::{sync::mpsc, time::Duration};

use storage::{Error, Sql, testing};

use crate::things::{ADD, COUNT, add, count, with_things};

const ENDLESS: Sql = Sql::new(
    "t.endless",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 0 FROM n) SELECT COUNT(*) FROM n",
);

#[test]
fn a_read_sees_one_moment() {
    let house = with_things(testing::fresh());
    let (counted, wait_counted) = mpsc::channel();
    let (written, wait_written) = mpsc::channel();
    let db = house.db.clone();
    let reader = std::thread::spawn(move || {
        db.read_now(move |tx| {
            let before: i64 = tx.one(&COUNT, &[])?;
            counted.send(()).expect("the test waits");
            wait_written.recv().expect("the test writes");
            let after: i64 = tx.one(&COUNT, &[])?;
            Ok::<_, Error>((before, after))
        })
    });
    wait_counted.recv().expect("the reader counts");
    add(&house, 1).expect("writing goes on beside a read");
    written.send(()).expect("the reader waits");
    assert_eq!(
        reader.join().expect("a reader").expect("two counts"),
        (0, 0)
    );
    assert_eq!(count(&house), 1);
}

#[test]
fn a_read_cannot_change_anything() {
    let house = with_things(testing::fresh());
    let refused = house
        .db
        .read_now(|tx| tx.run(&ADD, &[&1_i64, &1_i64, &"no"]));
    assert!(refused.is_err());
    assert_eq!(count(&house), 0);
}

#[test]
fn a_read_without_an_end_is_ended() {
    let house = testing::fresh_with(|settings| {
        settings.tuning.time_limit = Duration::from_millis(200);
        settings.tuning.readers = 1;
        settings.tuning.postgres_readers = 1;
    });
    let house = with_things(house);
    let ended: Result<i64, Error> = house.db.read_now(|tx| tx.one(&ENDLESS, &[]));
    assert!(
        matches!(&ended, Err(Error::Broken(text)) if text.contains("too long")),
        "{ended:?}"
    );
    assert_eq!(count(&house), 0);
}

#[tokio::test]
async fn a_read_that_nobody_waits_for_is_not_run() {
    let house = testing::fresh_with(|settings| {
        settings.tuning.readers = 1;
        settings.tuning.postgres_readers = 1;
    });
    let (started, wait_started) = mpsc::channel();
    let (go, wait_go) = mpsc::channel::<()>();
    let db = house.db.clone();
    let first = std::thread::spawn(move || {
        db.read_now(move |_| {
            started.send(()).expect("the test waits");
            wait_go.recv().expect("the test lets go");
            Ok::<_, Error>(())
        })
    });
    wait_started.recv().expect("the reader is busy");
    let (ran, did_run) = mpsc::channel();
    let mut second = Box::pin(house.db.read(move |_| {
        ran.send(()).expect("the test listens");
        Ok::<_, Error>(())
    }));
    // Asked for once, then given up.
    tokio::select! { biased; _ = &mut second => panic!("the reader was busy"), () = async {} => {} }
    drop(second);
    go.send(()).expect("the reader waits");
    first.join().expect("a thread").expect("the first read");
    house.db.read(|_| Ok::<_, Error>(())).await.expect("a read");
    assert!(did_run.try_recv().is_err());
}
