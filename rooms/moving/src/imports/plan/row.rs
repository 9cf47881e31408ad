//! One row: what is refused of it, and what a contact says.

use alongside::contacts::What;
use domain::contact::{Kind, Listed as _, Outcome};
use sheets::{ContactRow, Refusal};

use super::Held;

pub(super) fn held(line: u32, refusal: &Refusal) -> Held {
    Held {
        line,
        letters: refusal.letters(),
        header: refusal.header.clone(),
        written: refusal.written.clone(),
        trouble: refusal.trouble.slug(),
    }
}

/// What a contact says, as it is stored. Whether it lay out of hours is not known: the hours of
/// then are in no sheet, and today's hours say nothing about them.
pub(super) fn what(row: &ContactRow, happened_at: i64, strangers: u32, alone: bool) -> What {
    let outcome = match row.outcome {
        Some(outcome) => outcome.code(),
        None if row.kind.counts_as == Kind::Tried => Outcome::NoAnswer.code(),
        None => 0,
    };
    let unknown_person = match strangers {
        0 if alone && row.heads == 0 => "Not named".to_owned(),
        0 => String::new(),
        1 => "Not named".to_owned(),
        more => format!("{more} not named"),
    };
    What {
        happened_at,
        kind: row.kind.slug.clone(),
        setting: row
            .setting
            .as_ref()
            .map_or(String::new(), |setting| setting.slug.clone()),
        mode: row.mode.code(),
        minutes: row.minutes.map_or(0, |minutes| i64::from(minutes.get())),
        outcome,
        cents: row.spent.get(),
        miles_tenths: row.miles.get(),
        note: row.note.clone(),
        unknown_person,
        people_reached: i64::from(row.heads),
        ..What::default()
    }
}
