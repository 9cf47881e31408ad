//! What Today decides by itself: the greeting, and which appointment is the next.

use jiff::civil::Time;

/// The part of the day, for the greeting: the end of a word id.
pub fn greeting(time: Time) -> &'static str {
    match time.hour() {
        4..12 => "morning",
        12..17 => "afternoon",
        17..22 => "evening",
        _ => "night",
    }
}

/// Which appointment comes next: the first planned one that has not ended. Each is
/// `(starts_at, minutes, state)`, in order of time; state 0 is planned.
pub fn next(planned: &[(i64, i64, i64)], now: i64) -> Option<usize> {
    planned
        .iter()
        .position(|(starts_at, minutes, state)| *state == 0 && starts_at + minutes * 60 > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_follows_the_clock() {
        for (hour, said) in [
            (0, "night"),
            (3, "night"),
            (4, "morning"),
            (11, "morning"),
            (12, "afternoon"),
            (16, "afternoon"),
            (17, "evening"),
            (22, "night"),
        ] {
            assert_eq!(greeting(jiff::civil::time(hour, 59, 0, 0)), said, "{hour}");
        }
    }

    #[test]
    fn the_next_appointment_is_planned_and_not_over() {
        let day = [
            (1_000, 10, 1),
            (2_000, 10, 0),
            (4_000, 10, 3),
            (5_000, 10, 0),
        ];
        assert_eq!(next(&day, 0), Some(1));
        assert_eq!(next(&day, 2_599), Some(1));
        assert_eq!(next(&day, 2_600), Some(3));
        assert_eq!(next(&day, 9_000), None);
    }
}
