//! The doors of the team: the board. A worker's page, the weights, who has room and the deputy have
//! files of their own.

use std::collections::BTreeMap;

use alongside::window::{Scope, team};
use domain::id::AccountId;
use jiff::{ToSpan as _, Zoned, civil::Date};
use people::{
    Audience, Reach, Who,
    account::{self, Standing},
    audit::Leaf,
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    pages::{self, Board, Mate, Need},
    queries::{self, Setting},
    rules::{self, Figure, Supervision, Weeks, Worked},
};

pub mod deputy;
pub mod room;
pub mod weights;
pub mod worker;

/// How far ahead visits are looked at, in days.
const AHEAD: i64 = 7;
/// How many people who wait, and hand-overs, have a line of their own.
const FEW: usize = 5;

/// The leaf of a page that lists names.
pub(super) fn names() -> Leaf {
    Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    }
}

/// Workers with the names they use.
type Named = Vec<(AccountId, String)>;

/// The active workers whom the viewer supervises, by name, and those who are gone.
pub(super) fn workers(tx: &mut Tx<'_>, who: &Who) -> Result<(Named, Named), Refusal> {
    let (mut here, mut gone) = (vec![], vec![]);
    let mut all = Reach::of(who).workers(tx)?;
    // A deputy's workers come after one's own in the lookup; a team is one list by name.
    all.sort_by_key(|(worker, name)| (domain::text::fold(name), *worker));
    all.dedup();
    for (worker, name) in all {
        if worker == who.account {
            continue;
        }
        let active = account::find(tx, who.agency, worker)?
            .is_some_and(|account| account.standing == Standing::Active);
        if active { &mut here } else { &mut gone }.push((worker, name));
    }
    Ok((here, gone))
}

/// Everyone who can see the work of at least one of these workers.
pub(super) fn together(
    tx: &mut Tx<'_>,
    reach: Reach,
    workers: &[(AccountId, String)],
) -> Result<Audience, Refusal> {
    let mut all = Audience {
        others: vec![],
        you: true,
    };
    for (worker, _) in workers {
        for name in reach.audience(tx, *worker)?.others {
            if !all.others.contains(&name) {
                all.others.push(name);
            }
        }
    }
    Ok(all)
}

/// The first moment of a day, in seconds since 1970.
pub(super) fn starts(here: &Zoned, day: Date) -> i64 {
    day.to_zoned(here.time_zone().clone())
        .map_or_else(|_| here.timestamp(), |start| start.timestamp())
        .as_second()
}

/// A worker's days as the rules read them.
pub(super) fn days(
    tx: &mut Tx<'_>,
    reach: Reach,
    worker: AccountId,
    today: Date,
) -> Result<Vec<Worked>, Refusal> {
    let from = domain::usual::monday_of(today).saturating_sub((rules::BACK * 7).days());
    let days = team::days(tx, reach, &[worker], from, today)?;
    let worked = days.into_iter().map(|day| Worked {
        day: day.day,
        amounts: [day.minutes, day.contacts, day.out_of_hours, day.heavy],
        over_midnight: day.over_midnight > 0,
    });
    Ok(worked.collect())
}

/// Everything that the board says of one worker.
pub(super) fn mate(
    tx: &mut Tx<'_>,
    reach: Reach,
    here: &Zoned,
    (worker, name): (AccountId, String),
    setting: &Setting,
) -> Result<Mate, Refusal> {
    let today = here.date();
    let days = days(tx, reach, worker, today)?;
    let supported = team::supported(tx, reach, worker, here)?;
    let dates = queries::dates(tx, reach, worker)?;
    let late = rules::supervision(dates.held.first().copied(), setting.interval, today);
    Ok(Mate {
        worker,
        name,
        weeks: Weeks::of(&days, today),
        rest: rules::rest(&days, today),
        people: supported.len(),
        load: setting
            .weights
            .load(supported.iter().map(|person| person.facts)),
        dates,
        late,
    })
}

/// `GET /team`.
pub async fn board(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here) = (ask.who()?.clone(), ask.here());
    let (board, audience) = ask
        .read(move |tx, reach| {
            let setting = queries::setting(tx, who.agency, who.program)?;
            let (active, gone) = workers(tx, &who)?;
            let all: Vec<_> = active.iter().chain(&gone).cloned().collect();
            let audience = together(tx, reach, &all)?;
            let mut mates = vec![];
            for one in active {
                mates.push(mate(tx, reach, &here, one, &setting)?);
            }
            let needs = needs(tx, &who, &here, &mates, gone)?;
            let whole = team::is_whole(tx, reach)?;
            let stands_in = deputy::told(tx, &who)?;
            Ok((
                Board {
                    mates,
                    needs,
                    stands_in,
                    whole,
                },
                audience,
            ))
        })
        .await?;
    ask.look(names()).await?;
    let line = ask.who_line(&audience);
    ask.page(pages::board(ask.words(), &ask.here(), line, &board))
}

/// What needs the supervisor, most pressing kind first; inside a kind by time or by name.
fn needs(
    tx: &mut Tx<'_>,
    who: &Who,
    here: &Zoned,
    mates: &[Mate],
    gone: Vec<(AccountId, String)>,
) -> Result<Vec<Need>, Refusal> {
    let (reach, scope) = (Reach::of(who), Scope::of(who));
    let mut needs = vec![];
    let mut movable: BTreeMap<AccountId, usize> = BTreeMap::new();
    let until = starts(here, here.date().saturating_add((AHEAD + 1).days()));
    let now = here.timestamp().as_second();
    for mate in mates {
        let visits = team::visits(tx, reach, mate.worker, now, until)?;
        let hours = boundaries::window::pattern_of(tx, reach, mate.worker, here)?;
        for visit in visits.into_iter().filter(|visit| visit.state == 0) {
            let Some(person) = visit.with else { continue };
            *movable.entry(mate.worker).or_default() += 1;
            let at = pages::moment(here, visit.starts_at);
            let is_off = hours.off.iter().any(|off| off.holds(at.date()));
            if is_off && hours.spans_on(at.date()).is_empty() {
                needs.push(Need::NoCover {
                    visit: visit.id,
                    person: person.name,
                    worker: mate.name.clone(),
                    at: visit.starts_at,
                });
            }
        }
    }
    for (worker, name) in gone {
        let people = team::supported(tx, reach, worker, here)?.len();
        if people > 0 {
            needs.push(Need::Left {
                worker,
                name,
                people,
            });
        }
    }
    for mate in mates {
        let standing = mate.weeks.standing(Figure::Minutes);
        if let rules::Standing::Above(weeks) = standing
            && standing.is_long()
        {
            needs.push(Need::Above {
                worker: mate.worker,
                name: mate.name.clone(),
                weeks,
                movable: movable.get(&mate.worker).copied().unwrap_or(0),
            });
        }
    }
    let waiting = team::waiting(tx, scope)?;
    let more = waiting.len().saturating_sub(FEW);
    for person in waiting.into_iter().take(FEW) {
        needs.push(Need::Waiting {
            id: person.id,
            name: person.name,
            since: person.facts.since,
        });
    }
    if more > 0 {
        needs.push(Need::MoreWaiting(more));
    }
    let offers = team::offers_not_taken(tx, scope)?;
    let asked: Vec<AccountId> = offers.iter().map(|offer| offer.to).collect();
    let asked = people::names(tx, reach.agency, &asked)?;
    for offer in offers.into_iter().take(FEW) {
        needs.push(Need::NotTaken {
            id: offer.participant,
            name: offer.name,
            to: asked.get(&offer.to).cloned().unwrap_or_default(),
            at: offer.offered_at,
        });
    }
    for mate in mates {
        if let Supervision::Late(days) = mate.late {
            needs.push(Need::Supervision {
                worker: mate.worker,
                name: mate.name.clone(),
                days,
                next: mate.dates.next.filter(|next| *next >= here.date()),
            });
        }
    }
    let never = mates
        .iter()
        .filter(|mate| mate.late == Supervision::Never && mate.dates.next.is_none());
    let never: Vec<_> = never.map(|mate| (mate.worker, mate.name.clone())).collect();
    if !never.is_empty() {
        needs.push(Need::Never(never));
    }
    Ok(needs)
}
