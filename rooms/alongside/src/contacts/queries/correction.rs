//! The table `contact_earlier`: what a contact said before each correction. Rows are only added.

use domain::id::{AccountId, AgencyId, ContactId, ParticipantId};
use serde::{Deserialize, Serialize};
use storage::{Error, FromRow, Row, Sql, Tx};

use super::{Contact, DROP_WITH, What, insert_with, place};
use crate::counts::Place;

pub(super) const CORRECT: Sql = Sql::new(
    "contacts.correct",
    "UPDATE contact SET happened_at = $4, kind = $5, setting = $6, mode = $7, minutes = $8, \
       outcome = $9, support = $10, offered = $11, cents = $12, miles_tenths = $13, \
       heaviness = $14, out_of_hours = $15, note = $16, unknown_person = $17, \
       people_reached = $18, day = $19, over_midnight = $20, version = version + 1 \
     WHERE agency_id = $1 AND contact_id = $2 AND version = $3 AND undone_at = 0",
);

pub(super) const KEEP: Sql = Sql::new(
    "contacts.keep",
    "INSERT INTO contact_earlier (agency_id, contact_id, version, author_id, at, why, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)",
);

pub(super) const EARLIER: Sql = Sql::new(
    "contacts.earlier",
    "SELECT author_id, at, why, body FROM contact_earlier \
     WHERE agency_id = $1 AND contact_id = $2 ORDER BY version DESC",
);

/// What a contact said before a correction, and the correction that replaced it.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// Who corrected it.
    pub author: AccountId,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Why, in the corrector's words.
    pub why: String,
    /// What it said.
    pub what: What,
    /// With whom it said it was.
    pub with: Vec<ParticipantId>,
}

#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(flatten)]
    what: What,
    #[serde(default)]
    with: Vec<i64>,
}

impl FromRow for Earlier {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        let body: Body = serde_json::from_str(&row.get::<String>(3)?)
            .map_err(|_| Error::Broken("contact_earlier.body is not what we wrote".into()))?;
        Ok(Self {
            author: row.get(0)?,
            at: row.get(1)?,
            why: row.get(2)?,
            what: body.what,
            with: body.with.into_iter().map(ParticipantId::from_i64).collect(),
        })
    }
}

/// Every earlier text of a contact, newest first.
pub fn earlier(tx: &mut Tx<'_>, agency: AgencyId, id: ContactId) -> Result<Vec<Earlier>, Error> {
    tx.all(&EARLIER, &[&agency, &id])
}

/// A correction: who makes it, when and why.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Who.
    pub author: AccountId,
    /// When, in seconds since 1970.
    pub at: i64,
    /// Why, in a few words.
    pub why: String,
}

/// Keeps what a contact said and lets it say something else; `false` if somebody was faster. It
/// counts for the day of `place` from now on, and for the team for which it counted.
pub fn correct(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    old: &Contact,
    (what, with): (&What, &[ParticipantId]),
    place: Option<Place>,
    by: &Correction,
) -> Result<bool, Error> {
    let (_, day, over_midnight) = place.map_or((0, String::new(), 0), place::stored);
    let corrected = tx.run(
        &CORRECT,
        &[
            &agency,
            &old.id,
            &old.version,
            &what.happened_at,
            &what.kind,
            &what.setting,
            &what.mode,
            &what.minutes,
            &what.outcome,
            &what.support,
            &what.offered,
            &what.cents,
            &what.miles_tenths,
            &what.heaviness,
            &what.out_of_hours,
            &what.note,
            &what.unknown_person,
            &what.people_reached,
            &day,
            &over_midnight,
        ],
    )? == 1;
    if !corrected {
        return Ok(false);
    }
    let with_before = old.with.iter().map(|id| id.get()).collect();
    let body = serde_json::to_string(&Body {
        what: old.what.clone(),
        with: with_before,
    })
    .map_err(|error| Error::Broken(error.to_string()))?;
    tx.run(
        &KEEP,
        &[
            &agency,
            &old.id,
            &old.version,
            &by.author,
            &by.at,
            &by.why,
            &body,
        ],
    )?;
    tx.run(&DROP_WITH, &[&agency, &old.id])?;
    insert_with(tx, agency, old.id, what.happened_at, with)?;
    Ok(true)
}
