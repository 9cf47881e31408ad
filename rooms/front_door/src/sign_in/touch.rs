//! Signing in with one touch: the doors that client code knocks at.

use people::passkey;
use serde::Deserialize;
use serde_json::{Value, json};
use web::{Answer, Ask, Refusal};

use crate::arrive::{arrive, client};

/// What the browser needs to ask for a passkey.
pub async fn start(ask: Ask) -> Result<Answer, Refusal> {
    let passkeys = ask.house.passkeys.clone().ok_or(Refusal::NotHere)?;
    let started = passkeys
        .start_sign_in(ask.now_s(), &*ask.house.chance)
        .map_err(Refusal::broken)?;
    Ok(Answer::Json(
        json!({ "ticket": started.ceremony, "publicKey": started.options["publicKey"] }),
    ))
}

#[derive(Deserialize)]
struct Touched {
    ticket: String,
    credential: Value,
    #[serde(default)]
    lasting: bool,
    #[serde(default)]
    next: String,
}

/// Signs in with what the browser answered.
pub async fn finish(ask: Ask) -> Result<Answer, Refusal> {
    let passkeys = ask.house.passkeys.clone().ok_or(Refusal::NotHere)?;
    let sent: Touched = ask.json()?;
    let ceremony = passkeys
        .take(&sent.ticket, sent.credential, ask.now_s())
        .ok_or(Refusal::SignIn)?;
    let (inner, browser) = (ask.clone(), client(&ask));
    let arrival = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            let entered = passkeys
                .sign_in(tx, &ceremony, &browser, now, chance)
                .map_err(refused)?;
            Ok(arrive(tx, &inner, entered)?)
        })
        .await?;
    Ok(arrival.json(&ask, sent.lasting, &sent.next))
}

/// A passkey that is not ours, or a body that must not be sent, opens nothing.
fn refused(refused: passkey::Refused) -> Refusal {
    match refused {
        passkey::Refused::Database(error) => error.into(),
        passkey::Refused::NotAccepted | passkey::Refused::CannotAdd => Refusal::SignIn,
        passkey::Refused::VaultSecret => Refusal::Unreadable,
        passkey::Refused::Ceremony(error) => Refusal::broken(error),
    }
}
