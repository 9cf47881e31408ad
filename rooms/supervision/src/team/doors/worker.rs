//! One worker: the weeks as a table, visits, people, supervision.

use alongside::window::team;
use domain::id::{Account, AccountId};
use jiff::{ToSpan as _, Zoned};
use people::{
    Audience, Reach, Who,
    account::{self, Standing},
    audit::{self, Leaf},
    change::Receipt,
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{mate, names, starts};
use crate::team::{
    forms::{Problem, TypedDates},
    pages::worker::{self as page, View},
    queries,
};

/// How far ahead visits are shown, in days.
const AHEAD: i64 = 14;

/// A worker whom the viewer supervises: their name and who can see their work. The viewer's own
/// page is Today.
pub(super) fn find(
    tx: &mut Tx<'_>,
    who: &Who,
    worker: AccountId,
) -> Result<(String, Audience), Refusal> {
    let reach = Reach::of(who);
    if worker == who.account || !reach.includes(tx, worker)? {
        return Err(Refusal::NotHere);
    }
    let account = account::find(tx, who.agency, worker)?
        .filter(|account| account.standing != Standing::Invited)
        .ok_or(Refusal::NotHere)?;
    Ok((account.name, reach.audience(tx, worker)?))
}

fn view(
    tx: &mut Tx<'_>,
    who: &Who,
    here: &Zoned,
    worker: AccountId,
) -> Result<(View, Audience), Refusal> {
    let (name, audience) = find(tx, who, worker)?;
    let reach = Reach::of(who);
    let setting = queries::setting(tx, who.agency, who.program)?;
    let mate = mate(tx, reach, here, (worker, name), &setting)?;
    let until = starts(here, here.date().saturating_add(AHEAD.days()));
    let now = here.timestamp().as_second();
    let visits = team::visits(tx, reach, worker, now, until)?;
    let view = View {
        mate,
        visits: visits
            .into_iter()
            .filter(|visit| visit.state == 0)
            .collect(),
        people: team::supported(tx, reach, worker, here)?,
        interval: setting.interval,
        whole: team::is_whole(tx, reach)?,
    };
    Ok((view, audience))
}

/// `GET /team/{id}`.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here, worker) = (ask.who()?.clone(), ask.here(), ask.id::<Account>("id")?);
    let (view, audience) = ask.read(move |tx, _| view(tx, &who, &here, worker)).await?;
    ask.look(names()).await?;
    let typed = TypedDates::of_next(view.mate.dates.next);
    let saved = ask.query.get("saved") == "1";
    let (w, key, line) = (ask.words(), ask.new_key(), ask.who_line(&audience));
    ask.page(page::worker(
        w,
        &ask.here(),
        line,
        &view,
        (&key, &typed, &[]),
        saved,
    ))
}

/// `POST /team/{id}/supervision`: when it was held, when it is next.
pub async fn supervise(ask: Ask) -> Result<Answer, Refusal> {
    let (here, worker) = (ask.here(), ask.id::<Account>("id")?);
    let typed = TypedDates::of(&ask.form);
    let asked = ask.clone();
    let done = ask
        .change(move |tx, who| {
            let dates = match typed.dates(here.date()) {
                Ok(dates) => dates,
                Err(problems) => return Err(again(tx, &asked, who, worker, &typed, &problems)?),
            };
            find(tx, who, worker)?;
            let reach = Reach::of(who);
            let now = asked.now_s();
            queries::drop_next(tx, reach, worker)?;
            if let Some(held) = dates.held {
                queries::set_date(tx, reach, worker, (held, true), now)?;
            }
            if let Some(next) = dates.next {
                queries::set_date(tx, reach, worker, (next, false), now)?;
            }
            let leaf = Leaf {
                action: "supervision.dates",
                subject: "account",
                subject_id: worker.get(),
                participant: 0,
            };
            audit::record(tx, who, &leaf, now, &*asked.house.chance)?;
            Ok(Receipt {
                to: format!("/team/{worker}?saved=1"),
            })
        })
        .await;
    if matches!(done, Err(Refusal::Fix(_))) {
        ask.look(names()).await?;
    }
    done
}

/// The page again, with what was typed and what is to be put right.
fn again(
    tx: &mut Tx<'_>,
    ask: &Ask,
    who: &Who,
    worker: AccountId,
    typed: &TypedDates,
    problems: &[Problem],
) -> Result<Refusal, Refusal> {
    let (view, audience) = view(tx, who, &ask.here(), worker)?;
    let (w, key, line) = (ask.words(), ask.key(), ask.who_line(&audience));
    let form = (key.as_str(), typed, problems);
    let page = page::worker(w, &ask.here(), line, &view, form, false);
    Ok(Refusal::Fix(Box::new(page)))
}
