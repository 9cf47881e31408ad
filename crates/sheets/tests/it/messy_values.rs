//! Values as people type them, and columns that contradict each other.

use crate::told::{TODAY, book, contacts, contacts_by, guessed, participants, people};
use sheets::{Doubt, Field, Reading, Target, Words, guess, unknown_words};

fn with(column: &str, values: &[&str]) -> Vec<String> {
    let mut text = format!("Type;Client;{column}\n");
    for value in values {
        text.extend(["call;Ana P.;", value, "\n"]);
    }
    let text = match column {
        "Date" => text
            .replace("Type;", "Minutes;Type;")
            .replace("call;", "20;call;"),
        _ => text
            .replace("Type;", "Date;Type;")
            .replace("call;", "2025-11-03;call;"),
    };
    contacts(text.as_bytes())
        .into_iter()
        .map(|line| line.split_once(' ').expect("a line").1.to_owned())
        .collect()
}

#[test]
fn lengths_are_read_in_every_way_that_they_are_written() {
    assert_eq!(
        with(
            "Minutes",
            &[
                "45",
                "45 min",
                "1h 15",
                "1:15",
                "0.75 hr",
                "1.25 hours",
                "0:45:00",
                "an hour",
                "~30",
                "45'",
                "90 minutes"
            ]
        ),
        [
            "2025-11-03 45 min call, Ana P.",
            "2025-11-03 45 min call, Ana P.",
            "2025-11-03 75 min call, Ana P.",
            "2025-11-03 75 min call, Ana P.",
            "2025-11-03 45 min call, Ana P.",
            "2025-11-03 75 min call, Ana P.",
            "2025-11-03 45 min call, Ana P.",
            "2025-11-03 60 min call, Ana P.",
            "2025-11-03 30 min call, Ana P. [D: roughly]",
            "2025-11-03 45 min call, Ana P.",
            "2025-11-03 90 min call, Ana P.",
        ]
    );
}

#[test]
fn lengths_that_say_nothing_certain_are_refused() {
    assert_eq!(
        with(
            "Minutes",
            &[
                "45", "30-45", "a while", "0", "2000", "-20", "", "45 + 10", "2.5"
            ]
        ),
        [
            "2025-11-03 45 min call, Ana P.",
            "refused: D Minutes “30-45” not-minutes",
            "refused: D Minutes “a while” not-minutes",
            "refused: D Minutes “0” minutes-too-few",
            "refused: D Minutes “2000” minutes-too-many",
            "refused: D Minutes “-20” not-minutes",
            "refused: D Minutes “” missing",
            "refused: D Minutes “45 + 10” not-minutes",
            "refused: D Minutes “2.5” not-minutes",
        ]
    );
}

#[test]
fn a_column_of_hours_is_read_as_hours() {
    assert_eq!(
        with("Hours", &["1", "0.5", "1.25"]),
        [
            "2025-11-03 60 min call, Ana P. [D: hours]",
            "2025-11-03 30 min call, Ana P. [D: hours]",
            "2025-11-03 75 min call, Ana P. [D: hours]",
        ]
    );
    // No header says it; the values do.
    assert_eq!(
        with("Duration", &["1.5", "2"])[1],
        "2025-11-03 120 min call, Ana P. [D: hours]"
    );
}

#[test]
fn billing_units_are_quarters_of_an_hour() {
    assert_eq!(
        with("Units", &["1", "3"]),
        [
            "2025-11-03 15 min call, Ana P. [D: quarters]",
            "2025-11-03 45 min call, Ana P. [D: quarters]",
        ]
    );
}

#[test]
fn days_are_read_in_every_way_that_they_are_written() {
    let days = [
        "11/13/2025",
        "2025-11-13",
        "13-Nov-25",
        "Nov 13",
        "November 13th, 2025",
        "Thu 11/13/25",
        "11-13-2025",
        "11.13.2025",
        "20251113",
        "45974",
        "2025-11-13T14:30:00Z",
        "11/13/2025 2:30 PM",
        "Thursday, November 13, 2025",
        "13 November 2025",
        "11/13",
        "2025/11/13",
        "11/13/2025 0:00",
    ];
    for (told, day) in with("Date", &days).iter().zip(days) {
        assert!(told.starts_with("2025-11-13"), "{day}: {told}");
    }
    assert!(with("Date", &days)[11].starts_with("2025-11-13 14:30 20 min"));
    assert!(with("Date", &days)[16].starts_with("2025-11-13 20 min"));
}

#[test]
fn days_that_cannot_be_are_refused_with_what_is_wrong() {
    assert_eq!(
        with(
            "Date",
            &[
                "11/13/2025",
                "2/30/2025",
                "13/11/2025",
                "Nov 2025",
                "yesterday",
                "11/3/2052",
                "11/3/1925",
                "2025",
                "11/2025",
                "1/13/205"
            ]
        )[1..],
        [
            "refused: A Date “2/30/2025” no-such-day",
            "refused: A Date “13/11/2025” other-order",
            "refused: A Date “Nov 2025” part-of-a-date",
            "refused: A Date “yesterday” not-a-date",
            "refused: A Date “11/3/2052” in-the-future",
            "refused: A Date “11/3/1925” too-long-ago",
            "refused: A Date “2025” part-of-a-date",
            "refused: A Date “11/2025” part-of-a-date",
            "refused: A Date “1/13/205” not-a-date",
        ]
        .map(|text| text.replace("A Date", "D Date"))
    );
}

#[test]
fn a_column_with_a_thirteenth_first_writes_days_first() {
    assert_eq!(
        with("Date", &["13/11/2025", "3/11/2025"]),
        [
            "2025-11-13 20 min call, Ana P.",
            "2025-11-03 20 min call, Ana P. [D: day-first]",
        ]
    );
}

#[test]
fn a_column_that_could_be_either_is_read_month_first_and_said() {
    let text = b"Date,Type,Client,Minutes\n3/4/2025,call,Ana P.,5\n5/6/2025,call,Ana P.,5\n";
    assert_eq!(
        contacts(text),
        [
            "2: 2025-03-04 5 min call, Ana P. [A: month-first]",
            "3: 2025-05-06 5 min call, Ana P. [A: month-first]",
        ]
    );
    let mapping = guess(&book(text), Target::Contacts, &Words::ours());
    assert_eq!(mapping.doubts, [Doubt::EitherOrder { column: 0 }]);
}

#[test]
fn a_column_in_both_orders_refuses_the_few_and_says_so() {
    let text = b"Date,Type,Client,Minutes\n3/14/2025,call,Ana P.,5\n3/15/2025,call,Ana P.,5\n16/3/2025,call,Ana P.,5\n";
    assert_eq!(
        contacts(text)[2],
        "4 refused: A Date “16/3/2025” other-order"
    );
    let mapping = guess(&book(text), Target::Contacts, &Words::ours());
    assert_eq!(mapping.doubts, [Doubt::BothOrders { column: 0 }]);
}

#[test]
fn a_day_without_a_year_is_the_last_one_that_was() {
    assert_eq!(
        with("Date", &["Nov 3", "12/24", "3-Dec"]),
        [
            "2025-11-03 20 min call, Ana P. [D: year-added]",
            "2024-12-24 20 min call, Ana P. [D: year-added]",
            "2024-12-03 20 min call, Ana P. [D: year-added]",
        ]
    );
}

#[test]
fn times_are_read_in_every_way_that_they_are_written() {
    let text = "Date,Time In,Type,Client,Minutes\n\
        11/3/2025,2:30pm,call,Ana P.,5\n11/3/2025,2:30 P.M.,call,Ana P.,5\n\
        11/3/2025,9am,call,Ana P.,5\n11/3/2025,noon,call,Ana P.,5\n\
        11/3/2025,2:30,call,Ana P.,5\n11/3/2025,9:15,call,Ana P.,5\n11/3/2025,12:05 AM,call,Ana P.,5\n";
    let times: Vec<String> = contacts(text.as_bytes())
        .iter()
        .map(|line| line[14..19].to_owned())
        .collect();
    assert_eq!(
        times,
        [
            "14:30", "14:30", "09:00", "12:00", "14:30", "09:15", "00:05"
        ]
    );
    let mapping = guess(&book(text.as_bytes()), Target::Contacts, &Words::ours());
    assert!(
        mapping
            .doubts
            .contains(&Doubt::MorningOrEvening { column: 1 })
    );
}

#[test]
fn a_column_that_counts_to_24_keeps_its_nights() {
    let text = "Date,Start,Type,Client,Minutes\n11/3/2025,14.30,call,Ana P.,5\n\
        11/3/2025,2:30,call,Ana P.,5\n11/3/2025,1430,call,Ana P.,5\n";
    let times: Vec<String> = contacts(text.as_bytes())
        .iter()
        .map(|line| line[14..19].to_owned())
        .collect();
    assert_eq!(times, ["14:30", "02:30", "14:30"]);
}

#[test]
fn a_length_is_the_end_less_the_start_where_nothing_else_says_it() {
    let text = "Date,Time In,Time Out,Type,Client\n11/14/2025,2:30 PM,3:15 PM,visit,Ana P.\n\
        11/14/2025,11:30 PM,12:15 AM,visit,Ana P.\n11/14/2025,3:00 PM,2:30 PM,visit,Ana P.\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-14 14:30 45 min in-person, Ana P. [C: end-less-start] [D: synonym]",
            "3: 2025-11-14 23:30 45 min in-person, Ana P. [C: past-midnight] [D: synonym]",
            "4 refused: C Time Out “2:30 PM” end-before-start",
        ]
    );
}

#[test]
fn money_is_read_as_accountants_and_europeans_write_it() {
    let told = with(
        "Minutes;Expenses",
        &[
            "5;$1,234.50",
            "5;12,5",
            "5;1.234,50",
            "5;USD 12",
            "5; $ - ",
            "5;12.505",
            "5;(3.00)",
            "5;a lot",
            "5;1,234",
        ],
    );
    let amounts: Vec<&str> = told
        .iter()
        .map(|line| {
            line.strip_prefix("2025-11-03 5 min call, Ana P.")
                .unwrap_or(line)
        })
        .collect();
    assert_eq!(
        amounts,
        [
            ", $1234.50",
            ", $12.50 [E: decimal-comma]",
            ", $1234.50 [E: decimal-comma]",
            ", $12.00",
            "",
            ", $12.51 [E: rounded]",
            "refused: E Expenses “(3.00)” below-zero",
            "refused: E Expenses “a lot” not-money",
            ", $1234.00",
        ]
    );
}

#[test]
fn miles_are_rounded_to_the_tenth_and_kilometers_refused() {
    let told = with(
        "Minutes;Mileage",
        &["5;12.4 mi", "5;12.37", "5;20 km", "5;far", "5;N/A"],
    );
    assert_eq!(
        told,
        [
            "2025-11-03 5 min call, Ana P., 12.4 mi",
            "2025-11-03 5 min call, Ana P., 12.4 mi [E: rounded]",
            "refused: E Mileage “20 km” kilometers",
            "refused: E Mileage “far” not-miles",
            "2025-11-03 5 min call, Ana P.",
        ]
    );
}

#[test]
fn names_are_turned_listed_and_left_unknown() {
    let text = "Date;Type;Client;Minutes\n2025-11-03;call;Hines, Loretta;5\n\
        2025-11-03;group;Andre M., Kayla T. & Ana P.;5\n2025-11-03;call;unknown;5\n\
        2025-11-03;group;Andre M. and 3 others;5\n2025-11-03;call;N/A;5\n\
        2025-11-03;call;Robert Hines, Jr.;5\n2025-11-03;call;Andre M.;5\n2025-11-03;call;4471;5\n2025-11-03;call;;5\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 5 min call, Loretta Hines [C: name-turned]",
            "3: 2025-11-03 5 min group, Andre M., Kayla T., Ana P.",
            "4: 2025-11-03 5 min call, 1 unknown",
            "5: 2025-11-03 5 min group, Andre M., 3 unknown",
            "6: 2025-11-03 5 min call, 1 unknown",
            "7: 2025-11-03 5 min call, Robert Hines, Jr.",
            "8: 2025-11-03 5 min call, Andre M.",
            "9 refused: C Client “4471” not-a-name",
            "10 refused: C Client “” missing",
        ]
    );
}

#[test]
fn last_and_first_name_have_columns_of_their_own() {
    let text = "Svc Date,Last Name,First Name,Svc Type,Location,Dur.\n\
        11/14/2025,Hines,Loretta,F2F,ER,30\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-14 30 min in-person at emergency-department, Loretta Hines [D: synonym] [E: synonym]"
        ]
    );
}

#[test]
fn a_peer_beside_a_client_is_the_worker() {
    let header = "Date,Peer,Client Name,Type,Mins\n11/14/2025,Dee Alvarez,Ana P.,call,5\n";
    assert_eq!(
        contacts(header.as_bytes()),
        ["2: 2025-11-14 5 min call, Ana P., by Dee Alvarez"]
    );
    let alone = "Date,Peer,Type,Mins\n11/14/2025,Ana P.,call,5\n";
    assert_eq!(
        contacts(alone.as_bytes()),
        ["2: 2025-11-14 5 min call, Ana P."]
    );
}

#[test]
fn what_should_not_be_kept_is_left_out_by_itself() {
    let text = "DOS,Consumer,DOB,SSN,Diagnosis,Service,Minutes,Signature\n\
        11/14/2025,Ana P.,1/2/1980,123-45-6789,F11.20,call,5,x\n";
    assert_eq!(
        guessed(text.as_bytes(), Target::Contacts),
        [
            "A date",
            "B name",
            "C -",
            "D -",
            "E -",
            "F kind",
            "G minutes",
            "H -"
        ]
    );
    assert_eq!(
        contacts(text.as_bytes()),
        ["2: 2025-11-14 5 min call, Ana P."]
    );
}

#[test]
fn words_of_the_programs_own_are_asked_once_and_then_known() {
    let text = b"Date,Type,Client,Minutes\n2025-11-03,Porch time,Ana P.,5\n2025-11-03,PORCH TIME,Ana P.,5\n2025-11-03,call,Ana P.,6\n";
    let book = book(text);
    let words = Words::ours();
    let mut mapping = guess(&book, Target::Contacts, &words);
    let reading = Reading {
        today: TODAY,
        words: &words,
    };
    assert_eq!(
        contacts_by(&book, &mapping)[0],
        "2 refused: B Type “Porch time” unknown-kind"
    );
    let unknown = unknown_words(&book, &mapping, &reading);
    assert_eq!(unknown.len(), 1);
    assert_eq!(
        (unknown[0].written.as_str(), unknown[0].rows),
        ("Porch time", 2)
    );
    mapping.answer(Field::Kind, &unknown[0].written, "in-person");
    assert_eq!(
        contacts_by(&book, &mapping)[..2],
        [
            "2: 2025-11-03 5 min in-person, Ana P.",
            "3: 2025-11-03 5 min in-person, Ana P.",
        ]
    );
    assert!(unknown_words(&book, &mapping, &reading).is_empty());
}

#[test]
fn one_value_for_all_rows_stands_where_no_column_does() {
    let text = b"Date,Client\n2025-11-03,Ana P.\n";
    let book = book(text);
    let mut mapping = guess(&book, Target::Contacts, &Words::ours());
    assert_eq!(mapping.doubts, [Doubt::NothingFor { field: Field::Kind }]);
    assert!(mapping.check(&book).is_err());
    mapping.fixed.insert(Field::Kind, "call".to_owned());
    mapping.fixed.insert(Field::Minutes, "15".to_owned());
    assert_eq!(mapping.check(&book), Ok(()));
    assert_eq!(
        contacts_by(&book, &mapping),
        ["2: 2025-11-03 15 min call, Ana P."]
    );
}

#[test]
fn attempts_keep_what_came_of_them_and_need_no_minutes() {
    let text = "Date,Type,Client,Minutes,Outcome\n2025-11-03,Attempted,Ana P.,0,LVM\n\
        2025-11-03,call,Ana P.,10,Completed\n2025-11-03,tried,Ana P.,,perhaps\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2: 2025-11-03 tried (LeftMessage), Ana P. [B: synonym] [E: synonym]",
            "3: 2025-11-03 10 min call, Ana P. [E: synonym]",
            "4 refused: E Outcome “perhaps” unknown-outcome",
        ]
    );
}

#[test]
fn an_event_has_heads_and_no_names() {
    let text = "Date,Type,Client,Minutes,# of people\n2025-11-03,Community Event,,120,85 people\n";
    assert_eq!(
        contacts(text.as_bytes()),
        ["2: 2025-11-03 120 min event, 85 heads [B: synonym]"]
    );
}

#[test]
fn a_row_pasted_twice_says_which_it_repeats() {
    let text = "Date,Type,Client,Minutes\n2025-11-03,call,Ana P.,5\n2025-11-04,call,Ana P.,5\n2025-11-03,call,Ana P.,5\n";
    assert_eq!(
        contacts(text.as_bytes())[2],
        "4: 2025-11-03 5 min call, Ana P. [as line 2]"
    );
}

#[test]
fn titles_totals_pages_and_words_below_are_no_contacts() {
    let text = "Riverside Peer Program,,,\nContact log November 2025,,,\n,,,\n\
        Date,Type,Client,Minutes\nWeek of 11/3,,,\n2025-11-03,call,Ana P.,5\nDate,Type,Client,Minutes\n\
        2025-11-04,call,Kayla T.,15\nTotal,,,20\n,,,\nEntered by RD on 11/30,,,\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "5 heading: Week of 11/3",
            "6: 2025-11-03 5 min call, Ana P.",
            "7 header-again: Date",
            "8: 2025-11-04 15 min call, Kayla T.",
            "9 total: Total",
            "11 note-below: Entered by RD on 11/30",
        ]
    );
}

#[test]
fn a_sheet_without_any_header_is_known_by_its_values() {
    let text = "11/13/2025,call,Ana Perez,20\n11/14/2025,group,Kayla Tran,60\n11/15/2025,text,Andre Mills,\n";
    assert_eq!(
        guessed(text.as_bytes(), Target::Contacts),
        ["A date", "B kind", "C name", "D minutes"]
    );
    assert_eq!(
        contacts(text.as_bytes())[0],
        "1: 2025-11-13 20 min call, Ana Perez"
    );
}

#[test]
fn several_columns_of_notes_become_one_note() {
    let text = "Date,Type,Client,Minutes,Notes,Comments\n2025-11-03,call,Ana P.,5,Walked,Tired\n";
    assert_eq!(
        contacts(text.as_bytes()),
        ["2: 2025-11-03 5 min call, Ana P., “Notes: Walked\nComments: Tired”"]
    );
}

#[test]
fn formulas_that_failed_are_refused_and_hash_n_a_is_nothing() {
    let text = "Date,Type,Client,Minutes,Miles\n#REF!,call,Ana P.,5,\n2025-11-03,call,Ana P.,5,#N/A\n########,call,Ana P.,5,\n";
    assert_eq!(
        contacts(text.as_bytes()),
        [
            "2 refused: A Date “#REF!” error-cell",
            "3: 2025-11-03 5 min call, Ana P.",
            "4 refused: A Date “########” error-cell",
        ]
    );
}

#[test]
fn participants_come_with_what_a_program_knows_of_them() {
    let text = "Client Name,Preferred Name,Pronouns,Cell Phone,DOB,Intake Date,Status,Discharge Date,Assigned Peer,Next Step,Due\n\
        \"Hines, Loretta\",Lo,she/her,(413) 555-0142,1/2/1980,3/14/2024,Open,,Dee Alvarez,Bus pass,12/1/2025\n\
        \"Mills, Andre\",,,4135550143,1975,3/15/2024,,6/30/2025,,,\n\
        \"Tran, Kayla\",,,4.14E+09,,3/16/2024,maybe,,,,\n\
        \"Ruiz, Mike\",,,call his mom,13/40/1980,3/17/2024,,,,,\n";
    assert_eq!(
        participants(text.as_bytes()),
        [
            "2: Lo, also Loretta Hines, pronouns she/her, phone +14135550142, born 1980, since 2024-03-14, next Bus pass, on 2025-12-01, with Dee Alvarez [A: name-turned] [E: year-only] [G: synonym] [K: month-first]",
            "3: Andre Mills, phone +14135550143, born 1975, since 2024-03-15, is ended, ended 2025-06-30 [A: name-turned]",
            "4 refused: D Cell Phone “4.14E+09” cut-short; G Status “maybe” unknown-state",
            "5 refused: D Cell Phone “call his mom” not-a-phone; E DOB “13/40/1980” no-such-day",
        ]
    );
}

#[test]
fn people_come_with_roles_in_the_words_of_other_places() {
    let text = "Staff Name,E-mail,Job Title,Site,Active\n\"Alvarez, Dee\",Dee <dee@example.org>,Recovery Coach,North,Y\n\
        Rosa Delgado,rosa@example.org,Supervisor and Peer,North,Yes\nSam Whitfield,sam at example.org,IT,,\n\
        Jo Lindqvist,jo@example.org,Wizard,South,No\n";
    assert_eq!(
        people(text.as_bytes()),
        [
            "2: Dee Alvarez <dee@example.org> peer-worker of North [A: name-turned] [C: synonym]",
            "3: Rosa Delgado <rosa@example.org> peer-supervisor+peer-worker of North [C: synonym]",
            "4 refused: B E-mail “sam at example.org” not-an-email",
            "5 refused: C Job Title “Wizard” unknown-role",
        ]
    );
}
