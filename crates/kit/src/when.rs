//! Dates and times in words, as people say them: "5:00 PM", "Today", "Nov 14".
//!
//! Civil values only: which zone a moment is shown in was decided before.

use jiff::civil::{Date, Time};

use crate::{t, words::Words};

/// "Thursday, November 20".
pub fn date_long(w: &Words, date: Date) -> String {
    t!(
        w,
        "kit-date-long",
        weekday = weekday(w, date),
        month = month(w, date),
        day = i32::from(date.day())
    )
}

/// "November 20", with the year when it is not this one: "November 20, 2024".
pub fn date(w: &Words, date: Date, today: Date) -> String {
    if date.year() == today.year() {
        t!(
            w,
            "kit-date",
            month = month(w, date),
            day = i32::from(date.day())
        )
    } else {
        date_with_year(w, date)
    }
}

/// "November 20, 2024".
pub fn date_with_year(w: &Words, date: Date) -> String {
    t!(
        w,
        "kit-date-year",
        month = month(w, date),
        day = i32::from(date.day()),
        year = date.year().to_string()
    )
}

/// How a list names a past day, shortest first: "Today", "Yesterday", "Tue" in
/// the four days before that, then "Nov 14", then "Nov 14, 2024". Days to come:
/// "Tomorrow", then the same short dates.
pub fn day(w: &Words, date: Date, today: Date) -> String {
    match days_between(date, today) {
        0 => t!(w, "kit-today"),
        1 => t!(w, "kit-yesterday"),
        -1 => t!(w, "kit-tomorrow"),
        2..=5 => weekday_short(w, date),
        _ if date.year() == today.year() => {
            t!(
                w,
                "kit-date",
                month = month_short(w, date),
                day = i32::from(date.day())
            )
        }
        _ => t!(
            w,
            "kit-date-year",
            month = month_short(w, date),
            day = i32::from(date.day()),
            year = date.year().to_string()
        ),
    }
}

/// "5:00 PM".
pub fn clock(w: &Words, time: Time) -> String {
    let text = clock_bare(time);
    if time.hour() < 12 {
        t!(w, "kit-am", time = text)
    } else {
        t!(w, "kit-pm", time = text)
    }
}

/// "5:00", where the list it stands in makes morning and afternoon plain.
pub fn clock_bare(time: Time) -> String {
    format!("{}:{:02}", twelve(time), time.minute())
}

/// "9 AM", or "9:30 AM" when it is not a full hour: for the ends of the day line.
pub fn hour(w: &Words, time: Time) -> String {
    let text = if time.minute() == 0 {
        twelve(time).to_string()
    } else {
        clock_bare(time)
    };
    if time.hour() < 12 {
        t!(w, "kit-am", time = text)
    } else {
        t!(w, "kit-pm", time = text)
    }
}

/// A duration in words: "45 minutes", "1 hour", "2 hours 15 minutes". Below zero counts as zero.
pub fn minutes(w: &Words, minutes: i64) -> String {
    let minutes = minutes.max(0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => t!(w, "kit-minutes", minutes = minutes),
        (hours, 0) => t!(w, "kit-hours", hours = hours),
        (hours, minutes) => t!(w, "kit-hours-minutes", hours = hours, minutes = minutes),
    }
}

/// "In 25 minutes", "In 2 hours" (rounded down to the hour from three hours on), "Now".
pub fn ahead(w: &Words, ahead: i64) -> String {
    if ahead <= 0 {
        return t!(w, "kit-now");
    }
    let ahead = if ahead >= 180 {
        ahead - ahead % 60
    } else {
        ahead
    };
    t!(w, "kit-in", time = minutes(w, ahead))
}

/// "Monday".
pub fn weekday(w: &Words, date: Date) -> String {
    w.say(WEEKDAYS[index(date.weekday().to_monday_zero_offset())].0)
}

/// "Mon".
pub fn weekday_short(w: &Words, date: Date) -> String {
    w.say(WEEKDAYS[index(date.weekday().to_monday_zero_offset())].1)
}

/// "November".
pub fn month(w: &Words, date: Date) -> String {
    w.say(MONTHS[index(date.month() - 1)].0)
}

/// "Nov".
pub fn month_short(w: &Words, date: Date) -> String {
    w.say(MONTHS[index(date.month() - 1)].1)
}

/// Full and short names, Monday first.
const WEEKDAYS: [(&str, &str); 7] = [
    ("kit-monday", "kit-mon"),
    ("kit-tuesday", "kit-tue"),
    ("kit-wednesday", "kit-wed"),
    ("kit-thursday", "kit-thu"),
    ("kit-friday", "kit-fri"),
    ("kit-saturday", "kit-sat"),
    ("kit-sunday", "kit-sun"),
];

/// Full and short names.
const MONTHS: [(&str, &str); 12] = [
    ("kit-january", "kit-jan"),
    ("kit-february", "kit-feb"),
    ("kit-march", "kit-mar"),
    ("kit-april", "kit-apr"),
    ("kit-may", "kit-may-short"),
    ("kit-june", "kit-jun"),
    ("kit-july", "kit-jul"),
    ("kit-august", "kit-aug"),
    ("kit-september", "kit-sep"),
    ("kit-october", "kit-oct"),
    ("kit-november", "kit-nov"),
    ("kit-december", "kit-dec"),
];

fn index(offset: i8) -> usize {
    usize::from(offset.unsigned_abs())
}

fn twelve(time: Time) -> i8 {
    match time.hour() % 12 {
        0 => 12,
        hour => hour,
    }
}

/// Days from `date` to `today`; below zero when the date is yet to come.
fn days_between(date: Date, today: Date) -> i64 {
    today.duration_since(date).as_hours() / 24
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date as on, time};

    fn words() -> Words {
        Words::kit().expect("words")
    }

    #[test]
    fn a_day_is_named_as_people_would() {
        let w = words();
        let today = on(2025, 11, 20);
        for (date, said) in [
            (today, "Today"),
            (on(2025, 11, 19), "Yesterday"),
            (on(2025, 11, 18), "Tue"),
            (on(2025, 11, 15), "Sat"),
            (on(2025, 11, 14), "Nov 14"),
            (on(2025, 11, 13), "Nov 13"),
            (on(2024, 11, 20), "Nov 20, 2024"),
            (on(2025, 11, 21), "Tomorrow"),
            (on(2025, 11, 25), "Nov 25"),
            (on(2026, 5, 1), "May 1, 2026"),
        ] {
            assert_eq!(day(&w, date, today), said);
        }
        assert_eq!(date_long(&w, today), "Thursday, November 20");
        assert_eq!(date(&w, on(2025, 12, 12), today), "December 12");
        assert_eq!(date(&w, on(2024, 12, 12), today), "December 12, 2024");
    }

    #[test]
    fn noon_is_twelve_pm_and_midnight_twelve_am() {
        let w = words();
        for (at, said, short) in [
            (time(0, 0, 0, 0), "12:00 AM", "12 AM"),
            (time(9, 5, 0, 0), "9:05 AM", "9:05 AM"),
            (time(12, 0, 0, 0), "12:00 PM", "12 PM"),
            (time(23, 59, 0, 0), "11:59 PM", "11:59 PM"),
        ] {
            assert_eq!(clock(&w, at), said);
            assert_eq!(hour(&w, at), short);
        }
        assert_eq!(clock_bare(time(15, 15, 0, 0)), "3:15");
    }

    #[test]
    fn durations_are_words_with_figures() {
        let w = words();
        for (long, said) in [
            (-3, "0 minutes"),
            (1, "1 minute"),
            (45, "45 minutes"),
            (60, "1 hour"),
            (61, "1 hour 1 minute"),
            (135, "2 hours 15 minutes"),
        ] {
            assert_eq!(minutes(&w, long), said);
        }
        assert_eq!(ahead(&w, 25), "In 25 minutes");
        assert_eq!(ahead(&w, 0), "Now");
        assert_eq!(ahead(&w, 200), "In 3 hours");
    }
}
