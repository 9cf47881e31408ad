//! What a browser may send about hours: one text a day, and days that differ.

use domain::{
    hours::{Day, Pattern, PatternError, Span, TimeError, parse_spans},
    text::{LINE_MAX, clean_line, length},
};
use jiff::civil::Date;
use web::Fields;
pub use web::Problem;

use super::rules::range;

/// The weekly form as it was typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Monday to Sunday.
    pub days: [String; 7],
    /// Who takes over.
    pub takes_over: String,
    /// When the hours that were being edited were last set.
    pub seen: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            days: Day::ALL.map(|day| fields.get(day.slug()).to_owned()),
            takes_over: fields.get("takes_over").to_owned(),
            seen: fields.get("seen").to_owned(),
        }
    }

    /// The pattern and who takes over, or everything that is to be put right.
    pub fn week(&self) -> Result<(Pattern, String), Vec<Problem>> {
        let mut problems = vec![];
        let mut days: [Vec<Span>; 7] = Default::default();
        for (day, text) in Day::ALL.into_iter().zip(&self.days) {
            match parse_spans(text) {
                Ok(spans) => days[day.number()] = spans,
                Err(error) => problems.push(Problem {
                    field: day.slug(),
                    word: error.slug(),
                }),
            }
        }
        let takes_over = clean_line(&self.takes_over);
        if length(&takes_over) > LINE_MAX {
            problems.push(Problem {
                field: "takes_over",
                word: "too-long",
            });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        // A night may run into the next day's hours, which no single day shows.
        Pattern::new(days)
            .map(|pattern| (pattern, takes_over))
            .map_err(|error| {
                let day = match error {
                    PatternError::Overlap(day) | PatternError::TooMany(day) => day.slug(),
                    PatternError::Unreadable | PatternError::Equal => Day::ALL[0].slug(),
                };
                vec![Problem {
                    field: day,
                    word: TimeError::from(error).slug(),
                }]
            })
    }
}

/// Days that differ, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct TypedDays {
    /// The first day.
    pub first: String,
    /// The last day, or empty for one day.
    pub last: String,
    /// The hours, or empty for a day off.
    pub spans: String,
}

impl TypedDays {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            first: fields.get("first").to_owned(),
            last: fields.get("last").to_owned(),
            spans: fields.get("spans").to_owned(),
        }
    }

    /// The days and their spans, or everything that is to be put right.
    pub fn days(&self) -> Result<(Vec<Date>, Vec<Span>), Vec<Problem>> {
        let mut problems = vec![];
        let first = day(&self.first);
        if first.is_none() {
            problems.push(Problem {
                field: "first",
                word: "day",
            });
        }
        let last = if self.last.trim().is_empty() {
            first
        } else {
            day(&self.last)
        };
        if last.is_none() && first.is_some() {
            problems.push(Problem {
                field: "last",
                word: "day",
            });
        }
        let days = first.zip(last).and_then(|(first, last)| range(first, last));
        if days.is_none() && first.is_some() && last.is_some() {
            problems.push(Problem {
                field: "last",
                word: "range",
            });
        }
        let spans = match parse_spans(&self.spans) {
            Ok(spans) => spans,
            Err(error) => {
                problems.push(Problem {
                    field: "spans",
                    word: error.slug(),
                });
                vec![]
            }
        };
        match days {
            Some(days) if problems.is_empty() => Ok((days, spans)),
            _ => Err(problems),
        }
    }
}

/// A day as a browser sends it.
pub fn day(text: &str) -> Option<Date> {
    let day: Date = text.trim().parse().ok()?;
    (2000..=2199).contains(&day.year()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(days: [&str; 7]) -> Typed {
        Typed {
            days: days.map(str::to_owned),
            ..Typed::default()
        }
    }

    // coverage: 88
    #[test]
    fn a_week_is_read_as_people_write_it() {
        let typed = week([
            "9-5",
            "9:00 AM to 5:00 PM",
            "22:00-06:00",
            "9-12, 1-5 PM",
            "",
            "off",
            "",
        ]);
        let (pattern, _) = typed.week().expect("a week");
        assert_eq!(
            pattern.to_string(),
            "mon 09:00-17:00;tue 09:00-17:00;wed 22:00-06:00;thu 09:00-12:00,13:00-17:00"
        );
    }

    #[test]
    fn every_day_that_cannot_be_read_is_told_by_its_name() {
        let typed = week(["9-5", "early", "9 AM-9 AM", "", "1-5", "", ""]);
        let problems = typed.week().expect_err("three days are wrong");
        let told: Vec<_> = problems.iter().map(|one| (one.field, one.word)).collect();
        let expected = [
            ("tue", "unreadable"),
            ("wed", "equal"),
            ("fri", "morning-or-evening"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_night_that_runs_into_the_next_morning_is_told() {
        let typed = week(["22:00-10:00", "9-5", "", "", "", "", ""]);
        let problems = typed.week().expect_err("they overlap");
        assert_eq!(
            problems,
            [Problem {
                field: "tue",
                word: "do-not-fit"
            }]
        );
    }

    #[test]
    fn days_off_need_a_first_day_alone() {
        let typed = TypedDays {
            first: "2026-03-05".into(),
            ..TypedDays::default()
        };
        let (days, spans) = typed.days().expect("a day off");
        assert_eq!((days.len(), spans.len()), (1, 0));
    }

    #[test]
    fn a_last_day_before_the_first_is_told_at_the_last() {
        let typed = TypedDays {
            first: "2026-03-05".into(),
            last: "2026-03-01".into(),
            spans: "whenever".into(),
        };
        let told: Vec<_> = typed
            .days()
            .expect_err("wrong")
            .into_iter()
            .map(|one| one.field)
            .collect();
        assert_eq!(told, ["last", "spans"]);
    }
}
