//! Invented programs: for the demo, and for measuring. The same seed and day make the same records,
//! through the same functions as the doors use.

pub mod accounts;
mod contacts;
mod filler;
pub mod moment;
mod participants;
mod plans;
mod weeks;
mod words;

use anyhow::Result;
use domain::{
    id::{AccountId, AgencyId, Id, ProgramId, TeamId},
    role::Role,
};
use jiff::{Timestamp, tz::TimeZone};
use people::account::Standing;
use storage::Db;

use crate::{serve::append_now, settings::GenerateArguments, world::Seeded};
use filler::Filler;
use moment::Moment;

/// The password of every invented account, also of those who may not sign in, so that a test can
/// see that the door stays closed. Nobody real ever gets it.
pub const PASSWORD: &str = "invented people like long walks";

/// How much is invented, and up to when.
#[derive(Clone, Debug)]
pub struct Size {
    /// Peer workers who are active.
    pub workers: usize,
    /// Participants.
    pub participants: usize,
    /// How many of them wait for a worker.
    pub waiting: usize,
    /// Contacts.
    pub contacts: usize,
    /// Whether contacts leave entries in the audit trail, as if people had logged them.
    pub trail: bool,
    /// The moment at which the records end.
    pub moment: Moment,
    /// The seed.
    pub seed: u64,
}

impl Size {
    /// The demo: 60 accounts in all, of whom 36 are active peer workers.
    pub fn demo(moment: Moment) -> Self {
        Self {
            workers: 36,
            participants: 400,
            waiting: 12,
            contacts: 7_200,
            trail: true,
            moment,
            seed: 4,
        }
    }

    /// As much as was asked for. Nobody did these things, so the trail says nothing about them.
    pub fn generated(how: &GenerateArguments, moment: Moment) -> Self {
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let participants = number(how.participants);
        Self {
            workers: number(how.workers),
            participants,
            waiting: (participants / 50).min(30),
            contacts: number(how.contacts),
            trail: false,
            moment,
            seed: how.seed,
        }
    }
}

/// One invented account.
#[derive(Clone, Debug)]
pub struct Invented {
    /// Its agency.
    pub agency: AgencyId,
    /// The agency's name.
    pub agency_name: &'static str,
    /// Its id.
    pub id: AccountId,
    /// Its program.
    pub program: ProgramId,
    /// The program's name.
    pub program_name: &'static str,
    /// Time zone of the program.
    pub zone: TimeZone,
    /// Its team.
    pub team: TeamId,
    /// The team's name.
    pub team_name: &'static str,
    /// The name used.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// The roles.
    pub roles: Vec<Role>,
    /// Where it stands.
    pub standing: Standing,
}

impl Invented {
    /// Whether this account walks with people now.
    fn walks(&self) -> bool {
        self.standing == Standing::Active && self.roles.contains(&Role::PeerWorker)
    }

    /// The first word of the name.
    fn first_name(&self) -> &str {
        self.name.split(' ').next().unwrap_or(&self.name)
    }

    /// The line of the accounts file.
    fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "name": self.name,
            "email": self.email,
            "password": PASSWORD,
            "roles": self.roles.iter().map(|role| role.slug()).collect::<Vec<_>>(),
            "state": self.standing.slug(),
            "agency": self.agency_name,
            "program": self.program_name,
            "team": self.team_name,
        })
    }
}

/// The accounts file: one object for each account.
pub fn accounts_file(accounts: &[Invented]) -> Result<String> {
    let list: Vec<_> = accounts.iter().map(Invented::json).collect();
    Ok(serde_json::to_string_pretty(&list)?)
}

/// Time and chance of the invention: moments come from the plan, ids are made at them.
pub struct World {
    /// Chance.
    pub chance: Seeded,
    /// The moment at which the records end, in seconds since 1970.
    pub until: i64,
    /// Half a year earlier.
    pub start: i64,
}

impl World {
    fn new(size: &Size) -> Self {
        let until = size.moment.until.as_second();
        Self {
            chance: Seeded::new(size.seed),
            until,
            start: until - moment::HALF_A_YEAR,
        }
    }

    /// An id made at a moment, in seconds since 1970.
    pub fn id<T>(&self, at: i64) -> Id<T> {
        // A part of the second by chance: ids of the same second would meet too often.
        let ms = at * 1_000 + i64::try_from(self.chance.below(1_000)).unwrap_or(0);
        Id::new(
            Timestamp::from_millisecond(ms).unwrap_or_default(),
            &self.chance,
        )
    }

    /// A number from `from` to just below `to`.
    pub fn between(&self, from: i64, to: i64) -> i64 {
        let width = usize::try_from(to - from).unwrap_or(0);
        from + i64::try_from(self.chance.below(width)).unwrap_or(0)
    }

    /// Whether something that happens `times` in a hundred happens.
    pub fn percent(&self, times: usize) -> bool {
        self.chance.below(100) < times
    }
}

/// Invents everything in an empty database; returns the accounts.
pub fn invent(db: &Db, size: &Size) -> Result<Vec<Invented>> {
    let world = World::new(size);
    let accounts = accounts::invent(db, &world, size)?;
    let mut filler = Filler::new(db)?;
    let workers = weeks::invent(&mut filler, &world, size, &accounts)?;
    let people = participants::invent(&mut filler, &world, size, &workers)?;
    contacts::invent(&mut filler, &world, size, &workers, &people)?;
    plans::invent(&mut filler, &world, size, &workers, &people)?;
    filler.finish()?;
    append_now(db, world.until)?;
    Ok(accounts)
}
