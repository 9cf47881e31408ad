//! Stories of a supervisor's week.

use alongside::{
    appointments,
    contacts::{NewContact, What, insert},
    counts::Place,
};
use domain::id::{AppointmentId, ContactId};
use jiff::tz::TimeZone;
use testkit::{
    House,
    cast::{ANDRE, DEE, LENA, LORETTA, MARCUS, Member, ROBIN, ROSA},
    world::{Dice, MORNING},
};

const DAY: i64 = 86_400;

/// Contacts of a worker, so many minutes each, on these days back from the Monday of the tests.
async fn worked(house: &House, who: Member, days: Vec<(i64, i64)>) {
    house
        .write(move |tx| {
            for (number, (back, minutes)) in (1_i64..).zip(&days) {
                let at = MORNING - back * DAY;
                let new = NewContact {
                    id: ContactId::from_i64(who.account.get() * 1_000 + number),
                    worker: who.account,
                    program: who.program,
                    place: Place::of(at, *minutes, &TimeZone::UTC, None),
                    recorded_at: at,
                    with: vec![],
                    what: What {
                        happened_at: at,
                        kind: "call".into(),
                        minutes: *minutes,
                        ..What::default()
                    },
                };
                insert(tx, who.agency, &new)?;
            }
            Ok(())
        })
        .await;
}

/// A visit of Dee with Andre, in so many seconds.
async fn visit(house: &House, ahead: i64) -> AppointmentId {
    let id = AppointmentId::from_i64(0x7700);
    house
        .write(move |tx| {
            let new = appointments::Stored {
                id,
                worker: DEE.account,
                participant: ANDRE.id,
                state: 0,
                starts_at: MORNING + ahead,
                minutes: 60,
                title: String::new(),
                place: "Room 2".into(),
                note: "Bring the form".into(),
                version: 1,
            };
            appointments::insert(tx, DEE.agency, &new)
        })
        .await;
    id
}

fn page(of: Member) -> String {
    format!("/team/{}", of.account)
}

/// What the running program does once a second.
async fn settle(house: &House) -> usize {
    let (now, dice) = (house.clock.seconds(), Dice::new(3));
    let dice = std::sync::Arc::new(dice);
    house
        .write(move |tx| people::deputy::settle(tx, now, &*dice))
        .await
}

#[tokio::test]
async fn the_team_stands_by_name_whatever_the_load() {
    let house = testkit::house().await;
    worked(
        &house,
        MARCUS,
        (1..=12).map(|week| (week * 7, 2_000)).collect(),
    )
    .await;
    let mut loretta = house.loretta().await;
    let team = loretta.get("/team").await;
    let text = team.text();
    let load = &text[text.find("Load and support").expect("the board")..];
    let at = |name: &str| load.find(name).unwrap_or_else(|| panic!("{name}: {load}"));
    assert!(at("Dee Alvarez") < at("Marcus Reed") && at("Marcus Reed") < at("Rosa Delgado"));
    assert!(team.says("Too new to say") && team.says("Usual for Marcus"));
    assert!(!team.says("Shared"), "nothing is shared yet: {text}");
}

#[tokio::test]
async fn a_worker_out_of_reach_is_on_no_page_of_the_team() {
    let house = testkit::house().await;
    let (mut loretta, mut dee) = (house.loretta().await, house.dee().await);
    assert!(!loretta.get("/team").await.says("Robin Okafor"));
    for other in [ROBIN, LENA, LORETTA] {
        assert_eq!(
            loretta.get(&page(other)).await.status,
            404,
            "{}",
            other.name
        );
        let path = format!("{}/supervision", page(other));
        let sent = loretta.post(&path, &[("held", "2026-03-01")]).await;
        assert_eq!(sent.status, 404, "{}", other.name);
    }
    for path in ["/team", "/team/weights", "/team/deputy", &page(MARCUS)] {
        assert_eq!(dee.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn somebody_above_their_own_usual_for_three_weeks_is_told_with_what_could_move() {
    let house = testkit::house().await;
    let minutes = |week: i64| if week <= 3 { 2_000 } else { 600 };
    let days = (1..=13).map(|week| (week * 7, minutes(week))).collect();
    worked(&house, DEE, days).await;
    visit(&house, DAY).await;
    let mut loretta = house.loretta().await;
    let team = loretta.get("/team").await;
    assert!(
        team.says("Dee is above their usual, 3 weeks running."),
        "{}",
        team.text()
    );
    assert!(team.says("One visit could move.") && team.says("See what can move"));
    assert!(team.says("Above usual, 3 weeks"));
    let dee = loretta.get(&page(DEE)).await;
    assert!(
        dee.says("33.3 h") && dee.says("Who has room"),
        "{}",
        dee.text()
    );
}

#[tokio::test]
async fn supervision_dates_are_kept_and_say_when_it_is_late() {
    let house = testkit::house().await;
    let mut loretta = house.loretta().await;
    assert!(
        loretta
            .get("/team")
            .await
            .says("No supervision is written down yet for 3 people.")
    );
    let path = format!("{}/supervision", page(DEE));
    loretta.get(&page(DEE)).await;
    let wrong = loretta
        .submit(&path, &[("held", "2026-03-09"), ("next", "2026-02-01")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("This day is still to come") && wrong.says("This day is over"));
    assert_eq!(wrong.field(&path, "held").as_deref(), Some("2026-03-09"));
    let saved = loretta
        .submit(&path, &[("held", "2026-02-10"), ("next", "2026-03-06")])
        .await;
    assert!(
        saved.says("Dee’s supervision is 6 days late."),
        "{}",
        saved.text()
    );
    let team = loretta.get("/team").await;
    assert!(
        team.says("6 days late") && team.says("Set a date"),
        "{}",
        team.text()
    );
    // Somebody else's date is theirs to see through reach alone.
    let mut rosa = house.rosa().await;
    assert_eq!(rosa.get(&page(DEE)).await.status, 404);
}

// coverage: 151
#[tokio::test]
async fn what_makes_support_longer_weighs_as_the_program_says() {
    let house = testkit::house().await;
    let mut loretta = house.loretta().await;
    let before = loretta.get("/team/weights").await;
    assert_eq!(before.field("/team/weights", "new").as_deref(), Some("0.5"));
    let wrong = loretta
        .submit("/team/weights", &[("new", "a lot"), ("interval", "0")])
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Write a number, like 0.5") && wrong.says("from 1 to 120"));
    let saved = loretta
        .submit("/team/weights", &[("new", "1"), ("interval", "7")])
        .await;
    assert!(
        saved.says("counts this way from now on"),
        "{}",
        saved.text()
    );
    let late = loretta
        .post(
            "/team/weights",
            &[
                ("new", "2"),
                ("crisis", "1"),
                ("no-housing", "0"),
                ("loss", "0"),
                ("interval", "9"),
                ("seen", "0"),
            ],
        )
        .await;
    assert_eq!(late.status, 409);
    assert_eq!(
        late.field("/team/weights", "new").as_deref(),
        Some("2"),
        "nothing typed is lost"
    );
}

#[tokio::test]
async fn who_takes_a_visit_sees_it_and_logs_it_and_nothing_else_of_the_person() {
    let house = testkit::house().await;
    let id = visit(&house, 2 * 3_600).await;
    let (mut loretta, mut marcus, mut dee) = (
        house.loretta().await,
        house.marcus().await,
        house.dee().await,
    );
    assert_eq!(marcus.get(&format!("/appointments/{id}")).await.status, 404);
    let with = format!("/contacts/new?with={}", ANDRE.id);
    assert_eq!(marcus.get(&with).await.status, 404);
    let room = format!("/team/room?visit={id}");
    let shown = loretta.get(&room).await;
    assert!(
        shown.says("Move it to Marcus") && shown.says("Too new to say."),
        "{}",
        shown.text()
    );
    let cover = format!("/appointments/{id}/cover");
    let to = MARCUS.account.to_string();
    let moved = loretta.post(&cover, &[("to", &to), ("version", "1")]).await;
    assert!(
        moved.says("Marcus goes. Both see it on Today."),
        "{}",
        moved.text()
    );
    // Both read it on Today.
    let told = marcus.get("/today").await;
    assert!(told.says("You go to Andre M. for Dee"), "{}", told.text());
    let told = dee.get("/today").await;
    assert!(
        told.says("Marcus goes to Andre M. for you"),
        "{}",
        told.text()
    );
    // The visit and the name, and nothing else.
    let seen = marcus.get(&format!("/appointments/{id}")).await;
    assert!(seen.says("Andre M.") && seen.says("Room 2") && seen.says("Bring the form"));
    assert!(!seen.body.contains("/people/"), "no way to the record");
    assert_eq!(
        marcus.get(&format!("/people/{}", ANDRE.id)).await.status,
        404
    );
    assert_eq!(
        marcus.get(&format!("/appointments/{id}/edit")).await.status,
        404
    );
    // The contact: logged, read and gone with the cover.
    let form = marcus.get(&with).await;
    assert!(form.says("Andre M."), "{}", form.text());
    let andre = ANDRE.id.to_string();
    let saved = marcus
        .post(
            "/contacts",
            &[("with", &andre), ("kind", "call"), ("minutes", "30")],
        )
        .await;
    assert_eq!(saved.status, 200, "{}", saved.text());
    let contact = saved.path.trim_end_matches("/saved").to_owned();
    assert_eq!(marcus.get(&contact).await.status, 200);
    assert!(dee.get(&contact).await.says("Marcus"), "Dee reads who went");
    house.clock.forward(5 * DAY);
    let mut marcus = house.marcus().await;
    assert_eq!(marcus.get(&contact).await.status, 404);
    assert_eq!(marcus.get(&with).await.status, 404);
    assert_eq!(marcus.get(&format!("/appointments/{id}")).await.status, 404);
}

#[tokio::test]
async fn a_visit_that_was_moved_goes_back_until_it_begins() {
    let house = testkit::house().await;
    let id = visit(&house, 2 * 3_600).await;
    let (mut loretta, mut rosa) = (house.loretta().await, house.rosa().await);
    let cover = format!("/appointments/{id}/cover");
    let (to, stranger) = (MARCUS.account.to_string(), ROBIN.account.to_string());
    // Not to somebody out of reach, and not by somebody who does not supervise Dee.
    let sent = loretta
        .post(&cover, &[("to", &stranger), ("version", "1")])
        .await;
    assert_eq!(sent.status, 404);
    assert_eq!(
        rosa.post(&cover, &[("to", &to), ("version", "1")])
            .await
            .status,
        404
    );
    let late = loretta.post(&cover, &[("to", &to), ("version", "9")]).await;
    assert!(late.says("Nothing was changed"), "{}", late.text());
    loretta.post(&cover, &[("to", &to), ("version", "1")]).await;
    // Rosa supervises Marcus and not Dee: his visit for Dee is not hers to see.
    assert_eq!(rosa.get(&format!("/appointments/{id}")).await.status, 404);
    let back = loretta.post(&format!("{cover}/back"), &[]).await;
    assert!(back.says("Dee goes after all."), "{}", back.text());
    let mut marcus = house.marcus().await;
    assert_eq!(marcus.get(&format!("/appointments/{id}")).await.status, 404);
    loretta.post(&cover, &[("to", &to), ("version", "3")]).await;
    house.clock.forward(3 * 3_600);
    let mut loretta = house.loretta().await;
    let late = loretta.post(&format!("{cover}/back"), &[]).await;
    assert!(late.says("Nothing was changed"), "{}", late.text());
}

#[tokio::test]
async fn a_person_without_cover_on_a_day_off_comes_first() {
    let house = testkit::house().await;
    visit(&house, DAY).await;
    let mut dee = house.dee().await;
    let days = format!("/hours/{}/days", DEE.account);
    dee.post(&days, &[("first", "2026-03-03")]).await;
    let mut loretta = house.loretta().await;
    let team = loretta.get("/team").await;
    assert!(team.says("Andre M. has no cover."), "{}", team.text());
    assert!(team.says("Find cover"));
}

#[tokio::test]
async fn a_deputy_reaches_the_team_from_the_first_midnight_to_the_last() {
    let house = testkit::house().await;
    let (mut loretta, mut rosa) = (house.loretta().await, house.rosa().await);
    let (deputy, andre) = (ROSA.account.to_string(), format!("/people/{}", ANDRE.id));
    loretta.get("/team/deputy").await;
    let fields = [
        ("deputy", deputy.as_str()),
        ("first", "2026-03-03"),
        ("last", "2026-03-04"),
    ];
    let named = loretta.submit("/team/deputy", &fields).await;
    assert!(
        named.says("Rosa stands in for you from"),
        "{}",
        named.text()
    );
    let twice = loretta.submit("/team/deputy", &fields).await;
    assert!(
        twice.says("on one of these days already"),
        "{}",
        twice.text()
    );
    assert_eq!(rosa.get(&andre).await.status, 404);
    // It is Monday, 9 AM: fifteen hours to the first midnight.
    house.clock.forward(15 * 3_600 - 1);
    assert_eq!(settle(&house).await, 0);
    let mut rosa = house.rosa().await;
    assert_eq!(rosa.get(&andre).await.status, 404);
    house.clock.forward(1);
    assert_eq!(settle(&house).await, 1);
    let shown = rosa.get(&andre).await;
    assert_eq!(shown.status, 200);
    let team = rosa.get("/team").await;
    assert!(
        team.says("Dee Alvarez") && team.says("You stand in for Loretta"),
        "{}",
        team.text()
    );
    // The line that says who can see it names her.
    let mut dee = house.dee().await;
    let line = "You, Loretta and Rosa can see this";
    assert!(dee.get(&andre).await.says(line));
    // The end of the second day.
    house.clock.forward(2 * DAY - 1);
    assert_eq!(settle(&house).await, 0);
    let mut rosa = house.rosa().await;
    assert_eq!(rosa.get(&andre).await.status, 200);
    house.clock.forward(1);
    assert_eq!(settle(&house).await, 1);
    assert_eq!(rosa.get(&andre).await.status, 404);
    let mut dee = house.dee().await;
    assert!(!dee.get(&andre).await.says(line));
}

#[tokio::test]
async fn a_deputy_who_is_taken_back_sees_nothing_at_once() {
    let house = testkit::house().await;
    let (mut loretta, mut rosa) = (house.loretta().await, house.rosa().await);
    let (deputy, andre) = (ROSA.account.to_string(), format!("/people/{}", ANDRE.id));
    loretta.get("/team/deputy").await;
    let days = [
        ("deputy", deputy.as_str()),
        ("first", "2026-03-02"),
        ("last", "2026-03-08"),
    ];
    loretta.submit("/team/deputy", &days).await;
    assert_eq!(
        rosa.get(&andre).await.status,
        200,
        "it begins today, at once"
    );
    let id = loretta.get("/team/deputy").await;
    let id = id.field("/team/deputy/back", "id").expect("a button");
    assert_eq!(
        rosa.post("/team/deputy/back", &[("id", &id)]).await.status,
        404
    );
    let back = loretta.post("/team/deputy/back", &[("id", &id)]).await;
    assert!(!back.says("until the end of"), "{}", back.text());
    assert_eq!(rosa.get(&andre).await.status, 404);
}
