//! Excel's way of counting days.

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, Time, date},
};
use serde::{Deserialize, Serialize};

/// From which day a workbook counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Epoch {
    /// 1 is January 1, 1900, and 60 is a February 29 that never was.
    #[default]
    From1900,
    /// 0 is January 1, 1904.
    From1904,
}

/// Seconds of a day.
const DAY: f64 = 86_400.0;

/// The day and time that a number of days means, to the nearest second; none
/// outside years 1900 to 9999 or for the day that never was. A number under 1
/// is a time of day, given on the epoch's day 0.
pub fn moment(days: f64, epoch: Epoch) -> Option<DateTime> {
    if !(0.0..3_000_000.0).contains(&days) {
        return None;
    }
    // Rounded to seconds first: 0.99999999 is the next midnight and not 24:00.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "at most 3,000,000 days of seconds"
    )]
    let seconds = (days * DAY).round() as i64;
    let (whole, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let day = day(whole, epoch)?;
    let rest = i32::try_from(rest).ok()?;
    let time = Time::new(
        i8::try_from(rest / 3600).ok()?,
        i8::try_from(rest / 60 % 60).ok()?,
        i8::try_from(rest % 60).ok()?,
        0,
    )
    .ok()?;
    Some(day.to_datetime(time))
}

fn day(whole: i64, epoch: Epoch) -> Option<Date> {
    let first = match epoch {
        Epoch::From1904 => date(1904, 1, 1),
        // Excel believes that 1900 was a leap year, so the first 60 days are one late.
        Epoch::From1900 if whole < 60 => date(1899, 12, 31),
        Epoch::From1900 if whole == 60 => return None,
        Epoch::From1900 => date(1899, 12, 30),
    };
    first.checked_add(whole.days()).ok()
}

/// The number that stands for a day and time in the system of 1900: what is
/// written into a workbook. For days from March 1900 on.
pub fn number(at: DateTime) -> f64 {
    let days = at
        .date()
        .since((jiff::Unit::Day, date(1899, 12, 30)))
        .map_or(0, |span| span.get_days());
    let time = at.time();
    let seconds =
        i32::from(time.hour()) * 3600 + i32::from(time.minute()) * 60 + i32::from(time.second());
    f64::from(days) + f64::from(seconds) / DAY
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn a_number_is_the_day_that_excel_shows() {
        for (days, epoch, expected) in [
            (45_964.0, Epoch::From1900, datetime(2025, 11, 3, 0, 0, 0, 0)),
            (
                45_964.604_166_666_664,
                Epoch::From1900,
                datetime(2025, 11, 3, 14, 30, 0, 0),
            ),
            (1.0, Epoch::From1900, datetime(1900, 1, 1, 0, 0, 0, 0)),
            (61.0, Epoch::From1900, datetime(1900, 3, 1, 0, 0, 0, 0)),
            (44_502.0, Epoch::From1904, datetime(2025, 11, 3, 0, 0, 0, 0)),
            (0.0, Epoch::From1904, datetime(1904, 1, 1, 0, 0, 0, 0)),
        ] {
            assert_eq!(moment(days, epoch), Some(expected), "{days}");
        }
        assert_eq!(moment(60.0, Epoch::From1900), None, "a day that never was");
        for never in [-1.0, f64::NAN, f64::INFINITY, 4e6] {
            assert_eq!(moment(never, Epoch::From1900), None);
        }
    }

    #[test]
    fn a_moment_written_reads_back() {
        let at = datetime(2026, 2, 28, 23, 59, 59, 0);
        assert_eq!(moment(number(at), Epoch::From1900), Some(at));
    }
}
