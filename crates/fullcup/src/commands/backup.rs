//! `fullcup backup` and `fullcup restore`.

use std::path::Path;

use anyhow::{Result, bail};

use crate::{
    serve::{open, open_beside, storage_settings},
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
    let db = open(house)?;
    // What phones have saved since the backup is on them alone: they are told, and bring it back.
    db.write_now(|tx| own::keeping::upkeep::went_back(tx, &SystemChance))?;
    db.close();
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
