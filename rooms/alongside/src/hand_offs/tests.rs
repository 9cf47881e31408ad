//! Stories of handing over.

use testkit::cast::{ANDRE, DEE, LUIS, MARCUS, ROBIN};

fn form(of: testkit::cast::Supported) -> String {
    format!("/people/{}/hand-over", of.id)
}

fn page(of: testkit::cast::Supported) -> String {
    format!("/people/{}", of.id)
}

/// Where the first offer on a page is answered.
fn answer(page: &str) -> String {
    let rest = page
        .split("action=\"/hand-overs/")
        .nth(1)
        .expect("an offer on the page");
    format!("/hand-overs/{}", rest.split('"').next().expect("an id"))
}

#[tokio::test]
async fn the_button_that_offers_says_who_sees_the_note() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let choose = dee.get(&form(ANDRE)).await;
    assert!(
        choose.says("You and Loretta can see it, and so can whoever you ask"),
        "{}",
        choose.text()
    );
}

// coverage: 54
#[tokio::test]
async fn an_offer_opens_nothing_until_it_is_taken_up() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    dee.get(&form(ANDRE)).await;
    let to = MARCUS.account.to_string();
    let offered = dee
        .submit(&form(ANDRE), &[("to", &to), ("note", "He likes mornings.")])
        .await;
    assert!(
        offered.says("Offered. They stay with you"),
        "{}",
        offered.text()
    );
    assert!(
        offered.says("Offered to Marcus Reed by Dee Alvarez."),
        "{}",
        offered.text()
    );

    let list = marcus.get("/people").await;
    assert!(
        list.says("Offered to you") && list.says(ANDRE.name) && list.says("He likes mornings.")
    );
    assert_eq!(
        marcus.get(&page(ANDRE)).await.status,
        404,
        "an offer opens no record"
    );
    assert_eq!(dee.get(&page(ANDRE)).await.status, 200);

    let path = answer(&marcus.get("/people").await.body);
    let taken = marcus.submit(&path, &[("answer", "take-up")]).await;
    assert!(taken.says("You walk with them now."), "{}", taken.text());
    assert!(
        taken.says("Dee Alvarez handed over to Marcus Reed"),
        "{}",
        taken.text()
    );
    assert_eq!(dee.get(&page(ANDRE)).await.status, 404, "reach follows");
    assert!(!dee.get("/people").await.says(ANDRE.name));
    assert!(
        marcus
            .get("/people")
            .await
            .says("Handed over to you, not met yet")
    );
}

#[tokio::test]
async fn not_now_needs_no_reason_and_changes_nothing() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    dee.get(&form(ANDRE)).await;
    dee.submit(&form(ANDRE), &[("to", &MARCUS.account.to_string())])
        .await;
    let path = answer(&marcus.get("/people").await.body);
    let after = marcus.submit(&path, &[("answer", "not-now")]).await;
    assert_eq!(after.path, "/people");
    assert!(!after.says(ANDRE.name));
    let shown = dee.get(&page(ANDRE)).await;
    assert!(shown.says("Marcus Reed said not now"), "{}", shown.text());
    let again = marcus.post(&path, &[("answer", "take-up")]).await;
    assert_eq!(again.status, 404, "an answered offer is gone");
}

#[tokio::test]
async fn nobody_answers_an_offer_to_somebody_else() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get(&form(ANDRE)).await;
    dee.submit(&form(ANDRE), &[("to", &MARCUS.account.to_string())])
        .await;
    let path = answer(&house.marcus().await.get("/people").await.body);
    for mut other in [house.robin().await, house.lena().await, house.dee().await] {
        assert_eq!(
            other.post(&path, &[("answer", "take-up")]).await.status,
            404
        );
    }
    assert_eq!(dee.get(&page(ANDRE)).await.status, 200);
}

#[tokio::test]
async fn an_offer_can_be_taken_back_and_is_made_once() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    let to = MARCUS.account.to_string();
    dee.post(&form(ANDRE), &[("to", &to)]).await;
    let twice = dee
        .post(&form(ANDRE), &[("to", &ROBIN.account.to_string())])
        .await;
    assert_eq!(twice.status, 422);
    assert!(twice.says("An offer is open"), "{}", twice.text());
    dee.get(&page(ANDRE)).await;
    let back = dee.submit(&format!("{}/back", form(ANDRE)), &[]).await;
    assert!(back.says("The offer is taken back."), "{}", back.text());
    assert!(!marcus.get("/people").await.says(ANDRE.name));
}

#[tokio::test]
async fn a_person_is_offered_to_colleagues_of_the_program_alone() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let shown = dee.get(&form(ANDRE)).await;
    for colleague in ["Marcus Reed", "Robin Okafor", "Rosa Delgado"] {
        assert!(shown.says(colleague), "{colleague}");
    }
    for other in [
        "Dee Alvarez",
        "Lena Fox",
        "Tess Moran",
        "Ines Duarte",
        "Loretta Hines",
    ] {
        assert!(
            !shown.outline().contains(&format!("\"{other}\"")),
            "{other}"
        );
    }
    for to in [
        DEE.account,
        testkit::cast::LENA.account,
        testkit::cast::TESS.account,
    ] {
        let shown = dee
            .post(&form(ANDRE), &[("to", &to.to_string()), ("note", "Hello")])
            .await;
        assert_eq!(shown.status, 422, "{to}");
        assert_eq!(
            shown.field(&form(ANDRE), "note").as_deref(),
            Some("Hello"),
            "kept"
        );
    }
}

#[tokio::test]
async fn a_supervisor_hands_over_for_a_worker_and_finds_somebody_for_who_waits() {
    let house = testkit::house().await;
    let (mut loretta, mut robin) = (house.loretta().await, house.robin().await);
    let to = ROBIN.account.to_string();
    let offered = loretta.post(&form(LUIS), &[("to", &to)]).await;
    assert!(
        offered.says("Offered to Robin Okafor by Loretta Hines."),
        "{}",
        offered.text()
    );
    let added = loretta
        .post("/people", &[("name", "Wren Halloway"), ("worker", "")])
        .await;
    let wren = added.path.split('?').next().expect("a path").to_owned();
    loretta
        .post(&format!("{wren}/hand-over"), &[("to", &to)])
        .await;

    let list = robin.get("/people").await;
    assert!(
        list.says(LUIS.name) && list.says("Wren Halloway"),
        "{}",
        list.text()
    );
    assert!(list.says("Waiting for someone to walk with. Loretta Hines asks you"));
    let path = answer(&list.body);
    robin.submit(&path, &[("answer", "take-up")]).await;
    let path = answer(&robin.get("/people").await.body);
    robin.submit(&path, &[("answer", "take-up")]).await;
    assert_eq!(robin.get(&wren).await.status, 200);
    assert!(
        robin
            .get(&wren)
            .await
            .says("Robin Okafor began to walk with them")
    );
    assert_eq!(
        loretta.get(&wren).await.status,
        404,
        "nobody supervises Robin"
    );
}

#[tokio::test]
async fn the_end_of_support_takes_an_open_offer_back() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    dee.post(&form(ANDRE), &[("to", &MARCUS.account.to_string())])
        .await;
    dee.post(&format!("{}/end", page(ANDRE)), &[("how", "moved")])
        .await;
    assert!(!marcus.get("/people").await.says(ANDRE.name));
}
