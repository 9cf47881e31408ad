//! On duty or off: the pattern laid over real days.

use jiff::{Timestamp, ToSpan, Zoned, civil::Date, tz::TimeZone};

use super::{
    pattern::{Day, Pattern, Span},
    zone::instant,
};

/// How far ahead the next duty is looked for, in days: a year and a month.
const LOOK_AHEAD: i64 = 396;
/// How far ahead an end is looked for, in days. Hours without a gap for so
/// long have no end worth a sentence.
const NO_END: i64 = 15;

/// Days off, both ends included. A span that begins on one of them is off, to
/// its end; a night that began the day before is still worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaysOff {
    /// The first day.
    pub first: Date,
    /// The last day; the same as the first for one day.
    pub last: Date,
}

impl DaysOff {
    /// One day.
    pub const fn one(date: Date) -> Self {
        Self {
            first: date,
            last: date,
        }
    }

    /// Whether the day is one of them.
    pub fn holds(self, date: Date) -> bool {
        self.first <= date && date <= self.last
    }
}

/// Someone's hours: everything that decides whether they are on duty.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The week.
    pub pattern: Pattern,
    /// Days off.
    pub off: Vec<DaysOff>,
    /// Extra time by date; it counts on a day off too, since it was agreed on.
    pub extra: Vec<(Date, Span)>,
    /// The program's zone; see [`fn@super::zone`].
    pub zone: TimeZone,
}

/// On duty or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Duty {
    /// On duty.
    On {
        /// When it ends; `None` when no end is in sight.
        until: Option<Zoned>,
    },
    /// Off duty.
    Off {
        /// When the next duty begins; `None` when none is planned within a year.
        next: Option<Zoned>,
    },
}

impl Duty {
    /// Whether on duty.
    pub const fn is_on(&self) -> bool {
        matches!(self, Self::On { .. })
    }
}

impl Hours {
    /// Hours by pattern alone.
    pub const fn weekly(pattern: Pattern, zone: TimeZone) -> Self {
        Self {
            pattern,
            off: Vec::new(),
            extra: Vec::new(),
            zone,
        }
    }

    /// Whether anybody has said when this person works. Where nobody has,
    /// nothing is "out of hours".
    pub fn are_set(&self) -> bool {
        !self.pattern.is_empty() || !self.extra.is_empty()
    }

    /// On duty or off at this moment. The first minute is on, the last is off.
    pub fn duty_at(&self, now: Timestamp) -> Duty {
        let today = now.to_zoned(self.zone.clone()).date();
        let near = self.stretches(shift(today, -2), shift(today, NO_END));
        if let Some((_, end)) = near.iter().find(|(start, end)| *start <= now && now < *end) {
            let horizon = instant(&self.zone, shift(today, NO_END), 0);
            let until = horizon
                .is_none_or(|horizon| *end < horizon)
                .then(|| end.to_zoned(self.zone.clone()));
            return Duty::On { until };
        }
        let next = (0..=LOOK_AHEAD)
            .flat_map(|days| self.moments_on(shift(today, days)))
            .map(|(start, _)| start)
            .find(|start| *start > now);
        Duty::Off {
            next: next.map(|start| start.to_zoned(self.zone.clone())),
        }
    }

    /// The stretches that begin on a day, touching ones joined, in order.
    pub fn spans_on(&self, date: Date) -> Vec<(Zoned, Zoned)> {
        join(self.moments_on(date))
            .into_iter()
            .map(|(start, end)| {
                (
                    start.to_zoned(self.zone.clone()),
                    end.to_zoned(self.zone.clone()),
                )
            })
            .collect()
    }

    /// Whether any whole minute of a contact lay outside the hours. A contact
    /// without a length is its first moment. Never where no hours are set.
    pub fn out_of_hours(&self, start: Timestamp, minutes: u16) -> bool {
        self.are_set()
            && if minutes == 0 {
                !self.duty_at(start).is_on()
            } else {
                self.minutes_outside(start, minutes) > 0
            }
    }

    /// How many whole minutes of a contact lay outside the hours; 0 where no hours are set.
    pub fn minutes_outside(&self, start: Timestamp, minutes: u16) -> u16 {
        if !self.are_set() {
            return 0;
        }
        let first = start.as_second();
        let last = first + i64::from(minutes) * 60;
        let today = start.to_zoned(self.zone.clone()).date();
        let inside: i64 = self
            .stretches(shift(today, -2), shift(today, 3))
            .into_iter()
            .map(|(from, to)| (to.as_second().min(last) - from.as_second().max(first)).max(0))
            .sum();
        u16::try_from((last - first - inside) / 60).unwrap_or(minutes)
    }

    /// Stretches that begin from the first day to the last, joined, in order.
    fn stretches(&self, first: Date, last: Date) -> Vec<(Timestamp, Timestamp)> {
        let mut moments = Vec::new();
        let mut date = first;
        while date <= last {
            moments.extend(self.moments_on(date));
            let Ok(next) = date.tomorrow() else { break };
            date = next;
        }
        join(moments)
    }

    /// The spans that begin on a day as moments, in order, not joined.
    fn moments_on(&self, date: Date) -> Vec<(Timestamp, Timestamp)> {
        let is_off = self.off.iter().any(|off| off.holds(date));
        let weekly = if is_off {
            &[]
        } else {
            self.pattern.on(Day::of(date))
        };
        let extra = self
            .extra
            .iter()
            .filter(|(day, _)| *day == date)
            .map(|(_, span)| span);
        let mut moments: Vec<_> = weekly
            .iter()
            .chain(extra)
            .filter_map(|span| {
                let last = if span.crosses_midnight() {
                    date.tomorrow().ok()?
                } else {
                    date
                };
                let start = instant(&self.zone, date, span.from())?;
                let end = instant(&self.zone, last, span.to())?;
                // Empty when all of it falls into the hour that clocks skip.
                (start < end).then_some((start, end))
            })
            .collect();
        moments.sort_unstable();
        moments
    }
}

fn shift(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

fn join(mut moments: Vec<(Timestamp, Timestamp)>) -> Vec<(Timestamp, Timestamp)> {
    moments.sort_unstable();
    let mut joined: Vec<(Timestamp, Timestamp)> = Vec::new();
    for (start, end) in moments {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, date};
    use proptest::prelude::*;

    use super::*;
    use crate::hours::{
        pattern::tests::{any_pattern, pattern, span},
        zone,
    };

    fn hours(week: &str) -> Hours {
        Hours::weekly(pattern(week), zone("America/New_York").expect("a zone"))
    }

    fn at(text: &str) -> Timestamp {
        let wall: DateTime = text.parse().expect("a time");
        wall.to_zoned(zone("America/New_York").expect("a zone"))
            .expect("a moment")
            .timestamp()
    }

    fn shown(duty: &Duty) -> String {
        let wall = |moment: &Option<Zoned>| {
            moment
                .as_ref()
                .map_or("never".to_owned(), |moment| moment.datetime().to_string())
        };
        match duty {
            Duty::On { until } => format!("on until {}", wall(until)),
            Duty::Off { next } => format!("off until {}", wall(next)),
        }
    }

    const NINE_TO_FIVE: &str =
        "mon 09:00-17:00;tue 09:00-17:00;wed 09:00-17:00;thu 09:00-17:00;fri 09:00-17:00";

    #[test]
    fn the_first_minute_is_on_and_the_last_is_off() {
        let dee = hours(NINE_TO_FIVE);
        for (now, expected) in [
            ("2026-03-02T08:59:59", "off until 2026-03-02T09:00:00"),
            ("2026-03-02T09:00:00", "on until 2026-03-02T17:00:00"),
            ("2026-03-02T16:59:59", "on until 2026-03-02T17:00:00"),
            ("2026-03-02T17:00:00", "off until 2026-03-03T09:00:00"),
            ("2026-03-06T17:00:00", "off until 2026-03-09T09:00:00"),
        ] {
            assert_eq!(shown(&dee.duty_at(at(now))), expected, "{now}");
        }
    }

    #[test]
    fn a_night_shift_goes_over_midnight_and_over_the_end_of_the_week() {
        let marcus = hours("sun 22:00-06:00;mon 22:00-06:00");
        assert_eq!(
            shown(&marcus.duty_at(at("2026-03-02T05:59:00"))),
            "on until 2026-03-02T06:00:00"
        );
        assert_eq!(
            shown(&marcus.duty_at(at("2026-03-02T22:30:00"))),
            "on until 2026-03-03T06:00:00"
        );
        assert_eq!(
            shown(&marcus.duty_at(at("2026-03-03T06:00:00"))),
            "off until 2026-03-08T22:00:00"
        );
    }

    #[test]
    fn spans_that_touch_are_one_stretch_also_at_midnight() {
        let dee = hours("mon 09:00-12:00,12:00-24:00;tue 00:00-03:00,04:00-05:00");
        assert_eq!(
            shown(&dee.duty_at(at("2026-03-02T10:00:00"))),
            "on until 2026-03-03T03:00:00"
        );
        assert_eq!(dee.spans_on(date(2026, 3, 2)).len(), 1);
        assert_eq!(dee.spans_on(date(2026, 3, 3)).len(), 2);
    }

    #[test]
    fn hours_around_the_clock_have_no_end() {
        let line: Vec<String> = Day::ALL
            .iter()
            .map(|day| format!("{} 00:00-24:00", day.slug()))
            .collect();
        assert_eq!(
            shown(&hours(&line.join(";")).duty_at(at("2026-03-02T10:00:00"))),
            "on until never"
        );
        assert_eq!(
            shown(&hours("").duty_at(at("2026-03-02T10:00:00"))),
            "off until never"
        );
    }

    #[test]
    fn a_day_off_is_off_but_the_night_before_is_worked_to_its_end() {
        let mut marcus = hours("mon 22:00-06:00;tue 22:00-06:00;wed 22:00-06:00");
        marcus.off.push(DaysOff::one(date(2026, 3, 3)));
        assert!(marcus.duty_at(at("2026-03-03T05:00:00")).is_on());
        assert_eq!(
            shown(&marcus.duty_at(at("2026-03-03T22:00:00"))),
            "off until 2026-03-04T22:00:00"
        );
        assert!(!marcus.duty_at(at("2026-03-04T05:00:00")).is_on());
        marcus.off = vec![DaysOff {
            first: date(2026, 3, 3),
            last: date(2026, 3, 31),
        }];
        assert_eq!(
            shown(&marcus.duty_at(at("2026-03-03T22:00:00"))),
            "off until 2026-04-01T22:00:00"
        );
    }

    #[test]
    fn extra_time_counts_also_on_a_day_off_and_joins_the_day() {
        let mut dee = hours(NINE_TO_FIVE);
        dee.extra.push((date(2026, 3, 2), span("17:00-19:00")));
        dee.extra.push((date(2026, 3, 7), span("10:00-12:00")));
        dee.off.push(DaysOff::one(date(2026, 3, 7)));
        assert_eq!(
            shown(&dee.duty_at(at("2026-03-02T10:00:00"))),
            "on until 2026-03-02T19:00:00"
        );
        assert_eq!(
            shown(&dee.duty_at(at("2026-03-06T18:00:00"))),
            "off until 2026-03-07T10:00:00"
        );
    }

    #[test]
    fn nine_to_five_stays_so_when_clocks_change_and_a_night_changes_its_length() {
        let night = hours("sat 22:00-06:00");
        for (saturday, minutes) in [
            ((2026, 3, 7), 420),
            ((2026, 10, 31), 540),
            ((2026, 6, 6), 480),
        ] {
            let spans = night.spans_on(date(saturday.0, saturday.1, saturday.2));
            let (start, end) = spans.first().expect("a span");
            let length = end.timestamp().as_second() - start.timestamp().as_second();
            assert_eq!(length / 60, minutes, "{saturday:?}");
            assert_eq!(end.hour(), 6);
        }
    }

    #[test]
    fn a_span_in_the_skipped_hour_is_nothing_and_in_the_doubled_one_comes_once() {
        let early = hours("sun 02:15-02:45");
        assert!(early.spans_on(date(2026, 3, 8)).is_empty());
        let twice = hours("sun 01:15-01:45");
        let spans = twice.spans_on(date(2026, 11, 1));
        assert_eq!(spans.len(), 1);
        assert_eq!(
            spans[0].0.timestamp(),
            "2026-11-01T05:15:00Z".parse().expect("a time")
        );
        // From before the doubled hour to after it, both passes are on duty.
        let long = hours("sun 00:30-02:30");
        for moment in ["2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z"] {
            assert!(
                long.duty_at(moment.parse().expect("a time")).is_on(),
                "{moment}"
            );
        }
    }

    #[test]
    fn a_contact_is_out_of_hours_by_its_minutes_outside() {
        let dee = hours(NINE_TO_FIVE);
        for (start, minutes, outside) in [
            ("2026-03-02T09:00:00", 480, 0),
            ("2026-03-02T16:45:00", 30, 15),
            ("2026-03-02T08:30:00", 45, 30),
            ("2026-03-02T08:00:00", 600, 120),
            ("2026-03-02T21:00:00", 20, 20),
            ("2026-03-07T12:00:00", 60, 60),
        ] {
            assert_eq!(dee.minutes_outside(at(start), minutes), outside, "{start}");
            assert_eq!(dee.out_of_hours(at(start), minutes), outside > 0, "{start}");
        }
        assert!(dee.out_of_hours(at("2026-03-02T17:00:00"), 0));
        assert!(!dee.out_of_hours(at("2026-03-02T09:00:00"), 0));
    }

    #[test]
    fn where_nobody_set_hours_nothing_is_out_of_hours() {
        let nobody = hours("");
        assert!(!nobody.out_of_hours(at("2026-03-02T03:00:00"), 0));
        assert!(!nobody.out_of_hours(at("2026-03-02T03:00:00"), 60));
        assert_eq!(nobody.minutes_outside(at("2026-03-02T03:00:00"), 60), 0);
    }

    fn any_hours() -> impl Strategy<Value = Hours> {
        let zones = vec![
            "America/New_York",
            "America/Santiago",
            "Australia/Lord_Howe",
            "UTC",
        ];
        (
            any_pattern(),
            prop::sample::select(zones),
            prop::collection::vec((0_i64..400, 0_i64..9), 0..3),
        )
            .prop_map(|(pattern, name, off)| {
                let day = |days: i64| shift(date(2026, 1, 1), days);
                let off = off.into_iter().map(|(from, more)| DaysOff {
                    first: day(from),
                    last: day(from + more),
                });
                Hours {
                    pattern,
                    off: off.collect(),
                    extra: Vec::new(),
                    zone: zone(name).expect("a zone"),
                }
            })
    }

    proptest! {
        #[test]
        fn duty_turns_exactly_when_it_was_said(hours in any_hours(), second in 0_i64..31_536_000) {
            let now = Timestamp::from_second(1_767_225_600 + second).expect("a time");
            let earlier = |moment: &Zoned| Timestamp::from_second(moment.timestamp().as_second() - 1).expect("a time");
            match hours.duty_at(now) {
                Duty::On { until: Some(until) } => {
                    prop_assert!(until.timestamp() > now);
                    prop_assert!(!hours.duty_at(until.timestamp()).is_on());
                    prop_assert!(hours.duty_at(earlier(&until)).is_on());
                }
                Duty::Off { next: Some(next) } => {
                    prop_assert!(next.timestamp() > now);
                    prop_assert!(hours.duty_at(next.timestamp()).is_on());
                    prop_assert!(!hours.duty_at(earlier(&next)).is_on());
                }
                Duty::On { until: None } | Duty::Off { next: None } => {}
            }
        }

        #[test]
        fn minutes_outside_are_the_minutes_off_duty(hours in any_hours(), minute in 0_i64..525_600, long in 1_u16..120) {
            let start = 1_767_225_600 + minute * 60;
            let moment = |n: u16| Timestamp::from_second(start + i64::from(n) * 60).expect("a time");
            let counted = (0..long).filter(|n| !hours.duty_at(moment(*n)).is_on()).count();
            let expected = if hours.are_set() { counted } else { 0 };
            prop_assert_eq!(usize::from(hours.minutes_outside(moment(0), long)), expected);
        }
    }
}
