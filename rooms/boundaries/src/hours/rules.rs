//! How what is stored becomes hours: the weekly pattern, and days that stand instead of it.

use domain::hours::{DaysOff, Hours, Pattern, Span};
use jiff::{ToSpan as _, Zoned, civil::Date, tz::TimeZone};

/// How far ahead changed days are read, in days: as far as the next duty is looked for.
const AHEAD: i64 = 396;
/// How far back, for a night that began before midnight.
const BACK: i64 = 3;
/// The most days that may be changed at once.
pub const RANGE: i32 = 60;

/// The ISO days between which changed days matter to a day.
pub fn around(day: Date) -> (String, String) {
    let from = day.saturating_sub(BACK.days());
    let to = day.saturating_add(AHEAD.days());
    (from.to_string(), to.to_string())
}

/// Hours from what is stored. A changed day stands instead of the pattern; without spans it is off.
/// What cannot be read is left out, so that one bad row never hides a week.
pub fn hours(pattern: &str, days: &[(String, String)], zone: TimeZone) -> Hours {
    let mut hours = Hours::weekly(pattern.parse::<Pattern>().unwrap_or_default(), zone);
    for (day, spans) in days {
        let Ok(day) = day.parse::<Date>() else {
            continue;
        };
        hours.off.push(DaysOff::one(day));
        hours
            .extra
            .extend(read(spans).into_iter().map(|span| (day, span)));
    }
    hours
}

/// The stretches that a day is about. Somebody in the middle of a night thinks of this night and not of
/// the next one; after it, of what still comes, or of the night that is over when nothing comes.
pub fn spans_of_the_day(hours: &Hours, now: &Zoned) -> Vec<(Zoned, Zoned)> {
    let midnight = now.start_of_day().unwrap_or_else(|_| now.clone());
    let night: Vec<_> = now.date().yesterday().map_or_else(
        |_| vec![],
        |yesterday| {
            let began = hours.spans_on(yesterday).into_iter();
            began.filter(|(_, to)| *to > midnight).collect()
        },
    );
    let today = hours.spans_on(now.date());
    let runs = night.iter().any(|(_, to)| to > now);
    if !night.is_empty() && (runs || today.is_empty()) {
        night
    } else {
        today
    }
}

/// The spans of a changed day as they are stored: `09:00-12:00,13:00-17:00`.
pub fn read(spans: &str) -> Vec<Span> {
    spans
        .split(',')
        .filter_map(|span| span.parse().ok())
        .collect()
}

/// The other way round from [`read`].
pub fn write(spans: &[Span]) -> String {
    spans
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(",")
}

/// Every day from the first to the last; none when they are the wrong way round or too many.
pub fn range(first: Date, last: Date) -> Option<Vec<Date>> {
    let days = (last - first).get_days();
    if !(0..RANGE).contains(&days) {
        return None;
    }
    Some(
        (0..=days)
            .map(|more| first.saturating_add(more.days()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use jiff::{Timestamp, civil::date};

    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("America/New_York").expect("a zone")
    }

    fn at(text: &str) -> Timestamp {
        let wall: jiff::civil::DateTime = text.parse().expect("a time");
        wall.to_zoned(zone()).expect("a moment").timestamp()
    }

    const WEEK: &str = "mon 09:00-17:00;tue 09:00-17:00";

    #[test]
    fn a_day_off_is_off_and_the_next_is_not() {
        let hours = hours(WEEK, &[("2026-03-02".into(), String::new())], zone());
        assert!(!hours.duty_at(at("2026-03-02T10:00:00")).is_on());
        assert!(hours.duty_at(at("2026-03-03T10:00:00")).is_on());
    }

    #[test]
    fn a_changed_day_stands_instead_of_the_pattern() {
        let hours = hours(WEEK, &[("2026-03-02".into(), "12:00-20:00".into())], zone());
        assert!(!hours.duty_at(at("2026-03-02T10:00:00")).is_on());
        assert!(hours.duty_at(at("2026-03-02T19:00:00")).is_on());
    }

    #[test]
    fn what_cannot_be_read_hides_nothing_else() {
        let days = [
            ("soon".to_owned(), "x".to_owned()),
            ("2026-03-02".to_owned(), "x".to_owned()),
        ];
        let hours = hours(WEEK, &days, zone());
        assert!(!hours.duty_at(at("2026-03-02T10:00:00")).is_on());
        assert!(hours.duty_at(at("2026-03-03T10:00:00")).is_on());
        assert!(!super::hours("nonsense", &[], zone()).are_set());
    }

    #[test]
    fn spans_read_back_as_they_are_stored() {
        let text = "09:00-12:00,22:00-06:00";
        assert_eq!(write(&read(text)), text);
        assert_eq!(write(&read("")), "");
    }

    #[test]
    fn a_range_holds_both_ends_and_has_an_end() {
        let days = range(date(2026, 2, 27), date(2026, 3, 2)).expect("four days");
        assert_eq!(days.len(), 4);
        assert_eq!(days.last(), Some(&date(2026, 3, 2)));
        assert_eq!(range(date(2026, 3, 2), date(2026, 3, 1)), None);
        assert_eq!(range(date(2026, 3, 2), date(2027, 3, 2)), None);
    }
}
