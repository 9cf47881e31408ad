//! Days as people write them.

use jiff::civil::{Date, Time};

use super::{Reading, text, time};
use crate::{
    book::Cell,
    excel_day::{Epoch, moment},
    mapping::{Clock, DateOrder},
    row::How,
    trouble::Trouble,
};

/// What a day may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// Something that happened: from 2000 to tomorrow.
    Past,
    /// Somebody's birth: at most 120 years back.
    Birth,
    /// A plan: from 2000 to ten years ahead.
    Plan,
}

/// How days of a column are read.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Today, for years that are not written.
    pub today: Date,
    /// Which of day and month comes first.
    pub order: DateOrder,
    /// What a day may be.
    pub span: Span,
    /// What a time without AM and PM after a day means.
    pub clock: Clock,
    /// From which day plain numbers count.
    pub epoch: Epoch,
}

/// A day, and the time that stood with it.
pub type DayTime = (Date, Option<Time>);

/// Reads a day, perhaps with a time after it.
pub fn read(cell: &Cell, rules: Rules) -> Reading<DayTime> {
    let (found, how) = found(cell, rules)?;
    in_span(found.0, rules)?;
    Ok((found, how))
}

/// Reads a day whatever its year.
pub fn found(cell: &Cell, rules: Rules) -> Reading<DayTime> {
    match cell {
        Cell::Days { days, epoch } => counted(*days, *epoch, How::Plainly),
        Cell::Number(number) => numbered(*number, rules),
        other => written(&text(other)?, rules),
    }
}

fn counted(days: f64, epoch: Epoch, how: How) -> Reading<DayTime> {
    // Below 1 is a time of day without a day.
    if days < 1.0 {
        return Err(Trouble::NotADate);
    }
    let at = moment(days, epoch).ok_or(Trouble::NotADate)?;
    let time = (days.fract() != 0.0).then(|| at.time());
    Ok(((at.date(), time), how))
}

/// A plain number: `20251103`, or a count of days whose format was lost.
fn numbered(number: f64, rules: Rules) -> Reading<DayTime> {
    if number.fract() == 0.0 && (19_000_101.0..=21_991_231.0).contains(&number) {
        return written(&number.to_string(), rules);
    }
    if rules.span == Span::Birth && number.fract() == 0.0 && (1_900.0..=2_199.0).contains(&number) {
        return Err(Trouble::PartOfADate);
    }
    // 1927 to 2173: no telephone number and no year falls into it.
    if (10_000.0..100_000.0).contains(&number) {
        return counted(number, rules.epoch, How::DayCount);
    }
    Err(Trouble::NotADate)
}

fn in_span(day: Date, rules: Rules) -> Result<(), Trouble> {
    let years = |count: i16| rules.today.year().saturating_add(count);
    let (first, last_year) = match rules.span {
        Span::Past => (2000, years(1)),
        Span::Birth => (years(-120), years(0)),
        Span::Plan => (2000, years(10)),
    };
    if day.year() < first {
        return Err(Trouble::TooLongAgo);
    }
    let tomorrow = rules.today.tomorrow().unwrap_or(rules.today);
    let too_late = match rules.span {
        Span::Past => day > tomorrow,
        Span::Birth => day > rules.today,
        Span::Plan => day.year() > last_year,
    };
    if too_late {
        return Err(Trouble::InTheFuture);
    }
    Ok(())
}

/// One part of a written day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Number { value: i32, digits: usize },
    Month(i8),
}

fn written(text: &str, rules: Rules) -> Reading<DayTime> {
    let lower = text.trim().to_lowercase();
    let (day, clock) = split_time(&lower);
    let parts = parts(day).ok_or(Trouble::NotADate)?;
    let (date, how) = match parts.as_slice() {
        [Part::Number { value, digits: 8 }] => (
            date(value / 10_000, value / 100 % 100, value % 100)?,
            How::Plainly,
        ),
        [Part::Number { value, digits: 5 }] => {
            let ((date, _), how) = counted(f64::from(*value), rules.epoch, How::DayCount)?;
            (date, how)
        }
        [
            Part::Number {
                value: year,
                digits: 4,
            },
            Part::Number { value: month, .. },
            Part::Number { value: day, .. },
        ] => (date(*year, *month, *day)?, How::Plainly),
        [
            Part::Number {
                value: first,
                digits: 1..=2,
            },
            Part::Number {
                value: second,
                digits: 1..=2,
            },
            Part::Number {
                value: year,
                digits: year_digits @ (2 | 4),
            },
        ] => {
            let (year, short) = full_year(*year, *year_digits, rules);
            let (date, how) = ordered(year, *first, *second, rules)?;
            (date, if short == How::Plainly { how } else { short })
        }
        [
            Part::Number {
                value: first,
                digits: 1..=2,
            },
            Part::Number {
                value: second,
                digits: 1..=2,
            },
        ] => (
            without_year(rules, |year| {
                ordered(year, *first, *second, rules).map(|found| found.0)
            })?,
            How::YearAdded,
        ),
        [
            Part::Month(month),
            Part::Number {
                value: day,
                digits: 1..=2,
            },
            Part::Number {
                value: year,
                digits: digits @ (2 | 4),
            },
        ]
        | [
            Part::Number {
                value: day,
                digits: 1..=2,
            },
            Part::Month(month),
            Part::Number {
                value: year,
                digits: digits @ (2 | 4),
            },
        ] => {
            let (year, how) = full_year(*year, *digits, rules);
            (date(year, i32::from(*month), *day)?, how)
        }
        [
            Part::Number {
                value: year,
                digits: 4,
            },
            Part::Month(month),
            Part::Number {
                value: day,
                digits: 1..=2,
            },
        ] => (date(*year, i32::from(*month), *day)?, How::Plainly),
        [
            Part::Month(month),
            Part::Number {
                value: day,
                digits: 1..=2,
            },
        ]
        | [
            Part::Number {
                value: day,
                digits: 1..=2,
            },
            Part::Month(month),
        ] => (
            without_year(rules, |year| date(year, i32::from(*month), *day))?,
            How::YearAdded,
        ),
        [Part::Month(_)]
        | [Part::Month(_), Part::Number { .. }]
        | [Part::Number { .. }, Part::Month(_)]
        | [
            Part::Number { digits: 1..=2, .. },
            Part::Number { digits: 4, .. },
        ]
        | [
            Part::Number { digits: 4, .. },
            Part::Number { digits: 1..=2, .. },
        ] => {
            return Err(Trouble::PartOfADate);
        }
        [
            Part::Number {
                value: 1900..=2199,
                digits: 4,
            },
        ] => return Err(Trouble::PartOfADate),
        _ => return Err(Trouble::NotADate),
    };
    let time = match clock {
        Some(clock) => match time::written(clock, rules.clock) {
            // Midnight is how systems write "a day without a time".
            Ok((midnight, _)) if midnight == Time::midnight() => None,
            Ok((time, _)) => Some(time),
            Err(_) => return Err(Trouble::NotADate),
        },
        None => None,
    };
    Ok(((date, time), how))
}

/// The day and what stands after it: `11/3/2025 2:30 pm`, `2025-11-03T14:30:00Z`.
fn split_time(text: &str) -> (&str, Option<&str>) {
    if let Some((day, time)) = text.split_once('t')
        && day.ends_with(|last: char| last.is_ascii_digit())
        && time.starts_with(|first: char| first.is_ascii_digit())
    {
        return (day, Some(time));
    }
    // The word with the colon; or the one that ends in am or pm and the one before.
    let mut at = 0;
    for word in text.split(' ') {
        let half = |tail: &str| {
            word.strip_suffix(tail)
                .is_some_and(|hour| hour.ends_with(|last: char| last.is_ascii_digit()))
        };
        if word.contains(':') || half("am") || half("pm") {
            return (&text[..at], Some(&text[at..]));
        }
        at += word.len() + 1;
    }
    (text, None)
}

fn parts(text: &str) -> Option<Vec<Part>> {
    const BETWEEN: [char; 10] = [
        ' ', '/', '-', '.', ',', '\u{2011}', '–', '—', '\u{a0}', '\\',
    ];
    let mut parts = Vec::new();
    for word in text.split(BETWEEN).filter(|word| !word.is_empty()) {
        if is_weekday(word) || matches!(word, "of" | "the" | "at" | "on") {
            continue;
        }
        if let Some(month) = month(word) {
            parts.push(Part::Month(month));
            continue;
        }
        let digits = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|tail| word.strip_suffix(tail))
            .unwrap_or(word);
        if digits.is_empty() || digits.len() > 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        parts.push(Part::Number {
            value: digits.parse().ok()?,
            digits: digits.len(),
        });
        if parts.len() > 3 {
            return None;
        }
    }
    Some(parts)
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    if word.len() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|name| {
        *name == word || word == &name[..3] || (word == "sept" && *name == "september")
    })?;
    i8::try_from(found + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    matches!(word, "tues" | "thur" | "thurs" | "weds")
        || DAYS.iter().any(|name| *name == word || word == &name[..3])
}

fn date(year: i32, month: i32, day: i32) -> Result<Date, Trouble> {
    let small = |number: i32| i8::try_from(number).map_err(|_| Trouble::NoSuchDay);
    let year = i16::try_from(year).map_err(|_| Trouble::NoSuchDay)?;
    Date::new(year, small(month)?, small(day)?).map_err(|_| Trouble::NoSuchDay)
}

fn ordered(year: i32, first: i32, second: i32, rules: Rules) -> Reading<Date> {
    let (this, other, how) = match rules.order {
        DateOrder::MonthFirst => (
            date(year, first, second),
            date(year, second, first),
            How::MonthFirst,
        ),
        DateOrder::DayFirst => (
            date(year, second, first),
            date(year, first, second),
            How::DayFirst,
        ),
    };
    match (this, other) {
        // Where both readings are the same day, or only one is a day, nothing is to tell.
        (Ok(day), Ok(same)) if day != same => Ok((day, how)),
        (Ok(day), _) => Ok((day, How::Plainly)),
        (Err(_), Ok(_)) => Err(Trouble::OtherOrder),
        (Err(trouble), Err(_)) => Err(trouble),
    }
}

fn full_year(year: i32, digits: usize, rules: Rules) -> (i32, How) {
    if digits == 4 {
        return (year, How::Plainly);
    }
    let this = i32::from(rules.today.year());
    let ahead = match rules.span {
        Span::Past => 1,
        Span::Birth => 0,
        Span::Plan => 10,
    };
    let recent = this / 100 * 100 + year;
    let year = if recent > this + ahead {
        recent - 100
    } else {
        recent
    };
    (year, How::ShortYear)
}

/// The latest such day that is not to come; for a plan, the next one.
fn without_year(rules: Rules, day: impl Fn(i32) -> Result<Date, Trouble>) -> Result<Date, Trouble> {
    if rules.span == Span::Birth {
        return Err(Trouble::PartOfADate);
    }
    let this = i32::from(rules.today.year());
    let mut trouble = Trouble::NoSuchDay;
    // Eight years hold a February 29 in any case.
    for step in 0..=8 {
        let year = if rules.span == Span::Plan {
            this + step
        } else {
            this - step
        };
        match day(year) {
            Ok(day) if rules.span == Span::Plan && day >= rules.today => return Ok(day),
            Ok(day) if rules.span == Span::Past && day <= rules.today => return Ok(day),
            Ok(_) => {}
            Err(found) => trouble = found,
        }
    }
    Err(trouble)
}

/// Which orders a text day allows: month first, day first. None when it is not
/// written in two short numbers and a year.
pub fn allows(text: &str) -> Option<(bool, bool)> {
    let lower = text.trim().to_lowercase();
    let (day, _) = split_time(&lower);
    match parts(day)?.as_slice() {
        [
            Part::Number {
                value: first,
                digits: 1..=2,
            },
            Part::Number {
                value: second,
                digits: 1..=2,
            },
            Part::Number { digits: 2 | 4, .. },
        ] => Some((
            (1..=12).contains(first) && (1..=31).contains(second),
            (1..=12).contains(second) && (1..=31).contains(first),
        )),
        _ => None,
    }
}

/// The year of a birth: from a whole date or a year alone.
pub fn birth_year(cell: &Cell, rules: Rules) -> Reading<i16> {
    let year = match cell {
        Cell::Number(number) if number.fract() == 0.0 => number.to_string().parse::<i16>().ok(),
        Cell::Text(text) if text.trim().len() == 4 => text.trim().parse().ok(),
        _ => None,
    };
    if let Some(year) = year {
        return if year > rules.today.year() {
            Err(Trouble::InTheFuture)
        } else if year < rules.today.year().saturating_sub(120) {
            Err(Trouble::TooLongAgo)
        } else {
            Ok((year, How::Plainly))
        };
    }
    read(cell, rules).map(|((day, _), _)| (day.year(), How::YearOnly))
}
