//! Stories of hours.

use testkit::cast::{DEE, LENA, LORETTA, MARCUS, ROBIN};

fn week(of: testkit::cast::Member) -> String {
    format!("/hours/{}/week", of.account)
}

const NINE_TO_FIVE: &[(&str, &str)] = &[
    ("mon", "9-5"),
    ("tue", "9-5"),
    ("wed", "9-5"),
    ("thu", "9-5"),
    ("takes_over", "Marcus"),
];

#[tokio::test]
async fn a_worker_sets_the_week_and_reads_until_when_they_are_on_duty() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    assert!(dee.get("/hours").await.says("No hours are set"));
    dee.get(&week(DEE)).await;
    let shown = dee.submit(&week(DEE), NINE_TO_FIVE).await;
    assert!(shown.says("On duty until 5:00 PM"), "{}", shown.text());
    assert!(shown.says("9:00 AM to 5:00 PM") && shown.says("Marcus"));
    assert!(shown.says("You and Loretta can see it."));
    house.clock.forward(9 * 3600);
    let mut dee = house.dee().await;
    assert!(
        dee.get("/hours")
            .await
            .says("Off duty until tomorrow, 9:00 AM")
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_by_day_and_what_was_typed_stays() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get(&week(DEE)).await;
    let shown = dee
        .submit(
            &week(DEE),
            &[("mon", "9-5"), ("tue", "early"), ("fri", "1-5")],
        )
        .await;
    assert_eq!(shown.status, 422);
    assert!(shown.says("Add AM or PM") && shown.says("Write hours like 9-5"));
    assert_eq!(shown.field(&week(DEE), "tue").as_deref(), Some("early"));
    assert_eq!(shown.field(&week(DEE), "mon").as_deref(), Some("9-5"));
    let night = dee
        .submit(
            &week(DEE),
            &[("mon", "22:00-10:00"), ("tue", "9-5"), ("fri", "")],
        )
        .await;
    assert!(night.says("Two stretches share time"), "{}", night.text());
}

#[tokio::test]
async fn a_day_off_and_a_changed_day_stand_instead_of_the_week() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get(&week(DEE)).await;
    dee.submit(&week(DEE), NINE_TO_FIVE).await;
    let days = format!("/hours/{}/days", DEE.account);
    let off = dee.post(&days, &[("first", "2026-03-02")]).await;
    assert!(
        off.says("Off duty until tomorrow, 9:00 AM"),
        "{}",
        off.text()
    );
    let changed = dee
        .post(&days, &[("first", "2026-03-02"), ("spans", "8-12")])
        .await;
    assert!(changed.says("On duty until 12:00 PM"), "{}", changed.text());
    let back = dee.submit(&format!("{days}/back"), &[]).await;
    assert!(back.says("On duty until 5:00 PM"), "{}", back.text());
    let wrong = dee
        .post(&days, &[("first", "2026-03-09"), ("last", "2026-03-02")])
        .await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.field(&days, "first").as_deref(), Some("2026-03-09"));
}

#[tokio::test]
async fn a_supervisor_sets_the_hours_of_their_own_workers_alone() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    let team = loretta.get("/hours").await;
    assert!(team.says("Dee Alvarez") && team.says("Marcus Reed") && !team.says("Robin Okafor"));
    loretta.get(&week(DEE)).await;
    let set = loretta.submit(&week(DEE), &[("mon", "12-8")]).await;
    assert!(
        set.says("Dee sees who set these hours, and when."),
        "{}",
        set.text()
    );
    let told = dee.get("/hours").await;
    assert!(
        told.says("Loretta Hines set these hours on March 2."),
        "{}",
        told.text()
    );
    for other in [ROBIN, LENA] {
        assert_eq!(loretta.get(&week(other)).await.status, 404);
        let sent = loretta
            .post(&week(other), &[("mon", "12-8"), ("seen", "0")])
            .await;
        assert_eq!(sent.status, 404);
    }
    for other in [MARCUS, LORETTA, LENA] {
        assert_eq!(
            dee.get(&format!("/hours/{}", other.account)).await.status,
            404
        );
        let sent = dee
            .post(&week(other), &[("mon", "12-8"), ("seen", "0")])
            .await;
        assert_eq!(sent.status, 404);
    }
}

#[tokio::test]
async fn two_people_who_set_a_week_at_once_both_keep_their_text() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    dee.get(&week(DEE)).await;
    loretta.get(&week(DEE)).await;
    dee.submit(&week(DEE), NINE_TO_FIVE).await;
    let stale = loretta.submit(&week(DEE), &[("mon", "12-8")]).await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("Dee Alvarez changed these hours while you were writing"),
        "{}",
        stale.text()
    );
    assert!(stale.says("9:00 AM to 5:00 PM"));
    assert_eq!(stale.field(&week(DEE), "mon").as_deref(), Some("12-8"));
    let kept = loretta.submit(&week(DEE), &[]).await;
    assert!(kept.says("12:00 PM to 8:00 PM"), "{}", kept.text());
}

#[tokio::test]
async fn the_window_shows_duty_within_reach_alone() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get(&week(DEE)).await;
    dee.submit(&week(DEE), NINE_TO_FIVE).await;
    let watch = |viewer: testkit::cast::Member| {
        let reach = people::Reach {
            agency: viewer.agency,
            viewer: viewer.account,
        };
        move |tx: &mut storage::Tx<'_>| {
            let now = jiff::Timestamp::from_second(testkit::world::MORNING).expect("a time");
            let here = now.in_tz("America/New_York").expect("a zone");
            crate::window::duty(tx, reach, DEE.account, &here)
        }
    };
    for seer in [DEE, LORETTA] {
        let seen = house.read(watch(seer)).await;
        assert!(
            seen.duty.is_on() && seen.set && seen.takes_over == "Marcus",
            "{}",
            seer.name
        );
        assert_eq!(seen.spans.len(), 1);
    }
    for stranger in [MARCUS, LENA] {
        let seen = house.read(watch(stranger)).await;
        assert!(!seen.set && seen.takes_over.is_empty(), "{}", stranger.name);
    }
}
