//! What goes by itself when its time is over.

use jiff::{SignedDuration, Timestamp};
use people::account::{By, Standing, change_standing};
use serde_json::json;
use testkit::{
    House,
    cast::{DEE, HARBOR},
    sealed::{Owner, Version, rid},
    world::MORNING,
};

use super::{Somebody, dee, read};
use crate::keeping::{queries::Forgotten, upkeep::forget};

async fn after(house: &House, days: i64) -> Forgotten {
    let morning = Timestamp::from_second(MORNING).expect("a moment");
    let now = morning + SignedDuration::from_hours(24 * days);
    let done = forget(&house.web.db, HARBOR, now, || std::future::ready(())).await;
    done.expect("it is forgotten")
}

async fn versions(one: &mut Somebody, count: u32) {
    let name = rid(1);
    let mut before = String::new();
    for ver in 1..=count {
        let version = Version {
            rid: &name,
            ver,
            before: &before,
            size: 1024,
            seed: 1,
        };
        let jwe = one.owner.record(&version);
        one.sync(0, vec![json!({ "rid": name, "jwe": jwe })]).await;
        before = jwe;
    }
}

#[tokio::test]
async fn the_last_ten_versions_stay_and_older_ones_for_ninety_days() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    versions(&mut dee, 14).await;
    assert_eq!(after(&house, 90).await, Forgotten::default());
    assert_eq!(after(&house, 91).await.versions, 3);
    assert_eq!(after(&house, 400).await, Forgotten::default());
    let told = read(&mut dee.person, &format!("/vault/history/{}", rid(1))).await;
    assert_eq!(told["items"].as_array().map(Vec::len), Some(10));
}

#[tokio::test]
async fn a_box_goes_seven_days_after_its_owner_said_so_and_not_before() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    dee.sync(0, vec![dee.owner.first(1)]).await;
    let erase = json!({ "statement": dee.owner.control("erase", &json!({})) });
    dee.control(&erase).await;
    assert_eq!(after(&house, 6).await.boxes, 0);
    assert_eq!(dee.state().await["total"], 1);
    assert_eq!(after(&house, 7).await.boxes, 1);
    assert_eq!(dee.state().await["none"], true);
    // Nothing of it is left that a new one could trip over.
    let (status, _) = dee.person.json("/vault/new", &dee.owner.bundle()).await;
    assert_eq!(status.as_u16(), 200);
}

#[tokio::test]
async fn a_box_that_was_put_aside_stays_for_a_year() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    dee.person
        .json("/vault/again", &Owner::new(2).bundle())
        .await;
    assert_eq!(after(&house, 365).await.boxes, 0);
    assert_eq!(after(&house, 366).await.boxes, 1);
    let state = dee.state().await;
    assert_eq!(
        (&state["sealed"], &state["vid"]),
        (&json!([]), &json!(Owner::new(2).vid))
    );
}

#[tokio::test]
async fn a_change_of_the_key_that_nobody_finished_is_forgotten() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let name = rid(1);
    let version = Version {
        rid: &name,
        ver: 1,
        before: "",
        size: 1024,
        seed: 1,
    };
    let item = json!({ "rid": name, "jwe": dee.owner.record_of(2, &version) });
    let body = json!({ "vid": dee.owner.vid, "turn": "t", "items": [item] });
    dee.person.json("/vault/turn", &body).await;
    after(&house, 2).await;
    let body = json!({ "turn": "t", "count": 1, "epoch": 2 });
    let sent = dee.owner.restated("turn", &body, &["code"]);
    assert_eq!(dee.control(&sent).await.0, 409);
}

#[tokio::test]
async fn versions_under_a_changed_key_go_after_thirty_days() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let first = dee.owner.first(1);
    dee.sync(0, vec![first.clone()]).await;
    let name = rid(1);
    let version = Version {
        rid: &name,
        ver: 2,
        before: first["jwe"].as_str().expect("a text"),
        size: 1024,
        seed: 1,
    };
    let item = json!({ "rid": name, "jwe": dee.owner.record_of(2, &version) });
    let body = json!({ "vid": dee.owner.vid, "turn": "t", "items": [item] });
    dee.person.json("/vault/turn", &body).await;
    let body = json!({ "turn": "t", "count": 1, "epoch": 2 });
    let sent = dee.owner.restated("turn", &body, &["code"]);
    assert_eq!(dee.control(&sent).await.0, 200);
    assert_eq!(after(&house, 30).await.versions, 0);
    assert_eq!(after(&house, 31).await.versions, 1);
    assert_eq!(dee.state().await["total"], 1);
}

#[tokio::test]
async fn the_boxes_of_somebody_who_left_go_after_ninety_days() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    dee.sync(0, vec![dee.owner.first(1)]).await;
    dee.person
        .json("/vault/again", &Owner::new(2).bundle())
        .await;
    let dice = house.chance.clone();
    house
        .write(move |tx| {
            change_standing(
                tx,
                &By::house(HARBOR),
                DEE.account,
                Standing::Left,
                MORNING,
                &*dice,
            )
            .map_err(|refused| storage::Error::Broken(format!("{refused:?}")))
        })
        .await;
    assert_eq!(after(&house, 90).await.boxes, 0);
    assert_eq!(after(&house, 91).await.boxes, 2);
}

const SEEN: storage::Sql = storage::Sql::new(
    "it.keeping.seen",
    "SELECT MAX(seen_at) FROM session WHERE agency_id = $1 AND account_id = $2",
);

#[tokio::test]
async fn a_private_door_notes_no_use_of_the_session() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let seen = || house.read(|tx| tx.one::<i64>(&SEEN, &[&HARBOR, &DEE.account]));
    let before = seen().await;
    for _ in 0..3 {
        house.clock.forward(900);
        let number = u64::try_from(house.clock.seconds()).expect("a time");
        assert_eq!(dee.sync(0, vec![dee.owner.first(number)]).await.0, 200);
        dee.state().await;
    }
    assert_eq!(seen().await, before);
    // A page of work would have been noted; after an hour without one the session is over.
    house.clock.forward(901);
    assert_eq!(dee.sync(0, vec![]).await.0, 401);
}
