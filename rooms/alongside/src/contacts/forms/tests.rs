//! What a form becomes.

use super::*;

fn here() -> Zoned {
    "2026-03-02T09:00:00-05:00[America/New_York]"
        .parse()
        .expect("a time")
}

fn visit() -> Typed {
    Typed {
        kind: "in-person".into(),
        minutes: "45".into(),
        ..Typed::default()
    }
}

fn andre() -> Vec<ParticipantId> {
    vec![ParticipantId::from_i64(7)]
}

fn problems(typed: &Typed) -> Vec<(&'static str, String)> {
    let found = typed
        .read(andre(), &Lists::default(), &here())
        .expect_err("problems");
    found
        .into_iter()
        .map(|problem| (problem.field, problem.word))
        .collect()
}

fn read(typed: &Typed) -> What {
    typed
        .read(andre(), &Lists::default(), &here())
        .expect("a contact")
        .what
}

#[test]
fn who_kind_and_minutes_are_enough_and_it_has_just_ended() {
    let what = read(&visit());
    assert_eq!(
        (what.kind.as_str(), what.minutes, what.mode),
        ("in-person", 45, 1)
    );
    assert_eq!(what.happened_at, here().timestamp().as_second() - 45 * 60);
}

#[test]
fn nobody_no_kind_and_no_minutes_are_said_once_each_and_in_order() {
    let found = Typed::default().read(vec![], &Lists::default(), &here());
    let found = found.expect_err("problems");
    let fields: Vec<_> = found.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, ["kind", "with", "minutes"]);
}

#[test]
fn a_typed_length_stands_before_the_chip() {
    let typed = Typed {
        minutes_other: "1:30".into(),
        ..visit()
    };
    assert_eq!(read(&typed).minutes, 90);
    let typed = Typed {
        minutes_other: "a while".into(),
        ..visit()
    };
    assert_eq!(
        problems(&typed),
        [("minutes_other", "contacts-minutes-unreadable".into())]
    );
}

#[test]
fn a_kind_from_the_longer_list_stands_before_the_chip() {
    let typed = Typed {
        kind_more: "court".into(),
        ..visit()
    };
    assert_eq!(read(&typed).kind, "court");
}

#[test]
fn an_attempt_without_more_is_no_answer_and_needs_no_minutes() {
    let typed = Typed {
        kind: "tried".into(),
        ..Typed::default()
    };
    assert_eq!(read(&typed).outcome, Outcome::NoAnswer.code());
    let typed = Typed {
        outcome: "left-message".into(),
        ..typed
    };
    assert_eq!(read(&typed).outcome, Outcome::LeftMessage.code());
    assert_eq!(
        read(&Typed {
            outcome: "left-message".into(),
            ..visit()
        })
        .outcome,
        0
    );
}

#[test]
fn a_day_needs_a_time_and_a_time_alone_is_today() {
    let typed = Typed {
        time: "08:15".into(),
        ..visit()
    };
    let at: Zoned = "2026-03-02T08:15:00-05:00[America/New_York]"
        .parse()
        .expect("a time");
    assert_eq!(read(&typed).happened_at, at.timestamp().as_second());
    let typed = Typed {
        date: "2026-03-01".into(),
        ..visit()
    };
    assert_eq!(problems(&typed), [("time", "contacts-time-missing".into())]);
    let typed = Typed {
        date: "yesterday".into(),
        time: "8:15".into(),
        ..visit()
    };
    assert_eq!(
        problems(&typed),
        [("date", "contacts-date-unreadable".into())]
    );
}

#[test]
fn next_week_is_no_contact_yet() {
    let typed = Typed {
        date: "2026-03-09".into(),
        time: "08:15".into(),
        ..visit()
    };
    assert_eq!(
        problems(&typed),
        [("date", "contacts-problem-in-the-future".into())]
    );
}

#[test]
fn someone_whose_name_is_not_known_is_somebody() {
    let typed = Typed {
        unknown: "  Man with the green hat ".into(),
        ..visit()
    };
    let what = typed
        .read(vec![], &Lists::default(), &here())
        .expect("a contact")
        .what;
    assert_eq!(what.unknown_person, "Man with the green hat");
}

#[test]
fn a_public_event_is_a_number_of_people() {
    let typed = Typed {
        kind: "event".into(),
        public: "1,200".into(),
        ..visit()
    };
    let what = typed
        .read(vec![], &Lists::default(), &here())
        .expect("a contact")
        .what;
    assert_eq!(what.people_reached, 1_200);
    for wrong in ["0", "-3", "many", "9999999999"] {
        let typed = Typed {
            kind: "event".into(),
            public: wrong.into(),
            ..visit()
        };
        assert_eq!(problems(&typed)[0].0, "public", "{wrong}");
    }
}

#[test]
fn money_and_miles_are_read_as_people_write_them() {
    let typed = Typed {
        spent: "$12.50".into(),
        miles: "3.4 mi".into(),
        ..visit()
    };
    let what = read(&typed);
    assert_eq!((what.cents, what.miles_tenths), (1_250, 34));
    let typed = Typed {
        spent: "a bit".into(),
        ..visit()
    };
    assert_eq!(
        problems(&typed),
        [("spent", "contacts-spent-unreadable".into())]
    );
}

#[test]
fn a_person_is_there_once_and_rubbish_is_nobody() {
    let id = ParticipantId::from_i64(7).to_string();
    let typed = Typed {
        with: vec![id.clone(), String::new(), id],
        ..visit()
    };
    assert_eq!(typed.people(), Some(andre()));
    let typed = Typed {
        with: vec!["everyone".into()],
        ..visit()
    };
    assert_eq!(typed.people(), None);
}

#[test]
fn a_draft_keeps_all_that_was_typed_and_not_the_key() {
    let typed = Typed {
        with: vec![ParticipantId::from_i64(7).to_string()],
        note: "We laughed.\nTwice.".into(),
        support: vec!["emotional".into(), "social".into()],
        kind_more: "court".into(),
        public: "3".into(),
        ..visit()
    };
    let mut sent = typed.fields();
    sent.0.push(("key".into(), "0123456789abcdef".into()));
    let kept = typed_fields(&sent);
    assert!(!kept.has("key"));
    let back = Fields::parse(kept.encode().as_bytes()).expect("a form");
    assert_eq!(Typed::of(&back), typed);
}

#[test]
fn a_form_that_only_has_its_first_choices_is_not_worth_keeping() {
    assert!(!is_worth_keeping(&visit().fields()));
    assert!(is_worth_keeping(
        &Typed {
            note: "x".into(),
            ..visit()
        }
        .fields()
    ));
}

#[test]
fn a_saved_contact_reads_back_as_the_form_that_made_it() {
    let typed = Typed {
        minutes: "50".into(),
        date: "2026-03-01".into(),
        time: "16:20".into(),
        setting: "library".into(),
        support: vec!["practical".into()],
        shared: vec!["bus-pass".into()],
        offered: vec!["naloxone".into()],
        spent: "4".into(),
        heaviness: "heavy".into(),
        note: "Form filled in.".into(),
        ..visit()
    };
    let what = read(&typed);
    let contact = Contact {
        id: domain::id::ContactId::from_i64(1),
        worker: domain::id::AccountId::from_i64(2),
        program: domain::id::ProgramId::from_i64(3),
        recorded_at: 0,
        version: 1,
        undone_at: 0,
        place: None,
        with: andre(),
        what: what.clone(),
    };
    let form = Typed::from_contact(&contact, here().time_zone());
    assert_eq!(
        (form.minutes.as_str(), form.minutes_other.as_str()),
        ("other", "50")
    );
    assert_eq!(read(&form), what);
}
