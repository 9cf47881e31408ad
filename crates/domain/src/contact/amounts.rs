//! Amounts as people type them: minutes, money, miles.

use std::{fmt, str::FromStr};

/// Why an amount could not be read. One sentence each in the room's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Nothing was written.
    #[error("nothing is written")]
    Empty,
    /// No number of this kind.
    #[error("this is not an amount we can read")]
    Unreadable,
    /// Zero or less where at least one is needed.
    #[error("the amount is too small")]
    TooSmall,
    /// More than one contact can hold.
    #[error("the amount is too large")]
    TooLarge,
}

impl AmountError {
    /// The end of the word id: `empty`, `unreadable`, `too-small`, `too-large`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::TooSmall => "too-small",
            Self::TooLarge => "too-large",
        }
    }
}

/// How long something took: 1 to 1,440 minutes (one day).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minutes(u16);

impl Minutes {
    /// The most: one day.
    pub const MAX: u16 = 1_440;

    /// Minutes from a number; [`AmountError::TooSmall`] for 0,
    /// [`AmountError::TooLarge`] above a day.
    pub const fn new(minutes: u16) -> Result<Self, AmountError> {
        match minutes {
            0 => Err(AmountError::TooSmall),
            1..=Self::MAX => Ok(Self(minutes)),
            _ => Err(AmountError::TooLarge),
        }
    }

    /// The number of minutes.
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl FromStr for Minutes {
    type Err = AmountError;

    /// Reads `45`, `45 min`, `1h`, `1 h 30`, `1:30`, `1.5 hours`, `an hour`,
    /// `an hour and a half`, `half an hour`, `quarter of an hour`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim().to_lowercase();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        let minutes = in_words(&text)
            .or_else(|| clock_form(&text))
            .or_else(|| with_units(&text))
            .ok_or(AmountError::Unreadable)?;
        u16::try_from(minutes)
            .map_err(|_| AmountError::TooLarge)
            .and_then(Self::new)
    }
}

fn in_words(text: &str) -> Option<u64> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|word| !word.is_empty())
        .collect();
    Some(match words.as_slice() {
        ["quarter" | "¼", "hour"]
        | ["quarter", "of", "an", "hour"]
        | ["a", "quarter", "of", "an", "hour"] => 15,
        ["half" | "½", "hour"] | ["half", "an", "hour"] | ["a", "half", "hour"] => 30,
        ["an" | "one", "hour"] | ["hour"] => 60,
        ["an" | "one", "hour", "and", "a", "half"] => 90,
        ["two" | "2", "hours", "and", "a", "half"] => 150,
        ["two", "hours"] => 120,
        ["three", "hours"] => 180,
        ["all", "day"] => 480,
        _ => return None,
    })
}

/// `1:30` is an hour and a half.
fn clock_form(text: &str) -> Option<u64> {
    let (hours, minutes) = text.split_once(':')?;
    if minutes.len() != 2 || hours.is_empty() {
        return None;
    }
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (minutes < 60).then(|| hours.saturating_mul(60).saturating_add(minutes))
}

/// `45`, `45 min`, `1h30`, `1.5 h`, `1 hour 10 minutes`.
fn with_units(text: &str) -> Option<u64> {
    let mut rest = text;
    let mut total: u64 = 0;
    let mut last = None;
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let unit_end = tail
            .find(|c: char| !c.is_alphabetic() && c != '.')
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_end);
        let per = match unit.trim_end_matches('.') {
            "h" | "hr" | "hrs" | "hour" | "hours" if last.is_none() => 60,
            "m" | "min" | "mins" | "minute" | "minutes" if last != Some(1) => 1,
            // A bare number is minutes, and so is what follows the hours.
            "" if last != Some(1) && tail.trim().is_empty() => 1,
            _ => return None,
        };
        let tenths = tenths(number)?;
        if per == 1 && !tenths.is_multiple_of(10) {
            return None;
        }
        total = total.saturating_add(tenths.saturating_mul(per) / 10);
        last = Some(per);
        let tail = tail.trim_start_matches([' ', ',']);
        rest = tail.strip_prefix("and ").unwrap_or(tail).trim();
    }
    Some(total)
}

/// Money in cents: 0 to 10,000 dollars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// The most for one contact, in cents.
    pub const MAX: i64 = 1_000_000;

    /// Money from cents.
    pub const fn cents(cents: i64) -> Result<Self, AmountError> {
        match cents {
            i64::MIN..0 => Err(AmountError::TooSmall),
            0..=Self::MAX => Ok(Self(cents)),
            _ => Err(AmountError::TooLarge),
        }
    }

    /// The cents.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl FromStr for Money {
    type Err = AmountError;

    /// Reads `12`, `$12.50`, `12.5`, `1,250.00`, `12 dollars`, `.75`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix('$').unwrap_or(&text).trim();
        let text = text
            .trim_end_matches("dollars")
            .trim_end_matches("usd")
            .trim();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if text.starts_with('-') {
            return Err(AmountError::TooSmall);
        }
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        if part.len() > 2 || (whole.is_empty() && part.is_empty()) {
            return Err(AmountError::Unreadable);
        }
        let whole = thousands(whole).ok_or(AmountError::Unreadable)?;
        let cents = if part.is_empty() {
            0
        } else {
            digits(part).ok_or(AmountError::Unreadable)?
        };
        let cents = if part.len() == 1 { cents * 10 } else { cents };
        let total = whole.saturating_mul(100).saturating_add(cents);
        Self::cents(i64::try_from(total).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Money {
    /// `$12.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "${}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// Miles driven, in tenths: 0 to 1,000 miles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Miles(i64);

impl Miles {
    /// The most for one contact, in tenths of a mile.
    pub const MAX: i64 = 10_000;

    /// Miles from tenths.
    pub const fn tenths(tenths: i64) -> Result<Self, AmountError> {
        match tenths {
            i64::MIN..0 => Err(AmountError::TooSmall),
            0..=Self::MAX => Ok(Self(tenths)),
            _ => Err(AmountError::TooLarge),
        }
    }

    /// The tenths of a mile.
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl FromStr for Miles {
    type Err = AmountError;

    /// Reads `12`, `12.5`, `3 miles`, `0.4 mi`.
    fn from_str(text: &str) -> Result<Self, AmountError> {
        let text = text.trim().to_lowercase();
        let text = text
            .strip_suffix("miles")
            .or_else(|| text.strip_suffix("mile"))
            .or_else(|| text.strip_suffix("mi"))
            .unwrap_or(&text)
            .trim();
        if text.is_empty() {
            return Err(AmountError::Empty);
        }
        if text.starts_with('-') {
            return Err(AmountError::TooSmall);
        }
        let tenths = tenths(text).ok_or(AmountError::Unreadable)?;
        Self::tenths(i64::try_from(tenths).unwrap_or(i64::MAX))
    }
}

impl fmt::Display for Miles {
    /// `12` or `12.5`, without the unit.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            tenth => write!(f, "{}.{tenth}", self.0 / 10),
        }
    }
}

/// More than any amount here may be, and far from where sums overflow.
const FAR_TOO_LARGE: u64 = 1_000_000_000_000;

/// A whole number of plain digits; a very long one ends as "too large" and not
/// as "unreadable".
fn digits(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(FAR_TOO_LARGE).min(FAR_TOO_LARGE))
}

/// A number with at most one decimal, in tenths. A comma is a decimal point too.
fn tenths(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let whole = if whole.is_empty() { 0 } else { digits(whole)? };
    let part = part
        .strip_suffix('0')
        .filter(|rest| rest.len() == 1)
        .unwrap_or(part);
    if part.len() != 1 {
        return None;
    }
    Some(whole.saturating_mul(10).saturating_add(digits(part)?))
}

/// `1250` or `1,250`.
fn thousands(text: &str) -> Option<u64> {
    if text.is_empty() {
        return Some(0);
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped =
        rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3));
    if !grouped {
        return None;
    }
    digits(&[first, &rest.concat()].concat())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("45", 45),
            (" 45 min ", 45),
            ("45 minutes", 45),
            ("1h", 60),
            ("1 h", 60),
            ("1:30", 90),
            ("0:05", 5),
            ("1h30", 90),
            ("1 hr 30 min", 90),
            ("1 hour, 10 minutes", 70),
            ("1 hour and 10 minutes", 70),
            ("1.5 hours", 90),
            ("1,5 h", 90),
            ("1.50 h", 90),
            ("an hour", 60),
            ("An hour and a half", 90),
            ("half an hour", 30),
            ("half-hour", 30),
            ("a quarter of an hour", 15),
            ("24:00", 1440),
            ("5 mins.", 5),
        ] {
            assert_eq!(
                text.parse::<Minutes>().map(Minutes::get),
                Ok(minutes),
                "{text}"
            );
        }
    }

    #[test]
    fn minutes_that_cannot_be_say_why() {
        for (text, error) in [
            ("", AmountError::Empty),
            ("  ", AmountError::Empty),
            ("0", AmountError::TooSmall),
            ("0:00", AmountError::TooSmall),
            ("1441", AmountError::TooLarge),
            ("25h", AmountError::TooLarge),
            ("99999999999999999999999", AmountError::TooLarge),
            ("-5", AmountError::Unreadable),
            ("soon", AmountError::Unreadable),
            ("1:75", AmountError::Unreadable),
            ("1:5", AmountError::Unreadable),
            ("5 min 1 h", AmountError::Unreadable),
            ("5 5", AmountError::Unreadable),
            ("2.5", AmountError::Unreadable),
            ("٤٥", AmountError::Unreadable),
        ] {
            assert_eq!(text.parse::<Minutes>(), Err(error), "{text}");
        }
    }

    #[test]
    fn money_is_read_to_the_cent() {
        for (text, cents) in [
            ("12", 1200),
            ("$12.50", 1250),
            ("$ 12.5", 1250),
            (".75", 75),
            ("1,250.00", 125_000),
            ("12 dollars", 1200),
            ("3.", 300),
            ("0", 0),
        ] {
            assert_eq!(text.parse::<Money>().map(Money::get), Ok(cents), "{text}");
        }
        for (text, error) in [
            ("", AmountError::Empty),
            ("$", AmountError::Empty),
            ("-3", AmountError::TooSmall),
            ("12.505", AmountError::Unreadable),
            ("12,50", AmountError::Unreadable),
            ("a lot", AmountError::Unreadable),
            (".", AmountError::Unreadable),
            ("10000.01", AmountError::TooLarge),
        ] {
            assert_eq!(text.parse::<Money>(), Err(error), "{text}");
        }
        assert_eq!(Money::cents(1205).expect("an amount").to_string(), "$12.05");
    }

    #[test]
    fn miles_are_read_to_the_tenth() {
        for (text, tenths) in [
            ("12", 120),
            ("12.5", 125),
            ("3 miles", 30),
            (".4 mi", 4),
            ("1 mile", 10),
        ] {
            assert_eq!(text.parse::<Miles>().map(Miles::get), Ok(tenths), "{text}");
        }
        assert_eq!("12.55".parse::<Miles>(), Err(AmountError::Unreadable));
        assert_eq!("1000.1".parse::<Miles>(), Err(AmountError::TooLarge));
        assert_eq!("miles".parse::<Miles>(), Err(AmountError::Empty));
    }

    proptest! {
        #[test]
        fn an_amount_shown_reads_back(minutes in 1_u16..=1440, cents in 0..=Money::MAX, tenths in 0..=Miles::MAX) {
            prop_assert_eq!(minutes.to_string().parse(), Minutes::new(minutes));
            let clock = format!("{}:{:02}", minutes / 60, minutes % 60);
            prop_assert_eq!(clock.parse(), Minutes::new(minutes));
            let money = Money::cents(cents).expect("in range");
            prop_assert_eq!(money.to_string().parse(), Ok(money));
            let miles = Miles::tenths(tenths).expect("in range");
            prop_assert_eq!(miles.to_string().parse(), Ok(miles));
        }

        #[test]
        fn no_text_at_all_panics_the_reader(text in any::<String>()) {
            let _ = text.parse::<Minutes>();
            let _ = text.parse::<Money>();
            let _ = text.parse::<Miles>();
        }
    }
}
