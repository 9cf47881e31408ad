//! Stories of Today.

use domain::id::ParticipantId;
use testkit::{
    House,
    cast::{ANDRE, DEE, HARBOR, KAYLA, LUIS, PEER_PROGRAM},
    world::MORNING,
};

/// Dee works this week as the pattern says.
async fn hours(house: &House, pattern: &'static str, takes_over: &'static str) {
    let reach = people::Reach {
        agency: HARBOR,
        viewer: DEE.account,
    };
    house
        .write(move |tx| {
            boundaries::hours::insert(tx, reach, DEE.account, pattern, takes_over, MORNING)
        })
        .await;
}

fn nine_to_five() -> &'static str {
    let span = domain::hours::parse_spans("9:00 AM to 5:00 PM").expect("hours");
    let week = domain::hours::Pattern::weekdays(span[0]);
    Box::leak(week.to_string().into_boxed_str())
}

#[tokio::test]
async fn today_says_the_hours_and_who_may_need_a_word_and_why() {
    let house = testkit::house().await;
    hours(&house, nine_to_five(), "Marcus").await;
    let mut dee = house.dee().await;
    let today = dee.get("/today").await;
    assert!(
        today.says("Good morning, Dee") && today.says("Monday, March 2"),
        "{}",
        today.text()
    );
    assert!(today.says("On duty until 5:00 PM") && today.body.contains("5 PM, then Marcus"));
    assert!(
        today
            .body
            .contains("Your hours today are 9 AM to 5 PM. It is now 9:00 AM. After that: Marcus.")
    );
    assert!(today.says("Andre M.") && today.says("Kayla T.") && !today.says("Luis O."));
    assert!(
        today.says("New, and not met yet") || today.says("New"),
        "{}",
        today.text()
    );
    assert!(
        today
            .body
            .contains(&format!("href=\"/contacts/new?with={}\"", ANDRE.id))
    );
    assert!(today.says("Nothing logged yet today."));
}

#[tokio::test]
async fn a_page_that_lists_names_is_one_leaf_in_the_trail() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let count = async || {
        let filter = people::audit::Filter {
            account: DEE.account.get(),
            action: "people.list".into(),
            ..Default::default()
        };
        let top = people::audit::Place::TOP;
        house
            .read(move |tx| people::audit::list(tx, HARBOR, &filter, top, 100))
            .await
            .len()
    };
    let before = count().await;
    dee.get("/today").await;
    assert_eq!(count().await, before + 1);
}

#[tokio::test]
async fn off_duty_until_after_the_weekend_names_the_day() {
    let house = testkit::house().await;
    hours(&house, nine_to_five(), "Marcus").await;
    house.clock.forward((4 * 24 + 9) * 3_600);
    let today = house.dee().await.get("/today").await;
    assert!(
        today.says("Off duty until Monday, 9:00 AM"),
        "{}",
        today.text()
    );
}

// coverage: 101
#[tokio::test]
async fn off_duty_today_is_quiet() {
    let house = testkit::house().await;
    hours(&house, nine_to_five(), "Marcus").await;
    house.clock.forward(9 * 3_600);
    let mut dee = house.dee().await;
    let today = dee.get("/today").await;
    assert!(today.says("You’re off duty"), "{}", today.text());
    assert!(today.says("Marcus has the phone. Nothing here needs you tonight."));
    assert!(!today.says("Andre M.") && !today.says("Kayla T."));
    let open = dee.get("/today?work=1").await;
    assert!(
        open.says("Off duty until tomorrow, 9:00 AM") && open.says("Andre M."),
        "{}",
        open.text()
    );
}

#[tokio::test]
async fn what_was_logged_is_on_today_and_what_was_logged_yesterday_is_not() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let andre = ANDRE.id.to_string();
    dee.get("/contacts/new").await;
    dee.submit(
        "/contacts",
        &[("with", &andre), ("kind", "call"), ("minutes", "15")],
    )
    .await;
    let today = dee.get("/today").await;
    assert!(
        today.says("One contact.") && today.says("Call, 15 minutes"),
        "{}",
        today.text()
    );
    house.clock.forward(86_400);
    let mut dee = house.dee().await;
    assert!(dee.get("/today").await.says("Nothing logged yet today."));
}

#[tokio::test]
async fn the_next_person_stands_first_with_log_it() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let kayla = KAYLA.id.to_string();
    dee.get("/appointments/new").await;
    let added = dee
        .submit(
            "/appointments",
            &[
                ("with", &kayla),
                ("date", "2026-03-02"),
                ("time", "10:30"),
                ("place", "The DMV"),
            ],
        )
        .await;
    assert_eq!(added.status, 200, "{}", added.text());
    let today = dee.get("/today").await;
    assert!(
        today.says("Next at 10:30") && today.says("The DMV"),
        "{}",
        today.text()
    );
    house.clock.forward(3 * 3_600);
    let mut dee = house.dee().await;
    let later = dee.get("/today").await;
    assert!(
        later.says("Earlier today") && later.says("Nothing more planned today"),
        "{}",
        later.text()
    );
}

#[tokio::test]
async fn a_supervisor_sees_the_team_and_nobody_elses() {
    let house = testkit::house().await;
    hours(&house, nine_to_five(), "").await;
    let mut loretta = house.loretta().await;
    let today = loretta.get("/today").await;
    assert!(today.says("Your team") && today.says("Dee Alvarez") && today.says("Marcus Reed"));
    assert!(today.says("On duty until 5:00 PM"));
    assert!(!today.says("Robin Okafor") && !today.says("Lena Fox"));
    for nobody in [house.sam().await, house.priya().await, house.oliver().await] {
        let mut nobody = nobody;
        assert_eq!(nobody.get("/today").await.status, 404);
    }
}

#[tokio::test]
async fn someone_who_waits_for_a_worker_is_on_the_supervisors_today_alone() {
    let house = testkit::house().await;
    house
        .write(|tx| {
            let new = crate::participants::NewPerson {
                id: ParticipantId::from_i64(0x0e00_0077),
                program: PEER_PROGRAM,
                worker: domain::id::AccountId::from_i64(0),
                need_at: 0,
                details: crate::participants::Details {
                    name: "Jo Quill".into(),
                    pronouns: String::new(),
                    phone: String::new(),
                    reach_by: String::new(),
                    birth_year: 0,
                    rhythm_days: 14,
                },
                next_step: String::new(),
                next_step_on: String::new(),
                since: MORNING,
            };
            crate::participants::insert(tx, HARBOR, &new)
        })
        .await;
    assert!(house.loretta().await.get("/today").await.says("Jo Quill"));
    assert!(!house.dee().await.get("/today").await.says("Jo Quill"));
    assert!(!house.marcus().await.get("/today").await.says(KAYLA.name));
    assert!(house.marcus().await.get("/today").await.says(LUIS.name));
}

// coverage: 101
#[tokio::test]
async fn hours_that_somebody_else_set_are_told_until_the_worker_has_seen_them() {
    let house = testkit::house().await;
    let week = format!("/hours/{}/week", DEE.account);
    let days = format!("/hours/{}", DEE.account);
    let told = "Loretta changed your hours on March 2.";
    let mut loretta = house.loretta().await;
    loretta.get(&week).await;
    loretta
        .submit(&week, &[("mon", "9-5"), ("tue", "9-5")])
        .await;
    loretta.get(&days).await;
    loretta.get(&week).await;
    loretta
        .submit(&week, &[("mon", "9-4"), ("tue", "9-5")])
        .await;
    let mut dee = house.dee().await;
    for _ in 0..2 {
        let today = dee.get("/today").await;
        assert!(today.says(told), "{}", today.text());
        assert_eq!(today.text().matches("changed your hours").count(), 1);
    }
    assert!(!house.loretta().await.get("/today").await.says(told));
    assert_eq!(dee.get("/hours").await.status, 200);
    assert!(!dee.get("/today").await.says(told), "seen");
    dee.get(&week).await;
    dee.submit(&week, &[("mon", "9-3")]).await;
    assert!(!dee.get("/today").await.says("changed your hours"));
}

#[tokio::test]
async fn a_night_that_began_yesterday_is_on_the_line_of_today() {
    let house = testkit::house().await;
    hours(&house, "sun 22:00-06:00;mon 22:00-06:00", "").await;
    let line = "Your hours today are 10 PM to 6 AM.";
    // 1 AM on Monday, in the middle of the night that began on Sunday.
    house.clock.forward(-8 * 3_600);
    let today = house.dee().await.get("/today").await;
    assert!(today.says("On duty until 6:00 AM"), "{}", today.text());
    assert!(today.body.contains(line) && today.body.contains("It is now 1:00 AM"));
    let on = |page: &testkit::Shown| page.body.matches("class=\"dl-on\"").count();
    assert_eq!(on(&today), 1, "this night, and not the next one too");
    // 7 AM on Tuesday: nothing comes, and the night is over.
    house.clock.forward(30 * 3_600);
    let off = house.dee().await.get("/today").await;
    assert!(off.says("You’re off duty"), "{}", off.text());
    assert_eq!(on(&off), 1);
    assert!(off.body.contains("It is now 7:00 AM"));
}

#[tokio::test]
async fn what_is_carried_names_own_people_alone() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let carried = dee.get("/today/carry.json").await;
    assert_eq!(carried.status, 200);
    assert!(carried.body.contains("Andre M.") && carried.body.contains("\"day\":\"2026-03-02\""));
    assert!(
        !carried.body.contains("Luis O."),
        "somebody else walks with Luis"
    );
    // Nobody who only looks after others carries names.
    let mut sam = house.sam().await;
    assert_eq!(sam.get("/today/carry.json").await.status, 404);
}

#[tokio::test]
async fn a_worker_gets_the_numbers_of_their_own_work_and_nobody_else_s() {
    let house = testkit::house().await;
    let mut dee = house.dee().await;
    let andre = ANDRE.id.to_string();
    dee.get("/contacts/new").await;
    let heavy = [
        ("with", andre.as_str()),
        ("kind", "in-person"),
        ("minutes", "45"),
        ("heaviness", "heavy"),
    ];
    dee.submit("/contacts", &heavy).await;
    let none = "{\"days\":[],\"through\":\"2026-03-01\"}";
    let running = dee.get("/today/load.json").await;
    assert_eq!(running.body, none, "a day that runs is not counted yet");
    house.clock.forward(24 * 3_600);
    let mut dee = house.dee().await;
    let own = dee.get("/today/load.json?from=2026-01-01").await;
    assert_eq!(
        own.body,
        "{\"days\":[[\"2026-03-02\",1,45,1,0,0]],\"through\":\"2026-03-02\"}"
    );
    let mut marcus = house.marcus().await;
    let other = marcus.get("/today/load.json").await;
    assert!(other.body.contains("\"days\":[]"), "{}", other.body);
}
