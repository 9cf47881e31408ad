//! How an import ends: put aside before anything came in, or taken back afterwards.

use people::change::Receipt;
use sheets::Target;
use web::{Answer, Ask, Refusal};

use super::{find, found, number, path, receipt, record, stale, wait};
use crate::imports::{
    place,
    queries::{self, State},
};

/// `POST /imports/{import}/away`: nothing comes in, and the file is forgotten.
pub async fn away(ask: Ask) -> Result<Answer, Refusal> {
    let (asked, id) = (ask.clone(), number(&ask)?);
    ask.change(move |tx, who| {
        let now = asked.now_s();
        let (_, target) = find(tx, who, &asked.path, id)?;
        if !queries::move_on(tx, who.agency, id, (State::Open, State::Aside), now)? {
            return Err(Refusal::NotHere);
        }
        queries::drop_file(tx, who.agency, id)?;
        record(tx, &asked, who, "import.away", id)?;
        Ok(Receipt {
            to: format!("{}?said=aside", place(target)),
        })
    })
    .await
}

/// `POST /imports/{import}/take-back`: everything it brought goes out again.
pub async fn take_back(ask: Ask) -> Result<Answer, Refusal> {
    let (import, target) = found(&ask).await?;
    let (asked, id, agency) = (ask.clone(), import.id, ask.who()?.agency);
    let used = ask
        .read(move |tx, _| {
            if target == Target::People {
                return Ok(0);
            }
            Ok(alongside::arrivals::people_in_use(tx, agency, id)?
                + alongside::arrivals::contacts_in_use(tx, agency, id)?)
        })
        .await?;
    if used > 0 && import.state == State::In {
        // The page says so, and has no such button.
        return Ok(Answer::Go(path(id, target)));
    }
    let done = ask
        .change(move |tx, who| {
            let now = asked.now_s();
            find(tx, who, &asked.path, id)?;
            if !queries::move_on(tx, who.agency, id, (State::In, State::Going), now)? {
                return Err(stale(&asked));
            }
            record(tx, &asked, who, "import.take_back", id)?;
            Ok(receipt(id, target))
        })
        .await;
    if matches!(done, Err(Refusal::Stale(_))) {
        return Ok(Answer::Go(path(id, target)));
    }
    let answer = done?;
    wait(&ask, id).await?;
    Ok(answer)
}
