//! One file for each command.

pub mod audit;
pub mod backup;
pub mod demo;
pub mod doctor;
pub mod doors;
pub mod export;
pub mod generate;
pub mod import;
pub mod invite;
pub mod recount;
pub mod settings;
pub mod vault;
pub mod verify_site;

use anyhow::{Result, bail};
use people::agency::{self, Agency};
use storage::Db;

/// The agency of this name; without a name the only one.
fn agency_named(db: &Db, name: Option<&str>) -> Result<Agency> {
    let agencies = db.read_now(agency::all)?;
    let names: Vec<String> = agencies.iter().map(|one| one.name.clone()).collect();
    let mut fitting: Vec<Agency> = agencies
        .into_iter()
        .filter(|agency| name.is_none_or(|name| agency.name == name))
        .collect();
    match (fitting.pop(), fitting.is_empty()) {
        (Some(only), true) => Ok(only),
        (None, _) if names.is_empty() => {
            bail!("nobody has set this Fullcup up yet. Start it: it says where to begin")
        }
        _ => bail!("choose one with --agency: “{}”", names.join("”, “")),
    }
}
