//! A life by day and by week. Missing is missing: a day without a word is no zero, and load is known from
//! the first day with a contact to the last day that was fetched.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::stats::{mean, median, real};

/// One check-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Cup {
    /// Its local day.
    pub day: Date,
    /// From 0, empty, to 4, full.
    pub level: u8,
    /// What took from the cup, in the person's words.
    pub drains: Vec<String>,
    /// What filled it.
    pub fills: Vec<String>,
}

/// Something that fills, logged in one tap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Its local day.
    pub day: Date,
    /// The person's word for it.
    pub what: String,
}

/// Own work on one day with at least one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// The local day.
    pub day: Date,
    /// Contacts.
    pub contacts: u32,
    /// Minutes with people.
    pub minutes: u32,
    /// Heavy or very heavy contacts.
    pub heavy: u32,
    /// Contacts outside of one's hours.
    pub out: u32,
    /// Contacts that ran past midnight.
    pub over: u32,
}

/// What a person wrote and worked.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// The day on which it is looked at.
    pub today: Date,
    /// Check-ins, in any order.
    pub cups: Vec<Cup>,
    /// What was logged as filling.
    pub filled: Vec<Filled>,
    /// Own work and the last day of it that is known; none for who has no such work.
    pub load: Option<(Date, Vec<Load>)>,
    /// Days on which something changed that the person named.
    pub marks: Vec<Date>,
}

/// Days since 1970.
pub(super) fn number(day: Date) -> i64 {
    day.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

/// The week of a day, from Monday.
pub(super) const fn week_of(day: i64) -> i64 {
    (day + 3).div_euclid(7)
}

/// What was said on a day.
#[derive(Clone, Debug, Default)]
pub(super) struct Day {
    levels: Vec<f64>,
    pub drains: BTreeSet<String>,
    pub fills: BTreeSet<String>,
    /// Whether any word was given: only then does a missing word say something.
    pub worded: bool,
}

impl Day {
    /// The level of the day.
    pub fn cup(&self) -> Option<f64> {
        (!self.levels.is_empty()).then(|| median(&self.levels))
    }
}

/// The days on which something was said, from one on.
pub(super) fn days(life: &Life, from: i64) -> BTreeMap<i64, Day> {
    let mut found: BTreeMap<i64, Day> = BTreeMap::new();
    let known = |day: Date| Some(number(day)).filter(|at| *at >= from && day <= life.today);
    for cup in &life.cups {
        let Some(at) = known(cup.day) else { continue };
        let day = found.entry(at).or_default();
        if cup.level > 4 {
            continue;
        }
        day.levels.push(f64::from(cup.level));
        day.drains.extend(cup.drains.iter().cloned());
        day.fills.extend(cup.fills.iter().cloned());
        day.worded |= !cup.drains.is_empty() || !cup.fills.is_empty();
    }
    for filled in &life.filled {
        let Some(at) = known(filled.day) else {
            continue;
        };
        let day = found.entry(at).or_default();
        day.fills.insert(filled.what.clone());
        day.worded = true;
    }
    found
}

/// Work by day.
pub(super) struct Work {
    rows: BTreeMap<i64, Load>,
    /// The first day that is known, and the last one.
    pub known: Option<(i64, i64)>,
}

/// What a day held.
#[derive(Clone, Copy, Default)]
pub(super) struct Held {
    pub minutes: u32,
    pub heavy: u32,
    pub out: u32,
}

impl Work {
    pub fn of(life: &Life) -> Self {
        let (through, rows) = match &life.load {
            Some((through, days)) => (
                number(*through),
                days.iter().map(|one| (number(one.day), *one)).collect(),
            ),
            None => (0, BTreeMap::new()),
        };
        let known = rows.keys().next().map(|first| (*first, through));
        Self { rows, known }
    }

    fn knows(&self, at: i64) -> bool {
        self.known
            .is_some_and(|(from, through)| at >= from && at <= through)
    }

    /// What a day held; none where nobody knows.
    pub fn on(&self, at: i64) -> Option<Held> {
        let held = self.rows.get(&at).map_or_else(Held::default, |one| Held {
            minutes: one.minutes,
            heavy: one.heavy,
            out: one.out,
        });
        self.knows(at).then_some(held)
    }

    /// Whether it was a real day off: no contact, and none that ran into it past midnight.
    pub fn off(&self, at: i64) -> Option<bool> {
        let late = self.rows.get(&(at - 1)).is_some_and(|one| one.over > 0);
        self.knows(at)
            .then(|| !self.rows.contains_key(&at) && !late)
    }

    /// How many days in a row, up to this one, were off or not; none where that is not known.
    pub fn row(&self, at: i64, off: bool) -> Option<i64> {
        let (from, _) = self.known?;
        let mut count = 0;
        while at - count >= from && self.off(at - count) == Some(off) {
            count += 1;
        }
        (at - count >= from).then_some(count)
    }
}

/// Check-in days that make a week.
const ENOUGH: usize = 3;

/// A complete week with enough check-ins to have a level.
pub(super) struct Week {
    pub at: i64,
    /// The mean of its days.
    pub level: f64,
    /// Days with a check-in.
    pub cups: usize,
    /// Refills for each day on which anything was said.
    pub refills: f64,
    pub load: Option<Vec<Held>>,
}

/// The complete weeks that have a level, oldest first.
pub(super) fn weeks(life: &Life, days: &BTreeMap<i64, Day>, work: &Work) -> Vec<Week> {
    let now = week_of(number(life.today));
    let mut by_week: BTreeMap<i64, Vec<&Day>> = BTreeMap::new();
    for (at, day) in days {
        by_week.entry(week_of(*at)).or_default().push(day);
    }
    by_week
        .into_iter()
        .filter(|(at, _)| *at < now)
        .filter_map(|(at, said)| {
            let cups: Vec<f64> = said.iter().filter_map(|day| day.cup()).collect();
            let fills: usize = said.iter().map(|day| day.fills.len()).sum();
            // Days after the last look are no part of a week; none at all make it unknown.
            let last = work.known.map_or(i64::MIN, |(_, through)| through);
            let own = (at * 7 - 3..at * 7 + 4).filter(|day| *day <= last);
            let load: Option<Vec<Held>> = own.map(|day| work.on(day)).collect();
            (cups.len() >= ENOUGH).then(|| Week {
                at,
                level: mean(&cups),
                cups: cups.len(),
                refills: real(fills) / real(said.len()),
                load: load.filter(|days| !days.is_empty()),
            })
        })
        .collect()
}
