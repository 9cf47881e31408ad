//! Staging, deciding and moving: how much comes in at once while everybody works on.
//!
//! Rows are staged in parts. One short transaction decides: from then on the import goes through,
//! part by part, each of them some milliseconds of the writer; whatever stops the program, the next
//! start goes on where it was (`docs/decisions/0008`).
//!
//! **Invariant:** a part and the mark that it is done commit together, so that no row comes in
//! twice and none is lost (`an_import_that_was_cut_goes_on_where_it_was`).

use std::sync::Arc;

use alongside::arrivals;
use domain::{
    id::{AccountId, AgencyId, Id},
    world::{Chance, Clock},
};
use jiff::tz::TimeZone;
use people::account::{self, By, Refused, Standing};
use sheets::Target;
use storage::{Db, Error, Tx};

use super::{
    parts::{self, Into, Part},
    queries::{self, Import, PIECE_BYTES, State},
};

/// Contacts that are taken back in one write, with their people worked out anew.
const CONTACTS_BACK: i64 = 100;
/// People who are taken back in one write.
const PEOPLE_BACK: i64 = 200;

/// What moving needs of the house.
#[derive(Clone)]
pub struct Hands {
    /// The database.
    pub db: Db,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance, for the trail.
    pub chance: Arc<dyn Chance>,
}

/// Why a part could not be staged or moved.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The database.
    #[error(transparent)]
    Database(#[from] Error),
    /// A part that this program cannot read.
    #[error("a staged part cannot be read: {0}")]
    Part(#[from] serde_json::Error),
}

/// Keeps a file, a piece in each write.
pub async fn keep_file(
    db: &Db,
    agency: AgencyId,
    import: i64,
    bytes: bytes::Bytes,
) -> Result<(), Error> {
    let mut piece = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        let next = rest.split_to(rest.len().min(PIECE_BYTES));
        db.write(move |tx| queries::keep_piece(tx, agency, import, piece, &next))
            .await?;
        piece += 1;
    }
    Ok(())
}

/// Stages parts under a number of their own.
pub async fn stage(
    db: &Db,
    agency: AgencyId,
    (import, attempt): (i64, i64),
    parts: &[Part],
) -> Result<(), Stopped> {
    for (number, part) in (0_i64..).zip(parts) {
        let body = serde_json::to_string(part)?;
        db.write(move |tx| queries::keep_part(tx, agency, (import, attempt), number, &body))
            .await?;
    }
    Ok(())
}

impl Hands {
    fn now(&self) -> i64 {
        self.clock.now().as_second()
    }

    /// Moves everything that is staged for a decided import, or takes everything back of one that
    /// is decided to go. Returns when it is through; may be called by several at once.
    ///
    /// # Errors
    /// What stopped it. It can be called again.
    pub async fn go_on(&self, agency: AgencyId, id: i64) -> Result<(), Stopped> {
        let found = self
            .db
            .read(move |tx| {
                let import = queries::find(tx, agency, id)?;
                let program = match &import {
                    Some(import) => people::agency::program(tx, agency, import.program)?,
                    None => None,
                };
                Ok::<_, Error>(import.zip(program))
            })
            .await?;
        let Some((import, program)) = found else {
            return Ok(());
        };
        let by = By {
            agency,
            account: (import.by.get() != 0).then_some(import.by),
            name: String::new(),
        };
        let into = Into {
            agency,
            import: id,
            program: import.program,
            zone: TimeZone::get(&program.zone).unwrap_or(TimeZone::UTC),
            by,
            now: self.now(),
        };
        match import.state {
            State::Coming => self.bring_in(&import, into).await,
            State::Going => self.take_back(&import, into).await,
            State::Open | State::In | State::TakenBack | State::Aside => Ok(()),
        }
    }

    async fn bring_in(&self, import: &Import, into: Into) -> Result<(), Stopped> {
        let mine = (import.id, import.attempt);
        let agency = into.agency;
        self.db
            .write(move |tx| queries::drop_other_parts(tx, agency, mine.0, mine.1))
            .await?;
        loop {
            let next = self
                .db
                .read(move |tx| queries::next_part(tx, agency, mine))
                .await?;
            let Some((number, body)) = next else { break };
            let part: Arc<Part> = Arc::new(serde_json::from_str(&body)?);
            let mut into = into.clone();
            into.now = self.now();
            let chance = self.chance.clone();
            self.db
                .write(move |tx| {
                    if !queries::drop_part(tx, agency, mine, number)? {
                        return Ok(());
                    }
                    let rows = parts::write(tx, &into, &part, &*chance)?;
                    queries::beat(tx, agency, mine.0, rows, into.now)
                })
                .await?;
        }
        let now = self.now();
        self.db
            .write(move |tx| {
                if queries::move_on(tx, agency, mine.0, (State::Coming, State::In), now)? {
                    queries::drop_file(tx, agency, mine.0)?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        Ok(())
    }

    async fn take_back(&self, import: &Import, into: Into) -> Result<(), Stopped> {
        let (agency, id) = (into.agency, import.id);
        self.chunks((agency, id, 3), CONTACTS_BACK, move |tx, ids, now| {
            let ids: Vec<_> = ids.iter().map(|id| Id::from_i64(*id)).collect();
            arrivals::take_back_contacts(tx, agency, &ids, now).map(drop)
        })
        .await?;
        self.chunks((agency, id, 2), PEOPLE_BACK, move |tx, ids, _| {
            let ids: Vec<_> = ids.iter().map(|id| Id::from_i64(*id)).collect();
            arrivals::take_back_people(tx, agency, &ids)?;
            ids.iter()
                .try_for_each(|id| queries::drop_alike(tx, agency, *id))
        })
        .await?;
        let (by, chance) = (into.by.clone(), self.chance.clone());
        self.chunks((agency, id, 1), PEOPLE_BACK, move |tx, ids, now| {
            for account in ids {
                let account = AccountId::from_i64(*account);
                let found = account::find(tx, agency, account)?;
                if !found.is_some_and(|found| found.standing == Standing::Invited) {
                    continue;
                }
                let left =
                    account::change_standing(tx, &by, account, Standing::Left, now, &*chance);
                // Somebody who has come in by now stays.
                if let Err(Refused::Database(error)) = left {
                    return Err(error);
                }
            }
            Ok(())
        })
        .await?;
        let now = self.now();
        self.db
            .write(move |tx| {
                queries::move_on(tx, agency, id, (State::Going, State::TakenBack), now).map(drop)
            })
            .await?;
        Ok(())
    }

    /// Does something with every record of an import, some in each write, and forgets their rows.
    async fn chunks<F>(
        &self,
        (agency, import, what): (AgencyId, i64, i64),
        size: i64,
        job: F,
    ) -> Result<(), Stopped>
    where
        F: Fn(&mut Tx<'_>, &[i64], i64) -> Result<(), Error> + Clone + Send + 'static,
    {
        loop {
            let (job, now) = (job.clone(), self.now());
            let left = self
                .db
                .write(move |tx| {
                    let ids = queries::rows_of(tx, agency, (import, what), i64::MIN, size)?;
                    job(tx, &ids, now)?;
                    for id in &ids {
                        queries::drop_row(tx, agency, import, *id)?;
                    }
                    queries::beat(tx, agency, import, 0, now)?;
                    Ok::<_, Error>(!ids.is_empty())
                })
                .await?;
            if !left {
                return Ok(());
            }
        }
    }

    /// Goes on with everything that was decided before the program ended. For the start of the house.
    ///
    /// # Errors
    /// What stopped it; the next start tries again.
    pub async fn finish_what_was_decided(&self) -> Result<(), Stopped> {
        let begun = self
            .db
            .read(|tx| {
                let mut begun = vec![];
                for agency in people::agency::all(tx)? {
                    begun.extend(queries::unfinished(tx, agency.id)?);
                }
                Ok::<_, Error>(begun)
            })
            .await?;
        for (agency, import) in begun {
            self.go_on(agency, import).await?;
        }
        Ok(())
    }
}

/// The number that a kind of rows has in `import_row`.
pub const fn number_of(target: Target) -> i64 {
    match target {
        Target::People => 1,
        Target::Participants => 2,
        Target::Contacts => 3,
    }
}
