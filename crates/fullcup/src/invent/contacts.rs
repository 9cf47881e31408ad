//! What the invented workers did: contacts over half a year, in the order in which they happened.

use std::collections::BTreeMap;

use alongside::{
    contacts::{self, NewContact, What},
    counts::{Counted, Place, Tally},
};
use anyhow::{Context, Result};
use domain::{
    contact::{Heaviness, Item, Kind, Listed, Outcome, Set, Setting, Support},
    id::{AgencyId, ParticipantId},
};
use jiff::{Timestamp, ToSpan as _, civil::Date};
use people::audit::{self, Leaf};
use storage::{Error, Tx};

use super::{
    Filler, Size, World,
    filler::ROWS,
    participants::Supported,
    weeks::Worker,
    words::{NOTES, STRANGERS},
};
use crate::world::Seeded;

const HOUR: i64 = 3600;
/// A stretch of duty shorter than this holds no contact, in seconds.
const SHORTEST: i64 = HOUR / 2;
/// Contacts begin at multiples of this from the beginning of duty, in seconds.
const STEP: i64 = 300;
/// How many participants are worked out anew in one batch.
const SETTLED: usize = 200;
/// Rows of the counts that are written together.
const COUNTED: usize = 10_000;
/// Kinds, and how often each happens in a hundred.
const KINDS: &[(Kind, usize)] = &[
    (Kind::InPerson, 27),
    (Kind::Call, 20),
    (Kind::Text, 15),
    (Kind::Tried, 11),
    (Kind::Group, 6),
    (Kind::Errand, 5),
    (Kind::Walk, 4),
    (Kind::HomeVisit, 2),
    (Kind::Ride, 2),
    (Kind::Papers, 2),
    (Kind::Appointment, 2),
    (Kind::Outreach, 2),
    (Kind::Court, 1),
    (Kind::Celebration, 1),
];

/// Who walks with whom from when to when.
type Walks = Vec<(ParticipantId, i64, i64)>;

/// One worker's day on duty.
struct Duty {
    worker: usize,
    day: Date,
    spans: Vec<(i64, i64)>,
}

/// Invents exactly as many contacts as were asked for.
pub fn invent(
    filler: &mut Filler,
    world: &World,
    size: &Size,
    workers: &[Worker],
    people: &[Supported],
) -> Result<()> {
    let walks = by_worker(workers, people);
    let duties = duties(world, size, workers)?;
    let mut days = vec![];
    let mut owed = vec![0; workers.len()];
    let mut batch = Batch::default();
    let mut counts = Tallies::default();
    for (number, duty) in duties.iter().enumerate() {
        let share = |upto: usize| size.contacts * upto / duties.len();
        owed[duty.worker] += share(number + 1) - share(number);
        // Some days are quieter and the next one is fuller; what is owed is done in the last week.
        let quiet = duty.day < size.moment.day.checked_sub(7.days())? && world.percent(25);
        if !quiet {
            let much = std::mem::take(&mut owed[duty.worker]);
            let worker = &workers[duty.worker];
            for place in 0..much {
                days.push(contact(
                    world,
                    worker,
                    &walks[duty.worker],
                    duty,
                    (place, much),
                ));
            }
        }
        let next = duties.get(number + 1);
        if next.is_none_or(|next| next.day != duty.day) {
            days.sort_by_key(|(_, new)| new.recorded_at);
            for (agency, new) in days.drain(..) {
                counts.add(agency, &new);
                batch.rows += 1 + new.with.len() + if size.trail { 1 + new.with.len() } else { 0 };
                batch.contacts.push((agency, new));
                if batch.rows >= ROWS {
                    batch.send(filler, world, size.trail)?;
                }
            }
            // A month that is over is counted: no later duty has a contact in it.
            if let Some(next) = next.filter(|next| next.day.month() != duty.day.month()) {
                counts.send(filler, next.day)?;
            }
        }
    }
    batch.send(filler, world, size.trail)?;
    counts.send(filler, Date::MAX)?;
    settle(filler, people)
}

/// Whom each worker walks with, and walked with.
fn by_worker(workers: &[Worker], people: &[Supported]) -> Vec<Walks> {
    let mut walks: Vec<Walks> = workers.iter().map(|_| vec![]).collect();
    for person in people {
        for (worker, from, to) in &person.walks {
            walks[*worker].push((person.id, *from, *to));
        }
    }
    walks
}

/// Every day on duty of every worker, day by day.
fn duties(world: &World, size: &Size, workers: &[Worker]) -> Result<Vec<Duty>> {
    let mut duties = vec![];
    let zone = &workers.first().context("nobody works here")?.zone;
    let mut day = Timestamp::from_second(world.start)?
        .to_zoned(zone.clone())
        .date();
    while day <= size.moment.day {
        for (number, worker) in workers.iter().enumerate() {
            let spans: Vec<_> = worker
                .spans(day)
                .into_iter()
                .map(|(from, to)| (from.max(world.start), to.min(world.until)))
                .filter(|(from, to)| to - from >= SHORTEST)
                .collect();
            if !spans.is_empty() {
                duties.push(Duty {
                    worker: number,
                    day,
                    spans,
                });
            }
        }
        day = day.tomorrow()?;
    }
    Ok(duties)
}

/// One contact, in its own part of the day: `place` of so many.
fn contact(
    world: &World,
    worker: &Worker,
    walks: &Walks,
    duty: &Duty,
    (place, much): (usize, usize),
) -> (AgencyId, NewContact) {
    let span = duty.spans[place * duty.spans.len() / much];
    let late = world.percent(3);
    let kind = if late { Kind::Call } else { kind(world) };
    let mut minutes = minutes(world, kind);
    let after = late.then(|| evening(world, worker, duty, minutes));
    let (at, outside) = if let Some(at) = after.flatten() {
        (at, 1)
    } else {
        minutes = minutes.min((span.1 - span.0) / 60 - 5);
        let steps = ((span.1 - span.0 - minutes * 60) / STEP).max(1);
        let part = (steps / i64::try_from(much).unwrap_or(1)).max(1);
        let begin = i64::try_from(place).unwrap_or(0) * part + world.between(0, part);
        (span.0 + begin % steps * STEP, 0)
    };
    let with = with(world, walks, kind, at);
    let nobody = with.is_empty();
    let unknown = nobody && kind != Kind::Celebration;
    let what = What {
        happened_at: at,
        kind: kind.slug().to_owned(),
        setting: setting(world, kind).map_or("", Setting::slug).to_owned(),
        mode: kind.usual_mode().code(),
        minutes,
        outcome: if kind == Kind::Tried {
            outcome(world).code()
        } else {
            0
        },
        support: support(world, kind).bits(),
        offered: items(world, kind),
        cents: if world.percent(3) {
            world.between(16, 120) * 25
        } else {
            0
        },
        miles_tenths: miles(world, kind),
        heaviness: heaviness(world, kind).map_or(0, Heaviness::code),
        out_of_hours: outside,
        note: note(world, kind),
        unknown_person: if unknown {
            (*world.chance.pick(STRANGERS)).to_owned()
        } else {
            String::new()
        },
        people_reached: if nobody && !unknown {
            world.between(8, 40)
        } else {
            0
        },
    };
    let recorded_at = (at + minutes * 60 + world.between(1, 20) * 60).min(world.until);
    let new = NewContact {
        id: world.id::<domain::id::Contact>(recorded_at.max(at)),
        worker: worker.account,
        program: worker.program,
        place: Place::of(at, minutes, &worker.zone, Some(worker.team)),
        recorded_at: recorded_at.max(at),
        with,
        what,
    };
    (worker.agency, new)
}

fn kind(world: &World) -> Kind {
    let mut left = world
        .chance
        .below(KINDS.iter().map(|(_, often)| often).sum());
    for (kind, often) in KINDS {
        match left.checked_sub(*often) {
            Some(less) => left = less,
            None => return *kind,
        }
    }
    Kind::InPerson
}

fn minutes(world: &World, kind: Kind) -> i64 {
    let Some(usual) = kind.usual_minutes() else {
        return 0;
    };
    let usual = i64::from(usual);
    *world
        .chance
        .pick(&[usual, usual, usual, usual + 15, usual * 2 / 15 * 5 + 5, 10])
}

/// A call in the evening after duty, if that lies before the end and outside the hours.
fn evening(world: &World, worker: &Worker, duty: &Duty, minutes: i64) -> Option<i64> {
    let (_, end) = duty.spans.last()?;
    let at = end + world.between(3, 20) * 600;
    let start = Timestamp::from_second(at).ok()?;
    let outside = worker
        .hours
        .out_of_hours(start, u16::try_from(minutes).ok()?);
    (outside && at + minutes * 60 < world.until).then_some(at)
}

/// Whom it was with: somebody this worker walked with at that moment; several in a group.
fn with(world: &World, walks: &Walks, kind: Kind, at: i64) -> Vec<ParticipantId> {
    if walks.is_empty() || kind == Kind::Outreach {
        return vec![];
    }
    let wanted = if kind == Kind::Group {
        3 + world.chance.below(4)
    } else {
        1
    };
    let first = world.chance.below(walks.len());
    walks
        .iter()
        .cycle()
        .skip(first)
        .take(walks.len())
        .filter(|(_, from, to)| *from <= at && at < *to)
        .take(wanted)
        .map(|(id, ..)| *id)
        .collect()
}

fn setting(world: &World, kind: Kind) -> Option<Setting> {
    let places: &[Setting] = match kind {
        Kind::InPerson => &[
            Setting::RecoveryCenter,
            Setting::Cafe,
            Setting::Library,
            Setting::Street,
        ],
        Kind::Group | Kind::Celebration => &[Setting::RecoveryCenter, Setting::MeetingPlace],
        Kind::Errand => &[Setting::Shop, Setting::PublicOffice],
        Kind::Walk | Kind::Outreach => &[Setting::Street, Setting::Shelter],
        Kind::HomeVisit => &[Setting::Home, Setting::RecoveryHome],
        Kind::Ride => &[Setting::Car],
        Kind::Papers => &[Setting::PublicOffice, Setting::Library],
        Kind::Appointment => &[Setting::Clinic, Setting::Hospital],
        Kind::Court => &[Setting::Court],
        _ => return None,
    };
    world.percent(75).then(|| *world.chance.pick(places))
}

fn outcome(world: &World) -> Outcome {
    if world.percent(40) {
        Outcome::LeftMessage
    } else {
        Outcome::NoAnswer
    }
}

fn support(world: &World, kind: Kind) -> Set<Support> {
    if kind == Kind::Tried || world.percent(20) {
        return Set::NONE;
    }
    let usual = match kind {
        Kind::Errand | Kind::Ride | Kind::Papers => Support::Practical,
        Kind::Group | Kind::Walk | Kind::Celebration => Support::Social,
        Kind::Outreach | Kind::Appointment => Support::Information,
        _ => Support::Emotional,
    };
    let all = [
        Support::Emotional,
        Support::Social,
        Support::Practical,
        Support::Information,
    ];
    Set::of(&[usual, *world.chance.pick(&all)])
}

fn items(world: &World, kind: Kind) -> String {
    if kind == Kind::Tried || !world.percent(18) {
        return String::new();
    }
    let all = [
        Item::OwnStory,
        Item::PhoneNumber,
        Item::ResourceList,
        Item::MeetingList,
        Item::Form,
        Item::BusPass,
        Item::Food,
        Item::HygieneKit,
        Item::Naloxone,
    ];
    let given = Set::of(&[*world.chance.pick(&all)]);
    if world.percent(20) {
        What::stored_items(Set::NONE, given)
    } else {
        What::stored_items(given, Set::NONE)
    }
}

fn miles(world: &World, kind: Kind) -> i64 {
    let drives = matches!(
        kind,
        Kind::Ride | Kind::Errand | Kind::HomeVisit | Kind::Court
    );
    if drives && world.percent(60) {
        world.between(10, 240)
    } else {
        0
    }
}

fn heaviness(world: &World, kind: Kind) -> Option<Heaviness> {
    if kind == Kind::Tried {
        return None;
    }
    match world.chance.below(100) {
        0..25 => None,
        25..60 => Some(Heaviness::Light),
        60..86 => Some(Heaviness::Some),
        86..97 => Some(Heaviness::Heavy),
        _ => Some(Heaviness::Very),
    }
}

fn note(world: &World, kind: Kind) -> String {
    let of = |kind: Kind| NOTES.iter().find(|(slug, _)| *slug == kind.slug());
    let (_, notes) = of(kind)
        .or_else(|| of(Kind::InPerson))
        .copied()
        .unwrap_or_default();
    if notes.is_empty() || !world.percent(70) {
        return String::new();
    }
    (*world.chance.pick(notes)).to_owned()
}

/// Contacts that are written together.
#[derive(Default)]
struct Batch {
    contacts: Vec<(AgencyId, NewContact)>,
    rows: usize,
}

impl Batch {
    fn send(&mut self, filler: &mut Filler, world: &World, trail: bool) -> Result<()> {
        let Self { contacts, .. } = std::mem::take(self);
        let seed = world.chance.next();
        filler.put(move |tx| {
            let chance = Seeded::new(seed);
            for (agency, new) in &contacts {
                contacts::insert_uncounted(tx, *agency, new)?;
                if trail {
                    leaves(tx, *agency, new, &chance)?;
                }
            }
            Ok(())
        })
    }
}

/// What the contacts count for, added up in memory: written once a month instead of with each.
#[derive(Default)]
struct Tallies(BTreeMap<AgencyId, Tally>);

impl Tallies {
    fn add(&mut self, agency: AgencyId, new: &NewContact) {
        let tally = self.0.entry(agency).or_insert_with(|| Tally::new(agency));
        tally.add(&Counted::new(new));
    }

    /// Writes what belongs to the months before the month of this day.
    fn send(&mut self, filler: &mut Filler, day: Date) -> Result<()> {
        for tally in self.0.values_mut() {
            for part in tally.split_before(day, COUNTED) {
                filler.put_alone(move |tx| part.write(tx))?;
            }
        }
        Ok(())
    }
}

/// The entries that logging it would have left.
fn leaves(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    new: &NewContact,
    chance: &Seeded,
) -> Result<(), Error> {
    let mut about: Vec<i64> = new.with.iter().map(|id| id.get()).collect();
    if about.is_empty() {
        about.push(0);
    }
    for participant in about {
        let leaf = Leaf {
            action: "contact.log",
            subject: "contact",
            subject_id: new.id.get(),
            participant,
        };
        audit::record_for(tx, agency, Some(new.worker), &leaf, new.recorded_at, chance)?;
    }
    Ok(())
}

/// Works out when each person was last met, and where they stand in the list by need.
fn settle(filler: &mut Filler, people: &[Supported]) -> Result<()> {
    for batch in people.chunks(SETTLED) {
        let batch: Vec<_> = batch.iter().map(|one| (one.agency, one.id)).collect();
        filler.put_alone(move |tx| {
            batch
                .iter()
                .try_for_each(|(agency, id)| contacts::settle(tx, *agency, *id))
        })?;
    }
    Ok(())
}
