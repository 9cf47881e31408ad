//! Links that let somebody in: an invitation, and the way back. Each is shown once and kept
//! nowhere; made again, the earlier one closes, so these forms need no idempotency key.

use domain::id::AccountId;
use people::{
    account,
    account::{By, Colleague, Refused},
    invitation as invitations, way_back as ways_back,
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    doors::{fix, one},
    forms, pages,
};
use crate::aside::Aside;

/// Makes a link: its path and its token, or the slug of why not.
async fn make<F>(ask: &Ask, mut job: F) -> Result<Result<String, &'static str>, Refusal>
where
    F: FnMut(&mut Tx<'_>) -> Result<String, Refused> + Send + 'static,
{
    let refused = Aside::new();
    let left = refused.clone();
    let made = ask
        .write(move |tx| job(tx).map_err(|error| left.refuse(error)))
        .await;
    match (made, refused.take()) {
        (Ok(token), _) => Ok(Ok(token)),
        (Err(_), Some(slug)) => Ok(Err(slug)),
        (Err(refusal), None) => Err(refusal),
    }
}

fn address(ask: &Ask, room: &str, token: &str) -> String {
    format!("{}/{room}/{token}", ask.house.public_url)
}

/// Makes an invitation; earlier ones of this account close.
pub async fn invitation(ask: Ask) -> Result<Answer, Refusal> {
    let id: AccountId = ask.id("account")?;
    let name = one(&ask, id).await?.account.name;
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    let made = make(&ask, move |tx| {
        invitations::make(tx, &By::from(&who), id, now, &*chance)
    });
    match made.await? {
        Ok(token) => {
            let link = address(&ask, "invitations", &token);
            let back = format!("/accounts/{id}");
            ask.page(pages::invitation(ask.words(), &name, &link, &back))
        }
        Err(slug) => fix(&ask, id, forms::refused(slug), |_| {}).await,
    }
}

async fn make_way_back(ask: &Ask, id: AccountId) -> Result<Result<String, &'static str>, Refusal> {
    let (who, now, chance) = (ask.who()?.clone(), ask.now_s(), ask.house.chance.clone());
    make(ask, move |tx| ways_back::make(tx, &who, id, now, &*chance)).await
}

/// Makes a way back in, to hand over in person; the owner is told.
pub async fn way_back(ask: Ask) -> Result<Answer, Refusal> {
    let id: AccountId = ask.id("account")?;
    let name = one(&ask, id).await?.account.name;
    match make_way_back(&ask, id).await? {
        Ok(token) => {
            let link = address(&ask, "way-back", &token);
            let back = format!("/accounts/{id}");
            ask.page(pages::way_back(ask.words(), &name, &link, &back))
        }
        Err(slug) => fix(&ask, id, forms::refused(slug), |_| {}).await,
    }
}

async fn supervised(ask: &Ask) -> Result<Vec<Colleague>, Refusal> {
    let who = ask.who()?.clone();
    ask.read(move |tx, _| Ok(account::supervised_by(tx, who.agency, who.account)?))
        .await
}

/// The people whom the asking supervisor may let back in.
pub async fn team(ask: Ask) -> Result<Answer, Refusal> {
    let people = supervised(&ask).await?;
    ask.page(pages::team(ask.words(), &people))
}

async fn colleague(ask: &Ask) -> Result<Colleague, Refusal> {
    let id: AccountId = ask.id("account")?;
    let people = supervised(ask).await?;
    people
        .into_iter()
        .find(|one| one.account == id)
        .ok_or(Refusal::NotHere)
}

/// The page before the link: what it does, and that its owner is told.
pub async fn ask_team(ask: Ask) -> Result<Answer, Refusal> {
    let colleague = colleague(&ask).await?;
    ask.page(pages::ask_team(ask.words(), &colleague, None))
}

/// Makes a way back in for somebody whom the asking person supervises.
pub async fn team_way_back(ask: Ask) -> Result<Answer, Refusal> {
    let colleague = colleague(&ask).await?;
    match make_way_back(&ask, colleague.account).await? {
        Ok(token) => {
            let link = address(&ask, "way-back", &token);
            ask.page(pages::way_back(
                ask.words(),
                &colleague.name,
                &link,
                "/team/way-back",
            ))
        }
        Err(slug) => {
            let word = Some(forms::refused(slug).word);
            let page = pages::ask_team(ask.words(), &colleague, word);
            Err(Refusal::Fix(Box::new(page)))
        }
    }
}
