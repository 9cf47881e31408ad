//! The test house does what the tests of rooms rely on.

use http::StatusCode;
use testkit::cast;

#[tokio::test]
async fn everybody_who_may_sign_in_can_and_nobody_else() {
    let house = testkit::house().await;
    for member in cast::MEMBERS
        .iter()
        .filter(|member| member.standing.slug() == "active")
    {
        let mut person = house.sign_in(*member).await;
        let sent = person.get("/session").await;
        assert_eq!(sent.status, StatusCode::OK, "{}", member.name);
        assert!(
            sent.body.contains(&member.account.to_string()),
            "{}",
            member.name
        );
    }
    assert!(
        house
            .stranger()
            .get("/nothing-here")
            .await
            .says("This page isn’t here")
    );
}

#[tokio::test]
async fn an_idle_person_is_signed_out() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    house.clock.forward(3_600);
    let request = dee.request(http::Method::GET, "/session", None);
    assert_eq!(
        dee.send(request, "/session").await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_cast_is_reached_by_those_who_walk_with_them_and_supervise() {
    let house = testkit::house().await;
    for (viewer, workers) in [
        (cast::DEE, &["Dee Alvarez"][..]),
        (
            cast::LORETTA,
            &["Dee Alvarez", "Marcus Reed", "Rosa Delgado"],
        ),
        (cast::ROSA, &["Rosa Delgado", "Marcus Reed"]),
        (cast::SAM, &[]),
        (cast::LOU, &["Lou Marsh", "Lena Fox"]),
    ] {
        let reach = people::Reach {
            agency: viewer.agency,
            viewer: viewer.account,
        };
        let found = house.read(move |tx| reach.workers(tx)).await;
        let names: Vec<_> = found.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, workers, "{}", viewer.name);
    }
}
