//! Lengths of time as people write them.

use domain::contact::{AmountError, Minutes};

use super::{Reading, text};
use crate::{book::Cell, mapping::Unit, row::How, trouble::Trouble};

/// Reads a length. `unit` is what a bare number counts.
pub fn read(cell: &Cell, unit: Unit) -> Reading<Minutes> {
    match cell {
        // `0:45` typed into a cell is a part of a day; 24 hours and more is one whole day on.
        Cell::Days { days, .. } if *days < 2.0 => rounded(*days * 1_440.0, How::PartOfDay),
        Cell::Days { .. } => Err(Trouble::NotMinutes),
        Cell::Number(number) => numbered(*number, unit),
        other => written(&text(other)?, unit),
    }
}

fn numbered(number: f64, unit: Unit) -> Reading<Minutes> {
    match unit {
        Unit::Hours => rounded(number * 60.0, How::Hours),
        Unit::Quarters => rounded(number * 15.0, How::Quarters),
        // No one writes half a minute: below 1 it is a part of a day or of an hour,
        // and a quarter of an hour is written with two digits at most.
        Unit::Minutes if number > 0.0 && number < 1.0 => {
            if is_quarter(number) {
                rounded(number * 60.0, How::Hours)
            } else {
                rounded(number * 1_440.0, How::PartOfDay)
            }
        }
        Unit::Minutes if number.fract() == 0.0 => rounded(number, How::Plainly),
        Unit::Minutes => Err(Trouble::NotMinutes),
    }
}

fn is_quarter(number: f64) -> bool {
    (number * 4.0).fract() == 0.0
}

fn rounded(minutes: f64, how: How) -> Reading<Minutes> {
    if !minutes.is_finite() {
        return Err(Trouble::NotMinutes);
    }
    let whole = minutes.round();
    if whole > f64::from(Minutes::MAX) {
        return Err(Trouble::MinutesTooMany);
    }
    if whole < 1.0 {
        return Err(Trouble::MinutesTooFew);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and 1,440"
    )]
    let minutes = whole as u16;
    Minutes::new(minutes)
        .map(|minutes| (minutes, how))
        .map_err(|_| Trouble::NotMinutes)
}

fn written(text: &str, unit: Unit) -> Reading<Minutes> {
    let lower = text.trim().to_lowercase();
    let (bare, about) = without_about(&lower);
    let (minutes, how) = exact(bare, unit)?;
    Ok((minutes, if about { How::Roughly } else { how }))
}

fn exact(text: &str, unit: Unit) -> Reading<Minutes> {
    if let Some(number) = decimal(text) {
        return numbered(number, unit);
    }
    // `0.75 hr`: the domain's reader knows tenths of an hour only.
    let hours = ["hours", "hour", "hrs.", "hr.", "hrs", "hr", "h"]
        .iter()
        .find_map(|tail| text.strip_suffix(tail))
        .and_then(|number| decimal(number.trim()));
    if let Some(hours) = hours {
        return rounded(hours * 60.0, How::Plainly);
    }
    let minutes = [
        "minutes", "minute", "mins.", "min.", "mins", "min", "m", "'", "’",
    ]
    .iter()
    .find_map(|tail| text.strip_suffix(tail))
    .and_then(|number| decimal(number.trim()));
    if let Some(minutes) = minutes {
        let how = if minutes.fract() == 0.0 {
            How::Plainly
        } else {
            How::Rounded
        };
        return rounded(minutes, how);
    }
    if let Some(minutes) = with_seconds(text) {
        return rounded(minutes, How::Plainly);
    }
    text.parse::<Minutes>()
        .map(|minutes| (minutes, How::Plainly))
        .map_err(|error| match error {
            AmountError::TooSmall => Trouble::MinutesTooFew,
            AmountError::TooLarge => Trouble::MinutesTooMany,
            AmountError::Empty | AmountError::Unreadable => Trouble::NotMinutes,
        })
}

/// `0:45:00`, as a spreadsheet writes a length into a CSV.
fn with_seconds(text: &str) -> Option<f64> {
    let mut parts = text.split(':');
    let mut next = || {
        let part = parts.next()?;
        let plain = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<f64>().ok()).flatten()
    };
    let (hours, minutes, seconds) = (next()?, next()?, next()?);
    let fits = parts.next().is_none() && minutes < 60.0 && seconds < 60.0;
    fits.then_some(hours * 60.0 + minutes + seconds / 60.0)
}

fn without_about(text: &str) -> (&str, bool) {
    for sign in ["~", "≈", "approx.", "approx", "about", "ca.", "circa", "c."] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (rest.trim(), true);
        }
    }
    (text, false)
}

/// A plain number with a point or a comma; no sign, no exponent.
pub fn decimal(text: &str) -> Option<f64> {
    let plain = |part: &str| part.len() <= 9 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let empty = whole.is_empty() && part.is_empty();
    (!empty && plain(whole) && plain(part))
        .then(|| format!("0{whole}.{part}0").parse().ok())
        .flatten()
}
