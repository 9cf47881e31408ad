//! The shapes of what is read and written.

use domain::id::{AccountId, ParticipantId, ProgramId};
use storage::{Error, FromRow, Row};

use crate::participants::rules::Facts;

impl FromRow for Facts {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            state: row.get(0)?,
            next_step: row.get(1)?,
            next_step_on: row.get(2)?,
            rhythm_days: row.get(3)?,
            since: row.get(4)?,
            last_contact_at: row.get(5)?,
            last_tried_at: row.get(6)?,
            tries: row.get(7)?,
            last_heaviness: row.get(8)?,
            ended_at: row.get(9)?,
            added_at: row.get(10)?,
            program: row.get(11)?,
        })
    }
}

/// One person of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The person.
    pub id: ParticipantId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// The place in the list: lower comes first.
    pub need_at: i64,
    /// The name they use.
    pub name: String,
    /// Their pronouns, or empty.
    pub pronouns: String,
    /// Their phone number as it was written, or empty.
    pub phone: String,
    /// Why they stand where they stand.
    pub facts: Facts,
}

impl FromRow for Listed {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            worker: row.get(1)?,
            need_at: row.get(3)?,
            name: row.get(4)?,
            pronouns: row.get(5)?,
            phone: row.get(6)?,
            facts: Facts {
                state: row.get(2)?,
                next_step: row.get(7)?,
                next_step_on: row.get(8)?,
                rhythm_days: row.get(9)?,
                since: row.get(10)?,
                last_contact_at: row.get(11)?,
                last_tried_at: row.get(12)?,
                tries: row.get(13)?,
                last_heaviness: row.get(14)?,
                ended_at: row.get(15)?,
                added_at: row.get(16)?,
                program: row.get(17)?,
            },
        })
    }
}

/// One person, whole.
#[derive(Clone, Debug)]
pub struct Person {
    /// The person.
    pub id: ParticipantId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// The name they use.
    pub name: String,
    /// Their pronouns, or empty.
    pub pronouns: String,
    /// Their phone number as it was written, or empty.
    pub phone: String,
    /// How they like to be reached, in words.
    pub reach_by: String,
    /// The year of birth, only to tell two people apart; 0 = not asked.
    pub birth_year: i64,
    /// Why they stand where they stand in the list.
    pub facts: Facts,
    /// How support ended (a slug of [`crate::participants::rules::Ending`]), or empty.
    pub ended_how: String,
    /// Words to remember, written when support ended.
    pub ended_words: String,
    /// Grows with every edit, for the check against two people writing at once.
    pub version: i64,
}

impl FromRow for Person {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            worker: row.get(2)?,
            name: row.get(4)?,
            pronouns: row.get(5)?,
            phone: row.get(6)?,
            reach_by: row.get(7)?,
            birth_year: row.get(8)?,
            facts: Facts {
                state: row.get(3)?,
                next_step: row.get(9)?,
                next_step_on: row.get(10)?,
                rhythm_days: row.get(11)?,
                since: row.get(12)?,
                last_contact_at: row.get(13)?,
                last_tried_at: row.get(14)?,
                tries: row.get(15)?,
                last_heaviness: row.get(16)?,
                ended_at: row.get(17)?,
                added_at: row.get(21)?,
                program: row.get(1)?,
            },
            ended_how: row.get(18)?,
            ended_words: row.get(19)?,
            version: row.get(20)?,
        })
    }
}

/// Somebody who may be the same person as the one being added.
#[derive(Clone, Debug)]
pub struct Alike {
    /// The person.
    pub id: ParticipantId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// 1 = walking together, 2 = support ended.
    pub state: i64,
    /// The name they use.
    pub name: String,
    /// Their phone number as it was written, or empty.
    pub phone: String,
    /// The year of birth, or 0.
    pub birth_year: i64,
}

impl FromRow for Alike {
    fn from_row(row: &Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            id: row.get(0)?,
            worker: row.get(1)?,
            state: row.get(2)?,
            name: row.get(3)?,
            phone: row.get(4)?,
            birth_year: row.get(5)?,
        })
    }
}

/// Somebody new, ready to be written.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// The person.
    pub id: ParticipantId,
    /// Their program.
    pub program: ProgramId,
    /// Who walks with them; the id 0 = nobody yet.
    pub worker: AccountId,
    /// The place in the list until the need is worked out.
    pub need_at: i64,
    /// What is known of them.
    pub details: Details,
    /// What comes next.
    pub next_step: String,
    /// Its day (ISO), or empty.
    pub next_step_on: String,
    /// Since when, in seconds since 1970.
    pub since: i64,
}

/// What a worker writes down about who somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The name they use.
    pub name: String,
    /// Their pronouns, or empty.
    pub pronouns: String,
    /// Their phone number, or empty.
    pub phone: String,
    /// How they like to be reached, in words.
    pub reach_by: String,
    /// The year of birth, or 0.
    pub birth_year: i64,
    /// How often to be in touch, in days.
    pub rhythm_days: i64,
}
