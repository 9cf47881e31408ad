//! `fullcup audit head` and `fullcup audit verify`: the trail of who looked at what and who
//! changed what, proven by its tree.

use anyhow::{Context, Result, bail};
use domain::id::AgencyId;
use people::{agency::Agency, audit::Head};
use storage::{Db, Error};

use crate::{
    serve::{open_beside, say},
    settings::{AuditCommand, HouseArguments},
};

/// Works beside a Fullcup that runs.
pub fn run(house: &HouseArguments, what: &AuditCommand) -> Result<()> {
    let db = open_beside(house)?;
    let done = match what {
        AuditCommand::Head => head(&db),
        AuditCommand::Verify { head } => verify(&db, head.as_deref()),
    };
    db.close();
    done
}

/// One line for each agency. Whoever keeps the line elsewhere can prove later that nothing
/// before it was changed.
fn head(db: &Db) -> Result<()> {
    for agency in db.read_now(people::agency::all)? {
        let head = db.read_now(move |tx| people::audit::head(tx, agency.id))?;
        say(&format!("{} {head}", agency.id))?;
    }
    Ok(())
}

fn verify(db: &Db, kept: Option<&str>) -> Result<()> {
    let agencies = db.read_now(people::agency::all)?;
    let kept = kept.map(|text| read(db, text, &agencies)).transpose()?;
    let mut wrong = 0;
    for agency in agencies {
        let older: Vec<Head> = kept
            .iter()
            .filter(|(of, _)| *of == agency.id)
            .map(|(_, head)| head.clone())
            .collect();
        let report = db.read_now(move |tx| people::audit::verify(tx, agency.id, &older))?;
        let (size, waiting) = (report.size, report.waiting);
        if report.is_whole() {
            say(&format!(
                "{}: whole. {size} entries in the tree, {waiting} waiting, {} erased",
                agency.name, report.erased
            ))?;
        } else {
            say(&format!("{}: NOT whole", agency.name))?;
            for finding in &report.findings {
                say(&format!("  {finding}"))?;
            }
            wrong += 1;
        }
    }
    if wrong > 0 {
        bail!(
            "the trail was changed. Keep this data folder as it is, and compare with a backup from before"
        );
    }
    Ok(())
}

/// A line of [`head`], or a head without its agency, which then is the one whose tree fits.
fn read(db: &Db, text: &str, agencies: &[Agency]) -> Result<(AgencyId, Head)> {
    let text = text.trim();
    let named = text
        .split_once(char::is_whitespace)
        .and_then(|(first, rest)| Some((first.parse::<AgencyId>().ok()?, rest)));
    let head: Head = named.map_or(text, |(_, rest)| rest).parse()?;
    if let Some((agency, _)) = named {
        let known = agencies.iter().any(|one| one.id == agency);
        return known
            .then_some((agency, head))
            .context("this head is of an agency that is not here");
    }
    if let [only] = agencies {
        return Ok((only.id, head));
    }
    for agency in agencies {
        let (id, size) = (agency.id, head.size);
        let root = db.read_now(move |tx| people::audit::head_at(tx, id, size))?;
        if root == Some(head.root) {
            return Ok((id, head));
        }
    }
    bail!("no agency’s trail has this head. Give the whole line, with the agency before it")
}

/// How many entries wait for their tree, by agency.
pub fn waiting(db: &Db) -> Result<usize, Error> {
    Ok(db.read_now(people::audit::pending)?.len())
}
