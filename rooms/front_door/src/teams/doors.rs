//! The doors of programs and teams.

use domain::id::{ProgramId, TeamId};
use people::{
    Who, agency,
    agency::{Program, Team},
    audit::{self, Leaf},
    change::Receipt,
};
use web::{Answer, Ask, Refusal};

use super::{
    forms::{self, Problem, Typed},
    pages,
};

fn leaf(action: &'static str, subject: &'static str, subject_id: i64) -> Leaf {
    Leaf {
        action,
        subject,
        subject_id,
        participant: 0,
    }
}

fn done() -> Receipt {
    Receipt {
        to: "/teams?said=saved".to_owned(),
    }
}

async fn page(ask: &Ask, typed: &str, problem: Option<Problem>) -> Result<kit::Page, Refusal> {
    let agency = ask.who()?.agency;
    let (programs, teams) = ask
        .read(move |tx, _| Ok((agency::programs(tx, agency)?, agency::teams(tx, agency)?)))
        .await?;
    let view = pages::List {
        programs: &programs,
        teams: &teams,
        typed,
        chosen: ask.form.get("program"),
        problem,
        saved: ask.query.get("said") == "saved",
    };
    Ok(pages::list(ask.words(), &view, &ask.key()))
}

/// Programs, each with its teams.
pub async fn list(ask: Ask) -> Result<Answer, Refusal> {
    let page = page(&ask, "", None).await?;
    ask.page(page)
}

/// Adds a team to a program.
pub async fn add(ask: Ask) -> Result<Answer, Refusal> {
    let typed = ask.form.get("name");
    let name = match forms::name(typed) {
        Ok(name) => name,
        Err(word) => {
            let page = page(&ask, typed, Some(("name", word))).await?;
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let Ok(program) = ask.form.get("program").parse::<ProgramId>() else {
        let page = page(&ask, typed, Some(("program", "teams-fix-program"))).await?;
        return Err(Refusal::Fix(Box::new(page)));
    };
    let team = Team {
        id: ask.new_id(),
        program,
        name,
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        agency::create_team(tx, who.agency, &team, now)?;
        audit::record(
            tx,
            who,
            &leaf("team.add", "team", team.id.get()),
            now,
            &*chance,
        )?;
        Ok(done())
    })
    .await
}

async fn team(ask: &Ask) -> Result<Team, Refusal> {
    let (id, agency): (TeamId, _) = (ask.id("team")?, ask.who()?.agency);
    let teams = ask
        .read(move |tx, _| Ok(agency::teams(tx, agency)?))
        .await?;
    teams
        .into_iter()
        .find(|team| team.id == id)
        .ok_or(Refusal::NotHere)
}

/// The form for a team's name.
pub async fn open(ask: Ask) -> Result<Answer, Refusal> {
    let team = team(&ask).await?;
    ask.page(pages::team(
        ask.words(),
        team.id,
        &team.name,
        None,
        &ask.new_key(),
    ))
}

/// Gives a team another name.
pub async fn rename(ask: Ask) -> Result<Answer, Refusal> {
    let team = team(&ask).await?;
    let typed = ask.form.get("name");
    let name = match forms::name(typed) {
        Ok(name) => name,
        Err(word) => {
            let page = pages::team(ask.words(), team.id, typed, Some(word), &ask.key());
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        agency::rename_team(tx, who.agency, team.id, &name)?;
        audit::record(
            tx,
            who,
            &leaf("team.rename", "team", team.id.get()),
            now,
            &*chance,
        )?;
        Ok(done())
    })
    .await
}

/// The form for a new program, in the zone of the one who asks.
pub async fn new_program(ask: Ask) -> Result<Answer, Refusal> {
    let typed = Typed {
        zone: ask.who()?.zone.clone(),
        ..Typed::default()
    };
    ask.page(pages::program(
        ask.words(),
        None,
        &typed,
        &[],
        &ask.new_key(),
    ))
}

async fn save(
    ask: &Ask,
    id: Option<ProgramId>,
    write: fn(&mut storage::Tx<'_>, &Who, &Program, i64) -> Result<(), storage::Error>,
    action: &'static str,
) -> Result<Answer, Refusal> {
    let typed = Typed::of(&ask.form);
    let program = match typed.program(id.unwrap_or_else(|| ask.new_id())) {
        Ok(program) => program,
        Err(problems) => {
            let page = pages::program(ask.words(), id, &typed, &problems, &ask.key());
            return Err(Refusal::Fix(Box::new(page)));
        }
    };
    let (now, chance) = (ask.now_s(), ask.house.chance.clone());
    ask.change(move |tx, who| {
        write(tx, who, &program, now)?;
        audit::record(
            tx,
            who,
            &leaf(action, "program", program.id.get()),
            now,
            &*chance,
        )?;
        Ok(done())
    })
    .await
}

/// Adds a program.
pub async fn add_program(ask: Ask) -> Result<Answer, Refusal> {
    save(
        &ask,
        None,
        |tx, who, program, now| agency::create_program(tx, who.agency, program, now),
        "program.add",
    )
    .await
}

/// The form for a program.
pub async fn open_program(ask: Ask) -> Result<Answer, Refusal> {
    let (id, agency): (ProgramId, _) = (ask.id("program")?, ask.who()?.agency);
    let found = ask
        .read(move |tx, _| Ok(agency::program(tx, agency, id)?))
        .await?;
    let typed = Typed::from(found.ok_or(Refusal::NotHere)?);
    ask.page(pages::program(
        ask.words(),
        Some(id),
        &typed,
        &[],
        &ask.new_key(),
    ))
}

/// Changes a program.
pub async fn change_program(ask: Ask) -> Result<Answer, Refusal> {
    save(
        &ask,
        Some(ask.id("program")?),
        |tx, who, program, _| agency::change_program(tx, who.agency, program),
        "program.change",
    )
    .await
}
