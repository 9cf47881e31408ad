//! Stories of two who may be one.

use testkit::{Person, cast, house};

async fn comes_in(priya: &mut Person, text: &str) {
    priya.get("/imports").await;
    let page = priya
        .bring(
            "/imports",
            &[("what", "participants")],
            ("people.csv", text.as_bytes()),
        )
        .await;
    let done = priya.submit(&format!("{}/bring-in", page.path), &[]).await;
    assert!(done.says("came in"), "{}", done.text());
}

const SHEET: &str = "Name,Phone,Peer worker,Notes\n\
    Josephine Kowalczyk,413-555-0101,Dee Alvarez,Likes mornings\n\
    Jozephine Kowalczyk,413-555-0101,Marcus Reed,Works nights\n";

#[tokio::test]
async fn two_records_become_one_and_both_texts_stay() {
    let house = house().await;
    comes_in(&mut house.priya().await, SHEET).await;
    let mut loretta = house.loretta().await;
    assert!(loretta.get("/people").await.says("may be the same person"));
    let page = loretta.get("/alike").await;
    assert!(
        page.says("Josephine Kowalczyk and Jozephine Kowalczyk"),
        "{}",
        page.text()
    );
    assert!(page.says("Likes mornings") && page.says("Works nights"));
    let done = loretta.submit("/alike", &[("answer", "first")]).await;
    assert!(done.says("They are one record now."), "{}", done.text());
    assert!(done.says("Nothing to look at"));
    let mut dee = house.dee().await;
    let people = dee.get("/people").await;
    assert!(people.says("Josephine Kowalczyk"));
    let href = link_to(&people.body, "Josephine Kowalczyk");
    let person = dee.get(&href).await;
    assert!(
        person.says("Likes mornings") && person.says("Works nights"),
        "{}",
        person.text()
    );
    assert!(person.says("Jozephine Kowalczyk"));
}

#[tokio::test]
async fn whoever_says_two_people_is_not_asked_again() {
    let house = house().await;
    comes_in(&mut house.priya().await, SHEET).await;
    let mut loretta = house.loretta().await;
    loretta.get("/alike").await;
    let done = loretta.submit("/alike", &[("answer", "two")]).await;
    assert!(done.says("They stay two people.") && done.says("Nothing to look at"));
}

#[tokio::test]
async fn a_pair_is_asked_of_nobody_who_cannot_see_both() {
    let house = house().await;
    comes_in(&mut house.priya().await, SHEET).await;
    // Rosa supervises Marcus and not Dee.
    let mut rosa = house.rosa().await;
    assert!(rosa.get("/alike").await.says("Nothing to look at"));
    for mut other in [house.dee().await, house.priya().await, house.sam().await] {
        assert_eq!(other.get("/alike").await.status, 404);
    }
    assert_ne!(cast::DEE.account, cast::MARCUS.account);
}

fn link_to(body: &str, words: &str) -> String {
    let at = body.find(words).expect("the words");
    let before = &body[..at];
    let href = before.rfind("href=\"").expect("a link") + 6;
    before[href..]
        .split('"')
        .next()
        .expect("an address")
        .to_owned()
}
