//! The doors of the house itself: is it up, who is signed in, text that waits.

use domain::{circle::Circle, role::Role};
use serde_json::json;

use crate::{Answer, Ask, Refusal, Room, WELL_KNOWN, parked, release};

/// Parked text stands percent-encoded inside a form: up to three times its size.
const PARKED_LIMIT: usize = 256 * 1024;

pub(crate) fn room() -> Room {
    Room::new("house", Circle::House)
        .show_anyone("/health", health)
        .show_anyone(WELL_KNOWN, published)
        .show("/session", Role::ALL, session)
        .after_leaving()
        .act("/parked", Role::ALL, text)
        .limit(PARKED_LIMIT)
        .circle_of(Circle::Work)
        .words(include_str!("en.ftl"))
}

/// Whether the house answers and its database too.
async fn health(ask: Ask) -> Result<Answer, Refusal> {
    ask.house.db.read(|_| Ok::<_, storage::Error>(())).await?;
    Ok(Answer::Plain("ok\n"))
}

/// What every browser is given by this release, with the digest of each file.
async fn published(ask: Ask) -> Result<Answer, Refusal> {
    let release = release(&ask.house).await?;
    serde_json::to_value(release)
        .map(Answer::Json)
        .map_err(Refusal::broken)
}

/// Whose session it is, for the lock in place: another person's page is not unlocked.
async fn session(ask: Ask) -> Result<Answer, Refusal> {
    Ok(Answer::Json(
        json!({ "account": ask.who()?.account.to_string() }),
    ))
}

async fn text(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(parked::door(&ask)?)
}
