//! What Today decides alone: which part of the day it is, what comes next.

/// The part of the day, for the greeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Until noon, from the small hours on.
    Morning,
    /// Until 6 PM.
    Afternoon,
    /// After that.
    Evening,
}

/// The part of the day that an hour (0 to 23) belongs to.
pub const fn part(hour: i8) -> Part {
    match hour {
        4..12 => Part::Morning,
        12..18 => Part::Afternoon,
        _ => Part::Evening,
    }
}

/// One appointment, as far as its place in the day goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it begins, in seconds since 1970.
    pub starts_at: i64,
    /// How long it is.
    pub minutes: i64,
    /// Whether it still stands: not done, moved or called off.
    pub planned: bool,
}

/// Where an appointment stands in the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is over, and nobody has said what came of it.
    Earlier,
    /// It is the one that runs, or the first to come.
    Next,
    /// It comes after that.
    Later,
    /// It is marked: nothing to do.
    Settled,
}

/// Where each appointment stands; they come in the order of time.
pub fn turns(slots: &[Slot], now: i64) -> Vec<Turn> {
    let mut next_is_known = false;
    slots
        .iter()
        .map(|slot| {
            if !slot.planned {
                Turn::Settled
            } else if slot.starts_at + slot.minutes.max(1) * 60 <= now {
                Turn::Earlier
            } else if next_is_known {
                Turn::Later
            } else {
                next_is_known = true;
                Turn::Next
            }
        })
        .collect()
}

/// Minutes from the midnight that begins a day to a moment; below zero before it.
pub fn minutes_of_day(midnight: i64, at: i64) -> i32 {
    i32::try_from((at - midnight).div_euclid(60)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_goes_with_the_hour() {
        assert_eq!(part(9), Part::Morning);
        assert_eq!(part(12), Part::Afternoon);
        assert_eq!(part(23), Part::Evening);
        assert_eq!(part(2), Part::Evening);
    }

    #[test]
    fn what_runs_now_is_next_and_what_is_marked_is_left_out() {
        let slot = |starts_at, planned| Slot {
            starts_at,
            minutes: 30,
            planned,
        };
        let day = [
            slot(0, true),
            slot(1_800, false),
            slot(3_600, true),
            slot(7_200, true),
        ];
        assert_eq!(
            turns(&day, 4_000),
            [Turn::Earlier, Turn::Settled, Turn::Next, Turn::Later]
        );
        assert_eq!(turns(&day, 90_000)[3], Turn::Earlier);
    }

    #[test]
    fn an_appointment_without_a_length_is_over_a_minute_after_it_begins() {
        let slot = Slot {
            starts_at: 600,
            minutes: 0,
            planned: true,
        };
        assert_eq!(turns(&[slot], 630), [Turn::Next]);
        assert_eq!(turns(&[slot], 660), [Turn::Earlier]);
    }

    #[test]
    fn minutes_count_from_midnight_on_and_back() {
        assert_eq!(minutes_of_day(0, 9 * 3_600), 540);
        assert_eq!(minutes_of_day(86_400, 0), -1_440);
    }
}
