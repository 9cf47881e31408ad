//! What contacts change about the counts, added up in memory and then written: one contact, a
//! correction, or as many as fit.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use domain::id::{AccountId, AgencyId, ParticipantId, ProgramId, TeamId};
use jiff::civil::Date;
use storage::{Error, Tx};

use super::{Counted, month_of, queries};

/// A kind or a setting: there are few, and each stands in memory once.
pub(super) type Word = Arc<str>;

/// What changes about a worker's day or a program's month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub contacts: i64,
    pub tried: i64,
    pub minutes: i64,
    pub out_of_hours: i64,
    pub heavy: i64,
    pub over_midnight: i64,
    pub heads: i64,
}

impl Sum {
    fn put(&mut self, one: &Counted, sign: i64) {
        let flag = |flag: bool| sign * i64::from(flag);
        self.contacts += sign;
        self.tried += flag(one.tried);
        self.minutes += sign * one.minutes;
        self.out_of_hours += flag(one.out_of_hours);
        self.heavy += flag(one.heavy);
        self.over_midnight += flag(one.place.over_midnight);
        self.heads += sign * one.heads;
    }
}

/// How often somebody is named, and how often they were reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct There {
    pub contacts: i64,
    pub reached: i64,
}

/// The finest part of a program's month: team (0 = none), kind, setting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub team: i64,
    pub kind: Word,
    pub setting: Word,
}

/// One worker's day for a program.
type DayKey = (AccountId, Date, ProgramId);
/// One person's month in a program.
type PersonKey = (i64, ProgramId, ParticipantId);

/// A part of a month in which people are counted once: grain, team, kind, setting.
pub(super) type Grain = (i64, i64, Word, Word);

/// Changes of the counts of one agency that are not written yet.
#[derive(Clone, Debug)]
pub struct Tally {
    agency: AgencyId,
    words: BTreeSet<Word>,
    days: BTreeMap<DayKey, Sum>,
    months: BTreeMap<(i64, ProgramId, Cell), Sum>,
    people: BTreeMap<PersonKey, Vec<(Cell, There)>>,
}

impl Tally {
    /// An empty one.
    pub fn new(agency: AgencyId) -> Self {
        Self {
            agency,
            words: BTreeSet::new(),
            days: BTreeMap::new(),
            months: BTreeMap::new(),
            people: BTreeMap::new(),
        }
    }

    /// A contact more.
    pub fn add(&mut self, one: &Counted) {
        self.put(one, 1);
    }

    /// A contact less.
    pub fn take(&mut self, one: &Counted) {
        self.put(one, -1);
    }

    fn put(&mut self, one: &Counted, sign: i64) {
        let day = (one.worker, one.place.day, one.program);
        self.days.entry(day).or_default().put(one, sign);
        let cell = Cell {
            team: one.place.team.map_or(0, TeamId::get),
            kind: self.word(&one.kind),
            setting: self.word(&one.setting),
        };
        let month = one.place.month();
        let there = There {
            contacts: sign,
            reached: if one.tried { 0 } else { sign },
        };
        for participant in &one.with {
            let key = (month, one.program, *participant);
            let cells = self.people.entry(key).or_default();
            match cells.iter_mut().find(|(known, _)| *known == cell) {
                Some((_, sum)) => {
                    sum.contacts += there.contacts;
                    sum.reached += there.reached;
                }
                None => cells.push((cell.clone(), there)),
            }
        }
        let month = (month, one.program, cell);
        self.months.entry(month).or_default().put(one, sign);
    }

    fn word(&mut self, word: &str) -> Word {
        if let Some(known) = self.words.get(word) {
            return Arc::clone(known);
        }
        let word: Word = word.into();
        self.words.insert(Arc::clone(&word));
        word
    }

    /// Takes out what belongs to days and months before the month of this day, in parts of about so
    /// many rows: each is written by a job of its own. What is left stays here.
    pub fn split_before(&mut self, day: Date, rows: usize) -> Vec<Self> {
        let month = month_of(day);
        let mut parts = Parts::new(self.agency, rows);
        let (old, days): (BTreeMap<_, _>, _) = std::mem::take(&mut self.days)
            .into_iter()
            .partition(|((_, day, _), _)| month_of(*day) < month);
        self.days = days;
        for (key, sum) in old {
            parts.next(1).days.insert(key, sum);
        }
        let rest = self.months.split_off(&first_cell(month));
        for (key, sum) in std::mem::replace(&mut self.months, rest) {
            parts.next(1).months.insert(key, sum);
        }
        let rest = self.people.split_off(&(
            month,
            ProgramId::from_i64(i64::MIN),
            ParticipantId::from_i64(i64::MIN),
        ));
        for (key, cells) in std::mem::replace(&mut self.people, rest) {
            parts.next(cells.len()).people.insert(key, cells);
        }
        parts.done
    }

    /// Writes every change. The tally may be written again when its transaction runs again.
    pub fn write(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        for ((worker, day, program), sum) in &self.days {
            if *sum != Sum::default() {
                queries::add_day(tx, self.agency, (*worker, *day, *program), sum)?;
            }
        }
        for ((month, program, cell), sum) in &self.months {
            if *sum != Sum::default() {
                queries::add_month(tx, self.agency, (*program, *month), cell, sum)?;
            }
        }
        let mut people = BTreeMap::new();
        for ((month, program, participant), cells) in &self.people {
            let of = (*program, *month, *participant);
            self.write_person(tx, of, cells, &mut people)?;
        }
        for ((program, month, grain), there) in &people {
            if *there != There::default() {
                queries::add_people(tx, self.agency, (*program, *month), grain, there)?;
            }
        }
        Ok(())
    }

    /// Writes where somebody was, and notes the grains in which they are now counted, or no longer.
    fn write_person(
        &self,
        tx: &mut Tx<'_>,
        (program, month, participant): (ProgramId, i64, ParticipantId),
        cells: &[(Cell, There)],
        people: &mut BTreeMap<(ProgramId, i64, Grain), There>,
    ) -> Result<(), Error> {
        let of = (program, month, participant);
        let mut quiet = true;
        for (cell, change) in cells {
            if *change == There::default() {
                continue;
            }
            let now = queries::add_presence(tx, self.agency, of, cell, change)?;
            if now.contacts == 0 {
                queries::drop_presence(tx, self.agency, of, cell)?;
            }
            let before = less(now, *change);
            quiet &= flags(before) == flags(now);
        }
        // Somebody met in the same way before: no grain learns of them anew.
        if quiet {
            return Ok(());
        }
        let after = queries::presence(tx, self.agency, of)?;
        let mut before: BTreeMap<&Cell, There> =
            after.iter().map(|(cell, there)| (cell, *there)).collect();
        for (cell, change) in cells {
            let known = before.entry(cell).or_default();
            *known = less(*known, *change);
        }
        let before = grains(before);
        let after = grains(after.iter().map(|(cell, there)| (cell, *there)));
        let every: BTreeSet<&Grain> = before.keys().chain(after.keys()).collect();
        for grain in every {
            let was = before.get(grain).copied().unwrap_or_default();
            let is = after.get(grain).copied().unwrap_or_default();
            let sum = people.entry((program, month, grain.clone())).or_default();
            sum.contacts += is.contacts - was.contacts;
            sum.reached += is.reached - was.reached;
        }
        Ok(())
    }
}

fn less(one: There, other: There) -> There {
    There {
        contacts: one.contacts - other.contacts,
        reached: one.reached - other.reached,
    }
}

fn flags(there: There) -> (bool, bool) {
    (there.contacts > 0, there.reached > 0)
}

fn first_cell(month: i64) -> (i64, ProgramId, Cell) {
    let none: Word = "".into();
    let cell = Cell {
        team: i64::MIN,
        kind: Arc::clone(&none),
        setting: none,
    };
    (month, ProgramId::from_i64(i64::MIN), cell)
}

/// The grains in which one person counts: as named (`contacts` 1) and as reached (`reached` 1).
fn grains<'a>(cells: impl IntoIterator<Item = (&'a Cell, There)>) -> BTreeMap<Grain, There> {
    let none: Word = "".into();
    let mut grains: BTreeMap<Grain, There> = BTreeMap::new();
    for (cell, there) in cells {
        let (named, reached) = flags(there);
        if !named {
            continue;
        }
        let (team, kind, setting) = (cell.team, &cell.kind, &cell.setting);
        for grain in [
            (0, 0, &none, &none),
            (1, team, &none, &none),
            (2, 0, kind, &none),
            (3, 0, &none, setting),
            (4, team, kind, &none),
            (5, team, &none, setting),
        ] {
            let (code, team, kind, setting) = grain;
            let key = (code, team, Arc::clone(kind), Arc::clone(setting));
            let sum = grains.entry(key).or_default();
            sum.contacts = 1;
            sum.reached |= i64::from(reached);
        }
    }
    grains
}

/// Parts of about so many rows.
struct Parts {
    agency: AgencyId,
    most: usize,
    rows: usize,
    done: Vec<Tally>,
}

impl Parts {
    fn new(agency: AgencyId, most: usize) -> Self {
        Self {
            agency,
            most,
            rows: most,
            done: vec![],
        }
    }

    /// The part that has room for so many rows.
    fn next(&mut self, rows: usize) -> &mut Tally {
        let full = self.rows + rows > self.most;
        self.rows = if full { rows } else { self.rows + rows };
        if full || self.done.is_empty() {
            self.done.push(Tally::new(self.agency));
        }
        let last = self.done.len() - 1;
        &mut self.done[last]
    }
}
