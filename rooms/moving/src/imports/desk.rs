//! What the doors and the command line share: reading the file and laying out the ground.

use std::collections::HashSet;

use alongside::{arrivals, contacts::Lists};
use domain::{
    id::{AgencyId, ProgramId},
    role::Role,
};
use jiff::{Timestamp, tz::TimeZone};
use kit::words::Words as Say;
use people::account::{self, Listing, Standing};
use sheets::{Book, Limits, Mapping, Reading, Target, Unreadable, Words};
use storage::{Error, Tx};

use super::{
    answers::Answers,
    digest::RowDigest,
    mover::number_of,
    plan::{self, Ground, Plan, Worker},
    queries,
};

/// Most people with an account in one program.
const MOST_WORKERS: i64 = 5_000;

/// An import that is laid out: the file, how it is read, and what would come in.
pub struct Desk {
    /// The file.
    pub book: Book,
    /// How it is read.
    pub mapping: Mapping,
    /// What else was said.
    pub answers: Answers,
    /// The program as it is.
    pub ground: Ground,
    /// What would come in.
    pub plan: Plan,
}

/// Reads a file within the usual limits.
///
/// # Errors
/// Why it cannot be read.
pub fn read(bytes: &[u8], name: &str) -> Result<Book, Unreadable> {
    sheets::read(bytes, name, &Limits::default())
}

/// The words of a program as a sheet may use them.
pub fn words(lists: &Lists, say: &Say) -> Words {
    plan::words(lists, &|slug| {
        ["contacts-kind-", "contacts-setting-"]
            .iter()
            .map(|family| format!("{family}{slug}"))
            .find(|id| say.has(id))
            .map_or_else(|| slug.to_owned(), |id| say.say(&id))
    })
}

/// E-mail addresses of a sheet of people, folded.
pub fn addresses(book: &Book, mapping: &Mapping, now: Timestamp) -> Vec<String> {
    if mapping.target != Target::People {
        return vec![];
    }
    let words = Words::ours();
    let reading = Reading {
        today: now.to_zoned(TimeZone::UTC).date(),
        words: &words,
    };
    sheets::people(book, mapping, &reading)
        .filter_map(|parsed| match parsed {
            sheets::Parsed::Row { row, .. } => Some(row.email.folded()),
            _ => None,
        })
        .collect()
}

/// Lays out the ground for an import.
///
/// # Errors
/// [`Error::NoRow`] without such a program.
pub fn ground(
    tx: &mut Tx<'_>,
    (agency, program): (AgencyId, ProgramId),
    target: Target,
    now: Timestamp,
    addresses: &[String],
) -> Result<Ground, Error> {
    let place = people::agency::program(tx, agency, program)?.ok_or(Error::NoRow)?;
    let zone = TimeZone::get(&place.zone).unwrap_or(TimeZone::UTC);
    let listing = Listing {
        program: Some(program),
        ..Listing::default()
    };
    let workers = account::list(tx, agency, &listing, MOST_WORKERS)?
        .into_iter()
        .filter(|account| {
            account
                .roles
                .has_any(&[Role::PeerWorker, Role::PeerSupervisor])
        })
        .map(|account| Worker {
            id: account.id,
            works: matches!(account.standing, Standing::Active | Standing::Invited)
                && account.roles.has(Role::PeerWorker),
            name: account.name,
            email: account.email,
            team: account.team,
        })
        .collect();
    let known = if target == Target::People {
        vec![]
    } else {
        arrivals::known(tx, agency, program)?
    };
    let teams = people::agency::teams(tx, agency)?
        .into_iter()
        .filter(|team| team.program == program)
        .map(|team| (team.id, team.name))
        .collect();
    let mut taken = HashSet::new();
    for address in addresses {
        if account::with_email(tx, address)?.is_some() {
            taken.insert(address.clone());
        }
    }
    let seen: HashSet<RowDigest> = queries::seen(tx, agency, program, number_of(target))?
        .into_iter()
        .filter_map(|digest| digest.try_into().ok())
        .collect();
    Ok(Ground {
        today: now.to_zoned(zone.clone()).date(),
        zone,
        lists: arrivals::lists(tx, agency, program)?,
        workers,
        known,
        teams,
        taken,
        seen,
    })
}

impl Desk {
    /// Works out what would come in.
    pub fn new(book: Book, mapping: Mapping, answers: Answers, ground: Ground, say: &Say) -> Self {
        let words = words(&ground.lists, say);
        let plan = plan::plan(&book, &mapping, &answers, &ground, &words);
        Self {
            book,
            mapping,
            answers,
            ground,
            plan,
        }
    }
}
