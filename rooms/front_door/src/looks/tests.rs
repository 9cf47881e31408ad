//! Stories of the trail.

use people::audit;
use testkit::{House, cast, house};

/// Appends what waits to the tree, as the sequencer does each second.
async fn sequence(house: &House) {
    let now = house.clock.seconds();
    house
        .write(move |tx| {
            while audit::sequence(tx, cast::HARBOR, now)? > 0 {}
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn only_the_privacy_officer_sees_who_looked() {
    let house = house().await;
    for member in [cast::DEE, cast::LORETTA, cast::SAM, cast::PRIYA] {
        let mut person = house.sign_in(member).await;
        for door in ["/looks", "/looks/check"] {
            assert_eq!(person.get(door).await.status, 404, "{} {door}", member.name);
        }
    }
    let mut oliver = house.oliver().await;
    assert_eq!(oliver.get("/looks").await.status, 200);
}

#[tokio::test]
async fn looking_at_the_trail_leaves_a_leaf() {
    let house = house().await;
    let mut oliver = house.oliver().await;
    let page = oliver.get("/looks").await;
    assert!(!page.says("Opened this list"));
    assert!(page.says("Nothing was written down yet.") && !page.says("1969"));
    let page = oliver.get("/looks").await;
    assert!(page.says("Opened this list") && page.says("Oliver Grant"));
    oliver.get("/looks/check").await;
    assert!(oliver.get("/looks").await.says("Checked this list"));
}

#[tokio::test]
async fn a_look_at_a_person_stands_there_by_number_and_never_by_name() {
    let house = house().await;
    let mut dee = house.dee().await;
    let andre = cast::ANDRE.id;
    assert_eq!(dee.get(&format!("/people/{andre}")).await.status, 200);
    let mut oliver = house.oliver().await;
    let page = oliver.get("/looks?room=participant").await;
    assert!(
        page.says("Dee Alvarez") && page.says(&andre.to_string()),
        "{}",
        page.text()
    );
    assert!(!page.says("Andre"));
    assert_eq!(oliver.get(&format!("/people/{andre}")).await.status, 404);

    let page = oliver.get(&format!("/looks/participants/{andre}")).await;
    assert!(page.says("Opened a person’s page") && page.says("Dee Alvarez"));
    let page = oliver.get(&format!("/looks/participants/{andre}")).await;
    assert!(
        page.says("Asked who looked at someone"),
        "that was written down too"
    );
}

#[tokio::test]
async fn another_agencys_trail_is_not_there() {
    let house = house().await;
    let (mut lena, mut oliver) = (house.lena().await, house.oliver().await);
    let brianna = cast::BRIANNA.id;
    assert_eq!(lena.get(&format!("/people/{brianna}")).await.status, 200);
    let page = oliver.get(&format!("/looks/participants/{brianna}")).await;
    assert!(!page.says("Lena Fox"));
    assert!(!oliver.get("/looks").await.says("Lena Fox"));
}

#[tokio::test]
async fn the_list_is_filtered_by_day_and_goes_on_below_its_last_line() {
    let house = house().await;
    let mut oliver = house.oliver().await;
    for _ in 0..55 {
        oliver.get("/looks").await;
    }
    let page = oliver.get("/looks?room=audit").await;
    assert_eq!(page.body.matches("<tr>").count(), 51, "fifty and the head");
    let older = page
        .body
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("an older page")
        .replace("&amp;", "&");
    let page = oliver.get(&older).await;
    assert!(page.body.matches("<tr>").count() > 5);
    assert!(
        oliver
            .get("/looks?day=2026-03-02")
            .await
            .says("Opened this list")
    );
    assert!(
        oliver
            .get("/looks?day=2026-03-01")
            .await
            .says("Nothing here")
    );
}

#[tokio::test]
async fn a_trail_that_somebody_changed_does_not_pass() {
    let house = house().await;
    let mut oliver = house.oliver().await;
    oliver.get("/looks").await;
    sequence(&house).await;
    let page = oliver.get("/looks/check").await;
    assert!(page.says("Whole."), "{}", page.text());
    let head = house.read(|tx| audit::head(tx, cast::HARBOR)).await;
    assert!(
        oliver.get("/looks").await.says(&head.to_string()),
        "the line to keep"
    );

    let forged = head
        .to_string()
        .replace("fullcup-head-1 ", "fullcup-head-1 9");
    let page = oliver
        .get(&format!("/looks/check?head={}", forged.replace(' ', "+")))
        .await;
    assert!(
        page.says("Something is not as it should be"),
        "{}",
        page.text()
    );
    let page = oliver.get("/looks/check?head=a+line+of+mine").await;
    assert_eq!(page.status, 422);
    assert!(page.says("That is no line of this list."));
}
