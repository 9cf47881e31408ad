//! `fullcup export`: everything of an agency in one documented file, also beside a Fullcup that runs.

use std::{
    fs::OpenOptions,
    io::BufWriter,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use domain::world::Clock;
use moving::leaving::pack::{Label, pack};

use super::agency_named;
use crate::{
    serve::{open_beside, say},
    settings::{ExportArguments, HouseArguments},
    world::SystemClock,
};

/// Writes the file into the folder and prints its name.
pub fn run(house: &HouseArguments, how: &ExportArguments) -> Result<()> {
    std::fs::create_dir_all(&how.folder)
        .with_context(|| format!("{} is no folder to write into", how.folder.display()))?;
    let db = open_beside(house)?;
    let agency = agency_named(&db, how.agency.as_deref())?;
    let at = SystemClock.now();
    let file = place(
        &how.folder,
        &agency.name,
        &at.strftime("%Y-%m-%d").to_string(),
    );
    if file.exists() {
        bail!("{} is there already. Choose another folder", file.display());
    }
    let out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&file)
        .with_context(|| format!("{} could not be written", file.display()))?;
    let label = Label {
        agency: agency.name,
        recipient: String::new(),
        purpose: String::new(),
        at,
    };
    let packed = pack(&db, agency.id, &label, BufWriter::new(out));
    db.close();
    if let Err(error) = packed {
        // Half a file must not be taken for a whole one.
        std::fs::remove_file(&file).ok();
        return Err(error.into());
    }
    say(&file.display().to_string())?;
    eprintln!(
        "It holds every record of the agency: give it to whoever is to have it, and nobody else."
    );
    Ok(())
}

fn place(folder: &Path, agency: &str, day: &str) -> PathBuf {
    let words: Vec<String> = agency
        .to_lowercase()
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    folder.join(format!("{}-{day}.zip", words.join("-")))
}
