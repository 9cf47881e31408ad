//! The counts are what a recount gives, whatever happens to the contacts.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    id::{AccountId, AgencyId, ContactId, ParticipantId, ProgramId, TeamId},
    role::Roles,
};
use jiff::{Timestamp, civil::date, tz::TimeZone};
use people::{Who, agency};
use proptest::prelude::*;
use storage::{Error, FromRow, Row, Sql, Tx};
use testkit::{
    House,
    cast::{self, ANDRE, DEE, HARBOR, KAYLA, LORETTA, LUIS, MARCUS, PEER_PROGRAM, TEAM},
    world::MORNING,
};

use super::{Counted, Place, Tally, differs, recount};
use crate::{
    contacts::{self, Contact, Correction, NewContact, What},
    participants,
};

mod examples;

const DAYS: Sql = Sql::new(
    "test.days",
    "SELECT worker_id, day, program_id, contacts, tried, minutes, out_of_hours, heavy, \
       over_midnight FROM worker_day WHERE agency_id = $1",
);
const MONTHS: Sql = Sql::new(
    "test.months",
    "SELECT program_id, month, team_id, kind, setting, contacts, tried, minutes, out_of_hours, \
       heavy, heads FROM contact_count WHERE agency_id = $1",
);
const PRESENCE: Sql = Sql::new(
    "test.presence",
    "SELECT program_id, month, participant_id, team_id, kind, setting, contacts, reached \
     FROM presence WHERE agency_id = $1",
);
const PEOPLE: Sql = Sql::new(
    "test.people",
    "SELECT program_id, month, grain, team_id, kind, setting, people, named FROM people_count \
     WHERE agency_id = $1",
);
const FORGET: &[Sql] = &[
    Sql::new(
        "test.forget",
        "UPDATE contact SET day = '', team_id = 0, over_midnight = 0",
    ),
    Sql::new("test.forget_days", "DELETE FROM worker_day"),
    Sql::new("test.forget_months", "DELETE FROM contact_count"),
    Sql::new("test.forget_presence", "DELETE FROM presence"),
    Sql::new("test.forget_people", "DELETE FROM people_count"),
];
const SPOIL: Sql = Sql::new(
    "test.spoil",
    "UPDATE people_count SET people = people + 1 WHERE grain = 0",
);

/// A row as text, so that one comparison serves all four tables.
struct Line(String);

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let mut said = vec![];
        for column in 0.. {
            let cell = row
                .get::<i64>(column)
                .map(|number| number.to_string())
                .or_else(|_| row.get::<String>(column));
            match cell {
                Ok(cell) => said.push(cell),
                Err(_) => break,
            }
        }
        Ok(Self(said.join("|")))
    }
}

type Lines = [BTreeSet<String>; 4];

/// The four tables as they are.
fn kept(tx: &mut Tx<'_>) -> Result<Lines, Error> {
    let mut tables: Lines = Default::default();
    for (table, sql) in tables.iter_mut().zip([&DAYS, &MONTHS, &PRESENCE, &PEOPLE]) {
        let lines: Vec<Line> = tx.all(sql, &[&HARBOR])?;
        table.extend(lines.into_iter().map(|line| line.0));
    }
    Ok(tables)
}

/// One contact as the test knows it.
#[derive(Clone, Debug)]
struct Known {
    id: ContactId,
    worker: AccountId,
    zone: TimeZone,
    team: Option<TeamId>,
    what: What,
    with: Vec<ParticipantId>,
    gone: bool,
}

/// The four tables as somebody with a pencil would fill them in.
fn by_hand(contacts: &[Known]) -> Lines {
    let mut days: BTreeMap<String, [i64; 6]> = BTreeMap::new();
    let mut months: BTreeMap<String, [i64; 6]> = BTreeMap::new();
    let mut presence: BTreeMap<String, [i64; 2]> = BTreeMap::new();
    let mut people: BTreeMap<String, [BTreeSet<i64>; 2]> = BTreeMap::new();
    for one in contacts.iter().filter(|one| !one.gone) {
        let (what, program) = (&one.what, PEER_PROGRAM.get());
        let begin = Timestamp::from_second(what.happened_at).expect("a moment");
        let begin = begin.to_zoned(one.zone.clone());
        let last = begin.timestamp().as_second() + (what.minutes * 60 - 1).max(0);
        let last = Timestamp::from_second(last).expect("a moment");
        let over = i64::from(last.to_zoned(one.zone.clone()).date() != begin.date());
        let month = i64::from(begin.year()) * 100 + i64::from(begin.month());
        let team = one.team.map_or(0, TeamId::get);
        let (kind, setting) = (&what.kind, &what.setting);
        let tried = i64::from(what.outcome > 1);
        let heavy = i64::from(what.heaviness > 2);
        let day = format!("{}|{}|{program}", one.worker.get(), begin.date());
        let sums = days.entry(day).or_default();
        let more = [1, tried, what.minutes, what.out_of_hours, heavy, over];
        sums.iter_mut()
            .zip(more)
            .for_each(|(sum, more)| *sum += more);
        let heads = what.people_reached + i64::from(!what.unknown_person.is_empty());
        let sums = months
            .entry(format!("{program}|{month}|{team}|{kind}|{setting}"))
            .or_default();
        let more = [1, tried, what.minutes, what.out_of_hours, heavy, heads];
        sums.iter_mut()
            .zip(more)
            .for_each(|(sum, more)| *sum += more);
        for person in &one.with {
            let person = person.get();
            let cell = format!("{program}|{month}|{person}|{team}|{kind}|{setting}");
            let there = presence.entry(cell).or_default();
            there[0] += 1;
            there[1] += 1 - tried;
            for grain in [
                "0|0||".to_owned(),
                format!("1|{team}||"),
                format!("2|0|{kind}|"),
                format!("3|0||{setting}"),
                format!("4|{team}|{kind}|"),
                format!("5|{team}||{setting}"),
            ] {
                let sets = people
                    .entry(format!("{program}|{month}|{grain}"))
                    .or_default();
                sets[1].insert(person);
                if tried == 0 {
                    sets[0].insert(person);
                }
            }
        }
    }
    let join = |numbers: &[i64]| {
        let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
        numbers.join("|")
    };
    [
        days.iter()
            .map(|(key, sums)| format!("{key}|{}", join(sums)))
            .collect(),
        months
            .iter()
            .map(|(key, sums)| format!("{key}|{}", join(sums)))
            .collect(),
        presence
            .iter()
            .map(|(key, sums)| format!("{key}|{}", join(sums)))
            .collect(),
        people
            .iter()
            .map(|(key, [people, named])| format!("{key}|{}|{}", people.len(), named.len()))
            .collect(),
    ]
}

/// What is drawn for a contact: its moment, length, kind, setting, what it was, and with whom.
#[derive(Clone, Debug)]
struct Drawn {
    at: i64,
    minutes: i64,
    kind: usize,
    setting: usize,
    outcome: i64,
    heaviness: i64,
    out_of_hours: i64,
    heads: i64,
    stranger: bool,
    with: Vec<usize>,
}

/// Around midnight of the first of March, around the hour that New York skips on the 8th, and
/// anywhere in nine weeks.
const TURNS: [i64; 3] = [1_772_341_200, 1_772_953_200, 1_775_016_000];

fn drawn() -> impl Strategy<Value = Drawn> {
    let at = prop_oneof![
        (0..3_usize, -7_200..7_200_i64).prop_map(|(turn, by)| TURNS[turn] + by),
        (0..5_443_200_i64).prop_map(|by| 1_770_000_000 + by),
    ];
    let minutes = prop_oneof![Just(0_i64), Just(60), 1..300_i64];
    (
        (at, minutes, 0..4_usize, 0..3_usize),
        (0..4_i64, 0..5_i64, 0..2_i64, 0..9_i64, any::<bool>()),
        prop::collection::btree_set(0..4_usize, 0..4),
    )
        .prop_map(|((at, minutes, kind, setting), more, with)| Drawn {
            at,
            minutes,
            kind,
            setting,
            outcome: if kind == 0 { more.0 } else { 0 },
            heaviness: more.1,
            out_of_hours: more.2,
            heads: if with.is_empty() { more.3 } else { 0 },
            stranger: more.4,
            with: with.into_iter().collect(),
        })
}

const KINDS: [&str; 4] = ["tried", "in-person", "crisis", "coffee-walk"];
const SETTINGS: [&str; 3] = ["", "library", "street"];
const WORKERS: [cast::Member; 2] = [DEE, MARCUS];

impl Drawn {
    fn what(&self) -> What {
        What {
            happened_at: self.at,
            kind: KINDS[self.kind].to_owned(),
            setting: SETTINGS[self.setting].to_owned(),
            minutes: self.minutes,
            outcome: self.outcome,
            heaviness: self.heaviness,
            out_of_hours: self.out_of_hours,
            unknown_person: if self.stranger {
                "by the bench".into()
            } else {
                String::new()
            },
            people_reached: self.heads,
            ..What::default()
        }
    }

    fn with(&self) -> Vec<ParticipantId> {
        let people = [ANDRE.id, KAYLA.id, LUIS.id, ParticipantId::from_i64(77)];
        self.with.iter().map(|one| people[*one]).collect()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Log(usize, Drawn),
    Undo(usize),
    Correct(usize, Drawn),
    Slightly(usize, i64),
    HandOver(usize),
    Team(usize, bool),
    Zone(bool),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => (0..2_usize, drawn()).prop_map(|(worker, drawn)| Step::Log(worker, drawn)),
        2 => (0..30_usize).prop_map(Step::Undo),
        3 => (0..30_usize, drawn()).prop_map(|(one, drawn)| Step::Correct(one, drawn)),
        2 => (0..30_usize, 0..200_i64).prop_map(|(one, minutes)| Step::Slightly(one, minutes)),
        1 => (0..2_usize).prop_map(Step::HandOver),
        1 => (0..2_usize, any::<bool>()).prop_map(|(worker, team)| Step::Team(worker, team)),
        1 => any::<bool>().prop_map(Step::Zone),
    ]
}

/// The house with its cast and the people they walk with.
fn ground() -> House {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(testkit::house())
}

fn who(of: cast::Member) -> Who {
    Who {
        agency: of.agency,
        account: of.account,
        program: of.program,
        team: None,
        name: of.name.to_owned(),
        roles: Roles::of(of.roles),
        zone: "America/New_York".to_owned(),
        language: "en".to_owned(),
        theme: "auto".to_owned(),
        session: 1,
        seen_at: MORNING,
        left_at: 0,
    }
}

fn write<T: Send + 'static>(
    house: &House,
    job: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> T {
    house.db().db.write_now(job).expect("a write")
}

fn read<T: Send + 'static>(
    house: &House,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> T {
    house.db().db.read_now(job).expect("a read")
}

/// How the program and its workers stand while contacts are logged.
struct Now {
    zone: TimeZone,
    teams: [Option<TeamId>; 2],
}

fn new_york() -> TimeZone {
    TimeZone::get("America/New_York").expect("a zone")
}

fn logged(number: usize, worker: usize, drawn: &Drawn, now: &Now) -> Known {
    Known {
        id: ContactId::from_i64(1_000 + i64::try_from(number).expect("few")),
        worker: WORKERS[worker].account,
        zone: now.zone.clone(),
        team: now.teams[worker],
        what: drawn.what(),
        with: drawn.with(),
        gone: false,
    }
}

fn new(one: &Known) -> NewContact {
    NewContact {
        id: one.id,
        worker: one.worker,
        program: PEER_PROGRAM,
        place: Place::of(one.what.happened_at, one.what.minutes, &one.zone, one.team),
        recorded_at: one.what.happened_at,
        with: one.with.clone(),
        what: one.what.clone(),
    }
}

fn stored(tx: &mut Tx<'_>, id: ContactId) -> Result<Contact, Error> {
    contacts::stored(tx, HARBOR, id)?.ok_or(Error::NoRow)
}

fn correct(house: &House, one: &mut Known, what: What, with: Vec<ParticipantId>, zone: &TimeZone) {
    let moved = (what.happened_at, what.minutes) != (one.what.happened_at, one.what.minutes);
    if moved {
        one.zone = zone.clone();
    }
    (one.what, one.with) = (what.clone(), with.clone());
    let id = one.id;
    let corrected = write(house, move |tx| {
        let by = Correction {
            author: LORETTA.account,
            at: MORNING,
            why: "A slip".to_owned(),
        };
        let old = stored(tx, id)?;
        contacts::correct(tx, HARBOR, &old, (&what, &with), &by)
    });
    assert!(corrected);
}

fn take(house: &House, known: &mut Vec<Known>, now: &mut Now, step: Step) {
    let count = known.len();
    match step {
        Step::Log(worker, drawn) => {
            let one = logged(count, worker, &drawn, now);
            let new = new(&one);
            known.push(one);
            write(house, move |tx| contacts::insert(tx, HARBOR, &new));
        }
        Step::Undo(at) if at < count => {
            let id = known[at].id;
            // Refused once it was corrected, and a second time.
            known[at].gone |= write(house, move |tx| {
                let old = stored(tx, id)?;
                contacts::take_back(tx, HARBOR, &old, MORNING)
            });
        }
        Step::Correct(at, drawn) if at < count && !known[at].gone => {
            correct(house, &mut known[at], drawn.what(), drawn.with(), &now.zone);
        }
        Step::Slightly(at, minutes) if at < count && !known[at].gone => {
            let (mut what, with) = (known[at].what.clone(), known[at].with.clone());
            what.minutes = minutes;
            correct(house, &mut known[at], what, with, &now.zone);
        }
        Step::HandOver(to) => {
            let (from, to) = (WORKERS[1 - to].account, WORKERS[to].account);
            write(house, move |tx| {
                participants::place(tx, HARBOR, ANDRE.id, to, from, MORNING).map(drop)
            });
        }
        Step::Team(worker, team) => {
            now.teams[worker] = team.then_some(TEAM);
        }
        Step::Zone(east) => {
            let name = if east {
                "America/New_York"
            } else {
                "America/Los_Angeles"
            };
            now.zone = TimeZone::get(name).expect("a zone");
            write(house, move |tx| {
                move_program(tx, HARBOR, PEER_PROGRAM, name)
            });
        }
        Step::Undo(_) | Step::Correct(..) | Step::Slightly(..) => {}
    }
}

fn move_program(tx: &mut Tx<'_>, of: AgencyId, id: ProgramId, zone: &str) -> Result<(), Error> {
    let mut program = agency::program(tx, of, id)?.ok_or(Error::NoRow)?;
    zone.clone_into(&mut program.zone);
    agency::change_program(tx, of, &program)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_run_of_changes_leaves_the_counts_of_a_recount(
        steps in prop::collection::vec(step(), 1..60),
    ) {
        let house = ground();
        let mut now = Now { zone: new_york(), teams: [None, Some(TEAM)] };
        let mut known = vec![];
        for step in steps {
            take(&house, &mut known, &mut now, step);
        }
        let kept = read(&house, kept);
        prop_assert_eq!(&kept, &by_hand(&known));
        prop_assert_eq!(read(&house, |tx| differs(tx, HARBOR)).rows(), 0);

        // The same contacts in one go, in parts, and with the newest month left for later.
        write(&house, |tx| FORGET[1..].iter().try_for_each(|sql| tx.run(sql, &[]).map(drop)));
        let mut tally = Tally::new(HARBOR);
        for one in &known {
            tally.add(&Counted::new(&new(one)));
        }
        for one in known.iter().filter(|one| one.gone) {
            tally.take(&Counted::new(&new(one)));
        }
        let mut parts = tally.split_before(date(2026, 3, 1), 7);
        parts.push(tally);
        for part in parts {
            write(&house, move |tx| part.write(tx));
        }
        prop_assert_eq!(read(&house, self::kept), kept.clone());
        write(&house, |tx| recount(tx, HARBOR));
        prop_assert_eq!(read(&house, self::kept), kept);
    }
}
