//! Money, miles and counts as people write them.

use domain::contact::{Miles, Money};

use super::{Reading, length::decimal, text};
use crate::{book::Cell, row::How, trouble::Trouble};

/// Reads an amount of money in dollars.
pub fn money(cell: &Cell) -> Reading<Money> {
    match cell {
        Cell::Number(number) => cents(*number),
        Cell::Days { .. } | Cell::Truth(_) => Err(Trouble::NotMoney),
        other => money_text(&text(other)?),
    }
}

fn cents(dollars: f64) -> Reading<Money> {
    if !dollars.is_finite() {
        return Err(Trouble::NotMoney);
    }
    let exact = dollars * 100.0;
    let cents = exact.round();
    // A sum of cents in a spreadsheet is off by a hair; a third of a cent is a division.
    let how = if (exact - cents).abs() < 1e-4 {
        How::Plainly
    } else {
        How::Rounded
    };
    Ok((whole_cents(cents)?, how))
}

fn whole_cents(cents: f64) -> Result<Money, Trouble> {
    if cents < 0.0 {
        return Err(Trouble::BelowZero);
    }
    if cents > 1e12 {
        return Err(Trouble::TooMuch);
    }
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 10^12")]
    Money::cents(cents as i64).map_err(|_| Trouble::TooMuch)
}

fn money_text(text: &str) -> Reading<Money> {
    let lower = text.trim().to_lowercase();
    let (inner, in_brackets) = match lower.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (lower.as_str(), false),
    };
    let bare: String = inner
        .replace("dollars", "")
        .replace("dollar", "")
        .replace("usd", "")
        .replace("us$", "")
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '$')
        .collect();
    // An accountant's dash is nothing spent.
    if matches!(bare.as_str(), "-" | "–" | "—") {
        return Ok((Money::default(), How::Plainly));
    }
    let (bare, minus) = match bare
        .strip_prefix(['-', '−'])
        .or_else(|| bare.strip_suffix('-'))
    {
        Some(rest) => (rest.to_owned(), true),
        None => (bare, in_brackets),
    };
    let (number, how) = grouped(&bare).ok_or(Trouble::NotMoney)?;
    if minus && number > 0.0 {
        return Err(Trouble::BelowZero);
    }
    let (money, rounded) = cents(number)?;
    Ok((money, if how == How::Plainly { rounded } else { how }))
}

/// A number with thousands in groups: `1,234.50`, `1.234,50`, `1 234,50`, `12,5`.
fn grouped(text: &str) -> Option<(f64, How)> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{a0}' | '\u{202f}' | '\''))
        .collect();
    let comma = text.rfind(',');
    let point = text.rfind('.');
    let (group, mark) = match (comma, point) {
        (Some(comma), Some(point)) if comma > point => ('.', Some(comma)),
        (_, Some(point)) => (',', Some(point)),
        (Some(comma), None) => {
            // `1,234` is a thousand and more; `12,5` and `12,50` are not.
            let groups: Vec<&str> = text.split(',').collect();
            let thousands = (1..=3).contains(&groups[0].len())
                && groups[1..].iter().all(|group| group.len() == 3);
            if thousands {
                (',', None)
            } else {
                ('.', Some(comma))
            }
        }
        (None, None) => (',', None),
    };
    let (whole, part) = match mark {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(group).collect();
    let regular = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3));
    if !regular {
        return None;
    }
    let number = decimal(&format!("{}.{part}", groups.concat()))?;
    let by_comma = mark.is_some_and(|at| text[at..].starts_with(','));
    Some((
        number,
        if by_comma {
            How::DecimalComma
        } else {
            How::Plainly
        },
    ))
}

/// Reads miles driven, to the tenth.
pub fn miles(cell: &Cell) -> Reading<Miles> {
    let number = match cell {
        Cell::Number(number) => *number,
        Cell::Days { .. } | Cell::Truth(_) => return Err(Trouble::NotMiles),
        other => {
            let lower = text(other)?.trim().to_lowercase();
            if lower.ends_with("km") || lower.contains("kilomet") {
                return Err(Trouble::Kilometers);
            }
            let bare = ["miles", "mile", "mi.", "mi", "m"]
                .iter()
                .find_map(|tail| lower.strip_suffix(tail))
                .unwrap_or(&lower)
                .trim();
            if bare.starts_with('-') {
                return Err(Trouble::BelowZero);
            }
            grouped(bare).ok_or(Trouble::NotMiles)?.0
        }
    };
    if !number.is_finite() {
        return Err(Trouble::NotMiles);
    }
    if number < 0.0 {
        return Err(Trouble::BelowZero);
    }
    if number > 1e6 {
        return Err(Trouble::TooMuch);
    }
    let exact = number * 10.0;
    let how = if (exact - exact.round()).abs() < 1e-6 {
        How::Plainly
    } else {
        How::Rounded
    };
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 10^7")]
    Miles::tenths(exact.round() as i64)
        .map(|miles| (miles, how))
        .map_err(|_| Trouble::TooMuch)
}

/// Reads a whole number between two bounds: `12`, `12 people`, `14 days`.
pub fn count(cell: &Cell, least: u32, most: u32) -> Reading<u32> {
    let number = match cell {
        Cell::Number(number) => *number,
        Cell::Days { .. } | Cell::Truth(_) => return Err(Trouble::NotANumber),
        other => {
            let text = text(other)?;
            let first = text.trim().trim_start_matches('~');
            let end = first
                .find(|c: char| !c.is_ascii_digit() && c != ',')
                .unwrap_or(first.len());
            let words = first[end..].trim();
            let unit = words.is_empty()
                || words
                    .chars()
                    .all(|c| c.is_alphabetic() || c == ' ' || c == '.');
            if !unit {
                return Err(Trouble::NotANumber);
            }
            decimal(&first[..end].replace(',', "")).ok_or(Trouble::NotANumber)?
        }
    };
    if number.fract() != 0.0 || number < f64::from(least) || number > f64::from(most) {
        return Err(Trouble::NotANumber);
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between two bounds of this type"
    )]
    let number = number as u32;
    Ok((number, How::Plainly))
}

/// Reads yes or no.
pub fn yes_no(cell: &Cell) -> Reading<bool> {
    match cell {
        Cell::Truth(truth) => Ok((*truth, How::Plainly)),
        Cell::Number(1.0) => Ok((true, How::Plainly)),
        Cell::Number(0.0) => Ok((false, How::Plainly)),
        other => match text(other)?.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "t" | "1" | "x" | "✓" | "✔" | "active" | "current" => {
                Ok((true, How::Plainly))
            }
            "no" | "n" | "false" | "f" | "0" | "inactive" | "left" | "former" => {
                Ok((false, How::Plainly))
            }
            _ => Err(Trouble::NotYesNo),
        },
    }
}
