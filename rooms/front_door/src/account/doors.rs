//! The doors of my account: the page itself, name, colors, devices, notices.

use people::{
    Who, account,
    account::{By, Refused},
    agency,
    audit::{self, Leaf},
    change::Receipt,
    notice, passkey, password, recovery, session, totp,
};
use storage::{Error, Tx};
use web::{Answer, Ask, Refusal};

use super::{
    forms,
    pages::{self, Mine},
    rules,
};

/// Notices on the page; older ones that were put away are not shown.
const NOTICES: i64 = 20;

/// A leaf about something of the asking person's own account.
fn leaf(who: &Who, action: &'static str) -> Leaf {
    Leaf {
        action,
        subject: "account",
        subject_id: who.account.get(),
        participant: 0,
    }
}

fn mine(tx: &mut Tx<'_>, who: &Who, now: i64) -> Result<Mine, Error> {
    let account = account::find(tx, who.agency, who.account)?.ok_or(Error::NoRow)?;
    let program = agency::program(tx, who.agency, who.program)?;
    Ok(Mine {
        name: account.name,
        email: account.email,
        program: program.map_or_else(String::new, |program| program.name),
        theme: account.theme,
        roles: who.roles,
        passkeys: passkey::list(tx, who)?.len(),
        has_password: password::stored(tx, who)?.is_some(),
        totp: totp::is_on(tx, who.agency, who.account)?,
        codes: recovery::left(tx, who)?,
        devices: session::devices(tx, who, now)?,
        notices: notice::list(tx, who, NOTICES)?,
    })
}

/// The page.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    let (who, now) = (ask.who()?.clone(), ask.now_s());
    let mine = ask.read(move |tx, _| Ok(mine(tx, &who, now)?)).await?;
    let said = rules::said(ask.query.get("said"));
    let touch = ask.house.passkeys.is_some();
    let key = || ask.new_key();
    ask.page(pages::account(
        ask.words(),
        &mine,
        said,
        touch,
        &ask.here(),
        &key,
    ))
}

/// The form for the name.
pub async fn name(ask: Ask) -> Result<Answer, Refusal> {
    let name = ask.who()?.name.clone();
    ask.page(pages::name(ask.words(), &name, None, &ask.new_key()))
}

/// Changes the name used.
pub async fn rename(ask: Ask) -> Result<Answer, Refusal> {
    let typed = ask.form.get("name");
    let name = match forms::name(typed) {
        Ok(name) => name,
        Err(word) => {
            let page = pages::name(ask.words(), typed, Some(word), &ask.key());
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        let renamed = account::rename(tx, &By::from(who), who.account, &name, now, &*chance);
        renamed.map_err(|refused| match refused {
            Refused::Database(error) => error.into(),
            _ => Refusal::NotHere,
        })?;
        Ok(done("name"))
    })
    .await
}

/// Where a change on this page leads.
pub fn done(said: &str) -> Receipt {
    Receipt {
        to: format!("/account?said={said}"),
    }
}

/// Changes how pages look, and in which language they speak.
pub async fn display(ask: Ask) -> Result<Answer, Refusal> {
    let known = |list: &[&'static str], field: &str| {
        let typed = ask.form.get(field);
        list.iter().copied().find(|slug| *slug == typed)
    };
    let (theme, language) = (
        known(&rules::THEMES, "theme"),
        known(&rules::LANGUAGES, "language"),
    );
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        if let Some(theme) = theme {
            account::set_theme(tx, who, theme)?;
        }
        if let Some(language) = language {
            account::set_language(tx, who, language)?;
        }
        audit::record(tx, who, &leaf(who, "account.display"), now, &*chance)?;
        Ok(done("display"))
    })
    .await
}

/// A number in the path.
pub fn number(ask: &Ask, name: &str) -> Result<i64, Refusal> {
    ask.param(name).parse().map_err(|_| Refusal::NotHere)
}

/// Signs one device out. The own one goes to the sign-in page.
pub async fn end(ask: Ask) -> Result<Answer, Refusal> {
    let session = number(&ask, "session")?;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        session::end(tx, who, session, now)?;
        audit::record(tx, who, &leaf(who, "session.end"), now, &*chance)?;
        Ok(done("device"))
    })
    .await
}

/// Signs every other device out.
pub async fn end_elsewhere(ask: Ask) -> Result<Answer, Refusal> {
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        session::end_elsewhere(tx, who, now)?;
        audit::record(tx, who, &leaf(who, "session.end-elsewhere"), now, &*chance)?;
        Ok(done("devices"))
    })
    .await
}

/// Puts a notice away.
pub async fn seen(ask: Ask) -> Result<Answer, Refusal> {
    let notice = number(&ask, "notice")?;
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        notice::seen(tx, who, notice, now)?;
        audit::record(tx, who, &leaf(who, "notice.seen"), now, &*chance)?;
        Ok(done("seen"))
    })
    .await
}
