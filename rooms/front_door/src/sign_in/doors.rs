//! The doors of signing in with something typed.

use people::{
    recovery as codes, session,
    sign_in::{self, Attempt, Begun, CodeEnd, Finished},
};
use web::{Answer, Ask, Refusal, cookie, parked::Parked};

use super::pages::{self, Said, SignIn};
use crate::arrive::{Arrival, arrive, client};

/// The sign-in page; whoever is in already goes on.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    if ask.maybe_who().is_some() {
        return Ok(Answer::Go("/".to_owned()));
    }
    if ask.house.db.read(people::setup::is_wanted).await? {
        return Ok(Answer::Go("/set-up".to_owned()));
    }
    let next = ask.query.get("next").to_owned();
    ask.page(sign_in_page(&ask, &next, "", Said::Nothing, None).await?)
}

async fn sign_in_page(
    ask: &Ask,
    next: &str,
    email: &str,
    said: Said,
    parked: Option<&Parked>,
) -> Result<kit::Page, Refusal> {
    let name = ask.house.db.read(people::agency::sign_in_name).await?;
    let view = SignIn {
        place: name.as_deref(),
        next,
        email,
        said,
        parked,
        touch: ask.house.passkeys.is_some(),
        shared: ask.form.has("shared"),
    };
    Ok(pages::sign_in(ask.words(), &view))
}

/// Signs in with e-mail and password.
pub async fn enter(ask: Ask) -> Result<Answer, Refusal> {
    let email = ask.form.get("email").trim().to_owned();
    let password = domain::password::normalize(ask.form.get("password"));
    let parked = Parked::of(&ask.form);
    let next = ask.form.get("next").to_owned();
    let refused = async |said| {
        let page = sign_in_page(&ask, &next, &email, said, parked.as_ref()).await?;
        Err(Refusal::Fix(Box::new(page)))
    };
    if email.is_empty() || password.is_empty() {
        return refused(Said::Missing).await;
    }
    let Some(attempt) = begin(&ask, &email).await? else {
        return refused(Said::Wait).await;
    };
    let (hasher, tried) = (ask.house.hasher.clone(), attempt.clone());
    let right = ask
        .blocking(move || hasher.check(&password, tried.stored()))
        .await?
        .map_err(|people::password::Busy| Refusal::Later)?;
    let (inner, browser) = (ask.clone(), client(&ask));
    let end = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            let end = sign_in::finish(tx, &attempt, right, &browser, now, chance)?;
            step(tx, &inner, end)
        })
        .await?;
    match end {
        Step::In(arrival) => {
            Ok(arrival.answer(&ask, !ask.form.has("shared"), parked.as_ref(), &next))
        }
        Step::Code(token) => {
            let page = pages::code(
                ask.words(),
                &token,
                &next,
                ask.form.has("shared"),
                parked.as_ref(),
                false,
            );
            ask.page(page)
        }
        Step::Wrong => refused(Said::Wrong).await,
    }
}

/// Where a try leads.
enum Step {
    In(Box<Arrival>),
    Code(String),
    Wrong,
}

fn step(tx: &mut storage::Tx<'_>, ask: &Ask, end: Finished) -> Result<Step, Refusal> {
    Ok(match end {
        Finished::In(entered) => Step::In(Box::new(arrive(tx, ask, entered)?)),
        Finished::Code(token) => Step::Code(token.0),
        Finished::Wrong => Step::Wrong,
    })
}

async fn begin(ask: &Ask, email: &str) -> Result<Option<Attempt>, Refusal> {
    let (inner, browser, email) = (ask.clone(), client(ask), email.to_owned());
    let begun = ask
        .write(move |tx| {
            Ok(sign_in::begin(
                tx,
                &email,
                &browser,
                inner.now_s(),
                &*inner.house.chance,
            )?)
        })
        .await?;
    Ok(match begun {
        Begun::Try(attempt) => Some(attempt),
        Begun::Wait => None,
    })
}

/// The six-digit code.
pub async fn code(ask: Ask) -> Result<Answer, Refusal> {
    let (inner, browser) = (ask.clone(), client(&ask));
    let (token, typed) = (
        ask.form.get("half_way").to_owned(),
        ask.form.get("code").to_owned(),
    );
    let next = ask.form.get("next").to_owned();
    let parked = Parked::of(&ask.form);
    let tried = token.clone();
    let end = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            Ok(
                match sign_in::code(tx, &tried, &typed, &browser, now, chance)? {
                    CodeEnd::In(entered) => Ok(Box::new(arrive(tx, &inner, entered)?)),
                    CodeEnd::Wrong => Err(true),
                    CodeEnd::Over => Err(false),
                },
            )
        })
        .await?;
    let shared = ask.form.has("shared");
    match end {
        Ok(arrival) => Ok(arrival.answer(&ask, !shared, parked.as_ref(), &next)),
        Err(true) => {
            let page = pages::code(ask.words(), &token, &next, shared, parked.as_ref(), true);
            Err(Refusal::Fix(Box::new(page)))
        }
        Err(false) => {
            let page = sign_in_page(&ask, &next, "", Said::Over, parked.as_ref()).await?;
            Err(Refusal::Fix(Box::new(page)))
        }
    }
}

/// What to do when nothing works.
pub async fn help(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::help(ask.words()))
}

/// The form for a recovery code.
pub async fn recovery(ask: Ask) -> Result<Answer, Refusal> {
    ask.page(pages::recovery(ask.words(), "", Said::Nothing))
}

/// Signs in with a recovery code; the owner is told.
pub async fn recover(ask: Ask) -> Result<Answer, Refusal> {
    let email = ask.form.get("email").trim().to_owned();
    let typed = ask.form.get("code").to_owned();
    let refused = |said| {
        let page = pages::recovery(ask.words(), &email, said);
        Err(Refusal::Fix(Box::new(page)))
    };
    if email.is_empty() || typed.trim().is_empty() {
        return refused(Said::Missing);
    }
    let Some(attempt) = begin(&ask, &email).await? else {
        return refused(Said::Wait);
    };
    let (inner, browser) = (ask.clone(), client(&ask));
    let end = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            let end = codes::finish(tx, &attempt, &typed, &browser, now, chance)?;
            step(tx, &inner, end)
        })
        .await?;
    match end {
        Step::In(arrival) => Ok(arrival.answer(&ask, true, None, "/account")),
        Step::Code(_) | Step::Wrong => refused(Said::WrongCode),
    }
}

/// Signs this browser out.
pub async fn sign_out(ask: Ask) -> Result<Answer, Refusal> {
    let who = ask.who()?.clone();
    ask.write(move |tx| Ok(session::sign_out(tx, &who)?))
        .await?;
    Ok(Answer::GoWith(
        "/sign-in".to_owned(),
        vec![cookie::no_session(&ask.house)],
    ))
}
