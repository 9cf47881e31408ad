//! The boxes themselves: how one stands, a new one, starting again, and those put aside.

use people::Who;
use serde_json::{Value, json};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal};

use super::{Outcome, senseless};
use crate::keeping::{
    forms::{self, NewBox, SlotIn},
    queries::{self, NewVault, Slot, Vault},
    rules,
};

/// Whose box it is, and how it stands.
pub async fn state(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let state = ask.read(move |tx, _| Ok(state_of(tx, &who)?)).await?;
    Ok(Answer::Json(state))
}

/// What every state begins with.
fn whose(tx: &mut Tx<'_>, who: &Who) -> Result<Value, Error> {
    let roles: Vec<&str> = who.roles.iter().map(domain::role::Role::slug).collect();
    Ok(json!({
        "account": who.account.to_string(),
        "name": who.name,
        "roles": roles,
        "restored": queries::restored(tx, who.agency)?,
        "leaving": (who.left_at != 0).then(|| rules::goes_on(who.left_at)),
    }))
}

/// How the person's box stands; `none` without one.
pub fn state_of(tx: &mut Tx<'_>, who: &Who) -> Result<Value, Error> {
    let mut state = if let Some(vault) = queries::open_of(tx, who.agency, who.account)? {
        box_of(tx, who, &vault)?
    } else {
        let mut state = whose(tx, who)?;
        put(&mut state, json!({ "none": true }));
        state
    };
    let aside: Vec<Value> = queries::asides(tx, who.agency, who.account)?
        .into_iter()
        .map(|aside| json!({ "vid": aside.vid, "until": aside.until }))
        .collect();
    put(&mut state, json!({ "sealed": aside }));
    Ok(state)
}

fn box_of(tx: &mut Tx<'_>, who: &Who, vault: &Vault) -> Result<Value, Error> {
    let mut state = whose(tx, who)?;
    let stated = queries::stated(tx, who.agency, &vault.vid, vault.stated)?;
    let slots: Vec<Value> = queries::slots(tx, who.agency, &vault.vid)?
        .into_iter()
        .map(|slot| json!({ "sid": slot.sid, "kind": slot.kind, "jwe": slot.jwe }))
        .collect();
    let refused =
        (vault.refused > 0).then(|| json!({ "count": vault.refused, "day": vault.refused_on }));
    put(
        &mut state,
        json!({
            "vid": vault.vid,
            "n": vault.n,
            "epoch": vault.epoch,
            "statement": stated.statement,
            "list": stated.list,
            "slots": slots,
            "seq": vault.seq,
            "total": vault.records,
            "erasing": (!vault.erase_on.is_empty()).then_some(&vault.erase_on),
            "refused_control": refused,
        }),
    );
    Ok(state)
}

fn put(state: &mut Value, more: Value) {
    if let (Some(state), Value::Object(more)) = (state.as_object_mut(), more) {
        state.extend(more);
    }
}

/// The slots as they are stored.
pub fn stored(slots: &[SlotIn]) -> Vec<Slot> {
    slots
        .iter()
        .map(|slot| Slot {
            sid: slot.sid.clone(),
            kind: slot.kind.word().to_owned(),
            jwe: slot.jwe.clone(),
        })
        .collect()
}

/// Makes the first box of a person. A second phone that comes later is told of the one there is.
pub async fn new(ask: Ask) -> Result<Answer, Refusal> {
    made(ask, false).await
}

/// Starts again with an empty box. The old one is put aside and never overwritten: its code may turn up.
pub async fn again(ask: Ask) -> Result<Answer, Refusal> {
    made(ask, true).await
}

async fn made(ask: Ask, again: bool) -> Result<Answer, Refusal> {
    let sent: NewBox = ask.json()?;
    let checked = forms::new_box(&sent);
    let statement = match checked {
        Ok(statement) => statement,
        Err(refused) => return Ok(senseless(refused.reason())),
    };
    let new = NewVault {
        vid: sent.vid.clone(),
        sign: (statement.sign.x, statement.sign.y),
        said: vault::hash(&sent.statement),
        statement: sent.statement,
        list: sent.list,
        slots: stored(&sent.slots),
    };
    let who = ask.who()?.clone();
    let until = rules::aside_until(rules::day(ask.now));
    let job = move |tx: &mut Tx<'_>| -> Result<Outcome, Refusal> {
        queries::after_one_another(tx);
        let (agency, person) = (who.agency, who.account);
        if let Some(open) = queries::open_of(tx, agency, person)? {
            let first = queries::stated(tx, agency, &open.vid, 0)?;
            if open.vid == new.vid && first.statement == new.statement {
                return Ok(Outcome::State(state_of(tx, &who)?));
            }
            if !again {
                return Ok(Outcome::Not(409, "exists", state_of(tx, &who)?));
            }
        }
        // A name is 16 bytes of chance: one that is there already was not thrown.
        if queries::taken(tx, agency, &new.vid)? {
            return Ok(Outcome::Not(422, "vid", json!({})));
        }
        if queries::asides(tx, agency, person)?.len() >= rules::MOST_ASIDE {
            return Ok(Outcome::Not(409, "too-many", state_of(tx, &who)?));
        }
        queries::set_aside(tx, agency, person, &until)?;
        queries::insert(tx, agency, person, &new)?;
        Ok(Outcome::State(state_of(tx, &who)?))
    };
    Ok(ask.write(job).await?.answer())
}

/// Every epoch statement after a control write (`?after=`), the oldest first: for a device that was away.
pub async fn statements(ask: Ask) -> Result<Answer, Refusal> {
    let after: i64 = ask.query.get("after").parse().unwrap_or(-1);
    let answer = ask
        .read(move |tx, reach| {
            let vault =
                queries::open_of(tx, reach.agency, reach.viewer)?.ok_or(Refusal::NotHere)?;
            let most = rules::MOST_STATEMENTS;
            let list = queries::statements_of(tx, reach.agency, &vault.vid, after, most)?;
            let items: Vec<Value> = list
                .into_iter()
                .map(|one| json!({ "n": one.n, "epoch": one.epoch, "statement": one.statement }))
                .collect();
            Ok(json!({ "items": items }))
        })
        .await?;
    Ok(Answer::Json(answer))
}

/// How a box stands that is put aside.
pub async fn aside(ask: Ask) -> Result<Answer, Refusal> {
    let (who, vid) = (ask.who()?.clone(), ask.param("vid").to_owned());
    let state = ask
        .read(move |tx, _| {
            let vault = queries::with_vid(tx, who.agency, who.account, &vid)?
                .filter(|vault| vault.place > 0)
                .ok_or(Refusal::NotHere)?;
            let mut state = box_of(tx, &who, &vault)?;
            put(&mut state, json!({ "until": vault.until_on }));
            Ok(state)
        })
        .await?;
    Ok(Answer::Json(state))
}
