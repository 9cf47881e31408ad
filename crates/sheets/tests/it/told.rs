//! A sheet told line by line, so that a test shows all of what came in.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use sheets::{
    Book, ContactRow, Limits, Mapping, Met, Note, Parsed, ParticipantRow, PersonRow, Reading,
    Target, Words, guess, letters, read,
};

/// The day on which every test reads.
pub const TODAY: Date = date(2025, 11, 20);

pub fn book(bytes: &[u8]) -> Book {
    read(bytes, "a file", &Limits::default()).expect("a readable file")
}

/// Contacts as they come in, with the guess that no one touched.
pub fn contacts(bytes: &[u8]) -> Vec<String> {
    let book = book(bytes);
    let mapping = guess(&book, Target::Contacts, &Words::ours());
    contacts_by(&book, &mapping)
}

pub fn contacts_by(book: &Book, mapping: &Mapping) -> Vec<String> {
    let words = Words::ours();
    let reading = Reading {
        today: TODAY,
        words: &words,
    };
    sheets::contacts(book, mapping, &reading)
        .map(|parsed| line(&parsed, contact))
        .collect()
}

pub fn participants(bytes: &[u8]) -> Vec<String> {
    let book = book(bytes);
    let words = Words::ours();
    let mapping = guess(&book, Target::Participants, &words);
    let reading = Reading {
        today: TODAY,
        words: &words,
    };
    sheets::participants(&book, &mapping, &reading)
        .map(|parsed| line(&parsed, participant))
        .collect()
}

pub fn people(bytes: &[u8]) -> Vec<String> {
    let book = book(bytes);
    let words = Words::ours();
    let mapping = guess(&book, Target::People, &words);
    let reading = Reading {
        today: TODAY,
        words: &words,
    };
    sheets::people(&book, &mapping, &reading)
        .map(|parsed| line(&parsed, person))
        .collect()
}

/// What the guess says of each column: `A date`, or `C -` when it is left out.
pub fn guessed(bytes: &[u8], target: Target) -> Vec<String> {
    guess(&book(bytes), target, &Words::ours())
        .columns
        .iter()
        .map(|column| {
            let field = column.field.map_or("-", sheets::Field::slug);
            format!("{} {field}", letters(column.column))
        })
        .collect()
}

fn line<T>(parsed: &Parsed<T>, tell: impl Fn(&T) -> String) -> String {
    match parsed {
        Parsed::Row { line, row, notes } => {
            let notes: Vec<String> = notes
                .iter()
                .map(|note| match note {
                    Note::Read { column, how } => {
                        format!(" [{}: {}]", letters(*column), how.slug())
                    }
                    Note::SameAs { line } => format!(" [as line {line}]"),
                })
                .collect();
            format!("{line}: {}{}", tell(row), notes.concat())
        }
        Parsed::Refused { line, refusals } => {
            let refusals: Vec<String> = refusals
                .iter()
                .map(|refusal| {
                    format!(
                        "{} {} “{}” {}",
                        refusal.letters(),
                        refusal.header,
                        refusal.written,
                        refusal.trouble.slug()
                    )
                })
                .collect();
            format!("{line} refused: {}", refusals.join("; "))
        }
        Parsed::Skipped {
            line,
            what,
            written,
        } => format!("{line} {}: {written}", what.slug()),
    }
}

fn contact(row: &ContactRow) -> String {
    let mut told = row.date.to_string();
    if let Some(start) = row.start {
        let _ = write!(told, "{}", start.strftime(" %H:%M"));
    }
    if let Some(minutes) = row.minutes {
        let _ = write!(told, " {} min", minutes.get());
    }
    let _ = write!(told, " {}", row.kind.slug);
    if let Some(setting) = &row.setting {
        let _ = write!(told, " at {}", setting.slug);
    }
    if let Some(outcome) = row.outcome {
        let _ = write!(told, " ({outcome:?})");
    }
    for met in &row.who {
        let _ = match met {
            Met::Named(name) => write!(told, ", {name}"),
            Met::Unknown(count) => write!(told, ", {count} unknown"),
        };
    }
    if row.heads > 0 {
        let _ = write!(told, ", {} heads", row.heads);
    }
    if !row.worker.is_empty() {
        let _ = write!(told, ", by {}", row.worker);
    }
    if row.miles.get() > 0 {
        let _ = write!(told, ", {} mi", row.miles);
    }
    if row.spent.get() > 0 {
        let _ = write!(told, ", {}", row.spent);
    }
    if !row.note.is_empty() {
        let _ = write!(told, ", “{}”", row.note);
    }
    told
}

fn participant(row: &ParticipantRow) -> String {
    let mut told = row.name.clone();
    let mut tell = |label: &str, value: String| {
        if !value.is_empty() {
            let _ = write!(told, ", {label} {value}");
        }
    };
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    tell("also", row.also.clone());
    tell("pronouns", row.pronouns.clone());
    let phone = row.phone.as_ref();
    tell(
        "phone",
        phone.map(|p| p.dialed().to_owned()).unwrap_or_default(),
    );
    tell("reach by", row.reach_by.clone());
    let year = row.birth_year.map(|year| year.to_string());
    tell("born", year.unwrap_or_default());
    tell("since", day(row.since));
    tell("next", row.next_step.clone());
    tell("on", day(row.next_step_on));
    tell("with", row.worker.clone());
    if row.standing != sheets::Standing::Active {
        tell("is", format!("{:?}", row.standing).to_lowercase());
    }
    tell("ended", day(row.ended_on));
    tell("why", row.ended_why.clone());
    tell("note", row.note.clone());
    tell("id", row.their_id.clone());
    told
}

fn person(row: &PersonRow) -> String {
    let roles: Vec<&str> = row.roles.iter().map(|role| role.slug()).collect();
    let mut told = format!("{} <{}> {}", row.name, row.email.as_str(), roles.join("+"));
    if !row.team.is_empty() {
        let _ = write!(told, " of {}", row.team);
    }
    if !row.active {
        told += " left";
    }
    told
}
