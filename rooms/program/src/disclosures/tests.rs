//! Stories of copies and their ledger.

use domain::notice;
use testkit::{House, Person, cast, house};

const FIELDS: [(&str, &str); 4] = [
    ("recipient", "Harbor Legal Aid"),
    ("purpose", "Housing application"),
    ("scope", "Signed on February 20, until June 30"),
    ("what", "notes"),
];

fn door() -> String {
    format!("/people/{}/copy", cast::ANDRE.id)
}

async fn given(house: &House) -> (Person, testkit::Shown) {
    let mut dee = house.dee().await;
    dee.get(&door()).await;
    let page = dee.submit(&door(), &FIELDS).await;
    (dee, page)
}

#[tokio::test]
async fn a_copy_is_in_the_ledger_before_it_is_shown() {
    let house = house().await;
    let (mut dee, page) = given(&house).await;
    assert_eq!(page.status, 200);
    assert!(page.says("Harbor Legal Aid") && page.says("until June 30"));
    for words in notice::LONG.paragraphs {
        assert!(page.says(&words[..60]), "{words}");
    }
    assert!(dee.get(&door()).await.says("Housing application"));
    let person = format!("/people/{}", cast::ANDRE.id);
    assert!(dee.get(&person).await.says("gave a copy"));
}

#[tokio::test]
async fn the_officer_reads_the_whole_ledger_and_the_manager_that_there_was_a_copy() {
    let house = house().await;
    given(&house).await;
    let page = house.oliver().await.get("/program/disclosures").await;
    assert!(page.says("Harbor Legal Aid") && page.says("Housing application"));
    assert!(!page.says(cast::ANDRE.name));
    let page = house.priya().await.get("/program/disclosures").await;
    assert!(page.says(cast::DEE.name));
    for hidden in ["Harbor Legal Aid", "Housing application", cast::ANDRE.name] {
        assert!(!page.says(hidden), "{hidden}");
    }
    assert!(!page.body.contains(&cast::ANDRE.id.to_string()));
}

#[tokio::test]
async fn a_copy_is_for_whoever_gave_it_and_for_an_hour() {
    let house = house().await;
    let (mut dee, page) = given(&house).await;
    let copy = page.path.clone();
    let mut loretta = house.loretta().await;
    assert_eq!(loretta.get(&copy).await.status, 404);
    assert!(loretta.get(&door()).await.says("Harbor Legal Aid"));
    assert_eq!(house.marcus().await.get(&door()).await.status, 404);
    house.clock.forward(3_000);
    assert_eq!(dee.get(&copy).await.status, 200);
    house.clock.forward(900);
    assert_eq!(dee.get(&copy).await.status, 404);
}

#[tokio::test]
async fn a_copy_without_recipient_purpose_and_scope_is_not_given() {
    let house = house().await;
    let mut dee = house.dee().await;
    dee.get(&door()).await;
    let page = dee.submit(&door(), &[("recipient", "Somebody")]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("Write what it is for") && page.says("Write what the consent covers"));
    assert!(dee.get(&door()).await.says("Nobody got a copy."));
}
