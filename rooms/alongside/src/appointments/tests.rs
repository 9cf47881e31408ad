//! Stories of appointments.

use testkit::cast::{ANDRE, DEE, KAYLA, LUIS, MARCUS};

fn coffee(with: &str) -> Vec<(&'static str, String)> {
    vec![
        ("with", with.to_owned()),
        ("title", String::new()),
        ("day", "2026-03-02".into()),
        ("time", "10:30".into()),
        ("minutes", "45".into()),
        ("place", "Elm Street Library".into()),
        ("note", "Bus pass form.".into()),
    ]
}

fn sent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// Makes an appointment and gives its path.
async fn plan(person: &mut testkit::Person, fields: &[(&'static str, String)]) -> String {
    let shown = person.post("/appointments", &sent(fields)).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    shown.path.split('?').next().expect("a path").to_owned()
}

#[tokio::test]
async fn an_appointment_is_made_and_shown_in_the_zone_of_the_program() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let new = dee
        .get(&format!("/appointments/new?with={}", ANDRE.id))
        .await;
    assert_eq!(
        new.field("/appointments", "with"),
        Some(ANDRE.id.to_string())
    );
    assert_eq!(
        new.field("/appointments", "day").as_deref(),
        Some("2026-03-02")
    );
    let shown = dee
        .submit("/appointments", &[("time", "10:30"), ("place", "Library")])
        .await;
    assert!(shown.says("With Andre M."), "{}", shown.text());
    assert!(shown.says("Today, 10:30 AM, 45 minutes") && shown.says("Library"));
    let page = dee.get(&format!("/people/{}", ANDRE.id)).await;
    assert!(page.says("Today, 10:30 AM, 45 minutes"), "{}", page.text());
}

#[tokio::test]
async fn what_is_wrong_is_told_and_what_was_typed_stays() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/appointments/new").await;
    let shown = dee
        .submit(
            "/appointments",
            &[
                ("time", "later"),
                ("place", "Library"),
                ("day", "2026-03-08"),
            ],
        )
        .await;
    assert_eq!(shown.status, 422);
    assert!(shown.says("Write what it is, or choose a person") && shown.says("Write the time"));
    assert_eq!(
        shown.field("/appointments", "place").as_deref(),
        Some("Library")
    );
    let skipped = dee
        .submit(
            "/appointments",
            &[("time", "02:30"), ("title", "Night line")],
        )
        .await;
    assert!(
        skipped.says("The clocks go forward that night"),
        "{}",
        skipped.text()
    );
}

#[tokio::test]
async fn two_things_at_one_time_are_shown_and_both_stand() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    let mut group = coffee("");
    group[1].1 = "Morning group".into();
    group[3].1 = "11:00".into();
    let shown = dee.post("/appointments", &sent(&group)).await;
    assert!(
        shown.says("You have something else at this time"),
        "{}",
        shown.text()
    );
    assert!(shown.says("With Andre M."));
    group[3].1 = "11:45".into();
    let after = dee.post("/appointments", &sent(&group)).await;
    assert!(
        !after.says("something else"),
        "one begins when another ends: {}",
        after.text()
    );
}

#[tokio::test]
async fn another_time_keeps_a_line_about_the_old_one() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let path = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    dee.get(&format!("{path}/edit")).await;
    let moved = dee.submit(&path, &[("time", "14:00")]).await;
    let new = moved.path.split('?').next().expect("a path").to_owned();
    assert_ne!(new, path);
    assert!(moved.says("Today, 2:00 PM"), "{}", moved.text());
    assert!(dee.get(&path).await.says("Moved"));
    dee.get(&format!("{new}/edit")).await;
    let changed = dee.submit(&new, &[("place", "The park")]).await;
    assert!(
        changed.path.starts_with(&new),
        "the same time stays the same appointment"
    );
    assert!(changed.says("The park"));
}

#[tokio::test]
async fn two_windows_that_change_one_appointment_lose_nothing() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let path = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    let mut other = dee.clone();
    dee.get(&format!("{path}/edit")).await;
    other.get(&format!("{path}/edit")).await;
    dee.submit(&path, &[("place", "The park")]).await;
    let stale = other.submit(&path, &[("place", "The church")]).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("The church") && stale.says("The park"),
        "{}",
        stale.text()
    );
    let kept = other.submit(&path, &[]).await;
    assert!(kept.says("The church"), "{}", kept.text());
}

#[tokio::test]
async fn it_took_place_or_is_called_off_or_is_planned_after_all() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let path = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    let mark = format!("{path}/mark");
    for (state, word) in [
        ("done", "Done"),
        ("planned", "With Andre"),
        ("called-off", "Called off"),
    ] {
        let shown = dee.submit(&mark, &[("state", state)]).await;
        assert!(shown.says(word), "{state}: {}", shown.text());
    }
    assert_eq!(dee.post(&mark, &[("state", "moved")]).await.status, 404);
}

#[tokio::test]
async fn an_appointment_out_of_reach_is_not_here() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    let path = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    for rest in ["", "/edit"] {
        assert_eq!(marcus.get(&format!("{path}{rest}")).await.status, 404);
    }
    assert_eq!(
        marcus
            .post(&format!("{path}/mark"), &[("state", "done")])
            .await
            .status,
        404
    );
    let fields = coffee("");
    assert_eq!(
        marcus.post(&path, &sent(&fields)).await.status,
        422,
        "a form first says what is wrong"
    );
    let mut group = coffee("");
    group[1].1 = "Group".into();
    assert_eq!(marcus.post(&path, &sent(&group)).await.status, 404);
    let mut loretta = house.loretta().await;
    let seen = loretta.get(&path).await;
    assert!(
        seen.says("With Andre M.") && !seen.says("Call it off"),
        "she sees and changes nothing"
    );
    assert_eq!(
        loretta
            .post(&format!("{path}/mark"), &[("state", "done")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn nobody_plans_with_a_person_out_of_reach() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let shown = dee
        .post("/appointments", &sent(&coffee(&LUIS.id.to_string())))
        .await;
    assert_eq!(shown.status, 404);
}

#[tokio::test]
async fn an_appointment_goes_along_with_the_person() {
    let house = testkit::house().await;
    let (mut dee, mut marcus) = (house.dee().await, house.marcus().await);
    let andre = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    let kayla = plan(&mut dee, &coffee(&KAYLA.id.to_string())).await;
    let to = MARCUS.account.to_string();
    dee.post(&format!("/people/{}/hand-over", ANDRE.id), &[("to", &to)])
        .await;
    let list = marcus.get("/people").await;
    let offer = list
        .body
        .split("action=\"/hand-overs/")
        .nth(1)
        .expect("an offer");
    let offer = format!("/hand-overs/{}", offer.split('"').next().expect("an id"));
    marcus.submit(&offer, &[("answer", "take-up")]).await;
    assert_eq!(dee.get(&andre).await.status, 404);
    assert_eq!(dee.get(&kayla).await.status, 200);
    assert!(marcus.get(&andre).await.says("With Andre M."));
}

#[tokio::test]
async fn the_end_of_support_calls_off_what_is_planned() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let path = plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    dee.post(&format!("/people/{}/end", ANDRE.id), &[("how", "moved")])
        .await;
    assert!(dee.get(&path).await.says("Called off"));
}

#[tokio::test]
async fn a_day_is_listed_in_order_and_within_reach() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    plan(&mut dee, &coffee(&ANDRE.id.to_string())).await;
    let mut early = coffee(&KAYLA.id.to_string());
    early[3].1 = "09:15".into();
    plan(&mut dee, &early).await;
    let day = |viewer: testkit::cast::Member| {
        let reach = people::Reach {
            agency: viewer.agency,
            viewer: viewer.account,
        };
        let from = testkit::world::MORNING;
        move |tx: &mut storage::Tx<'_>| super::on_day(tx, reach, DEE.account, from, from + 43_200)
    };
    let own = house.read(day(DEE)).await;
    let names: Vec<_> = own
        .iter()
        .filter_map(|one| one.with.as_ref())
        .map(|one| one.name.clone())
        .collect();
    assert_eq!(names, [KAYLA.name, ANDRE.name]);
    assert_eq!(house.read(day(testkit::cast::LORETTA)).await.len(), 2);
    for stranger in [MARCUS, testkit::cast::LENA] {
        assert!(
            house.read(day(stranger)).await.is_empty(),
            "{}",
            stranger.name
        );
    }
}
