//! Correcting a contact: what it said stays, with who corrected it, when and why.

use domain::id::{Contact as ContactKind, ParticipantId};
use jiff::Zoned;
use people::{Who, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{Found, look, outside, record, within};
use crate::{
    contacts::{
        self,
        forms::{Problem, Read, Typed},
        pages::{
            contact,
            form::{self, Chip, For, View},
        },
        queries::{self, Correction, Lists},
        settle,
    },
    participants::{self, Listed, Person},
};

/// A correction that is being written: the contact, whom to choose from, the program's words.
struct Desk {
    found: Found,
    lists: Lists,
    chips: Vec<Chip>,
}

/// `typed` are the people whom the form names: they stay among those to choose from.
fn lay_out(
    tx: &mut Tx<'_>,
    who: &Who,
    id: domain::id::ContactId,
    typed: &[ParticipantId],
    now: i64,
) -> Result<Desk, Refusal> {
    let found = within(tx, who, id, now)?;
    let lists = queries::lists(tx, who.agency, found.contact.program)?;
    let mut chips: Vec<Chip> = found.people.iter().map(chip).collect();
    chips.extend(found.visited.iter().cloned().map(super::log::chip_of));
    let reach = people::Reach::of(who);
    let mut add = |person: Listed| {
        let chip = super::log::chip(person);
        if chips.iter().all(|known| known.id != chip.id) {
            chips.push(chip);
        }
    };
    for person in typed {
        participants::listed(tx, reach, *person)?.map(&mut add);
    }
    let met = queries::met(tx, who.agency, found.contact.worker)?;
    for person in met.into_iter().take(super::log::CHIPS) {
        participants::listed(tx, reach, person)?.map(&mut add);
    }
    let few = i64::try_from(super::log::CHIPS).unwrap_or(i64::MAX);
    participants::by_need(tx, reach, found.contact.worker, 1, None, few)?
        .into_iter()
        .for_each(add);
    Ok(Desk {
        found,
        lists,
        chips,
    })
}

fn chip(person: &Person) -> Chip {
    Chip {
        id: person.id.to_string(),
        name: person.name.clone(),
        pronouns: person.pronouns.clone(),
    }
}

fn page(
    ask: &Ask,
    desk: &Desk,
    key: &str,
    typed: &Typed,
    problems: &[Problem],
    stale: Option<(&str, maud::Markup)>,
) -> kit::Page {
    let view = View {
        key,
        purpose: For::Correction {
            contact: desk.found.contact.id.to_string(),
            stale,
        },
        typed,
        chips: &desk.chips,
        finding: None,
        lists: &desk.lists,
        problems,
        said: None,
    };
    form::page(ask.words(), super::line(ask, &desk.found), &view)
}

/// `GET /contacts/{id}/correct`.
pub async fn form(ask: Ask) -> Result<Answer, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<ContactKind>("id")?);
    let now = ask.now_s();
    let desk = ask
        .read(move |tx, _| lay_out(tx, &who, id, &[], now))
        .await?;
    look(&ask, desk.found.leaves("contact.open")).await?;
    let typed = Typed::from_contact(&desk.found.contact, ask.here().time_zone());
    ask.page(page(&ask, &desk, &ask.new_key(), &typed, &[], None))
}

/// `POST /contacts/{id}/correct`.
pub async fn correct(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<ContactKind>("id")?;
    let typed = Typed::of(&ask.form);
    let who = ask.who()?.clone();
    let people = typed.people().ok_or(Refusal::NotHere)?;
    let (named, now) = (people.clone(), ask.now_s());
    let desk = ask
        .read(move |tx, _| lay_out(tx, &who, id, &people, now))
        .await?;
    let (read, why) = match checked(&typed, &desk, &ask.here()) {
        Ok(checked) => checked,
        Err(problems) => {
            look(&ask, desk.found.leaves("contact.open")).await?;
            return Err(Refusal::Fix(Box::new(page(
                &ask,
                &desk,
                &ask.key(),
                &typed,
                &problems,
                None,
            ))));
        }
    };
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let now = lay_out(tx, who, id, &named, asked.now_s())?;
            let contact = &now.found.contact;
            if contact.version.to_string() != typed.version {
                return Err(Refusal::Stale(Box::new(stale(
                    tx, &asked, who, &now, &typed,
                )?)));
            }
            let mut read = read.clone();
            place(tx, &asked, who, &now.found, &mut read)?;
            if read.what == contact.what && same(&read.with, &contact.with) {
                return Ok(Receipt {
                    to: format!("/contacts/{id}"),
                });
            }
            let by = Correction {
                author: who.account,
                at: asked.now_s(),
                why: why.clone(),
            };
            if !contacts::correct(tx, who.agency, contact, (&read.what, &read.with), &by)? {
                return Err(Refusal::Stale(Box::new(stale(
                    tx, &asked, who, &now, &typed,
                )?)));
            }
            let gone = contact
                .with
                .iter()
                .filter(|person| !read.with.contains(person));
            for participant in read.with.iter().chain(gone) {
                settle(tx, who.agency, *participant)?;
            }
            record(tx, &asked, who, &now.found.leaves("contact.correct"))?;
            Ok(Receipt {
                to: format!("/contacts/{id}?saved=1"),
            })
        })
        .await;
    if matches!(done, Err(Refusal::Stale(_))) {
        look(&ask, desk.found.leaves("contact.open")).await?;
    }
    done
}

fn checked(typed: &Typed, desk: &Desk, here: &Zoned) -> Result<(Read, String), Vec<Problem>> {
    let with = typed.people().unwrap_or_default();
    // People out of reach stay as they are: the form does not show them.
    let unseen = unseen(&desk.found);
    let read = typed.read(with.into_iter().chain(unseen).collect(), &desk.lists, here);
    match (read, typed.reason()) {
        (Ok(read), Ok(why)) => Ok((read, why)),
        (Ok(_), Err(why)) => Err(vec![why]),
        (Err(problems), Ok(_)) => Err(problems),
        (Err(mut problems), Err(why)) => {
            problems.push(why);
            Err(problems)
        }
    }
}

fn unseen(found: &Found) -> Vec<ParticipantId> {
    let with = found.contact.with.iter().copied();
    let shown = |id: &ParticipantId| {
        let people = found.people.iter().any(|person| person.id == *id);
        people || found.visited.iter().any(|one| one.participant == *id)
    };
    with.filter(|id| !shown(id)).collect()
}

/// What the form does not say: seconds of the beginning, and whether it was out of hours.
/// Whoever is added has to be within reach.
fn place(
    tx: &mut Tx<'_>,
    ask: &Ask,
    who: &Who,
    found: &Found,
    read: &mut Read,
) -> Result<(), Refusal> {
    let (reach, old) = (people::Reach::of(who), &found.contact.what);
    for id in read
        .with
        .iter()
        .filter(|id| !found.contact.with.contains(id))
    {
        participants::listed(tx, reach, *id)?.ok_or(Refusal::NotHere)?;
    }
    if read.what.happened_at == old.happened_at - old.happened_at.rem_euclid(60) {
        read.what.happened_at = old.happened_at;
    }
    read.what.out_of_hours = old.out_of_hours;
    if (read.what.happened_at, read.what.minutes) != (old.happened_at, old.minutes) {
        let at = jiff::Timestamp::from_second(read.what.happened_at).unwrap_or(ask.now);
        let at = at.to_zoned(ask.here().time_zone().clone());
        let hours = boundaries::window::pattern_of(tx, reach, found.contact.worker, &at)?;
        read.what.out_of_hours = outside(&hours, &read.what);
    }
    Ok(())
}

fn same(one: &[ParticipantId], other: &[ParticipantId]) -> bool {
    one.len() == other.len() && one.iter().all(|id| other.contains(id))
}

/// Both texts: theirs in words, ours in the form, ready to be saved as the next correction.
fn stale(
    tx: &mut Tx<'_>,
    ask: &Ask,
    who: &Who,
    now: &Desk,
    typed: &Typed,
) -> Result<kit::Page, Refusal> {
    let contact = &now.found.contact;
    let author = queries::earlier(tx, who.agency, contact.id)?
        .first()
        .map_or(contact.worker, |newest| newest.author);
    let name = people::names(tx, who.agency, &[author])?
        .remove(&author)
        .unwrap_or_default();
    let names = now.found.names();
    let theirs = contact::whole(ask.words(), &ask.here(), &now.lists, &contact.what, &names);
    let typed = Typed {
        version: contact.version.to_string(),
        ..typed.clone()
    };
    Ok(page(
        ask,
        now,
        &ask.new_key(),
        &typed,
        &[],
        Some((&name, theirs)),
    ))
}
