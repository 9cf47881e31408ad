//! The table `contact_choice`: a program's own words for kinds and settings.

use domain::{
    contact::{Choices, Edit, Kind, Setting},
    id::{AgencyId, ProgramId},
};
use storage::{Error, Sql, Tx};

pub(super) const EDITS: Sql = Sql::new(
    "contacts.edits",
    "SELECT list, body FROM contact_choice WHERE agency_id = $1 AND program_id = $2",
);

pub(super) const SET_EDITS: Sql = Sql::new(
    "contacts.set_edits",
    "INSERT INTO contact_choice (agency_id, program_id, list, body, changed_at) \
     VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (agency_id, program_id, list) DO UPDATE SET body = excluded.body, \
       changed_at = excluded.changed_at",
);

const KINDS: &str = "kinds";
const SETTINGS: &str = "settings";

/// A program's lists: ours with its own edits laid over them.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The kinds of contact.
    pub kinds: Choices<Kind>,
    /// Where contacts are.
    pub settings: Choices<Setting>,
}

/// The edits of one list of a program.
pub fn edits(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
    list: &str,
) -> Result<Vec<Edit>, Error> {
    let rows: Vec<(String, String)> = tx.all(&EDITS, &[&agency, &program])?;
    Ok(rows
        .iter()
        .find(|(name, _)| name == list)
        .map(|(_, body)| read(body))
        .unwrap_or_default())
}

/// The lists of a program.
pub fn lists(tx: &mut Tx<'_>, agency: AgencyId, program: ProgramId) -> Result<Lists, Error> {
    let mut lists = Lists::default();
    for (list, body) in tx.all::<(String, String)>(&EDITS, &[&agency, &program])? {
        match list.as_str() {
            KINDS => lists.kinds = Choices::merge(&read(&body)),
            SETTINGS => lists.settings = Choices::merge(&read(&body)),
            _ => {}
        }
    }
    Ok(lists)
}

/// Stores the edits of one list of a program.
pub fn set_edits(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    program: ProgramId,
    list: &str,
    edits: &[Edit],
    now: i64,
) -> Result<(), Error> {
    let body = serde_json::to_string(edits).map_err(|error| Error::Broken(error.to_string()))?;
    tx.run(&SET_EDITS, &[&agency, &program, &list, &body, &now])?;
    Ok(())
}

/// Edits of another version that cannot be read are passed over: a contact must be possible to log
/// in any case.
fn read(body: &str) -> Vec<Edit> {
    serde_json::from_str(body).unwrap_or_default()
}
