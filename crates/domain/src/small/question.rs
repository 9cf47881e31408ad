//! What may be asked: whole released months, fixed dimensions.

use jiff::{
    ToSpan,
    civil::{Date, date},
};

use super::Cell;

/// The day of the next month on which a month's figures come out. Late entries
/// have time until then; after it the figures of the month stay as they are.
pub const RELEASE_DAY: i8 = 5;

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    first: Date,
}

impl Month {
    /// The month 1 to 12 of a year; `None` for any other.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first })
    }

    /// The month that a date is in.
    pub fn of(day: Date) -> Self {
        Self {
            first: day.first_of_month(),
        }
    }

    /// Its first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first.last_of_month()
    }

    /// The month so many months later, or earlier below zero.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self::of(self.first.saturating_add(months.months()))
    }

    /// The day on which its figures come out.
    pub fn released_on(self) -> Date {
        let next = self.plus(1).first;
        date(next.year(), next.month(), RELEASE_DAY)
    }

    /// Whether its figures are out.
    pub fn is_released(self, today: Date) -> bool {
        self.released_on() <= today
    }

    /// The newest month whose figures are out.
    pub fn newest_released(today: Date) -> Self {
        let before = Self::of(today).plus(-1);
        if before.is_released(today) {
            before
        } else {
            before.plus(-1)
        }
    }

    /// The newest released months, oldest first.
    pub fn released(today: Date, number: u8) -> Vec<Self> {
        let newest = Self::newest_released(today);
        (0..i32::from(number))
            .rev()
            .map(|back| newest.plus(-back))
            .collect()
    }
}

/// A fixed dimension, or two that may be crossed. Kind and setting are never
/// crossed with each other: together with sites they could not be protected
/// exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Across {
    /// The total and each site.
    Site,
    /// Kinds of contact, all sites together.
    Kind,
    /// Settings, all sites together.
    Setting,
    /// Kinds of contact by site.
    KindBySite,
    /// Settings by site.
    SettingBySite,
}

impl Across {
    /// Every question there is.
    pub const ALL: &'static [Self] = &[
        Self::Site,
        Self::Kind,
        Self::Setting,
        Self::KindBySite,
        Self::SettingBySite,
    ];

    /// The name in addresses and word ids.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Kind => "kind",
            Self::Setting => "setting",
            Self::KindBySite => "kind-by-site",
            Self::SettingBySite => "setting-by-site",
        }
    }

    /// The question that a slug names.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|across| across.slug() == slug)
    }
}

/// The figures of the month are not out yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the figures of this month come out on {on}")]
pub struct NotYet {
    /// When they come out.
    pub on: Date,
}

/// Something that a page may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    month: Month,
    across: Across,
}

impl Question {
    /// The question; [`NotYet`] before the month's figures are out.
    pub fn new(month: Month, across: Across, today: Date) -> Result<Self, NotYet> {
        if month.is_released(today) {
            Ok(Self { month, across })
        } else {
            Err(NotYet {
                on: month.released_on(),
            })
        }
    }

    /// The month.
    pub const fn month(self) -> Month {
        self.month
    }

    /// The dimension.
    pub const fn across(self) -> Across {
        self.across
    }
}

/// Several months of one figure that adds up, put together from what was
/// published of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Longer {
    /// The sum of the months that are shown.
    pub at_least: u64,
    /// How many months are not shown. With none, the sum is the true one.
    pub hidden: usize,
}

/// The sum over months. It is made of published figures alone and tells
/// nothing that they do not. Not for people counted once: they do not add up.
pub fn longer(months: &[Cell]) -> Longer {
    Longer {
        at_least: months
            .iter()
            .filter_map(|cell| cell.shown())
            .fold(0, u64::saturating_add),
        hidden: months.iter().filter(|cell| cell.shown().is_none()).count(),
    }
}
