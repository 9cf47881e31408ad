//! The doors of the people I walk alongside.

pub mod adding;
pub mod changing;
pub mod facts;

use domain::{
    id::{AccountId, Participant, ParticipantId},
    role::Role,
    text::{clean_line, fold},
};
use kit::WhoLine;
use people::{Audience, Who, audit, audit::Leaf};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    pages::{
        self, Group, Shown,
        person::{Looked, View},
    },
    queries::{self, PAGE, Person, Scope},
    rules,
};
use crate::{appointments, arrivals, contacts, hand_offs};

/// How many people of each worker a team's list begins with.
const FEW: usize = 5;
/// How many entries of "who looked" the page shows.
const LOOKS: i64 = 12;

/// A leaf about one participant's record.
fn about(action: &'static str, id: ParticipantId) -> Leaf {
    Leaf {
        action,
        subject: "participant",
        subject_id: id.get(),
        participant: id.get(),
    }
}

/// The leaf of a page that lists names.
fn names() -> Leaf {
    Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    }
}

/// Writes the leaf of a change, in its transaction.
fn record(tx: &mut Tx<'_>, ask: &Ask, who: &Who, leaf: &Leaf) -> Result<(), Refusal> {
    Ok(audit::record(
        tx,
        who,
        leaf,
        ask.now_s(),
        &*ask.house.chance,
    )?)
}

/// `GET /people`: by need, by worker, or what a search finds.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let typed = clean_line(ask.query.get("find"));
    let worker: Option<AccountId> = match ask.query.get("worker") {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::NotHere)?),
    };
    let ended = ask.query.get("ended") == "1";
    let after = rules::parse_after(ask.query.get("after"));
    let supervises = who.is(Role::PeerSupervisor);
    let (shown, audience, offers) = ask
        .read(move |tx, reach| {
            let scope = Scope::of(&who);
            let workers = reach.workers(tx)?;
            if !fold(&typed).is_empty() {
                let shown = found(tx, scope, &typed, workers.clone())?;
                return Ok((shown, together(tx, scope, &workers)?, vec![]));
            }
            let alone = who.is(Role::PeerWorker) && !who.is(Role::PeerSupervisor);
            let worker = worker.or(alone.then_some(who.account));
            let Some(worker) = worker else {
                let shown = team(tx, &who, scope, &workers)?;
                let offers = hand_offs::waiting(tx, reach)?;
                return Ok((shown, together(tx, scope, &workers)?, offers));
            };
            let name = workers
                .into_iter()
                .find(|(id, _)| *id == worker)
                .map(|(_, name)| name)
                .ok_or(Refusal::NotHere)?;
            let group = group(tx, &who, (worker, name), ended, after, PAGE)?;
            let first = after.is_none();
            let offers = if first && group.own && !ended {
                hand_offs::waiting(tx, reach)?
            } else {
                vec![]
            };
            let shown = Shown::One {
                group,
                ended,
                first,
            };
            Ok((shown, queries::audience(tx, scope, worker)?, offers))
        })
        .await?;
    ask.look(names()).await?;
    let keys: Vec<String> = offers.iter().map(|_| ask.new_key()).collect();
    let offers = hand_offs::offers(ask.words(), &ask.here(), &offers, &keys);
    // Whoever supervises says whether people who came in are here already.
    let pairs = if supervises {
        let who = ask.who()?.clone();
        ask.read(move |tx, _| Ok(arrivals::pairs(tx, Scope::of(&who))?.len()))
            .await?
    } else {
        0
    };
    let offers = maud::html! { (arrivals::pages::alike(ask.words(), pairs)) (offers) };
    ask.page(pages::list(
        ask.words(),
        &ask.here(),
        ask.who_line(&audience),
        &shown,
        &offers,
    ))
}

/// Everyone who can see people of at least one of these workers, and those who see who waits.
fn together(
    tx: &mut Tx<'_>,
    scope: Scope,
    workers: &[(AccountId, String)],
) -> Result<Audience, Refusal> {
    let mut all = Audience {
        others: vec![],
        you: true,
    };
    let nobody = scope.places().then_some(AccountId::from_i64(0));
    for worker in workers.iter().map(|(id, _)| *id).chain(nobody) {
        for name in queries::audience(tx, scope, worker)?.others {
            if !all.others.contains(&name) {
                all.others.push(name);
            }
        }
    }
    Ok(all)
}

fn found(
    tx: &mut Tx<'_>,
    scope: Scope,
    typed: &str,
    workers: Vec<(AccountId, String)>,
) -> Result<Shown, Refusal> {
    let mut people = queries::search(tx, scope, &fold(typed))?;
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    Ok(Shown::Found {
        typed: typed.to_owned(),
        people,
        more,
        workers,
    })
}

fn team(
    tx: &mut Tx<'_>,
    who: &Who,
    scope: Scope,
    workers: &[(AccountId, String)],
) -> Result<Shown, Refusal> {
    let mut groups = vec![];
    for worker in workers {
        groups.push(group(tx, who, worker.clone(), false, None, FEW)?);
    }
    Ok(Shown::Team {
        groups,
        waiting: queries::waiting(tx, scope)?,
    })
}

fn group(
    tx: &mut Tx<'_>,
    who: &Who,
    (worker, name): (AccountId, String),
    ended: bool,
    after: Option<(i64, i64)>,
    most: usize,
) -> Result<Group, Refusal> {
    let state = if ended { 2 } else { 1 };
    let limit = i64::try_from(most).unwrap_or(i64::MAX - 1) + 1;
    let reach = people::Reach::of(who);
    let mut people = queries::by_need(tx, reach, worker, state, after, limit)?;
    let more = people.len() > most;
    people.truncate(most);
    Ok(Group {
        worker,
        name,
        own: worker == who.account,
        people,
        more,
    })
}

/// Finds the person of the path within reach, with who can see them.
fn find(tx: &mut Tx<'_>, who: &Who, id: ParticipantId) -> Result<(Person, Audience), Refusal> {
    let scope = Scope::of(who);
    let person = queries::find(tx, scope, id)?.ok_or(Refusal::NotHere)?;
    let audience = queries::audience(tx, scope, person.worker)?;
    Ok((person, audience))
}

/// Opens somebody's record for a form: within reach, and with one leaf.
async fn for_form(ask: &Ask) -> Result<(Person, WhoLine), Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<Participant>("id")?);
    let (person, audience) = ask.read(move |tx, _| find(tx, &who, id)).await?;
    ask.look(about("participant.open", id)).await?;
    Ok((person, ask.who_line(&audience)))
}

/// `GET /people/{id}`.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<Participant>("id")?);
    let before = rules::parse_after(ask.query.get("before"));
    let now = ask.now_s();
    let seen = ask
        .read(move |tx, reach| {
            let (person, audience) = find(tx, &who, id)?;
            let mut history = contacts::history(tx, reach, id, before)?;
            let more = history.len() > contacts::HISTORY;
            history.truncate(contacts::HISTORY);
            let planned = appointments::with(tx, reach, id, now)?;
            let hand_overs = hand_offs::of(tx, who.agency, id)?;
            let looked = audit::looks(tx, who.agency, id.get(), LOOKS)?;
            let worker = people::names(tx, who.agency, &[person.worker])?.remove(&person.worker);
            let holding = queries::holding(tx, who.agency, id)?;
            Ok((
                (person, holding, arrivals::kept(tx, reach, id)?),
                audience,
                (history, more),
                planned,
                hand_overs,
                looked,
                worker,
            ))
        })
        .await?;
    let ((person, holding, kept), audience, (history, more), planned, hand_overs, looked, worker) =
        seen;
    ask.look(about("participant.open", id)).await?;
    let (w, here, key) = (ask.words(), ask.here(), ask.new_key());
    let looked: Vec<Looked> = looked
        .into_iter()
        .map(|look| Looked {
            at: look.at,
            name: look.name,
            action: look.action,
        })
        .collect();
    let own = person.worker == ask.who()?.account;
    let older = history.last().filter(|_| more).map(|last| {
        let (at, contact) = last.key();
        format!("/people/{id}?before={}", rules::after(at, contact))
    });
    let walking = person.facts.state == 1;
    let view = View {
        person: &person,
        worker: worker.as_deref(),
        own,
        others: &audience.others,
        looked: &looked,
        history: (!history.is_empty()).then(|| contacts::history_rows(w, &history, &here)),
        older,
        newest: before.is_none(),
        planned: appointments::planned_sheet(w, &here, &planned, own.then_some(id)),
        facts: pages::facts::form(w, &here, &person, &holding, &ask.new_key()),
        kept: arrivals::pages::kept(w, &here, &kept),
        hand_overs: hand_offs::sheet(w, &here, id, &hand_overs, walking, &ask.new_key()),
        saved: ask.query.get("saved"),
        key: &key,
    };
    ask.page(pages::person::person(
        w,
        &here,
        ask.who_line(&audience),
        &view,
    ))
}
