//! `fullcup demo`: an invented program with dignity, the same for the same day.

use std::collections::{BTreeMap, BTreeSet};

use storage::{FromRow, Sql};

use crate::{
    client::Client,
    program::{Place, Server, accounts, text},
};

/// The morning of the day after the demo's, in seconds since 1970.
const TOMORROW: i64 = 1_772_514_000;
const HALF_A_YEAR: i64 = 183 * 86_400;

const CONTACTS: Sql = Sql::new(
    "it.demo.contacts",
    "SELECT COUNT(*), CAST(SUM(contact_id % 1000003) AS BIGINT), CAST(SUM(minutes) AS BIGINT),
       CAST(SUM(LENGTH(note)) AS BIGINT), MIN(happened_at), MAX(recorded_at) FROM contact",
);
const PEOPLE: Sql = Sql::new(
    "it.demo.people",
    "SELECT COUNT(*), CAST(SUM(participant_id % 1000003) AS BIGINT),
       CAST(SUM(need_at % 1000003) AS BIGINT), CAST(SUM(LENGTH(next_step)) AS BIGINT),
       CAST(SUM(CASE WHEN worker_id = 0 THEN 1 ELSE 0 END) AS BIGINT),
       CAST(SUM(CASE WHEN state = 2 THEN 1 ELSE 0 END) AS BIGINT) FROM participant",
);
const KINDS: Sql = Sql::new("it.demo.kinds", "SELECT DISTINCT kind FROM contact");
const OTHER: Sql = Sql::new(
    "it.demo.other",
    "SELECT (SELECT COUNT(*) FROM appointment), (SELECT COUNT(*) FROM hand_over WHERE answer = 0),
       (SELECT COUNT(*) FROM hand_over WHERE answer = 1), (SELECT COUNT(*) FROM contact_draft),
       (SELECT COUNT(*) FROM contact WHERE out_of_hours = 1),
       (SELECT COUNT(*) FROM contact WHERE heaviness > 2)",
);
const NIGHTS: Sql = Sql::new(
    "it.demo.nights",
    "SELECT COUNT(*) FROM work_week WHERE pattern LIKE '%22:00-06:00%'",
);

type Six = (i64, i64, i64, i64, i64, i64);

fn demo(place: &Place) -> Server {
    let file = place.file("accounts.json");
    let words = [
        "demo",
        "--keep",
        "--today",
        "2026-03-02",
        "--accounts",
        text(&file),
    ];
    Server::start(&place.flags(&words), &[])
}

fn one<R: FromRow + Send + 'static>(place: &Place, sql: Sql) -> R {
    let db = place.open();
    let row = db.read_now(move |tx| tx.one(&sql, &[])).expect("a row");
    db.close();
    row
}

#[test]
fn the_demo_is_as_large_as_it_is_said_to_be_and_the_same_for_the_same_day() {
    let (place, again) = (Place::new(), Place::new());
    for place in [&place, &again] {
        demo(place).stop();
    }
    let written = |place: &Place| std::fs::read_to_string(place.file("accounts.json")).expect("it");
    assert_eq!(written(&place), written(&again));
    let contacts: Six = one(&place, CONTACTS);
    assert_eq!(contacts, one(&again, CONTACTS));
    let people: Six = one(&place, PEOPLE);
    assert_eq!(people, one(&again, PEOPLE));
    let other: Six = one(&place, OTHER);
    assert_eq!(other, one(&again, OTHER));

    let (count, .., first, last) = contacts;
    assert!(count > 5_000, "{count}");
    assert!(
        last < TOMORROW && last > TOMORROW - 86_400,
        "up to the day itself: {last}"
    );
    assert!(
        first > TOMORROW - HALF_A_YEAR && first < TOMORROW - 170 * 86_400,
        "{first}"
    );
    let (count, .., waiting, ended) = people;
    assert_eq!(count, 400);
    assert!(
        waiting > 0 && ended > 0,
        "{waiting} wait, {ended} have ended"
    );
    let (planned, offered, taken_up, drafts, out_of_hours, heavy) = other;
    for (what, many) in [
        ("appointments", planned),
        ("offers", offered),
        ("hand-overs", taken_up),
        ("drafts", drafts),
        ("out of hours", out_of_hours),
        ("heavy", heavy),
    ] {
        assert!(many > 0, "no {what}");
    }
    let nights: i64 = one(&place, NIGHTS);
    assert_eq!(nights, 1, "one night shift");
    let db = place.open();
    let kinds: Vec<String> = db.read_now(|tx| tx.all(&KINDS, &[])).expect("kinds");
    assert!(kinds.len() > 10, "{kinds:?}");
    assert_eq!(db.check().expect("a check"), Vec::<String>::new());
    db.close();
}

#[test]
fn sixty_people_hold_every_role_and_every_state_in_two_agencies_and_three_programs() {
    let place = Place::new();
    let server = demo(&place);
    let all = accounts(&place.file("accounts.json"));
    assert_eq!(all.len(), 60);
    let sorted = |pick: fn(&crate::program::Account) -> String| {
        all.iter().map(pick).collect::<BTreeSet<String>>()
    };
    assert_eq!(sorted(|one| one.agency.clone()).len(), 2);
    assert_eq!(sorted(|one| one.program.clone()).len(), 3);
    assert_eq!(sorted(|one| one.email.clone()).len(), 60);
    assert_eq!(
        sorted(|one| one.state.clone())
            .into_iter()
            .collect::<Vec<_>>(),
        ["active", "invited", "left", "suspended"]
    );
    assert!(
        all.iter()
            .all(|one| one.email.ends_with("@demo.example") && !one.team.is_empty())
    );
    let mut roles: BTreeMap<&str, usize> = BTreeMap::new();
    for role in all
        .iter()
        .filter(|one| one.state == "active")
        .flat_map(|one| &one.roles)
    {
        *roles.entry(role).or_default() += 1;
    }
    assert_eq!(roles.len(), 5, "{roles:?}");

    let dee = &all[0];
    assert_eq!(dee.name, "Dee Alvarez");
    let mut client = Client::default();
    client.sign_in(server.address, &dee.email, &dee.password);
    let people = client
        .get(server.address, "/people")
        .expect("a page")
        .text();
    let found = client
        .get(server.address, "/contacts/new")
        .expect("a page")
        .text();
    assert!(
        people.contains("Andre M.") || found.contains("Andre M."),
        "Dee walks with Andre"
    );
    for state in ["invited", "suspended", "left"] {
        let outside = all.iter().find(|one| one.state == state).expect("somebody");
        let fields = [
            ("email", outside.email.as_str()),
            ("password", outside.password.as_str()),
        ];
        let answer = Client::default()
            .post(server.address, "/sign-in", &fields)
            .expect("an answer");
        assert_ne!(answer.status, 303, "{state} people stay outside");
    }
    server.stop();
}

#[test]
fn the_demo_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["demo", "--today", "2026-03-02"].map(str::to_owned);
    let server = Server::start(&words, &[("TMPDIR", text(folder.path()))]);
    let inside = || {
        std::fs::read_dir(folder.path())
            .expect("the folder")
            .count()
    };
    assert_eq!(inside(), 1, "the records are in a temporary folder");
    let port = server.address.port();
    let (out, said) = server.stop();
    assert_eq!(inside(), 0);
    assert_eq!(out, "");
    for told in [
        &format!("http://localhost:{port}"),
        "dee.alvarez@demo.example",
        "peer-worker",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
}
