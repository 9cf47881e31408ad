//! The doors of the people I walk alongside.

use domain::{
    duplicate::{Band, Known, Person as Likeness, matches},
    id::{AccountId, Participant, ParticipantId},
    role::Role,
    text::{clean_line, fold},
};
use kit::WhoLine;
use people::{Audience, Who, audit, audit::Leaf, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    forms::{self, Typed},
    pages::{
        self, Group, Shown,
        person::{Looked, View},
        typing::{self, StepForm, Workers},
    },
    queries::{self, Alike, Details, NewPerson, PAGE, Person, Scope},
    refresh_need, rules,
};
use crate::{appointments, contacts, hand_offs};

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
        groups.push(group(
            tx,
            who,
            worker.clone(),
            false,
            None,
            FEW,
        )?);
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

/// Who can see somebody who is being added.
async fn adding(ask: &Ask) -> Result<(WhoLine, Option<Workers>), Refusal> {
    let who = ask.who()?.clone();
    let (audience, workers) = ask
        .read(move |tx, reach| {
            let scope = Scope::of(&who);
            if !scope.places() {
                return Ok((queries::audience(tx, scope, who.account)?, None));
            }
            let workers = reach.workers(tx)?;
            let audience = together(tx, scope, &workers)?;
            let people = workers
                .into_iter()
                .map(|(id, name)| (id, name, id == who.account))
                .collect();
            Ok((audience, Some(Workers { people })))
        })
        .await?;
    Ok((ask.who_line(&audience), workers))
}

/// `GET /people/new`.
pub async fn new(ask: Ask) -> Result<Answer, Refusal> {
    let (line, workers) = adding(&ask).await?;
    let mut typed = Typed::empty();
    if ask.who()?.is(Role::PeerWorker) {
        typed.worker = ask.who()?.account.to_string();
    }
    let key = ask.new_key();
    ask.page(typing::new(
        ask.words(),
        line,
        &key,
        &typed,
        workers.as_ref(),
        &[],
    ))
}

/// `POST /people`: adds somebody, unless they may be here already.
pub async fn add(ask: Ask) -> Result<Answer, Refusal> {
    let (line, workers) = adding(&ask).await?;
    let typed = Typed::of(&ask.form);
    let sure = ask.form.get("sure").to_owned();
    if sure == "back" {
        let key = ask.new_key();
        return ask.page(typing::new(
            ask.words(),
            line,
            &key,
            &typed,
            workers.as_ref(),
            &[],
        ));
    }
    let worker = chosen(&typed, ask.who()?.account, workers.as_ref());
    let mut problems = vec![];
    if worker.is_none() {
        problems.push(forms::Problem {
            field: "worker",
            word: "participants-worker-wrong",
        });
    }
    let (details, step) = (typed.details(ask.here().year()), typed.step());
    let (Some(worker), Ok(details), Ok((next_step, next_step_on)), true) =
        (worker, &details, &step, problems.is_empty())
    else {
        problems.splice(0..0, details.err().into_iter().flatten());
        problems.extend(step.err().into_iter().flatten());
        let key = ask.key();
        let page = typing::new(ask.words(), line, &key, &typed, workers.as_ref(), &problems);
        return Err(Refusal::Fix(Box::new(page)));
    };
    let new = NewPerson {
        id: ask.new_id(),
        program: ask.who()?.program,
        worker,
        need_at: 0,
        details: details.clone(),
        next_step: next_step.clone(),
        next_step_on: next_step_on.clone(),
        since: ask.now_s(),
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let scope = Scope::of(who);
            if sure != "yes" {
                let found = alike(tx, scope, &new.details)?;
                if !found.is_empty() {
                    let key = asked.new_key();
                    let page = typing::alike(asked.words(), line.clone(), &key, &typed, &found);
                    return Err(Refusal::Fix(Box::new(page)));
                }
            }
            queries::insert(tx, who.agency, &new)?;
            refresh_need(tx, who.agency, new.id)?;
            record(tx, &asked, who, &about("participant.add", new.id))?;
            Ok(Receipt {
                to: format!("/people/{}?saved=added", new.id),
            })
        })
        .await;
    if matches!(done, Err(Refusal::Fix(_))) {
        // The page that asks "is this someone you know already?" lists names.
        ask.look(names()).await?;
    }
    done
}

/// The worker who was chosen: the writer, where there is no choice; the id 0 for nobody yet.
fn chosen(typed: &Typed, me: AccountId, workers: Option<&Workers>) -> Option<AccountId> {
    let Some(workers) = workers else {
        return Some(me);
    };
    if typed.worker.is_empty() {
        return Some(AccountId::from_i64(0));
    }
    let id = typed.worker.parse().ok()?;
    workers
        .people
        .iter()
        .any(|(known, ..)| *known == id)
        .then_some(id)
}

/// People within reach who may be the same person, likeliest first, each with their worker's name.
fn alike(
    tx: &mut Tx<'_>,
    scope: Scope,
    details: &Details,
) -> Result<Vec<(Alike, Band, Option<String>)>, Refusal> {
    fn likeness<'a>(name: &'a str, phone: &'a str, born: i64) -> Likeness<'a> {
        Likeness {
            name,
            also: None,
            birth_year: i16::try_from(born).ok().filter(|year| *year != 0),
            phone: Some(phone).filter(|phone| !phone.is_empty()),
        }
    }
    let known = queries::alike(tx, scope)?;
    let likenesses: Vec<Known<'_>> = known
        .iter()
        .map(|one| Known {
            id: one.id,
            person: likeness(&one.name, &one.phone, one.birth_year),
        })
        .collect();
    let new = likeness(&details.name, &details.phone, details.birth_year);
    let workers = scope.reach.workers(tx)?;
    Ok(matches(&new, &likenesses)
        .into_iter()
        .take(10)
        .filter_map(|found| {
            let one = known.iter().find(|one| one.id == found.id)?.clone();
            let worker = workers
                .iter()
                .find(|(id, _)| *id == one.worker && one.worker != scope.reach.viewer)
                .map(|(_, name)| name.clone());
            Some((one, found.band, worker))
        })
        .collect())
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
            Ok((
                person,
                audience,
                (history, more),
                planned,
                hand_overs,
                looked,
                worker,
            ))
        })
        .await?;
    let (person, audience, (history, more), planned, hand_overs, looked, worker) = seen;
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

/// `GET /people/{id}/edit`.
pub async fn edit(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    let typed = Typed::from_person(&person);
    let key = ask.new_key();
    ask.page(typing::edit(
        ask.words(),
        line,
        &key,
        person.id,
        &person.name,
        &typed,
        &[],
    ))
}

/// `POST /people/{id}`: changes who somebody is.
pub async fn change(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let typed = Typed::of(&ask.form);
    let details = match typed.details(ask.here().year()) {
        Ok(details) => details,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let (w, key) = (ask.words(), ask.key());
            let page = typing::edit(w, line, &key, id, &person.name, &typed, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let (person, audience) = find(tx, who, id)?;
            if !queries::set_details(tx, who.agency, id, typed.version(), &details)? {
                let theirs = of(&person);
                let page = typing::stale(
                    asked.words(),
                    asked.who_line(&audience),
                    &asked.new_key(),
                    id,
                    &typed,
                    (&theirs, person.version),
                );
                return Err(Refusal::Stale(Box::new(page)));
            }
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.change", id))?;
            Ok(Receipt {
                to: format!("/people/{id}?saved=details"),
            })
        })
        .await;
    told(&ask, id, done).await
}

/// A page of two versions shows the record as it is now, so it leaves its leaf too.
async fn told(
    ask: &Ask,
    id: ParticipantId,
    done: Result<Answer, Refusal>,
) -> Result<Answer, Refusal> {
    if matches!(done, Err(Refusal::Stale(_))) {
        ask.look(about("participant.open", id)).await?;
    }
    done
}

fn of(person: &Person) -> Details {
    Details {
        name: person.name.clone(),
        pronouns: person.pronouns.clone(),
        phone: person.phone.clone(),
        reach_by: person.reach_by.clone(),
        birth_year: person.birth_year,
        rhythm_days: person.facts.rhythm_days,
    }
}

/// `GET /people/{id}/next-step`.
pub async fn next_step(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    let form = StepForm {
        id: person.id,
        name: &person.name,
        step: &person.facts.next_step,
        on: &person.facts.next_step_on,
        version: &person.version.to_string(),
    };
    let key = ask.new_key();
    ask.page(typing::step(ask.words(), line, &key, &form, &[]))
}

/// `POST /people/{id}/next-step`.
pub async fn set_next_step(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let (step, on) = (
        ask.form.get("step").to_owned(),
        ask.form.get("on").to_owned(),
    );
    let version = ask.form.get("version").to_owned();
    let (text, day) = match forms::step(&step, &on) {
        Ok(right) => right,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let form = StepForm {
                id,
                name: &person.name,
                step: &step,
                on: &on,
                version: &version,
            };
            let key = ask.key();
            let page = typing::step(ask.words(), line, &key, &form, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let (person, audience) = find(tx, who, id)?;
            let known = version.parse().unwrap_or(0);
            if !queries::set_step(tx, who.agency, id, known, &text, &day)? {
                let now = person.version.to_string();
                let mine = StepForm {
                    id,
                    name: &person.name,
                    step: &step,
                    on: &on,
                    version: &version,
                };
                let theirs = StepForm {
                    step: &person.facts.next_step,
                    on: &person.facts.next_step_on,
                    version: &now,
                    ..mine
                };
                let line = asked.who_line(&audience);
                let key = asked.new_key();
                let page = typing::stale_step(asked.words(), line, &key, &mine, &theirs);
                return Err(Refusal::Stale(Box::new(page)));
            }
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.step", id))?;
            Ok(Receipt {
                to: format!("/people/{id}?saved=step"),
            })
        })
        .await;
    told(&ask, id, done).await
}

/// `GET /people/{id}/end`.
pub async fn ending(ask: Ask) -> Result<Answer, Refusal> {
    let (person, line) = for_form(&ask).await?;
    if person.facts.state != 1 {
        return Ok(Answer::Go(format!("/people/{}", person.id)));
    }
    let key = ask.new_key();
    ask.page(typing::end(
        ask.words(),
        line,
        &key,
        person.id,
        &person.name,
        ("", ""),
        &[],
    ))
}

/// `POST /people/{id}/end`: ends support, calls off what is planned, takes back what is offered.
pub async fn end(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let (how, words) = match forms::ending(&ask.form) {
        Ok(right) => right,
        Err(problems) => {
            let (person, line) = for_form(&ask).await?;
            let typed = (ask.form.get("how"), ask.form.get("words"));
            let (w, key) = (ask.words(), ask.key());
            let page = typing::end(w, line, &key, id, &person.name, typed, &problems);
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        find(tx, who, id)?;
        let now = asked.now_s();
        // Ended by somebody else a moment ago: their words stay, and the page shows them.
        if queries::end(tx, who.agency, id, now, how.slug(), &words)? {
            appointments::call_off(tx, who.agency, id, now)?;
            hand_offs::close_for(tx, who.agency, id, now)?;
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.end", id))?;
            return Ok(Receipt {
                to: format!("/people/{id}?saved=ended"),
            });
        }
        Ok(Receipt {
            to: format!("/people/{id}"),
        })
    })
    .await
}

/// `POST /people/{id}/again`: walks together again.
pub async fn again(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (person, _) = find(tx, who, id)?;
        let ending = rules::Ending::from_slug(&person.ended_how);
        let may = ending.is_some_and(rules::Ending::may_be_opened_again);
        if may && queries::again(tx, who.agency, id, asked.now_s())? {
            refresh_need(tx, who.agency, id)?;
            record(tx, &asked, who, &about("participant.again", id))?;
        }
        Ok(Receipt {
            to: format!("/people/{id}?saved=again"),
        })
    })
    .await
}
