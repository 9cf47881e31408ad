//! How a team's week is read: each worker against their own weeks, days since a day off, when
//! supervision is late.

use std::collections::BTreeSet;

use domain::{
    days_off::{self, Rest},
    hours::Day,
    room::Worker,
    usual::{self, Measure, Reading, TooNew, Usual, WEEKS, Week, monday_of},
    weight::{self, ONE_PERSON},
};
use jiff::{ToSpan as _, civil::Date};

/// Complete weeks that are read: eight to judge the oldest of the weeks that could run above usual,
/// and some to leave out weeks away.
pub const BACK: i64 = 16;
/// How many days may pass between two supervisions unless the program says otherwise.
pub const INTERVAL: i64 = 14;
/// The longest interval that a program may set, in days.
pub const INTERVAL_MOST: i64 = 120;

/// What is counted of a worker's week: facts about work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Minutes with people.
    Minutes,
    /// Contacts.
    Contacts,
    /// Contacts of which a part lay outside the worker's hours.
    OutOfHours,
    /// Contacts that were heavy.
    Heavy,
}

impl Figure {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Minutes, Self::Contacts, Self::OutOfHours, Self::Heavy];

    const fn measure(self) -> Measure {
        match self {
            Self::Minutes => Measure::Minutes,
            Self::Contacts | Self::OutOfHours | Self::Heavy => Measure::Count,
        }
    }

    /// The end of the id of its words.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Contacts => "contacts",
            Self::OutOfHours => "out-of-hours",
            Self::Heavy => "heavy",
        }
    }
}

/// One day of work: the figures in the order of [`Figure::ALL`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The local day.
    pub day: Date,
    /// Its figures.
    pub amounts: [i64; 4],
    /// Whether work ran into the next day.
    pub over_midnight: bool,
}

/// A worker's weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weeks {
    /// The Monday of each complete week, oldest first.
    pub mondays: Vec<Date>,
    complete: Vec<Option<[Week; 4]>>,
    running: [Week; 4],
    today: Date,
}

impl Weeks {
    /// Lays days out in weeks. A week without any work was away, or before the worker came; it is
    /// left out of what is usual.
    pub fn of(days: &[Worked], today: Date) -> Self {
        let this = monday_of(today);
        let mondays: Vec<Date> = (1..=BACK)
            .rev()
            .map(|back| this.saturating_sub((back * 7).days()))
            .collect();
        let mut complete: Vec<Option<[Week; 4]>> = vec![None; mondays.len()];
        let mut running = [[0; 7]; 4];
        for one in days {
            let monday = monday_of(one.day);
            let week = if monday == this {
                &mut running
            } else if let Some(at) = mondays.iter().position(|known| *known == monday) {
                complete[at].get_or_insert([[0; 7]; 4])
            } else {
                continue;
            };
            let weekday = Day::of(one.day).number();
            for (figure, amount) in week.iter_mut().zip(one.amounts) {
                figure[weekday] += amount;
            }
        }
        Self {
            mondays,
            complete,
            running,
            today,
        }
    }

    fn by_day(&self, figure: Figure) -> Vec<Option<Week>> {
        let week = |week: &[Week; 4]| week[figure as usize];
        self.complete
            .iter()
            .map(|one| one.as_ref().map(week))
            .collect()
    }

    /// A figure of each complete week, oldest first; `None` = away.
    pub fn totals(&self, figure: Figure) -> Vec<Option<i64>> {
        let total = |week: Week| week.iter().sum();
        self.by_day(figure)
            .into_iter()
            .map(|week| week.map(total))
            .collect()
    }

    /// The last eight complete weeks, oldest first.
    pub fn last(&self, figure: Figure) -> Vec<Option<i64>> {
        let totals = self.totals(figure);
        totals[totals.len().saturating_sub(WEEKS)..].to_vec()
    }

    /// The Mondays of [`Weeks::last`].
    pub fn last_mondays(&self) -> &[Date] {
        &self.mondays[self.mondays.len().saturating_sub(WEEKS)..]
    }

    /// The week that runs, today included.
    pub fn so_far(&self, figure: Figure) -> i64 {
        self.running[figure as usize].iter().sum()
    }

    /// What is usual for this worker.
    pub fn usual(&self, figure: Figure) -> Result<Usual, TooNew> {
        Usual::of(figure.measure(), &self.totals(figure))
    }

    /// How the worker stands against their own usual.
    pub fn standing(&self, figure: Figure) -> Standing {
        let (measure, totals) = (figure.measure(), self.totals(figure));
        if let Err(too_new) = Usual::of(measure, &totals) {
            return Standing::TooNew(too_new);
        }
        let above = usual::weeks_above(measure, &totals);
        if above > 0 {
            return Standing::Above(above);
        }
        if self.read_so_far(figure) == Some(Reading::Above) {
            return Standing::AboveSoFar;
        }
        let before = &totals[..totals.len() - 1];
        let last = totals.last().copied().flatten();
        let read = last.and_then(|last| Some(Usual::of(measure, before).ok()?.read(last)));
        if read == Some(Reading::Below) {
            Standing::Below
        } else {
            Standing::Usual
        }
    }

    /// The running week up to yesterday against the same days of the weeks before; nothing on a
    /// Monday.
    fn read_so_far(&self, figure: Figure) -> Option<Reading> {
        let yesterday = self.today.yesterday().ok()?;
        if monday_of(yesterday) != monday_of(self.today) {
            return None;
        }
        let (through, complete) = (Day::of(yesterday), self.by_day(figure));
        let running = &self.running[figure as usize];
        let read = usual::so_far(figure.measure(), &complete, running, through);
        read.ok().map(|so_far| so_far.reading)
    }
}

/// A worker against their own usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not enough weeks of their own.
    TooNew(TooNew),
    /// Above usual for so many complete weeks up to the last one.
    Above(u32),
    /// The week that runs is above usual already.
    AboveSoFar,
    /// The last week was below usual.
    Below,
    /// As usual.
    Usual,
}

impl Standing {
    /// Above usual for so long that a supervisor hears of it.
    pub const fn is_long(self) -> bool {
        matches!(self, Self::Above(weeks) if weeks >= usual::RUNNING)
    }
}

/// When the last day without any work logged was; none when no work is known.
pub fn rest(days: &[Worked], today: Date) -> Option<Rest> {
    let known_from = days.iter().map(|one| one.day).min()?;
    let mut worked = BTreeSet::new();
    for one in days {
        worked.insert(one.day);
        if one.over_midnight {
            worked.extend(one.day.tomorrow());
        }
    }
    Some(days_off::since(&worked, known_from, today))
}

/// How supervision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supervision {
    /// No date was ever written down.
    Never,
    /// Held within the interval, or there is a date within it.
    InTime,
    /// Held longer ago than the interval: by so many days.
    Late(i64),
}

/// How supervision stands, from the day it was last held.
pub fn supervision(last: Option<Date>, interval: i64, today: Date) -> Supervision {
    let Some(last) = last else {
        return Supervision::Never;
    };
    let over = i64::from((today - last).get_days()) - interval;
    if over > 0 {
        Supervision::Late(over)
    } else {
        Supervision::InTime
    }
}

/// Minutes of these stretches from a moment on; all in seconds since 1970.
pub fn minutes_from(spans: &[(i64, i64)], now: i64) -> i64 {
    spans
        .iter()
        .map(|(from, to)| (to - (*from).max(now)).max(0) / 60)
        .sum()
}

/// A colleague who may take a visit, as far as room goes.
#[derive(Clone, Copy, Debug)]
pub struct Load<'a> {
    /// Their minutes with people of the complete weeks, oldest first.
    pub weeks: &'a [Option<i64>],
    /// Minutes with people of the week of the visit: had so far and planned.
    pub this_week: i64,
    /// Minutes on duty that are left on the day of the visit, planned ones taken off.
    pub left: i64,
}

/// The same colleague for `domain::room`, with everything counted in visits as long as this one, so
/// that one more visit is one more.
pub fn in_visits<T>(who: T, name: String, load: Load<'_>, visit: i64) -> Worker<T> {
    let visits = |minutes: i64| minutes.saturating_mul(i64::from(ONE_PERSON)) / visit.max(1);
    let weeks: Vec<Option<i64>> = load.weeks.iter().map(|week| week.map(visits)).collect();
    Worker {
        who,
        name,
        load: weight::Load::of(u32::try_from(visits(load.this_week)).unwrap_or(u32::MAX)),
        usual: Usual::of(Measure::Load, &weeks),
        minutes_left: u32::try_from(load.left).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 3, 5);

    fn week(back: i64, minutes: i64) -> Worked {
        Worked {
            day: monday_of(TODAY).saturating_sub((back * 7).days()),
            amounts: [minutes, 1, 0, 0],
            over_midnight: false,
        }
    }

    #[test]
    fn eight_weeks_are_needed_and_a_week_away_is_none_of_them() {
        let mut days: Vec<Worked> = (1..=8).map(|back| week(back, 600)).collect();
        days.retain(|one| *one != week(3, 600));
        let weeks = Weeks::of(&days, TODAY);
        assert!(matches!(
            weeks.standing(Figure::Minutes),
            Standing::TooNew(_)
        ));
        assert_eq!(weeks.last(Figure::Minutes)[5], None, "three weeks ago");
        days.push(week(9, 600));
        let weeks = Weeks::of(&days, TODAY);
        assert_eq!(weeks.standing(Figure::Minutes), Standing::Usual);
    }

    #[test]
    fn three_weeks_running_above_usual_are_told() {
        let minutes = |back: i64| if back <= 3 { 2_000 } else { 600 };
        let mut days: Vec<Worked> = (1..=12).map(|back| week(back, minutes(back))).collect();
        let weeks = Weeks::of(&days, TODAY);
        assert_eq!(weeks.standing(Figure::Minutes), Standing::Above(3));
        assert!(weeks.standing(Figure::Minutes).is_long());
        days.retain(|one| {
            one.amounts[0] != 2_000 || one.day >= monday_of(TODAY).saturating_sub(14.days())
        });
        let weeks = Weeks::of(&days, TODAY);
        assert!(!weeks.standing(Figure::Minutes).is_long());
    }

    #[test]
    fn the_week_that_runs_is_read_against_the_same_days() {
        let mut days: Vec<Worked> = (1..=9).map(|back| week(back, 300)).collect();
        days.push(week(0, 600));
        let weeks = Weeks::of(&days, TODAY);
        assert_eq!(weeks.standing(Figure::Minutes), Standing::AboveSoFar);
        let monday = Weeks::of(&days, monday_of(TODAY));
        assert_eq!(monday.standing(Figure::Minutes), Standing::Usual);
        assert_eq!(monday.so_far(Figure::Minutes), 600);
    }

    #[test]
    fn a_night_into_the_next_day_is_no_day_off() {
        let night = Worked {
            day: date(2026, 3, 3),
            amounts: [60, 1, 1, 0],
            over_midnight: true,
        };
        let days = [week(1, 60), night];
        let rest = rest(&days, TODAY).expect("work is known");
        let expected = Rest::Off {
            on: date(2026, 3, 2),
            days: 3,
        };
        assert_eq!(rest, expected);
        assert_eq!(super::rest(&[], TODAY), None);
    }

    #[test]
    fn supervision_is_late_the_day_after_the_interval() {
        let held = Some(date(2026, 2, 19));
        assert_eq!(supervision(held, 14, TODAY), Supervision::InTime);
        let tomorrow = date(2026, 3, 6);
        assert_eq!(supervision(held, 14, tomorrow), Supervision::Late(1));
        assert_eq!(supervision(None, 14, TODAY), Supervision::Never);
    }

    #[test]
    fn only_what_is_left_of_a_stretch_counts() {
        assert_eq!(minutes_from(&[(0, 3_600), (7_200, 10_800)], 1_800), 90);
        assert_eq!(minutes_from(&[(0, 3_600)], 9_000), 0);
    }

    #[test]
    fn one_more_visit_is_weighed_against_the_usual_week() {
        let weeks = vec![Some(600); 8];
        let answer = |this_week, left| {
            let load = Load {
                weeks: &weeks,
                this_week,
                left,
            };
            let mate = in_visits(1, "Dee".into(), load, 60);
            domain::room::who_has_room([mate], 60)[0].answer.slug()
        };
        assert_eq!(answer(540, 120), "could-take-one");
        assert_eq!(answer(720, 120), "full-load");
        assert_eq!(answer(60, 30), "full-hours");
        let new = Load {
            weeks: &weeks[1..],
            this_week: 0,
            left: 120,
        };
        let mate = in_visits(1, "Dee".into(), new, 60);
        let answer = domain::room::who_has_room([mate], 60)[0].answer;
        assert_eq!(answer.slug(), "too-new");
    }
}
