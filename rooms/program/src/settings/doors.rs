//! The doors of a program's settings.

use domain::{
    id::Id,
    role::Role,
    weight::{Fact, Weights},
};
use people::{
    Who,
    account::{self, Listing, Standing},
    audit::{self, Leaf},
    change::Receipt,
};
use storage::Tx;
use supervision::team::{Setting, set_setting, setting};
use web::{Answer, Ask, Refusal};

use super::{
    forms::{Problem, Typed},
    pages,
    queries::{self, Changed},
    rules::{self, Known, Step},
};

/// The name under which it is kept that the list of the first week was put away.
const FIRST_WEEK: &str = "first-week";

fn leaf(who: &Who) -> Leaf {
    Leaf {
        action: "program.settings",
        subject: "program",
        subject_id: who.program.get(),
        participant: 0,
    }
}

async fn page(
    ask: &Ask,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Result<kit::Page, Refusal> {
    let (who, asked) = (ask.who()?.clone(), ask.clone());
    let (typed, problems) = (typed.cloned(), problems.to_vec());
    ask.read(move |tx, _| drawn(tx, &who, &asked, typed.as_ref(), &problems))
        .await
}

/// The page as it stands in this transaction, with what was typed.
fn drawn(
    tx: &mut Tx<'_>,
    who: &Who,
    ask: &Ask,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Result<kit::Page, Refusal> {
    let stands = setting(tx, who.agency, who.program)?;
    let changed = queries::list(tx, (who.agency, who.program))?;
    let by: Vec<_> = changed.iter().map(|changed| changed.by).collect();
    let names = people::names(tx, who.agency, &by)?;
    let now = Typed::from_setting(stands.weights, stands.interval, stands.changed_at);
    let view = pages::View {
        typed: typed.unwrap_or(&now),
        problems,
        changed: &changed,
        names: &names,
        saved: ask.query.get("saved") == "1",
    };
    Ok(pages::form(ask.words(), &ask.here(), &view, &ask.key()))
}

/// `GET /program/settings`.
pub async fn form(ask: Ask) -> Result<Answer, Refusal> {
    let page = page(&ask, None, &[]).await?;
    ask.page(page)
}

/// What differs, setting by setting: its name, what it said, what it says.
fn differs(
    stands: &Setting,
    weights: Weights,
    interval: i64,
) -> Vec<(&'static str, String, String)> {
    let mut all = vec![(
        "interval",
        stands.interval.to_string(),
        interval.to_string(),
    )];
    all.extend(Fact::ALL.iter().map(|fact| {
        let (said, says) = (stands.weights.of(*fact), weights.of(*fact));
        (fact.slug(), said.to_string(), says.to_string())
    }));
    all.retain(|(_, said, says)| said != says);
    all
}

/// `POST /program/settings`.
pub async fn set(ask: Ask) -> Result<Answer, Refusal> {
    let typed = Typed::of(&ask.form);
    let (weights, interval) = match typed.setting() {
        Ok(right) => right,
        Err(problems) => {
            let page = page(&ask, Some(&typed), &problems).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let asked = ask.clone();
    ask.change(move |tx, who| {
        let of = (who.agency, who.program);
        let stands = setting(tx, of.0, of.1)?;
        // Somebody changed it in the meantime: the form again, with what was typed and a new mark.
        if !typed.seen.is_empty() && typed.seen != stands.changed_at.to_string() {
            let again = Typed {
                seen: stands.changed_at.to_string(),
                ..typed.clone()
            };
            let problems = [("interval", "settings-fix-stale")];
            let page = drawn(tx, who, &asked, Some(&again), &problems)?;
            return Err(Refusal::Stale(Box::new(page)));
        }
        let now = asked.now_s();
        for (name, said, says) in differs(&stands, weights, interval) {
            let changed = Changed {
                at: now,
                by: who.account,
                name: name.to_owned(),
                said,
                says,
            };
            queries::write(tx, of, asked.new_id(), &changed)?;
        }
        let new = Setting {
            weights,
            interval,
            // Two edits within a second still differ.
            changed_at: now.max(stands.changed_at + 1),
        };
        set_setting(tx, of, &new, who.account)?;
        audit::record(tx, who, &leaf(who), now, &*asked.house.chance)?;
        Ok(Receipt {
            to: "/program/settings?saved=1".to_owned(),
        })
    })
    .await
}

/// `POST /program/settings/first-week`: puts the list for the first week away.
pub async fn put_away(ask: Ask) -> Result<Answer, Refusal> {
    let (id, asked): (Id<()>, _) = (ask.new_id(), ask.clone());
    ask.change(move |tx, who| {
        let changed = Changed {
            at: asked.now_s(),
            by: who.account,
            name: FIRST_WEEK.to_owned(),
            said: String::new(),
            says: "1".to_owned(),
        };
        queries::write(tx, (who.agency, who.program), id, &changed)?;
        audit::record(tx, who, &leaf(who), changed.at, &*asked.house.chance)?;
        Ok(Receipt {
            to: "/program".to_owned(),
        })
    })
    .await
}

/// The list for the first week; none once it is done or put away.
pub(crate) fn first_week(
    tx: &mut Tx<'_>,
    who: &Who,
    (kinds, contact): (bool, bool),
) -> Result<Vec<Step>, storage::Error> {
    let of = (who.agency, who.program);
    if queries::was_set(tx, of, FIRST_WEEK)? {
        return Ok(vec![]);
    }
    let listing = Listing {
        program: Some(who.program),
        ..Listing::default()
    };
    let accounts = account::list(tx, who.agency, &listing, 200)?;
    let active = |role| {
        accounts
            .iter()
            .filter(move |one| one.standing == Standing::Active && one.roles.has(role))
    };
    let mut supervised = false;
    for supervisor in active(Role::PeerSupervisor) {
        supervised =
            supervised || !account::supervised_by(tx, who.agency, supervisor.id)?.is_empty();
    }
    Ok(rules::steps(Known {
        workers: active(Role::PeerWorker).next().is_some(),
        supervised,
        kinds,
        interval: setting(tx, of.0, of.1)?.changed_at > 0,
        contact,
    }))
}
