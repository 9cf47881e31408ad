//! The moment at which invented records end.

use anyhow::{Context, Result};
use jiff::{Timestamp, civil::Date};

/// The records begin this long before their end.
pub const HALF_A_YEAR: i64 = 182 * 86_400;
/// Where the demo's first program is.
const ZONE: &str = "America/New_York";

/// When invented records end.
#[derive(Clone, Debug)]
pub struct Moment {
    /// Nothing is later, except what is planned.
    pub until: Timestamp,
    /// The day of that moment.
    pub day: Date,
    /// The real moment, when it is on that day: what is planned lies ahead of it.
    pub live: Option<Timestamp>,
}

impl Moment {
    /// Five past ten in the morning of the day that was asked for, or of today. On the day itself nothing
    /// lies in the future: whoever looks earlier sees records that end earlier.
    pub fn of(day: Option<Date>, now: Timestamp) -> Result<Self> {
        let today = now.in_tz(ZONE)?.date();
        let day = day.unwrap_or(today);
        let morning = day.at(10, 5, 0, 0).in_tz(ZONE).context("--today")?;
        let live = (day == today).then_some(now);
        let until = live.map_or(morning.timestamp(), |now| now.min(morning.timestamp()));
        Ok(Self { until, day, live })
    }

    /// This very moment.
    pub fn now(now: Timestamp) -> Result<Self> {
        Ok(Self {
            until: now,
            day: now.in_tz(ZONE)?.date(),
            live: None,
        })
    }

    /// When the next appointment of the day may begin, in minutes from midnight: half past ten, or, when
    /// the day is today and that is over, the next quarter of an hour but one.
    pub fn next_quarter(&self) -> Result<u16> {
        const USUAL: i64 = 10 * 60 + 30;
        const LAST: i64 = 23 * 60;
        let Some(now) = self.live else {
            return Ok(u16::try_from(USUAL)?);
        };
        let now = now.in_tz(ZONE)?;
        let minute = i64::from(now.hour()) * 60 + i64::from(now.minute());
        let next = (minute / 15 + 2) * 15;
        let next = if next <= USUAL || next > LAST {
            USUAL
        } else {
            next
        };
        Ok(u16::try_from(next)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    #[test]
    fn a_day_that_was_asked_for_is_the_same_on_every_other_day() {
        let day = Some(jiff::civil::date(2026, 3, 2));
        let one = Moment::of(day, at("2026-11-22T03:00:00Z")).expect("a moment");
        let two = Moment::of(day, at("2031-01-01T21:17:00Z")).expect("a moment");
        assert_eq!(one.until, two.until);
        assert_eq!(one.until, at("2026-03-02T15:05:00Z"));
        assert_eq!(one.next_quarter().expect("a quarter"), 630);
        assert_eq!(two.next_quarter().expect("a quarter"), 630);
    }

    #[test]
    fn on_the_day_itself_what_is_next_lies_ahead_and_nothing_else_does() {
        let early = at("2026-03-02T11:00:00Z");
        let moment = Moment::of(None, early).expect("a moment");
        assert_eq!(moment.until, early);
        assert_eq!(moment.next_quarter().expect("a quarter"), 630);
        let late = at("2026-03-02T19:52:00Z");
        let moment = Moment::of(None, late).expect("a moment");
        assert_eq!(moment.until, at("2026-03-02T15:05:00Z"));
        assert_eq!(moment.next_quarter().expect("a quarter"), 15 * 60 + 15);
    }
}
