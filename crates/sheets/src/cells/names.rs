//! Names, numbers and addresses as people write them.

use domain::{
    person::{self, Email, PersonError, Phone},
    text::clean_line,
};

use super::{Reading, stands_for_nothing, text};
use crate::{
    book::Cell,
    mapping::NameOrder,
    row::{How, Met},
    trouble::Trouble,
};

/// The most people of one contact.
const PEOPLE_MOST: usize = domain::contact::PEOPLE_MAX;

/// Reads one name.
pub fn name(cell: &Cell, order: NameOrder) -> Reading<String> {
    let text = text(cell)?;
    let line = clean_line(&text);
    let (line, how) = turned(&line, order);
    person::name(&line)
        .map(|name| (name, how))
        .map_err(|error| match error {
            PersonError::TooLong => Trouble::TooLong,
            PersonError::Empty | PersonError::Unreadable => Trouble::NotAName,
        })
}

/// `Hines, Loretta` as `Loretta Hines`.
fn turned(line: &str, order: NameOrder) -> (String, How) {
    let Some((last, first)) = line.split_once(',') else {
        return (line.to_owned(), How::Plainly);
    };
    let (last, first) = (last.trim(), first.trim());
    // "Robert Hines, Jr." is in order already.
    let is_suffix = matches!(
        first.trim_end_matches('.').to_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "md" | "phd" | "cprs" | "crs" | "cps" | "lcsw" | "rn"
    );
    if first.is_empty() || last.is_empty() || is_suffix || first.contains(',') {
        return (line.to_owned(), How::Plainly);
    }
    let one_word = |part: &str| part.split_whitespace().count() == 1;
    if order == NameOrder::LastFirst || one_word(last) {
        (format!("{first} {last}"), How::NameTurned)
    } else {
        (line.to_owned(), How::Plainly)
    }
}

/// Whether a text looks like a last name, a comma and a first name.
pub fn looks_turned(text: &str) -> bool {
    let line = clean_line(text);
    !line.contains([';', '&', '/']) && turned(&line, NameOrder::AsWritten).1 == How::NameTurned
}

/// Reads who was met: one name or several, or people whose name is not known.
pub fn met(cell: &Cell, order: NameOrder) -> Reading<Vec<Met>> {
    if let Cell::Number(number) = cell {
        // A bare number in a column of names is a count of people, or a number of
        // an old system; nobody can tell which.
        let _ = number;
        return Err(Trouble::NotAName);
    }
    let text = text(cell)?;
    let mut people = Vec::new();
    let mut unknown = 0_u32;
    let mut how = How::Plainly;
    for piece in pieces(&text, order) {
        if let Some(count) = unnamed(&piece) {
            unknown = unknown.saturating_add(count);
            continue;
        }
        let (name, read) = name(&Cell::Text(piece), order)?;
        if !name.chars().any(char::is_alphabetic) {
            return Err(Trouble::NotAName);
        }
        if read != How::Plainly {
            how = read;
        }
        people.push(Met::Named(name));
    }
    if unknown > 0 {
        people.push(Met::Unknown(unknown));
    }
    if people.is_empty() {
        return Err(Trouble::NotAName);
    }
    if people.len() > PEOPLE_MOST || unknown > domain::contact::UNKNOWN_MAX {
        return Err(Trouble::TooManyPeople);
    }
    Ok((people, how))
}

fn pieces(text: &str, order: NameOrder) -> Vec<String> {
    let marks = text
        .replace(" & ", ";")
        .replace(" and ", ";")
        .replace(" + ", ";");
    let mut pieces = Vec::new();
    for piece in marks.split([';', '\n', '\r', '/', '|']) {
        let piece = clean_line(piece);
        if piece.is_empty() {
            continue;
        }
        let parts: Vec<&str> = piece.split(',').map(str::trim).collect();
        // "Andre M., Kayla T." are two people, "Hines, Loretta" is one.
        let whole_names =
            parts.len() > 2 || parts.iter().all(|part| part.split_whitespace().count() > 1);
        if parts.len() > 1 && order == NameOrder::AsWritten && whole_names {
            pieces.extend(
                parts
                    .iter()
                    .filter(|p| !p.is_empty())
                    .map(|p| (*p).to_owned()),
            );
        } else {
            pieces.push(piece);
        }
    }
    pieces
}

/// How many people a word stands for whose name is not known.
fn unnamed(text: &str) -> Option<u32> {
    let lower = text.trim().to_lowercase();
    if stands_for_nothing(&lower)
        || matches!(
            lower.as_str(),
            "unknown"
                | "anonymous"
                | "anon"
                | "walk-in"
                | "walk in"
                | "walkin"
                | "no name"
                | "name unknown"
                | "unknown person"
                | "someone"
                | "refused name"
                | "declined"
                | "john doe"
                | "jane doe"
        )
    {
        return Some(1);
    }
    let (number, word) = lower.split_once(' ')?;
    let count = number.trim_start_matches('~').parse::<u32>().ok()?;
    matches!(
        word.trim(),
        "people"
            | "persons"
            | "unknown"
            | "attendees"
            | "participants"
            | "individuals"
            | "walk-ins"
            | "others"
            | "unknown people"
    )
    .then_some(count)
    .filter(|count| *count > 0)
}

/// Reads a phone number.
pub fn phone(cell: &Cell) -> Reading<Phone> {
    let written = match cell {
        Cell::Number(number) => {
            if number.fract() != 0.0 || !(100.0..1e15).contains(number) {
                return Err(Trouble::NotAPhone);
            }
            spaced(&format!("{number:.0}"))
        }
        Cell::Days { .. } | Cell::Truth(_) => return Err(Trouble::NotAPhone),
        other => {
            let line = clean_line(&text(other)?);
            if is_exponent(&line) {
                return Err(Trouble::CutShort);
            }
            // A number that went through a column of decimals.
            let line = line.strip_suffix(".0").unwrap_or(&line).to_owned();
            let lower = line.to_lowercase();
            [
                "cell:", "mobile:", "phone:", "home:", "work:", "tel:", "c:", "h:", "m:",
            ]
            .iter()
            .find(|label| lower.starts_with(**label))
            .map_or_else(
                || line.clone(),
                |label| line[label.len()..].trim().to_owned(),
            )
        }
    };
    let written = if written.len() == 10 && written.bytes().all(|b| b.is_ascii_digit()) {
        spaced(&written)
    } else {
        written
    };
    written
        .parse()
        .map(|phone| (phone, How::Plainly))
        .map_err(|error| match error {
            PersonError::TooLong => Trouble::TooLong,
            PersonError::Empty | PersonError::Unreadable => Trouble::NotAPhone,
        })
}

/// Ten bare digits as they are read aloud.
fn spaced(digits: &str) -> String {
    if digits.len() == 10 {
        format!("{}-{}-{}", &digits[..3], &digits[3..6], &digits[6..])
    } else {
        digits.to_owned()
    }
}

/// `4.14E+09`, or `4.135550142E9`.
fn is_exponent(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let digit = |c: char| c.is_ascii_digit();
        number.contains('.')
            && number.chars().all(|c| digit(c) || c == '.')
            && !power.is_empty()
            && power.trim_start_matches('+').chars().all(digit)
    })
}

/// Reads an address for e-mail: `ana@example.org`, `Ana <ana@example.org>`,
/// `mailto:ana@example.org`.
pub fn email(cell: &Cell) -> Reading<Email> {
    let text = text(cell)?;
    let line = clean_line(&text);
    let inner = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(line.as_str(), |(inner, _)| inner);
    let inner = inner.strip_prefix("mailto:").unwrap_or(inner);
    inner
        .trim()
        .parse()
        .map(|email| (email, How::Plainly))
        .map_err(|error| match error {
            PersonError::TooLong => Trouble::TooLong,
            PersonError::Empty | PersonError::Unreadable => Trouble::NotAnEmail,
        })
}
