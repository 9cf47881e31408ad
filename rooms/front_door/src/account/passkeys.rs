//! The doors of passkeys: the list, and the two that client code calls to add one.

use people::{device, passkey, passkey::Refused, password};
use serde::Deserialize;
use serde_json::Value;
use web::{Answer, Ask, Refusal};

use super::{
    doors::{done, number},
    forms, rules, ways_in, ways_in_pages as pages,
};

/// What the browser answered.
#[derive(Deserialize)]
struct Finish {
    ticket: String,
    credential: Value,
}

fn refuse(refused: Refused) -> Refusal {
    match refused {
        Refused::Database(error) => error.into(),
        Refused::Ceremony(error) => Refusal::broken(error),
        Refused::NotAccepted | Refused::VaultSecret | Refused::CannotAdd => Refusal::Unreadable,
    }
}

async fn page(ask: &Ask, fix: Option<&'static str>) -> Result<kit::Page, Refusal> {
    let who = ask.who()?.clone();
    let (list, has_password) = ask
        .read(move |tx, _| {
            Ok((
                passkey::list(tx, &who)?,
                password::stored(tx, &who)?.is_some(),
            ))
        })
        .await?;
    let view = pages::Passkeys {
        may_remove: rules::may_remove_passkey(list.len(), has_password),
        list: &list,
        touch: ask.house.passkeys.is_some(),
        said: rules::said(ask.query.get("said")),
        fix,
    };
    Ok(pages::passkeys(ask.words(), &view, &ask.here(), &|| {
        ask.new_key()
    }))
}

/// The asking person's passkeys.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let page = page(&ask, None).await?;
    ask.page(page)
}

/// Where a new passkey leads.
const ADDED: &str = "/account/passkeys?said=passkey-added";

/// Begins to add one.
pub async fn start(ask: Ask) -> Result<Answer, Refusal> {
    let passkeys = ask.house.passkeys.clone().ok_or(Refusal::NotHere)?;
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let begun = ask
        .read(move |tx, _| {
            passkeys
                .start_registration(tx, &who, now, &*chance)
                .map_err(refuse)
        })
        .await?;
    let options = begun.options.get("publicKey").unwrap_or(&Value::Null);
    Ok(Answer::Json(
        serde_json::json!({ "ticket": begun.ceremony, "publicKey": options }),
    ))
}

/// Adds the one that answered. It is called after the browser, and can be renamed.
pub async fn finish(ask: Ask) -> Result<Answer, Refusal> {
    let passkeys = ask.house.passkeys.clone().ok_or(Refusal::NotHere)?;
    let sent: Finish = ask.json()?;
    let Some(answer) = passkeys.take(&sent.ticket, sent.credential, ask.now_s()) else {
        // A ticket is good once: the same answer again comes from a second press.
        return ask.renewed_before().await?.ok_or(Refusal::Unreadable);
    };
    let label = device::label(ask.user_agent());
    let name = super::pages::device(ask.words(), &label);
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let asked = ask.clone();
    let token = ask
        .write(move |tx| {
            let token = passkeys
                .register(tx, &who, &answer, &name, now, &*chance)
                .map_err(refuse)?;
            asked.will_renew(&token, ADDED);
            Ok(token)
        })
        .await?;
    Ok(ask.renewed(&token, ADDED))
}

/// Gives one another name.
pub async fn rename(ask: Ask) -> Result<Answer, Refusal> {
    let key = number(&ask, "key")?;
    let name = match forms::name(ask.form.get("name")) {
        Ok(name) => name,
        Err(word) => {
            let page = page(&ask, Some(word)).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    ask.change(move |tx, who| {
        passkey::rename(tx, who, key, &name)?;
        Ok(people::change::Receipt {
            to: "/account/passkeys?said=passkey-renamed".to_owned(),
        })
    })
    .await
}

/// Removes one, unless it is the last way in.
pub async fn remove(ask: Ask) -> Result<Answer, Refusal> {
    let key = number(&ask, "key")?;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let kept = crate::aside::Aside::new();
    let left = kept.clone();
    let answer = ways_in::renewing(&ask, move |tx, who| {
        let list = passkey::list(tx, who)?;
        if list.iter().all(|one| one.id != key) {
            return Err(Refusal::NotHere);
        }
        let has_password = password::stored(tx, who)?.is_some();
        if !rules::may_remove_passkey(list.len(), has_password) {
            left.put("account-fix-last-way");
            return Err(Refusal::NotHere);
        }
        let token = passkey::remove(tx, who, key, now, &*chance)?;
        Ok((token, done("passkey-removed")))
    })
    .await;
    match kept.take() {
        Some(word) => {
            let page = page(&ask, Some(word)).await?;
            Err(Refusal::Fix(Box::new(page)))
        }
        None => answer,
    }
}
