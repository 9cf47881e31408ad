//! Reading single fields, and what is wrong with them.

use domain::contact::{AmountError, Listed, Minutes, Set};
use jiff::civil;

use super::Problem;

/// `14:30`, `2:30 PM`, `9`.
pub(super) fn clock(text: &str) -> Option<civil::Time> {
    let minutes = domain::hours::parse_time(text).ok()?;
    let minutes = i64::from(minutes) % 1_440;
    let (hour, minute) = (
        i8::try_from(minutes / 60).ok()?,
        i8::try_from(minutes % 60).ok()?,
    );
    civil::Time::new(hour, minute, 0, 0).ok()
}

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) problems: Vec<Problem>,
}

impl Reading {
    pub(super) fn has(&self, field: &str) -> bool {
        self.problems.iter().any(|problem| problem.field == field)
    }

    pub(super) fn wrong(&mut self, field: &'static str, word: &str) {
        if !self.has(field) {
            self.problems.push(Problem {
                field,
                word: word.to_owned(),
            });
        }
    }

    pub(super) fn parse(&mut self, field: &'static str, text: &str) -> Option<Minutes> {
        match text.parse() {
            Ok(minutes) => Some(minutes),
            Err(error) => {
                let error: AmountError = error;
                self.wrong(field, &format!("contacts-minutes-{}", error.slug()));
                None
            }
        }
    }

    pub(super) fn amount<T: std::str::FromStr<Err = AmountError>>(
        &mut self,
        field: &'static str,
        text: &str,
        none: T,
    ) -> T {
        match text.parse() {
            Ok(amount) => amount,
            Err(AmountError::Empty) => none,
            Err(error) => {
                self.wrong(field, &format!("contacts-{field}-{}", error.slug()));
                none
            }
        }
    }
}

pub(super) fn set<T: Listed>(slugs: &[String]) -> Set<T> {
    slugs
        .iter()
        .filter_map(|slug| T::from_slug(slug))
        .fold(Set::NONE, Set::with)
}
