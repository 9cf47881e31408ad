//! What only the owner's signature does.

use serde_json::{Value, json};
use testkit::{
    cast::DEE,
    sealed::{Owner, Version, rid},
};

use super::{Somebody, dee, read};

#[tokio::test]
async fn other_slots_come_with_a_statement_that_follows_the_one_in_force() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let first = dee.owner.statement.clone();
    let sent = dee.owner.restated("slots", &json!({}), &["code", "words"]);
    let (status, state) = dee.control(&sent).await;
    assert_eq!(status, 200, "{state}");
    assert_eq!((&state["n"], &state["epoch"]), (&json!(1), &json!(1)));
    assert_eq!(state["slots"].as_array().map(Vec::len), Some(2));
    assert_eq!(state["statement"], sent["epoch_statement"]);
    // The same again is done already.
    let (status, again) = dee.person.json("/vault/control", &sent).await;
    assert_eq!((status.as_u16(), again), (200, state));
    let chain = read(&mut dee.person, "/vault/statements").await;
    assert_eq!(chain["items"][1]["statement"], sent["epoch_statement"]);
    assert_eq!(chain["items"].as_array().map(Vec::len), Some(2));
    assert_eq!(chain["items"][0]["statement"], first.as_str());
    let after = read(&mut dee.person, "/vault/statements?after=0").await;
    assert_eq!(after["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_was_signed_for_another_state_changes_nothing() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let behind = dee.owner.clone();
    let sent = dee.owner.restated("slots", &json!({}), &["code", "words"]);
    dee.control(&sent).await;
    let before = dee.state().await;
    for op in ["erase", "keep"] {
        let late = json!({ "statement": behind.control(op, &json!({})) });
        let (status, told) = dee.person.json("/vault/control", &late).await;
        assert_eq!((status.as_u16(), &told["refused"]), (409, &json!("behind")));
        assert_eq!(told["n"], 1, "it is told how it stands");
    }
    // A statement that does not follow the one in force.
    let mut astray = dee.owner.clone();
    astray.statement = behind.statement.clone();
    let sent = astray.restated("slots", &json!({}), &["code"]);
    let (status, _) = dee.person.json("/vault/control", &sent).await;
    assert_eq!(status.as_u16(), 409);
    // A signer that binds its statement, and another one beside it.
    let sent = dee
        .owner
        .restated("slots", &json!({ "statement": "another" }), &["code"]);
    let (status, _) = dee.person.json("/vault/control", &sent).await;
    assert_eq!(status.as_u16(), 409);
    assert_eq!(dee.state().await, before);
}

// Test 15.
#[tokio::test]
async fn an_administrator_who_resets_a_sign_in_can_neither_change_nor_wipe_a_box() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    dee.sync(0, vec![dee.owner.first(1)]).await;
    let before = dee.state().await;
    assert_eq!(before["refused_control"], Value::Null);
    // Sam makes a way back in for Dee, and comes in by it as Dee.
    let mut sam = house.sam().await;
    let shown = sam
        .post(&format!("/accounts/{}/way-back", DEE.account), &[])
        .await;
    let link = shown.body.split("/way-back/").nth(1).expect("a link");
    let token: String = link
        .chars()
        .take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign))
        .collect();
    let mut reset = house.stranger();
    reset.get(&format!("/way-back/{token}")).await;
    let password = "a new phrase of many words";
    reset
        .post(
            &format!("/way-back/{token}"),
            &[
                ("password", password),
                ("new_password", password),
                ("again", password),
            ],
        )
        .await;
    let state = read(&mut reset, "/vault").await;
    assert_eq!(state["vid"], before["vid"], "the session is Dee’s");
    let forged = dee.owner.forged();
    let mut tries: Vec<Value> = ["erase", "keep"]
        .map(|op| json!({ "statement": forged.control(op, &json!({})) }))
        .into();
    tries.push(json!({ "statement": forged.control("purge", &json!({ "rids": [rid(1)] })) }));
    tries.push(forged.restated("slots", &json!({}), &["code", "words"]));
    let body = json!({ "turn": "t", "count": 1, "epoch": 2 });
    tries.push(forged.restated("turn", &body, &["code"]));
    let count = tries.len();
    for sent in tries {
        let (status, told) = reset.json("/vault/control", &sent).await;
        assert_eq!(
            (status.as_u16(), &told["refused"]),
            (403, &json!("signature"))
        );
    }
    let mut dee = Somebody {
        person: house.dee().await,
        owner: dee.owner,
    };
    let mut after = dee.state().await;
    assert_eq!(
        after["refused_control"],
        json!({ "count": count, "day": "2026-03-02" }),
        "its owner is told"
    );
    after["refused_control"] = Value::Null;
    assert_eq!(after, before);
}

/// Stages the successors of these records.
async fn stage(one: &mut Somebody, turn: &str, records: &[(u64, String)]) -> Value {
    let items: Vec<Value> = records
        .iter()
        .map(|(number, before)| {
            let name = rid(*number);
            let version = Version {
                rid: &name,
                ver: if before.is_empty() { 1 } else { 2 },
                before,
                size: 1024,
                seed: 8,
            };
            json!({ "rid": name, "jwe": one.owner.record_of(one.owner.epoch + 1, &version) })
        })
        .collect();
    let body = json!({ "vid": one.owner.vid, "turn": turn, "items": items });
    let (status, told) = one.person.json("/vault/turn", &body).await;
    assert_eq!(status.as_u16(), 200, "{told}");
    told
}

fn jwe(item: &Value) -> String {
    item["jwe"].as_str().expect("a text").to_owned()
}

#[tokio::test]
async fn a_change_of_the_key_is_whole_or_not_at_all() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let items: Vec<Value> = (1..=3).map(|number| dee.owner.first(number)).collect();
    dee.sync(0, items.clone()).await;
    let old: Vec<(u64, String)> = (1..).zip(items.iter().map(jwe)).collect();
    let before = dee.state().await;
    let commit = |owner: &Owner, count: i64| {
        owner.restated(
            "turn",
            &json!({ "turn": "t1", "count": count, "epoch": 2 }),
            &["code"],
        )
    };
    // Test 8: with one record missing nothing changes.
    let told = stage(&mut dee, "t1", &old[..2]).await;
    assert_eq!(told["results"][0]["ok"], true);
    let sent = commit(&dee.owner, 2);
    let (status, told) = dee.person.json("/vault/control", &sent).await;
    assert_eq!((status.as_u16(), &told["refused"]), (409, &json!("behind")));
    assert_eq!(dee.state().await, before);
    // A count that does not fit, and a record that came in meanwhile.
    stage(&mut dee, "t1", &old).await;
    let sent = commit(&dee.owner, 4);
    assert_eq!(
        dee.person.json("/vault/control", &sent).await.0.as_u16(),
        409
    );
    let late = dee.owner.first(4);
    dee.sync(0, vec![late.clone()]).await;
    let sent = commit(&dee.owner, 3);
    assert_eq!(
        dee.person.json("/vault/control", &sent).await.0.as_u16(),
        409
    );
    // All of them, and one more that is new.
    stage(&mut dee, "t1", &[(4, jwe(&late)), (5, String::new())]).await;
    let sent = commit(&dee.owner, 5);
    let (status, state) = dee.control(&sent).await;
    assert_eq!(status, 200, "{state}");
    assert_eq!(
        (&state["epoch"], &state["n"], &state["total"]),
        (&json!(2), &json!(1), &json!(5))
    );
    let (_, told) = dee.sync(4, vec![]).await;
    assert_eq!(
        told["changes"].as_array().map(Vec::len),
        Some(5),
        "every phone gets all of them"
    );
    let mut seqs: Vec<_> = told["changes"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["seq"].as_i64())
        .collect();
    seqs.dedup();
    assert_eq!(seqs, (5..=9).map(Some).collect::<Vec<_>>());
    // The same again is done already; the old key seals nothing any more; the old versions are kept.
    assert_eq!(
        dee.person.json("/vault/control", &sent).await.0.as_u16(),
        200
    );
    let name = rid(7);
    let stale = dee.owner.record_of(
        1,
        &Version {
            rid: &name,
            ver: 1,
            before: "",
            size: 1024,
            seed: 1,
        },
    );
    let (_, told) = dee
        .sync(9, vec![json!({ "rid": name, "jwe": stale })])
        .await;
    assert_eq!(told["results"][0]["refused"], "epoch");
    let earlier = read(&mut dee.person, &format!("/vault/history/{}", rid(1))).await;
    assert_eq!(earlier["items"][0]["jwe"], old[0].1.as_str());
}

#[tokio::test]
async fn a_turn_is_told_at_once_what_does_not_fit() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let item = dee.owner.first(1);
    dee.sync(0, vec![item.clone()]).await;
    let (a, b) = (rid(1), rid(2));
    let second = |rid: &str, epoch, before: &str| {
        let version = Version {
            rid,
            ver: 2,
            before,
            size: 1024,
            seed: 1,
        };
        json!({ "rid": rid, "jwe": dee.owner.record_of(epoch, &version) })
    };
    let items = [
        second(&a, 2, "astray"),
        second(&b, 2, "astray"),
        second(&a, 1, &jwe(&item)),
        json!({ "rid": a, "jwe": "x" }),
    ];
    let body = json!({ "vid": dee.owner.vid, "turn": "t", "items": items });
    let (_, told) = dee.person.json("/vault/turn", &body).await;
    assert_eq!(told["results"][0]["conflict"]["jwe"], item["jwe"]);
    let refused: Vec<_> = told["results"].as_array().expect("a list")[1..]
        .iter()
        .map(|one| &one["refused"])
        .collect();
    assert_eq!(refused, ["parent", "epoch", "header"]);
}

#[tokio::test]
async fn a_box_is_erased_after_a_grace_that_its_owner_can_use() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let erase = json!({ "statement": dee.owner.control("erase", &json!({})) });
    let (_, state) = dee.control(&erase).await;
    assert_eq!(state["erasing"], "2026-03-09");
    let keep = json!({ "statement": dee.owner.control("keep", &json!({})) });
    let (_, state) = dee.control(&keep).await;
    assert_eq!((&state["erasing"], &state["n"]), (&Value::Null, &json!(2)));
}

#[tokio::test]
async fn earlier_versions_go_when_their_owner_wants_it() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let first = dee.owner.first(1);
    dee.sync(0, vec![first.clone()]).await;
    let name = rid(1);
    let two = dee.owner.record(&Version {
        rid: &name,
        ver: 2,
        before: &jwe(&first),
        size: 1024,
        seed: 2,
    });
    dee.sync(0, vec![json!({ "rid": name, "jwe": two })]).await;
    let path = format!("/vault/history/{name}");
    assert_eq!(
        read(&mut dee.person, &path).await["items"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
    let purge = json!({ "statement": dee.owner.control("purge", &json!({ "rids": [name] })) });
    assert_eq!(dee.control(&purge).await.0, 200);
    assert_eq!(read(&mut dee.person, &path).await["items"], json!([]));
    let (_, told) = dee.sync(0, vec![]).await;
    assert_eq!(told["changes"][0]["jwe"], two.as_str());
}
