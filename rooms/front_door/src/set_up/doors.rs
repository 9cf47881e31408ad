//! The doors of the first run.

use kit::t;
use people::{
    account::Refused,
    agency::Program,
    setup::{self, Founding},
};
use web::{Answer, Ask, Refusal};

use super::{forms::Typed, pages};
use crate::arrive::{arrive, client, new_password};

/// The form, while there is no agency.
pub async fn show(ask: Ask) -> Result<Answer, Refusal> {
    only_once(&ask).await?;
    let zone = super::forms::ZONES[0].to_owned();
    ask.page(pages::form(
        ask.words(),
        &Typed {
            zone,
            ..Typed::default()
        },
        &[],
    ))
}

/// Founds the first agency, and signs its founder in.
pub async fn found(ask: Ask) -> Result<Answer, Refusal> {
    only_once(&ask).await?;
    let typed = Typed::of(&ask.form);
    let w = ask.words();
    let fix = |wrong: Vec<(&'static str, String)>| {
        Err(Refusal::Fix(Box::new(pages::form(
            ask.words(),
            &typed,
            &wrong,
        ))))
    };
    let (checked, own) = (
        typed.check(),
        [
            typed.name.as_str(),
            &typed.email,
            &typed.program,
            &typed.agency,
            "Fullcup",
        ],
    );
    let hash = new_password(&ask, ask.form.get("password"), &own).await?;
    let say = |wrong: Vec<(&'static str, String)>| {
        wrong
            .into_iter()
            .map(|(field, id)| (field, w.say(&id)))
            .collect::<Vec<_>>()
    };
    let (ready, hash) = match (checked, hash) {
        (Ok(ready), Ok(hash)) => (ready, hash),
        (checked, hash) => {
            let mut wrong = say(checked.err().unwrap_or_default());
            wrong.extend(hash.err().map(|said| ("password", said)));
            return fix(wrong);
        }
    };
    let founding = Founding {
        agency: ask.new_id(),
        agency_name: ready.agency.clone(),
        program: Program {
            id: ask.new_id(),
            name: ready.program,
            sign_in_name: ready.agency,
            zone: ready.zone,
        },
        account: ask.new_id(),
        name: ready.name,
        email: ready.email,
        roles: ready.roles,
        language: "en".to_owned(),
    };
    let (inner, browser, code) = (ask.clone(), client(&ask), typed.code.clone());
    let arrival = ask
        .write(move |tx| {
            let (now, chance) = (inner.now_s(), &*inner.house.chance);
            match setup::found(tx, &code, &founding, &hash, &browser, now, chance) {
                Ok(Some(entered)) => Ok(Some(arrive(tx, &inner, entered)?)),
                Ok(None) => Ok(None),
                Err(Refused::Database(error)) => Err(error.into()),
                Err(other) => Err(Refusal::broken(other)),
            }
        })
        .await?;
    match arrival {
        Some(arrival) => Ok(arrival.answer(&ask, true, None, "/")),
        None => fix(vec![("code", t!(w, "set_up-code-wrong"))]),
    }
}

async fn only_once(ask: &Ask) -> Result<(), Refusal> {
    let wanted = ask.house.db.read(setup::is_wanted).await?;
    if wanted {
        Ok(())
    } else {
        Err(Refusal::NotHere)
    }
}
