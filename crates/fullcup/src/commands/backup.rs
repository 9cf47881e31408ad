//! `fullcup backup` and `fullcup restore`.

use std::path::Path;

use anyhow::{Result, bail};

use crate::{
    serve::{open_beside, open_or_join, storage_settings},
    settings::HouseArguments,
    world::SystemChance,
};

/// Writes one consistent file. Works while Fullcup serves.
pub fn backup(house: &HouseArguments, file: &Path) -> Result<()> {
    if file.exists() {
        bail!(
            "{} exists. A backup never replaces a file: choose another name",
            file.display()
        );
    }
    let db = open_beside(house)?;
    db.backup(file)?;
    db.close();
    let bytes = std::fs::metadata(file)?.len();
    eprintln!(
        "Saved {} ({bytes} bytes). It holds people’s records: keep it as safe as the server.",
        file.display()
    );
    Ok(())
}

/// Checks a backup whole, then puts it in place and keeps what was there.
pub fn restore(house: &HouseArguments, file: &Path) -> Result<()> {
    let restored = storage::restore(file, &storage_settings(&house.data, house))?;
    // Opening runs what is due and proves that it opens.
    went_back(house)?;
    let file = file.display();
    match restored.kept {
        Some(kept) => eprintln!(
            "Restored {file}. What was there before is kept as {}.",
            kept.display()
        ),
        None => eprintln!("Restored {file}."),
    }
    Ok(())
}

/// Tells every phone that the database is an older one: what they have saved since is on them alone, and
/// they bring it back.
pub fn went_back(house: &HouseArguments) -> Result<()> {
    let db = open_or_join(house)?;
    db.write_now(|tx| own::keeping::upkeep::went_back(tx, &SystemChance))?;
    db.close();
    eprintln!("Phones bring back what is theirs alone when they sync next.");
    Ok(())
}
