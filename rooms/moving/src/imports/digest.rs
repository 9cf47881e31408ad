//! What a row says, as a short hash: the same row never comes in twice.
//!
//! The number of the old system speaks for the row where there is one; otherwise all that it says.
//! The hash is over the row as it was read, so that the same facts in another file, another order of
//! columns or another date format are the same row.

use sha2::{Digest as _, Sha256};
use sheets::{ContactRow, Met, ParticipantRow, PersonRow};

/// Half a SHA-256: enough that two rows of all programs never meet.
pub type RowDigest = [u8; 16];

fn hash(what: &str, their_id: &str, parts: &[&str], time: u32) -> RowDigest {
    let mut hash = Sha256::new();
    let mut put = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text.as_bytes());
    };
    put("fullcup row 1");
    put(what);
    if their_id.is_empty() {
        put("says");
        for part in parts {
            put(part);
        }
        put(&time.to_string());
    } else {
        put("numbered");
        put(their_id);
    }
    let whole: [u8; 32] = hash.finalize().into();
    let mut half = [0; 16];
    half.copy_from_slice(&whole[..16]);
    half
}

/// A person who works in the program: by the address they sign in with.
pub fn person(row: &PersonRow) -> RowDigest {
    hash("person", "", &[&row.email.folded()], 0)
}

/// A participant. `time` = how many rows before it say the same.
pub fn participant(row: &ParticipantRow, time: u32) -> RowDigest {
    let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let number = |number: Option<u16>| number.map_or(String::new(), |number| number.to_string());
    let parts = [
        row.name.as_str(),
        &row.also,
        &row.pronouns,
        row.phone.as_ref().map_or("", |phone| phone.written()),
        &row.reach_by,
        &row.birth_year
            .map_or(String::new(), |year| year.to_string()),
        &day(row.since),
        &row.next_step,
        &day(row.next_step_on),
        &number(row.rhythm_days),
        &row.worker,
        &format!("{:?}", row.standing),
        &day(row.ended_on),
        &row.ended_why,
        &row.note,
    ];
    hash("participant", &row.their_id, &parts, time)
}

/// A contact. `time` = how many rows before it say the same.
pub fn contact(row: &ContactRow, time: u32) -> RowDigest {
    let who: Vec<String> = row
        .who
        .iter()
        .map(|met| match met {
            Met::Named(name) => format!("n{name}"),
            Met::Unknown(number) => format!("u{number}"),
        })
        .collect();
    let parts = [
        row.date.to_string(),
        row.start.map_or(String::new(), |start| start.to_string()),
        row.minutes
            .map_or(String::new(), |minutes| minutes.get().to_string()),
        row.kind.slug.clone(),
        row.setting
            .as_ref()
            .map_or(String::new(), |setting| setting.slug.clone()),
        format!("{:?}", row.mode),
        format!("{:?}", row.outcome),
        who.join("\u{1f}"),
        row.heads.to_string(),
        row.worker.clone(),
        row.miles.get().to_string(),
        row.spent.get().to_string(),
        row.note.clone(),
    ];
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    hash("contact", &row.their_id, &parts, time)
}
