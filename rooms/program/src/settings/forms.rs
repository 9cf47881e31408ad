//! What a browser may send about a program's settings.

use domain::weight::{Fact, Weight, Weights};
use web::Fields;

/// The most days between two supervisions.
pub const INTERVAL_MOST: i64 = 365;

/// Something to put right: the name of the field, and the id of the sentence that says how.
pub type Problem = (&'static str, &'static str);

/// The settings as they were typed.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The weights in the order of [`Fact::ALL`].
    pub weights: Vec<String>,
    /// How many days may pass between two supervisions.
    pub interval: String,
    /// When what was being edited was last changed.
    pub seen: String,
}

impl Typed {
    /// The form as it came.
    pub fn of(form: &Fields) -> Self {
        Self {
            weights: Fact::ALL
                .iter()
                .map(|fact| form.get(fact.slug()).to_owned())
                .collect(),
            interval: form.get("interval").trim().to_owned(),
            seen: form.get("changed_at").to_owned(),
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

    /// Weights and interval, or everything that is to be put right.
    pub fn setting(&self) -> Result<(Weights, i64), Vec<Problem>> {
        let (mut problems, mut weights) = (vec![], Weights::default());
        for (fact, text) in Fact::ALL.iter().zip(&self.weights) {
            match text.parse::<Weight>() {
                Ok(weight) => weights = weights.with(*fact, weight),
                Err(_) => problems.push((fact.slug(), "settings-fix-weight")),
            }
        }
        let interval = self.interval.parse().ok();
        match interval.filter(|days| (1..=INTERVAL_MOST).contains(days)) {
            Some(interval) if problems.is_empty() => Ok((weights, interval)),
            Some(_) => Err(problems),
            None => {
                problems.insert(0, ("interval", "settings-fix-interval"));
                Err(problems)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_are_shown_and_all_that_is_wrong_is_told() {
        let typed = Typed::from_setting(Weights::default(), 21, 0);
        assert_eq!(typed.setting(), Ok((Weights::default(), 21)));
        let wrong = Typed {
            interval: "0".into(),
            weights: vec!["a lot".into(), "1".into(), ".5".into(), "9".into()],
            ..typed
        };
        let problems = wrong.setting().expect_err("problems");
        assert_eq!(problems.len(), 3);
        assert_eq!(problems[0].0, "interval");
    }
}
