//! Reach is what standing, roles and supervisor slots say, after any run of changes.

use std::collections::BTreeSet;

use domain::id::AccountId;
use domain::role::{Role, Roles};
use proptest::prelude::*;
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{House, NOW};
use crate::{
    Reach,
    account::{self, Account, Refused, Standing},
    deputy, invitation,
};

const ROWS: Sql = Sql::new(
    "test.reach",
    "SELECT viewer_id, worker_id, via FROM reach WHERE agency_id = $1",
);
const SLOTS: Sql = Sql::new(
    "test.slots",
    "SELECT supervisor_id, worker_id FROM supervises WHERE agency_id = $1",
);

type Rows = BTreeSet<(i64, i64, i64)>;

struct Line(i64, i64, i64);
impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self(row.get(0)?, row.get(1)?, row.get(2)?))
    }
}

/// The rows as they are, and the rows as the rules say they must be.
fn rows(tx: &mut Tx<'_>, agency: domain::id::AgencyId) -> Result<(Rows, Rows), Error> {
    let lines: Vec<Line> = tx.all(&ROWS, &[&agency])?;
    let real = lines
        .into_iter()
        .map(|Line(viewer, worker, via)| (viewer, worker, via))
        .collect();
    let people: Vec<Account> = account::list(tx, agency, &account::Listing::default(), 1_000)?;
    let slots: Vec<(i64, i64)> = tx.all(&SLOTS, &[&agency])?;
    let mut right = Rows::new();
    for person in people
        .iter()
        .filter(|person| person.standing == Standing::Active)
    {
        let id = person.id.get();
        if person.roles.has(Role::PeerWorker) {
            right.insert((id, id, 1));
        }
        if person.roles.has(Role::PeerSupervisor) {
            right.extend(
                slots
                    .iter()
                    .filter(|(s, _)| *s == id)
                    .map(|(_, w)| (id, *w, 2)),
            );
        }
    }
    Ok((real, right))
}

#[derive(Clone, Debug)]
enum Step {
    Roles(usize, i64),
    Standing(usize, usize),
    Supervisor(usize, i64, Option<usize>),
    Accept(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..6_usize, 0..32_i64).prop_map(|(person, bits)| Step::Roles(person, bits)),
        (0..6_usize, 0..4_usize).prop_map(|(person, standing)| Step::Standing(person, standing)),
        (0..6_usize, 0..4_i64, proptest::option::of(0..6_usize))
            .prop_map(|(worker, slot, other)| Step::Supervisor(worker, slot, other)),
        (0..6_usize).prop_map(Step::Accept),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn reach_is_right_after_any_run_of_changes(steps in prop::collection::vec(step(), 1..60)) {
        let house = House::new();
        let mut people: Vec<AccountId> = vec![
            house.person("Loretta", &[Role::PeerSupervisor, Role::Administrator]),
            house.person("Marcus", &[Role::PeerSupervisor, Role::PeerWorker]),
            house.person("Dee", &[Role::PeerWorker]),
            house.person("Sam", &[Role::PeerWorker]),
        ];
        for name in ["Ines", "Otis"] {
            let new = house.new_account(name, &[Role::PeerWorker, Role::PeerSupervisor]);
            people.push(new.id);
            let (by, dice) = (house.by(), house.dice);
            house.tries(move |tx| invitation::invite(tx, &by, &new, NOW, dice)).expect("invited");
        }
        for (now, step) in (NOW..).zip(steps) {
            let (by, dice, people) = (house.by(), house.dice, people.clone());
            let agency = house.agency;
            // Every step that is refused must leave everything as it was.
            let _ = house.tries(move |tx| -> Result<(), Refused> {
                match step {
                    Step::Roles(person, bits) => account::change_roles(
                        tx, &by, people[person], Roles::from_bits(bits), now, dice,
                    ),
                    Step::Standing(person, standing) => account::change_standing(
                        tx, &by, people[person], Standing::ALL[standing], now, dice,
                    ),
                    Step::Supervisor(worker, slot, other) => account::set_supervisor(
                        tx, &by, people[worker], slot, other.map(|o| (people[o], "day to day")), now, dice,
                    ),
                    Step::Accept(person) => {
                        let token = invitation::make(tx, &by, people[person], now, dice)?;
                        invitation::accept(tx, &token, None, &super::stranger(), now, dice)?;
                        Ok(())
                    }
                }
            });
            let (real, right) = house.read(move |tx| rows(tx, agency));
            prop_assert_eq!(real, right);
        }
    }
}

fn supervise(house: &House, worker: AccountId, slot: i64, supervisor: AccountId) {
    let (by, dice) = (house.by(), house.dice);
    house
        .tries(move |tx| {
            account::set_supervisor(tx, &by, worker, slot, Some((supervisor, "")), NOW, dice)
        })
        .expect("a supervisor");
}

#[test]
fn the_audience_is_the_worker_and_both_supervisors_by_name() {
    let house = House::new();
    let dee = house.signed_in("Dee", &[Role::PeerWorker]);
    let loretta = house.person("Loretta", &[Role::PeerSupervisor]);
    let marcus = house.person("Marcus", &[Role::PeerSupervisor]);
    house.person(
        "Sam",
        &[Role::PeerWorker, Role::ProgramManager, Role::Administrator],
    );
    supervise(&house, dee.account, 1, marcus);
    supervise(&house, dee.account, 2, loretta);
    let (mine, worker) = (Reach::of(&dee), dee.account);
    let audience = house.read(move |tx| mine.audience(tx, worker));
    assert!(audience.you);
    assert_eq!(audience.others, ["Loretta", "Marcus"]);
    let theirs = Reach {
        agency: house.agency,
        viewer: loretta,
    };
    let audience = house.read(move |tx| theirs.audience(tx, worker));
    assert!(audience.you);
    assert_eq!(audience.others, ["Dee", "Marcus"]);
    let stranger = Reach {
        agency: house.agency,
        viewer: AccountId::from_i64(9),
    };
    let (audience, includes) = house.read(move |tx| {
        Ok((
            stranger.audience(tx, worker)?,
            stranger.includes(tx, worker)?,
        ))
    });
    assert!(!audience.you && !includes);
    assert_eq!(audience.others.len(), 3);
}

#[test]
fn a_supervisor_who_is_also_a_peer_reaches_their_own_people_first() {
    let house = House::new();
    let marcus = house.person("Marcus", &[Role::PeerSupervisor, Role::PeerWorker]);
    let dee = house.person("Dee", &[Role::PeerWorker]);
    supervise(&house, dee, 1, marcus);
    let reach = Reach {
        agency: house.agency,
        viewer: marcus,
    };
    let workers = house.read(move |tx| reach.workers(tx));
    assert_eq!(
        workers,
        [(marcus, "Marcus".to_owned()), (dee, "Dee".to_owned())]
    );
}

#[test]
fn the_people_of_a_worker_who_left_stay_with_the_supervisor() {
    let house = House::new();
    let loretta = house.person("Loretta", &[Role::PeerSupervisor]);
    let dee = house.person("Dee", &[Role::PeerWorker]);
    supervise(&house, dee, 1, loretta);
    let (by, dice) = (house.by(), house.dice);
    house
        .tries(move |tx| account::change_standing(tx, &by, dee, Standing::Left, NOW, dice))
        .expect("left");
    let agency = house.agency;
    let (loretta, dee) = house.read(move |tx| {
        Ok((
            Reach {
                agency,
                viewer: loretta,
            }
            .includes(tx, dee)?,
            Reach {
                agency,
                viewer: dee,
            }
            .includes(tx, dee)?,
        ))
    });
    assert!(loretta && !dee);
}

#[test]
fn a_deputy_follows_the_slots_standing_and_roles_of_the_supervisor_they_stand_in_for() {
    let house = House::new();
    let loretta = house.signed_in("Loretta", &[Role::PeerSupervisor]);
    let rosa = house.signed_in("Rosa", &[Role::PeerSupervisor]);
    let ray = house.signed_in("Ray", &[Role::PeerSupervisor]);
    let (dee, marcus) = (
        house.person("Dee", &[Role::PeerWorker]),
        house.person("Marcus", &[Role::PeerWorker]),
    );
    supervise(&house, dee, 1, loretta.account);
    supervise(&house, marcus, 1, rosa.account);
    let zone = jiff::tz::TimeZone::UTC;
    let today = jiff::Timestamp::from_second(NOW).expect("a time");
    let today = today.to_zoned(zone.clone()).date();
    for (who, deputy) in [(loretta.clone(), rosa.account), (rosa.clone(), ray.account)] {
        let (zone, dice) = (zone.clone(), house.dice);
        house
            .tries(move |tx| deputy::name(tx, &who, deputy, (today, today, &zone), NOW, dice))
            .expect("a deputy");
    }
    let agency = house.agency;
    let reaches = |viewer: AccountId, worker: AccountId| {
        let reach = Reach { agency, viewer };
        house.read(move |tx| reach.includes(tx, worker))
    };
    assert!(reaches(rosa.account, dee) && reaches(ray.account, marcus));
    assert!(!reaches(ray.account, dee), "no deputy of a deputy");
    // A new worker of Loretta's is Rosa's too, and one whom she loses is not.
    let kim = house.person("Kim", &[Role::PeerWorker]);
    supervise(&house, kim, 1, loretta.account);
    assert!(reaches(rosa.account, kim));
    supervise(&house, kim, 1, ray.account);
    assert!(!reaches(rosa.account, kim));
    // Both at once is one row, and the slot outlasts the deputy.
    supervise(&house, dee, 2, rosa.account);
    let workers = Reach {
        agency,
        viewer: rosa.account,
    };
    assert_eq!(house.read(move |tx| workers.workers(tx)).len(), 2);
    let (by, dice, gone) = (house.by(), house.dice, loretta.account);
    supervise(&house, kim, 1, loretta.account);
    house
        .tries(move |tx| account::change_standing(tx, &by, gone, Standing::Suspended, NOW, dice))
        .expect("suspended");
    assert!(!reaches(rosa.account, kim) && reaches(rosa.account, dee));
    // Tomorrow it is over.
    let dice = house.dice;
    let ended = house.write(move |tx| deputy::settle(tx, NOW + 86_400, dice));
    assert_eq!(ended, 2);
    assert!(!reaches(ray.account, marcus) && reaches(rosa.account, marcus));
}

#[test]
fn only_another_supervisor_of_the_program_stands_in_and_on_days_that_make_sense() {
    let house = House::new();
    let loretta = house.signed_in("Loretta", &[Role::PeerSupervisor]);
    let rosa = house.person("Rosa", &[Role::PeerSupervisor]);
    let dee = house.person("Dee", &[Role::PeerWorker]);
    let zone = jiff::tz::TimeZone::UTC;
    let today = jiff::Timestamp::from_second(NOW).expect("a time");
    let today = today.to_zoned(zone.clone()).date();
    let before = today.yesterday().expect("a day");
    let name = |deputy: AccountId, first, last| {
        let (who, zone, dice) = (loretta.clone(), zone.clone(), house.dice);
        house.tries(move |tx| deputy::name(tx, &who, deputy, (first, last, &zone), NOW, dice))
    };
    for other in [dee, loretta.account, AccountId::from_i64(9)] {
        let refused = name(other, today, today);
        assert!(matches!(refused, Err(deputy::Refused::NotASupervisor)));
    }
    for (first, last) in [(today, before), (before, before)] {
        let refused = name(rosa, first, last);
        assert!(matches!(refused, Err(deputy::Refused::Days)));
    }
    name(rosa, before, today).expect("a deputy");
    let refused = name(rosa, today, today);
    assert!(matches!(refused, Err(deputy::Refused::Taken)));
}
