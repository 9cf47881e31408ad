//! The doors of a way back in. The link is single-use, which is its idempotency.

use people::way_back::{self, WayBack};
use web::{Answer, Ask, Refusal};

use super::pages;
use crate::arrive::{arrive, client, new_password};

/// The page behind the link.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    match look(&ask).await? {
        Some(found) => ask.page(pages::way_back(
            ask.words(),
            ask.param("token"),
            &found.name,
            None,
        )),
        None => ask.page(pages::closed(ask.words())),
    }
}

/// Comes back in with a new password; every other device is signed out.
pub async fn enter(ask: Ask) -> Result<Answer, Refusal> {
    let Some(found) = look(&ask).await? else {
        return ask.page(pages::closed(ask.words()));
    };
    let (agency, account) = (found.agency, found.account);
    let names: Vec<String> = ask
        .house
        .db
        .read(move |tx| Ok::<_, Refusal>(people::password::own_words(tx, agency, account)?))
        .await?;
    let own: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(["Fullcup"])
        .collect();
    let hash = match new_password(&ask, ask.form.get("password"), &own).await? {
        Ok(hash) => hash,
        Err(said) => {
            let page = pages::way_back(ask.words(), ask.param("token"), &found.name, Some(&said));
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (inner, browser, token) = (ask.clone(), client(&ask), ask.param("token").to_owned());
    let arrival = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            let entered = way_back::enter(tx, &token, &hash, &browser, now, chance)?;
            Ok(entered
                .map(|entered| arrive(tx, &inner, entered))
                .transpose()?)
        })
        .await?;
    match arrival {
        Some(arrival) => Ok(arrival.answer(&ask, true, None, "/account")),
        None => ask.page(pages::closed(ask.words())),
    }
}

async fn look(ask: &Ask) -> Result<Option<WayBack>, Refusal> {
    let (token, now) = (ask.param("token").to_owned(), ask.now_s());
    ask.house
        .db
        .read(move |tx| Ok(way_back::look(tx, &token, now)?))
        .await
}
