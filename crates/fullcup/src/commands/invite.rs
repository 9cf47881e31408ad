//! `fullcup invite`: a way in for an administrator, when nobody can get in any more.
//!
//! It works beside a Fullcup that runs. Its leaves wait for that one's sequencer, which alone appends to
//! the tree; appended twice, they would only find their number taken
//! (`invitations_beside_a_serving_house_leave_the_tree_whole`).

use anyhow::{Context, Result, bail};
use domain::{
    id::Id,
    person::{self, Email},
    role::{Role, Roles},
    world::Clock,
};
use people::{
    account::{self, By, NewAccount, Refused, Standing},
    agency::{self, Agency},
    invitation,
};
use storage::{Db, Tx};

use crate::{
    serve::{open_or_join, say},
    settings::{HouseArguments, InviteArguments},
    world::{SystemChance, SystemClock},
};

/// Prints the link to standard output.
pub fn run(house: &HouseArguments, who: &InviteArguments) -> Result<()> {
    let email: Email = who
        .email
        .parse()
        .with_context(|| format!("{} is no e-mail address", who.email))?;
    let name = person::name(&who.name).context("--name is the name the person uses")?;
    let url = house
        .address(house.listen.port())
        .context("--public-url is the address that people open: the link begins with it")?;
    let db = open_or_join(house)?;
    let token = invite(&db, &email, &name, who.agency.as_deref());
    db.close();
    say(&format!("{url}/invitations/{}", token?))?;
    eprintln!("The link opens once, within seven days. Give it to {name} in person.");
    Ok(())
}

fn invite(db: &Db, email: &Email, name: &str, agency: Option<&str>) -> Result<String> {
    let typed = email.as_str().to_owned();
    let now = SystemClock.now();
    if let Some((agency, account)) = db.read_now(move |tx| account::with_email(tx, &typed))? {
        let found = db.read_now(move |tx| account::find(tx, agency, account))?;
        if found.is_none_or(|found| found.standing != Standing::Invited) {
            bail!(
                "{} has an account already. Another administrator or a supervisor can make a link back in; \
                 or invite another address",
                email.as_str()
            );
        }
        let by = By::house(agency);
        return Ok(db.write_now(move |tx| {
            invitation::make(tx, &by, account, now.as_second(), &SystemChance)
        })?);
    }
    let agency = choose(db.read_now(agency::all)?, agency)?;
    let program = db
        .read_now(move |tx| agency::programs(tx, agency.id))?
        .into_iter()
        .next()
        .context("this agency has no program yet")?;
    let new = NewAccount {
        id: Id::new(now, &SystemChance),
        program: program.id,
        team: None,
        name: name.to_owned(),
        email: email.as_str().to_owned(),
        roles: Roles::of(&[Role::Administrator]),
        language: "en".to_owned(),
    };
    let by = By::house(agency.id);
    let job = move |tx: &mut Tx<'_>| -> Result<String, Refused> {
        invitation::invite(tx, &by, &new, now.as_second(), &SystemChance)
    };
    Ok(db.write_now(job)?)
}

fn choose(agencies: Vec<Agency>, name: Option<&str>) -> Result<Agency> {
    let names = agencies
        .iter()
        .map(|agency| agency.name.clone())
        .collect::<Vec<_>>()
        .join("”, “");
    let fits = |agency: &Agency| name.is_none_or(|name| agency.name == name);
    let mut fitting: Vec<Agency> = agencies.into_iter().filter(fits).collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) if names.is_empty() => {
            bail!("nobody has set this Fullcup up yet. Start it: it says where to begin")
        }
        _ => bail!("choose one with --agency: “{names}”"),
    }
}
