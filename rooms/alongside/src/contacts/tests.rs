//! Stories of contacts: fifteen seconds, and nothing lost.

use domain::id::ParticipantId;
use testkit::{
    House, Person, Shown,
    cast::{ANDRE, BRIANNA, DEE, HARBOR, KAYLA, LUIS, Supported},
};

use super::{history, queries};

mod correcting;

/// How many leaves name a participant, newest first, as "name action".
async fn looks(house: &House, id: ParticipantId) -> Vec<String> {
    let looks = house
        .read(move |tx| people::audit::looks(tx, HARBOR, id.get(), 50))
        .await;
    looks
        .into_iter()
        .map(|look| format!("{} {}", look.name, look.action))
        .collect()
}

async fn facts(house: &House, of: Supported) -> crate::participants::Facts {
    let facts = house
        .read(move |tx| crate::participants::facts(tx, HARBOR, of.id))
        .await;
    facts.expect("a person")
}

/// Logs a contact with Andre: in person, 45 minutes, unless told otherwise.
async fn logged(person: &mut Person, more: &[(&str, &str)]) -> Shown {
    let andre = ANDRE.id.to_string();
    person.get("/contacts/new").await;
    let usual = [("kind", "in-person"), ("minutes", "45")];
    let usual = usual
        .into_iter()
        .filter(|(name, _)| more.iter().all(|(told, _)| told != name));
    let fields: Vec<_> = [("with", andre.as_str())]
        .into_iter()
        .chain(usual)
        .collect();
    person.submit("/contacts", &[&fields, more].concat()).await
}

/// The path of the contact whose saved page this is.
fn path(saved: &Shown) -> String {
    assert!(
        saved.path.ends_with("/saved"),
        "{} {}",
        saved.path,
        saved.text()
    );
    saved.path.trim_end_matches("/saved").to_owned()
}

/// How many drafts Dee has.
async fn drafts(house: &House) -> Vec<queries::Draft> {
    house
        .read(|tx| queries::drafts(tx, HARBOR, DEE.account))
        .await
}

#[tokio::test]
async fn the_longest_note_is_saved_in_every_script() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    for letter in ["x", "ж", "好", "🌿"] {
        let note = letter.repeat(10_000);
        let saved = logged(&mut dee, &[("note", &note)]).await;
        assert!(dee.get(&path(&saved)).await.says(&note), "{letter}");
    }
}

#[tokio::test]
async fn what_came_of_an_attempt_is_asked_right_after_the_kind() {
    let house = testkit::house().await;
    let text = house.dee().await.get("/contacts/new").await.text();
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at("What kind?") < at("What came of it?"));
    assert!(at("What came of it?") < at("Minutes"));
    assert!(at("Someone whose name you don’t know") < at("How heavy was it?"));
}

// coverage: 134
#[tokio::test]
async fn who_kind_and_minutes_are_a_saved_contact() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let saved = logged(&mut dee, &[]).await;
    assert!(
        saved.says("Saved. You and Loretta can see it."),
        "{}",
        saved.text()
    );
    assert!(saved.says("In person, 45 minutes"));
    assert!(saved.says("With Andre M."), "a wrong touch is seen");
    // What is written down in one second has no order.
    house.clock.forward(1);
    let contact = dee.get(&path(&saved)).await;
    assert!(contact.says("Andre M.") && contact.says("You logged this."));
    assert!(
        contact.says("Today, 8:15 AM"),
        "it has just ended: {}",
        contact.text()
    );
    house.clock.forward(1);
    let person = dee.get(&format!("/people/{}", ANDRE.id)).await;
    assert!(person.says("In person, 45 minutes"));
    assert_eq!(
        looks(&house, ANDRE.id).await,
        [
            "Dee Alvarez participant.open",
            "Dee Alvarez contact.open",
            "Dee Alvarez contact.log"
        ]
    );
}

#[tokio::test]
async fn a_contact_moves_a_person_down_the_list_and_an_attempt_is_counted() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    logged(&mut dee, &[("heaviness", "heavy")]).await;
    let met = facts(&house, ANDRE).await;
    let now = house.clock.seconds();
    assert_eq!(
        (met.last_contact_at, met.tries, met.last_heaviness),
        (now - 2_700, 0, 3)
    );
    let top = dee.get("/today").await;
    let (kayla, andre) = (top.body.find("Kayla T."), top.body.find("Andre M."));
    assert!(kayla.is_some() && kayla < andre, "Kayla needs a word first");

    house.clock.forward(3_600);
    let mut dee = house.dee().await;
    logged(
        &mut dee,
        &[
            ("kind", "tried"),
            ("minutes", ""),
            ("outcome", "left-message"),
        ],
    )
    .await;
    let tried = facts(&house, ANDRE).await;
    assert_eq!((tried.tries, tried.last_tried_at), (1, now + 3_600));
    assert_eq!(tried.last_contact_at, met.last_contact_at);
}

#[tokio::test]
async fn pressing_twice_saves_one_contact() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let andre = ANDRE.id.to_string();
    let fields = [
        ("key", "0123456789abcdef0123456789abcdef"),
        ("with", &andre),
        ("kind", "call"),
        ("minutes", "15"),
    ];
    let first = dee.post("/contacts", &fields).await;
    let second = dee.post("/contacts", &fields).await;
    assert_eq!(first.path, second.path);
    let reach = people::Reach {
        agency: HARBOR,
        viewer: DEE.account,
    };
    let rows = house
        .read(move |tx| history(tx, reach, ANDRE.id, None))
        .await;
    assert_eq!(rows.len(), 1);
    // The same key with another text: it was saved, and this is something else.
    let mut other = fields;
    other[3].1 = "30";
    assert_eq!(dee.post("/contacts", &other).await.status, 409);
}

#[tokio::test]
async fn what_is_wrong_is_told_and_what_was_typed_stays_as_a_draft_too() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/contacts/new").await;
    let shown = dee
        .submit(
            "/contacts",
            &[("note", "We laughed.\nTwice."), ("spent", "a bit")],
        )
        .await;
    assert_eq!(shown.status, 422);
    for sentence in [
        "Choose what kind of contact it was",
        "Choose who it was with",
        "Choose how many minutes it was",
        "Write what you spent, like 12.50",
    ] {
        assert!(shown.says(sentence), "{sentence}: {}", shown.text());
    }
    assert_eq!(
        shown.field("/contacts", "note").as_deref(),
        Some("We laughed.\nTwice.")
    );
    assert!(
        shown.body.contains("<details class=\"more\" open"),
        "what is wrong is in sight"
    );
    let kept = drafts(&house).await;
    assert_eq!(kept.len(), 1);
    // The same form again, put right: one contact, and the draft is gone.
    let andre = ANDRE.id.to_string();
    let saved = dee
        .submit(
            "/contacts",
            &[
                ("with", &andre),
                ("kind", "call"),
                ("minutes", "5"),
                ("spent", ""),
            ],
        )
        .await;
    assert!(dee.get(&path(&saved)).await.says("We laughed."));
    assert!(drafts(&house).await.is_empty());
}

#[tokio::test]
async fn a_draft_is_kept_from_the_first_key_and_is_its_writers_alone() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let form = dee.get("/contacts/new").await;
    let draft = form.field("/contacts", "draft").expect("an id");
    let andre = ANDRE.id.to_string();
    let typed = [
        ("draft", draft.as_str()),
        ("with", &andre),
        ("note", "He found the fo"),
    ];
    let kept = dee.post("/contacts/draft", &typed).await;
    assert_eq!(kept.body, format!("{{\"draft\":\"{draft}\"}}"));
    let typed = [
        ("draft", draft.as_str()),
        ("with", &andre),
        ("note", "He found the form."),
    ];
    dee.post("/contacts/draft", &typed).await;
    assert_eq!(
        drafts(&house).await.len(),
        1,
        "the same draft, not a second one"
    );

    let today = dee.get("/today").await;
    assert!(today.says("About Andre M.") && today.says("Only you can see drafts."));
    let back = dee.get(&format!("/contacts/new?draft={draft}")).await;
    assert_eq!(
        back.field("/contacts", "note").as_deref(),
        Some("He found the form.")
    );
    assert_eq!(back.field("/contacts", "with"), Some(andre));

    let mut loretta = house.loretta().await;
    assert!(!loretta.get("/today").await.says("You were writing"));
    let mut rosa = house.rosa().await;
    let theirs = rosa.get(&format!("/contacts/new?draft={draft}")).await;
    assert_eq!(theirs.field("/contacts", "note").as_deref(), Some(""));

    dee.get(&format!("/contacts/new?draft={draft}")).await;
    dee.post(&format!("/contacts/draft/{draft}/away"), &[])
        .await;
    assert!(drafts(&house).await.is_empty());
}

#[tokio::test]
async fn the_last_letters_of_a_draft_do_not_bring_back_what_was_saved() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let form = dee.get("/contacts/new").await;
    let (key, draft) = (
        form.field("/contacts", "key").expect("a key"),
        form.field("/contacts", "draft"),
    );
    let (draft, andre) = (draft.expect("an id"), ANDRE.id.to_string());
    dee.submit(
        "/contacts",
        &[("with", &andre), ("kind", "call"), ("minutes", "5")],
    )
    .await;
    let late = [
        ("key", key.as_str()),
        ("draft", &draft),
        ("note", "typed a moment before"),
    ];
    assert_eq!(dee.post("/contacts/draft", &late).await.status, 200);
    assert!(drafts(&house).await.is_empty());
}

#[tokio::test]
async fn looking_for_somebody_keeps_what_was_chosen_without_script() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let form = dee.get("/contacts/new").await;
    let draft = form.field("/contacts", "draft").expect("an id");
    let fields = [
        ("draft", draft.as_str()),
        ("kind", "call"),
        ("minutes", "15"),
        ("find", "kayla"),
    ];
    let found = dee.post("/contacts/find", &fields).await;
    assert!(found.says("One person for “kayla”."), "{}", found.text());
    assert_eq!(found.field("/contacts", "kind").as_deref(), Some("call"));
    assert!(found.body.contains(&KAYLA.id.to_string()));
    let nobody = dee.post("/contacts/find", &[("find", "luis")]).await;
    assert!(nobody.says("Nobody you can see is called “luis”."));
    // Return in the search field sends the form itself: it looks too, and saves nothing.
    let sent = dee
        .post("/contacts", &[("find", "kayla"), ("kind", "call")])
        .await;
    assert!(sent.says("One person for “kayla”."));
}

#[tokio::test]
async fn the_form_begins_with_what_was_usual_with_this_person() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    logged(
        &mut dee,
        &[("kind", "walk"), ("minutes", ""), ("minutes_other", "50")],
    )
    .await;
    let form = dee.get(&format!("/contacts/new?with={}", ANDRE.id)).await;
    let field = |name| form.field("/contacts", name);
    assert_eq!(field("with"), Some(ANDRE.id.to_string()));
    assert_eq!(field("kind").as_deref(), Some("walk"));
    assert_eq!(
        (
            field("minutes").as_deref(),
            field("minutes_other").as_deref()
        ),
        (Some("other"), Some("50"))
    );
    let form = dee.get(&format!("/contacts/new?with={}", KAYLA.id)).await;
    assert_eq!(form.field("/contacts", "kind"), None);
}

#[tokio::test]
async fn a_contact_out_of_reach_is_not_here() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let here = path(&logged(&mut dee, &[]).await);
    let mut loretta = house.loretta().await;
    assert!(loretta.get(&here).await.says("Dee Alvarez logged this."));
    let mut strangers = vec![
        house.marcus().await,
        house.robin().await,
        house.lena().await,
    ];
    strangers.push(house.lou().await);
    for stranger in &mut strangers {
        let nothing = stranger.get("/contacts/0000000000001").await.body;
        for under in ["", "/correct"] {
            let shown = stranger.get(&format!("{here}{under}")).await;
            assert_eq!(shown.status, 404);
            assert!(!shown.says("Andre"));
            if under.is_empty() {
                assert_eq!(shown.body.len(), nothing.len());
            }
        }
        assert_eq!(
            stranger.post(&format!("{here}/undo"), &[]).await.status,
            404
        );
        assert_eq!(
            stranger
                .post(&format!("{here}/correct"), &[("why", "x")])
                .await
                .status,
            404
        );
    }
    for foreign in [LUIS, BRIANNA] {
        let id = foreign.id.to_string();
        assert_eq!(
            dee.get(&format!("/contacts/new?with={id}")).await.status,
            404
        );
        let fields = [("with", id.as_str()), ("kind", "call"), ("minutes", "5")];
        assert_eq!(dee.post("/contacts", &fields).await.status, 404);
    }
}

#[tokio::test]
async fn a_contact_with_nobody_known_is_within_reach_through_its_worker() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    dee.get("/contacts/new").await;
    let saved = dee
        .submit(
            "/contacts",
            &[
                ("kind", "outreach"),
                ("minutes", "30"),
                ("unknown", "Man with a green hat"),
            ],
        )
        .await;
    let here = path(&saved);
    assert!(dee.get(&here).await.says("Man with a green hat"));
    let mut loretta = house.loretta().await;
    assert_eq!(loretta.get(&here).await.status, 200);
    assert_eq!(house.marcus().await.get(&here).await.status, 404);
}

// coverage: 46
#[tokio::test]
async fn several_people_at_once_are_one_contact_in_each_history() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let kayla = KAYLA.id.to_string();
    let here = path(&logged(&mut dee, &[("with", &kayla), ("kind", "group")]).await);
    let shown = dee.get(&here).await;
    assert!(shown.says("Andre M.") && shown.says("Kayla T."));
    for person in [ANDRE, KAYLA] {
        assert!(
            dee.get(&format!("/people/{}", person.id))
                .await
                .says("Group, 45 minutes")
        );
        assert!(
            looks(&house, person.id)
                .await
                .contains(&"Dee Alvarez contact.log".to_owned())
        );
    }
}

#[tokio::test]
async fn within_a_minute_it_is_undone_and_what_was_typed_is_a_draft_again() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let saved = logged(&mut dee, &[("note", "The wrong Andre.")]).await;
    let here = path(&saved);
    house.clock.forward(60);
    let undone = dee.submit(&format!("{here}/undo"), &[]).await;
    assert!(
        undone.says("Undone. What you wrote is still here, as a draft."),
        "{}",
        undone.text()
    );
    assert_eq!(
        undone.field("/contacts", "note").as_deref(),
        Some("The wrong Andre.")
    );
    assert_eq!(dee.get(&here).await.status, 404);
    assert_eq!(facts(&house, ANDRE).await.last_contact_at, 0);
    assert!(
        !dee.get(&format!("/people/{}", ANDRE.id))
            .await
            .says("The wrong Andre.")
    );
}

#[tokio::test]
async fn choosing_a_kind_proposes_how_long_it_usually_takes() {
    let house = testkit::house().await;
    let page = house.dee().await.get("/contacts/new").await;
    let rule = page
        .body
        .split("data-fill=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("the rule");
    assert!(rule.starts_with("kind minutes "), "{rule}");
    assert!(
        rule.contains(" call=15") && rule.contains(" in-person=30"),
        "{rule}"
    );
    assert!(
        rule.split(' ').any(|pair| pair == "text="),
        "nobody times a text: {rule}"
    );
    let parts = page.body.split("data-parts=\"").nth(1).expect("parts");
    assert!(
        parts
            .split('"')
            .next()
            .is_some_and(|parts| parts.contains("fill"))
    );
}
