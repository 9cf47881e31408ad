//! How many people someone supports, weighted by what makes support longer.
//!
//! Twelve people are not twelve people when four came this week and two lost
//! their homes. The weights are about hours of support and about nothing
//! clinical: no diagnosis, no score of a person, and nothing that a person
//! could be blamed for. A program changes them as it sees fit.

use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One person without any of the facts, in hundredths.
pub const ONE_PERSON: u32 = 100;
/// How many days somebody is new.
pub const NEW_DAYS: i32 = 30;

/// A fact that makes support longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Fact {
    /// New to the program ([`is_new`]).
    New = 0,
    /// A contact of the kind "crisis" this month.
    Crisis = 1,
    /// No housing.
    NoHousing = 2,
    /// A loss: someone close to them died.
    Loss = 3,
}

impl Fact {
    /// Every fact, in the order in which it is shown.
    pub const ALL: &'static [Self] = &[Self::New, Self::Crisis, Self::NoHousing, Self::Loss];

    /// The name in forms and word ids: `new`, `crisis`, `no-housing`, `loss`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Crisis => "crisis",
            Self::NoHousing => "no-housing",
            Self::Loss => "loss",
        }
    }

    /// The fact that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fact| fact.slug() == slug)
    }
}

/// The facts about one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts(u8);

impl Facts {
    /// None of them.
    pub const NONE: Self = Self(0);

    /// Exactly these.
    pub fn of(facts: &[Fact]) -> Self {
        facts.iter().fold(Self::NONE, |all, fact| all.with(*fact))
    }

    /// These and one more.
    #[must_use]
    pub const fn with(self, fact: Fact) -> Self {
        Self(self.0 | (1 << (fact as u8)))
    }

    /// Whether the fact holds.
    pub const fn has(self, fact: Fact) -> bool {
        self.0 & (1 << (fact as u8)) != 0
    }
}

/// Whether somebody who came on a date is new today.
pub fn is_new(came: Date, today: Date) -> bool {
    came <= today && (today - came).get_days() < NEW_DAYS
}

/// Why a weight could not be read. One sentence each in the room's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightError {
    /// Nothing was written.
    #[error("nothing is written")]
    Empty,
    /// Not a number.
    #[error("this is not a number we can read")]
    Unreadable,
    /// Below zero: a fact never makes a person count less.
    #[error("a weight is never below zero")]
    TooSmall,
    /// Above [`Weight::MAX`].
    #[error("the weight is above three")]
    TooLarge,
    /// More than two digits after the point.
    #[error("two digits after the point are enough")]
    TooFine,
}

impl WeightError {
    /// The end of the word id: `empty`, `unreadable`, `too-small`,
    /// `too-large`, `too-fine`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::TooSmall => "too-small",
            Self::TooLarge => "too-large",
            Self::TooFine => "too-fine",
        }
    }
}

/// What a fact adds to one person, in hundredths of a person: 0 to 300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Weight(u16);

impl Weight {
    /// The most that one fact adds: three people.
    pub const MAX: u16 = 300;

    /// A weight of so many hundredths; [`WeightError::TooLarge`] above [`Self::MAX`].
    pub const fn new(hundredths: u16) -> Result<Self, WeightError> {
        if hundredths > Self::MAX {
            Err(WeightError::TooLarge)
        } else {
            Ok(Self(hundredths))
        }
    }

    /// The hundredths.
    pub const fn hundredths(self) -> u16 {
        self.0
    }
}

impl TryFrom<u16> for Weight {
    type Error = WeightError;

    fn try_from(hundredths: u16) -> Result<Self, WeightError> {
        Self::new(hundredths)
    }
}

impl From<Weight> for u16 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

impl fmt::Display for Weight {
    /// `0.5`, `1`, `0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(u32::from(self.0), f)
    }
}

impl FromStr for Weight {
    type Err = WeightError;

    /// Reads `1`, `0.5`, `.5` and `0,5`.
    fn from_str(text: &str) -> Result<Self, WeightError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(WeightError::Empty);
        }
        let (text, below) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(part) || (whole.is_empty() && part.is_empty()) {
            return Err(WeightError::Unreadable);
        }
        let part = part.trim_end_matches('0');
        if below {
            let nothing = whole.trim_matches('0').is_empty() && part.is_empty();
            return if nothing {
                Ok(Self(0))
            } else {
                Err(WeightError::TooSmall)
            };
        }
        if part.len() > 2 {
            return Err(WeightError::TooFine);
        }
        let whole = whole.trim_start_matches('0');
        if whole.len() > 1 {
            return Err(WeightError::TooLarge);
        }
        format!("{whole:0>1}{part:0<2}")
            .parse()
            .map_err(|_| WeightError::Unreadable)
            .and_then(Self::new)
    }
}

/// The weights of a program. Stored as JSON; a fact that is missing there has
/// the weight of [`Weights::default`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Weights {
    new: Weight,
    crisis: Weight,
    no_housing: Weight,
    loss: Weight,
}

impl Default for Weights {
    /// Half a person for somebody new, without housing or with a loss, a whole
    /// one for a crisis this month: a beginning to be changed, not a finding.
    fn default() -> Self {
        Self {
            new: Weight(50),
            crisis: Weight(100),
            no_housing: Weight(50),
            loss: Weight(50),
        }
    }
}

impl Weights {
    /// What a fact adds.
    pub const fn of(&self, fact: Fact) -> Weight {
        match fact {
            Fact::New => self.new,
            Fact::Crisis => self.crisis,
            Fact::NoHousing => self.no_housing,
            Fact::Loss => self.loss,
        }
    }

    /// The same weights with one changed.
    #[must_use]
    pub const fn with(mut self, fact: Fact, weight: Weight) -> Self {
        match fact {
            Fact::New => self.new = weight,
            Fact::Crisis => self.crisis = weight,
            Fact::NoHousing => self.no_housing = weight,
            Fact::Loss => self.loss = weight,
        }
        self
    }

    /// The weighted number of people.
    pub fn load(&self, people: impl IntoIterator<Item = Facts>) -> Load {
        Load(people.into_iter().fold(0, |sum: u32, facts| {
            let added: u32 = Fact::ALL
                .iter()
                .filter(|fact| facts.has(**fact))
                .map(|fact| u32::from(self.of(*fact).0))
                .sum();
            sum.saturating_add(ONE_PERSON + added)
        }))
    }
}

/// A weighted number of people, in hundredths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Load(u32);

impl Load {
    /// A load of so many hundredths.
    pub const fn of(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// The hundredths.
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Load {
    /// `12`, `12.5`, `12.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(self.0, f)
    }
}

fn hundredths(number: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match (number / 100, number % 100) {
        (whole, 0) => write!(f, "{whole}"),
        (whole, part) if part % 10 == 0 => write!(f, "{whole}.{}", part / 10),
        (whole, part) => write!(f, "{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn people_are_weighted_by_what_makes_support_longer() {
        let people = [
            Facts::NONE,
            Facts::of(&[Fact::New]),
            Facts::of(&[Fact::Crisis, Fact::NoHousing, Fact::Crisis]),
        ];
        let load = Weights::default().load(people);
        // 1 + 1.5 + 2.5
        assert_eq!((load.hundredths(), load.to_string()), (500, "5".to_owned()));
        let weights = Weights::default().with(Fact::New, Weight::new(25).unwrap());
        assert_eq!(weights.load(people).to_string(), "4.75");
        assert_eq!(weights.load([]).to_string(), "0");
    }

    #[test]
    fn a_weight_is_read_as_people_write_it() {
        for (text, hundredths) in [
            ("1", 100),
            (" 0.5 ", 50),
            (".5", 50),
            ("0,25", 25),
            ("1.50", 150),
            ("1.500", 150),
            ("003", 300),
            ("2.", 200),
            ("-0", 0),
        ] {
            assert_eq!(
                text.parse::<Weight>().unwrap().hundredths(),
                hundredths,
                "{text}"
            );
        }
        for (text, slug) in [
            ("", "empty"),
            (" ", "empty"),
            ("half", "unreadable"),
            (".", "unreadable"),
            ("1.2.3", "unreadable"),
            ("1e3", "unreadable"),
            ("-1", "too-small"),
            ("3.01", "too-large"),
            ("99999999999999999999", "too-large"),
            ("0.125", "too-fine"),
        ] {
            assert_eq!(text.parse::<Weight>().unwrap_err().slug(), slug, "{text}");
        }
    }

    #[test]
    fn weights_are_kept_as_json_and_a_new_fact_has_its_default() {
        let weights = Weights::default().with(Fact::Loss, Weight::new(75).unwrap());
        let json = serde_json::to_string(&weights).unwrap();
        assert_eq!(json, r#"{"new":50,"crisis":100,"no-housing":50,"loss":75}"#);
        assert_eq!(serde_json::from_str::<Weights>(&json).unwrap(), weights);
        assert_eq!(
            serde_json::from_str::<Weights>(r#"{"loss":75}"#).unwrap(),
            weights
        );
        assert!(serde_json::from_str::<Weights>(r#"{"loss":301}"#).is_err());
    }

    #[test]
    fn a_person_is_new_for_thirty_days() {
        let came = date(2026, 11, 1);
        assert!(is_new(came, came));
        assert!(is_new(came, date(2026, 11, 30)));
        assert!(!is_new(came, date(2026, 12, 1)));
        assert!(!is_new(came, date(2026, 10, 31)));
        assert!(!is_new(came, date(2028, 11, 5)));
    }

    #[test]
    fn a_slug_names_its_fact() {
        for fact in Fact::ALL {
            assert_eq!(Fact::from_slug(fact.slug()), Some(*fact));
        }
    }

    proptest! {
        #[test]
        fn a_weight_reads_back_as_it_was_written(number in 0_u16..=300) {
            let weight = Weight::new(number).unwrap();
            prop_assert_eq!(weight.to_string().parse(), Ok(weight));
        }

        #[test]
        fn reading_never_panics(text in any::<String>()) {
            let _ = text.parse::<Weight>();
        }

        #[test]
        fn a_fact_never_makes_a_load_smaller(bits in 0_u8..16, more in 0_usize..4) {
            let facts = Facts(bits);
            let weights = Weights::default();
            prop_assert!(weights.load([facts.with(Fact::ALL[more])]) >= weights.load([facts]));
            prop_assert!(weights.load([facts]).hundredths() >= ONE_PERSON);
        }
    }
}
