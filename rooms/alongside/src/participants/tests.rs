//! Stories of the people I walk alongside.

use domain::id::ParticipantId;
use testkit::{
    cast::{ANDRE, BRIANNA, DEE, HARBOR, KAYLA, LUIS, PEER_PROGRAM},
    world::MORNING,
};

use super::{Details, NewPerson, insert, refresh_need};

fn page(of: testkit::cast::Supported) -> String {
    format!("/people/{}", of.id)
}

/// How many leaves name a participant, newest first, as "name action".
async fn looks(house: &testkit::House, id: ParticipantId) -> Vec<String> {
    house
        .read(move |tx| people::audit::looks(tx, HARBOR, id.get(), 50))
        .await
        .into_iter()
        .map(|look| format!("{} {}", look.name, look.action))
        .collect()
}

fn somebody(id: i64, name: &str) -> NewPerson {
    NewPerson {
        id: ParticipantId::from_i64(id),
        program: PEER_PROGRAM,
        worker: DEE.account,
        need_at: 0,
        details: Details {
            name: name.into(),
            pronouns: String::new(),
            phone: String::new(),
            reach_by: String::new(),
            birth_year: 0,
            rhythm_days: 14,
        },
        next_step: String::new(),
        next_step_on: String::new(),
        since: MORNING,
    }
}

#[tokio::test]
async fn a_worker_adds_somebody_and_finds_them_on_the_list() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/people/new").await;
    let shown = dee
        .submit(
            "/people",
            &[
                ("name", "Jo  Ann Quill"),
                ("pronouns", "she, her"),
                ("phone", "555-0142"),
                ("step", "Birth certificate"),
                ("on", "2026-03-03"),
            ],
        )
        .await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    assert!(shown.path.starts_with("/people/") && shown.path.ends_with("?saved=added"));
    assert!(
        shown.says("Saved. You and Loretta can see it."),
        "{}",
        shown.text()
    );
    assert!(shown.says("She, her.") && shown.says("Birth certificate"));
    assert!(shown.body.contains("href=\"sms:") && shown.body.contains("href=\"tel:"));
    let list = dee.get("/people").await;
    assert!(list.says("Jo Ann Quill") && list.says("Next step tomorrow: Birth certificate"));
}

#[tokio::test]
async fn what_is_wrong_is_told_and_what_was_typed_stays() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/people/new").await;
    let shown = dee
        .submit(
            "/people",
            &[("name", ""), ("birth_year", "84"), ("reach_by", "Mornings")],
        )
        .await;
    assert_eq!(shown.status, 422);
    assert!(shown.says("Write the name they use") && shown.says("Write a year of four digits"));
    assert_eq!(
        shown.field("/people", "reach_by").as_deref(),
        Some("Mornings")
    );
}

#[tokio::test]
async fn somebody_who_may_be_here_already_is_asked_about_before_anything_is_saved() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/people/new").await;
    let asked = dee
        .submit("/people", &[("name", "andre m"), ("phone", "555-0177")])
        .await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Is this someone you know already?"));
    assert!(asked.body.contains(&format!("href=\"{}\"", page(ANDRE))));
    assert_eq!(asked.field("/people", "phone").as_deref(), Some("555-0177"));
    let found = dee.get("/people?find=andre").await;
    assert!(
        found.says("One person found"),
        "nothing was saved: {}",
        found.text()
    );

    dee.get("/people/new").await;
    dee.submit("/people", &[("name", "andre m")]).await;
    let back = dee.submit("/people", &[("sure", "back")]).await;
    assert_eq!(back.field("/people", "name").as_deref(), Some("andre m"));
    dee.submit("/people", &[]).await;
    let saved = dee.submit("/people", &[("sure", "yes")]).await;
    assert!(saved.path.ends_with("?saved=added"), "{}", saved.path);
    assert!(dee.get("/people?find=andre").await.says("2 people found"));
}

#[tokio::test]
async fn a_match_out_of_reach_is_not_given_away() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/people/new").await;
    let saved = dee.submit("/people", &[("name", LUIS.name)]).await;
    assert!(
        saved.path.ends_with("?saved=added"),
        "Luis walks with Marcus: {}",
        saved.text()
    );
}

#[tokio::test]
async fn pressing_twice_adds_one_person() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let fields = [
        ("name", "Jo Quill"),
        ("key", "00000000000000000000000000000001"),
    ];
    let first = dee.post("/people", &fields).await;
    let second = dee.post("/people", &fields).await;
    assert_eq!((first.status.as_u16(), &first.path), (200, &second.path));
    assert!(dee.get("/people?find=quill").await.says("One person found"));
}

#[tokio::test]
async fn a_person_out_of_reach_is_not_here() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let nobody = ParticipantId::from_i64(0x0e00_9999);
    let missing = dee.get(&format!("/people/{nobody}")).await;
    assert_eq!(missing.status, 404);
    for other in [LUIS, BRIANNA] {
        for rest in ["", "/edit", "/next-step", "/end", "/hand-over"] {
            let shown = dee.get(&format!("{}{rest}", page(other))).await;
            assert_eq!(
                (shown.status, &shown.body),
                (missing.status, &missing.body),
                "{rest}"
            );
        }
        for (rest, fields) in [
            ("", [("name", "X"), ("version", "1")]),
            ("/next-step", [("step", "X"), ("version", "1")]),
            ("/end", [("how", "moved"), ("words", "")]),
            ("/again", [("a", "b"), ("c", "d")]),
            ("/hand-over", [("to", ""), ("note", "")]),
            ("/hand-over/back", [("a", "b"), ("c", "d")]),
        ] {
            let shown = dee.post(&format!("{}{rest}", page(other)), &fields).await;
            assert_eq!(shown.status, 404, "POST {rest}");
        }
        assert!(
            looks(&house, other.id).await.is_empty(),
            "nothing was opened"
        );
    }
}

#[tokio::test]
async fn accounts_and_settings_open_no_record() {
    let house = testkit::house().await;
    for mut person in [house.sam().await, house.priya().await, house.oliver().await] {
        for path in ["/people", "/people/new", &page(ANDRE)] {
            assert_eq!(person.get(path).await.status, 404, "{path}");
        }
    }
    assert!(looks(&house, ANDRE.id).await.is_empty());
}

#[tokio::test]
async fn a_supervisor_sees_the_people_of_their_workers_by_worker() {
    let house = testkit::house().await;
    let mut loretta = house.loretta().await;
    let list = loretta.get("/people").await;
    for seen in [
        "Dee Alvarez",
        ANDRE.name,
        KAYLA.name,
        "Marcus Reed",
        LUIS.name,
    ] {
        assert!(list.says(seen), "{seen}");
    }
    assert!(!list.says(BRIANNA.name));
    let one = loretta
        .get(&format!("/people?worker={}", DEE.account))
        .await;
    assert!(one.says("People Dee walks alongside") && !one.says(LUIS.name));
    let mut dee = house.dee().await;
    let other = dee
        .get(&format!("/people?worker={}", testkit::cast::MARCUS.account))
        .await;
    assert_eq!(other.status, 404);
}

#[tokio::test]
async fn opening_a_page_writes_one_leaf_before_it_is_sent() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    assert_eq!(dee.get(&page(ANDRE)).await.status, 200);
    assert_eq!(
        looks(&house, ANDRE.id).await,
        ["Dee Alvarez participant.open"]
    );
    let mut loretta = house.loretta().await;
    let shown = loretta.get(&page(ANDRE)).await;
    assert!(
        shown.says("Dee Alvarez opened this page"),
        "{}",
        shown.text()
    );
    assert!(shown.says("Dee and you can see this") || shown.says("You and Dee can see this"));
}

#[tokio::test]
async fn a_name_is_found_however_it_is_written() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.post("/people", &[("name", "José O’Brien")]).await;
    for typed in ["jose", "OBRIEN", "o'brien", "jos%C3%A9+o"] {
        let shown = dee.get(&format!("/people?find={typed}")).await;
        assert!(shown.says("José O’Brien"), "{typed}: {}", shown.text());
    }
    let none = dee.get("/people?find=%25").await;
    assert!(
        !none.says("people found"),
        "a sign is no name: {}",
        none.text()
    );
    assert!(
        dee.get("/people?find=luis")
            .await
            .says("Nobody by that name")
    );
}

#[tokio::test]
async fn a_long_list_goes_on_by_key_and_loses_nobody() {
    let house = testkit::house().await;
    house
        .write(|tx| {
            for number in 0..120_i64 {
                let new = NewPerson {
                    since: MORNING - 86_400 * (number % 7),
                    ..somebody(0x0f00_0000 + number, &format!("Person {number:03}"))
                };
                insert(tx, HARBOR, &new)?;
                refresh_need(tx, HARBOR, new.id)?;
            }
            Ok(())
        })
        .await;
    let mut dee = house.dee().await;
    let mut names = std::collections::BTreeSet::new();
    let mut path = "/people".to_owned();
    for turn in 0..4 {
        let shown = dee.get(&path).await;
        names.extend(
            (0..120)
                .map(|n| format!("Person {n:03}"))
                .filter(|name| shown.says(name)),
        );
        let next = shown
            .body
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let Some(next) = next else {
            assert_eq!(turn, 2, "122 people are three pages");
            break;
        };
        path = next.replace("&amp;", "&");
    }
    assert_eq!(names.len(), 120);
}

#[tokio::test]
async fn two_people_who_write_at_once_both_keep_their_text() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    let edit = format!("{}/edit", page(ANDRE));
    dee.get(&edit).await;
    loretta.get(&edit).await;
    let saved = dee
        .submit(&page(ANDRE), &[("reach_by", "Text first")])
        .await;
    assert!(saved.path.ends_with("?saved=details"));
    let stale = loretta
        .submit(&page(ANDRE), &[("reach_by", "Call after noon")])
        .await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("Call after noon") && stale.says("Text first"),
        "{}",
        stale.text()
    );
    let kept = loretta.submit(&page(ANDRE), &[]).await;
    assert!(kept.path.ends_with("?saved=details") && kept.says("Call after noon"));
}

// coverage: 139
#[tokio::test]
async fn the_next_step_brings_somebody_up_and_is_checked_for_two_writers() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    let step = format!("{}/next-step", page(KAYLA));
    dee.get(&step).await;
    loretta.get(&step).await;
    let saved = dee
        .submit(&step, &[("step", "DMV papers"), ("on", "2026-03-02")])
        .await;
    assert!(saved.says("DMV papers"), "{}", saved.text());
    assert!(dee.get("/people").await.says("Next step today: DMV papers"));
    let stale = loretta.submit(&step, &[("step", "Library card")]).await;
    assert_eq!(stale.status, 409);
    assert!(stale.says("Library card") && stale.says("DMV papers"));
    let wrong = dee.get(&step).await;
    assert_eq!(wrong.status, 200);
    let wrong = dee
        .submit(&step, &[("step", ""), ("on", "2026-03-09")])
        .await;
    assert_eq!(wrong.status, 422);
}

#[tokio::test]
async fn support_ends_and_can_be_opened_again() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let end = format!("{}/end", page(KAYLA));
    dee.get(&end).await;
    let missing = dee
        .submit(&end, &[("words", "She taught me patience.")])
        .await;
    assert_eq!(missing.status, 422);
    assert!(missing.says("Choose how it ended"));
    assert_eq!(
        missing.field(&end, "words").as_deref(),
        Some("She taught me patience.")
    );
    let ended = dee.submit(&end, &[("how", "reached")]).await;
    assert!(ended.says("They have what they came for.") && ended.says("She taught me patience."));
    assert!(!dee.get("/people").await.says(KAYLA.name));
    let list = dee
        .get(&format!("/people?worker={}&ended=1", DEE.account))
        .await;
    assert!(list.says(KAYLA.name));
    dee.get(&page(KAYLA)).await;
    let again = dee.submit(&format!("{}/again", page(KAYLA)), &[]).await;
    assert!(again.says("You walk together again."), "{}", again.text());
    assert!(dee.get("/people").await.says(KAYLA.name));
}

#[tokio::test]
async fn a_death_is_told_by_no_screen_and_undone_by_no_button() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let end = format!("{}/end", page(KAYLA));
    dee.get(&end).await;
    let ended = dee.submit(&end, &[("how", "died")]).await;
    assert!(ended.says("We are sorry."), "{}", ended.text());
    assert!(!ended.says("Walk together again"));
    let mut loretta = house.loretta().await;
    let shown = loretta.get(&page(KAYLA)).await;
    assert!(
        shown.says("Talk with Dee before you get in touch"),
        "{}",
        shown.text()
    );
    assert!(!shown.text().contains("died") && !shown.body.contains("href=\"tel:"));
    loretta.post(&format!("{}/again", page(KAYLA)), &[]).await;
    assert!(loretta.get(&page(KAYLA)).await.says("Support ended"));
}

#[tokio::test]
async fn two_people_who_end_support_at_once_both_keep_their_words() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    let end = format!("{}/end", page(KAYLA));
    dee.get(&end).await;
    loretta.get(&end).await;
    dee.submit(&end, &[("how", "moved"), ("words", "Her laugh.")])
        .await;
    let second = loretta
        .submit(&end, &[("how", "asked"), ("words", "Her letters.")])
        .await;
    assert!(second.says("They moved away."), "{}", second.text());
    assert!(second.says("Her laugh.") && second.says("Her letters."));
}

#[tokio::test]
async fn people_who_wait_are_seen_by_supervisors_alone() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    loretta.get("/people/new").await;
    let added = loretta
        .submit("/people", &[("name", "Wren Halloway"), ("worker", "")])
        .await;
    assert!(
        added.says("Waiting for someone to walk with."),
        "{}",
        added.text()
    );
    assert!(
        added.says("You and Rosa can see it."),
        "Rosa supervises here: {}",
        added.text()
    );
    let path = added.path.split('?').next().expect("a path").to_owned();
    assert!(loretta.get("/people").await.says("Wren Halloway"));
    assert_eq!(dee.get(&path).await.status, 404);
    assert!(!dee.get("/people").await.says("Wren Halloway"));
    assert!(!dee.get("/people?find=wren").await.says("Wren Halloway"));
    let mut rosa = house.rosa().await;
    assert_eq!(rosa.get(&path).await.status, 200);
}

#[tokio::test]
async fn a_worker_cannot_add_somebody_for_a_colleague() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let marcus = testkit::cast::MARCUS.account.to_string();
    let saved = dee
        .post("/people", &[("name", "Jo Quill"), ("worker", &marcus)])
        .await;
    assert!(
        saved.says("Walking with you since"),
        "the field is not hers to send: {}",
        saved.text()
    );
    let mut loretta = house.loretta().await;
    let robin = testkit::cast::ROBIN.account.to_string();
    let wrong = loretta
        .post("/people", &[("name", "Al Vega"), ("worker", &robin)])
        .await;
    assert_eq!(wrong.status, 422, "Robin is not in her reach");
}

#[tokio::test]
async fn what_makes_support_longer_is_said_with_a_switch_and_taken_off_again() {
    let house = testkit::house().await;
    let (mut dee, mut loretta) = (house.dee().await, house.loretta().await);
    let (person, form) = (page(KAYLA), format!("{}/facts", page(KAYLA)));
    let before = dee.get(&person).await;
    assert!(before.says("What makes support longer") && !before.says("A loss, noted"));
    let said = dee.submit(&form, &[("loss", "yes")]).await;
    assert!(said.says("A loss, noted March 2"), "{}", said.text());
    assert!(!said.says("No housing since"));
    let seen = loretta.get(&person).await;
    assert!(seen.says("A loss, noted March 2"), "{}", seen.text());
    assert!(
        seen.says("Dee Alvarez changed what makes support longer"),
        "{}",
        seen.text()
    );
    let off = loretta
        .submit(&form, &[("loss", ""), ("no-housing", "yes")])
        .await;
    assert!(
        off.says("No housing since March 2") && !off.says("A loss, noted"),
        "{}",
        off.text()
    );
    let mut marcus = house.marcus().await;
    assert_eq!(
        marcus.post(&form, &[("loss", "yes")]).await.status,
        404,
        "nobody out of reach"
    );
}

#[tokio::test]
async fn the_same_switches_leave_no_entry_and_the_end_of_support_ends_them() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let form = format!("{}/facts", page(KAYLA));
    let changes = || async {
        let looks = house
            .read(|tx| people::audit::looks(tx, testkit::cast::HARBOR, KAYLA.id.get(), 50))
            .await;
        let facts = looks
            .iter()
            .filter(|look| look.action == "participant.facts");
        facts.count()
    };
    for _ in 0..2 {
        dee.get(&page(KAYLA)).await;
        dee.submit(&form, &[("no-housing", "yes")]).await;
        assert_eq!(changes().await, 1);
    }
    let end = format!("{}/end", page(KAYLA));
    dee.get(&end).await;
    let ended = dee.submit(&end, &[("how", "moved")]).await;
    assert!(!ended.says("What makes support longer"));
    let holding = house
        .read(|tx| super::queries::holding(tx, testkit::cast::HARBOR, KAYLA.id))
        .await;
    assert_eq!(holding, []);
    dee.post(&form, &[("loss", "yes")]).await;
    assert_eq!(changes().await, 1, "nothing is noted after the end");
}
