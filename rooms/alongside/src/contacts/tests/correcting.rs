//! Stories of corrections, of a program's own words, and of hours.

use testkit::cast::{ANDRE, DEE, HARBOR, KAYLA};

use super::{facts, logged, looks, path};

#[tokio::test]
async fn after_a_minute_it_is_corrected_and_not_undone() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let here = path(&logged(&mut dee, &[]).await);
    house.clock.forward(61);
    assert!(!dee.get(&format!("{here}/saved")).await.says("Undo"));
    let late = dee.post(&format!("{here}/undo"), &[]).await;
    assert!(late.says("More than a minute has gone by. You can correct it instead."));
    assert!(late.says("Andre M."));
}

#[tokio::test]
async fn a_correction_keeps_what_it_said() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let here = path(&logged(&mut dee, &[("note", "Bus pass filled in.")]).await);
    let form = dee.get(&format!("{here}/correct")).await;
    assert_eq!(
        form.field(&format!("{here}/correct"), "with"),
        Some(ANDRE.id.to_string())
    );
    let kayla = KAYLA.id.to_string();
    let changes = [
        ("with", kayla.as_str()),
        ("minutes", "30"),
        ("note", "Bus pass sent."),
    ];
    let asked = dee.submit(&format!("{here}/correct"), &changes).await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Write why, in a few words"));
    let shown = dee
        .submit(&format!("{here}/correct"), &[("why", "It was Kayla")])
        .await;
    assert!(
        shown.says("Corrected. You and Loretta can see it."),
        "{}",
        shown.text()
    );
    for words in [
        "Bus pass sent.",
        "Kayla T.",
        "Bus pass filled in.",
        "It was Kayla",
        "45 minutes",
    ] {
        assert!(shown.says(words), "{words}: {}", shown.text());
    }
    assert!(shown.says("Dee Alvarez corrected it. Today, 9:00 AM"));
    assert_eq!(facts(&house, ANDRE).await.last_contact_at, 0);
    assert_eq!(
        facts(&house, KAYLA).await.last_contact_at,
        house.clock.seconds() - 2_700
    );
    assert!(
        looks(&house, ANDRE.id)
            .await
            .contains(&"Dee Alvarez contact.correct".to_owned())
    );
}

#[tokio::test]
async fn a_supervisor_who_was_faster_is_shown_beside_ones_own_text() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let mut loretta = house.loretta().await;
    let here = path(&logged(&mut dee, &[("note", "Bus pass.")]).await);
    let act = format!("{here}/correct");
    dee.get(&act).await;
    loretta.get(&act).await;
    loretta
        .submit(&act, &[("note", "Bus pass and ID."), ("why", "He told me")])
        .await;
    let stale = dee
        .submit(
            &act,
            &[("note", "Bus pass, twice."), ("why", "I forgot one")],
        )
        .await;
    assert_eq!(stale.status, 409);
    assert!(stale.says("Loretta Hines corrected this while you were writing."));
    assert!(stale.says("Bus pass and ID."));
    assert_eq!(
        stale.field(&act, "note").as_deref(),
        Some("Bus pass, twice.")
    );
    let kept = dee.submit(&act, &[]).await;
    assert!(
        kept.says("Bus pass, twice.") && kept.says("Bus pass and ID."),
        "{}",
        kept.text()
    );
}

// coverage: 140
#[tokio::test]
async fn a_program_says_it_in_its_own_words_and_old_contacts_keep_their_kind() {
    let house = testkit::house().await;
    let mut priya = house.priya().await;
    let mut dee = house.dee().await;
    let here = path(&logged(&mut dee, &[("kind", "errand")]).await);
    assert!(priya.get("/program/kinds").await.says("Errand"));
    priya.get("/program/kinds/kinds/errand").await;
    let saved = priya
        .submit(
            "/program/kinds/kinds/errand",
            &[("label", "Running around"), ("offered", "")],
        )
        .await;
    assert!(
        saved.says("Running around") && saved.says("Not offered"),
        "{}",
        saved.text()
    );
    priya.get("/program/kinds/kinds/new").await;
    priya
        .submit(
            "/program/kinds/kinds/new",
            &[("label", "Fishing"), ("kind_of", "walk"), ("first", "yes")],
        )
        .await;
    let form = dee.get("/contacts/new").await;
    assert!(form.body.contains("value=\"own-fishing\"") && !form.body.contains("value=\"errand\""));
    assert!(dee.get(&here).await.says("Running around, 45 minutes"));
    let fishing = path(&logged(&mut dee, &[("kind", "own-fishing")]).await);
    assert!(dee.get(&fishing).await.says("Fishing, 45 minutes"));

    priya.get("/program/kinds/kinds/new").await;
    let twice = priya
        .submit(
            "/program/kinds/kinds/new",
            &[("label", "fishing"), ("kind_of", "walk")],
        )
        .await;
    assert_eq!(twice.status, 422);
    assert!(twice.says("There is a “fishing” already."));
    assert_eq!(
        priya.get(&here).await.status,
        404,
        "a program manager sees no contact"
    );
}

#[tokio::test]
async fn a_correction_that_changes_nothing_leaves_no_trace_of_one() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let here = path(&logged(&mut dee, &[]).await);
    let act = format!("{here}/correct");
    dee.get(&act).await;
    let shown = dee.submit(&act, &[("why", "nothing")]).await;
    assert!(!shown.says("What it said before"), "{}", shown.text());
}

// coverage: 102
#[tokio::test]
async fn what_lies_outside_the_hours_is_found_by_itself() {
    let house = testkit::house().await;
    let reach = people::Reach {
        agency: HARBOR,
        viewer: DEE.account,
    };
    let span = domain::hours::parse_spans("9:00 AM to 5:00 PM").expect("hours");
    let week = domain::hours::Pattern::weekdays(span[0]).to_string();
    house
        .write(move |tx| boundaries::hours::insert(tx, reach, DEE.account, &week, "", 0))
        .await;
    let mut dee = house.dee().await;
    // It is nine: forty-five minutes that have ended now began before the day did.
    let early = logged(&mut dee, &[]).await;
    assert!(
        early.says("This was outside your hours."),
        "{}",
        early.text()
    );
    let inside = logged(&mut dee, &[("date", "2026-02-27"), ("time", "10:00")]).await;
    assert!(!inside.says("outside your hours"), "{}", inside.text());
    // Corrected to a later beginning, it is no longer out of hours.
    let act = format!("{}/correct", path(&early));
    dee.get(&act).await;
    let shown = dee
        .submit(
            &act,
            &[
                ("date", "2026-02-27"),
                ("time", "11:00"),
                ("why", "The day before"),
            ],
        )
        .await;
    assert!(shown.says("Corrected."));
    let now = shown.text();
    let now = now.split("What it said before").next().unwrap_or_default();
    assert!(!now.contains("Out of hours"), "{now}");
}
