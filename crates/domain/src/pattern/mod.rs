//! What goes together in a worker's own life: the cup beside load, refill and rest.
//!
//! Browsers work this out on the phone of its owner; no server ever has the numbers. This is the same,
//! so that the sums can be checked by a second program: `vectors/pattern.json` holds published examples and
//! invented lives that both pass.
//!
//! Each question compares a person with themselves by ranks. Days that are like the days before count for less
//! ([`stats::effective`]), many questions raise the bar ([`stats::holm`]), and with too little to go by there is
//! no finding. "Go together" is all that can be said: nothing here knows a cause, a target or another person.

mod life;
mod questions;
pub mod stats;
#[cfg(test)]
mod tests;

pub use life::{Cup, Filled, Life, Load};

use life::{Work, number, week_of};
use questions::Asked;

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// Chance alone would hardly show it.
    Clear,
    /// Chance alone would seldom show it.
    Likely,
    /// It may be chance.
    Early,
}

impl Sure {
    /// The end of the word id: `clear`, `likely`, `early`.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Likely => "likely",
            Self::Early => "early",
        }
    }
}

/// Something that seems to go together with the cup.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which question: `heavy`, `hours`, `out`, `refill`, `trend`, `since`, `heavy-day`, `rest`, `letgo`,
    /// `drains`, `fills`, `outside`.
    pub id: &'static str,
    /// The person's word, for `drains` and `fills`.
    pub word: String,
    /// Whether the cup is fuller with more of it.
    pub fuller: bool,
    /// How sure.
    pub sure: Sure,
    /// On how many check-in days it rests.
    pub days: usize,
    /// How many weeks or days were compared.
    pub units: usize,
    /// The rank correlation, or Cliff's delta of two groups; for `outside`, levels from the middle.
    pub effect: f64,
    /// The p after Holm; 0 for `outside`, which has none.
    pub p: f64,
    /// For `letgo`: the day off on which the cup is back at its usual; none when that is not known.
    pub back: Option<i64>,
    /// For `trend`: levels in ten weeks.
    pub per: f64,
}

/// From how small a p a finding is clear, and likely.
const CLEAR: f64 = 0.005;
const LIKELY: f64 = 0.025;
/// From how small a p, before Holm, it is shown as too early to say; at most [`EARLIES`] of them.
const EARLY: f64 = 0.1;
const EARLIES: usize = 2;
/// How many days back it looks: as far as load is kept for.
const BACK: i64 = 728;
/// How many weeks a band needs, and how many it takes at most.
const BAND: (usize, usize) = (12, 26);

/// What seems to go together in a life, the surest first.
pub fn findings(life: &Life) -> Vec<Finding> {
    let days = life::days(life, number(life.today) - BACK);
    let work = Work::of(life);
    let weeks = life::weeks(life, &days, &work);
    let mark = life.marks.iter().map(|day| week_of(number(*day))).max();
    let mut asked = questions::by_week(&weeks, mark);
    asked.extend(questions::by_day(&days, &work));
    let measured: Vec<_> = asked.iter().filter_map(Asked::measure).collect();
    let fair = stats::holm(&measured.iter().map(|one| one.p).collect::<Vec<_>>());
    let mut earlies = 0;
    let mut found: Vec<Finding> = measured
        .iter()
        .zip(fair)
        .filter_map(|(one, p)| {
            let size = one.effect.abs();
            let sure = if p < CLEAR && size >= 0.2 {
                Sure::Clear
            } else if p < LIKELY && size >= 0.2 {
                Sure::Likely
            } else if one.p < EARLY && size >= 0.3 && earlies < EARLIES {
                earlies += 1;
                Sure::Early
            } else {
                return None;
            };
            Some(Finding {
                id: one.asked.id,
                word: one.asked.word.clone(),
                fuller: one.effect >= 0.0,
                sure,
                days: one.asked.days,
                units: one.asked.x.len(),
                effect: one.effect,
                p,
                back: one.asked.back,
                per: one.asked.per,
            })
        })
        .collect();
    found.extend(outside(life, &weeks, mark));
    found.sort_by_key(|one| one.sure);
    found
}

/// The last complete week outside of what the weeks before it do by themselves. Only a change that the
/// person named splits the band.
fn outside(life: &Life, weeks: &[life::Week], mark: Option<i64>) -> Option<Finding> {
    let own: Vec<_> = weeks
        .iter()
        .filter(|week| mark.is_none_or(|mark| week.at >= mark))
        .collect();
    let (last, before) = own.split_last()?;
    let before = &before[before.len().saturating_sub(BAND.1)..];
    if before.len() < BAND.0 || last.at < week_of(number(life.today)) - 1 {
        return None;
    }
    let levels: Vec<f64> = before.iter().map(|week| week.level).collect();
    let (low, middle, high) = stats::limits(&levels);
    (last.level < low || last.level > high).then(|| Finding {
        id: "outside",
        word: String::new(),
        fuller: last.level >= middle,
        sure: Sure::Likely,
        days: before.iter().map(|week| week.cups).sum::<usize>() + last.cups,
        units: before.len(),
        effect: last.level - middle,
        p: 0.0,
        back: None,
        per: 0.0,
    })
}
