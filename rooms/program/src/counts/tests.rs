//! Stories of a program's page.

use alongside::window::counts::{Part, People};
use domain::{
    id::TeamId,
    small::{Cell, Month, Reader},
};
use storage::Sql;
use testkit::{House, cast, house};

use super::figures::{Figures, Grid, publish};

const COUNT: Sql = Sql::new(
    "test.count",
    "INSERT INTO contact_count (agency_id, program_id, month, team_id, kind, setting, contacts, \
       tried, minutes, out_of_hours, heavy, heads) \
     VALUES ($1, $2, $3, $4, 'call', '', $5, 0, $6, 6, 0, 0) \
     ON CONFLICT (agency_id, program_id, month, team_id, kind, setting) \
     DO UPDATE SET contacts = excluded.contacts, minutes = excluded.minutes",
);
const PEOPLE: Sql = Sql::new(
    "test.people",
    "INSERT INTO people_count (agency_id, program_id, month, grain, team_id, kind, setting, people, named) \
     VALUES ($1, $2, $3, $4, $5, $6, '', $7, $7) \
     ON CONFLICT (agency_id, program_id, month, grain, team_id, kind, setting) \
     DO UPDATE SET people = excluded.people, named = excluded.named",
);

const MONTHS: [i64; 12] = [
    202_502, 202_503, 202_504, 202_505, 202_506, 202_507, 202_508, 202_509, 202_510, 202_511,
    202_512, 202_601,
];

async fn month(house: &House, month: i64, contacts: i64, people: i64) {
    house
        .write(move |tx| {
            let (agency, program, team) = (cast::HARBOR, cast::PEER_PROGRAM, cast::TEAM);
            let minutes = contacts * 30;
            tx.run(
                &COUNT,
                &[&agency, &program, &month, &team, &contacts, &minutes],
            )?;
            let none = TeamId::from_i64(0);
            for (grain, team, kind) in [
                (0_i64, none, ""),
                (1, team, ""),
                (2, none, "call"),
                (3, none, ""),
                (4, team, "call"),
                (5, team, ""),
            ] {
                tx.run(
                    &PEOPLE,
                    &[&agency, &program, &month, &grain, &team, &kind, &people],
                )?;
            }
            Ok(())
        })
        .await;
}

async fn year() -> House {
    let house = house().await;
    for (at, number) in MONTHS.into_iter().enumerate() {
        let at = i64::try_from(at).unwrap_or(0);
        month(&house, number, 90 + at % 4, 20 + at % 3).await;
    }
    house
}

#[tokio::test]
async fn a_manager_sees_a_year_of_usual_ups_and_downs() {
    let house = year().await;
    let mut priya = house.priya().await;
    let page = priya.get("/program").await;
    assert!(page.says("Usual ups and downs.") && page.says("January 2026"));
    assert!(page.says("93") && page.says("46.5"), "{}", page.text());
    for name in [cast::ANDRE.name, cast::KAYLA.name] {
        assert!(!page.says(name));
    }
    let older = priya.get("/program?month=2025-03").await;
    assert!(older.says("March 2025"));
}

#[tokio::test]
async fn a_late_entry_does_not_move_a_month_that_is_out() {
    let house = year().await;
    let mut priya = house.priya().await;
    assert!(priya.get("/program").await.says("93"));
    month(&house, 202_601, 94, 20).await;
    let page = priya.get("/program").await;
    assert!(page.says("93") && !page.says("94"), "{}", page.text());
}

#[tokio::test]
async fn a_small_month_is_a_gap_and_is_in_no_file() {
    let house = year().await;
    month(&house, 202_511, 77, 3).await;
    month(&house, 202_510, 66, 7).await;
    let mut priya = house.priya().await;
    let page = priya.get("/program?month=2025-11").await;
    assert!(!page.says("77"), "{}", page.text());
    let page = priya.get("/program?month=2025-10").await;
    assert!(page.says("66"));
    let file = priya.get("/program/counts.csv").await;
    assert!(!file.body.contains(",77,") && !file.body.contains(",66,"));
    assert!(file.body.contains(",93,"), "{}", file.body);
}

#[tokio::test]
async fn a_named_change_splits_the_band_and_can_be_taken_away() {
    let house = year().await;
    let mut priya = house.priya().await;
    priya.get("/program/changes").await;
    let page = priya
        .submit(
            "/program/changes",
            &[("words", "A second site"), ("month", "2025-10")],
        )
        .await;
    assert!(page.says("Saved.") && page.says("A second site"));
    assert!(priya.get("/program").await.body.contains("pc-change"));
    let page = priya.get("/program/changes").await;
    let path = page
        .body
        .split('"')
        .find(|text| text.ends_with("/remove"))
        .expect("a button")
        .to_owned();
    let page = priya.submit(&path, &[]).await;
    assert!(!page.says("A second site"));
    let page = priya.submit("/program/changes", &[("words", "")]).await;
    assert_eq!(page.status, 422);
}

/// Contacts of a small program: each a team, a kind, a setting and a person.
type Met = (i64, &'static str, &'static str, u8);

fn rows(met: &[Met]) -> (Vec<Part>, Vec<People>) {
    use std::collections::{BTreeMap, BTreeSet};
    let mut parts: BTreeMap<(i64, &str, &str), i64> = BTreeMap::new();
    let mut people: BTreeMap<(i64, i64, &str, &str), BTreeSet<u8>> = BTreeMap::new();
    for (team, kind, setting, person) in met {
        *parts.entry((*team, kind, setting)).or_default() += 1;
        for key in [
            (0, 0, "", ""),
            (1, *team, "", ""),
            (2, 0, *kind, ""),
            (3, 0, "", *setting),
            (4, *team, *kind, ""),
            (5, *team, "", *setting),
        ] {
            people.entry(key).or_default().insert(*person);
        }
    }
    let team = |id: i64| Some(TeamId::from_i64(id)).filter(|id| id.get() != 0);
    let parts = parts
        .into_iter()
        .map(|((of, kind, setting), contacts)| Part {
            month: 202_601,
            team: team(of),
            kind: kind.into(),
            setting: setting.into(),
            contacts,
            tried: 0,
            minutes: contacts * 30,
            out_of_hours: 0,
            heavy: 0,
            heads: 0,
        });
    let people = people.into_iter().map(|((grain, of, kind, setting), who)| {
        let number = i64::try_from(who.len()).unwrap_or(0);
        People {
            month: 202_601,
            grain,
            team: team(of),
            kind: kind.into(),
            setting: setting.into(),
            people: number,
            named: number,
        }
    });
    (parts.collect(), people.collect())
}

fn published(met: &[Met]) -> Figures {
    let (parts, people) = rows(met);
    let month = Month::new(2026, 1).expect("a month");
    let (parts, people): (Vec<_>, Vec<_>) = (parts.iter().collect(), people.iter().collect());
    publish(month, &parts, &people)
        .expect("even")
        .expect("figures")
}

/// Every sum that a reader can take a difference of: a whole and its parts.
fn sums(grid: &Grid) -> Vec<(Cell, Vec<Cell>)> {
    let cells =
        |list: &[super::figures::Figure]| list.iter().map(|one| one.cell()).collect::<Vec<_>>();
    let mut sums = vec![
        (grid.all.cell(), cells(&grid.teams)),
        (grid.all.cell(), cells(&grid.kinds)),
        (grid.all.cell(), cells(&grid.settings)),
    ];
    for (at, team) in grid.teams.iter().enumerate() {
        sums.push((team.cell(), cells(&grid.kinds_of[at])));
        sums.push((team.cell(), cells(&grid.settings_of[at])));
    }
    for (at, kind) in grid.kinds.iter().enumerate() {
        let each = grid.kinds_of.iter().map(|list| list[at].cell()).collect();
        sums.push((kind.cell(), each));
    }
    sums
}

#[test]
fn nobody_hunts_one_person_through_months_and_teams() {
    // One person met alone in a kind of their own, in a team of six, among thirty others.
    let mut met: Vec<Met> = (0..30)
        .map(|person| (1, "call", "office", person))
        .collect();
    met.extend((0..20).map(|person| (1, "walk", "park", person)));
    met.extend((30..36).map(|person| (2, "call", "office", person)));
    met.extend([(2, "court", "court", 35), (2, "court", "court", 35)]);
    let figures = published(&met);
    for (reader, seen) in [
        (Reader::Screen, &figures.screen),
        (Reader::Outside, &figures.outside),
    ] {
        for grid in [&seen.contacts, &seen.minutes] {
            for (whole, parts) in sums(grid) {
                let hidden = parts.iter().filter(|cell| cell.shown().is_none()).count();
                // One hidden part beside a shown whole would be the difference.
                assert!(
                    whole.shown().is_none() || hidden != 1,
                    "{reader:?}: {whole:?} {parts:?}"
                );
            }
        }
        let court = figures
            .kinds
            .iter()
            .position(|kind| kind == "court")
            .expect("court");
        assert_eq!(seen.contacts.kinds[court].cell().shown(), None);
        assert_eq!(seen.minutes.kinds[court].cell().shown(), None);
        assert_eq!(seen.people.kinds[court].cell().shown(), None);
    }
    assert_eq!(figures.screen.contacts.all.cell(), Cell::Shown(58));
}
