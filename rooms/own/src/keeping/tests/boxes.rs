//! Making a box, finding it, starting again.

use serde_json::json;
use storage::Sql;
use testkit::sealed::Owner;

use super::{Somebody, dee, read};

#[tokio::test]
async fn whoever_has_no_box_is_told_so_whatever_their_roles() {
    let house = testkit::house().await;
    for mut one in [house.dee().await, house.sam().await, house.rosa().await] {
        let state = read(&mut one, "/vault").await;
        assert_eq!(state["none"], true);
        assert_eq!(state["sealed"], json!([]));
        assert!(state["account"].is_string() && state["roles"].is_array());
        assert!(state.get("vid").is_none());
    }
}

#[tokio::test]
async fn a_box_is_made_once_and_the_same_press_again_is_the_same_box() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let first = dee.state().await;
    assert_eq!(first["vid"], dee.owner.vid.as_str());
    assert_eq!(
        (first["n"].as_i64(), first["epoch"].as_i64()),
        (Some(0), Some(1))
    );
    assert_eq!(first["statement"], dee.owner.statement.as_str());
    assert_eq!(first["slots"].as_array().map(Vec::len), Some(1));
    let bundle = dee.owner.bundle();
    let (status, again) = dee.person.json("/vault/new", &bundle).await;
    assert_eq!((status.as_u16(), again), (200, first));
}

// Test 34 of the list of attacks and faults.
#[tokio::test]
async fn a_second_phone_that_would_make_a_box_is_given_the_one_there_is() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let before = dee.state().await;
    let (status, told) = dee.person.json("/vault/new", &Owner::new(2).bundle()).await;
    assert_eq!(status.as_u16(), 409);
    assert_eq!(told["refused"], "exists");
    assert_eq!(told["slots"], before["slots"], "unlock is offered");
    assert_eq!(dee.state().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_phones_at_once_make_one_box() {
    let house = testkit::house().await;
    let dee = house.dee().await;
    let made: Vec<_> = (0..10_u64)
        .map(|seed| {
            let mut phone = dee.clone();
            let bundle = Owner::new(seed / 5).bundle();
            tokio::spawn(async move { phone.json("/vault/new", &bundle).await })
        })
        .collect();
    let mut vids = vec![];
    for one in made {
        let (status, state) = one.await.expect("an answer");
        assert!([200, 409].contains(&status.as_u16()), "{status} {state}");
        vids.push(state["vid"].as_str().map(str::to_owned));
    }
    vids.dedup();
    assert_eq!(vids.len(), 1, "{vids:?}");
}

#[tokio::test]
async fn a_box_that_is_not_as_it_must_be_is_not_made() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let (one, other) = (Owner::new(1), Owner::new(2));
    let good = one.bundle();
    let mut tries = vec![];
    for (field, value) in [
        ("vid", json!(other.vid)),
        ("vid", json!("short")),
        ("statement", json!(other.statement)),
        (
            "statement",
            json!(one.forged().control("slots", &json!({}))),
        ),
        ("list", other.bundle()["list"].clone()),
        ("slots", json!([])),
        ("slots", other.bundle()["slots"].clone()),
    ] {
        let mut bad = good.clone();
        bad[field] = value;
        tries.push(bad);
    }
    for bad in tries {
        let (status, told) = dee.json("/vault/new", &bad).await;
        assert_eq!(status.as_u16(), 422, "{bad}: {told}");
        assert!(told["refused"].is_string());
    }
    assert_eq!(read(&mut dee, "/vault").await["none"], true);
}

// Test 16: whatever a passkey gave the browser in secret is not taken, nor kept, wherever it stands.
#[tokio::test]
async fn a_body_with_a_passkeys_secret_is_refused_whole() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let owner = Owner::new(1);
    let secret = json!({ "results": { "first": "c2VjcmV0", "second": "c2VjcmV0" } });
    for place in ["prf", "clientExtensionResults"] {
        let mut bundle = owner.bundle();
        bundle[place] = secret.clone();
        let mut inside = owner.bundle();
        inside["slots"][0][place] = secret.clone();
        for body in [bundle, inside] {
            for door in [
                "/vault/new",
                "/vault/again",
                "/vault/control",
                "/vault/sync",
            ] {
                let (status, _) = dee.json(door, &body).await;
                assert_eq!(status.as_u16(), 422, "{door}");
            }
        }
    }
    assert_eq!(read(&mut dee, "/vault").await["none"], true);
}

#[tokio::test]
async fn starting_again_puts_the_old_box_aside_and_overwrites_nothing() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let items = vec![dee.owner.first(1), dee.owner.first(2)];
    dee.sync(0, items.clone()).await;
    let old = dee.owner.vid.clone();
    let again = Owner::new(2);
    for _ in 0..2 {
        let (status, state) = dee.person.json("/vault/again", &again.bundle()).await;
        assert_eq!(status.as_u16(), 200, "{state}");
        assert_eq!(state["vid"], again.vid.as_str());
        assert_eq!(state["total"], 0);
        assert_eq!(
            state["sealed"],
            json!([{ "vid": old, "until": "2027-03-02" }])
        );
    }
    let aside = read(&mut dee.person, &format!("/vault/sealed/{old}")).await;
    assert_eq!(
        (&aside["total"], &aside["until"]),
        (&json!(2), &json!("2027-03-02"))
    );
    assert_eq!(aside["statement"], dee.owner.statement.as_str());
    let path = format!("/vault/sealed/{old}/changes");
    let (_, told) = dee.person.json(&path, &json!({ "since": 0 })).await;
    let jwes: Vec<_> = told["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["jwe"])
        .collect();
    assert_eq!(jwes, [&items[0]["jwe"], &items[1]["jwe"]]);
    // Nothing can be put into it any more, and the open box is not at that address.
    let (status, _) = dee.sync(0, vec![dee.owner.first(3)]).await;
    assert_eq!(status, 404);
    let shown = dee
        .person
        .get(&format!("/vault/sealed/{}", again.vid))
        .await;
    assert_eq!(shown.status, 404);
}

#[tokio::test]
async fn nobody_finds_the_box_of_somebody_else_by_any_door() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    dee.sync(0, vec![dee.owner.first(1)]).await;
    let old = dee.owner.clone();
    dee.person
        .json("/vault/again", &Owner::new(2).bundle())
        .await;
    for mut other in [
        Somebody::new(house.loretta().await, 3).await,
        Somebody::new(house.sam().await, 4).await,
        Somebody::new(house.lena().await, 5).await,
    ] {
        let before = other.state().await;
        for vid in [&old.vid, &Owner::new(2).vid] {
            let body = json!({ "vid": vid, "since": 0 });
            let (status, told) = other.person.json("/vault/sync", &body).await;
            assert_eq!(status.as_u16(), 404, "{told}");
            let shown = other.person.get(&format!("/vault/sealed/{vid}")).await;
            assert_eq!(shown.status, 404);
            let (status, _) = other
                .person
                .json(
                    &format!("/vault/sealed/{vid}/changes"),
                    &json!({ "since": 0 }),
                )
                .await;
            assert_eq!(status.as_u16(), 404);
            let turn = json!({ "vid": vid, "turn": "t", "items": [] });
            assert_eq!(
                other.person.json("/vault/turn", &turn).await.0.as_u16(),
                404
            );
        }
        let (status, _) = other.person.json("/vault/again", &old.bundle()).await;
        let elsewhere = other
            .person
            .member
            .is_some_and(|member| member.agency != testkit::cast::HARBOR);
        assert_eq!(status.as_u16(), if elsewhere { 200 } else { 422 });
        if !elsewhere {
            assert_eq!(other.state().await, before);
        }
    }
}

const LEAVES: Sql = Sql::new("it.keeping.leaves", "SELECT COUNT(*) FROM audit_leaf");

#[tokio::test]
async fn the_trail_knows_nothing_of_a_box() {
    let house = testkit::house().await;
    let leaves = || house.read(|tx| tx.one::<i64>(&LEAVES, &[]));
    let person = house.dee().await;
    let before = leaves().await;
    let mut dee = Somebody::new(person, 1).await;
    dee.sync(0, vec![dee.owner.first(1)]).await;
    dee.sync(0, vec![]).await;
    let erase = json!({ "statement": dee.owner.control("erase", &json!({})) });
    assert_eq!(dee.control(&erase).await.0, 200);
    dee.person
        .json("/vault/again", &Owner::new(2).bundle())
        .await;
    assert_eq!(leaves().await, before);
}
