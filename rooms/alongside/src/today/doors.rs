//! The door of Today: one read, one leaf, one page.

use domain::{id::AccountId, role::Role};
use jiff::Zoned;
use people::{
    Audience, Reach, Who,
    audit::Leaf,
    notice::{self, Kind},
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::pages::{self, Day, Mate, Off};
use crate::{appointments, contacts, hand_offs, participants, participants::Scope};

/// How many people to follow up with, and how many contacts, the page shows.
const FEW: usize = 5;

/// The leaf of a page that lists names.
pub(super) fn names() -> Leaf {
    Leaf {
        action: "people.list",
        subject: "page",
        subject_id: 0,
        participant: 0,
    }
}

/// What the read finds.
enum Seen {
    /// On duty, or off duty with the work opened.
    Work(Box<Day>),
    /// Off duty.
    Off(Box<Off>),
}

/// `GET /today`.
pub async fn today(ask: Ask) -> Result<Answer, Refusal> {
    if !ask.who()?.is(Role::PeerWorker) {
        return team(ask).await;
    }
    let (who, here) = (ask.who()?.clone(), ask.here());
    let opened = ask.query.get("work") == "1";
    let (seen, audience) = ask
        .read(move |tx, reach| {
            let watch = boundaries::window::duty(tx, reach, who.account, &here)?;
            let audience = participants::audience(tx, Scope::of(&who), who.account)?;
            let news = notice::unseen(tx, who.agency, who.account, Kind::HoursChanged)?;
            if watch.set && !watch.duty.is_on() && !opened {
                return Ok((Seen::Off(Box::new(Off { watch, news })), audience));
            }
            let day = Day {
                news,
                ..day(tx, reach, &who, &here, watch)?
            };
            Ok((Seen::Work(Box::new(day)), audience))
        })
        .await?;
    let (w, here) = (ask.words(), ask.here());
    let line = ask.who_line(&audience);
    match seen {
        // Nobody is named here, so there is nothing to write into the trail.
        Seen::Off(off) => ask.page(pages::off(w, &here, line, &off)),
        Seen::Work(day) => {
            ask.look(names()).await?;
            let keys: Vec<String> = day.offers.iter().map(|_| ask.new_key()).collect();
            let offers = hand_offs::offers(w, &here, &day.offers, &keys);
            let name = ask.who()?.first_name();
            ask.page(pages::work(w, &here, line, name, &day, &offers))
        }
    }
}

fn day(
    tx: &mut Tx<'_>,
    reach: Reach,
    who: &Who,
    here: &Zoned,
    watch: boundaries::window::Watch,
) -> Result<Day, Refusal> {
    let (from, to) = bounds(here);
    let few = i64::try_from(FEW).unwrap_or(i64::MAX);
    Ok(Day {
        watch,
        news: None,
        planned: appointments::on_day(tx, reach, who.account, from, to)?,
        told: appointments::told(tx, reach, here.timestamp().as_second())?,
        people: participants::by_need(tx, reach, who.account, 1, None, few)?,
        offers: hand_offs::waiting(tx, reach)?,
        logged: contacts::logged(tx, reach, (who.account, who.program), (from, to), FEW)?,
        drafts: contacts::drafted(tx, reach)?,
        supervises: who.is(Role::PeerSupervisor),
    })
}

/// The first moment of this day and of the next one, in seconds since 1970.
pub(super) fn bounds(here: &Zoned) -> (i64, i64) {
    let midnight = here.start_of_day().unwrap_or_else(|_| here.clone());
    let next = here.tomorrow().and_then(|next| next.start_of_day());
    let from = midnight.timestamp().as_second();
    (
        from,
        next.map_or(from + 86_400, |next| next.timestamp().as_second()),
    )
}

/// Today of a supervisor who walks with nobody: the team, and who waits for a worker.
async fn team(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here) = (ask.who()?.clone(), ask.here());
    let (mates, waiting, audience) = ask
        .read(move |tx, reach| {
            let scope = Scope::of(&who);
            let mut audience = Audience {
                others: vec![],
                you: true,
            };
            let mut mates = vec![];
            // People who wait have no worker, which is the account 0.
            widen(
                &mut audience,
                participants::audience(tx, scope, AccountId::from_i64(0))?,
            );
            for (worker, name) in reach.workers(tx)? {
                widen(&mut audience, participants::audience(tx, scope, worker)?);
                let watch = boundaries::window::duty(tx, reach, worker, &here)?;
                mates.push(Mate {
                    worker,
                    name,
                    watch,
                });
            }
            Ok((mates, participants::waiting(tx, scope)?, audience))
        })
        .await?;
    ask.look(names()).await?;
    let (w, here) = (ask.words(), ask.here());
    let line = ask.who_line(&audience);
    let name = ask.who()?.first_name();
    ask.page(pages::team(w, &here, line, name, &mates, &waiting))
}

fn widen(audience: &mut Audience, more: Audience) {
    for name in more.others {
        if !audience.others.contains(&name) {
            audience.others.push(name);
        }
    }
}
