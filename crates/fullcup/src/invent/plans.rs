//! What lies ahead of the invented workers: appointments, people offered to them, half-written contacts.

use alongside::{
    appointments::{self, rules::State},
    contacts::{Draft, keep_draft},
    hand_offs,
};
use anyhow::Result;
use domain::id::{AccountId, AgencyId, ParticipantId};
use jiff::{ToSpan as _, civil::Date};
use web::Fields;

use super::{
    Filler, Size, World,
    filler::ROWS,
    participants::Supported,
    weeks::Worker,
    words::{DRAFTS, GROUPS, HAND_OVER_NOTES, MEETINGS},
};

/// Days after today for which there are appointments, and days before it.
const AHEAD: i32 = 7;
const BEHIND: i32 = 21;
/// One worker of so many has something half written.
const WRITES: usize = 6;
/// One of so many offers somebody to the worker before.
const OFFERS: usize = 9;

type Row<T> = (AgencyId, T);

/// Invents what lies ahead.
pub fn invent(
    filler: &mut Filler,
    world: &World,
    size: &Size,
    workers: &[Worker],
    people: &[Supported],
) -> Result<()> {
    let mut walking: Vec<Vec<ParticipantId>> = workers.iter().map(|_| vec![]).collect();
    for person in people.iter().filter(|person| person.ended_at == 0) {
        if let Some(worker) = person.worker {
            walking[worker].push(person.id);
        }
    }
    let mut planned = vec![];
    for (number, worker) in workers.iter().enumerate() {
        for ahead in 0..=AHEAD {
            let day = size.moment.day.checked_add(ahead.days())?;
            if number == 0 && ahead == 0 {
                first_day(world, size, worker, &walking[0], &mut planned)?;
            } else {
                day_of(
                    world,
                    worker,
                    day,
                    &walking[number],
                    ahead == 0,
                    &mut planned,
                );
            }
        }
    }
    behind(world, size, workers, people, &mut planned)?;
    for batch in planned.chunks(ROWS) {
        let batch = batch.to_vec();
        filler.put(move |tx| {
            batch
                .iter()
                .try_for_each(|(agency, one)| appointments::insert(tx, *agency, one))
        })?;
    }
    offers(filler, world, workers, people, &walking)?;
    drafts(filler, world, workers, &walking)
}

/// The appointments of the last weeks, each with what became of it: most took place.
fn behind(
    world: &World,
    size: &Size,
    workers: &[Worker],
    people: &[Supported],
    planned: &mut Vec<Row<appointments::Stored>>,
) -> Result<()> {
    for (number, worker) in workers.iter().enumerate() {
        for back in 1..=BEHIND {
            let day = size.moment.day.checked_sub(back.days())?;
            let noon = worker.at(day, 12 * 60)?;
            let with = |person: &&Supported| {
                let mut walks = person.walks.iter();
                walks.any(|(own, from, to)| *own == number && *from < noon && noon < *to)
            };
            let with: Vec<ParticipantId> =
                people.iter().filter(with).map(|person| person.id).collect();
            let before = planned.len();
            day_of(world, worker, day, &with, false, planned);
            for (_, one) in &mut planned[before..] {
                one.id = world.id(one.starts_at - 3 * 86_400);
                let became = if world.percent(85) {
                    State::Done
                } else {
                    State::CalledOff
                };
                one.state = became.code();
                one.version = 2;
            }
        }
    }
    Ok(())
}

fn appointment(
    world: &World,
    worker: &Worker,
    with: Option<ParticipantId>,
    (starts_at, minutes): (i64, i64),
    (title, place, note): (&str, &str, &str),
) -> Row<appointments::Stored> {
    let stored = appointments::Stored {
        id: world.id(world.until - 86_400),
        worker: worker.account,
        participant: with.unwrap_or(ParticipantId::from_i64(0)),
        state: 0,
        starts_at,
        minutes,
        title: title.to_owned(),
        place: place.to_owned(),
        note: note.to_owned(),
        version: 1,
    };
    (worker.agency, stored)
}

/// A few appointments between the hours of a day, most of them with one person.
fn day_of(
    world: &World,
    worker: &Worker,
    day: Date,
    people: &[ParticipantId],
    today: bool,
    planned: &mut Vec<Row<appointments::Stored>>,
) {
    let spans = worker.spans(day);
    let wanted = if today {
        2 + world.chance.below(2)
    } else {
        world.chance.below(3)
    };
    if spans.is_empty() || people.is_empty() {
        return;
    }
    for place in 0..wanted {
        let (from, to) = spans[place * spans.len() / wanted];
        let part = (to - from) / i64::try_from(wanted).unwrap_or(1);
        let begin = from + part * i64::try_from(place).unwrap_or(0);
        let quarters = (part / 900 - 3).max(1);
        let at = begin + world.between(0, quarters) * 900;
        let with = *world.chance.pick(people);
        planned.push(if world.percent(15) {
            let group = *world.chance.pick(GROUPS);
            appointment(world, worker, None, (at, 60), group)
        } else {
            let (place, note) = *world.chance.pick(MEETINGS);
            appointment(world, worker, Some(with), (at, 45), ("", place, note))
        });
    }
}

/// The day of the first worker, as the pictures of the design tell it.
fn first_day(
    world: &World,
    size: &Size,
    worker: &Worker,
    people: &[ParticipantId],
    planned: &mut Vec<Row<appointments::Stored>>,
) -> Result<()> {
    let next = size.moment.next_quarter()?;
    let group = format!("{:?} group", size.moment.day.weekday());
    let with = |number: usize| people.get(number).copied();
    let mut plan = vec![(
        next,
        45,
        with(0),
        ("", "Elm Street Library", "Coffee, then the bus pass form."),
    )];
    for later in [
        (12 * 60, 30, None, ("Lunch, phone off", "", "")),
        (
            13 * 60,
            60,
            None,
            (group.as_str(), "Room 2", "With Jo. 8 people so far."),
        ),
        (
            15 * 60 + 15,
            60,
            with(1),
            ("", "DMV", "Bring the proof of address."),
        ),
        (
            16 * 60 + 30,
            30,
            None,
            ("Write up the day, then stop", "", ""),
        ),
    ] {
        // Nothing at the same time as what is next.
        if later.0 >= next + 60 || later.0 + later.1 <= next {
            plan.push(later);
        }
    }
    for (minute, minutes, with, words) in plan {
        let at = worker.at(size.moment.day, minute)?;
        planned.push(appointment(
            world,
            worker,
            with,
            (at, i64::from(minutes)),
            words,
        ));
    }
    Ok(())
}

/// People who are offered to a colleague, and one of each program who waits and is offered.
fn offers(
    filler: &mut Filler,
    world: &World,
    workers: &[Worker],
    people: &[Supported],
    walking: &[Vec<ParticipantId>],
) -> Result<()> {
    let offer = |participant, from: AccountId, to: AccountId, by: AccountId| {
        let offered_at = world.until - world.between(1, 40) * 3_600;
        hand_offs::Stored {
            id: world.id(offered_at),
            participant,
            from,
            to,
            by,
            note: (*world.chance.pick(HAND_OVER_NOTES)).to_owned(),
            offered_at,
            answered_at: 0,
            answer: 0,
        }
    };
    let mut rows: Vec<Row<hand_offs::Stored>> = vec![];
    for (number, worker) in workers.iter().enumerate().skip(1).step_by(OFFERS) {
        let to = &workers[number - 1];
        if let Some(person) = walking[number]
            .last()
            .filter(|_| to.program == worker.program)
        {
            let row = offer(*person, worker.account, to.account, worker.account);
            rows.push((worker.agency, row));
        }
    }
    if let Some(person) = people.iter().find(|person| person.worker.is_none())
        && let [to, by, ..] = workers
            .iter()
            .filter(|worker| worker.program == person.program)
            .collect::<Vec<_>>()[..]
    {
        let row = offer(person.id, AccountId::from_i64(0), to.account, by.account);
        rows.push((person.agency, row));
    }
    filler.put(move |tx| {
        rows.iter()
            .try_for_each(|(agency, row)| hand_offs::insert(tx, *agency, row))
    })
}

/// Contacts that somebody began to write down.
fn drafts(
    filler: &mut Filler,
    world: &World,
    workers: &[Worker],
    walking: &[Vec<ParticipantId>],
) -> Result<()> {
    let mut rows: Vec<(AgencyId, AccountId, Draft)> = vec![];
    for (number, worker) in workers.iter().enumerate().step_by(WRITES) {
        let Some(person) = walking[number].get(1) else {
            continue;
        };
        let changed_at = world.until - world.between(10, 90) * 60;
        let fields = [
            ("with", person.to_string()),
            ("kind", "in-person".to_owned()),
            ("minutes", "30".to_owned()),
            ("note", (*world.chance.pick(DRAFTS)).to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let draft = Draft {
            id: world.id(changed_at),
            body: Fields(fields.to_vec()).encode(),
            changed_at,
        };
        rows.push((worker.agency, worker.account, draft));
    }
    filler.put_alone(move |tx| {
        rows.iter()
            .try_for_each(|(agency, account, draft)| keep_draft(tx, *agency, *account, draft))
    })
}
