//! The doors of handing over.

use domain::{
    id::{AccountId, Participant, ParticipantId},
    role::Role,
};
use people::{Audience, Reach, Who, audit, audit::Leaf, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    forms::Typed,
    pages::{self, About},
    queries::{self, HandOver, Stored},
    rules::{self, Answered},
};
use crate::{
    appointments,
    participants::{self, Person, Scope},
};

/// What a form or an offer needs to know.
struct Case {
    person: Person,
    audience: Audience,
    colleagues: Vec<(AccountId, String)>,
    open: Option<Stored>,
}

/// Finds the person within reach, and who could take them up.
fn find(tx: &mut Tx<'_>, who: &Who, id: ParticipantId) -> Result<Case, Refusal> {
    let scope = Scope::of(who);
    let person = participants::find(tx, scope, id)?.ok_or(Refusal::NotHere)?;
    let audience = participants::audience(tx, scope, person.worker)?;
    let mut colleagues: Vec<(AccountId, String)> = people::colleagues(tx, Reach::of(who))?
        .into_iter()
        .map(|one| (one.account, one.name))
        .collect();
    if who.is(Role::PeerWorker) {
        colleagues.push((who.account, who.name.clone()));
    }
    colleagues.retain(|(account, _)| *account != person.worker);
    let open = queries::open_for(tx, who.agency, id)?;
    Ok(Case {
        person,
        audience,
        colleagues,
        open,
    })
}

fn leaf(action: &'static str, id: ParticipantId, hand_over: i64) -> Leaf {
    Leaf {
        action,
        subject: "hand_over",
        subject_id: hand_over,
        participant: id.get(),
    }
}

fn opened(id: ParticipantId) -> Leaf {
    Leaf {
        action: "participant.open",
        subject: "participant",
        subject_id: id.get(),
        participant: id.get(),
    }
}

/// `GET /people/{id}/hand-over`.
pub async fn choose(ask: Ask) -> Result<Answer, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<Participant>("id")?);
    let found = ask.read(move |tx, _| find(tx, &who, id)).await?;
    ask.look(opened(id)).await?;
    if found.person.facts.state != 1 || found.open.is_some() {
        return Ok(Answer::Go(format!("/people/{id}")));
    }
    page(&ask, &found, &Typed::default(), &ask.new_key(), &[])
}

fn page(
    ask: &Ask,
    found: &Case,
    typed: &Typed,
    key: &str,
    problems: &[(&'static str, &'static str)],
) -> Result<Answer, Refusal> {
    let about = About {
        id: found.person.id,
        name: &found.person.name,
        waiting: found.person.worker.get() == 0,
        colleagues: &found.colleagues,
    };
    let line = ask.who_line(&found.audience).offered(ask.words());
    let page = pages::choose(ask.words(), line, key, &about, typed, problems);
    if problems.is_empty() {
        ask.page(page)
    } else {
        Err(Refusal::Fix(Box::new(page)))
    }
}

/// `POST /people/{id}/hand-over`: asks a colleague.
pub async fn offer(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let typed = Typed::of(&ask.form);
    let new = ask.new_id::<HandOver>();
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let found = find(tx, who, id)?;
            let colleagues: Vec<i64> = found.colleagues.iter().map(|(id, _)| id.get()).collect();
            let to = rules::may_offer(
                typed.to().map(AccountId::get),
                &colleagues,
                found.person.worker.get(),
                found.person.facts.state == 1,
                found.open.is_some(),
            );
            let (to, note) = match (to, typed.note()) {
                (Ok(to), Some(note)) => (AccountId::from_i64(to), note),
                (to, note) => {
                    let mut problems = vec![];
                    problems.extend(to.err().map(|refused| ("to", refused.word())));
                    if note.is_none() {
                        problems.push(("note", "hand_offs-note-long"));
                    }
                    page(&asked, &found, &typed, &asked.key(), &problems)?;
                    return Err(Refusal::NotHere);
                }
            };
            let now = asked.now_s();
            let stored = Stored {
                id: new,
                participant: id,
                from: found.person.worker,
                to,
                by: who.account,
                note,
                offered_at: now,
                answered_at: 0,
                answer: Answered::Open.code(),
            };
            queries::offer(tx, who.agency, &stored)?;
            let leaf = leaf("hand_over.offer", id, new.get());
            audit::record(tx, who, &leaf, now, &*asked.house.chance)?;
            Ok(Receipt {
                to: format!("/people/{id}?saved=offered"),
            })
        })
        .await;
    if matches!(done, Err(Refusal::Fix(_))) {
        ask.look(opened(id)).await?;
    }
    done
}

/// `POST /people/{id}/hand-over/back`: takes an open offer back.
pub async fn take_back(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let found = find(tx, who, id)?;
        if let Some(open) = found.open {
            let now = asked.now_s();
            queries::answer(tx, who.agency, open.id, Answered::TakenBack.code(), now)?;
            let leaf = leaf("hand_over.take_back", id, open.id.get());
            audit::record(tx, who, &leaf, now, &*asked.house.chance)?;
        }
        Ok(Receipt {
            to: format!("/people/{id}?saved=taken-back"),
        })
    })
    .await
}

/// `POST /hand-overs/{id}`: takes somebody up, or says not now.
pub async fn answer(ask: Ask) -> Result<Answer, Refusal> {
    let hand_over = ask.id::<HandOver>("id")?;
    let answer = Answered::from_button(ask.form.get("answer")).ok_or(Refusal::NotHere)?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        let offer = queries::offered(tx, reach, hand_over)?.ok_or(Refusal::NotHere)?;
        let (now, id) = (asked.now_s(), offer.participant);
        queries::answer(tx, who.agency, hand_over, answer.code(), now)?;
        if answer != Answered::TakenUp {
            let leaf = leaf("hand_over.not_now", id, hand_over.get());
            audit::record(tx, who, &leaf, now, &*asked.house.chance)?;
            return Ok(Receipt {
                to: "/people".into(),
            });
        }
        // Whoever walked with them at the time of the offer still does, or the offer was closed.
        if !participants::place(tx, who.agency, id, who.account, offer.from, now)? {
            return Err(Refusal::NotHere);
        }
        appointments::go_along(tx, who.agency, id, who.account, now)?;
        participants::refresh_need(tx, who.agency, id)?;
        let leaf = leaf("hand_over.take_up", id, hand_over.get());
        audit::record(tx, who, &leaf, now, &*asked.house.chance)?;
        Ok(Receipt {
            to: format!("/people/{id}?saved=taken-up"),
        })
    })
    .await
}
