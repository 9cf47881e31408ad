//! The invented people whom the programs support.

use alongside::{
    hand_offs,
    participants::{self, Details, NewPerson},
};
use anyhow::Result;
use domain::id::{AccountId, AgencyId, ParticipantId, ProgramId};
use jiff::ToSpan as _;
use storage::{Error, Tx};

use super::{
    Filler, Size, World,
    filler::ROWS,
    moment::HALF_A_YEAR,
    weeks::Worker,
    words::{ENDINGS, FIRST, HAND_OVER_NOTES, LAST, PRONOUNS, REACH_BY, STEPS},
};

const DAY: i64 = 86_400;
/// The first ones walk with the first worker: whoever signs in as that worker meets them.
const WITH_THE_FIRST: usize = 4;
/// One of so many has another worker than at first.
const HANDED_OVER: usize = 13;
/// One of so many has ended support.
const ENDED: usize = 9;
/// One of so many has come in the last days, and nobody has met them.
const NEW: usize = 47;
const RHYTHMS: &[i64] = &[7, 14, 14, 14, 30, 2, 90];

/// Somebody who is or was supported.
pub struct Supported {
    /// Their id.
    pub id: ParticipantId,
    /// Their agency.
    pub agency: AgencyId,
    /// Their program.
    pub program: ProgramId,
    /// Who walks with them, as a place in the list of workers; `None` while they wait.
    pub worker: Option<usize>,
    /// With whom they walked from when to when, in seconds since 1970.
    pub walks: Vec<(usize, i64, i64)>,
    /// When support ended; 0 while it goes on.
    pub ended_at: i64,
}

/// What is written about one of them.
#[derive(Clone)]
struct Written {
    agency: AgencyId,
    new: NewPerson,
    ended: Option<(i64, &'static str, &'static str)>,
    handed_over: Option<HandedOver>,
}

/// A hand-over that was taken up.
#[derive(Clone)]
struct HandedOver {
    offer: hand_offs::Stored,
    taken_up_at: i64,
}

/// Invents them, spread evenly over the workers. Those who wait come last. Where each stands in the list
/// by need is worked out after the contacts.
pub fn invent(
    filler: &mut Filler,
    world: &World,
    size: &Size,
    workers: &[Worker],
) -> Result<Vec<Supported>> {
    let walking = size.participants - size.waiting;
    let mut people = Vec::with_capacity(size.participants);
    let mut batch = vec![];
    for number in 0..size.participants {
        let worker = (number < walking).then(|| whose(number, workers.len()));
        let (one, written) = plan(world, size, workers, number, worker)?;
        people.push(one);
        batch.push(written);
        if batch.len() * 2 >= ROWS || number + 1 == size.participants {
            let batch = std::mem::take(&mut batch);
            filler.put_alone(move |tx| batch.iter().try_for_each(|one| write(tx, one)))?;
        }
    }
    Ok(people)
}

/// Whose person this is. The first worker has the first ones; the others catch up, then all in turn.
fn whose(number: usize, workers: usize) -> usize {
    let others = workers - 1;
    match number.checked_sub(WITH_THE_FIRST) {
        None => 0,
        Some(number) if number < WITH_THE_FIRST * others => 1 + number % others,
        Some(number) => (number - WITH_THE_FIRST * others) % workers,
    }
}

fn plan(
    world: &World,
    size: &Size,
    workers: &[Worker],
    number: usize,
    worker: Option<usize>,
) -> Result<(Supported, Written)> {
    let (start, until) = (world.start, world.until);
    // Those who wait come to every program in turn.
    let home = &workers[worker.unwrap_or(number % workers.len())];
    let known = number < WITH_THE_FIRST;
    let new = !known && number % NEW == 5;
    let added_at = if worker.is_none() || new {
        until - world.between(DAY / 8, 4 * DAY)
    } else if number.is_multiple_of(3) && !known {
        start + world.between(0, HALF_A_YEAR - 20 * DAY)
    } else {
        start + world.between(0, 10 * DAY)
    };
    let old = added_at < until - 60 * DAY && worker.is_some() && !known;
    let ended_at = if old && number % ENDED == 8 {
        world.between(added_at + 40 * DAY, until - 2 * DAY)
    } else {
        0
    };
    let before = worker.filter(|_| old && ended_at == 0 && number % HANDED_OVER == 7);
    let before = before.and_then(|now| colleague(workers, now));
    let since = if before.is_some() {
        until - world.between(DAY, 40 * DAY)
    } else {
        added_at
    };
    let id: ParticipantId = world.id(added_at);
    let end = if ended_at == 0 { until } else { ended_at };
    let walks = match (worker, before) {
        // Nobody has met a new person yet.
        (None, _) => vec![],
        (Some(_), _) if new => vec![],
        (Some(now), Some(before)) => vec![(before, added_at, since), (now, since, end)],
        (Some(now), None) => vec![(now, added_at, end)],
    };
    let first = before
        .or(worker)
        .map_or(AccountId::from_i64(0), |one| workers[one].account);
    let (next_step, next_step_on) = step(world, size, number)?;
    let written = Written {
        agency: home.agency,
        new: NewPerson {
            id,
            program: home.program,
            worker: first,
            need_at: added_at,
            details: details(world, number),
            next_step,
            next_step_on,
            since: added_at,
        },
        ended: (ended_at != 0).then(|| {
            let (how, words) = *world.chance.pick(ENDINGS);
            (ended_at, how, words)
        }),
        handed_over: before.zip(worker).map(|(before, now)| HandedOver {
            offer: hand_offs::Stored {
                id: world.id(since - DAY / 2),
                participant: id,
                from: workers[before].account,
                to: workers[now].account,
                by: workers[before].account,
                note: (*world.chance.pick(HAND_OVER_NOTES)).to_owned(),
                offered_at: since - DAY / 2,
                answered_at: 0,
                answer: 0,
            },
            taken_up_at: since,
        }),
    };
    let one = Supported {
        id,
        agency: home.agency,
        program: home.program,
        worker,
        walks,
        ended_at,
    };
    Ok((one, written))
}

/// Another worker of the same program.
fn colleague(workers: &[Worker], of: usize) -> Option<usize> {
    let here = |one: &usize| workers[*one].program == workers[of].program;
    (0..workers.len())
        .map(|step| (of + 1 + step) % workers.len())
        .find(|one| here(one) && *one != of)
}

fn details(world: &World, number: usize) -> Details {
    // Every pair of names comes once before the first comes again.
    let first = FIRST[number % FIRST.len()];
    let last = LAST[(number % FIRST.len() + number / FIRST.len()) % LAST.len()];
    let phone = format!("(555) 555-{:04}", 100 + number % 100);
    Details {
        name: format!("{first} {last}"),
        pronouns: (*world.chance.pick(PRONOUNS)).to_owned(),
        phone: if world.percent(80) {
            phone
        } else {
            String::new()
        },
        reach_by: (*world.chance.pick(REACH_BY)).to_owned(),
        birth_year: if world.percent(70) {
            world.between(1950, 2006)
        } else {
            0
        },
        rhythm_days: *world.chance.pick(RHYTHMS),
    }
}

/// What comes next: with a day, without one, or nothing agreed.
fn step(world: &World, size: &Size, number: usize) -> Result<(String, String)> {
    if number >= WITH_THE_FIRST && !world.percent(70) {
        return Ok((String::new(), String::new()));
    }
    let step = STEPS[if number < WITH_THE_FIRST {
        number
    } else {
        world.chance.below(STEPS.len())
    }];
    let day = size.moment.day.checked_add(world.between(-3, 15).days())?;
    let day = if world.percent(65) {
        day.to_string()
    } else {
        String::new()
    };
    Ok((step.to_owned(), day))
}

fn write(tx: &mut Tx<'_>, one: &Written) -> Result<(), Error> {
    let Written {
        agency,
        new,
        ended,
        handed_over,
    } = one;
    participants::insert(tx, *agency, new)?;
    if let Some((at, how, words)) = ended {
        participants::end(tx, *agency, new.id, *at, how, words)?;
    }
    if let Some(HandedOver { offer, taken_up_at }) = handed_over {
        let taken_up = hand_offs::rules::Answered::TakenUp.code();
        hand_offs::insert(tx, *agency, offer)?;
        hand_offs::answer(tx, *agency, offer.id, taken_up, *taken_up_at)?;
        participants::place(tx, *agency, new.id, offer.to, offer.from, *taken_up_at)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::world::Seeded;

    #[test]
    fn participants_are_spread_evenly_over_the_workers() {
        let mut count = [0; 36];
        for number in 0..388 {
            count[whose(number, 36)] += 1;
        }
        let (least, most) = (count.iter().min(), count.iter().max());
        assert!(
            most.zip(least)
                .is_some_and(|(most, least)| most - least <= 1),
            "{count:?}"
        );
        assert!((0..100).all(|number| whose(number, 1) == 0));
    }

    #[test]
    fn no_two_people_of_the_demo_share_a_name() {
        let world = World {
            chance: Seeded::new(1),
            until: 1_772_460_000,
            start: 0,
        };
        let names: BTreeSet<String> = (0..400)
            .map(|number| details(&world, number).name)
            .collect();
        assert_eq!(names.len(), 400);
        for (number, name) in ["Andre M.", "Kayla T.", "Luis O.", "Brianna S."]
            .iter()
            .enumerate()
        {
            assert_eq!(details(&world, number).name, **name);
        }
    }
}
