//! What a browser may send about a team: two dates, weights and an interval.

use domain::{
    id::AccountId,
    weight::{Fact, Weights},
};
use jiff::civil::Date;
use web::Fields;
pub use web::Problem;

use super::rules::INTERVAL_MOST;

/// When supervision was held and when it is next, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedDates {
    /// The day on which it was held, or empty.
    pub held: String,
    /// The day on which it is next, or empty.
    pub next: String,
}

/// The two days as they were meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeantDates {
    /// When it was held.
    pub held: Option<Date>,
    /// When it is next.
    pub next: Option<Date>,
}

impl TypedDates {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            held: fields.get("held").to_owned(),
            next: fields.get("next").to_owned(),
        }
    }

    /// The form with the day that is planned.
    pub fn of_next(next: Option<Date>) -> Self {
        Self {
            held: String::new(),
            next: next.map_or_else(String::new, |next| next.to_string()),
        }
    }

    /// The days, or everything that is to be put right.
    pub fn dates(&self, today: Date) -> Result<MeantDates, Vec<Problem>> {
        let mut problems = vec![];
        let mut read = |field, text: &str| {
            if text.trim().is_empty() {
                return None;
            }
            let day = day(text);
            if day.is_none() {
                problems.push(Problem { field, word: "day" });
            }
            day
        };
        let (held, next) = (read("held", &self.held), read("next", &self.next));
        if held.is_some_and(|held| held > today) {
            problems.push(Problem {
                field: "held",
                word: "held-later",
            });
        }
        if next.is_some_and(|next| next < today) {
            problems.push(Problem {
                field: "next",
                word: "next-earlier",
            });
        }
        if next.is_some() && held == next {
            problems.push(Problem {
                field: "next",
                word: "next-same",
            });
        }
        if self.held.trim().is_empty() && self.next.trim().is_empty() {
            problems.push(Problem {
                field: "held",
                word: "dates-none",
            });
        }
        if problems.is_empty() {
            Ok(MeantDates { held, next })
        } else {
            Err(problems)
        }
    }
}

/// A day as a browser sends it.
pub fn day(text: &str) -> Option<Date> {
    let day: Date = text.trim().parse().ok()?;
    (2000..=2199).contains(&day.year()).then_some(day)
}

/// How the week is counted, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct TypedSetting {
    /// The weights in the order of [`Fact::ALL`].
    pub weights: Vec<String>,
    /// How many days may pass between two supervisions.
    pub interval: String,
    /// When the setting that was being edited was last changed.
    pub seen: String,
}

/// The name of the field of a fact's weight.
pub const fn field(fact: Fact) -> &'static str {
    match fact {
        Fact::New => "new",
        Fact::Crisis => "crisis",
        Fact::NoHousing => "no-housing",
        Fact::Loss => "loss",
    }
}

impl TypedSetting {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            weights: Fact::ALL
                .iter()
                .map(|fact| fields.get(field(*fact)).to_owned())
                .collect(),
            interval: fields.get("interval").to_owned(),
            seen: fields.get("seen").to_owned(),
        }
    }

    /// The form with what holds now.
    pub fn from_setting(weights: Weights, interval: i64, changed_at: i64) -> Self {
        Self {
            weights: Fact::ALL
                .iter()
                .map(|fact| weights.of(*fact).to_string())
                .collect(),
            interval: interval.to_string(),
            seen: changed_at.to_string(),
        }
    }

    /// The setting, or everything that is to be put right.
    pub fn setting(&self) -> Result<(Weights, i64), Vec<Problem>> {
        let mut problems = vec![];
        let mut weights = Weights::default();
        for (fact, text) in Fact::ALL.iter().zip(&self.weights) {
            match text.parse() {
                Ok(weight) => weights = weights.with(*fact, weight),
                Err(error) => {
                    let error: domain::weight::WeightError = error;
                    problems.push(Problem {
                        field: field(*fact),
                        word: error.slug(),
                    });
                }
            }
        }
        let interval = self.interval.trim().parse().ok();
        let interval = interval.filter(|days| (1..=INTERVAL_MOST).contains(days));
        if interval.is_none() {
            problems.push(Problem {
                field: "interval",
                word: "interval",
            });
        }
        match interval {
            Some(interval) if problems.is_empty() => Ok((weights, interval)),
            _ => Err(problems),
        }
    }
}

/// A deputy, as they were typed.
#[derive(Clone, Debug, Default)]
pub struct TypedDeputy {
    /// The account.
    pub deputy: String,
    /// The first day.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// A deputy, as they were meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeantDeputy {
    /// The account.
    pub deputy: AccountId,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl TypedDeputy {
    /// The form as it came.
    pub fn of(fields: &Fields) -> Self {
        Self {
            deputy: fields.get("deputy").to_owned(),
            first: fields.get("first").to_owned(),
            last: fields.get("last").to_owned(),
        }
    }

    /// What was meant, or everything that is to be put right.
    pub fn meant(&self) -> Result<MeantDeputy, Vec<Problem>> {
        let mut problems = vec![];
        let deputy = self.deputy.parse().ok();
        let (first, last) = (day(&self.first), day(&self.last));
        let mut wrong = |field, word| problems.push(Problem { field, word });
        if deputy.is_none() {
            wrong("deputy", "deputy");
        }
        if first.is_none() {
            wrong("first", "day");
        }
        if last.is_none() {
            wrong("last", "day");
        }
        match (deputy, first, last) {
            (Some(deputy), Some(first), Some(last)) => Ok(MeantDeputy {
                deputy,
                first,
                last,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 3, 2);

    fn wrong(held: &str, next: &str) -> Vec<(&'static str, &'static str)> {
        let typed = TypedDates {
            held: held.into(),
            next: next.into(),
        };
        let problems = typed.dates(TODAY).expect_err("wrong");
        problems.iter().map(|one| (one.field, one.word)).collect()
    }

    #[test]
    fn supervision_was_held_in_the_past_and_is_next_in_the_future() {
        assert_eq!(wrong("2026-03-03", ""), [("held", "held-later")]);
        assert_eq!(wrong("", "2026-03-01"), [("next", "next-earlier")]);
        assert_eq!(wrong("soon", "2026-03-01").len(), 2);
        assert_eq!(wrong("2026-03-02", "2026-03-02"), [("next", "next-same")]);
        assert_eq!(wrong(" ", ""), [("held", "dates-none")]);
        let right = TypedDates {
            held: "2026-03-02".into(),
            next: String::new(),
        };
        let dates = right.dates(TODAY).expect("right");
        assert_eq!((dates.held, dates.next), (Some(TODAY), None));
    }

    #[test]
    fn weights_are_read_as_they_are_shown_and_all_that_is_wrong_is_told() {
        let shown = TypedSetting::from_setting(Weights::default(), 14, 0);
        assert_eq!(shown.setting(), Ok((Weights::default(), 14)));
        let wrong = TypedSetting {
            weights: vec![".5".into(), "9".into(), "a lot".into(), String::new()],
            interval: "0".into(),
            seen: "0".into(),
        };
        let problems = wrong.setting().expect_err("wrong");
        let fields: Vec<_> = problems.iter().map(|one| one.field).collect();
        assert_eq!(fields, ["crisis", "no-housing", "loss", "interval"]);
    }
}
