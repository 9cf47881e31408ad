//! A program's months in numbers, for its manager: no name, no worker, no contact. Whoever shows them
//! hides small groups (ruling 12); these are the full figures.

use std::collections::BTreeMap;

use domain::{
    id::{AgencyId, ProgramId, TeamId},
    role::Role,
};
use people::{
    Who,
    account::{Listing, Standing},
};
use storage::{Error, Tx};

use crate::{
    contacts::{self, Lists},
    counts, participants,
};

pub use crate::counts::{Part, People, month_of};

/// The program whose figures somebody may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    agency: AgencyId,
    program: ProgramId,
}

impl Scope {
    /// The home program of a program manager; `None` for anybody else.
    pub fn of(who: &Who) -> Option<Self> {
        who.is(Role::ProgramManager).then_some(Self {
            agency: who.agency,
            program: who.program,
        })
    }

    /// The program.
    pub const fn program(&self) -> ProgramId {
        self.program
    }
}

/// A program's figures over some months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Contacts by month, team, kind and setting: these add up.
    pub parts: Vec<Part>,
    /// Unduplicated people by month and grain: these do not add up.
    pub people: Vec<People>,
    /// `false` while the contacts of an older Fullcup are still being counted.
    pub whole: bool,
}

/// The figures from one month to another (`yyyymm`, see [`month_of`]), both included.
pub fn months(
    tx: &mut Tx<'_>,
    scope: Scope,
    from_month: i64,
    to_month: i64,
) -> Result<Counts, Error> {
    let (of, span) = ((scope.agency, scope.program), (from_month, to_month));
    Ok(Counts {
        parts: counts::months(tx, of, span)?,
        people: counts::people(tx, of, span)?,
        whole: counts::is_whole(tx, scope.agency)?,
    })
}

/// The program's words for the kinds and settings of [`months`].
pub fn words(tx: &mut Tx<'_>, scope: Scope) -> Result<Lists, Error> {
    contacts::lists(tx, scope.agency, scope.program)
}

/// The word of a kind by its slug, as the program says it.
pub fn kind_word(w: &kit::Words, lists: &Lists, slug: &str) -> String {
    contacts::pages::kind_word(w, lists, slug)
}

/// The word of a setting by its slug, as the program says it.
pub fn setting_word(w: &kit::Words, lists: &Lists, slug: &str) -> String {
    contacts::pages::setting_word(w, lists, slug)
}

/// Since when each of those who wait for a worker waits (seconds since 1970), longest first. As many
/// as wait; no names.
pub fn waiting(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<i64>, Error> {
    participants::waiting_since(tx, scope.agency, scope.program)
}

/// How many people are supported in a team now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamLoad {
    /// The team; `None` for workers without one.
    pub team: Option<TeamId>,
    /// Active peer workers.
    pub workers: i64,
    /// People who walk with somebody of this team, also with workers who are suspended or have left.
    pub people: i64,
}

/// The workload by team, in the order of team ids; teams without workers and people have no row.
pub fn workload(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<TeamLoad>, Error> {
    let with: BTreeMap<_, _> = participants::with_each(tx, scope.agency)?
        .into_iter()
        .collect();
    let mut teams: BTreeMap<Option<TeamId>, (i64, i64)> = BTreeMap::new();
    let mut listing = Listing {
        program: Some(scope.program),
        ..Listing::default()
    };
    loop {
        let accounts = people::account::list(tx, scope.agency, &listing, PAGE)?;
        let last = accounts
            .last()
            .map(|last| (last.name_folded.clone(), last.id));
        let full = i64::try_from(accounts.len()).is_ok_and(|read| read == PAGE);
        for account in accounts {
            let people = with.get(&account.id).copied().unwrap_or(0);
            let works = account.standing == Standing::Active && account.roles.has(Role::PeerWorker);
            if works || people > 0 {
                let sum = teams.entry(account.team).or_default();
                sum.0 += i64::from(works);
                sum.1 += people;
            }
        }
        if !full || last.is_none() {
            break;
        }
        listing.after = last;
    }
    let loads = teams.into_iter().map(|(team, (workers, people))| TeamLoad {
        team,
        workers,
        people,
    });
    Ok(loads.collect())
}

/// How many accounts are read at once.
const PAGE: i64 = 500;
