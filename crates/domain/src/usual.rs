//! A person's own usual week.
//!
//! A week is compared with the last eight complete weeks of the same person,
//! never with a colleague, a mean or a target (ruling 13). The middle is the
//! median, so that one hard week does not move it; the width is three times
//! the median absolute deviation, which is about two standard deviations where
//! weeks vary evenly (1.4826 times the deviation is one). Everything is whole
//! numbers.

use jiff::{ToSpan, civil::Date};

use crate::hours::Day;

/// How many complete weeks make a usual range.
pub const WEEKS: usize = 8;
/// From how many weeks above usual in a row a supervisor is told.
pub const RUNNING: u32 = 3;
/// The width of the range on either side, in median absolute deviations.
const DEVIATIONS: i128 = 3;

/// Amounts of the seven days of a week, Monday first.
pub type Week = [i64; 7];

/// What is measured, which says how much two weeks must differ to mean anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Minutes; an hour is no difference.
    Minutes,
    /// A count of contacts or of days; one is no difference.
    Count,
    /// A weighted number of people in hundredths; one person is no difference.
    Load,
}

impl Measure {
    /// The least half-width of a range. Without it, eight equal weeks would
    /// make a ninth one unusual by a single minute.
    pub const fn least_spread(self) -> i64 {
        match self {
            Self::Minutes => 60,
            Self::Count => 1,
            Self::Load => 100,
        }
    }
}

/// There are not enough complete weeks yet: "too new to say".
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{missing} more complete weeks are needed")]
pub struct TooNew {
    /// How many more weeks it takes.
    pub missing: usize,
}

/// A week beside the usual range. Neither side is good or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reading {
    /// Less than usual for this person.
    Below,
    /// Usual for this person.
    Within,
    /// More than usual for this person.
    Above,
}

impl Reading {
    /// The end of the word id: `below`, `within`, `above`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Within => "within",
            Self::Above => "above",
        }
    }
}

/// A person's own usual range, in the unit of the amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    low: i64,
    middle: i64,
    high: i64,
}

impl Usual {
    /// The range of the last [`WEEKS`] complete weeks, oldest first.
    ///
    /// `None` is a week that says nothing about usual work: before the person
    /// came, or away all week. It is left out, and an older week counts.
    pub fn of(measure: Measure, complete: &[Option<i64>]) -> Result<Self, TooNew> {
        let mut weeks: Vec<i64> = complete
            .iter()
            .rev()
            .flatten()
            .copied()
            .take(WEEKS)
            .collect();
        if weeks.len() < WEEKS {
            return Err(TooNew {
                missing: WEEKS - weeks.len(),
            });
        }
        // Eight is even, so a median is the mean of two: it is kept doubled,
        // and the deviation from it doubled twice.
        let middle_twice = twice_median(&mut weeks, i128::from);
        let mut away: Vec<i128> = weeks
            .iter()
            .map(|week| (i128::from(*week) * 2 - middle_twice).abs())
            .collect();
        let spread = (twice_median(&mut away, |value| value) * DEVIATIONS)
            .max(i128::from(measure.least_spread()) * 4);
        let [low, high] = [middle_twice * 2 - spread, middle_twice * 2 + spread];
        Ok(Self {
            // Outward, so that a whole number is never unusual by a rounding.
            low: narrow(low.div_euclid(4)).max(0),
            middle: narrow((middle_twice + 1).div_euclid(2)),
            high: narrow((high + 3).div_euclid(4)),
        })
    }

    /// The least amount that is usual; never under zero.
    pub const fn low(&self) -> i64 {
        self.low
    }

    /// The median, rounded up.
    pub const fn middle(&self) -> i64 {
        self.middle
    }

    /// The largest amount that is usual.
    pub const fn high(&self) -> i64 {
        self.high
    }

    /// Where a complete week lies.
    pub const fn read(&self, amount: i64) -> Reading {
        if amount < self.low {
            Reading::Below
        } else if amount > self.high {
            Reading::Above
        } else {
            Reading::Within
        }
    }
}

/// A running week, read fairly: against the same days of the weeks before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoFar {
    /// The amount of the days up to and with [`SoFar::through`].
    pub amount: i64,
    /// Where it lies.
    pub reading: Reading,
    /// The last day that was counted: say it with the reading.
    pub through: Day,
    /// Whether even a whole week would be above usual with this amount.
    pub above_whole_week: bool,
}

/// Reads a running week up to a day that is over (yesterday; on a Monday there
/// is nothing to read yet). Weeks as in [`Usual::of`], by day.
pub fn so_far(
    measure: Measure,
    complete: &[Option<Week>],
    running: &Week,
    through: Day,
) -> Result<SoFar, TooNew> {
    let days = through.number() + 1;
    let part = |week: &Week| total(week.iter().take(days));
    let parts: Vec<Option<i64>> = complete.iter().map(|w| w.as_ref().map(part)).collect();
    let wholes: Vec<Option<i64>> = complete
        .iter()
        .map(|w| w.as_ref().map(|week| total(week.iter())))
        .collect();
    let amount = part(running);
    let above_whole_week = Usual::of(measure, &wholes)?.read(amount) == Reading::Above;
    let reading = if above_whole_week {
        Reading::Above
    } else {
        Usual::of(measure, &parts)?.read(amount)
    };
    Ok(SoFar {
        amount,
        reading,
        through,
        above_whole_week,
    })
}

/// How many complete weeks in a row, up to the last one, were above usual.
///
/// Each week is judged by the eight before it, so a hard month does not become
/// usual by lasting. A week away (`None`) ends nothing and counts nothing.
pub fn weeks_above(measure: Measure, complete: &[Option<i64>]) -> u32 {
    let mut running = 0;
    for (at, week) in complete.iter().enumerate().rev() {
        let Some(amount) = week else { continue };
        let before = complete.get(..at).unwrap_or_default();
        match Usual::of(measure, before) {
            Ok(usual) if usual.read(*amount) == Reading::Above => running += 1,
            _ => break,
        }
    }
    running
}

/// The Monday of the week that a date is in.
pub fn monday_of(date: Date) -> Date {
    let since = i32::from(date.weekday().to_monday_zero_offset());
    date.saturating_sub(since.days())
}

fn twice_median<T: Copy + Ord>(values: &mut [T], wide: impl Fn(T) -> i128) -> i128 {
    values.sort_unstable();
    let at = |index: usize| values.get(index).copied().map_or(0, &wide);
    at(values.len().saturating_sub(1) / 2) + at(values.len() / 2)
}

fn total<'a>(days: impl Iterator<Item = &'a i64>) -> i64 {
    days.fold(0, |sum, day| sum.saturating_add(*day))
}

fn narrow(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn weeks(values: &[i64]) -> Vec<Option<i64>> {
        values.iter().copied().map(Some).collect()
    }

    /// By hand: sorted 10 11 11 12 13 13 14 40, the median is 12.5; the
    /// distances 2.5 1.5 1.5 0.5 0.5 0.5 1.5 27.5, sorted 0.5 0.5 0.5 1.5 1.5
    /// 1.5 2.5 27.5, have the median 1.5; 12.5 -+ 4.5 is 8 to 17.
    #[test]
    fn one_hard_week_does_not_move_the_usual_range() {
        let usual = Usual::of(Measure::Count, &weeks(&[12, 10, 40, 11, 13, 14, 11, 13])).unwrap();
        assert_eq!((usual.low(), usual.middle(), usual.high()), (8, 13, 17));
        assert_eq!(usual.read(7), Reading::Below);
        assert_eq!(usual.read(8), Reading::Within);
        assert_eq!(usual.read(17), Reading::Within);
        assert_eq!(usual.read(18), Reading::Above);
    }

    #[test]
    fn seven_weeks_are_too_new_to_say_and_a_week_away_is_no_week() {
        assert_eq!(
            Usual::of(Measure::Count, &weeks(&[3; 7])),
            Err(TooNew { missing: 1 })
        );
        let mut away = weeks(&[3; 7]);
        away.push(None);
        assert_eq!(Usual::of(Measure::Count, &away), Err(TooNew { missing: 1 }));
        away.insert(0, Some(3));
        assert!(Usual::of(Measure::Count, &away).is_ok());
    }

    #[test]
    fn equal_weeks_leave_room_for_an_hour() {
        let usual = Usual::of(Measure::Minutes, &weeks(&[600; 8])).unwrap();
        assert_eq!((usual.low(), usual.high()), (540, 660));
        let idle = Usual::of(Measure::Minutes, &weeks(&[0; 8])).unwrap();
        assert_eq!((idle.low(), idle.high()), (0, 60));
    }

    #[test]
    fn only_the_last_eight_weeks_count() {
        let mut values = vec![900; 20];
        values.extend([10; 8]);
        assert_eq!(
            Usual::of(Measure::Count, &weeks(&values)).unwrap().middle(),
            10
        );
    }

    #[test]
    fn a_thursday_is_compared_with_thursdays() {
        // Two hours a day on five days, with a little life in it.
        let past: Vec<Option<Week>> = (0..8)
            .map(|week| Some([120 + week, 120, 120, 120 - week, 120, 0, 0]))
            .collect();
        let week = |minutes: i64| [minutes, minutes, minutes, minutes, 0, 0, 0];
        let read = |running: &Week, day| so_far(Measure::Minutes, &past, running, day).unwrap();
        let thursday = read(&week(120), Day::ALL[3]);
        assert_eq!((thursday.amount, thursday.reading), (480, Reading::Within));
        assert_eq!(thursday.through, Day::ALL[3]);
        assert_eq!(read(&week(140), Day::ALL[3]).reading, Reading::Above);
        assert!(!read(&week(140), Day::ALL[3]).above_whole_week);
        assert!(read(&week(170), Day::ALL[3]).above_whole_week);
        assert_eq!(read(&week(60), Day::ALL[3]).reading, Reading::Below);
        // The days after are not counted yet.
        assert_eq!(
            read(&[120, 0, 0, 999, 0, 0, 0], Day::ALL[0]).reading,
            Reading::Within
        );
        assert_eq!(
            so_far(Measure::Minutes, &past[1..], &week(1), Day::ALL[4]),
            Err(TooNew { missing: 1 })
        );
    }

    #[test]
    fn three_weeks_running_are_counted_against_the_weeks_before_them() {
        let mut values = vec![10, 11, 10, 12, 11, 10, 11, 12];
        assert_eq!(weeks_above(Measure::Count, &weeks(&values)), 0);
        values.extend([20, 21, 22]);
        assert_eq!(weeks_above(Measure::Count, &weeks(&values)), RUNNING);
        let mut away = weeks(&values);
        away.insert(10, None);
        assert_eq!(weeks_above(Measure::Count, &away), RUNNING);
        values.push(11);
        assert_eq!(weeks_above(Measure::Count, &weeks(&values)), 0);
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!(monday_of(date(2026, 11, 22)), date(2026, 11, 16));
        assert_eq!(monday_of(date(2026, 11, 16)), date(2026, 11, 16));
        assert_eq!(monday_of(date(2027, 1, 2)), date(2026, 12, 28));
    }

    proptest! {
        #[test]
        fn the_order_of_the_eight_weeks_does_not_matter(
            mut values in prop::collection::vec(0_i64..10_000, 8),
        ) {
            let one = Usual::of(Measure::Minutes, &weeks(&values)).unwrap();
            values.sort_unstable();
            prop_assert_eq!(Usual::of(Measure::Minutes, &weeks(&values)).unwrap(), one);
        }

        #[test]
        fn at_least_half_of_the_eight_weeks_are_usual(
            values in prop::collection::vec(0_i64..100_000, 8),
        ) {
            let usual = Usual::of(Measure::Count, &weeks(&values)).unwrap();
            prop_assert!(usual.low() <= usual.middle() && usual.middle() <= usual.high());
            let within = values.iter().filter(|v| usual.read(**v) == Reading::Within).count();
            prop_assert!(within >= 4);
        }

        #[test]
        fn nothing_overflows(values in prop::collection::vec(any::<i64>(), 8)) {
            let _ = Usual::of(Measure::Minutes, &weeks(&values)).unwrap();
        }
    }
}
