//! A supervisor gives a visit to another worker, and takes that back.

use domain::{
    id::{Appointment, AppointmentId, ParticipantId},
    role::Role,
};
use people::{
    Reach, Who,
    account::{self, Standing},
    audit,
    change::Receipt,
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::leaf;
use crate::{
    appointments::{
        queries::{
            self, Stored,
            cover::{self, AFTER, Cover},
        },
        rules::State,
    },
    participants,
};

/// A planned visit of a worker within reach, with a person within reach.
fn find(tx: &mut Tx<'_>, who: &Who, id: AppointmentId) -> Result<Stored, Refusal> {
    let reach = Reach::of(who);
    let visit = queries::find(tx, reach, id)?.ok_or(Refusal::NotHere)?;
    if participants::listed(tx, reach, visit.participant)?.is_none() {
        return Err(Refusal::NotHere);
    }
    Ok(visit)
}

/// Whether a visit can still be given or taken back: planned, and not begun.
fn is_open(visit: &Stored, now: i64) -> bool {
    visit.state == State::Planned.code() && visit.starts_at > now
}

/// Where the supervisor goes on.
fn receipt(id: AppointmentId, word: &str) -> Receipt {
    Receipt {
        to: format!("/team/room?visit={id}&{word}=1"),
    }
}

/// Both the person's record and whoever goes leave a line in the trail.
fn record(
    tx: &mut Tx<'_>,
    ask: &Ask,
    who: &Who,
    action: &'static str,
    visit: (AppointmentId, ParticipantId),
) -> Result<(), Refusal> {
    let leaf = leaf(action, visit.0, Some(visit.1));
    Ok(audit::record(
        tx,
        who,
        &leaf,
        ask.now_s(),
        &*ask.house.chance,
    )?)
}

/// `POST /appointments/{id}/cover`: another worker goes. The person stays with their own worker.
pub async fn give(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let to = ask.form.get("to").parse().map_err(|_| Refusal::NotHere)?;
    let number = ask.new_id::<Appointment>().get();
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (reach, now) = (Reach::of(who), asked.now_s());
        let visit = find(tx, who, id)?;
        let goes = account::find(tx, who.agency, to)?.is_some_and(|account| {
            account.standing == Standing::Active && account.roles.has(Role::PeerWorker)
        });
        if !goes || to == who.account || !reach.includes(tx, to)? {
            return Err(Refusal::NotHere);
        }
        let stands = cover::standing(tx, who.agency, id)?;
        let from = stands.map_or(visit.worker, |cover| cover.from);
        let given = Cover {
            id: number,
            participant: visit.participant,
            from,
            to,
            until_at: visit.starts_at + AFTER,
        };
        let unchanged = asked.form.get("version") == visit.version.to_string();
        if !unchanged || !is_open(&visit, now) || visit.worker == to {
            return Ok(receipt(id, "late"));
        }
        if !cover::give(tx, reach, &visit, &given, now)? {
            return Ok(receipt(id, "late"));
        }
        let visit = (id, visit.participant);
        record(tx, &asked, who, "appointment.cover", visit)?;
        Ok(receipt(id, "moved"))
    })
    .await
}

/// `POST /appointments/{id}/cover/back`: the person's own worker goes after all.
pub async fn back(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Appointment>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (reach, now) = (Reach::of(who), asked.now_s());
        let visit = find(tx, who, id)?;
        let Some(stands) = cover::standing(tx, who.agency, id)? else {
            return Ok(receipt(id, "late"));
        };
        let given = Cover {
            to: stands.from,
            ..stands
        };
        if !is_open(&visit, now) || !cover::give(tx, reach, &visit, &given, now)? {
            return Ok(receipt(id, "late"));
        }
        let visit = (id, visit.participant);
        record(tx, &asked, who, "appointment.cover-back", visit)?;
        Ok(receipt(id, "back"))
    })
    .await
}
