//! The doors of contacts: what was saved, taking it back, the contact itself. Logging, correcting,
//! drafts and the program's words have files of their own.

use domain::id::{Contact as ContactKind, ContactId};
use jiff::Timestamp;
use kit::WhoLine;
use people::{Audience, Reach, Who, audit, audit::Leaf, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    forms::Typed,
    pages::contact::{self, Before, Done, Names},
    queries::{self, Contact, Draft},
    rules, settle, take_back,
};
use crate::{
    appointments::{self, Covered},
    participants::{self, Person, Scope},
};

pub mod correct;
pub mod draft;
pub mod kinds;
pub mod log;

/// The leaf of a page that lists names.
fn names() -> Leaf {
    Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    }
}

/// One leaf for each person whose record a contact is; one without a person when it has none.
fn leaves(action: &'static str, id: ContactId, people: &[i64]) -> Vec<Leaf> {
    let leaf = |participant| Leaf {
        action,
        subject: "contact",
        subject_id: id.get(),
        participant,
    };
    if people.is_empty() {
        vec![leaf(0)]
    } else {
        people.iter().copied().map(leaf).collect()
    }
}

/// Writes leaves in the transaction of their change.
fn record(tx: &mut Tx<'_>, ask: &Ask, who: &Who, leaves: &[Leaf]) -> Result<(), Refusal> {
    for leaf in leaves {
        audit::record(tx, who, leaf, ask.now_s(), &*ask.house.chance)?;
    }
    Ok(())
}

fn widen(audience: &mut Audience, more: Audience) {
    for name in more.others {
        if !audience.others.contains(&name) {
            audience.others.push(name);
        }
    }
}

/// 1 when a minute of a contact or more lay outside these hours.
fn outside(hours: &domain::hours::Hours, what: &queries::What) -> i64 {
    let minutes = u16::try_from(what.minutes).unwrap_or(0);
    let start = Timestamp::from_second(what.happened_at).unwrap_or_default();
    i64::from(hours.out_of_hours(start, minutes))
}

/// A contact within reach: itself, the people it was with who are within reach, who can see it.
struct Found {
    contact: Contact,
    people: Vec<Person>,
    /// People whom the viewer, who wrote it, visited in the place of their own worker.
    visited: Vec<Covered>,
    audience: Audience,
}

impl Found {
    fn leaves(&self, action: &'static str) -> Vec<Leaf> {
        let people = self.people.iter().map(|person| person.id.get());
        let visited = self.visited.iter().map(|person| person.participant.get());
        let people: Vec<i64> = people.chain(visited).collect();
        leaves(action, self.contact.id, &people)
    }

    /// Everybody it was with, those visited in the place of their own worker too.
    fn everybody(&self) -> Vec<String> {
        let visited = self.visited.iter().map(|person| person.name.clone());
        self.names().into_iter().chain(visited).collect()
    }

    fn names(&self) -> Vec<String> {
        self.people
            .iter()
            .map(|person| person.name.clone())
            .collect()
    }
}

/// Finds a contact through the people it was with; one without people through its worker. Who
/// visited somebody in the place of their own worker finds what they wrote about that for as long as
/// the cover lasts.
fn within(tx: &mut Tx<'_>, who: &Who, id: ContactId, now: i64) -> Result<Found, Refusal> {
    let (reach, scope) = (Reach::of(who), Scope::of(who));
    let contact = queries::stored(tx, who.agency, id)?
        .filter(|contact| contact.undone_at == 0)
        .ok_or(Refusal::NotHere)?;
    let mut audience = Audience {
        others: vec![],
        you: true,
    };
    let (mut people, mut visited) = (vec![], vec![]);
    for participant in &contact.with {
        let mut worker = None;
        if let Some(person) = participants::find(tx, scope, *participant)? {
            worker = Some(person.worker);
            people.push(person);
        } else if contact.worker == who.account
            && let Some(person) = appointments::covered(tx, reach, *participant, now)?
        {
            worker = Some(person.worker);
            visited.push(person);
        }
        if let Some(worker) = worker {
            widen(&mut audience, participants::audience(tx, scope, worker)?);
        }
    }
    if contact.with.is_empty() {
        if !reach.includes(tx, contact.worker)? {
            return Err(Refusal::NotHere);
        }
        widen(
            &mut audience,
            participants::audience(tx, scope, contact.worker)?,
        );
    } else if people.is_empty() && visited.is_empty() {
        return Err(Refusal::NotHere);
    }
    Ok(Found {
        contact,
        people,
        visited,
        audience,
    })
}

/// `GET /contacts/{id}/saved`.
pub async fn saved(ask: Ask) -> Result<Answer, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<ContactKind>("id")?);
    let now = ask.now_s();
    let (found, lists) = ask
        .read(move |tx, _| {
            let found = within(tx, &who, id, now)?;
            if found.contact.worker != who.account {
                return Err(Refusal::NotHere);
            }
            let lists = queries::lists(tx, who.agency, found.contact.program)?;
            Ok((found, lists))
        })
        .await?;
    let (contact, now) = (&found.contact, ask.now_s());
    let key = ask.new_key();
    let may_undo = contact.version == 1 && rules::may_undo(contact.recorded_at, now);
    let notices = lists
        .kinds
        .find(&contact.what.kind)
        .map_or_else(Vec::new, |kind| {
            let what = &contact.what;
            rules::notices(
                kind.kind_of,
                what.happened_at,
                what.minutes,
                what.outcome,
                contact.recorded_at,
            )
        });
    // Whoever it was saved for can be seen while a wrong touch can still be taken back.
    let with = if may_undo { found.everybody() } else { vec![] };
    if !with.is_empty() {
        ask.look(names()).await?;
    }
    let view = contact::Saved {
        contact,
        lists: &lists,
        with: &with,
        undo: may_undo.then_some(key.as_str()),
        notices: &notices,
    };
    ask.page(contact::saved_page(
        ask.words(),
        &ask.here(),
        line(&ask, &found),
        &view,
    ))
}

fn line(ask: &Ask, found: &Found) -> WhoLine {
    ask.who_line(&found.audience)
}

/// `POST /contacts/{id}/undo`: within a minute it is as if it had not been; what was typed is a
/// draft again.
pub async fn undo(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<ContactKind>("id")?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let found = within(tx, who, id, asked.now_s())?;
        let contact = &found.contact;
        if contact.worker != who.account {
            return Err(Refusal::NotHere);
        }
        let now = asked.now_s();
        if !rules::may_undo(contact.recorded_at, now) || !take_back(tx, who.agency, contact, now)? {
            return Ok(Receipt {
                to: format!("/contacts/{id}?late=1"),
            });
        }
        for participant in &contact.with {
            settle(tx, who.agency, *participant)?;
        }
        let typed = Typed::from_contact(contact, asked.here().time_zone());
        let draft = Draft {
            id: asked.new_id(),
            body: typed.fields().encode(),
            changed_at: now,
        };
        queries::keep_draft(tx, who.agency, who.account, &draft)?;
        record(tx, &asked, who, &found.leaves("contact.undo"))?;
        Ok(Receipt {
            to: format!("/contacts/new?draft={}&undone=1", draft.id),
        })
    })
    .await
}

/// `GET /contacts/{id}`.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<ContactKind>("id")?);
    let now = ask.now_s();
    let (found, lists, earlier, mut known) = ask
        .read(move |tx, _| {
            let found = within(tx, &who, id, now)?;
            let lists = queries::lists(tx, who.agency, found.contact.program)?;
            let earlier = queries::earlier(tx, who.agency, id)?;
            let mut people: Vec<_> = earlier.iter().map(|one| one.author).collect();
            people.push(found.contact.worker);
            let known = people::names(tx, who.agency, &people)?;
            Ok((found, lists, earlier, known))
        })
        .await?;
    look(&ask, found.leaves("contact.open")).await?;
    let (w, here) = (ask.words(), ask.here());
    let before: Vec<Before> = earlier
        .iter()
        .map(|one| Before {
            by: known.get(&one.author).cloned().unwrap_or_default(),
            at: one.at,
            why: one.why.clone(),
            said: contact::whole(
                w,
                &here,
                &lists,
                &one.what,
                &those(&found.people, &one.with),
            ),
        })
        .collect();
    let own = found.contact.worker == ask.who()?.account;
    let around = Names {
        with: found
            .people
            .iter()
            .map(|person| (format!("/people/{}", person.id), person.name.clone()))
            .chain(
                found
                    .visited
                    .iter()
                    .map(|person| (String::new(), person.name.clone())),
            )
            .collect(),
        others: found.contact.with.len() - found.people.len() - found.visited.len(),
        by: known.remove(&found.contact.worker).filter(|_| !own),
    };
    let done = if ask.query.get("saved") == "1" && !before.is_empty() {
        Done::Corrected
    } else if ask.query.get("late") == "1" {
        Done::TooLate
    } else {
        Done::Nothing
    };
    let view = contact::View {
        contact: &found.contact,
        lists: &lists,
        names: &around,
        earlier: &before,
        done,
    };
    ask.page(contact::contact(w, &here, line(&ask, &found), &view))
}

/// The names of those of these people who are within reach.
fn those(people: &[Person], ids: &[domain::id::ParticipantId]) -> Vec<String> {
    let known = people.iter().filter(|person| ids.contains(&person.id));
    known.map(|person| person.name.clone()).collect()
}

/// Writes the leaves of a look and waits for them: no room for a leaf, no disclosure.
async fn look(ask: &Ask, leaves: Vec<Leaf>) -> Result<(), Refusal> {
    let who = ask.who()?.clone();
    let asked = ask.clone();
    ask.write(move |tx| record(tx, &asked, &who, &leaves)).await
}
