//! Stories of this crate, on the engine that the environment names.

mod accounts;
mod changes;
mod passkeys;
mod reach;
mod sessions;
mod sign_in;
mod statements;
mod ways_in;

use std::sync::atomic::{AtomicU64, Ordering};

use domain::id::{AccountId, AgencyId, Id, ProgramId};
use domain::role::{Role, Roles};
use domain::world::{Chance, bytes};
use sha2::{Digest, Sha256};
use storage::{
    Error, Tx,
    testing::{OPENED_AT, TestDb, fresh},
};

use crate::{
    Who,
    account::{self, By, NewAccount, Standing},
    agency::{self, Agency, Program},
    session::{self, How, Seen, Token},
    sign_in::Client,
};

/// When every story begins: 2 March 2026, 09:00 UTC.
pub(crate) const NOW: i64 = OPENED_AT;
pub(crate) const HOUR: i64 = 3600;

/// Chance that repeats: the same seed, the same bytes.
pub(crate) struct Dice {
    seed: u64,
    thrown: AtomicU64,
}

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            seed,
            thrown: AtomicU64::new(0),
        }
    }

    pub(crate) fn below(&self, end: u64) -> u64 {
        u64::from_be_bytes(bytes(self)) % end
    }
}

impl Chance for Dice {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let thrown = self.thrown.fetch_add(1, Ordering::Relaxed);
            let hash = Sha256::new()
                .chain_update(self.seed.to_be_bytes())
                .chain_update(thrown.to_be_bytes())
                .finalize();
            chunk.copy_from_slice(&hash[..chunk.len()]);
        }
    }
}

/// A house with one agency, "Harbor", and one program.
pub(crate) struct House {
    pub(crate) db: TestDb,
    pub(crate) agency: AgencyId,
    pub(crate) program: ProgramId,
    /// Lives as long as the test process, so that jobs may keep it.
    pub(crate) dice: &'static Dice,
}

impl House {
    pub(crate) fn new() -> Self {
        let db = fresh();
        let dice: &'static Dice = Box::leak(Box::new(Dice::new(1)));
        let mut house = Self {
            db,
            agency: AgencyId::from_i64(0),
            program: ProgramId::from_i64(0),
            dice,
        };
        (house.agency, house.program) = house.another_agency("Harbor");
        house
    }

    pub(crate) fn another_agency(&self, name: &str) -> (AgencyId, ProgramId) {
        let agency = Agency {
            id: self.id(),
            name: name.to_owned(),
        };
        let program = Program {
            id: self.id(),
            name: format!("{name} Peer Support"),
            sign_in_name: name.to_owned(),
            zone: "America/New_York".to_owned(),
        };
        let ids = (agency.id, program.id);
        self.write(move |tx| {
            agency::create(tx, &agency, NOW)?;
            agency::create_program(tx, agency.id, &program, NOW)
        });
        ids
    }

    pub(crate) fn id<T>(&self) -> Id<T> {
        Id::from_i64((u64::from_be_bytes(bytes(self.dice)) >> 2).cast_signed() | 1)
    }

    pub(crate) fn write<T: Send + 'static>(
        &self,
        job: impl FnMut(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.db.db.write_now(job).expect("the write")
    }

    pub(crate) fn read<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.db.db.read_now(job).expect("the read")
    }

    /// A write whose refusal is part of the story.
    pub(crate) fn tries<T: Send + 'static, E: From<Error> + Send + 'static>(
        &self,
        job: impl FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        self.db.db.write_now(job)
    }

    pub(crate) fn by(&self) -> By {
        By::house(self.agency)
    }

    /// What is known of a person of the house's program before they come in.
    pub(crate) fn new_account(&self, name: &str, roles: &[Role]) -> NewAccount {
        NewAccount {
            id: self.id(),
            program: self.program,
            team: None,
            name: name.to_owned(),
            email: format!("{}@harbor.example", name.to_lowercase().replace(' ', ".")),
            roles: Roles::of(roles),
            language: "en".to_owned(),
        }
    }

    /// An active person with these roles.
    pub(crate) fn person(&self, name: &str, roles: &[Role]) -> AccountId {
        let (new, by, dice) = (self.new_account(name, roles), self.by(), self.dice);
        let id = new.id;
        self.tries(move |tx| account::create(tx, &by, &new, Standing::Active, NOW, dice))
            .expect("a new account");
        id
    }

    /// A session of this person, begun at `now`.
    pub(crate) fn session(&self, account: AccountId, now: i64) -> Token {
        let (agency, dice) = (self.agency, self.dice);
        self.write(move |tx| {
            session::begin(
                tx,
                agency,
                account,
                How::Password,
                "Firefox/Android",
                now,
                dice,
            )
        })
    }

    pub(crate) fn look_up(&self, token: &Token, now: i64) -> Seen {
        let token = token.0.clone();
        self.read(move |tx| session::look_up(tx, &token, now))
    }

    /// The person who asks with this token.
    pub(crate) fn who(&self, token: &Token, now: i64) -> Who {
        match self.look_up(token, now) {
            Seen::Live(who) => *who,
            other => panic!("no live session: {other:?}"),
        }
    }

    /// An active person who is signed in.
    pub(crate) fn signed_in(&self, name: &str, roles: &[Role]) -> Who {
        let account = self.person(name, roles);
        self.who(&self.session(account, NOW), NOW)
    }
}

/// A browser that has never been here.
pub(crate) fn stranger() -> Client {
    Client::new(
        None,
        "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    )
}

/// The browser that was given this known-client cookie.
pub(crate) fn known(cookie: &str) -> Client {
    Client::new(
        Some(cookie),
        "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0",
    )
}
