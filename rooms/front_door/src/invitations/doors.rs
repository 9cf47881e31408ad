//! The doors of an invitation. The link is single-use, which is its idempotency.

use people::invitation::{self, Invitation};
use web::{Answer, Ask, Refusal};

use super::pages;
use crate::arrive::{arrive, client, new_password};

/// The page behind the link.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    match look(&ask).await? {
        Some(found) => ask.page(pages::invitation(
            ask.words(),
            ask.param("token"),
            &found,
            None,
        )),
        None => ask.page(pages::closed(ask.words())),
    }
}

/// Comes in with a new password.
pub async fn accept(ask: Ask) -> Result<Answer, Refusal> {
    let Some(found) = look(&ask).await? else {
        return ask.page(pages::closed(ask.words()));
    };
    let own = [found.name.as_str(), &found.email, &found.program, "Fullcup"];
    let hash = match new_password(&ask, ask.form.get("password"), &own).await? {
        Ok(hash) => hash,
        Err(said) => {
            let page = pages::invitation(ask.words(), ask.param("token"), &found, Some(&said));
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (inner, browser, token) = (ask.clone(), client(&ask), ask.param("token").to_owned());
    let arrival = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            let entered = invitation::accept(tx, &token, Some(&hash), &browser, now, chance)?;
            Ok(entered
                .map(|entered| arrive(tx, &inner, entered))
                .transpose()?)
        })
        .await?;
    match arrival {
        Some(arrival) => Ok(arrival.answer(&ask, !ask.form.has("shared"), None, "/")),
        None => ask.page(pages::closed(ask.words())),
    }
}

async fn look(ask: &Ask) -> Result<Option<Invitation>, Refusal> {
    let (token, now) = (ask.param("token").to_owned(), ask.now_s());
    ask.house
        .db
        .read(move |tx| Ok(invitation::look(tx, &token, now)?))
        .await
}
