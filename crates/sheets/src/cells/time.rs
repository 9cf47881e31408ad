//! Times of day as people write them.

use jiff::civil::Time;

use super::{Reading, text};
use crate::{
    book::Cell,
    excel_day::{Epoch, moment},
    mapping::Clock,
    row::How,
    trouble::Trouble,
};

/// Reads a time of day.
pub fn read(cell: &Cell, clock: Clock) -> Reading<Time> {
    match cell {
        Cell::Days { days, epoch } => moment(*days, *epoch)
            .map(|at| (at.time(), How::Plainly))
            .ok_or(Trouble::NotATime),
        // A part of a day whose format was lost.
        Cell::Number(number) if *number > 0.0 && *number < 1.0 => moment(*number, Epoch::From1900)
            .map(|at| (at.time(), How::PartOfDay))
            .ok_or(Trouble::NotATime),
        Cell::Number(number) if number.fract() == 0.0 => written(&number.to_string(), clock),
        other => written(&text(other)?, clock),
    }
}

/// Which half of the day is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Unsaid,
}

/// Reads `2:30pm`, `2:30 p.m.`, `14.30`, `1430`, `14h30`, `noon`, `9`, and times
/// with seconds or a zone after them, which are left out.
pub fn written(text: &str, clock: Clock) -> Reading<Time> {
    let lower = text.trim().to_lowercase();
    match lower.as_str() {
        "noon" | "12 noon" | "midday" => return Ok((at(12, 0)?, How::Plainly)),
        "midnight" | "12 midnight" => return Ok((at(0, 0)?, How::Plainly)),
        _ => {}
    }
    let (digits, half) = half_of(&lower);
    let parts = numbers(digits).ok_or(Trouble::NotATime)?;
    let (hour, minute, padded) = match parts.as_slice() {
        [hour] if hour.len() <= 2 => (small(hour)?, 0, false),
        [both] if both.len() == 3 || both.len() == 4 => {
            let (hour, minute) = both.split_at(both.len() - 2);
            // `1430` and `0930` come from systems that count to 24; `930` from people.
            (small(hour)?, small(minute)?, both.starts_with('0'))
        }
        [hour, minute] | [hour, minute, _] if hour.len() <= 2 && minute.len() == 2 => (
            small(hour)?,
            small(minute)?,
            hour.starts_with('0') || parts.len() == 3,
        ),
        _ => return Err(Trouble::NotATime),
    };
    let (hour, how) = match half {
        Half::Morning if (1..=12).contains(&hour) => (hour % 12, How::Plainly),
        Half::Afternoon if (1..=12).contains(&hour) => (hour % 12 + 12, How::Plainly),
        // `14:30 PM` is said twice, and said well.
        Half::Afternoon if hour > 12 => (hour, How::Plainly),
        Half::Morning | Half::Afternoon => return Err(Trouble::NotATime),
        Half::Unsaid if clock == Clock::DayHours && !padded && (1..=6).contains(&hour) => {
            (hour + 12, How::Afternoon)
        }
        Half::Unsaid => (hour, How::Plainly),
    };
    Ok((at(hour, minute)?, how))
}

/// Whether a text says that its column counts to 24.
pub fn counts_to_24(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let (digits, half) = half_of(&lower);
    half == Half::Unsaid
        && numbers(digits).is_some_and(|parts| {
            parts.len() > 1
                && parts[0].len() == 2
                && parts[0]
                    .parse::<i8>()
                    .is_ok_and(|hour| hour > 12 || parts[0].starts_with('0'))
        })
}

/// Whether a text is a time of day that could be either half of it.
pub fn is_bare(text: &str) -> bool {
    written(text, Clock::DayHours).is_ok_and(|(_, how)| how == How::Afternoon)
}

fn half_of(text: &str) -> (&str, Half) {
    for (tail, half) in [
        ("a.m.", Half::Morning),
        ("am", Half::Morning),
        ("a.m", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("pm", Half::Afternoon),
        ("p.m", Half::Afternoon),
        ("a", Half::Morning),
        ("p", Half::Afternoon),
    ] {
        if let Some(rest) = text.strip_suffix(tail) {
            return (rest.trim_end(), half);
        }
    }
    // A zone or an offset after the time says nothing about the day in the program.
    let rest = text.strip_suffix('z').unwrap_or(text);
    let rest = match rest.rfind(['+', '-']) {
        Some(at) if at >= 5 => &rest[..at],
        _ => rest,
    };
    let rest = ["hours", "hrs", "uhr", "h"]
        .iter()
        .find_map(|tail| rest.strip_suffix(tail))
        .unwrap_or(rest);
    (rest.trim_end(), Half::Unsaid)
}

/// The numbers of a time, at most three; a part of a second is left out.
fn numbers(text: &str) -> Option<Vec<&str>> {
    let text = match text.rfind('.') {
        Some(point) if text[..point].matches(':').count() == 2 => &text[..point],
        _ => text,
    };
    let parts: Vec<&str> = text.split([':', '.', 'h']).map(str::trim).collect();
    let plain = |part: &&str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.len() <= 3 && parts.iter().all(plain)).then_some(parts)
}

fn small(digits: &str) -> Result<i8, Trouble> {
    digits.parse().map_err(|_| Trouble::NotATime)
}

fn at(hour: i8, minute: i8) -> Result<Time, Trouble> {
    Time::new(hour, minute, 0, 0).map_err(|_| Trouble::NotATime)
}
