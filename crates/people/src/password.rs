//! Passwords: Argon2id, two hashes at once at most, and the same work for an unknown name.
//!
//! The rules for a new password are `domain::password`'s; [`own_words`] gives it the names to look for.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::id::{AccountId, AgencyId};
use domain::password::normalize;
use domain::world::{Chance, bytes};
use storage::{Error, Sql, Tx};

use crate::{
    Who,
    audit::{self, Leaf},
    guess::{self, Guess},
    notice,
    session::{self, Token},
    token,
};

/// Memory of one hash in KiB: 19 MiB, the floor of the OWASP sheet for two passes.
const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// Hashes that run at once: more would let strangers fill the memory.
const AT_ONCE: usize = 2;
/// Callers that may wait for their turn.
const QUEUE: usize = 32;
/// What a password is checked against when nobody has the name: the same cost, never right.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUu$\
                      Zm9yIHNvbWVvbmUgd2hvIGlzIG5vdCBoZXJlIGF0IGE";

/// Too many people sign in at this moment: try again shortly (503).
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many sign-ins at once")]
pub struct Busy;

/// Makes and checks password hashes, a few at a time. It works on the calling thread for some
/// 20 to 60 ms: call it where blocking is allowed (`Ask::blocking`), and outside any [`Tx`].
#[derive(Debug, Default)]
pub struct Hasher {
    turns: Mutex<Turns>,
    free: Condvar,
}

#[derive(Debug, Default)]
struct Turns {
    running: usize,
    waiting: usize,
}

impl Hasher {
    /// A hasher; one for the whole house.
    pub fn new() -> Self {
        Self::default()
    }

    /// The stored form of a new password, a PHC text with its own salt and cost.
    pub fn hash(&self, password: &str, chance: &dyn Chance) -> Result<String, Busy> {
        let (password, salt) = (normalize(password), bytes::<16>(chance));
        self.in_turn(|| {
            let made: Option<PasswordHash> =
                argon2().and_then(|a| a.hash_password_with_salt(password.as_bytes(), &salt).ok());
            made.map(|hash| hash.to_string())
        })?
        .ok_or(Busy)
    }

    /// Whether the password is the one that was stored. `None` (nobody has this name, or no
    /// password) takes the same time and is never right.
    pub fn check(&self, password: &str, stored: Option<&str>) -> Result<bool, Busy> {
        let password = normalize(password);
        self.in_turn(|| {
            let right = PasswordHash::new(stored.unwrap_or(NOBODY)).is_ok_and(|hash| {
                argon2().is_some_and(|a| a.verify_password(password.as_bytes(), &hash).is_ok())
            });
            right && stored.is_some()
        })
    }

    /// Runs `work` when it is its turn.
    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> Result<T, Busy> {
        let mut turns = self.turns();
        if turns.running >= AT_ONCE {
            if turns.waiting >= QUEUE {
                return Err(Busy);
            }
            turns.waiting += 1;
            while turns.running >= AT_ONCE {
                turns = self
                    .free
                    .wait(turns)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            turns.waiting -= 1;
        }
        turns.running += 1;
        drop(turns);
        let turn = Turn(self);
        let done = work();
        drop(turn);
        Ok(done)
    }

    fn turns(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Gives the turn back, also when the work panics.
struct Turn<'a>(&'a Hasher);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.turns().running -= 1;
        self.0.free.notify_one();
    }
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(MEMORY, PASSES, LANES, None).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Writes the stored form of an account's password.
pub(crate) fn store(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    hash: &str,
    now: i64,
) -> Result<(), Error> {
    tx.run(&STORE, &[&agency, &account, &hash, &now])?;
    Ok(())
}

/// Gives an account a password without asking (the demo, the generator). `hash` is from [`Hasher::hash`].
pub fn set(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
    hash: &str,
    now: i64,
) -> Result<(), Error> {
    store(tx, agency, account, hash, now)
}

/// The stored form of the asking person's password, if they have one: for [`Hasher::check`] before
/// a change.
pub fn stored(tx: &mut Tx<'_>, who: &Who) -> Result<Option<String>, Error> {
    tx.first(&STORED, &[&who.agency, &who.account])
}

/// Changes the asking person's password: every other device is signed out, this one
/// gets a new token, and the owner is told. The room has checked the old one, or has asked for none
/// because [`session::how`] says that this is a way back in.
pub fn change(
    tx: &mut Tx<'_>,
    who: &Who,
    hash: &str,
    now: i64,
    chance: &dyn Chance,
) -> Result<Token, Error> {
    store(tx, who.agency, who.account, hash, now)?;
    session::end_elsewhere(tx, who, now)?;
    notice::tell(
        tx,
        who.agency,
        who.account,
        notice::Kind::PasswordChanged,
        "",
        now,
        chance,
    )?;
    audit::record(tx, who, &leaf(who, "password.change"), now, chance)?;
    session::renew(tx, who, chance)
}

/// One try to type the password that the account has now.
#[derive(Clone, Debug)]
pub struct OldTry(Guess);

/// Lets a signed-in person's try at their present password through to the hasher, or not (`None`): 10
/// wrong ones an hour. Whoever finds a phone unlocked must not guess for ever.
///
/// The count is apart from the one of the sign-in page, so it never keeps the owner out.
pub fn begin_old(
    tx: &mut Tx<'_>,
    who: &Who,
    now: i64,
    chance: &dyn Chance,
) -> Result<Option<OldTry>, Error> {
    let name = token::hash(&format!("present password {} {}", who.agency, who.account));
    Ok(guess::take(tx, &name, &[], now, chance)?.map(OldTry))
}

/// The try was right, and does not count.
pub fn old_was_right(tx: &mut Tx<'_>, right: &OldTry) -> Result<(), Error> {
    guess::give_back(tx, &right.0)
}

/// The try was wrong: a leaf, so that the owner's agency can see it.
pub fn old_was_wrong(
    tx: &mut Tx<'_>,
    who: &Who,
    now: i64,
    chance: &dyn Chance,
) -> Result<(), Error> {
    audit::record(tx, who, &leaf(who, "password.refuse"), now, chance)
}

fn leaf(who: &Who, action: &'static str) -> Leaf {
    Leaf {
        action,
        subject: "account",
        subject_id: who.account.get(),
        participant: 0,
    }
}

/// The names that a password of this account must not be made of: person, e-mail address,
/// program and agency.
pub fn own_words(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    account: AccountId,
) -> Result<Vec<String>, Error> {
    let words: Option<(String, String, String, String)> =
        tx.first(&OWN_WORDS, &[&agency, &account])?;
    Ok(
        words.map_or_else(Vec::new, |(name, email, program, agency)| {
            vec![name, email, program, agency]
        }),
    )
}

const STORE: Sql = Sql::new(
    "people.password.store",
    "INSERT INTO password (agency_id, account_id, hash, changed_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (agency_id, account_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at",
);
const STORED: Sql = Sql::new(
    "people.password.stored",
    "SELECT hash FROM password WHERE agency_id = $1 AND account_id = $2",
);
const OWN_WORDS: Sql = Sql::new(
    "people.password.own_words",
    "SELECT a.name, a.email, p.name, g.name FROM account a
     JOIN program p ON p.agency_id = a.agency_id AND p.program_id = a.program_id
     JOIN agency g ON g.agency_id = a.agency_id
     WHERE a.agency_id = $1 AND a.account_id = $2",
);

pub(crate) const STATEMENTS: &[Sql] = &[STORE, STORED, OWN_WORDS];

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::tests::Dice;

    #[test]
    fn a_password_opens_with_itself_alone() {
        let hasher = Hasher::new();
        let hash = hasher
            .hash("a quiet walk by the harbor", &Dice::new(1))
            .expect("a turn");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert_eq!(
            hasher.check("a quiet walk by the harbor", Some(&hash)),
            Ok(true)
        );
        assert_eq!(
            hasher.check("a quiet walk by the harbour", Some(&hash)),
            Ok(false)
        );
        assert_eq!(hasher.check("a quiet walk by the harbor", None), Ok(false));
        assert_eq!(hasher.check("anything", Some("not a hash")), Ok(false));
    }

    #[test]
    fn the_hash_of_nobody_costs_what_a_real_one_costs() {
        let nobody = PasswordHash::new(NOBODY).expect("well formed");
        let hash = Hasher::new()
            .hash("a quiet walk by the harbor", &Dice::new(1))
            .expect("a turn");
        let real = PasswordHash::new(&hash).expect("well formed");
        assert_eq!(nobody.algorithm, real.algorithm);
        assert_eq!(nobody.params, real.params);
        assert_eq!(
            nobody.hash.map(|h| h.as_bytes().len()),
            real.hash.map(|h| h.as_bytes().len())
        );
    }

    #[test]
    fn two_hashes_run_at_once_and_no_more() {
        let hasher = Hasher::new();
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..12 {
                scope.spawn(|| {
                    hasher
                        .in_turn(|| {
                            most.fetch_max(
                                now.fetch_add(1, Ordering::SeqCst) + 1,
                                Ordering::SeqCst,
                            );
                            std::thread::yield_now();
                            now.fetch_sub(1, Ordering::SeqCst);
                        })
                        .expect("a turn");
                });
            }
        });
        assert!(most.load(Ordering::SeqCst) <= AT_ONCE);
        assert_eq!(hasher.turns().running, 0);
    }

    #[test]
    fn a_full_queue_says_so_and_a_panic_gives_the_turn_back() {
        let hasher = Hasher::new();
        *hasher.turns() = Turns {
            running: AT_ONCE,
            waiting: QUEUE,
        };
        assert_eq!(hasher.check("x", None), Err(Busy));
        *hasher.turns() = Turns::default();
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            hasher.in_turn(|| panic!("sabotage"))
        }));
        assert!(panicked.is_err());
        assert_eq!(hasher.turns().running, 0);
    }
}
