//! From wall-clock times to moments, also where the clocks change.

use jiff::{
    Timestamp, ToSpan,
    civil::Date,
    tz::{AmbiguousOffset, TimeZone},
};

use super::pattern::DAY_MINUTES;

/// A name that no zone has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no time zone has this name")]
pub struct NoZone;

/// The zone with an IANA name, such as `America/New_York`.
pub fn zone(name: &str) -> Result<TimeZone, NoZone> {
    // `TimeZone::get` also takes names that mean "as this machine", which no
    // program may depend on.
    if !name.contains('/') && name != "UTC" {
        return Err(NoZone);
    }
    TimeZone::get(name).map_err(|_| NoZone)
}

/// The moment at which it is so many minutes past midnight on the wall, 0 to
/// 1,440; `None` at the ends of time.
///
/// A time that comes twice is its first coming. A time that is skipped is the
/// moment of the skip. So later on the wall is never earlier in time, and
/// spans that touch on the wall touch in time.
pub fn instant(zone: &TimeZone, date: Date, minute: u16) -> Option<Timestamp> {
    let date = if minute >= DAY_MINUTES {
        date.tomorrow().ok()?
    } else {
        date
    };
    let minute = minute % DAY_MINUTES;
    let wall = date
        .at(0, 0, 0, 0)
        .checked_add(i64::from(minute).minutes())
        .ok()?;
    let ambiguous = zone.to_ambiguous_timestamp(wall);
    match ambiguous.offset() {
        AmbiguousOffset::Gap { .. } => {
            let before = ambiguous.earlier().ok()?;
            zone.following(before)
                .next()
                .map(|change| change.timestamp())
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            ambiguous.earlier().ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn at(zone: &str, day: Date, minute: u16) -> String {
        let zone = super::zone(zone).expect("a zone");
        instant(&zone, day, minute).expect("a moment").to_string()
    }

    #[test]
    fn a_zone_is_known_by_its_name() {
        assert!(zone("America/New_York").is_ok());
        assert!(zone("UTC").is_ok());
        for name in [
            "",
            "localtime",
            "EST5EDT,M3.2.0",
            "Mars/Olympus",
            "../etc/passwd",
        ] {
            assert_eq!(zone(name), Err(NoZone), "{name}");
        }
    }

    #[test]
    fn ordinary_times_are_as_on_the_wall() {
        assert_eq!(
            at("America/New_York", date(2026, 3, 2), 540),
            "2026-03-02T14:00:00Z"
        );
        assert_eq!(
            at("America/New_York", date(2026, 3, 2), 1440),
            "2026-03-03T05:00:00Z"
        );
    }

    #[test]
    fn a_skipped_time_is_the_moment_of_the_skip() {
        let spring = date(2026, 3, 8);
        for minute in [120, 150, 179, 180] {
            assert_eq!(
                at("America/New_York", spring, minute),
                "2026-03-08T07:00:00Z",
                "{minute}"
            );
        }
        assert_eq!(at("America/New_York", spring, 181), "2026-03-08T07:01:00Z");
    }

    #[test]
    fn a_time_that_comes_twice_is_its_first_coming() {
        let autumn = date(2026, 11, 1);
        assert_eq!(at("America/New_York", autumn, 90), "2026-11-01T05:30:00Z");
        assert_eq!(at("America/New_York", autumn, 120), "2026-11-01T07:00:00Z");
    }

    #[test]
    fn a_zone_without_midnight_still_has_a_day() {
        // Clocks in Santiago went from 24:00 to 1:00.
        assert_eq!(
            at("America/Santiago", date(2026, 9, 6), 0),
            at("America/Santiago", date(2026, 9, 5), 1440)
        );
        assert_eq!(
            at("America/Santiago", date(2026, 9, 6), 0),
            at("America/Santiago", date(2026, 9, 6), 60)
        );
    }

    proptest! {
        #[test]
        fn later_on_the_wall_is_never_earlier_in_time(
            name in prop::sample::select(vec!["America/New_York", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "UTC", "Europe/London"]),
            day in 0_i64..7_000, first in 0_u16..=1440, second in 0_u16..=1440,
        ) {
            let zone = zone(name).expect("a zone");
            let day = date(2010, 1, 1).checked_add(day.days()).expect("a date");
            let (early, late) = (first.min(second), first.max(second));
            prop_assert!(instant(&zone, day, early) <= instant(&zone, day, late));
            prop_assert!(instant(&zone, day, 1440) <= instant(&zone, day.tomorrow().expect("a date"), 0));
        }
    }
}
