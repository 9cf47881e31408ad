//! Many writes at once.

use std::{
    pin::Pin,
    sync::mpsc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use storage::{Db, Error, Sql, testing, testing::TestDb};

use crate::things::{ADD, COUNT, IDS, RESIZE, SIZE, add, count, with_things};

const ENDLESS: Sql = Sql::new(
    "thing.endless",
    "INSERT INTO thing (id, size)
     WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 0 FROM n)
     SELECT COUNT(*), 0 FROM n",
);

/// Holds the one writer of SQLite until the sender is dropped.
fn hold(db: &Db) -> mpsc::Sender<()> {
    let (started, wait_started) = mpsc::channel();
    let (go, wait_go) = mpsc::channel::<()>();
    let db = db.clone();
    std::thread::spawn(move || {
        db.write_now(move |_| {
            started.send(()).expect("the test waits");
            // Ends when the test lets go.
            let _ = wait_go.recv();
            Ok::<_, Error>(())
        })
    });
    wait_started.recv().expect("the writer is held");
    go
}

#[tokio::test]
async fn many_writes_share_a_commit() {
    let house = with_things(testing::fresh());
    if testing::on_postgres() {
        return; // PostgreSQL groups the commits of its connections by itself.
    }
    let before = house.db.commits();
    let held = hold(&house.db);
    let writes: Vec<_> = (0..200).map(|id| ask_add(&house, id)).collect();
    drop(held);
    for write in writes {
        write.answer().await.expect("a write");
    }
    let commits = house.db.commits() - before;
    assert!(commits <= 20, "{commits} commits for 200 writes");
    assert_eq!(count(&house), 200);
}

/// A write that has been handed in, and its answer as soon as that is there.
struct Asked<T> {
    future: Pin<Box<dyn Future<Output = T>>>,
    answer: Option<T>,
}

/// Hands a write in at once, so that a test knows what waits in the queue.
fn ask<T>(future: impl Future<Output = T> + 'static) -> Asked<T> {
    let mut future: Pin<Box<dyn Future<Output = T>>> = Box::pin(future);
    let mut context = Context::from_waker(Waker::noop());
    let answer = match future.as_mut().poll(&mut context) {
        Poll::Ready(answer) => Some(answer),
        Poll::Pending => None,
    };
    Asked { future, answer }
}

impl<T> Asked<T> {
    async fn answer(self) -> T {
        match self.answer {
            Some(answer) => answer,
            None => self.future.await,
        }
    }
}

fn ask_add(house: &TestDb, id: i64) -> Asked<Result<u64, Error>> {
    let db = house.db.clone();
    ask(async move {
        db.write(move |tx| tx.run(&ADD, &[&id, &0_i64, &"note"]))
            .await
    })
}

#[tokio::test]
async fn a_job_that_fails_leaves_its_neighbors_as_they_are() {
    let house = with_things(testing::fresh());
    let held = (!testing::on_postgres()).then(|| hold(&house.db));
    let writes: Vec<_> = (0..60_i64)
        .map(|id| {
            let db = house.db.clone();
            ask(async move {
                db.write(move |tx| {
                    tx.run(&ADD, &[&id, &0_i64, &"note"])?;
                    match id % 4 {
                        1 => Err(Error::NoRow),
                        2 => panic!("on purpose"),
                        // Row 0 is there only when its own job was kept.
                        3 => tx.run(&ADD, &[&id, &0_i64, &"again"]).map(drop),
                        _ => Ok(()),
                    }
                })
                .await
            })
        })
        .collect();
    drop(held);
    for (id, write) in (0..).zip(writes) {
        let done = write.answer().await;
        match id % 4 {
            1 => assert!(matches!(done, Err(Error::NoRow)), "{done:?}"),
            2 => assert!(matches!(done, Err(Error::Broken(_))), "{done:?}"),
            3 => assert!(matches!(done, Err(Error::Exists(_))), "{done:?}"),
            _ => assert!(done.is_ok(), "{done:?}"),
        }
    }
    let ids: Vec<i64> = house.db.read(|tx| tx.all(&IDS, &[])).await.expect("rows");
    assert_eq!(ids, (0..60).step_by(4).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_write_without_an_end_is_ended_and_its_neighbors_are_saved() {
    let house = testing::fresh_with(|settings| {
        settings.tuning.time_limit = Duration::from_millis(300);
    });
    let house = with_things(house);
    let held = (!testing::on_postgres()).then(|| hold(&house.db));
    let before: Vec<_> = (1000..1010).map(|id| ask_add(&house, id)).collect();
    let db = house.db.clone();
    let endless = ask(async move { db.write(|tx| tx.run(&ENDLESS, &[])).await });
    let after: Vec<_> = (2000..2010).map(|id| ask_add(&house, id)).collect();
    drop(held);
    for write in before.into_iter().chain(after) {
        write.answer().await.expect("a neighbor is saved");
    }
    let ended = endless.answer().await;
    assert!(
        matches!(&ended, Err(Error::Broken(text)) if text.contains("too long")),
        "{ended:?}"
    );
    let all: i64 = house
        .db
        .read(|tx| tx.one(&COUNT, &[]))
        .await
        .expect("a count");
    assert_eq!(all, 20);
}

#[tokio::test]
async fn a_full_queue_is_busy_at_once() {
    if testing::on_postgres() {
        return; // Several writers: holding one fills nothing.
    }
    let house = with_things(testing::fresh_with(|settings| {
        settings.tuning.write_queue = 3;
    }));
    let held = hold(&house.db);
    let writes: Vec<_> = (0..10).map(|id| ask_add(&house, id)).collect();
    drop(held);
    let mut busy = 0;
    for write in writes {
        match write.answer().await {
            Ok(_) => {}
            Err(Error::Busy) => busy += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(busy, 7);
    let all: i64 = house
        .db
        .read(|tx| tx.one(&COUNT, &[]))
        .await
        .expect("a count");
    assert_eq!(all, 3);
}

#[tokio::test]
async fn no_change_is_lost_when_many_change_one_row() {
    let house = with_things(testing::fresh());
    add_async(&house, 1).await;
    let writes: Vec<_> = (0..40)
        .map(|_| {
            let db = house.db.clone();
            ask(async move {
                db.write(|tx| {
                    let size: i64 = tx.one(&SIZE, &[&1_i64])?;
                    tx.run(&RESIZE, &[&1_i64, &(size + 1)])
                })
                .await
            })
        })
        .collect();
    for write in writes {
        write.answer().await.expect("a write");
    }
    let size: i64 = house
        .db
        .read(|tx| tx.one(&SIZE, &[&1_i64]))
        .await
        .expect("a size");
    assert_eq!(size, 40);
}

async fn add_async(house: &TestDb, id: i64) {
    let done = house
        .db
        .write(move |tx| tx.run(&ADD, &[&id, &0_i64, &"note"]))
        .await;
    done.expect("a row");
}

#[tokio::test]
async fn a_chain_grows_by_one_for_each_link_when_many_add_to_it() {
    let house = with_things(testing::fresh());
    let writes: Vec<_> = (0..40)
        .map(|_| {
            let db = house.db.clone();
            ask(async move {
                db.write(|tx| {
                    tx.run_again_when_taken("thing");
                    let next: i64 = tx.one(&COUNT, &[])?;
                    tx.run(&ADD, &[&next, &0_i64, &"link"])
                })
                .await
            })
        })
        .collect();
    for write in writes {
        write.answer().await.expect("a write");
    }
    let ids: Vec<i64> = house.db.read(|tx| tx.all(&IDS, &[])).await.expect("rows");
    assert_eq!(ids, (0..40).collect::<Vec<i64>>());
}

#[test]
fn what_waits_is_finished_before_closing() {
    let house = with_things(testing::fresh());
    let threads: Vec<_> = (0..20_i64)
        .map(|id| {
            let db = house.db.clone();
            std::thread::spawn(move || {
                db.write_now(move |tx| tx.run(&ADD, &[&id, &0_i64, &"note"]))
                    .is_ok()
            })
        })
        .collect();
    add(&house, 100).expect("a row");
    house.db.clone().close();
    let saved = threads
        .into_iter()
        .map(std::thread::JoinHandle::join)
        .filter(|done| matches!(done, Ok(true)))
        .count();
    assert!(matches!(add(&house, 101), Err(Error::Busy)));
    let again = storage::Db::open(house.settings()).expect("opens again");
    let all: i64 = again.read_now(|tx| tx.one(&COUNT, &[])).expect("a count");
    again.close();
    assert_eq!(all, 1 + i64::try_from(saved).expect("few"));
}
