//! Decisions about appointments: local time to a moment, what is at the same time, what a mark means.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::{AmbiguousOffset, TimeZone},
};

/// What became of an appointment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Still to come, or not marked.
    Planned,
    /// It took place.
    Done,
    /// It went to another time; a new appointment stands there.
    Moved,
    /// It did not take place.
    CalledOff,
}

impl State {
    /// The stored form.
    pub const fn code(self) -> i64 {
        match self {
            Self::Planned => 0,
            Self::Done => 1,
            Self::Moved => 2,
            Self::CalledOff => 3,
        }
    }

    /// What a stored number means; an unknown one counts as called off, which asks for nothing.
    pub const fn from_code(code: i64) -> Self {
        match code {
            0 => Self::Planned,
            1 => Self::Done,
            2 => Self::Moved,
            _ => Self::CalledOff,
        }
    }

    /// What the buttons of an appointment send. Moving has a form of its own.
    pub fn from_button(text: &str) -> Option<Self> {
        match text {
            "planned" => Some(Self::Planned),
            "done" => Some(Self::Done),
            "called-off" => Some(Self::CalledOff),
            _ => None,
        }
    }
}

/// Why a local time is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMoment {
    /// The clocks go forward over it: that time does not exist on that day.
    Skipped,
    /// Outside the years that are kept.
    TooFar,
}

/// The moment of a local time. When the clocks go back and a time comes twice, the first is meant.
pub fn moment(zone: &TimeZone, day: Date, time: Time) -> Result<Timestamp, NoMoment> {
    let ambiguous = zone.to_ambiguous_zoned(day.to_datetime(time));
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(NoMoment::Skipped);
    }
    ambiguous
        .compatible()
        .map(|zoned| zoned.timestamp())
        .map_err(|_| NoMoment::TooFar)
}

/// A stretch of time, in seconds since 1970 and minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// When it begins.
    pub starts_at: i64,
    /// How long it is.
    pub minutes: i64,
}

impl Stretch {
    /// When it ends, in seconds since 1970.
    pub fn ends_at(self) -> i64 {
        self.starts_at + self.minutes * 60
    }

    /// Whether the two share a moment. One that ends when the other begins does not.
    pub fn meets(self, other: Self) -> bool {
        self.starts_at < other.ends_at() && other.starts_at < self.ends_at()
    }
}

/// Whether a change of time makes this a move, which keeps the old appointment as moved.
pub fn is_move(old: Stretch, new: Stretch) -> bool {
    old.starts_at != new.starts_at
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn new_york() -> TimeZone {
        TimeZone::get("America/New_York").expect("a zone")
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_said_to_be_so() {
        // On March 8, 2026 New York goes from 2:00 to 3:00.
        assert_eq!(
            moment(&new_york(), date(2026, 3, 8), time(2, 30, 0, 0)),
            Err(NoMoment::Skipped)
        );
        assert!(moment(&new_york(), date(2026, 3, 8), time(3, 0, 0, 0)).is_ok());
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first_of_the_two() {
        let first = moment(&new_york(), date(2026, 11, 1), time(1, 30, 0, 0)).expect("a moment");
        assert_eq!(first.to_string(), "2026-11-01T05:30:00Z");
    }

    #[test]
    fn a_local_time_keeps_its_hour_on_both_sides_of_a_change() {
        let before = moment(&new_york(), date(2026, 3, 7), time(9, 0, 0, 0)).expect("a moment");
        let after = moment(&new_york(), date(2026, 3, 9), time(9, 0, 0, 0)).expect("a moment");
        assert_eq!(
            after.as_second() - before.as_second(),
            47 * 3600,
            "two days less an hour"
        );
    }

    #[test]
    fn two_stretches_that_only_touch_do_not_meet() {
        let ten = Stretch {
            starts_at: 36_000,
            minutes: 30,
        };
        let half_past = Stretch {
            starts_at: 37_800,
            minutes: 30,
        };
        let around = Stretch {
            starts_at: 30_000,
            minutes: 600,
        };
        assert!(!ten.meets(half_past) && !half_past.meets(ten));
        assert!(ten.meets(around) && around.meets(ten) && ten.meets(ten));
    }

    #[test]
    fn only_another_beginning_is_a_move() {
        let ten = Stretch {
            starts_at: 36_000,
            minutes: 30,
        };
        assert!(!is_move(ten, Stretch { minutes: 60, ..ten }));
        assert!(is_move(
            ten,
            Stretch {
                starts_at: 36_060,
                ..ten
            }
        ));
    }

    #[test]
    fn a_state_reads_back_as_it_is_stored() {
        for state in [State::Planned, State::Done, State::Moved, State::CalledOff] {
            assert_eq!(State::from_code(state.code()), state);
        }
        assert_eq!(State::from_button("moved"), None, "a move needs a new time");
    }
}
