//! Pressing twice never makes two (promise P6).

use std::sync::{
    Arc, Barrier,
    atomic::{AtomicUsize, Ordering},
};

use domain::role::Role;
use storage::{Error, Sql};

use super::{House, NOW};
use crate::{
    agency::{self, Team},
    change::{self, Key, Receipt},
};

fn saved() -> Receipt {
    Receipt {
        to: "/contacts/1".to_owned(),
    }
}

#[test]
fn the_same_key_and_body_get_the_same_receipt() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let keys = house.write(move |tx| {
        let before = change::begin(tx, &dee, "k1", &[1; 32])?;
        change::finish(tx, &dee, "k1", &[1; 32], &saved(), NOW)?;
        let same = change::begin(tx, &dee, "k1", &[1; 32])?;
        let other = change::begin(tx, &dee, "k1", &[2; 32])?;
        let next = change::begin(tx, &dee, "k2", &[1; 32])?;
        Ok([before, same, other, next])
    });
    assert_eq!(
        keys,
        [
            Key::Fresh,
            Key::Done(saved()),
            Key::Differs(saved()),
            Key::Fresh
        ]
    );
}

#[test]
fn a_key_of_another_person_is_unknown() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let sam = house.signed_in("Sam", &[Role::PeerWorker]);
    house.write(move |tx| change::finish(tx, &dee, "k1", &[1; 32], &saved(), NOW));
    assert_eq!(
        house.write(move |tx| change::begin(tx, &sam, "k1", &[1; 32])),
        Key::Fresh
    );
}

#[test]
fn a_change_that_failed_leaves_its_key_fresh() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let who = dee.clone();
    let failed: Result<(), Error> = house.tries(move |tx| {
        change::finish(tx, &who, "k1", &[1; 32], &saved(), NOW)?;
        Err(Error::Broken("the rest of the change".to_owned()))
    });
    assert!(failed.is_err());
    assert_eq!(
        house.write(move |tx| change::begin(tx, &dee, "k1", &[1; 32])),
        Key::Fresh
    );
}

#[test]
fn ten_writers_with_one_key_make_one_change() {
    const COUNT: Sql = Sql::new("test.teams", "SELECT COUNT(*) FROM team");
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    for round in 0..5 {
        let start = Arc::new(Barrier::new(10));
        let (fresh, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        std::thread::scope(|scope| {
            for _ in 0..10 {
                let (db, who, start) = (house.db.db.clone(), dee.clone(), Arc::clone(&start));
                let (fresh, done) = (Arc::clone(&fresh), Arc::clone(&done));
                let (agency, program, id) = (house.agency, house.program, house.id());
                scope.spawn(move || {
                    start.wait();
                    let key = format!("round {round}");
                    let was_fresh = db.write_now(move |tx| -> Result<bool, Error> {
                        match change::begin(tx, &who, &key, &[7; 32])? {
                            Key::Fresh => {}
                            Key::Done(receipt) => {
                                assert_eq!(receipt, saved());
                                return Ok(false);
                            }
                            Key::Differs(_) => panic!("it is the same body"),
                        }
                        let team = Team {
                            id,
                            program,
                            name: key.clone(),
                        };
                        agency::create_team(tx, agency, &team, NOW)?;
                        change::finish(tx, &who, &key, &[7; 32], &saved(), NOW)?;
                        Ok(true)
                    });
                    let count = if was_fresh.expect("an answer") {
                        &fresh
                    } else {
                        &done
                    };
                    count.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(
            (fresh.load(Ordering::SeqCst), done.load(Ordering::SeqCst)),
            (1, 9)
        );
        assert_eq!(house.read(|tx| tx.one::<i64>(&COUNT, &[])), round + 1);
    }
}

#[test]
fn keys_are_kept_for_a_month_offline_and_then_forgotten() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let who = dee.clone();
    house.write(move |tx| change::finish(tx, &who, "k1", &[1; 32], &saved(), NOW));
    let month = 30 * 24 * 3600;
    assert_eq!(house.write(move |tx| change::purge(tx, NOW + month)), 0);
    assert_eq!(
        house.write(move |tx| change::purge(tx, NOW + change::KEPT + 1)),
        1
    );
    assert_eq!(
        house.write(move |tx| change::begin(tx, &dee, "k1", &[1; 32])),
        Key::Fresh
    );
}
