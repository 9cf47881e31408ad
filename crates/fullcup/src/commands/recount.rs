//! `fullcup recount`: counts every contact anew, when `doctor` has found that the counts are wrong.

use anyhow::Result;
use storage::Db;

use crate::{
    serve::{LOOKING, storage_settings},
    settings::HouseArguments,
};

/// Counts anew, agency by agency. Nobody else may have the database open: it holds the writer for as
/// long as it takes.
pub fn run(house: &HouseArguments) -> Result<()> {
    let mut settings = storage_settings(&house.data, house);
    settings.tuning.time_limit = LOOKING;
    let db = Db::open(&settings)?;
    for agency in db.read_now(people::agency::all)? {
        let id = agency.id;
        let before = db.read_now(move |tx| alongside::counts::differs(tx, id))?;
        db.write_now(move |tx| alongside::counts::recount(tx, id))?;
        eprintln!(
            "{}: {} rows of the counts were not as they are now",
            agency.name,
            before.rows()
        );
    }
    db.close();
    Ok(())
}
