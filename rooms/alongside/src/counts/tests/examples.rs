//! Single days, months and people.

use domain::weight::Fact;
use people::{Reach, account};
use storage::{Error, FromRow, Row, Sql};
use testkit::world::Dice;

use super::*;
use crate::{
    counts::{fill, is_whole},
    window::{counts as figures, team as week},
};

fn zoned(zone: &str, year: i16, month: i8, day: i8, hour: i8, minute: i8) -> i64 {
    let local = date(year, month, day).at(hour, minute, 0, 0);
    local.in_tz(zone).expect("a time").timestamp().as_second()
}

#[test]
fn a_contact_counts_for_the_local_day_on_which_it_began() {
    let zone = new_york();
    let place = |at, minutes| {
        let place = Place::of(at, minutes, &zone, None);
        (place.day, place.over_midnight)
    };
    let late = zoned("America/New_York", 2026, 1, 31, 23, 30);
    assert_eq!(
        place(late, 30),
        (date(2026, 1, 31), false),
        "midnight ends it"
    );
    assert_eq!(place(late, 31), (date(2026, 1, 31), true));
    assert_eq!(place(late, 0), (date(2026, 1, 31), false));
    assert_eq!(Place::of(late, 60, &zone, None).month(), 202_601);
    let utc = Place::of(late, 60, &TimeZone::UTC, None);
    assert_eq!((utc.day, utc.month()), (date(2026, 2, 1), 202_602));
}

#[test]
fn a_day_of_twenty_three_hours_ends_at_its_own_midnight() {
    let zone = new_york();
    let begin = zoned("America/New_York", 2026, 3, 8, 0, 30);
    let short = Place::of(begin, 22 * 60 + 30, &zone, None);
    assert!(!short.over_midnight, "the clocks went forward at two");
    assert!(Place::of(begin, 22 * 60 + 31, &zone, None).over_midnight);
    let autumn = zoned("America/New_York", 2026, 11, 1, 0, 30);
    assert!(!Place::of(autumn, 24 * 60 + 30, &zone, None).over_midnight);
}

fn a_contact(number: usize, at: i64, kind: usize, with: &[usize]) -> Known {
    let drawn = Drawn {
        at,
        minutes: 45,
        kind,
        setting: 1,
        outcome: if kind == 0 { 3 } else { 0 },
        heaviness: 3,
        out_of_hours: 0,
        heads: 0,
        stranger: false,
        with: with.to_vec(),
    };
    let now = Now {
        zone: new_york(),
        teams: [Some(TEAM), None],
    };
    logged(number, 0, &drawn, &now)
}

fn log(house: &House, known: &[Known]) {
    for one in known {
        let new = new(one);
        write(house, move |tx| contacts::insert(tx, HARBOR, &new));
    }
}

#[test]
fn contacts_of_an_older_house_are_counted_in_batches_and_once() {
    let house = ground();
    let (dee, by) = (DEE.account, account::By::house(HARBOR));
    write(&house, move |tx| {
        let place = account::Place {
            program: PEER_PROGRAM,
            team: Some(TEAM),
        };
        let moved = account::change_place(tx, &by, dee, place, MORNING, &Dice::new(3));
        moved.map_err(|refused| Error::Broken(refused.to_string()))
    });
    let mut known: Vec<_> = (0..9)
        .map(|number| a_contact(number, MORNING - 86_400 * 5, number % 4, &[number % 3]))
        .collect();
    log(&house, &known);
    let gone = known[4].id;
    write(&house, move |tx| {
        let old = stored(tx, gone)?;
        contacts::take_back(tx, HARBOR, &old, MORNING)
    });
    known[4].gone = true;
    let before = read(&house, kept);
    write(&house, |tx| {
        FORGET.iter().try_for_each(|sql| tx.run(sql, &[]).map(drop))
    });
    assert!(!read(&house, |tx| is_whole(tx, HARBOR)));

    let first = write(&house, |tx| fill(tx, HARBOR, 3));
    assert_eq!((first.counted, first.done), (3, false));
    // Meanwhile people go on: one that is not counted yet says something else, one is new.
    let last = known[8].clone();
    let mut what = last.what.clone();
    what.minutes = 5;
    correct(&house, &mut known[8], what, last.with, &new_york());
    let new_one = a_contact(20, MORNING - 3_600, 1, &[0, 2]);
    log(&house, std::slice::from_ref(&new_one));
    known.push(new_one);
    while !write(&house, |tx| fill(tx, HARBOR, 3)).done {}
    let after = read(&house, kept);
    assert_ne!(after, before);
    assert_eq!(after, by_hand(&known));
    assert!(read(&house, |tx| is_whole(tx, HARBOR)));
    assert_eq!(write(&house, |tx| fill(tx, HARBOR, 3)).counted, 0);
}

#[test]
fn a_recount_finds_what_was_spoiled() {
    let house = ground();
    log(&house, &[a_contact(1, MORNING, 1, &[0])]);
    assert_eq!(read(&house, |tx| differs(tx, HARBOR)).rows(), 0);
    write(&house, |tx| tx.run(&SPOIL, &[]));
    let found = read(&house, |tx| differs(tx, HARBOR));
    // One row is not as it should be, and the right one is missing.
    assert_eq!((found.people, found.rows()), (2, 2));
    write(&house, |tx| recount(tx, HARBOR));
    assert_eq!(read(&house, |tx| differs(tx, HARBOR)).rows(), 0);
}

#[test]
fn people_are_counted_once_and_an_attempt_in_vain_reaches_nobody() {
    let house = ground();
    log(
        &house,
        &[
            a_contact(1, MORNING, 1, &[0, 1]),
            a_contact(2, MORNING + 60, 1, &[0]),
            a_contact(3, MORNING + 120, 0, &[2]),
        ],
    );
    let who = who(cast::PRIYA);
    let scope = figures::Scope::of(&who).expect("a manager");
    let counts = read(&house, move |tx| {
        figures::months(tx, scope, 202_603, 202_603)
    });
    let all = counts
        .people
        .iter()
        .find(|row| row.grain == 0)
        .expect("all");
    assert_eq!((all.people, all.named), (2, 3));
    let contacts: i64 = counts.parts.iter().map(|part| part.contacts).sum();
    let tried: i64 = counts.parts.iter().map(|part| part.tried).sum();
    assert_eq!((contacts, tried, counts.whole), (3, 1, true));
    assert_eq!(counts.parts[0].team, Some(TEAM));
}

#[test]
fn only_a_manager_has_figures_and_only_a_supervisor_sees_a_worker_s_week() {
    let house = ground();
    log(&house, &[a_contact(1, MORNING, 2, &[0])]);
    for nobody in [DEE, LORETTA, cast::SAM, cast::OLIVER] {
        let who = who(nobody);
        assert_eq!(figures::Scope::of(&who), None, "{}", who.name);
    }
    let days = |of: cast::Member| {
        read(&house, move |tx| {
            let reach = Reach {
                agency: of.agency,
                viewer: of.account,
            };
            week::days(
                tx,
                reach,
                &[DEE.account],
                date(2026, 3, 2),
                date(2026, 3, 2),
            )
        })
    };
    let seen = days(LORETTA);
    assert_eq!((seen.len(), seen[0].minutes, seen[0].heavy), (1, 45, 1));
    assert_eq!(days(DEE), seen);
    for stranger in [MARCUS, cast::PRIYA, cast::SAM, cast::LENA] {
        assert_eq!(days(stranger), [], "{}", stranger.name);
    }
}

#[test]
fn what_makes_support_longer_comes_from_the_records_and_from_two_switches() {
    let house = ground();
    log(
        &house,
        &[
            a_contact(1, MORNING, 2, &[0]),
            a_contact(2, MORNING - 86_400 * 4, 2, &[1]),
        ],
    );
    let of = (HARBOR, KAYLA.id);
    for (holds, changed) in [(true, true), (true, false), (false, true), (true, true)] {
        let said = write(&house, move |tx| {
            participants::say(tx, of, Fact::Loss, holds, (DEE.account, MORNING))
        });
        assert_eq!(said, changed);
    }
    let here = Timestamp::from_second(MORNING)
        .expect("a moment")
        .to_zoned(new_york());
    let supported = |of: cast::Member| {
        let here = here.clone();
        read(&house, move |tx| {
            let reach = Reach {
                agency: of.agency,
                viewer: of.account,
            };
            week::supported(tx, reach, DEE.account, &here)
        })
    };
    let seen = supported(LORETTA);
    let facts = |id| {
        let one = seen
            .iter()
            .find(|one| one.participant == id)
            .expect("a person");
        Fact::ALL
            .iter()
            .copied()
            .filter(|fact| one.facts.has(*fact))
            .collect::<Vec<_>>()
    };
    assert_eq!(facts(ANDRE.id), [Fact::Crisis]);
    // Kayla's crisis was in February, and forty days are not new.
    assert_eq!(facts(KAYLA.id), [Fact::Loss]);
    assert_eq!(supported(MARCUS), []);
}

const HOW_FOUND: Sql = Sql::new(
    "test.how_found",
    "EXPLAIN QUERY PLAN SELECT contact_id FROM contact \
     WHERE agency_id = $1 AND day = '' AND undone_at = 0 LIMIT 1",
);

/// One line of SQLite's plan.
struct Plan(String);

impl FromRow for Plan {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self(row.get(3)?))
    }
}

#[test]
fn what_is_still_to_be_counted_is_found_without_reading_everything() {
    if storage::testing::on_postgres() {
        return;
    }
    let house = ground();
    let plan: Vec<Plan> = read(&house, |tx| tx.all(&HOW_FOUND, &[&HARBOR]));
    assert_eq!(plan.len(), 1);
    assert!(plan[0].0.contains("contact_not_counted"), "{}", plan[0].0);
}
