//! The doors of password, six-digit codes and recovery codes.
//!
//! Forms that carry a password, and those whose answer is shown once, go without an idempotency
//! key: a digest that is kept has no password in it, so a key could not tell two passwords apart, and no
//! receipt can hold a secret. Pressed twice, they do
//! no more than pressed once: the last codes and the last password are the ones that work.

use people::{
    agency,
    change::Receipt,
    password as passwords, recovery as recovery_codes, session,
    session::{How, Token},
    totp,
};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal};

use super::{doors::done, ways_in_pages as pages};
use crate::{arrive::new_password, aside::Aside};

/// Where a changed password leads.
const CHANGED: &str = "/account?said=password";

/// A change that also gives this session a new token. Pressed twice, both presses end alike.
pub async fn renewing<F>(ask: &Ask, mut job: F) -> Result<Answer, Refusal>
where
    F: FnMut(&mut Tx<'_>, &people::Who) -> Result<(Token, Receipt), Refusal> + Send + 'static,
{
    let renewed = Aside::new();
    let (left, asked) = (renewed.clone(), ask.clone());
    let answer = ask
        .change(move |tx, who| {
            let (token, receipt) = job(tx, who)?;
            asked.will_renew(&token, &receipt.to);
            left.put(token);
            Ok(receipt)
        })
        .await?;
    match (answer, renewed.take()) {
        (Answer::Go(to), Some(token)) => Ok(ask.renewed(&token, to)),
        // The second press, on its way before the first was done.
        (answer, _) => Ok(ask.renewed_before().await?.unwrap_or(answer)),
    }
}

/// Whether the present password is asked for: there is one, and this session did not begin with a
/// way back in.
fn asks_old(stored: Option<&str>, how: How) -> bool {
    let back = matches!(how, How::RecoveryCode | How::WayBack | How::Invitation);
    stored.is_some() && !back
}

struct Present {
    stored: Option<String>,
    asks_old: bool,
    own: Vec<String>,
    email: String,
}

async fn present(ask: &Ask) -> Result<Present, Refusal> {
    let who = ask.who()?.clone();
    ask.read(move |tx, _| {
        let stored = passwords::stored(tx, &who)?;
        let asks_old = asks_old(stored.as_deref(), session::how(tx, &who)?);
        let own = passwords::own_words(tx, who.agency, who.account)?;
        let account = people::account::find(tx, who.agency, who.account)?.ok_or(Error::NoRow)?;
        Ok(Present {
            stored,
            asks_old,
            own,
            email: account.email,
        })
    })
    .await
}

/// The form for a password.
pub async fn password(ask: Ask) -> Result<Answer, Refusal> {
    let present = present(&ask).await?;
    let page = pages::password(ask.words(), &present.email, present.asks_old, None, None);
    ask.page(page)
}

enum Old {
    Right,
    Wrong,
    /// Too many wrong ones in this hour.
    Wait,
}

/// Compares what was typed with the password that the account has now.
async fn try_old(ask: &Ask, stored: Option<String>) -> Result<Old, Refusal> {
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let begun = ask
        .write(move |tx| Ok(passwords::begin_old(tx, &who, now, &*chance)?))
        .await?;
    let Some(begun) = begun else {
        return Ok(Old::Wait);
    };
    let typed = domain::password::normalize(ask.form.get("old_password"));
    let hasher = ask.house.hasher.clone();
    let right = ask
        .blocking(move || hasher.check(&typed, stored.as_deref()))
        .await?
        .map_err(|people::password::Busy| Refusal::Later)?;
    let (who, chance) = (ask.who()?.clone(), ask.house.chance.clone());
    ask.write(move |tx| {
        Ok(if right {
            passwords::old_was_right(tx, &begun)?;
            Old::Right
        } else {
            passwords::old_was_wrong(tx, &who, now, &*chance)?;
            Old::Wrong
        })
    })
    .await
}

/// Changes the password; every other device is signed out.
pub async fn change_password(ask: Ask) -> Result<Answer, Refusal> {
    let present = present(&ask).await?;
    let w = ask.words();
    let fix = |old: Option<&str>, new: Option<&str>| {
        let page = pages::password(w, &present.email, present.asks_old, old, new);
        Err(Refusal::Fix(Box::new(page)))
    };
    if present.asks_old {
        let tried = try_old(&ask, present.stored.clone()).await?;
        // The second press, when the first has changed the password in between.
        if !matches!(tried, Old::Right)
            && let Some(answer) = ask.renewed_before().await?
        {
            return Ok(answer);
        }
        match tried {
            Old::Right => {}
            Old::Wrong => return fix(Some(&kit::t!(w, "account-fix-old")), None),
            Old::Wait => return fix(Some(&kit::t!(w, "account-fix-old-wait")), None),
        }
    }
    let own: Vec<&str> = present
        .own
        .iter()
        .map(String::as_str)
        .chain(["Fullcup"])
        .collect();
    let hash = match new_password(&ask, ask.form.get("new_password"), &own).await? {
        Ok(hash) => hash,
        Err(said) => return fix(None, Some(&said)),
    };
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let asked = ask.clone();
    let token = ask
        .write(move |tx| {
            let token = passwords::change(tx, &who, &hash, now, &*chance)?;
            asked.will_renew(&token, CHANGED);
            Ok(token)
        })
        .await?;
    Ok(ask.renewed(&token, CHANGED))
}

/// What the app calls this house.
fn issuer(tx: &mut Tx<'_>) -> Result<String, Error> {
    Ok(agency::sign_in_name(tx)?.unwrap_or_else(|| "Fullcup".to_owned()))
}

/// Six-digit codes: on, off, or waiting for the first code.
pub async fn codes(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let (on, waiting) = ask
        .read(move |tx, _| {
            let issuer = issuer(tx)?;
            let on = totp::is_on(tx, who.agency, who.account)?;
            Ok((on, totp::waiting(tx, &who, &issuer)?))
        })
        .await?;
    let key = ask.new_key();
    ask.page(match waiting {
        Some(enrollment) => pages::confirm(ask.words(), &enrollment, false, &key),
        None => pages::codes(ask.words(), on, &key),
    })
}

/// Makes a secret for the app; nothing is asked for until the first code.
pub async fn start_codes(ask: Ask) -> Result<Answer, Refusal> {
    let chance = ask.house.chance.clone();
    ask.change(move |tx, who| {
        let issuer = issuer(tx)?;
        totp::enroll(tx, who, &issuer, &*chance)?;
        Ok(Receipt {
            to: "/account/codes".to_owned(),
        })
    })
    .await
}

/// Turns codes on with the first one.
pub async fn confirm_codes(ask: Ask) -> Result<Answer, Refusal> {
    let (typed, now, chance) = (
        ask.form.get("code").to_owned(),
        ask.now_s(),
        ask.house.chance.clone(),
    );
    let asked = ask.clone();
    renewing(&ask, move |tx, who| {
        if let Some(token) = totp::confirm(tx, who, &typed, now, &*chance)? {
            return Ok((token, done("codes-on")));
        }
        let issuer = issuer(tx)?;
        let enrollment = totp::waiting(tx, who, &issuer)?.ok_or(Refusal::NotHere)?;
        let page = pages::confirm(asked.words(), &enrollment, true, &asked.key());
        Err(Refusal::Fix(Box::new(page)))
    })
    .await
}

/// Turns codes off.
pub async fn remove_codes(ask: Ask) -> Result<Answer, Refusal> {
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    renewing(&ask, move |tx, who| {
        let token = totp::remove(tx, who, now, &*chance)?;
        Ok((token, done("codes-off")))
    })
    .await
}

/// How many recovery codes are left.
pub async fn recovery(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let left = ask
        .read(move |tx, _| Ok(recovery_codes::left(tx, &who)?))
        .await?;
    ask.page(pages::recovery(ask.words(), left))
}

/// Makes ten new ones, shown this once.
pub async fn renew_recovery(ask: Ask) -> Result<Answer, Refusal> {
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let codes = ask
        .write(move |tx| Ok(recovery_codes::make(tx, &who, now, &*chance)?))
        .await?;
    ask.page(pages::new_codes(ask.words(), &codes))
}
