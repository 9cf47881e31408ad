//! Who has room for a visit.

use alongside::window::{Planned, team};
use domain::{
    id::{AccountId, AppointmentId},
    room,
    usual::monday_of,
};
use jiff::{ToSpan as _, Zoned, civil::Date};
use people::{Audience, Reach, Who, account, audit::Leaf};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{days, starts, together, workers};
use crate::team::{
    pages::{
        moment,
        room::{self as page, Could, View, Word},
    },
    rules::{Figure, Load, Weeks, in_visits, minutes_from},
};

/// `GET /team/room?visit=`: where a visit could move.
pub async fn who_has_room(ask: Ask) -> Result<Answer, Refusal> {
    let id: AppointmentId = ask
        .query
        .get("visit")
        .parse()
        .map_err(|_| Refusal::NotHere)?;
    let (who, here) = (ask.who()?.clone(), ask.here());
    let (mut view, audience) = ask.read(move |tx, _| view(tx, &who, &here, id)).await?;
    ask.look(Leaf {
        action: "appointment.open",
        subject: "appointment",
        subject_id: id.get(),
        participant: view.with.get(),
    })
    .await?;
    view.word = ["moved", "back", "late"]
        .into_iter()
        .find(|word| ask.query.get(word) == "1")
        .map_or(Word::Nothing, Word::of);
    let keys: Vec<String> = (0..=view.team.len()).map(|_| ask.new_key()).collect();
    let (w, line) = (ask.words(), ask.who_line(&audience));
    ask.page(page::who_has_room(w, &ask.here(), line, &view, &keys))
}

fn view(
    tx: &mut Tx<'_>,
    who: &Who,
    here: &Zoned,
    id: AppointmentId,
) -> Result<(View, Audience), Refusal> {
    let reach = Reach::of(who);
    let (visit, cover) = team::visit(tx, reach, id)?.ok_or(Refusal::NotHere)?;
    let person = visit.with.clone().ok_or(Refusal::NotHere)?;
    let (active, _) = workers(tx, who)?;
    let now = here.timestamp().as_second();
    let day = moment(here, visit.starts_at).date();
    let mut team = vec![];
    let mut could = vec![];
    for (worker, name) in &active {
        let peer = account::find(tx, who.agency, *worker)?
            .is_some_and(|account| account.roles.has(domain::role::Role::PeerWorker));
        if *worker == visit.worker || !peer {
            continue;
        }
        let (load, clash) = load(tx, reach, here, *worker, &visit, day)?;
        let mate = in_visits(*worker, name.clone(), load.as_load(), visit.minutes);
        could.push((*worker, clash, load.set));
        team.push(mate);
    }
    let minutes = u32::try_from(visit.minutes).unwrap_or(room::A_VISIT);
    let team = room::who_has_room(team, minutes)
        .into_iter()
        .map(|room| {
            let known = could.iter().find(|(worker, ..)| *worker == room.who);
            Could {
                worker: room.who,
                name: room.name,
                answer: room.answer,
                clash: known.is_some_and(|(_, clash, _)| *clash),
                hours_set: known.is_some_and(|(.., set)| *set),
            }
        })
        .collect();
    let mut ids = vec![visit.worker];
    ids.extend(cover.map(|cover| cover.from));
    let mut names = people::names(tx, who.agency, &ids)?;
    let audience = together(tx, reach, &active)?;
    let from = cover.and_then(|cover| names.get(&cover.from).cloned());
    let view = View {
        with: person.id,
        person: person.name,
        worker_name: names.remove(&visit.worker).unwrap_or_default(),
        from,
        open: visit.state == 0 && visit.starts_at > now,
        visit,
        team,
        word: Word::Nothing,
    };
    Ok((view, audience))
}

/// What a colleague has in the week of the visit.
struct Known {
    weeks: Vec<Option<i64>>,
    this_week: i64,
    left: i64,
    set: bool,
}

impl Known {
    fn as_load(&self) -> Load<'_> {
        Load {
            weeks: &self.weeks,
            this_week: self.this_week,
            left: self.left,
        }
    }
}

/// How a colleague's week looks, and whether they have something else at the time of the visit.
fn load(
    tx: &mut Tx<'_>,
    reach: Reach,
    here: &Zoned,
    worker: AccountId,
    visit: &Planned,
    day: Date,
) -> Result<(Known, bool), Refusal> {
    let now = here.timestamp().as_second();
    let weeks = Weeks::of(&days(tx, reach, worker, here.date())?, here.date());
    let monday = monday_of(day);
    let (from, to) = (
        starts(here, monday),
        starts(here, monday.saturating_add(7.days())),
    );
    let planned: Vec<Planned> = team::visits(tx, reach, worker, from.max(now), to)?
        .into_iter()
        .filter(|one| one.state == 0)
        .collect();
    let ahead: i64 = planned.iter().map(|one| one.minutes).sum();
    let had = if monday == monday_of(here.date()) {
        weeks.so_far(Figure::Minutes)
    } else {
        0
    };
    let hours = boundaries::window::pattern_of(tx, reach, worker, here)?;
    let set = hours.are_set();
    let spans: Vec<(i64, i64)> = hours
        .spans_on(day)
        .into_iter()
        .map(|(from, to)| (from.timestamp().as_second(), to.timestamp().as_second()))
        .collect();
    let on_day = |one: &&Planned| moment(here, one.starts_at).date() == day;
    let booked: i64 = planned.iter().filter(on_day).map(|one| one.minutes).sum();
    let left = if set {
        minutes_from(&spans, now) - booked
    } else {
        i64::from(u32::MAX)
    };
    let ends = visit.starts_at + visit.minutes * 60;
    let clash = planned
        .iter()
        .any(|one| one.starts_at < ends && visit.starts_at < one.starts_at + one.minutes * 60);
    let known = Known {
        weeks: weeks.totals(Figure::Minutes),
        this_week: had + ahead,
        left: left.max(0),
        set,
    };
    Ok((known, clash))
}
