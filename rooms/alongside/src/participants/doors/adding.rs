//! Adding somebody, unless they may be here already.

use domain::{
    duplicate::{Band, Known, Person as Likeness, matches},
    id::AccountId,
    role::Role,
};
use kit::WhoLine;
use people::change::Receipt;
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{about, names, record, together};
use crate::participants::{
    forms::{self, Typed},
    pages::typing::{self, Workers},
    queries::{self, Alike, Details, NewPerson, Scope},
    refresh_need,
};

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
