//! The weekly pattern and its stored form.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, Weekday};

/// The most spans that begin on one day.
pub const SPANS_A_DAY: usize = 3;

pub(super) const DAY_MINUTES: u16 = 1_440;
const WEEK_MINUTES: u32 = 7 * DAY_MINUTES as u32;

/// A day of the week; 0 is Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u8);

impl Day {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [
        Self(0),
        Self(1),
        Self(2),
        Self(3),
        Self(4),
        Self(5),
        Self(6),
    ];
    const SLUGS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// The day that a date falls on.
    pub fn of(date: Date) -> Self {
        Self(date.weekday().to_monday_zero_offset().unsigned_abs())
    }

    /// 0 for Monday to 6 for Sunday.
    pub const fn number(self) -> usize {
        self.0 as usize
    }

    /// The name used in forms, storage and word ids: `mon` to `sun`.
    pub const fn slug(self) -> &'static str {
        Self::SLUGS[self.number()]
    }

    /// The day that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|day| day.slug() == slug)
    }
}

impl From<Weekday> for Day {
    fn from(weekday: Weekday) -> Self {
        Self(weekday.to_monday_zero_offset().unsigned_abs())
    }
}

/// A stretch of a day, in minutes since midnight: from 0 to 1,439, to 1 to
/// 1,440 (midnight at the end). `to` before `from` ends on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    from: u16,
    to: u16,
}

impl Span {
    /// A span; [`PatternError::Equal`] when it would end as it begins,
    /// [`PatternError::Unreadable`] outside the day. An end at minute 0 is midnight.
    pub const fn new(from: u16, to: u16) -> Result<Self, PatternError> {
        let to = if to == 0 { DAY_MINUTES } else { to };
        if from >= DAY_MINUTES || to > DAY_MINUTES {
            Err(PatternError::Unreadable)
        } else if from == to {
            Err(PatternError::Equal)
        } else {
            Ok(Self { from, to })
        }
    }

    /// The first minute.
    pub const fn from(self) -> u16 {
        self.from
    }

    /// The minute at which it is over, 1 to 1,440.
    pub const fn to(self) -> u16 {
        self.to
    }

    /// Whether it ends on the next day.
    pub const fn crosses_midnight(self) -> bool {
        self.to < self.from
    }

    /// How many minutes long it is on a day without a change of clocks.
    pub const fn minutes(self) -> u16 {
        if self.crosses_midnight() {
            DAY_MINUTES - self.from + self.to
        } else {
            self.to - self.from
        }
    }
}

impl fmt::Display for Span {
    /// `09:00-17:00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

impl FromStr for Span {
    type Err = PatternError;

    /// Reads the stored form alone; people's ways of writing are in
    /// [`super::parse_spans`].
    fn from_str(text: &str) -> Result<Self, PatternError> {
        let (from, to) = text.split_once('-').ok_or(PatternError::Unreadable)?;
        Self::new(minute(from)?, minute(to)?)
    }
}

fn minute(text: &str) -> Result<u16, PatternError> {
    let bytes = text.as_bytes();
    let [a, b, b':', c, d] = bytes else {
        return Err(PatternError::Unreadable);
    };
    if ![a, b, c, d].into_iter().all(u8::is_ascii_digit) {
        return Err(PatternError::Unreadable);
    }
    let pair = |tens: u8, ones: u8| u16::from(tens - b'0') * 10 + u16::from(ones - b'0');
    let (hour, minute) = (pair(*a, *b), pair(*c, *d));
    if hour > 24 || minute > 59 || (hour == 24 && minute > 0) {
        return Err(PatternError::Unreadable);
    }
    Ok(hour * 60 + minute)
}

/// Why hours cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Not hours at all.
    #[error("these are not hours we can read")]
    Unreadable,
    /// Start and end are the same: leave the day empty, or write 00:00-24:00.
    #[error("start and end are the same")]
    Equal,
    /// More than [`SPANS_A_DAY`] on a day.
    #[error("there are more than three stretches on one day")]
    TooMany(Day),
    /// Two spans share time, perhaps over midnight: change one.
    #[error("two stretches overlap")]
    Overlap(Day),
}

impl PatternError {
    /// The end of the word id.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Equal => "equal",
            Self::TooMany(_) => "too-many",
            Self::Overlap(_) => "overlap",
        }
    }
}

/// A week of hours. Spans of a day are in order; none overlaps another, also
/// not over midnight or from Sunday into Monday. Touching spans are allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pattern([Vec<Span>; 7]);

impl Pattern {
    /// A week from the spans of its days, Monday first.
    pub fn new(mut days: [Vec<Span>; 7]) -> Result<Self, PatternError> {
        for (spans, day) in days.iter_mut().zip(Day::ALL) {
            if spans.len() > SPANS_A_DAY {
                return Err(PatternError::TooMany(day));
            }
            spans.sort_unstable();
        }
        let week = Self(days);
        week.overlap()
            .map_or(Ok(()), |day| Err(PatternError::Overlap(day)))?;
        Ok(week)
    }

    /// The same hours Monday to Friday.
    pub fn weekdays(span: Span) -> Self {
        let mut days: [Vec<Span>; 7] = Default::default();
        days[..5].fill(vec![span]);
        // One span a day, at most 24 hours long, can still meet the next day's.
        Self::new(days).unwrap_or_default()
    }

    /// The spans that begin on a day.
    pub fn on(&self, day: Day) -> &[Span] {
        &self.0[day.number()]
    }

    /// Whether nobody has set any hours.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Vec::is_empty)
    }

    /// Minutes of a week without a change of clocks.
    pub fn week_minutes(&self) -> u32 {
        self.0
            .iter()
            .flatten()
            .map(|span| u32::from(span.minutes()))
            .sum()
    }

    /// The first day with a span that begins before an earlier one is over.
    fn overlap(&self) -> Option<Day> {
        let mut spans: Vec<(u32, u32, Day)> = Vec::new();
        for day in Day::ALL {
            for span in self.on(day) {
                let start = u32::from(day.0) * u32::from(DAY_MINUTES) + u32::from(span.from);
                spans.push((start, start + u32::from(span.minutes()), day));
            }
        }
        let first = spans
            .first()
            .map(|(start, end, day)| (start + WEEK_MINUTES, end + WEEK_MINUTES, *day));
        spans.extend(first);
        spans
            .windows(2)
            .find(|pair| pair[1].0 < pair[0].1)
            .map(|pair| pair[1].2)
    }
}

impl fmt::Display for Pattern {
    /// The stored form: `mon 09:00-12:00,13:00-17:00;tue 22:00-06:00`, or
    /// nothing for no hours.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for day in Day::ALL.into_iter().filter(|day| !self.on(*day).is_empty()) {
            if !first {
                f.write_str(";")?;
            }
            first = false;
            write!(f, "{} ", day.slug())?;
            for (place, span) in self.on(day).iter().enumerate() {
                let comma = if place == 0 { "" } else { "," };
                write!(f, "{comma}{span}")?;
            }
        }
        Ok(())
    }
}

impl FromStr for Pattern {
    type Err = PatternError;

    /// Reads the stored form.
    fn from_str(text: &str) -> Result<Self, PatternError> {
        let mut days: [Vec<Span>; 7] = Default::default();
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (day, spans) = part.split_once(' ').ok_or(PatternError::Unreadable)?;
            let day = Day::from_slug(day).ok_or(PatternError::Unreadable)?;
            for span in spans.split(',') {
                days[day.number()].push(span.parse()?);
            }
        }
        Self::new(days)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub fn span(text: &str) -> Span {
        text.parse().expect("a span")
    }

    pub fn pattern(text: &str) -> Pattern {
        text.parse().expect("a pattern")
    }

    /// Any week of hours that may be kept.
    pub fn any_pattern() -> impl Strategy<Value = Pattern> {
        prop::collection::vec(prop::collection::vec((0_u16..1440, 1_u16..=1440), 0..4), 7).prop_map(
            |days| {
                let mut kept: [Vec<Span>; 7] = Default::default();
                for (place, spans) in days.into_iter().enumerate() {
                    for (from, to) in spans {
                        let Ok(span) = Span::new(from, to) else {
                            continue;
                        };
                        let mut trial = kept.clone();
                        trial[place].push(span);
                        if Pattern::new(trial.clone()).is_ok() {
                            kept = trial;
                        }
                    }
                }
                Pattern::new(kept).expect("each step was kept")
            },
        )
    }

    #[test]
    fn a_span_knows_its_length_and_midnight() {
        assert_eq!(span("09:00-17:00").minutes(), 480);
        assert_eq!(span("22:00-06:00").minutes(), 480);
        assert!(span("22:00-06:00").crosses_midnight());
        assert!(!span("16:00-24:00").crosses_midnight());
        assert_eq!(span("16:00-00:00"), span("16:00-24:00"));
        assert_eq!(span("00:00-24:00").minutes(), 1440);
    }

    #[test]
    fn equal_start_and_end_are_refused() {
        assert_eq!("09:00-09:00".parse::<Span>(), Err(PatternError::Equal));
        assert_eq!(Span::new(0, 0).map(Span::minutes), Ok(1440));
        for text in [
            "",
            "9-5",
            "09:00",
            "25:00-26:00",
            "24:01-03:00",
            "24:00-03:00",
            "09:60-10:00",
            "०९:००-१७:००",
        ] {
            assert_eq!(
                text.parse::<Span>(),
                Err(PatternError::Unreadable),
                "{text}"
            );
        }
    }

    #[test]
    fn spans_may_touch_but_not_overlap() {
        assert!("mon 09:00-12:00,12:00-17:00".parse::<Pattern>().is_ok());
        let overlap = |text: &str| text.parse::<Pattern>();
        assert_eq!(
            overlap("mon 09:00-12:00,11:59-17:00"),
            Err(PatternError::Overlap(Day(0)))
        );
        assert_eq!(
            overlap("mon 22:00-06:00;tue 05:00-09:00"),
            Err(PatternError::Overlap(Day(1)))
        );
        assert_eq!(
            overlap("sun 22:00-06:00;mon 05:00-09:00"),
            Err(PatternError::Overlap(Day(0)))
        );
        assert!(overlap("sun 22:00-06:00;mon 06:00-09:00").is_ok());
        assert_eq!(
            overlap("wed 01:00-02:00,03:00-04:00,05:00-06:00,07:00-08:00"),
            Err(PatternError::TooMany(Day(2)))
        );
    }

    #[test]
    fn five_days_of_hours_are_easy_to_make() {
        let week = Pattern::weekdays(span("09:00-17:00"));
        assert_eq!(week.week_minutes(), 2400);
        assert_eq!(week.on(Day(6)), []);
        assert!(Pattern::default().is_empty());
        assert_eq!(Pattern::default().to_string(), "");
    }

    #[test]
    fn rubbish_is_no_pattern() {
        for text in [
            "mon",
            "mon ",
            "day 09:00-10:00",
            "mon 9-5",
            "mon 09:00-10:00 ",
        ] {
            assert_eq!(
                text.parse::<Pattern>(),
                Err(PatternError::Unreadable),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_stored_pattern_reads_back(week in any_pattern()) {
            prop_assert_eq!(week.to_string().parse(), Ok(week.clone()));
            prop_assert!(week.week_minutes() <= WEEK_MINUTES);
        }

        #[test]
        fn no_text_panics_the_reader(text in any::<String>()) {
            let _ = text.parse::<Pattern>();
        }
    }
}
