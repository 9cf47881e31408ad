//! `fullcup demo`: an invented program, in a folder that is gone at the end.

use std::{fmt::Write as _, path::Path};

use anyhow::{Context, Result, bail};
use domain::world::Clock;
use storage::Db;

use crate::{
    invent::{self, Invented, PASSWORD, Size, moment::Moment},
    serve::{serve_db, storage_settings},
    settings::{DemoArguments, HouseArguments},
    world::SystemClock,
};

/// Makes the program and serves it.
pub fn run(house: &HouseArguments, how: &DemoArguments) -> Result<()> {
    if how.keep {
        return show(house, how, &house.data);
    }
    let folder = tempfile::Builder::new().prefix("fullcup-demo-").tempdir()?;
    let done = show(house, how, folder.path());
    folder
        .close()
        .context("the invented records could not be removed")?;
    done
}

fn show(house: &HouseArguments, how: &DemoArguments, data: &Path) -> Result<()> {
    let db = Db::open(&storage_settings(data, house))?;
    if !db.read_now(people::setup::is_wanted)? {
        db.close();
        bail!(
            "this database has records already. The demo needs an empty one: choose another --data"
        );
    }
    let now = SystemClock.now();
    let accounts = invent::invent(&db, &Size::demo(Moment::of(how.today, now)?))?;
    if let Some(file) = &how.accounts {
        std::fs::write(file, invent::accounts_file(&accounts)?)
            .with_context(|| format!("{} could not be written", file.display()))?;
    }
    serve_db(house, db, true, |url| {
        eprintln!("{}", welcome(url, &accounts));
    })
}

/// Where to open it, and whom to sign in as.
fn welcome(url: &str, accounts: &[Invented]) -> String {
    let mut text = format!(
        "Everyone in here is invented. Open {url} and sign in with the password\n\n    {PASSWORD}\n\nas one of:\n\n"
    );
    for one in accounts.iter().take(invent::accounts::NAMED) {
        let roles: Vec<&str> = one.roles.iter().map(|role| role.slug()).collect();
        let roles = roles.join(", ");
        // Writing to a String cannot fail.
        let _ = writeln!(text, "    {:16} {roles:28} {}", one.name, one.email);
    }
    text + "\nEnd it with Ctrl-C."
}
