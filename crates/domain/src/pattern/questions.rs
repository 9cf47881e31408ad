//! What is asked of a life, by week and by day.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    life::{Day, Held, Week, Work},
    stats::{chance, delta, effective, median, real, rho, same, slope},
};

/// The least number of weeks, and of days, that say anything.
const WEEKS: usize = 8;
const DAYS: usize = 20;
/// The least number of weeks, and of days, that must be unlike the others.
const OTHER_WEEKS: usize = 4;
const GROUP: usize = 5;
/// How many words are looked at: those said most.
const WORDS: usize = 4;
/// The days off on which a run of shifts may let go.
const LETTING: std::ops::RangeInclusive<i64> = 1..=4;
/// A run of shifts.
const RUN: i64 = 3;
/// How many weeks before a named change it is compared with.
const BEFORE: i64 = 12;

/// A question with what there is to answer it.
pub(super) struct Asked {
    pub id: &'static str,
    pub word: String,
    pub at: Vec<i64>,
    pub x: Vec<f64>,
    pub y: Vec<f64>,
    pub days: usize,
    least: usize,
    others: usize,
    pub back: Option<i64>,
    pub per: f64,
}

/// A question with its answer.
pub(super) struct Measured<'a> {
    pub asked: &'a Asked,
    pub p: f64,
    pub effect: f64,
}

impl Asked {
    /// The answer; none with too little to go by.
    pub fn measure(&self) -> Option<Measured<'_>> {
        let (x, y) = (&self.x, &self.y);
        if x.len() < self.least || flat(x, self.others) || flat(y, self.others) {
            return None;
        }
        let r = rho(x, y);
        let high = x.iter().copied().fold(f64::MIN, f64::max);
        let groups = two(x).then(|| {
            let (own, others): (Vec<_>, Vec<_>) =
                x.iter().zip(y).partition(|(one, _)| same(**one, high));
            let levels =
                |of: Vec<(&f64, &f64)>| of.into_iter().map(|(_, y)| *y).collect::<Vec<_>>();
            delta(&levels(own), &levels(others))
        });
        Some(Measured {
            asked: self,
            p: chance(r, effective(x, y, &self.at)),
            effect: groups.unwrap_or(r),
        })
    }
}

fn two(values: &[f64]) -> bool {
    let kinds: BTreeSet<u64> = values.iter().map(|one| one.to_bits()).collect();
    kinds.len() == 2
}

/// Whether the same value stands nearly everywhere: then nothing can be compared.
fn flat(values: &[f64], others: usize) -> bool {
    let mut count: BTreeMap<u64, usize> = BTreeMap::new();
    for one in values {
        *count.entry(one.to_bits()).or_default() += 1;
    }
    values.len() - count.values().max().copied().unwrap_or_default() < others
}

pub(super) fn by_week(weeks: &[Week], mark: Option<i64>) -> Vec<Asked> {
    let ask = |id, of: &dyn Fn(&Week) -> Option<f64>| {
        let own: Vec<(&Week, f64)> = weeks
            .iter()
            .filter_map(|week| Some((week, of(week)?)))
            .collect();
        Asked {
            id,
            word: String::new(),
            at: own.iter().map(|(week, _)| week.at).collect(),
            x: own.iter().map(|(_, x)| *x).collect(),
            y: own.iter().map(|(week, _)| week.level).collect(),
            days: own.iter().map(|(week, _)| week.cups).sum(),
            least: WEEKS,
            others: OTHER_WEEKS,
            back: None,
            per: 0.0,
        }
    };
    let total = |of: fn(&Held) -> u32| {
        move |week: &Week| {
            let days = week.load.as_ref()?;
            Some(f64::from(days.iter().map(of).sum::<u32>()))
        }
    };
    // A week as a number of weeks since 1970: small, and the same in both programs.
    let when = |at: i64| real(usize::try_from(at).unwrap_or_default());
    let mut trend = ask("trend", &|week| {
        mark.is_none_or(|mark| week.at >= mark)
            .then(|| when(week.at))
    });
    if trend.x.len() > 1 {
        trend.per = 10.0 * slope(&trend.x, &trend.y);
    }
    vec![
        ask("heavy", &total(|day| day.heavy)),
        ask("hours", &total(|day| day.minutes)),
        ask("out", &total(|day| day.out)),
        ask("refill", &|week| Some(week.refills)),
        trend,
        ask("since", &|week| {
            let mark = mark.filter(|mark| week.at >= mark - BEFORE)?;
            Some(if week.at >= mark { 1.0 } else { 0.0 })
        }),
    ]
}

/// Days with a cup, as questions about days see them.
struct Cups<'a>(Vec<(i64, &'a Day, f64)>);

impl Cups<'_> {
    fn ask(&self, id: &'static str, word: &str, of: impl Fn(i64, &Day) -> Option<f64>) -> Asked {
        let own: Vec<(i64, f64, f64)> = self
            .0
            .iter()
            .filter_map(|(at, day, cup)| Some((*at, of(*at, day)?, *cup)))
            .collect();
        Asked {
            id,
            word: word.to_owned(),
            at: own.iter().map(|(at, ..)| *at).collect(),
            x: own.iter().map(|(_, x, _)| *x).collect(),
            y: own.iter().map(|(.., y)| *y).collect(),
            days: own.len(),
            least: DAYS,
            others: GROUP,
            back: None,
            per: 0.0,
        }
    }

    fn words(&self, id: &'static str, of: fn(&Day) -> &BTreeSet<String>) -> Vec<Asked> {
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for word in self.0.iter().flat_map(|(_, day, _)| of(day)) {
            *count.entry(word).or_default() += 1;
        }
        let mut often: Vec<(&str, usize)> =
            count.into_iter().filter(|(_, n)| *n >= GROUP).collect();
        often.sort_by_key(|(_, times)| Reverse(*times));
        let said = |has| if has { 1.0 } else { 0.0 };
        often
            .into_iter()
            .take(WORDS)
            .map(|(word, _)| {
                self.ask(id, word, |_, day| {
                    day.worded.then(|| said(of(day).contains(word)))
                })
            })
            .collect()
    }
}

pub(super) fn by_day(days: &BTreeMap<i64, Day>, work: &Work) -> Vec<Asked> {
    let cups = Cups(
        days.iter()
            .filter_map(|(at, day)| Some((*at, day, day.cup()?)))
            .collect(),
    );
    let heavy = cups.ask("heavy-day", "", |at, _| {
        let held = work.on(at).filter(|_| work.off(at) == Some(false))?;
        Some(if held.heavy > 0 { 1.0 } else { 0.0 })
    });
    let rest = cups.ask("rest", "", |at, _| {
        work.off(at).filter(|off| !off)?;
        let since = work.row(at, false)?;
        Some(real(usize::try_from(since).unwrap_or_default()))
    });
    // Which day off it is after a run of shifts.
    let letting = |at: i64| {
        work.off(at).filter(|off| *off)?;
        let day = work.row(at, true).filter(|day| LETTING.contains(day))?;
        work.row(at - day, false)
            .is_none_or(|run| run >= RUN)
            .then_some(day)
    };
    let mut letgo = cups.ask("letgo", "", |at, _| {
        letting(at).map(|day| if day == 1 { 1.0 } else { 0.0 })
    });
    let usual = median(&cups.0.iter().map(|(.., cup)| *cup).collect::<Vec<_>>());
    letgo.back = LETTING.clone().find(|day| {
        let own: Vec<f64> = cups
            .0
            .iter()
            .filter(|(at, ..)| letting(*at) == Some(*day))
            .map(|(.., cup)| *cup)
            .collect();
        own.len() >= GROUP && median(&own) >= usual
    });
    let mut asked = vec![heavy, rest, letgo];
    asked.extend(cups.words("drains", |day| &day.drains));
    asked.extend(cups.words("fills", |day| &day.fills));
    asked
}
