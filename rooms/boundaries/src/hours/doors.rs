//! The doors of hours.

use domain::{
    hours::{Day, Hours, Pattern, Span},
    id::{Account, AccountId},
    role::Role,
};
use jiff::{Zoned, civil::Date};
use people::{
    Audience, Reach, Who, audit,
    audit::Leaf,
    change::Receipt,
    notice::{self, Kind},
};
use storage::Tx;
use web::{Answer, Ask, Refusal};

use super::{
    forms::{self, Typed, TypedDays},
    pages::{self, Editing, Mate, View},
    queries::{self, Week},
    rules,
};
use crate::window;

/// Everything about one worker's hours.
struct Found {
    worker: AccountId,
    name: String,
    hours: Hours,
    week: Option<Week>,
    days: Vec<(Date, Vec<Span>)>,
    audience: Audience,
    set_by: Option<(String, i64)>,
    /// Somebody else set them, and the one who asks works them and has not seen it yet.
    news: bool,
}

/// Finds a worker within reach, with their hours.
fn find(tx: &mut Tx<'_>, reach: Reach, worker: AccountId, here: &Zoned) -> Result<Found, Refusal> {
    if !reach.includes(tx, worker)? {
        return Err(Refusal::NotHere);
    }
    let week = queries::week(tx, reach, worker)?;
    let hours = window::pattern_of(tx, reach, worker, here)?;
    let (_, to) = rules::around(here.date());
    let days = queries::days(tx, reach, worker, &here.date().to_string(), &to)?
        .into_iter()
        .filter_map(|(day, spans)| Some((day.parse().ok()?, rules::read(&spans))))
        .collect();
    let other = week
        .as_ref()
        .map(|week| week.changed_by)
        .filter(|by| *by != worker);
    let mut names = people::names(
        tx,
        reach.agency,
        &[worker, other.unwrap_or(AccountId::from_i64(0))],
    )?;
    let set_by = other
        .and_then(|by| names.remove(&by))
        .zip(week.as_ref().map(|week| week.changed_at));
    let name = names.remove(&worker).ok_or(Refusal::NotHere)?;
    let audience = reach.audience(tx, worker)?;
    let news = worker == reach.viewer
        && notice::unseen(tx, reach.agency, worker, Kind::HoursChanged)?.is_some();
    Ok(Found {
        worker,
        name,
        hours,
        week,
        days,
        audience,
        set_by,
        news,
    })
}

/// The workers whom the viewer supervises, with their hours, by name.
fn team(
    tx: &mut Tx<'_>,
    who: &Who,
    here: &Zoned,
) -> Result<Vec<(AccountId, String, Hours)>, Refusal> {
    let reach = Reach::of(who);
    let mut mates = vec![];
    for (worker, name) in reach.workers(tx)? {
        if worker != who.account {
            let hours = window::pattern_of(tx, reach, worker, here)?;
            mates.push((worker, name, hours));
        }
    }
    Ok(mates)
}

fn as_mates(team: &[(AccountId, String, Hours)]) -> Vec<Mate<'_>> {
    team.iter()
        .map(|(worker, name, hours)| Mate {
            worker: *worker,
            name,
            hours,
        })
        .collect()
}

/// `GET /hours`: one's own, and those of the workers one supervises.
pub async fn mine(ask: Ask) -> Result<Answer, Refusal> {
    let (who, here) = (ask.who()?.clone(), ask.here());
    let (found, team, audience) = ask
        .read(move |tx, reach| {
            let own = who.is(Role::PeerWorker);
            let mut found = if own {
                Some(find(tx, reach, who.account, &here)?)
            } else {
                None
            };
            let team = team(tx, &who, &here)?;
            let audience = together(tx, reach)?;
            if let Some(found) = &mut found {
                found.audience = audience.clone();
            }
            Ok((found, team, audience))
        })
        .await?;
    if let Some(found) = found {
        return shown(&ask, &found, &team).await;
    }
    let line = ask.who_line(&audience);
    ask.page(pages::team(
        ask.words(),
        &ask.here(),
        line,
        &as_mates(&team),
    ))
}

/// Everyone who can see the hours of at least one worker within the viewer's reach.
fn together(tx: &mut Tx<'_>, reach: Reach) -> Result<Audience, Refusal> {
    let mut all = Audience {
        others: vec![],
        you: true,
    };
    for (worker, _) in reach.workers(tx)? {
        for name in reach.audience(tx, worker)?.others {
            if !all.others.contains(&name) {
                all.others.push(name);
            }
        }
    }
    Ok(all)
}

/// `GET /hours/{id}`: those of a worker within reach.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let (worker, here) = (ask.id::<Account>("id")?, ask.here());
    let found = ask
        .read(move |tx, reach| find(tx, reach, worker, &here))
        .await?;
    shown(&ask, &found, &[]).await
}

async fn shown(
    ask: &Ask,
    found: &Found,
    team: &[(AccountId, String, Hours)],
) -> Result<Answer, Refusal> {
    if found.news {
        let (agency, worker, now) = (ask.who()?.agency, found.worker, ask.now_s());
        ask.write(move |tx| {
            Ok(notice::seen_all(
                tx,
                agency,
                worker,
                Kind::HoursChanged,
                now,
            )?)
        })
        .await?;
    }
    let keys: Vec<String> = (0..=found.days.len()).map(|_| ask.new_key()).collect();
    let view = View {
        worker: found.worker,
        name: &found.name,
        own: found.worker == ask.who()?.account,
        hours: &found.hours,
        days: &found.days,
        takes_over: found
            .week
            .as_ref()
            .map_or("", |week| week.takes_over.as_str()),
        set_by: found.set_by.as_ref().map(|(name, at)| (name.as_str(), *at)),
        saved: ask.query.get("saved") == "1",
        keys: &keys,
    };
    let line = ask.who_line(&found.audience);
    ask.page(pages::hours(
        ask.words(),
        &ask.here(),
        line,
        &view,
        &as_mates(team),
    ))
}

/// The week as the form shows it.
fn typed(ask: &Ask, week: Option<&Week>) -> Typed {
    let pattern: Pattern = week
        .and_then(|week| week.pattern.parse().ok())
        .unwrap_or_default();
    Typed {
        days: Day::ALL.map(|day| pages::typed_words(ask.words(), pattern.on(day))),
        takes_over: week.map_or_else(String::new, |week| week.takes_over.clone()),
        seen: week.map_or(0, |week| week.changed_at).to_string(),
    }
}

/// `GET /hours/{id}/week`.
pub async fn edit(ask: Ask) -> Result<Answer, Refusal> {
    let (worker, here) = (ask.id::<Account>("id")?, ask.here());
    let found = ask
        .read(move |tx, reach| find(tx, reach, worker, &here))
        .await?;
    let typed = typed(&ask, found.week.as_ref());
    let editing = Editing {
        worker,
        name: &found.name,
        own: worker == ask.who()?.account,
        changed: None,
    };
    let (line, key) = (ask.who_line(&found.audience), ask.new_key());
    ask.page(pages::edit(ask.words(), line, &key, editing, &typed, &[]))
}

fn leaf(worker: AccountId) -> Leaf {
    Leaf {
        action: "hours.change",
        subject: "hours",
        subject_id: worker.get(),
        participant: 0,
    }
}

/// A leaf, and a line for the worker when it was somebody else.
fn record(tx: &mut Tx<'_>, ask: &Ask, who: &Who, worker: AccountId) -> Result<(), Refusal> {
    notice::hours_changed(tx, who, worker, ask.now_s(), &*ask.house.chance)?;
    Ok(audit::record(
        tx,
        who,
        &leaf(worker),
        ask.now_s(),
        &*ask.house.chance,
    )?)
}

/// `POST /hours/{id}/week`.
pub async fn set(ask: Ask) -> Result<Answer, Refusal> {
    let (worker, here) = (ask.id::<Account>("id")?, ask.here());
    let sent = Typed::of(&ask.form);
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        let found = find(tx, reach, worker, &here)?;
        let line = asked.who_line(&found.audience);
        let mut editing = Editing {
            worker,
            name: &found.name,
            own: worker == who.account,
            changed: None,
        };
        let (pattern, takes_over) = match sent.week() {
            Ok(right) => right,
            Err(problems) => {
                let (w, key) = (asked.words(), asked.key());
                let page = pages::edit(w, line, &key, editing, &sent, &problems);
                return Err(Refusal::Fix(Box::new(page)));
            }
        };
        let stands = found.week.as_ref().map_or(0, |week| week.changed_at);
        if sent.seen.parse() != Ok(stands) {
            let now = typed(&asked, found.week.as_ref());
            let by = found.week.as_ref().map_or(worker, |week| week.changed_by);
            let names = people::names(tx, who.agency, &[by])?;
            editing.changed = Some((names.get(&by).map_or("", String::as_str), &now));
            let again = Typed {
                seen: stands.to_string(),
                ..sent.clone()
            };
            let (w, key) = (asked.words(), asked.new_key());
            let page = pages::edit(w, line, &key, editing, &again, &[]);
            return Err(Refusal::Stale(Box::new(page)));
        }
        let week = Week {
            pattern: pattern.to_string(),
            takes_over,
            // Two edits within a second still differ.
            changed_at: asked.now_s().max(stands + 1),
            changed_by: who.account,
        };
        queries::set_week(tx, reach, worker, &week)?;
        record(tx, &asked, who, worker)?;
        Ok(Receipt {
            to: format!("/hours/{worker}?saved=1"),
        })
    })
    .await
}

/// `POST /hours/{id}/days`: days off and changed days.
pub async fn set_days(ask: Ask) -> Result<Answer, Refusal> {
    let (worker, here) = (ask.id::<Account>("id")?, ask.here());
    let sent = TypedDays::of(&ask.form);
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        let found = find(tx, reach, worker, &here)?;
        let (days, spans) = match sent.days() {
            Ok(right) => right,
            Err(problems) => {
                let line = asked.who_line(&found.audience);
                let (w, key) = (asked.words(), asked.key());
                let page = pages::days_again(w, &here, line, &key, worker, &sent, &problems);
                return Err(Refusal::Fix(Box::new(page)));
            }
        };
        for day in days {
            queries::set_day(tx, reach, worker, &day.to_string(), &rules::write(&spans))?;
        }
        record(tx, &asked, who, worker)?;
        Ok(Receipt {
            to: format!("/hours/{worker}?saved=1"),
        })
    })
    .await
}

/// `POST /hours/{id}/days/back`: the week holds again on that day.
pub async fn drop_day(ask: Ask) -> Result<Answer, Refusal> {
    let (worker, here) = (ask.id::<Account>("id")?, ask.here());
    let day = forms::day(ask.form.get("day")).ok_or(Refusal::NotHere)?;
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let reach = Reach::of(who);
        find(tx, reach, worker, &here)?;
        queries::drop_day(tx, reach, worker, &day.to_string())?;
        record(tx, &asked, who, worker)?;
        Ok(Receipt {
            to: format!("/hours/{worker}?saved=1"),
        })
    })
    .await
}
