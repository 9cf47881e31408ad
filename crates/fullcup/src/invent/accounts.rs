//! The invented agencies, programs, teams and the people who work there.

use anyhow::Result;
use domain::{
    hours,
    id::{AgencyId, ProgramId, TeamId},
    role::{
        Role::{self, Administrator, PeerSupervisor, PeerWorker, PrivacyOfficer, ProgramManager},
        Roles,
    },
};
use jiff::tz::TimeZone;
use people::{
    account::{self, By, NewAccount, Refused, Standing},
    agency::{self, Agency, Program, Team},
    password, session,
};
use storage::Db;

use super::{Invented, PASSWORD, Size, World, words::AGENCIES, words::COLLEAGUES};
use crate::world::Seeded;

/// How many of the first accounts whoever tries the demo is told of.
pub const NAMED: usize = 8;
/// How many accounts of the demo are no active peer workers: supervisors, the rest, and those who are
/// invited, suspended or have left.
const OTHERS: usize = 24;
/// One supervisor more for so many workers.
const TO_A_SUPERVISOR: usize = 8;
/// Accounts are written this many at a time.
const BATCH: usize = 200;

/// Who does what, and in which team, in the order of the names in [`COLLEAGUES`].
const CAST: &[(&[Role], usize)] = &[
    (&[PeerWorker], 0),
    (&[PeerSupervisor], 0),
    (&[PeerWorker], 0),
    (&[PeerWorker], 1),
    (&[PeerSupervisor, PeerWorker], 1),
    (&[Administrator], 0),
    (&[ProgramManager], 0),
    (&[PrivacyOfficer], 0),
    (&[PeerSupervisor], 2),
    (&[ProgramManager], 2),
    (&[PeerSupervisor], 3),
    (&[PeerSupervisor], 4),
    (&[Administrator, PrivacyOfficer], 3),
    (&[ProgramManager], 3),
    (&[PeerWorker], 2),
    (&[PeerWorker], 3),
    (&[PeerWorker], 4),
];

/// A team with everything above it.
#[derive(Clone)]
struct Place {
    agency: AgencyId,
    agency_name: &'static str,
    program: ProgramId,
    program_name: &'static str,
    zone: TimeZone,
    team: TeamId,
    team_name: &'static str,
}

/// Invents agencies, programs, teams and accounts.
pub fn invent(db: &Db, world: &World, size: &Size) -> Result<Vec<Invented>> {
    let places = places(db, world)?;
    let accounts = plan(world, size, &places);
    let hash = password::Hasher::new().hash(PASSWORD, &world.chance)?;
    let start = world.start;
    for batch in accounts.chunks(BATCH) {
        let (batch, hash, seed) = (batch.to_vec(), hash.clone(), world.chance.next());
        db.write_now(move |tx| {
            let chance = Seeded::new(seed);
            for one in &batch {
                let new = NewAccount {
                    id: one.id,
                    program: one.program,
                    team: Some(one.team),
                    name: one.name.clone(),
                    email: one.email.clone(),
                    roles: Roles::of(&one.roles),
                    language: "en".to_owned(),
                };
                let by = By::house(one.agency);
                account::create(tx, &by, &new, one.standing, start, &chance)?;
                password::set(tx, one.agency, one.id, &hash, start)?;
                if one.standing != Standing::Invited {
                    session::came_before(tx, one.agency, one.id, start)?;
                }
            }
            Ok::<_, Refused>(())
        })?;
    }
    supervise(db, world, &accounts)?;
    Ok(accounts)
}

fn places(db: &Db, world: &World) -> Result<Vec<Place>> {
    let start = world.start;
    let mut places = vec![];
    for (agency_name, programs) in AGENCIES {
        let agency = Agency {
            id: world.id(start),
            name: (*agency_name).to_owned(),
        };
        let mut made: Vec<(Program, Vec<Team>)> = vec![];
        for (program_name, zone, teams) in *programs {
            let program = Program {
                id: world.id(start),
                name: (*program_name).to_owned(),
                sign_in_name: (*agency_name).to_owned(),
                zone: (*zone).to_owned(),
            };
            let zone = hours::zone(zone)?;
            let teams = teams.iter().map(|team_name| {
                let team = Team {
                    id: world.id(start),
                    program: program.id,
                    name: (*team_name).to_owned(),
                };
                places.push(Place {
                    agency: agency.id,
                    agency_name,
                    program: program.id,
                    program_name,
                    zone: zone.clone(),
                    team: team.id,
                    team_name,
                });
                team
            });
            let teams = teams.collect();
            made.push((program, teams));
        }
        db.write_now(move |tx| {
            agency::create(tx, &agency, start)?;
            for (program, teams) in &made {
                agency::create_program(tx, agency.id, program, start)?;
                for team in teams {
                    agency::create_team(tx, agency.id, team, start)?;
                }
            }
            Ok::<_, storage::Error>(())
        })?;
    }
    Ok(places)
}

/// Who works where: the cast, then peer workers in every team in turn, then more supervisors where there
/// are many workers, then those who are not active.
fn plan(world: &World, size: &Size, places: &[Place]) -> Vec<Invented> {
    let mut who: Vec<(Vec<Role>, usize, Standing)> = vec![];
    let mut walking = 0;
    for (roles, place) in CAST {
        let mut roles = roles.to_vec();
        if walking == size.workers {
            roles.retain(|role| *role != PeerWorker);
        }
        walking += usize::from(roles.contains(&PeerWorker));
        if !roles.is_empty() {
            who.push((roles, *place, Standing::Active));
        }
    }
    let absent = OTHERS.saturating_sub(who.len() - walking);
    for number in 0..size.workers - walking {
        who.push((vec![PeerWorker], number % places.len(), Standing::Active));
    }
    let led = CAST
        .iter()
        .filter(|(roles, _)| roles.contains(&PeerSupervisor))
        .count();
    for number in led..size.workers / TO_A_SUPERVISOR {
        who.push((
            vec![PeerSupervisor],
            number % places.len(),
            Standing::Active,
        ));
    }
    for number in 0..absent {
        let standing = [Standing::Invited, Standing::Suspended, Standing::Left][number % 3];
        let roles = if number == 3 {
            vec![PeerSupervisor]
        } else {
            vec![PeerWorker]
        };
        who.push((roles, number % places.len(), standing));
    }
    let all = who.into_iter().enumerate();
    all.map(|(number, (roles, place, standing))| {
        let name = match (
            COLLEAGUES[number % COLLEAGUES.len()],
            number / COLLEAGUES.len(),
        ) {
            (name, 0) => name.to_owned(),
            (name, round) => format!("{name} {}", round + 1),
        };
        let place = &places[place];
        Invented {
            agency: place.agency,
            agency_name: place.agency_name,
            id: world.id(world.start),
            program: place.program,
            program_name: place.program_name,
            zone: place.zone.clone(),
            team: place.team,
            team_name: place.team_name,
            email: format!("{}@demo.example", name.to_lowercase().replace(' ', ".")),
            name,
            roles,
            standing,
        }
    })
    .collect()
}

/// Everyone who walks with people has a supervisor of their team, or of their agency; every third has a
/// second one.
fn supervise(db: &Db, world: &World, accounts: &[Invented]) -> Result<()> {
    let leads =
        |one: &&Invented| one.roles.contains(&PeerSupervisor) && one.standing == Standing::Active;
    let supervisors: Vec<&Invented> = accounts.iter().filter(leads).collect();
    let mut slots = vec![];
    for (number, worker) in accounts.iter().enumerate() {
        if !worker.roles.contains(&PeerWorker) || worker.standing == Standing::Left {
            continue;
        }
        let here = |one: &&&Invented| one.agency == worker.agency && one.id != worker.id;
        let near: Vec<&&Invented> = supervisors.iter().filter(here).collect();
        let own: Vec<&&&Invented> = near.iter().filter(|one| one.team == worker.team).collect();
        let turn = number / 5;
        let first = match own.len() {
            0 => near.get(turn % near.len().max(1)).copied(),
            many => Some(*own[turn % many]),
        };
        let Some(first) = first else { continue };
        slots.push((worker.agency, worker.id, 1, first.id, "Day to day"));
        let second = near
            .iter()
            .find(|one| one.id != first.id && one.program == worker.program);
        if let Some(second) = second.filter(|_| number % 3 == 2) {
            slots.push((worker.agency, worker.id, 2, second.id, "Learning the work"));
        }
    }
    let start = world.start;
    for batch in slots.chunks(BATCH) {
        let (batch, seed) = (batch.to_vec(), world.chance.next());
        db.write_now(move |tx| {
            let chance = Seeded::new(seed);
            for (agency, worker, slot, supervisor, purpose) in &batch {
                let by = By::house(*agency);
                let who = Some((*supervisor, *purpose));
                account::set_supervisor(tx, &by, *worker, *slot, who, start, &chance)?;
            }
            Ok::<_, Refused>(())
        })?;
    }
    Ok(())
}
