//! Logging: the form, looking for somebody, saving.

use domain::text::{clean_line, fold};
use people::{Audience, Reach, Who, change::Receipt};
use storage::Tx;
use web::{Answer, Ask, Fields, Refusal};

use super::{draft, leaves, names, outside, record, widen};
use crate::{
    appointments::{self, Covered},
    contacts::{
        forms::{self, Problem, Typed},
        insert,
        pages::form::{self, Chip, Finding, For},
        queries::{self, Draft, DraftId, Lists, NewContact},
        settle,
    },
    counts::Place,
    participants::{self, Listed, Scope},
};

/// How many people are offered at once.
pub(super) const CHIPS: usize = 6;
/// How many people a search offers.
const FOUND: usize = 12;

/// What the form needs to know: whom to offer, the program's words, who will see it.
struct Ground {
    chips: Vec<Chip>,
    finding: Option<Finding>,
    lists: Lists,
    audience: Audience,
    usual: Option<(String, i64)>,
}

/// Which people a form begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Chosen {
    /// Somebody out of reach is not here: they were asked for just now.
    Asked,
    /// Somebody out of reach is left out: the draft may be older than a hand-over.
    Kept,
}

fn ground(
    tx: &mut Tx<'_>,
    who: &Who,
    typed: &Typed,
    (chosen, now): (Chosen, i64),
    find: Option<&str>,
) -> Result<Ground, Refusal> {
    let (reach, scope) = (Reach::of(who), Scope::of(who));
    let mut people: Vec<Listed> = vec![];
    // Somebody whom a supervisor sent the writer to: the name alone.
    let mut visited: Vec<Covered> = vec![];
    for id in typed.people().ok_or(Refusal::NotHere)? {
        if let Some(person) = participants::listed(tx, reach, id)? {
            people.push(person);
        } else if let Some(person) = appointments::covered(tx, reach, id, now)? {
            visited.push(person);
        } else if chosen == Chosen::Asked {
            return Err(Refusal::NotHere);
        }
    }
    let mut audience = Audience {
        others: vec![],
        you: true,
    };
    let workers = people.iter().map(|person| person.worker);
    let workers = workers.chain(visited.iter().map(|person| person.worker));
    let nobody = people.is_empty() && visited.is_empty();
    for worker in workers.chain(nobody.then_some(who.account)) {
        widen(&mut audience, participants::audience(tx, scope, worker)?);
    }
    let usual = match people.as_slice() {
        [person] if visited.is_empty() => queries::usual(tx, who.agency, who.account, person.id)?,
        _ => None,
    };
    let finding = if let Some(typed) = find {
        Some(search(tx, who, typed, &mut people)?)
    } else {
        recent(tx, who, &mut people)?;
        None
    };
    let lists = queries::lists(tx, who.agency, who.program)?;
    let chips = visited.into_iter().map(chip_of);
    let chips = chips.chain(people.into_iter().map(chip)).collect();
    Ok(Ground {
        chips,
        finding,
        lists,
        audience,
        usual,
    })
}

pub(super) fn chip(person: Listed) -> Chip {
    Chip {
        id: person.id.to_string(),
        name: person.name,
        pronouns: person.pronouns,
    }
}

pub(super) fn chip_of(visited: Covered) -> Chip {
    Chip {
        id: visited.participant.to_string(),
        name: visited.name,
        pronouns: String::new(),
    }
}

/// Adds the people met last, and if they are few, those who may need a contact soonest.
fn recent(tx: &mut Tx<'_>, who: &Who, people: &mut Vec<Listed>) -> Result<(), Refusal> {
    let reach = Reach::of(who);
    for id in queries::met(tx, who.agency, who.account)? {
        if people.len() >= CHIPS {
            return Ok(());
        }
        if people.iter().any(|known| known.id == id) {
            continue;
        }
        let person = participants::listed(tx, reach, id)?;
        people.extend(person.filter(|person| person.facts.state == 1));
    }
    let limit = i64::try_from(CHIPS).unwrap_or(i64::MAX);
    for person in participants::by_need(tx, reach, who.account, 1, None, limit)? {
        if people.len() < CHIPS && people.iter().all(|known| known.id != person.id) {
            people.push(person);
        }
    }
    Ok(())
}

/// Adds whom a name finds; without a name those who may need a contact soonest.
fn search(
    tx: &mut Tx<'_>,
    who: &Who,
    typed: &str,
    people: &mut Vec<Listed>,
) -> Result<Finding, Refusal> {
    let folded = fold(typed);
    let found = if folded.is_empty() {
        let limit = i64::try_from(FOUND).unwrap_or(i64::MAX);
        participants::by_need(tx, Reach::of(who), who.account, 1, None, limit)?
    } else {
        // People who wait for a worker have no contacts yet.
        let found = participants::search(tx, Scope::of(who), &folded)?;
        found
            .into_iter()
            .filter(|person| person.worker.get() != 0)
            .take(FOUND)
            .collect()
    };
    let finding = Finding {
        typed: clean_line(typed),
        found: found.len(),
    };
    for person in found {
        if people.iter().all(|known| known.id != person.id) {
            people.push(person);
        }
    }
    Ok(finding)
}

/// `GET /contacts/new`: an empty form, one for somebody, or a draft.
pub async fn new(ask: Ask) -> Result<Answer, Refusal> {
    let (who, now) = (ask.who()?.clone(), ask.now_s());
    let asked: Option<DraftId> = ask.query.get("draft").parse().ok();
    let with: Vec<String> = ask.query.all("with").map(str::to_owned).collect();
    let find = ask
        .query
        .has("find")
        .then(|| ask.query.get("find").to_owned());
    let (mut typed, kept, ground) = ask
        .read(move |tx, _| {
            let draft = match asked {
                Some(id) => queries::draft(tx, who.agency, who.account, id)?,
                None => None,
            };
            let (typed, chosen) = match &draft {
                Some(draft) => (typed_of(draft), Chosen::Kept),
                None => (
                    Typed {
                        with,
                        ..Typed::default()
                    },
                    Chosen::Asked,
                ),
            };
            let ground = ground(tx, &who, &typed, (chosen, now), find.as_deref())?;
            Ok((typed, draft.map(|draft| draft.id), ground))
        })
        .await?;
    ask.look(names()).await?;
    if let Some((kind, minutes)) = ground.usual.clone().filter(|_| kept.is_none()) {
        let offered = ground
            .lists
            .kinds
            .offered()
            .any(|choice| choice.slug == kind);
        if offered && typed.kind.is_empty() {
            typed.kind = kind;
            typed = typed.with_minutes(minutes);
        }
    }
    let said = (ask.query.get("undone") == "1").then(|| kit::t!(ask.words(), "contacts-undone"));
    let draft = (kept.unwrap_or_else(|| ask.new_id()), kept.is_some());
    ask.page(form_page(
        &ask,
        &ask.new_key(),
        draft,
        &typed,
        ground,
        &[],
        said,
    ))
}

fn typed_of(draft: &Draft) -> Typed {
    Fields::parse(draft.body.as_bytes())
        .map(|fields| Typed::of(&fields))
        .unwrap_or_default()
}

fn form_page(
    ask: &Ask,
    key: &str,
    (draft, kept): (DraftId, bool),
    typed: &Typed,
    ground: Ground,
    problems: &[Problem],
    said: Option<String>,
) -> kit::Page {
    let view = form::View {
        key,
        purpose: For::New {
            draft: draft.to_string(),
            kept,
        },
        typed,
        chips: &ground.chips,
        finding: ground.finding,
        lists: &ground.lists,
        problems,
        said,
    };
    form::page(ask.words(), ask.who_line(&ground.audience), &view)
}

/// `POST /contacts/find`: keeps what was typed and looks for somebody.
pub async fn find(ask: Ask) -> Result<Answer, Refusal> {
    let id = draft::store(&ask).await?;
    let query = [
        ("draft", id.to_string()),
        ("find", clean_line(ask.form.get("find"))),
    ];
    let query = Fields(query.map(|(name, value)| (name.to_owned(), value)).into());
    Ok(Answer::Go(format!("/contacts/new?{}", query.encode())))
}

/// `POST /contacts`: saves a contact, or shows what is to be put right with everything in it.
pub async fn log(ask: Ask) -> Result<Answer, Refusal> {
    if !fold(ask.form.get("find")).is_empty() {
        return find(ask).await;
    }
    let typed = Typed::of(&ask.form);
    let with = typed.people().ok_or(Refusal::NotHere)?;
    let (who, here) = (ask.who()?.clone(), ask.here());
    let (lists, hours) = ask
        .read(move |tx, reach| {
            let lists = queries::lists(tx, who.agency, who.program)?;
            let hours = boundaries::window::pattern_of(tx, reach, who.account, &here)?;
            Ok((lists, hours))
        })
        .await?;
    let mut read = match typed.read(with, &lists, &ask.here()) {
        Ok(read) => read,
        Err(problems) => return refuse(&ask, typed, problems).await,
    };
    read.what.out_of_hours = outside(&hours, &read.what);
    let new = NewContact {
        id: ask.new_id(),
        worker: ask.who()?.account,
        program: ask.who()?.program,
        place: Place::of(
            read.what.happened_at,
            read.what.minutes,
            ask.here().time_zone(),
            ask.who()?.team,
        ),
        recorded_at: ask.now_s(),
        with: read.with,
        what: read.what,
    };
    let draft: Option<DraftId> = ask.form.get("draft").parse().ok();
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        for id in &new.with {
            let within = participants::listed(tx, reach, *id)?.is_some();
            if !within && appointments::covered(tx, reach, *id, asked.now_s())?.is_none() {
                return Err(Refusal::NotHere);
            }
        }
        save(tx, who, &new)?;
        if let Some(draft) = draft {
            queries::drop_draft(tx, who.agency, who.account, draft)?;
        }
        let people: Vec<i64> = new.with.iter().map(|id| id.get()).collect();
        record(tx, &asked, who, &leaves("contact.log", new.id, &people))?;
        Ok(Receipt {
            to: format!("/contacts/{}/saved", new.id),
        })
    })
    .await
}

/// The contact, and what it changes about the people it was with.
fn save(tx: &mut Tx<'_>, who: &Who, new: &NewContact) -> Result<(), Refusal> {
    insert(tx, who.agency, new)?;
    for id in &new.with {
        settle(tx, who.agency, *id)?;
    }
    Ok(())
}

/// The form again, with everything in it, and kept as a draft too (ruling 5).
async fn refuse(ask: &Ask, typed: Typed, problems: Vec<Problem>) -> Result<Answer, Refusal> {
    let worth = forms::is_worth_keeping(&forms::typed_fields(&ask.form));
    let id = if worth {
        draft::store(ask).await?
    } else {
        draft::id(ask)
    };
    let (who, now) = (ask.who()?.clone(), ask.now_s());
    let (typed, ground) = ask
        .read(move |tx, _| {
            let ground = ground(tx, &who, &typed, (Chosen::Asked, now), None)?;
            Ok((typed, ground))
        })
        .await?;
    ask.look(names()).await?;
    let page = form_page(
        ask,
        &ask.key(),
        (id, worth),
        &typed,
        ground,
        &problems,
        None,
    );
    Err(Refusal::Fix(Box::new(page)))
}
