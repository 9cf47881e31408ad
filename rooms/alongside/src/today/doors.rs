//! The door of Today. It lists names, so a look is written down before the page is sent.

use domain::role::Role;
use people::audit::Leaf;
use web::{Answer, Ask, Refusal};

use super::{pages, queries};

/// The peer worker's day; a supervisor who walks with nobody sees the team's hours.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here) = (ask.who()?.clone(), ask.here());
    let leaf = Leaf {
        action: "today.open",
        subject: "page",
        subject_id: 0,
        participant: 0,
    };
    if !who.is(Role::PeerWorker) {
        let team = ask
            .read(move |tx, reach| Ok(queries::team(tx, reach, &here)?))
            .await?;
        return ask.page(pages::team(ask.words(), ask.who()?, &ask.here(), &team));
    }
    let day = ask
        .read(move |tx, reach| Ok(queries::day(tx, reach, &who, &here)?))
        .await?;
    ask.look(leaf).await?;
    let line = ask.who_line(&day.audience);
    let keys: Vec<String> = day.offers.iter().map(|_| ask.new_key()).collect();
    let open = ask.query.has("work");
    ask.page(pages::day(
        ask.words(),
        ask.who()?,
        &ask.here(),
        line,
        &day,
        &keys,
        open,
    ))
}
