//! The doors of administrators: the list, invitations, one account.

use domain::id::{AccountId, ProgramId};
use people::{
    Who, account,
    account::{By, Listing, NewAccount, Refused, Standing},
    agency,
    change::Receipt,
};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal};

use super::{
    forms::{self, Meant, Problem, Slot, Typed},
    one_page::{self, One},
    pages::{self, Choose},
};
use crate::aside::Aside;

/// Accounts on one page of the list.
const PAGE: usize = 50;

/// `GET /accounts`.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let agency = ask.who()?.agency;
    let (asked, after) = (
        ask.query.get("q").to_owned(),
        ask.query.get("after").parse(),
    );
    let program: Option<ProgramId> = ask.query.get("program").parse().ok();
    let name = asked.clone();
    let (mut found, programs) = ask
        .read(move |tx, _| {
            // The page before is named by its last account: no name stands in an address.
            let after = match after {
                Ok(id) => account::find(tx, agency, id)?.map(|last| (last.name_folded, last.id)),
                Err(_) => None,
            };
            let listing = Listing {
                program,
                name,
                after,
            };
            let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
            let found = account::list(tx, agency, &listing, limit)?;
            Ok((found, agency::programs(tx, agency)?))
        })
        .await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let view = pages::List {
        asked: &asked,
        program,
        programs: &programs,
        found: &found,
        more,
        first: !ask.query.has("after"),
    };
    ask.page(pages::list(ask.words(), &view))
}

async fn choose(ask: &Ask) -> Result<Choose, Refusal> {
    let agency = ask.who()?.agency;
    ask.read(move |tx, _| Ok(choices(tx, agency)?)).await
}

fn choices(tx: &mut Tx<'_>, agency: domain::id::AgencyId) -> Result<Choose, Error> {
    Ok(Choose {
        programs: agency::programs(tx, agency)?,
        teams: agency::teams(tx, agency)?,
        supervisors: account::supervisors(tx, agency)?,
    })
}

/// `GET /accounts/new`.
pub async fn new(ask: Ask) -> Result<Answer, Refusal> {
    let choose = choose(&ask).await?;
    let mut typed = Typed::default();
    if let [only] = choose.programs.as_slice() {
        typed.place = forms::place_value(only.id, None);
    }
    ask.page(pages::new(
        ask.words(),
        &choose,
        &typed,
        &[],
        &ask.new_key(),
    ))
}

async fn fix_new(ask: &Ask, typed: &Typed, problems: &[Problem]) -> Result<Answer, Refusal> {
    let choose = choose(ask).await?;
    let page = pages::new(ask.words(), &choose, typed, problems, &ask.key());
    Err(Refusal::Fix(Box::new(page)))
}

/// `POST /accounts`: the account is invited; its link is made on its page, where it can be made
/// again when it was lost.
pub async fn invite(ask: Ask) -> Result<Answer, Refusal> {
    let typed = Typed::of(&ask.form);
    let meant = match typed.meant() {
        Ok(meant) => meant,
        Err(problems) => return fix_new(&ask, &typed, &problems).await,
    };
    let (id, now, chance) = (ask.new_id(), ask.now_s(), ask.house.chance.clone());
    let refused = Aside::new();
    let left = refused.clone();
    let answer = ask
        .change(move |tx, who| {
            let made = create(tx, who, id, &meant, now, &*chance);
            made.map_err(|error| left.refuse(error))?;
            Ok(Receipt {
                to: format!("/accounts/{id}?said=invited"),
            })
        })
        .await;
    match refused.take() {
        Some(slug) if answer.is_err() => fix_new(&ask, &typed, &[forms::refused(slug)]).await,
        _ => answer,
    }
}

fn create(
    tx: &mut Tx<'_>,
    who: &Who,
    id: AccountId,
    meant: &Meant,
    now: i64,
    chance: &dyn domain::world::Chance,
) -> Result<(), Refused> {
    let by = By::from(who);
    let new = NewAccount {
        id,
        program: meant.place.program,
        team: meant.place.team,
        name: meant.name.clone(),
        email: meant.email.clone(),
        roles: meant.roles,
        language: who.language.clone(),
    };
    account::create(tx, &by, &new, Standing::Invited, now, chance)?;
    for (slot, supervisor) in (1..).zip(&meant.slots) {
        if let Some((supervisor, purpose)) = supervisor {
            let filled = Some((*supervisor, purpose.as_str()));
            account::set_supervisor(tx, &by, id, slot, filled, now, chance)?;
        }
    }
    Ok(())
}

/// What the page of an account shows.
pub async fn one(ask: &Ask, id: AccountId) -> Result<One, Refusal> {
    let who = ask.who()?.clone();
    let said = one_page::said(ask.query.get("said"));
    ask.read(move |tx, _| {
        let account = account::find(tx, who.agency, id)?.ok_or(Refusal::NotHere)?;
        let mut slots = [Slot::default(), Slot::default()];
        for one in account::supervisors_of(tx, who.agency, id)? {
            let at = usize::from(one.slot == 2);
            slots[at] = Slot {
                account: one.account.to_string(),
                purpose: one.purpose,
            };
        }
        Ok(One {
            place: forms::place_value(account.program, account.team),
            me: account.id == who.account,
            choose: choices(tx, who.agency)?,
            account,
            slots,
            said,
        })
    })
    .await
}

/// `GET /accounts/{account}`.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let one = one(&ask, ask.id("account")?).await?;
    let page = one_page::one(ask.words(), &one, &[], &ask.here(), &|| ask.new_key());
    ask.page(page)
}

/// The page of an account with what is to be put right, and what was typed.
pub async fn fix(
    ask: &Ask,
    id: AccountId,
    problem: Problem,
    typed: impl FnOnce(&mut One),
) -> Result<Answer, Refusal> {
    let mut one = one(ask, id).await?;
    typed(&mut one);
    let page = one_page::one(ask.words(), &one, &[problem], &ask.here(), &|| {
        ask.new_key()
    });
    Err(Refusal::Fix(Box::new(page)))
}

/// One change of an account; what a person can put right comes back with what was typed.
async fn change<F>(
    ask: &Ask,
    id: AccountId,
    said: &'static str,
    mut job: F,
    typed: impl FnOnce(&mut One),
) -> Result<Answer, Refusal>
where
    F: FnMut(&mut Tx<'_>, &By) -> Result<(), Refused> + Send + 'static,
{
    let refused = Aside::new();
    let left = refused.clone();
    let answer = ask
        .change(move |tx, who| {
            job(tx, &By::from(who)).map_err(|error| left.refuse(error))?;
            Ok(Receipt {
                to: format!("/accounts/{id}?said={said}"),
            })
        })
        .await;
    match refused.take() {
        Some(slug) if answer.is_err() => fix(ask, id, forms::refused(slug), typed).await,
        _ => answer,
    }
}

/// Changes name and e-mail address.
pub async fn name(ask: Ask) -> Result<Answer, Refusal> {
    use crate::account::forms as fields;
    let id: AccountId = ask.id("account")?;
    let (typed_name, typed_email) = (
        ask.form.get("name").to_owned(),
        ask.form.get("email").to_owned(),
    );
    let keep = |one: &mut One| {
        one.account.name.clone_from(&typed_name);
        one.account.email.clone_from(&typed_email);
    };
    let right = fields::name(&typed_name)
        .map_err(|word| ("name", word))
        .and_then(|name| {
            Ok((
                name,
                fields::email(&typed_email).map_err(|word| ("email", word))?,
            ))
        });
    let (name, email) = match right {
        Ok(right) => right,
        Err((field, word)) => return fix(&ask, id, Problem { field, word }, keep).await,
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let job = move |tx: &mut Tx<'_>, by: &By| {
        let old = account::find(tx, by.agency, id)?.ok_or(Refused::NotHere)?;
        if old.name != name {
            account::rename(tx, by, id, &name, now, &*chance)?;
        }
        if old.email != email {
            account::change_email(tx, by, id, &email, now, &*chance)?;
        }
        Ok(())
    };
    change(&ask, id, "name", job, keep).await
}

/// Gives a person other roles; they sign in again.
pub async fn roles(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id("account")?;
    let roles = Typed::of(&ask.form).roles;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let job =
        move |tx: &mut Tx<'_>, by: &By| account::change_roles(tx, by, id, roles, now, &*chance);
    change(&ask, id, "roles", job, |one| one.account.roles = roles).await
}

/// Moves a person to another program or team.
pub async fn place(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id("account")?;
    let Some(place) = forms::place(ask.form.get("place")) else {
        let problem = Problem {
            field: "place",
            word: "accounts-fix-place",
        };
        return fix(&ask, id, problem, |_| {}).await;
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let job =
        move |tx: &mut Tx<'_>, by: &By| account::change_place(tx, by, id, place, now, &*chance);
    change(&ask, id, "place", job, |_| {}).await
}

/// Fills or empties both supervisor slots.
pub async fn supervisors(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id("account")?;
    let typed = Typed::of(&ask.form).slots;
    let kept = typed.clone();
    let keep = move |one: &mut One| one.slots = kept;
    let slots = match forms::slots(&typed) {
        Ok(slots) => slots,
        Err(problem) => return fix(&ask, id, problem, keep).await,
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let job = move |tx: &mut Tx<'_>, by: &By| {
        account::find(tx, by.agency, id)?.ok_or(Refused::NotHere)?;
        let before = account::supervisors_of(tx, by.agency, id)?;
        let same = |slot: i64, after: &forms::Supervisor| {
            let before = before.iter().find(|one| one.slot == slot);
            before.map(|one| (one.account, one.purpose.as_str()))
                == after.as_ref().map(|(id, purpose)| (*id, purpose.as_str()))
        };
        let changed: Vec<(i64, &forms::Supervisor)> = (1..)
            .zip(&slots)
            .filter(|(slot, after)| !same(*slot, after))
            .collect();
        // Emptied first, so that two supervisors can change places.
        for (slot, _) in &changed {
            if before.iter().any(|one| one.slot == *slot) {
                account::set_supervisor(tx, by, id, *slot, None, now, &*chance)?;
            }
        }
        for (slot, after) in changed {
            if let Some((supervisor, purpose)) = after {
                let filled = Some((*supervisor, purpose.as_str()));
                account::set_supervisor(tx, by, id, slot, filled, now, &*chance)?;
            }
        }
        Ok(())
    };
    change(&ask, id, "supervisors", job, keep).await
}

/// Suspends, lets back in, or notes that a person has left.
pub async fn standing(ask: Ask) -> Result<Answer, Refusal> {
    let id = ask.id("account")?;
    let standing = Standing::from_slug(ask.form.get("standing")).ok_or(Refusal::Unreadable)?;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    let refused = Aside::new();
    let left = refused.clone();
    let answer = ask
        .change(move |tx, who| {
            account::change_standing(tx, &By::from(who), id, standing, now, &*chance)
                .map_err(|error| left.refuse(error))?;
            Ok(Receipt {
                to: format!("/accounts/{id}?said={}", standing.slug()),
            })
        })
        .await;
    match refused.take() {
        Some(slug) if answer.is_err() => {
            let field = "standing";
            let problem = Problem {
                field,
                ..forms::refused(slug)
            };
            fix(&ask, id, problem, |_| {}).await
        }
        _ => answer,
    }
}
