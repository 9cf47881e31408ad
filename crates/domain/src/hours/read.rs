//! Hours as people write them: `9-5`, `9:00 AM to 5:00 PM`, `22:00-06:00`.

use super::pattern::{DAY_MINUTES, PatternError, SPANS_A_DAY, Span};

/// Why a time could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Nothing was written.
    #[error("nothing is written")]
    Empty,
    /// Not a time: write it as 9:00 AM or 14:30.
    #[error("this is not a time we can read")]
    Unreadable,
    /// It could be morning or evening: add AM or PM.
    #[error("this may be morning or evening")]
    MorningOrEvening,
    /// Start and end are the same.
    #[error("start and end are the same")]
    Equal,
    /// More than three stretches, or two that overlap.
    #[error("these stretches do not fit into one day")]
    DoNotFit,
}

impl TimeError {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::MorningOrEvening => "morning-or-evening",
            Self::Equal => "equal",
            Self::DoNotFit => "do-not-fit",
        }
    }
}

impl From<PatternError> for TimeError {
    fn from(error: PatternError) -> Self {
        match error {
            PatternError::Equal => Self::Equal,
            PatternError::Unreadable => Self::Unreadable,
            PatternError::TooMany(_) | PatternError::Overlap(_) => Self::DoNotFit,
        }
    }
}

/// One time of day as written, in minutes since midnight: `9:00 AM`, `14:30`,
/// `noon`, `midnight` (0), or what a browser's time field sends (`09:00`,
/// `12:15`). A bare `9` or `3:15` could be either half of the day:
/// [`TimeError::MorningOrEvening`].
pub fn parse_time(text: &str) -> Result<u16, TimeError> {
    let time = Written::read(text)?;
    match time.style {
        Style::Bare => Err(TimeError::MorningOrEvening),
        Style::Clear | Style::Clock24 | Style::Padded => Ok(time.minute),
    }
}

/// The hours of one day as written: one span, or up to three with commas,
/// semicolons or "and" between. Nothing written, or `off`, is no hours.
pub fn parse_spans(text: &str) -> Result<Vec<Span>, TimeError> {
    let text = text.trim().to_lowercase();
    if matches!(
        text.as_str(),
        "" | "off" | "closed" | "none" | "-" | "–" | "—"
    ) {
        return Ok(Vec::new());
    }
    let text = text.replace(" and ", ",");
    let mut spans = text
        .split([',', ';', '&', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(parse_span)
        .collect::<Result<Vec<Span>, TimeError>>()?;
    spans.sort_unstable();
    let overlaps = spans
        .windows(2)
        .any(|pair| pair[0].crosses_midnight() || pair[1].from() < pair[0].to());
    if spans.len() > SPANS_A_DAY || overlaps {
        return Err(TimeError::DoNotFit);
    }
    Ok(spans)
}

fn parse_span(text: &str) -> Result<Span, TimeError> {
    let dashed = text
        .replace(['–', '—', '−', '‐', '‑'], "-")
        .replace(" to ", "-")
        .replace(" until ", "-");
    let dashed = dashed.strip_prefix("from ").unwrap_or(&dashed);
    let (from, to) = dashed.split_once('-').ok_or(TimeError::Unreadable)?;
    let (from, to) = (Written::read(from)?, Written::read(to)?);
    if from.style == Style::Clock24 || to.style == Style::Clock24 {
        return Ok(Span::new(from.minute, to.minute)?);
    }
    let (from, to) = match (from.is_clear(), to.is_clear()) {
        (true, true) => (from.minute, to.minute),
        (true, false) => (from.minute, after(from.minute, to.bare())),
        (false, true) => (before(to.minute, from.bare()), to.minute),
        // Bare hours of a working day: "9-5", "7-3", "12-8"; "1-5" could be either.
        (false, false) => match from.bare() {
            noon @ 0..60 => (noon + NOON, after(noon + NOON, to.bare())),
            morning @ 360..NOON => (morning, after(morning, to.bare())),
            _ => return Err(TimeError::MorningOrEvening),
        },
    };
    Ok(Span::new(from, to)?)
}

const NOON: u16 = DAY_MINUTES / 2;

/// A bare end: the first such time after the start.
const fn after(start: u16, bare: u16) -> u16 {
    if bare > start || bare + NOON <= start {
        bare
    } else {
        bare + NOON
    }
}

/// A bare start: the last such time before the end, so that "1-5 PM" is one
/// afternoon, "9-5 PM" begins in the morning and "11-7 AM" is a night.
const fn before(end: u16, bare: u16) -> u16 {
    let end = if end == 0 { DAY_MINUTES } else { end };
    if bare + NOON < end || bare >= end {
        bare + NOON
    } else {
        bare
    }
}

/// How a time was written, and so how sure its half of the day is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// With AM or PM, or in words.
    Clear,
    /// Surely of the 24-hour clock: `17:30`, `06:00`, `0:15`, `13`.
    Clock24,
    /// `10:00` to `12:59`: alike on both clocks.
    Padded,
    /// `9`, `9:30`.
    Bare,
}

#[derive(Clone, Copy)]
struct Written {
    /// Minutes since midnight, read on the 24-hour clock where nothing is said.
    minute: u16,
    style: Style,
}

impl Written {
    fn is_clear(self) -> bool {
        self.style == Style::Clear
    }

    /// The same time in the first half of the day.
    const fn bare(self) -> u16 {
        self.minute % NOON
    }

    fn read(text: &str) -> Result<Self, TimeError> {
        let lower = text.trim().to_lowercase();
        let text: String = lower
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '.')
            .collect();
        let clear = |minute| {
            Ok(Self {
                minute,
                style: Style::Clear,
            })
        };
        match text.as_str() {
            "" => return Err(TimeError::Empty),
            "noon" | "12noon" => return clear(NOON),
            "midnight" | "12midnight" => return clear(0),
            "24:00" => {
                return Ok(Self {
                    minute: 0,
                    style: Style::Clock24,
                });
            }
            _ => {}
        }
        let without =
            |long: &str, short: char| text.strip_suffix(long).or_else(|| text.strip_suffix(short));
        let (digits, half) = match (without("am", 'a'), without("pm", 'p')) {
            (Some(digits), _) => (digits, Some(0)),
            (_, Some(digits)) => (digits, Some(NOON)),
            _ => (text.as_str(), None),
        };
        let (hour, minute) = match digits.split_once(':') {
            Some((hour, minute)) if minute.len() == 2 => (hour, Some(minute)),
            Some(_) => return Err(TimeError::Unreadable),
            // "0930" and "1730" are clock times without a colon.
            None if digits.len() == 4 && digits.is_ascii() => (&digits[..2], Some(&digits[2..])),
            None => (digits, None),
        };
        let (padded, with_minutes) = (hour.len() == 2, minute.is_some());
        let (hour, minute) = (number(hour)?, number(minute.unwrap_or("00"))?);
        if minute > 59 || hour > 23 {
            return Err(TimeError::Unreadable);
        }
        match half {
            Some(_) if hour == 0 || hour > 12 => return Err(TimeError::Unreadable),
            Some(half) => return clear(hour % 12 * 60 + minute + half),
            None => {}
        }
        let style = if hour > 12 || hour == 0 || (padded && with_minutes && hour < 10) {
            Style::Clock24
        } else if padded && with_minutes {
            Style::Padded
        } else {
            Style::Bare
        };
        Ok(Self {
            minute: hour * 60 + minute,
            style,
        })
    }
}

/// One or two plain digits.
fn number(text: &str) -> Result<u16, TimeError> {
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain {
        text.parse().map_err(|_| TimeError::Unreadable)
    } else {
        Err(TimeError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::hours::pattern::tests::any_pattern;

    fn read(text: &str) -> Result<String, TimeError> {
        let spans = parse_spans(text)?;
        Ok(spans
            .iter()
            .map(Span::to_string)
            .collect::<Vec<_>>()
            .join(","))
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, spans) in [
            ("9-5", "09:00-17:00"),
            ("9 – 5", "09:00-17:00"),
            ("9:00 AM to 5:00 PM", "09:00-17:00"),
            ("from 9 a.m. until 5 p.m.", "09:00-17:00"),
            ("9a-5p", "09:00-17:00"),
            ("9:30-5", "09:30-17:00"),
            ("10:00-6:00", "10:00-18:00"),
            ("10:00-06:00", "10:00-06:00"),
            ("10:00-23:00", "10:00-23:00"),
            ("10:00-12:30", "10:00-12:30"),
            ("22:00-06:00", "22:00-06:00"),
            ("10 PM to 6 AM", "22:00-06:00"),
            ("10pm-6", "22:00-06:00"),
            ("11-7am", "23:00-07:00"),
            ("1-5 PM", "13:00-17:00"),
            ("9-5pm", "09:00-17:00"),
            ("8-8pm", "08:00-20:00"),
            ("1 pm - 5", "13:00-17:00"),
            ("9am-9", "09:00-21:00"),
            ("7-3", "07:00-15:00"),
            ("12-8", "12:00-20:00"),
            ("9-12", "09:00-12:00"),
            ("9-17", "09:00-17:00"),
            ("0900-1730", "09:00-17:30"),
            ("noon to 5", "12:00-17:00"),
            ("4 PM to midnight", "16:00-24:00"),
            ("9-12, 1pm-5pm", "09:00-12:00,13:00-17:00"),
            ("1pm-5pm and 9am-noon", "09:00-12:00,13:00-17:00"),
            ("off", ""),
            ("", ""),
            ("00:00-24:00", "00:00-24:00"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(spans), "{text}");
        }
    }

    #[test]
    fn hours_that_cannot_be_read_say_why() {
        for (text, error) in [
            ("9", TimeError::Unreadable),
            ("9-", TimeError::Empty),
            ("all day", TimeError::Unreadable),
            ("9-25", TimeError::Unreadable),
            ("9:5-10", TimeError::Unreadable),
            ("13pm-14pm", TimeError::Unreadable),
            ("1-5", TimeError::MorningOrEvening),
            ("9am-9am", TimeError::Equal),
            ("17:00-17:00", TimeError::Equal),
            ("9-12, 11-5", TimeError::DoNotFit),
            ("10pm-6am, 7am-8am, 11pm-11:30pm", TimeError::DoNotFit),
            ("7-8am,9-10am,11am-noon,1-2pm", TimeError::DoNotFit),
        ] {
            assert_eq!(read(text), Err(error), "{text}");
        }
    }

    #[test]
    fn one_time_is_read_and_a_bare_hour_is_asked_about() {
        for (text, minute) in [
            ("9:00 AM", 540),
            ("09:00", 540),
            ("10:15", 615),
            ("12:15", 735),
            ("12 AM", 0),
            ("12:30 pm", 750),
            ("17", 1020),
            ("Noon", 720),
        ] {
            assert_eq!(parse_time(text), Ok(minute), "{text}");
        }
        for bare in ["9", "3:15", "12"] {
            assert_eq!(parse_time(bare), Err(TimeError::MorningOrEvening), "{bare}");
        }
        assert_eq!(parse_time("  "), Err(TimeError::Empty));
        assert_eq!(parse_time("९:००"), Err(TimeError::Unreadable));
    }

    fn spoken(minute: u16) -> String {
        let half = if minute % DAY_MINUTES < NOON {
            "AM"
        } else {
            "PM"
        };
        let hour = match minute / 60 % 12 {
            0 => 12,
            hour => hour,
        };
        format!("{hour}:{:02} {half}", minute % 60)
    }

    proptest! {
        #[test]
        fn every_span_reads_back_from_either_clock(from in 0_u16..1440, to in 1_u16..=1440) {
            prop_assume!(from != to);
            let span = Span::new(from, to).expect("a span");
            let spoken = format!("{} to {}", spoken(from), spoken(to));
            prop_assert_eq!(parse_spans(&spoken), Ok(vec![span]));
        }

        #[test]
        fn a_day_of_a_pattern_reads_back_as_stored(week in any_pattern()) {
            for day in crate::hours::Day::ALL {
                let spans = week.on(day);
                // Alike on both clocks is read as people mean it, not as stored.
                prop_assume!(spans.iter().all(|span| !(600..780).contains(&span.from()) || !(600..780).contains(&span.to())));
                let text: Vec<String> = spans.iter().map(Span::to_string).collect();
                prop_assert_eq!(parse_spans(&text.join(", ")), Ok(spans.to_vec()));
            }
        }

        #[test]
        fn no_text_panics_the_reader(text in any::<String>()) {
            let _ = parse_spans(&text);
            let _ = parse_time(&text);
        }
    }
}
