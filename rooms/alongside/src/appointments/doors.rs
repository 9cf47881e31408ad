//! The doors of appointments.

use domain::id::{Appointment, AppointmentId, ParticipantId};
use jiff::tz::TimeZone;
use people::{Audience, Reach, Who, audit, audit::Leaf, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    Planned,
    forms::{Meant, Problem, Typed},
    pages::{self, Purpose, View},
    queries::{self, Stored},
    rules::{self, State, Stretch},
};
use crate::participants::{self, Listed};

pub mod cover;

/// The most people that the form offers; a peer worker walks with far fewer.
const PEOPLE: i64 = 200;

fn leaf(action: &'static str, id: AppointmentId, with: Option<ParticipantId>) -> Leaf {
    Leaf {
        action,
        subject: "appointment",
        subject_id: id.get(),
        participant: with.map_or(0, ParticipantId::get),
    }
}

fn names() -> Leaf {
    Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    }
}

/// The writer's people by need, for the list to choose from, and who can see what is saved.
async fn people(ask: &Ask) -> Result<(Vec<Listed>, Audience), Refusal> {
    let me = ask.who()?.account;
    let found = ask
        .read(move |tx, reach| {
            let people = participants::by_need(tx, reach, me, 1, None, PEOPLE)?;
            Ok((people, reach.audience(tx, me)?))
        })
        .await?;
    ask.look(names()).await?;
    Ok(found)
}

/// The zone of the program.
fn zone(ask: &Ask) -> TimeZone {
    ask.here().time_zone().clone()
}

/// `GET /appointments/new`.
pub async fn new(ask: Ask) -> Result<Answer, Refusal> {
    let (people, audience) = people(&ask).await?;
    let typed = Typed::fresh(ask.query.get("with"), &ask.here());
    let (w, line, key) = (ask.words(), ask.who_line(&audience), ask.new_key());
    let back = kit::t!(w, "appointments-back-today");
    let purpose = Purpose {
        action: "/appointments",
        back: ("/today", &back),
        changing: false,
    };
    ask.page(pages::form(w, line, &key, purpose, &people, &typed, &[]))
}

/// The form again, with what is to be put right.
async fn fix(
    ask: &Ask,
    id: Option<AppointmentId>,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Answer, Refusal> {
    let (people, audience) = people(ask).await?;
    let (w, line, key) = (ask.words(), ask.who_line(&audience), ask.key());
    let back = kit::t!(w, "appointments-back-today");
    let action = id.map_or_else(
        || "/appointments".to_owned(),
        |id| format!("/appointments/{id}"),
    );
    let purpose = Purpose {
        action: &action,
        back: ("/today", &back),
        changing: id.is_some(),
    };
    let page = pages::form(w, line, &key, purpose, &people, typed, problems);
    Err(Refusal::Fix(Box::new(page)))
}

/// `POST /appointments`.
pub async fn add(ask: Ask) -> Result<Answer, Refusal> {
    let typed = Typed::of(&ask.form);
    let meant = match typed.meant(&zone(&ask)) {
        Ok(meant) => meant,
        Err(problems) => return fix(&ask, None, &typed, &problems).await,
    };
    let id = ask.new_id();
    let asked = ask.clone();
    ask.change(move |tx, who| {
        write(tx, who, id, &meant)?;
        let leaf = leaf("appointment.add", id, meant.with);
        audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
        Ok(Receipt {
            to: format!("/appointments/{id}?saved=1"),
        })
    })
    .await
}

/// Writes a new appointment of the asking worker, with a person whom they walk with themselves.
fn write(tx: &mut Tx<'_>, who: &Who, id: AppointmentId, meant: &Meant) -> Result<(), Refusal> {
    own_person(tx, who, meant.with)?;
    queries::insert(tx, who.agency, &stored(who, id, meant, 1))?;
    Ok(())
}

/// A worker plans with their own people alone: what is planned stands with the person's worker.
fn own_person(tx: &mut Tx<'_>, who: &Who, with: Option<ParticipantId>) -> Result<(), Refusal> {
    let Some(with) = with else { return Ok(()) };
    let person = participants::listed(tx, Reach::of(who), with)?;
    person
        .filter(|person| person.worker == who.account)
        .map(|_| ())
        .ok_or(Refusal::NotHere)
}

fn stored(who: &Who, id: AppointmentId, meant: &Meant, version: i64) -> Stored {
    Stored {
        id,
        worker: who.account,
        participant: meant.with.unwrap_or(ParticipantId::from_i64(0)),
        state: State::Planned.code(),
        starts_at: meant.starts.as_second(),
        minutes: meant.minutes,
        title: meant.title.clone(),
        place: meant.place.clone(),
        note: meant.note.clone(),
        version,
    }
}

/// One appointment within reach, with its person.
fn find(tx: &mut Tx<'_>, reach: Reach, id: AppointmentId) -> Result<(Planned, Audience), Refusal> {
    let stored = queries::find(tx, reach, id)?.ok_or(Refusal::NotHere)?;
    let worker = stored.worker;
    let planned = super::with_people(tx, reach, vec![stored])?
        .pop()
        .ok_or(Refusal::NotHere)?;
    let Some(cover) = super::cover(tx, reach, &planned)? else {
        return Ok((planned, reach.audience(tx, worker)?));
    };
    // Those who see the person, and the one who goes.
    let mut audience = reach.audience(tx, cover.from)?;
    if cover.to == reach.viewer {
        audience.you = true;
    } else {
        let goes = people::names(tx, reach.agency, &[cover.to])?;
        let new = goes
            .into_values()
            .filter(|name| !audience.others.contains(name));
        let new: Vec<String> = new.collect();
        audience.others.extend(new);
    }
    Ok((planned, audience))
}

fn with(planned: &Planned) -> Option<ParticipantId> {
    let cover = planned.cover.map(|cover| cover.participant);
    planned.with.as_ref().map(|person| person.id).or(cover)
}

/// A visit that somebody took on is theirs to see until its cover ends.
fn still_here(planned: &Planned, now: i64) -> Result<(), Refusal> {
    if planned.cover.is_some_and(|cover| cover.until_at <= now) {
        Err(Refusal::NotHere)
    } else {
        Ok(())
    }
}

/// `GET /appointments/{id}`.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let (me, now) = (ask.who()?.account, ask.now_s());
    let (planned, audience, clashes) = ask
        .read(move |tx, reach| {
            let (planned, audience) = find(tx, reach, id)?;
            still_here(&planned, now)?;
            let clashes = if planned.worker == me {
                clashes(tx, reach, &planned)?
            } else {
                vec![]
            };
            Ok((planned, audience, clashes))
        })
        .await?;
    ask.look(leaf("appointment.open", id, with(&planned)))
        .await?;
    let key = ask.new_key();
    let view = View {
        planned: &planned,
        own: planned.worker == me,
        clashes: &clashes,
        saved: ask.query.get("saved") == "1",
        key: &key,
    };
    ask.page(pages::appointment(
        ask.words(),
        &ask.here(),
        ask.who_line(&audience),
        view,
    ))
}

/// What else is planned at the same time as a planned appointment.
fn clashes(tx: &mut Tx<'_>, reach: Reach, planned: &Planned) -> Result<Vec<Planned>, Refusal> {
    if State::from_code(planned.state) != State::Planned {
        return Ok(vec![]);
    }
    let this = Stretch {
        starts_at: planned.starts_at,
        minutes: planned.minutes,
    };
    // Nothing is longer than a day, so what began more than a day before is over.
    let near = queries::between(tx, reach, this.starts_at - 86_400, this.ends_at())?;
    let same_time = near
        .into_iter()
        .filter(|one| one.id != planned.id)
        .filter(|one| {
            this.meets(Stretch {
                starts_at: one.starts_at,
                minutes: one.minutes,
            })
        })
        .collect();
    Ok(super::with_people(tx, reach, same_time)?)
}

/// `GET /appointments/{id}/edit`: the worker's own, while it is planned.
pub async fn edit(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let me = ask.who()?.account;
    let stored = ask
        .read(move |tx, reach| {
            let (planned, _) = find(tx, reach, id)?;
            let stored = queries::find(tx, reach, planned.id)?;
            // Who only goes in somebody's place changes nothing about the visit.
            stored
                .filter(|stored| stored.worker == me && planned.cover.is_none())
                .ok_or(Refusal::NotHere)
        })
        .await?;
    if State::from_code(stored.state) != State::Planned {
        return Ok(Answer::Go(format!("/appointments/{id}")));
    }
    let (people, audience) = people(&ask).await?;
    let typed = Typed::from_stored(&stored, &zone(&ask));
    let (w, line, key) = (ask.words(), ask.who_line(&audience), ask.new_key());
    let (action, back) = (
        format!("/appointments/{id}"),
        kit::t!(w, "appointments-back-today"),
    );
    let purpose = Purpose {
        action: &action,
        back: ("/today", &back),
        changing: true,
    };
    ask.page(pages::form(w, line, &key, purpose, &people, &typed, &[]))
}

/// `POST /appointments/{id}`: changes it, or moves it to another time.
pub async fn change(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let typed = Typed::of(&ask.form);
    let meant = match typed.meant(&zone(&ask)) {
        Ok(meant) => meant,
        Err(problems) => return fix(&ask, Some(id), &typed, &problems).await,
    };
    let moved: AppointmentId = ask.new_id();
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let reach = Reach::of(who);
            let (planned, audience) = find(tx, reach, id)?;
            if planned.worker != who.account || planned.cover.is_some() {
                return Err(Refusal::NotHere);
            }
            let state = State::from_code(planned.state);
            if planned.version != typed.version() || state != State::Planned {
                let line = asked.who_line(&audience);
                let (w, here, key) = (asked.words(), asked.here(), asked.new_key());
                let page = pages::stale(w, &here, line, &key, &typed, &planned);
                return Err(Refusal::Stale(Box::new(page)));
            }
            let old = Stretch {
                starts_at: planned.starts_at,
                minutes: planned.minutes,
            };
            let new = Stretch {
                starts_at: meant.starts.as_second(),
                minutes: meant.minutes,
            };
            let (leaf, to) = if rules::is_move(old, new) {
                queries::mark(tx, reach, id, State::Moved.code())?;
                write(tx, who, moved, &meant)?;
                (leaf("appointment.move", moved, meant.with), moved)
            } else {
                own_person(tx, who, meant.with)?;
                queries::change(tx, who.agency, &stored(who, id, &meant, typed.version()))?;
                (leaf("appointment.change", id, meant.with), id)
            };
            audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
            Ok(Receipt {
                to: format!("/appointments/{to}?saved=1"),
            })
        })
        .await;
    if matches!(done, Err(Refusal::Stale(_))) {
        ask.look(leaf("appointment.open", id, None)).await?;
    }
    done
}

/// `POST /appointments/{id}/mark`: it took place, is called off, or is planned after all.
pub async fn mark(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let state = State::from_button(ask.form.get("state")).ok_or(Refusal::NotHere)?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        let (planned, _) = find(tx, reach, id)?;
        still_here(&planned, asked.now_s())?;
        // What was moved stands at its new time; marking the old line again would make it twice.
        let may = planned.worker == who.account && planned.state != State::Moved.code();
        if !may {
            return Err(Refusal::NotHere);
        }
        if queries::mark(tx, reach, id, state.code())? {
            let leaf = leaf("appointment.mark", id, with(&planned));
            audit::record(tx, who, &leaf, asked.now_s(), &*asked.house.chance)?;
        }
        Ok(Receipt {
            to: format!("/appointments/{id}?saved=1"),
        })
    })
    .await
}
