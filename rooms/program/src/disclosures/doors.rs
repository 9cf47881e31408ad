//! The doors of copies and their ledger.

use alongside::window::{Scope, record};
use domain::{
    id::{Id, Participant, ParticipantId},
    notice,
    role::Role,
};
use people::audit::{self, Leaf};
use people::change::Receipt;
use web::{Answer, Ask, Refusal};

use super::{
    forms::{Problem, Typed, What},
    pages,
    queries::{self, Disclosure, DisclosureId},
};

/// For how long the one who gave a copy can open it to print it, in seconds.
const OPEN_FOR: i64 = 3_600;
/// Lines of the ledger on a page.
const PAGE: usize = 50;

fn leaf(action: &'static str, id: ParticipantId) -> Leaf {
    Leaf {
        action,
        subject: "participant",
        subject_id: id.get(),
        participant: id.get(),
    }
}

async fn form(ask: &Ask, typed: &Typed, problems: &[Problem]) -> Result<kit::Page, Refusal> {
    let (who, id) = (ask.who()?.clone(), ask.id::<Participant>("id")?);
    let (name, audience, given, names) = ask
        .read(move |tx, _| {
            let found = record::name(tx, Scope::of(&who), id)?;
            let (name, audience) = found.ok_or(Refusal::NotHere)?;
            let given = queries::of(tx, who.agency, id)?;
            let by: Vec<_> = given.iter().map(|given| given.by).collect();
            Ok((name, audience, given, people::names(tx, who.agency, &by)?))
        })
        .await?;
    ask.look(leaf("participant.open", id)).await?;
    let view = pages::Copies {
        id,
        name: &name,
        given: &given,
        names: &names,
        typed,
        problems,
    };
    let who = ask.who_line(&audience);
    Ok(pages::copies(
        ask.words(),
        &ask.here(),
        who,
        &view,
        &ask.key(),
    ))
}

/// `GET /people/{id}/copy`: who got a copy so far, and the form for one.
pub async fn copies(ask: Ask) -> Result<Answer, Refusal> {
    let page = form(&ask, &Typed::default(), &[]).await?;
    ask.page(page)
}

/// `POST /people/{id}/copy`: writes it into the ledger, then leads to the copy.
pub async fn give(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id::<Participant>("id")?;
    let typed = Typed::of(&ask.form);
    let problems = typed.problems();
    if !problems.is_empty() {
        let page = form(&ask, &typed, &problems).await?;
        return Err(Refusal::Fix(Box::new(page)));
    }
    let (copy, now): (DisclosureId, i64) = (ask.new_id(), ask.now_s());
    let chance = ask.house.chance.clone();
    ask.change(move |tx, who| {
        record::name(tx, Scope::of(who), id)?.ok_or(Refusal::NotHere)?;
        let given = Disclosure {
            id: copy,
            program: who.program,
            participant: id,
            at: now,
            by: who.account,
            recipient: typed.recipient.clone(),
            address: typed.address.clone(),
            purpose: typed.purpose.clone(),
            scope: typed.scope.clone(),
            what: typed.what.slug().to_owned(),
            notice: notice::LONG.slug.to_owned(),
        };
        queries::write(tx, who.agency, &given)?;
        audit::record(tx, who, &leaf("participant.copy", id), now, &*chance)?;
        Ok(Receipt {
            to: format!("/people/{id}/copy/{copy}"),
        })
    })
    .await
}

/// `GET /people/{id}/copy/{copy}`: the copy, to print, for whoever gave it within the hour.
pub async fn copy(ask: Ask) -> Result<Answer, Refusal> {
    let (id, copy) = (ask.id::<Participant>("id")?, ask.id("copy")?);
    let (who, since) = (ask.who()?.clone(), ask.now_s() - OPEN_FOR);
    let (given, record, audience, worker) = ask
        .read(move |tx, _| {
            let given = queries::one(tx, (who.agency, who.account), copy, id, since)?;
            let given = given.ok_or(Refusal::NotHere)?;
            let found = record::of(tx, Scope::of(&who), id)?;
            let (record, audience) = found.ok_or(Refusal::NotHere)?;
            let worker = people::names(tx, who.agency, &[record.worker])?.remove(&record.worker);
            Ok((given, record, audience, worker))
        })
        .await?;
    ask.look(leaf("participant.print", id)).await?;
    let view = pages::Copy {
        id,
        given: &given,
        record: &record,
        worker: worker.as_deref(),
        what: What::from_slug(&given.what).unwrap_or_default(),
    };
    let who = ask.who_line(&audience);
    ask.page(pages::copy(ask.words(), &ask.here(), who, &view))
}

/// `GET /program/disclosures`: the ledger of the program.
pub async fn ledger(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let whole = who.is(Role::PrivacyOfficer);
    let below = ask
        .query
        .get("below")
        .parse()
        .unwrap_or_else(|_| Id::from_i64(i64::MAX));
    let (mut given, names) = ask
        .read(move |tx, _| {
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let given = queries::ledger(tx, (who.agency, who.program), below, limit)?;
            let by: Vec<_> = given.iter().map(|given| given.by).collect();
            Ok((given, people::names(tx, who.agency, &by)?))
        })
        .await?;
    let more = given.len() > PAGE;
    given.truncate(PAGE);
    if whole {
        let leaf = Leaf {
            action: "disclosure.list",
            subject: "page",
            subject_id: 0,
            participant: 0,
        };
        ask.look(leaf).await?;
    }
    let page = pages::ledger(ask.words(), &ask.here(), &given, &names, (whole, more));
    ask.page(page)
}
