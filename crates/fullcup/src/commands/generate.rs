//! `fullcup generate`: a large invented program, for measuring.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use domain::world::Clock;
use storage::Db;

use crate::{
    invent::{self, Size, moment::Moment},
    serve::storage_settings,
    settings::{GenerateArguments, HouseArguments},
    world::SystemClock,
};

/// Writes that share one commit: nobody waits for a single one of them.
const GROUP: usize = 256;
/// How long such a group may grow.
const GROWING: Duration = Duration::from_mins(1);
/// Memory of the writer, in KiB, so that a page is written once a group and not once a row.
const CACHE_KIB: u32 = 512 * 1024;

/// Fills an empty database.
pub fn run(house: &HouseArguments, how: &GenerateArguments) -> Result<()> {
    if how.workers == 0 || (how.participants == 0 && how.contacts > 0) {
        bail!("contacts need a worker and a participant: give --workers and --participants");
    }
    let mut settings = storage_settings(&house.data, house);
    settings.tuning.group = GROUP;
    settings.tuning.growing = GROWING;
    settings.tuning.writer_cache_kib = CACHE_KIB;
    let db = Db::open(&settings)?;
    if !db.read_now(people::setup::is_wanted)? {
        db.close();
        bail!(
            "this database has records already. Generate into an empty one: choose another --data"
        );
    }
    let began = Instant::now();
    let size = Size::generated(how, Moment::now(SystemClock.now())?);
    let accounts = invent::invent(&db, &size)?;
    db.settle()?;
    db.close();
    let file = how
        .accounts
        .clone()
        .unwrap_or_else(|| house.data.join("accounts.json"));
    std::fs::write(&file, invent::accounts_file(&accounts)?)
        .with_context(|| format!("{} could not be written", file.display()))?;
    eprintln!(
        "Generated {} accounts, {} participants and {} contacts in {:.1} s. Whom to sign in as: {}",
        accounts.len(),
        how.participants,
        how.contacts,
        began.elapsed().as_secs_f64(),
        file.display()
    );
    Ok(())
}
