//! Records: one chain each, every one decided by itself.

use serde_json::{Value, json};
use storage::Sql;
use testkit::sealed::{Version, rid};

use super::{dee, read};

const ROWS: Sql = Sql::new(
    "it.keeping.rows",
    "SELECT (SELECT COUNT(*) FROM vault_record), (SELECT COUNT(*) FROM vault_history)",
);

fn version<'a>(rid: &'a str, ver: u32, before: &'a str, seed: u8) -> Version<'a> {
    Version {
        rid,
        ver,
        before,
        size: 1024,
        seed,
    }
}

fn item(rid: &str, jwe: &str) -> Value {
    json!({ "rid": rid, "jwe": jwe })
}

#[tokio::test]
async fn a_record_goes_in_and_comes_out_on_another_phone_letter_by_letter() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let items = vec![dee.owner.first(1), dee.owner.first(2)];
    let (status, told) = dee.sync(0, items.clone()).await;
    assert_eq!(status, 200, "{told}");
    let ok = |number, seq| {
        let jwe = items[usize::try_from(seq - 1).expect("small")]["jwe"]
            .as_str()
            .expect("a text");
        json!({ "rid": rid(number), "ok": true, "seq": seq, "hash": vault::hash(jwe) })
    };
    assert_eq!(told["results"], json!([ok(1, 1_i64), ok(2, 2)]));
    assert_eq!(told["changes"], json!([]), "what it brought it knows");
    assert_eq!(
        (&told["total"], &told["seq"], &told["more"]),
        (&json!(2), &json!(2), &json!(false))
    );
    let (_, other) = dee.sync(0, vec![]).await;
    let expected: Vec<Value> = items
        .iter()
        .zip(1..)
        .map(|(item, seq)| json!({ "rid": item["rid"], "seq": seq, "jwe": item["jwe"] }))
        .collect();
    assert_eq!(other["changes"], json!(expected));
    assert!(
        dee.sync(2, vec![]).await.1.to_string().len() < 1024,
        "an empty sync is small"
    );
}

// Test 21.
#[tokio::test]
async fn the_same_version_sent_five_times_is_one_version_and_one_earlier_one() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let name = rid(1);
    let one = dee.owner.record(&version(&name, 1, "", 1));
    let two = dee.owner.record(&version(&name, 2, &one, 2));
    let three = dee.owner.record(&version(&name, 3, &two, 3));
    dee.sync(0, vec![item(&name, &one)]).await;
    for _ in 0..5 {
        let (_, told) = dee.sync(0, vec![item(&name, &two)]).await;
        assert_eq!(
            told["results"],
            json!([{ "rid": name, "ok": true, "seq": 2, "hash": vault::hash(&two) }])
        );
    }
    let rows: (i64, i64) = house.read(|tx| tx.one(&ROWS, &[])).await;
    assert_eq!(rows, (1, 1));
    // An answer that was lost, and somebody built on it since: it was taken all the same.
    dee.sync(0, vec![item(&name, &three)]).await;
    let (_, told) = dee.sync(0, vec![item(&name, &two)]).await;
    assert_eq!(
        told["results"],
        json!([{ "rid": name, "ok": true, "seq": 2, "hash": vault::hash(&two) }])
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_at_once_store_one_version() {
    let house = testkit::house().await;
    let dee = dee(&house).await;
    let body = json!({ "vid": dee.owner.vid, "since": 0, "items": [dee.owner.first(1)] });
    let sent: Vec<_> = (0..10)
        .map(|_| {
            let (mut phone, body) = (dee.person.clone(), body.clone());
            tokio::spawn(async move { phone.json("/vault/sync", &body).await })
        })
        .collect();
    for one in sent {
        let (_, told) = one.await.expect("an answer");
        assert_eq!(
            (&told["results"][0]["ok"], &told["results"][0]["seq"]),
            (&json!(true), &json!(1))
        );
    }
    let rows: (i64, i64) = house.read(|tx| tx.one(&ROWS, &[])).await;
    assert_eq!(rows, (1, 0));
}

#[tokio::test]
async fn one_stuck_record_never_stops_another() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let stranger = testkit::sealed::Owner::new(9);
    let (a, b, c, d) = (rid(1), rid(2), rid(3), rid(4));
    let first = dee.owner.record(&version(&a, 1, "", 1));
    dee.sync(0, vec![item(&a, &first)]).await;
    let second = dee.owner.record(&version(&a, 2, &first, 2));
    let rival = dee.owner.record(&version(&a, 2, &first, 3));
    let huge = dee.owner.record(&Version {
        size: 2 * 1024 * 1024,
        ..version(&c, 1, "", 1)
    });
    let items = vec![
        item(&a, &second),
        item(&a, &rival),
        item(&b, &dee.owner.record(&version(&b, 2, &first, 1))),
        item(&c, &huge),
        item(&c, "not.a.record"),
        item(&d, &stranger.record(&version(&d, 1, "", 1))),
        item(&d, &dee.owner.record(&version(&c, 1, "", 1))),
        item(&d, &dee.owner.record_of(2, &version(&d, 1, "", 1))),
        dee.owner.first(4),
    ];
    let (status, told) = dee.sync(1, items).await;
    assert_eq!(status, 200);
    let results = told["results"].as_array().expect("a list");
    let ok = |one: &Value| one["ok"] == true;
    assert!(ok(&results[0]) && ok(&results[8]), "{told}");
    assert_eq!(results[1]["conflict"]["jwe"], second.as_str());
    assert_eq!(results[1]["conflict"]["seq"], 2);
    let refused: Vec<_> = results
        .iter()
        .map(|one| one["refused"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(
        refused,
        [
            "", "", "parent", "size", "header", "header", "header", "epoch", ""
        ]
    );
    assert_eq!(told["total"], 2);
}

#[tokio::test]
async fn too_much_at_once_is_too_much() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let many: Vec<_> = (0..65).map(|number| dee.owner.first(number)).collect();
    assert_eq!(dee.sync(0, many).await.0, 413);
    let large = |number| {
        let name = rid(number);
        let one = Version {
            size: 1_100_000,
            ..version(&name, 1, "", 1)
        };
        item(&name, &dee.owner.record(&one))
    };
    let much: Vec<_> = (0..3).map(large).collect();
    assert_eq!(dee.sync(0, much).await.0, 413);
    assert_eq!(dee.state().await["total"], 0);
}

#[tokio::test]
async fn changes_come_in_pages_and_say_how_many_there_are_in_all() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    for start in 0..4 {
        let items = (0..60)
            .map(|number| dee.owner.first(start * 60 + number))
            .collect();
        dee.sync(0, items).await;
    }
    let (mut since, mut seen, mut pages) = (0, 0, 0);
    loop {
        let (_, told) = dee.sync(since, vec![]).await;
        let changes = told["changes"].as_array().expect("a list");
        seen += changes.len();
        pages += 1;
        assert_eq!(told["total"], 240);
        since = changes.last().expect("one")["seq"]
            .as_i64()
            .expect("a number");
        if told["more"] == false {
            break;
        }
    }
    assert_eq!((seen, pages, since), (240, 2, 240));
    // A page is full of bytes before it is full of records.
    for number in [1_000, 1_001] {
        let name = rid(number);
        let one = Version {
            size: 700_000,
            ..version(&name, 1, "", 1)
        };
        let jwe = dee.owner.record(&one);
        dee.sync(240, vec![item(&name, &jwe)]).await;
    }
    let (_, told) = dee.sync(240, vec![]).await;
    assert_eq!(told["changes"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["more"], true);
}

#[tokio::test]
async fn earlier_versions_can_be_read_by_their_owner() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let name = rid(1);
    let mut versions = vec![dee.owner.record(&version(&name, 1, "", 1))];
    dee.sync(0, vec![item(&name, &versions[0])]).await;
    for ver in 2..=5 {
        let jwe = dee
            .owner
            .record(&version(&name, ver, &versions[versions.len() - 1], 1));
        dee.sync(0, vec![item(&name, &jwe)]).await;
        versions.push(jwe);
    }
    let told = read(&mut dee.person, &format!("/vault/history/{name}")).await;
    let items = told["items"].as_array().expect("a list");
    let vers: Vec<_> = items.iter().map(|one| one["ver"].as_i64()).collect();
    assert_eq!(vers, [Some(4), Some(3), Some(2), Some(1)]);
    assert_eq!(
        items[3],
        json!({ "ver": 1, "jwe": versions[0], "day": "2026-03-02" })
    );
    let told = read(&mut dee.person, &format!("/vault/history/{name}?before=3")).await;
    assert_eq!(told["items"].as_array().map(Vec::len), Some(2));
}

// Test 32, the server's part.
#[tokio::test]
async fn after_a_restore_phones_bring_back_what_the_server_forgot() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let (a, b) = (rid(1), rid(2));
    let one = dee.owner.record(&version(&a, 1, "", 1));
    dee.sync(0, vec![item(&a, &one)]).await;
    assert_eq!(dee.state().await["restored"], "");
    let dice = house.chance.clone();
    house
        .write(move |tx| crate::keeping::upkeep::went_back(tx, &*dice))
        .await;
    let word = dee.state().await["restored"]
        .as_str()
        .expect("a word")
        .to_owned();
    assert!(word.len() > 10);
    // Versions that this server has never seen the parents of.
    let late = [
        item(&a, &dee.owner.record(&version(&a, 4, &one, 4))),
        item(&b, &dee.owner.record(&version(&b, 3, &one, 3))),
    ];
    let mut body = json!({ "vid": dee.owner.vid, "since": 0, "items": late });
    let (_, told) = dee.person.json("/vault/sync", &body).await;
    assert!(
        told["results"][0]["conflict"].is_object() && told["results"][1]["refused"] == "parent"
    );
    body["restored"] = json!("another word");
    let (_, told) = dee.person.json("/vault/sync", &body).await;
    assert!(told["results"][0]["conflict"].is_object());
    body["restored"] = json!(word);
    let (_, told) = dee.person.json("/vault/sync", &body).await;
    let ok: Vec<_> = told["results"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["ok"])
        .collect();
    assert_eq!(ok, [true, true]);
    assert_eq!(
        (&told["total"], &told["restored"]),
        (&json!(2), &json!(word))
    );
}

#[tokio::test]
async fn records_of_one_size_class_are_told_in_the_same_words_and_as_many_bytes() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    // The five levels of a cup, a refill and a deletion are one class: the server sees the same.
    let mut answers = vec![];
    let mut stored = vec![];
    for level in 0..7 {
        let name = rid(level);
        let seed = u8::try_from(level).expect("a byte");
        let jwe = dee.owner.record(&version(&name, 1, "", seed));
        stored.push(jwe.len());
        let (_, told) = dee.sync(i64::MAX, vec![item(&name, &jwe)]).await;
        answers.push(told.to_string().len());
    }
    stored.dedup();
    answers.dedup();
    assert_eq!(
        (stored.len(), answers.len()),
        (1, 1),
        "{stored:?} {answers:?}"
    );
}

#[tokio::test]
async fn nobody_unknown_makes_the_house_read_megabytes() {
    let house = testkit::house().await;
    let mut stranger = house.stranger();
    let items = vec![json!({ "rid": rid(1), "jwe": "x".repeat(3 * 1024 * 1024) })];
    let body = json!({ "vid": "v", "since": 0, "items": items });
    let (status, told) = stranger.json("/vault/sync", &body).await;
    assert_eq!(
        (status.as_u16(), &told["refused"]),
        (401, &json!("sign-in"))
    );
}

#[tokio::test]
async fn what_a_phone_fetches_is_sent_without_what_base64_adds() {
    let house = testkit::house().await;
    let mut dee = dee(&house).await;
    let items = (0..20).map(|number| dee.owner.first(number)).collect();
    dee.sync(0, items).await;
    let body = json!({ "vid": dee.owner.vid, "since": 0 }).to_string();
    let mut asked = dee
        .person
        .request("POST".parse().expect("a verb"), "/vault/sync", Some(body));
    for (name, value) in [
        ("content-type", "application/json"),
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
    ] {
        asked
            .headers_mut()
            .insert(name, value.parse().expect("a value"));
    }
    let shown = dee.person.send(asked, "/vault/sync").await;
    assert_eq!(
        (shown.status.as_u16(), shown.header("content-encoding")),
        (200, "gzip")
    );
}
