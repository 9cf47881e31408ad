//! `fullcup doctor`: looks for trouble, and says with each finding what to do about it.

use anyhow::{Result, bail};
use storage::{Db, OpenError, Tx};

use super::audit;
use crate::{
    serve::{open_beside, say},
    settings::HouseArguments,
};

/// Less room than this on the disk is worth a word, in MiB: a migration copies the database.
const ROOM_MIB: u64 = 1024;
/// With less than this, changes will soon fail, in MiB.
const NO_ROOM_MIB: u64 = 100;

/// The schema that brought the counts: before it a recount has nothing to be compared with.
const COUNTS_SINCE: i64 = 4;

/// How much a finding matters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// As it should be.
    Good,
    /// Worth a look.
    Look,
    /// People lose something if it stays so.
    Wrong,
}

/// One line of the answer.
struct Finding {
    weight: Weight,
    text: String,
}

impl Finding {
    fn new(weight: Weight, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { weight, text }
    }
}

/// Looks, beside a Fullcup that runs. Fails when something is wrong.
pub fn run(house: &HouseArguments) -> Result<()> {
    let mut findings = door(house);
    match open_beside(house) {
        Ok(db) => {
            findings.extend(database(&db, house));
            db.close();
        }
        Err(error) => findings.push(Finding::new(nothing_yet(&error), error.to_string())),
    }
    findings.extend(room(house));
    for finding in &findings {
        let mark = match finding.weight {
            Weight::Good => "good ",
            Weight::Look => "look ",
            Weight::Wrong => "WRONG",
        };
        say(&format!("{mark}  {}", finding.text))?;
    }
    match findings
        .iter()
        .filter(|finding| finding.weight == Weight::Wrong)
        .count()
    {
        0 => Ok(()),
        1 => bail!("one thing is wrong"),
        many => bail!("{many} things are wrong"),
    }
}

/// A folder without a database is how every Fullcup begins.
fn nothing_yet(error: &anyhow::Error) -> Weight {
    match error.downcast_ref() {
        Some(OpenError::Absent(_)) => Weight::Look,
        _ => Weight::Wrong,
    }
}

/// How people come in.
fn door(house: &HouseArguments) -> Vec<Finding> {
    let mut findings = vec![];
    let Some(url) = house.address(house.listen.port()) else {
        let text = format!(
            "Address: {} can be opened by other machines, and no --public-url is given. Put a proxy with \
             https in front, and name its address",
            house.listen
        );
        return vec![Finding::new(Weight::Wrong, text)];
    };
    if house.public_url.is_none() {
        let text = format!(
            "Address: {url}, for this machine alone. To let people in, put a proxy with https in front and \
             name its address with --public-url"
        );
        findings.push(Finding::new(Weight::Look, text));
    } else if let Err(error) = web::check_address(&url) {
        findings.push(Finding::new(Weight::Wrong, format!("Address: {error}")));
    } else {
        findings.push(Finding::new(Weight::Good, format!("Address: {url}")));
    }
    if url.starts_with("https://") {
        findings.push(match &house.trusted_proxy {
            Some(net) => Finding::new(
                Weight::Good,
                format!("Proxy: {net}. It must pass on Host and Origin as they came"),
            ),
            None => Finding::new(
                Weight::Look,
                "Proxy: everybody seems to come from the proxy’s own address. Name its network with \
                 --trusted-proxy; it must pass on Host and Origin as they came",
            ),
        });
    }
    findings
}

/// Whether the database is sound.
fn database(db: &Db, house: &HouseArguments) -> Vec<Finding> {
    let engine = db.engine();
    let version = db.engine_version().unwrap_or_default();
    let mut findings = vec![];
    match (db.schema(), db.size_bytes()) {
        (Ok(schema), Ok(bytes)) => findings.push(Finding::new(
            Weight::Good,
            format!(
                "Database: {engine} {version}, schema {schema}, {} MiB",
                bytes >> 20
            ),
        )),
        (Err(error), _) | (_, Err(error)) => {
            findings.push(Finding::new(Weight::Wrong, format!("Database: {error}")));
        }
    }
    match db.check() {
        Ok(found) if found.is_empty() => findings.push(Finding::new(
            Weight::Good,
            "Records: every page, index and reference is sound",
        )),
        Ok(found) => {
            findings.extend(
                found
                    .into_iter()
                    .map(|line| Finding::new(Weight::Wrong, format!("Records: {line}"))),
            );
            findings.push(Finding::new(
                Weight::Wrong,
                format!(
                    "Records: keep a copy of {}, then restore the newest good backup",
                    house.data.display()
                ),
            ));
        }
        Err(error) => findings.push(Finding::new(Weight::Wrong, format!("Records: {error}"))),
    }
    findings.push(match (db.schema(), db.read_now(counts)) {
        (Ok(schema), _) if schema < COUNTS_SINCE => Finding::new(
            Weight::Look,
            "Counts: none yet. The next start of this Fullcup makes them",
        ),
        (_, Ok(finding)) => finding,
        (_, Err(error)) => Finding::new(Weight::Wrong, format!("Counts: {error}")),
    });
    findings.push(match audit::waiting(db) {
        Ok(0) => Finding::new(Weight::Good, "Audit trail: everything is in its tree"),
        Ok(_) => Finding::new(
            Weight::Look,
            "Audit trail: entries wait for their tree. A Fullcup that runs appends them within a second",
        ),
        Err(error) => Finding::new(Weight::Wrong, format!("Audit trail: {error}")),
    });
    findings
}

/// Whether the counts beside the contacts are what a recount gives.
fn counts(tx: &mut Tx<'_>) -> Result<Finding, storage::Error> {
    let (mut whole, mut rows) = (true, 0);
    for agency in people::agency::all(tx)? {
        whole &= alongside::counts::is_whole(tx, agency.id)?;
        rows += alongside::counts::differs(tx, agency.id)?.rows();
    }
    Ok(if rows > 0 {
        let text = format!(
            "Counts: {rows} rows are not what a recount of the contacts gives. No contact is touched by \
             that. Stop Fullcup and run: fullcup recount"
        );
        Finding::new(Weight::Wrong, text)
    } else if whole {
        Finding::new(
            Weight::Good,
            "Counts: as a recount of every contact gives them",
        )
    } else {
        Finding::new(
            Weight::Look,
            "Counts: contacts of an older Fullcup are still to be counted. A Fullcup that runs does it",
        )
    })
}

/// Whether the disk has room.
#[cfg(unix)]
fn room(house: &HouseArguments) -> Option<Finding> {
    let disk = rustix::fs::statvfs(&house.data).ok()?;
    let free = disk.f_bavail.saturating_mul(disk.f_frsize) >> 20;
    let text = format!("Disk: {free} MiB free where the data is");
    Some(if free < NO_ROOM_MIB {
        let todo = "Make room now: without it nothing more can be saved";
        Finding::new(Weight::Wrong, format!("{text}. {todo}"))
    } else if free < ROOM_MIB {
        let todo = "Make room before the next update, which copies the database first";
        Finding::new(Weight::Look, format!("{text}. {todo}"))
    } else {
        Finding::new(Weight::Good, text)
    })
}

#[cfg(not(unix))]
fn room(_: &HouseArguments) -> Option<Finding> {
    None
}
