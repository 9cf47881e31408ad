//! From a file and what was said about it to what would come in: nothing is written here.
//!
//! **Invariant:** the same file with the same answers gives the same plan, so that what was shown is
//! what comes in (`what_is_shown_is_what_comes_in`).

use std::collections::{BTreeMap, HashMap, HashSet};

use alongside::{
    arrivals::Known,
    contacts::{Lists, What},
};
use domain::{
    id::{AccountId, ParticipantId, TeamId},
    text::fold,
};
use jiff::{
    civil::{Date, Time},
    tz::TimeZone,
};
use sheets::{
    Book, ContactRow, Field, Mapping, Met, Note, Parsed, ParticipantRow, PersonRow, Reading, Skip,
    Standing, Target, Unknown, Words, letters,
};

use super::{
    answers::{Absent, Answers, Same},
    digest::{self, RowDigest},
};

mod row;

use row::{held, what};

/// Rows that are shown as they will be.
pub const SHOWN: usize = 20;
/// A contact without a time of day is put at noon: nobody works then or does not work then by it.
const NOON: i8 = 12;

/// Somebody with an account in the program.
#[derive(Clone, Debug)]
pub struct Worker {
    /// The account.
    pub id: AccountId,
    /// The name used.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// Their team, for which their contacts count.
    pub team: Option<TeamId>,
    /// Whether they may still be given people to walk with.
    pub works: bool,
}

/// What the program is, as a plan needs it.
pub struct Ground {
    /// Today in the program's zone.
    pub today: Date,
    /// The program's zone.
    pub zone: TimeZone,
    /// Its kinds and settings.
    pub lists: Lists,
    /// Who works there.
    pub workers: Vec<Worker>,
    /// Whom it walks alongside.
    pub known: Vec<Known>,
    /// Its teams.
    pub teams: Vec<(TeamId, String)>,
    /// E-mail addresses of the sheet that belong to an account already, folded.
    pub taken: HashSet<String>,
    /// Rows that came in before.
    pub seen: HashSet<RowDigest>,
}

/// A value that is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The line of the file.
    pub line: u32,
    /// The letters of the column, or empty.
    pub letters: String,
    /// Its header, or empty.
    pub header: String,
    /// The value as it is written.
    pub written: String,
    /// The end of the word id that says what is wrong and what to do.
    pub trouble: &'static str,
}

/// With whom a contact was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Somebody of the program.
    Known(ParticipantId),
    /// Somebody who comes in with this import: the place in [`Plan::added`].
    Added(usize),
}

/// A contact that would come in.
#[derive(Clone, Debug)]
pub struct ContactItem {
    /// The line.
    pub line: u32,
    /// What the row says, hashed.
    pub digest: RowDigest,
    /// Whose contact it is.
    pub worker: AccountId,
    /// With whom.
    pub with: Vec<With>,
    /// The day, which counts.
    pub date: Date,
    /// The time of day, where the sheet has one.
    pub start: Option<Time>,
    /// What it says.
    pub what: What,
    /// What is worth a look.
    pub notes: Vec<Note>,
    /// The names as the sheet has them, for showing.
    pub names: Vec<String>,
}

/// A participant who would come in.
#[derive(Clone, Debug)]
pub struct ParticipantItem {
    /// The line.
    pub line: u32,
    /// What the row says, hashed.
    pub digest: RowDigest,
    /// Who walks with them.
    pub worker: Option<AccountId>,
    /// What it says.
    pub row: ParticipantRow,
    /// What is worth a look.
    pub notes: Vec<Note>,
}

/// Somebody who would get an account.
#[derive(Clone, Debug)]
pub struct PersonItem {
    /// The line.
    pub line: u32,
    /// What the row says, hashed.
    pub digest: RowDigest,
    /// What it says.
    pub row: PersonRow,
    /// The team, if there is one of that name.
    pub team: Option<TeamId>,
    /// What is worth a look.
    pub notes: Vec<Note>,
}

/// The rows that would come in.
#[derive(Clone, Debug)]
pub enum Items {
    /// Accounts.
    People(Vec<PersonItem>),
    /// Participants.
    Participants(Vec<ParticipantItem>),
    /// Contacts.
    Contacts(Vec<ContactItem>),
}

impl Items {
    /// Whether nothing would come in.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::People(items) => items.len(),
            Self::Participants(items) => items.len(),
            Self::Contacts(items) => items.len(),
        }
    }
}

/// A name of a peer worker that is no account's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stranger {
    /// As the sheet writes it first.
    pub written: String,
    /// The same, folded.
    pub folded: String,
    /// How many rows have it.
    pub rows: u32,
}

/// What would come in, and what not and why.
pub struct Plan {
    /// What would come in.
    pub items: Items,
    /// Names that come in with contacts, in their order: as they are written.
    pub added: Vec<String>,
    /// Every value that is not taken.
    pub held: Vec<Held>,
    /// Rows that are refused.
    pub refused: usize,
    /// Rows that came in before.
    pub already: usize,
    /// Rows that say the same as an earlier one of this file.
    pub same: usize,
    /// Lines that are no rows, with their first words.
    pub skipped: Vec<(u32, Skip, String)>,
    /// Words that the program does not have: to be asked once.
    pub unknown: Vec<Unknown>,
    /// Names of peer workers that are no account's: to be asked once.
    pub strangers: Vec<Stranger>,
    /// Names in refused contacts that nobody of the program has.
    pub absent: usize,
    /// Rows that say nothing of whose contact it is.
    pub nobodys: usize,
}

/// The program's words, as sheets looks them up. `label` says what people read for a slug.
pub fn words(lists: &Lists, label: &dyn Fn(&str) -> String) -> Words {
    Words::of(&lists.kinds, &lists.settings, label)
}

/// Works out what would come in.
pub fn plan(
    book: &Book,
    mapping: &Mapping,
    answers: &Answers,
    ground: &Ground,
    words: &Words,
) -> Plan {
    let reading = Reading {
        today: ground.today,
        words,
    };
    let mut maker = Maker {
        mapping,
        answers,
        ground,
        seen: HashMap::new(),
        strangers: BTreeMap::new(),
        added: HashMap::new(),
        by_name: by_name(&ground.known),
        by_worker: by_worker(&ground.workers),
        plan: Plan {
            items: match mapping.target {
                Target::People => Items::People(vec![]),
                Target::Participants => Items::Participants(vec![]),
                Target::Contacts => Items::Contacts(vec![]),
            },
            added: vec![],
            held: vec![],
            refused: 0,
            already: 0,
            same: 0,
            skipped: vec![],
            unknown: sheets::unknown_words(book, mapping, &reading),
            strangers: vec![],
            absent: 0,
            nobodys: 0,
        },
    };
    match mapping.target {
        Target::People => {
            let mut items = vec![];
            for parsed in sheets::people(book, mapping, &reading) {
                items.extend(maker.person(parsed));
            }
            maker.plan.items = Items::People(items);
        }
        Target::Participants => {
            let mut items = vec![];
            for parsed in sheets::participants(book, mapping, &reading) {
                items.extend(maker.participant(parsed));
            }
            maker.plan.items = Items::Participants(items);
        }
        Target::Contacts => {
            let mut items = vec![];
            for parsed in sheets::contacts(book, mapping, &reading) {
                items.extend(maker.contact(parsed));
            }
            maker.plan.items = Items::Contacts(items);
        }
    }
    let mut plan = maker.plan;
    plan.strangers = maker.strangers.into_values().collect();
    plan.strangers.sort_by(|one, other| {
        other
            .rows
            .cmp(&one.rows)
            .then(one.written.cmp(&other.written))
    });
    plan
}

/// Everyone by their folded name; two people of one name are both there.
fn by_name(known: &[Known]) -> HashMap<&str, Vec<ParticipantId>> {
    let mut by_name: HashMap<&str, Vec<ParticipantId>> = HashMap::new();
    for one in known {
        by_name.entry(&one.folded).or_default().push(one.id);
    }
    by_name
}

/// Everyone who works here by folded name and by address; two of one name are nobody until asked.
fn by_worker(workers: &[Worker]) -> HashMap<String, Option<AccountId>> {
    let mut by_worker = HashMap::new();
    for worker in workers {
        for word in [fold(&worker.name), worker.email.to_lowercase()] {
            by_worker
                .entry(word)
                .and_modify(|known| {
                    if *known != Some(worker.id) {
                        *known = None;
                    }
                })
                .or_insert(Some(worker.id));
        }
    }
    by_worker
}

/// What a row that was read turns into, or why it does not.
enum Came<T> {
    Row(u32, Box<T>, Vec<Note>),
    Not,
}

struct Maker<'a> {
    mapping: &'a Mapping,
    answers: &'a Answers,
    ground: &'a Ground,
    /// How often each row was met in this file.
    seen: HashMap<RowDigest, u32>,
    strangers: BTreeMap<String, Stranger>,
    added: HashMap<String, usize>,
    by_name: HashMap<&'a str, Vec<ParticipantId>>,
    by_worker: HashMap<String, Option<AccountId>>,
    plan: Plan,
}

impl Maker<'_> {
    fn came<T>(&mut self, parsed: Parsed<T>) -> Came<T> {
        match parsed {
            Parsed::Row { line, row, notes } => Came::Row(line, row, notes),
            Parsed::Refused { line, refusals } => {
                self.plan.refused += 1;
                let held = refusals.iter().map(|refusal| held(line, refusal));
                self.plan.held.extend(held);
                Came::Not
            }
            Parsed::Skipped {
                line,
                what,
                written,
            } => {
                self.plan.skipped.push((line, what, written));
                Came::Not
            }
        }
    }

    /// The digest of a row that is to come in; none when it is not, because it came in before or
    /// says the same as an earlier one. `digest` is told how many rows before say the same.
    fn fresh(&mut self, numbered: bool, digest: impl Fn(u32) -> RowDigest) -> Option<RowDigest> {
        let first = digest(0);
        let before = self.seen.entry(first).or_insert(0);
        let time = *before;
        *before += 1;
        if time > 0 {
            self.plan.same += 1;
            // The same number of the old system is the same record, whatever was chosen.
            if numbered || self.answers.same == Same::LeaveOut {
                return None;
            }
        }
        let digest = if time == 0 { first } else { digest(time) };
        if self.ground.seen.contains(&digest) {
            self.plan.already += 1;
            return None;
        }
        Some(digest)
    }

    fn refuse(&mut self, line: u32, field: Field, written: &str, trouble: &'static str) {
        let column = self.mapping.column(field);
        self.plan.held.push(Held {
            line,
            letters: column
                .map(|column| letters(column.column))
                .unwrap_or_default(),
            header: column
                .map(|column| column.header.clone())
                .unwrap_or_default(),
            written: written.to_owned(),
            trouble,
        });
    }

    /// Whose account a worker's name is. `Err` when somebody is to be asked.
    fn worker(&mut self, written: &str) -> Result<Option<AccountId>, ()> {
        let folded = fold(written);
        if folded.is_empty() {
            return Ok(None);
        }
        if let Some(said) = self.answers.worker(&folded) {
            return Ok(said);
        }
        let address = written.trim().to_lowercase();
        let found = self.by_worker.get(&folded);
        if let Some(Some(only)) = found.or_else(|| self.by_worker.get(&address)) {
            return Ok(Some(*only));
        }
        let stranger = self
            .strangers
            .entry(folded.clone())
            .or_insert_with(|| Stranger {
                written: written.trim().to_owned(),
                folded,
                rows: 0,
            });
        stranger.rows += 1;
        Err(())
    }

    fn person(&mut self, parsed: Parsed<PersonRow>) -> Option<PersonItem> {
        let Came::Row(line, row, notes) = self.came(parsed) else {
            return None;
        };
        let digest = self.fresh(true, |_| digest::person(&row))?;
        if self.ground.taken.contains(&row.email.folded()) {
            self.plan.already += 1;
            return None;
        }
        let wanted = fold(&row.team);
        let team = self
            .ground
            .teams
            .iter()
            .find(|(_, name)| fold(name) == wanted);
        let team = team.map(|(id, _)| *id);
        if team.is_none() && !wanted.is_empty() {
            self.plan.refused += 1;
            self.refuse(line, Field::Team, &row.team, "unknown-team");
            return None;
        }
        Some(PersonItem {
            line,
            digest,
            row: *row,
            team,
            notes,
        })
    }

    fn participant(&mut self, parsed: Parsed<ParticipantRow>) -> Option<ParticipantItem> {
        let Came::Row(line, row, notes) = self.came(parsed) else {
            return None;
        };
        let Ok(worker) = self.worker(&row.worker) else {
            self.plan.refused += 1;
            self.refuse(line, Field::Worker, &row.worker, "unknown-worker");
            return None;
        };
        let works = |id: &AccountId| {
            let worker = self.ground.workers.iter().find(|worker| worker.id == *id);
            worker.is_some_and(|worker| worker.works)
        };
        // Somebody who has left walks with nobody; the past keeps who it was.
        let worker = worker.filter(|id| works(id) || row.standing == Standing::Ended);
        let numbered = !row.their_id.is_empty();
        let digest = self.fresh(numbered, |time| digest::participant(&row, time))?;
        Some(ParticipantItem {
            line,
            digest,
            worker,
            row: *row,
            notes,
        })
    }

    fn contact(&mut self, parsed: Parsed<ContactRow>) -> Option<ContactItem> {
        let Came::Row(line, row, notes) = self.came(parsed) else {
            return None;
        };
        let held_before = self.plan.held.len();
        let worker = match self.worker(&row.worker) {
            Ok(Some(worker)) => Some(worker),
            Ok(None) => {
                let everyone = self.answers.everyone();
                if everyone.is_none() {
                    self.plan.nobodys += 1;
                    self.refuse(line, Field::Worker, &row.worker, "no-worker");
                }
                everyone
            }
            Err(()) => {
                self.refuse(line, Field::Worker, &row.worker, "unknown-worker");
                None
            }
        };
        let (with, names, strangers) = self.met(line, &row);
        if self.plan.held.len() > held_before {
            self.plan.refused += 1;
            return None;
        }
        let Some(happened_at) = self.moment(&row) else {
            self.plan.refused += 1;
            self.refuse(line, Field::Date, &row.date.to_string(), "no-such-day");
            return None;
        };
        let numbered = !row.their_id.is_empty();
        let digest = self.fresh(numbered, |time| digest::contact(&row, time))?;
        let what = what(&row, happened_at, strangers, with.is_empty());
        Some(ContactItem {
            line,
            digest,
            worker: worker?,
            with,
            date: row.date,
            start: row.start,
            what,
            notes,
            names,
        })
    }

    fn moment(&self, row: &ContactRow) -> Option<i64> {
        let time = row.start.unwrap_or(Time::constant(NOON, 0, 0, 0));
        let there = row
            .date
            .to_datetime(time)
            .to_zoned(self.ground.zone.clone());
        Some(there.ok()?.timestamp().as_second())
    }

    /// With whom it was, their names, and how many are not named.
    fn met(&mut self, line: u32, row: &ContactRow) -> (Vec<With>, Vec<String>, u32) {
        let (mut with, mut names, mut strangers): (Vec<With>, _, _) = (vec![], vec![], 0_u32);
        for met in &row.who {
            let name = match met {
                Met::Named(name) => name,
                Met::Unknown(number) => {
                    strangers = strangers.saturating_add(*number);
                    continue;
                }
            };
            names.push(name.clone());
            let folded = fold(name);
            let one = match self.by_name.get(folded.as_str()).map(Vec::as_slice) {
                Some([one]) => With::Known(*one),
                Some([_, ..]) => {
                    self.refuse(line, Field::Name, name, "two-of-that-name");
                    continue;
                }
                _ if self.answers.absent == Absent::Add => {
                    let next = self.plan.added.len();
                    let at = *self.added.entry(folded).or_insert(next);
                    if at == next {
                        self.plan.added.push(name.clone());
                    }
                    With::Added(at)
                }
                _ => {
                    self.plan.absent += 1;
                    self.refuse(line, Field::Name, name, "nobody-of-that-name");
                    continue;
                }
            };
            if !with.contains(&one) {
                with.push(one);
            }
        }
        (with, names, strangers)
    }
}
