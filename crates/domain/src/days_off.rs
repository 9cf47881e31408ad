//! Days since a real day off.
//!
//! A real day off is a whole day, midnight to midnight in the program's zone,
//! without a contact and without hours. Today does not count yet: it is not
//! over. Nothing here says why somebody worked or what they did on a day off.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use crate::hours::Hours;

/// The farthest back that anything is looked for, in days.
const FARTHEST: i32 = 366;

/// When the last real day off was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There was one.
    Off {
        /// The last whole day off.
        on: Date,
        /// How many days ago: 1 is yesterday.
        days: u32,
    },
    /// None since the first day that is known.
    NoneSince {
        /// That day.
        known_from: Date,
        /// How many days without one, today not counted. 0 when nothing but
        /// today is known.
        days: u32,
    },
}

impl Rest {
    /// The number of days to say, with "at least" for [`Rest::NoneSince`].
    pub const fn days(self) -> u32 {
        match self {
            Self::Off { days, .. } | Self::NoneSince { days, .. } => days,
        }
    }
}

/// The dates on which contacts were, each a start and its minutes. One that
/// crosses midnight is on both dates; one that ends at midnight is on one.
pub fn worked_dates(
    contacts: impl IntoIterator<Item = (Timestamp, u16)>,
    zone: &TimeZone,
) -> BTreeSet<Date> {
    let mut dates = BTreeSet::new();
    for (start, minutes) in contacts {
        // The last moment is a nanosecond before the end, and never before the start.
        let length = SignedDuration::from_mins(i64::from(minutes.max(1)));
        let last = (length - SignedDuration::from_nanos(1)).max(SignedDuration::ZERO);
        let end = start.checked_add(last).unwrap_or(start);
        let end = end.to_zoned(zone.clone()).date();
        let mut date = start.to_zoned(zone.clone()).date();
        loop {
            dates.insert(date);
            if date >= end {
                break;
            }
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
    }
    dates
}

/// The dates from the first to the last on which somebody had hours, also those
/// into which a night shift runs. At most a year is looked at.
pub fn duty_dates(hours: &Hours, first: Date, last: Date) -> BTreeSet<Date> {
    let mut dates = BTreeSet::new();
    // A shift of the day before may run into the first day.
    let mut date = first.yesterday().unwrap_or(first);
    for _ in 0..=FARTHEST {
        if date > last {
            break;
        }
        for (start, end) in hours.spans_on(date) {
            let minutes = end.timestamp().duration_since(start.timestamp()).as_mins();
            let minutes = u16::try_from(minutes).unwrap_or(u16::MAX);
            dates.extend(worked_dates(
                [(start.timestamp(), minutes)],
                &start.time_zone().clone(),
            ));
        }
        let Ok(next) = date.tomorrow() else { break };
        date = next;
    }
    dates.retain(|date| (first..=last).contains(date));
    dates
}

/// How long ago the last real day off was, from the dates that were worked
/// (contacts and hours together) and the first day of which anything is known,
/// such as the day somebody came.
pub fn since(worked: &BTreeSet<Date>, known_from: Date, today: Date) -> Rest {
    let mut days = 0;
    let mut date = today;
    while let Ok(before) = date.yesterday() {
        if before < known_from {
            break;
        }
        days += 1;
        if !worked.contains(&before) {
            return Rest::Off { on: before, days };
        }
        date = before;
    }
    Rest::NoneSince { known_from, days }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    use super::*;
    use crate::hours::{Day, Pattern, Span, zone};

    fn new_york() -> TimeZone {
        zone("America/New_York").unwrap()
    }

    fn at(day: i8, hour: i8, minute: i8) -> Timestamp {
        datetime(2026, 11, day, hour, minute, 0, 0)
            .to_zoned(new_york())
            .unwrap()
            .timestamp()
    }

    fn dates(days: &[i8]) -> BTreeSet<Date> {
        days.iter().map(|day| date(2026, 11, *day)).collect()
    }

    #[test]
    fn a_contact_belongs_to_the_day_on_the_wall() {
        // 11:30 PM in New York is already tomorrow in London.
        assert_eq!(
            worked_dates([(at(10, 23, 30), 15)], &new_york()),
            dates(&[10])
        );
        assert_eq!(
            worked_dates([(at(10, 23, 30), 30)], &new_york()),
            dates(&[10])
        );
        assert_eq!(
            worked_dates([(at(10, 23, 30), 31)], &new_york()),
            dates(&[10, 11])
        );
        assert_eq!(worked_dates([(at(10, 0, 0), 0)], &new_york()), dates(&[10]));
    }

    #[test]
    fn today_is_no_day_off_before_it_is_over() {
        let today = date(2026, 11, 20);
        let from = date(2026, 11, 1);
        assert_eq!(
            since(&dates(&[16, 17, 18, 19]), from, today),
            Rest::Off {
                on: date(2026, 11, 15),
                days: 5
            }
        );
        assert_eq!(since(&dates(&[20]), from, today).days(), 1);
    }

    #[test]
    fn without_any_day_off_it_says_since_when_it_knows() {
        let worked = dates(&[16, 17, 18, 19]);
        assert_eq!(
            since(&worked, date(2026, 11, 16), date(2026, 11, 20)),
            Rest::NoneSince {
                known_from: date(2026, 11, 16),
                days: 4
            }
        );
        let today = date(2026, 11, 20);
        assert_eq!(since(&worked, today, today).days(), 0);
    }

    #[test]
    fn hours_count_even_without_a_contact_and_a_night_runs_into_the_morning() {
        let night = Span::new(22 * 60, 6 * 60).unwrap();
        let mut week: [Vec<Span>; 7] = Default::default();
        week[Day::of(date(2026, 11, 20)).number()] = vec![night];
        let hours = Hours::weekly(Pattern::new(week).unwrap(), new_york());
        assert_eq!(
            duty_dates(&hours, date(2026, 11, 16), date(2026, 11, 22)),
            dates(&[20, 21])
        );
        assert_eq!(
            duty_dates(&hours, date(2026, 11, 21), date(2026, 11, 22)),
            dates(&[21])
        );
    }

    proptest! {
        #[test]
        fn more_work_never_brings_the_day_off_closer(
            worked in prop::collection::btree_set(1_i8..20, 0..19), more in 1_i8..20,
        ) {
            let of = |days: &BTreeSet<i8>| dates(&days.iter().copied().collect::<Vec<_>>());
            let (from, today) = (date(2026, 11, 1), date(2026, 11, 20));
            let before = since(&of(&worked), from, today);
            let mut worked = worked;
            worked.insert(more);
            prop_assert!(since(&of(&worked), from, today).days() >= before.days());
        }
    }
}
