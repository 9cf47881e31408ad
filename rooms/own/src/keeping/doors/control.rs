//! What changes a box as a whole. Only its owner's signature does: no session, no role, no reset.

use domain::id::AgencyId;
use people::Who;
use serde_json::json;
use storage::Tx;
use vault::{Control, EpochStatement, Op, Point, Refused};
use web::{Answer, Ask, Refusal};

use super::{
    Outcome,
    boxes::{state_of, stored},
    records,
};
use crate::keeping::{
    forms::{self, ControlIn, PurgeBody, TurnBody, TurnIn},
    queries::{self, Staged, Stated, Vault},
    rules,
};

/// Does what a control statement asks for, once.
pub async fn control(ask: Ask) -> Result<Answer, Refusal> {
    let sent: ControlIn = ask.json()?;
    let who = ask.who()?.clone();
    let today = rules::day(ask.now);
    let job = move |tx: &mut Tx<'_>| -> Result<Outcome, Refusal> {
        queries::after_one_another(tx);
        let vault = queries::open_of(tx, who.agency, who.account)?.ok_or(Refusal::NotHere)?;
        // The same statement again: its answer was lost.
        if vault::hash(&sent.statement) == vault.said {
            return Ok(Outcome::State(state_of(tx, &who)?));
        }
        match done(tx, &who, &vault, &sent, today)? {
            Ok(()) => Ok(Outcome::State(state_of(tx, &who)?)),
            Err(Refused::Forged | Refused::ChangedKey) => {
                queries::refused(tx, who.agency, &vault.vid, &today.to_string())?;
                Ok(Outcome::Not(403, "signature", json!({})))
            }
            Err(Refused::Older) => Ok(Outcome::Not(409, "behind", state_of(tx, &who)?)),
            Err(other) => Ok(Outcome::Not(422, other.reason(), json!({}))),
        }
    };
    Ok(ask.write(job).await?.answer())
}

/// Checks everything first and writes only then. [`Refused::Older`]: it was signed for another state.
fn done(
    tx: &mut Tx<'_>,
    who: &Who,
    vault: &Vault,
    sent: &ControlIn,
    today: jiff::civil::Date,
) -> Result<Result<(), Refused>, Refusal> {
    let sign = Point {
        x: vault.sign.0.clone(),
        y: vault.sign.1.clone(),
    };
    let (agency, vid) = (who.agency, vault.vid.as_str());
    let n = u32::try_from(vault.n + 1).unwrap_or(u32::MAX);
    let control = match Control::verify(&sent.statement, &sign, vid, n) {
        Ok(control) => control,
        Err(refused) => return Ok(Err(refused)),
    };
    if i64::from(control.epoch) != vault.epoch {
        return Ok(Err(Refused::Older));
    }
    let said = vault::hash(&sent.statement);
    match control.op {
        Op::Slots | Op::Turn => {
            return stated(tx, agency, vault, &sign, sent, (&control, &said), today);
        }
        Op::Erase => queries::set_erase(tx, agency, vid, &rules::erase_on(today))?,
        Op::Keep => queries::set_erase(tx, agency, vid, "")?,
        Op::Purge => {
            let body: PurgeBody = match forms::body(&control) {
                Ok(body) => body,
                Err(refused) => return Ok(Err(refused)),
            };
            for rid in &body.rids {
                queries::purge_history(tx, agency, vid, rid)?;
            }
        }
    }
    queries::said(tx, agency, vid, (control.n.into(), &said))?;
    Ok(Ok(()))
}

/// A control statement that brings a new epoch statement: other slots, or another key.
fn stated(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    vault: &Vault,
    sign: &Point,
    sent: &ControlIn,
    (control, said): (&Control, &str),
    today: jiff::civil::Date,
) -> Result<Result<(), Refused>, Refusal> {
    let vid = vault.vid.as_str();
    let (new, jws, list, slots) = match forms::later(sent, vid, sign) {
        Ok(later) => later,
        Err(refused) => return Ok(Err(refused)),
    };
    let before = queries::stated(tx, agency, vid, vault.stated)?;
    let follows = new.n == control.n
        && new.prev == vault::hash(&before.statement)
        && forms::names_statement(control, &vault::hash(jws));
    if !follows {
        return Ok(Err(Refused::Older));
    }
    // What others seal to must not change without them.
    let receives = EpochStatement::verify(&before.statement, vid, sign).map(|old| old.receive);
    if receives != Ok(new.receive.clone()) {
        return Ok(Err(Refused::ChangedKey));
    }
    let turns = control.op == Op::Turn;
    if i64::from(new.epoch) != vault.epoch + i64::from(turns) {
        return Ok(Err(Refused::Epoch));
    }
    if turns {
        let body: TurnBody = match forms::body(control) {
            Ok(body) => body,
            Err(refused) => return Ok(Err(refused)),
        };
        let turn = (vid, body.name.as_str());
        let fits = body.epoch == i64::from(new.epoch)
            && queries::fits(tx, agency, turn, (body.count, body.epoch))?;
        // Something came in since it was staged, or is not here yet: nothing changes.
        if !fits {
            return Ok(Err(Refused::Older));
        }
        queries::commit(tx, agency, turn, vault.seq, &today.to_string())?;
        queries::counted(tx, agency, vid, (vault.seq + body.count, body.count))?;
    }
    let stated = Stated {
        n: control.n.into(),
        epoch: new.epoch.into(),
        statement: jws.to_owned(),
        list: list.to_owned(),
    };
    queries::state_slots(tx, agency, vid, &stated, &stored(slots))?;
    queries::in_force(tx, agency, vid, (stated.n, said, stated.epoch))?;
    Ok(Ok(()))
}

/// Stages records that are sealed anew under the next key. Nothing of the box changes by it.
pub async fn turn(ask: Ask) -> Result<Answer, Refusal> {
    let sent: TurnIn = ask.json()?;
    let named = (1..=64).contains(&sent.name.len())
        && sent
            .name
            .bytes()
            .all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign));
    if !named {
        return Ok(super::senseless("turn"));
    }
    let (vid, turn) = (sent.vid, sent.name);
    let items = records::looked(&ask, &vid, sent.items).await?;
    let who = ask.who()?.clone();
    let today = rules::day(ask.now).to_string();
    let job = move |tx: &mut Tx<'_>| -> Result<serde_json::Value, Refusal> {
        queries::after_one_another(tx);
        let vault = queries::open_of(tx, who.agency, who.account)?
            .filter(|vault| vault.vid == vid)
            .ok_or(Refusal::NotHere)?;
        let (mut results, mut fit) = (vec![], vec![]);
        for (item, checked) in items.iter() {
            let rid = &item.rid;
            let one = match checked {
                Ok(one) if one.epoch == vault.epoch + 1 => one,
                Ok(_) => {
                    results.push(json!({ "rid": rid, "refused": "epoch" }));
                    continue;
                }
                Err(reason) => {
                    results.push(json!({ "rid": rid, "refused": reason }));
                    continue;
                }
            };
            let stored = queries::find(tx, who.agency, &vid, rid)?;
            let follows = match &stored {
                Some(kept) => one.ver == kept.ver + 1 && one.prev == kept.hash,
                None => one.ver == 1,
            };
            if follows {
                fit.push(Staged {
                    rid: rid.clone(),
                    ver: one.ver,
                    epoch: one.epoch,
                    prev: one.prev.clone(),
                    hash: one.hash.clone(),
                    jwe: item.jwe.clone(),
                });
                results.push(json!({ "rid": rid, "ok": true }));
            } else if stored.is_some() {
                results.push(records::conflict(tx, who.agency, &vid, rid)?);
            } else {
                results.push(json!({ "rid": rid, "refused": "parent" }));
            }
        }
        queries::stage(tx, who.agency, (&vid, &turn), &fit, &today)?;
        Ok(json!({ "results": results, "seq": vault.seq, "n": vault.n, "epoch": vault.epoch }))
    };
    Ok(Answer::Json(ask.write(job).await?))
}
