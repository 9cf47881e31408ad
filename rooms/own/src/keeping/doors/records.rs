//! Records going in and out.

use std::sync::Arc;

use domain::id::{AccountId, AgencyId};
use serde_json::{Value, json};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal};

use crate::keeping::{
    forms::{self, Checked, Item, Since, Sync},
    queries::{self, Change, NewVersion},
    rules::{self, Offered, Stored, Verdict},
};

/// A record on its way in, with what its header says or why it cannot stay.
pub type Looked = (Item, Result<Checked, &'static str>);

/// Looks at the headers of records, off the threads that answer requests: there may be much to hash.
pub async fn looked(ask: &Ask, vid: &str, items: Vec<Item>) -> Result<Arc<Vec<Looked>>, Refusal> {
    let bytes: usize = items.iter().map(|item| item.jwe.len()).sum();
    // One record above the limit for all is told as such, beside the others.
    let most = rules::MOST_BYTES.max(vault::LARGEST_RECORD);
    if items.len() > rules::MOST_ITEMS || bytes > most {
        return Err(Refusal::TooLarge);
    }
    let vid = vid.to_owned();
    let looked = ask
        .blocking(move || {
            items
                .into_iter()
                .map(|item| {
                    let checked = forms::item(&item, &vid);
                    (item, checked)
                })
                .collect()
        })
        .await?;
    Ok(Arc::new(looked))
}

/// Takes records in and gives out what changed. Each record is decided by itself: one that cannot stay
/// never stops another. An empty one only reads.
pub async fn sync(ask: Ask) -> Result<Answer, Refusal> {
    let sent: Sync = ask.json()?;
    let who = ask.who()?;
    let (agency, person) = (who.agency, who.account);
    let (vid, since) = (sent.vid, sent.since);
    let mut results = vec![];
    let mut own = vec![];
    if !sent.items.is_empty() {
        let items = looked(&ask, &vid, sent.items).await?;
        let today = rules::day(ask.now).to_string();
        let (vid, said) = (vid.clone(), sent.restored);
        (results, own) = ask
            .write(move |tx| {
                let back = said.as_ref().is_some_and(|said| !said.is_empty());
                let went_back = back && said.as_deref() == Some(&*queries::restored(tx, agency)?);
                take_in(tx, (agency, person), &vid, &items, &today, went_back)
            })
            .await?;
    }
    let answer = ask
        .read(move |tx, reach| {
            let vault = queries::open_of(tx, reach.agency, reach.viewer)?
                .filter(|vault| vault.vid == vid)
                .ok_or(Refusal::NotHere)?;
            let page = (rules::MOST_CHANGES, rules::PAGE_BYTES);
            let (changes, more) = queries::changes(tx, agency, &vid, since, page)?;
            // What this very request brought is known to its device.
            let news = changes.into_iter().filter(|one| !own.contains(&one.seq));
            Ok(json!({
                "results": results,
                "changes": told(news),
                "more": more,
                "total": vault.records,
                "seq": vault.seq,
                "restored": queries::restored(tx, agency)?,
                "n": vault.n,
                "epoch": vault.epoch,
            }))
        })
        .await?;
    Ok(Answer::Json(answer))
}

fn told(changes: impl Iterator<Item = Change>) -> Vec<Value> {
    changes
        .map(|one| json!({ "rid": one.rid, "seq": one.seq, "jwe": one.jwe }))
        .collect()
}

/// Takes records in: what each of them is told, and the numbers that were given.
fn take_in(
    tx: &mut Tx<'_>,
    (agency, person): (AgencyId, AccountId),
    vid: &str,
    items: &[Looked],
    today: &str,
    went_back: bool,
) -> Result<(Vec<Value>, Vec<i64>), Refusal> {
    queries::after_one_another(tx);
    let vault = queries::open_of(tx, agency, person)?
        .filter(|vault| vault.vid == vid)
        .ok_or(Refusal::NotHere)?;
    let (mut seq, mut records) = (vault.seq, vault.records);
    let mut results = vec![];
    for (item, checked) in items {
        let rid = &item.rid;
        let one = match checked {
            Err(reason) => {
                results.push(json!({ "rid": rid, "refused": reason }));
                continue;
            }
            Ok(one) => one,
        };
        let stored = queries::find(tx, agency, vid, rid)?;
        let offered = Offered {
            ver: one.ver,
            prev: &one.prev,
            epoch: one.epoch,
            hash: &one.hash,
        };
        let known = stored.as_ref().map(|kept| Stored {
            ver: kept.ver,
            hash: &kept.hash,
        });
        let new = NewVersion {
            rid,
            ver: one.ver,
            seq: seq + 1,
            epoch: one.epoch,
            hash: &one.hash,
            jwe: &item.jwe,
        };
        let verdict = rules::judge(&offered, known.as_ref(), vault.epoch, went_back);
        results.push(match verdict {
            Verdict::Same => taken(rid, one, stored.map_or(0, |kept| kept.seq)),
            Verdict::First if records >= rules::MOST_RECORDS => {
                json!({ "rid": rid, "refused": "full" })
            }
            Verdict::First => {
                queries::first(tx, agency, vid, &new, today)?;
                (seq, records) = (seq + 1, records + 1);
                taken(rid, one, seq)
            }
            Verdict::Next => {
                queries::next(tx, agency, vid, &new, today)?;
                seq += 1;
                taken(rid, one, seq)
            }
            Verdict::NoParent => json!({ "rid": rid, "refused": "parent" }),
            Verdict::OtherKey | Verdict::Conflict => {
                match queries::was(tx, agency, vid, (rid, one.ver))? {
                    // It was taken before, and somebody built on it since: its answer was lost.
                    Some(was) if was.hash == one.hash => taken(rid, one, was.seq),
                    _ if verdict == Verdict::OtherKey => json!({ "rid": rid, "refused": "epoch" }),
                    _ => conflict(tx, agency, vid, rid)?,
                }
            }
        });
    }
    if seq > vault.seq {
        queries::counted(tx, agency, vid, (seq, records))?;
    }
    Ok((results, (vault.seq + 1..=seq).collect()))
}

/// What is told of a record that is here. The hash is of what is stored: its sender compares.
fn taken(rid: &str, one: &Checked, seq: i64) -> Value {
    json!({ "rid": rid, "ok": true, "seq": seq, "hash": one.hash })
}

/// What somebody is told who was not the first: what is stored now.
pub fn conflict(tx: &mut Tx<'_>, agency: AgencyId, vid: &str, rid: &str) -> Result<Value, Error> {
    let now = queries::jwe(tx, agency, vid, rid)?;
    Ok(json!({ "rid": rid, "conflict": { "jwe": now.jwe, "seq": now.seq } }))
}

/// Earlier versions of a record, the newest first; `?before=` a version for the rest.
pub async fn history(ask: Ask) -> Result<Answer, Refusal> {
    let rid = ask.param("rid").to_owned();
    let below: i64 = ask.query.get("before").parse().unwrap_or(i64::MAX);
    let answer = ask
        .read(move |tx, reach| {
            let vault =
                queries::open_of(tx, reach.agency, reach.viewer)?.ok_or(Refusal::NotHere)?;
            let most = rules::MOST_EARLIER;
            let list = queries::earlier(tx, reach.agency, &vault.vid, (&rid, below), most)?;
            let full = list.len() == usize::try_from(most).unwrap_or(0);
            let (mut bytes, mut items) = (0, vec![]);
            for one in list {
                bytes += one.jwe.len();
                if !items.is_empty() && bytes > rules::MOST_BYTES {
                    return Ok(json!({ "items": items, "more": true }));
                }
                items.push(json!({ "ver": one.ver, "jwe": one.jwe, "day": one.day }));
            }
            Ok(json!({ "items": items, "more": full }))
        })
        .await?;
    Ok(Answer::Json(answer))
}

/// What is in a box that is put aside.
pub async fn aside_changes(ask: Ask) -> Result<Answer, Refusal> {
    let sent: Result<Since, Refusal> = ask.json();
    let vid = ask.param("vid").to_owned();
    let answer = ask
        .read(move |tx, reach| {
            let vault = queries::with_vid(tx, reach.agency, reach.viewer, &vid)?
                .filter(|vault| vault.place > 0)
                .ok_or(Refusal::NotHere)?;
            let (since, page) = (sent?.since, (rules::MOST_CHANGES, rules::PAGE_BYTES));
            let (changes, more) = queries::changes(tx, reach.agency, &vid, since, page)?;
            Ok(json!({
                "changes": told(changes.into_iter()),
                "more": more,
                "total": vault.records,
                "seq": vault.seq,
            }))
        })
        .await?;
    Ok(Answer::Json(answer))
}
