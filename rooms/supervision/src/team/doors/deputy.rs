//! Who stands in for a supervisor who is away.

use people::{
    Audience, Who,
    change::Receipt,
    deputy::{self, Refused},
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{together, workers};
use crate::team::{
    forms::{Problem, TypedDeputy},
    pages::deputy::{self as page, Told, View},
};

/// Who stands in for the asking supervisor and for whom they stand in, in names.
pub(super) fn told(tx: &mut Tx<'_>, who: &Who) -> Result<Vec<Told>, Refusal> {
    let mut all = deputy::of(tx, who)?;
    all.extend(deputy::by(tx, who)?);
    let ids: Vec<_> = all
        .iter()
        .flat_map(|one| [one.supervisor, one.deputy])
        .collect();
    let names = people::names(tx, who.agency, &ids)?;
    let told = all.into_iter().map(|one| {
        let for_me = one.supervisor == who.account;
        let other = if for_me { one.deputy } else { one.supervisor };
        Told {
            id: one.id,
            other: names.get(&other).cloned().unwrap_or_default(),
            for_me,
            first: one.first,
            last: one.last,
            runs: one.runs,
        }
    });
    Ok(told.collect())
}

fn view(tx: &mut Tx<'_>, who: &Who) -> Result<(View, Audience), Refusal> {
    let (team, _) = workers(tx, who)?;
    let view = View {
        told: told(tx, who)?,
        candidates: deputy::candidates(tx, who)?,
    };
    Ok((view, together(tx, people::Reach::of(who), &team)?))
}

/// `GET /team/deputy`.
pub async fn form(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    let (view, audience) = ask.read(move |tx, _| view(tx, &who)).await?;
    let keys: Vec<String> = (0..=view.told.len()).map(|_| ask.new_key()).collect();
    let typed = TypedDeputy {
        first: ask.here().date().to_string(),
        ..TypedDeputy::default()
    };
    let saved = ask.query.get("saved") == "1";
    let (w, line) = (ask.words(), ask.who_line(&audience));
    ask.page(page::form(
        w,
        &ask.here(),
        line,
        &view,
        &keys,
        (&typed, &[]),
        saved,
    ))
}

/// `POST /team/deputy`.
pub async fn name(ask: Ask) -> Result<Answer, Refusal> {
    let typed = TypedDeputy::of(&ask.form);
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let fix = |tx: &mut Tx<'_>, problems: &[Problem]| -> Result<Refusal, Refusal> {
            let (view, audience) = view(tx, who)?;
            let mut keys = vec![asked.key()];
            keys.extend(view.told.iter().map(|_| asked.new_key()));
            let (w, here, line) = (asked.words(), asked.here(), asked.who_line(&audience));
            let page = page::form(w, &here, line, &view, &keys, (&typed, problems), false);
            Ok(Refusal::Fix(Box::new(page)))
        };
        let meant = match typed.meant() {
            Ok(meant) => meant,
            Err(problems) => return Err(fix(tx, &problems)?),
        };
        let here = asked.here();
        let days = (meant.first, meant.last, here.time_zone());
        let (now, chance) = (asked.now_s(), &*asked.house.chance);
        let wrong = match deputy::name(tx, who, meant.deputy, days, now, chance) {
            Ok(()) => {
                return Ok(Receipt {
                    to: "/team/deputy?saved=1".into(),
                });
            }
            Err(Refused::NotASupervisor) => ("deputy", "deputy"),
            Err(Refused::Days) => ("last", "deputy-days"),
            Err(Refused::Taken) => ("first", "deputy-taken"),
            Err(Refused::Database(error)) => return Err(error.into()),
        };
        let problem = Problem {
            field: wrong.0,
            word: wrong.1,
        };
        Err(fix(tx, &[problem])?)
    })
    .await
}

/// `POST /team/deputy/back`: nobody stands in any more, at once.
pub async fn back(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.form.get("id").parse().map_err(|_| Refusal::NotHere)?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let (now, chance) = (asked.now_s(), &*asked.house.chance);
        if deputy::take_back(tx, who, id, now, chance)? {
            Ok(Receipt {
                to: "/team/deputy?saved=1".into(),
            })
        } else {
            Err(Refusal::NotHere)
        }
    })
    .await
}
