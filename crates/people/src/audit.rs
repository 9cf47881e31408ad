//! The audit trail (ruling 15): one leaf per participant record opened, exported or
//! printed and per change; one leaf per page that lists names; none for counts.
//! Leaves commit with the change, or before the page is sent; a sequencer per agency appends them to
//! its Merkle tree within a second.

use domain::id::AgencyId;
use domain::world::Chance;
use storage::{Error, Tx};

use crate::Who;

/// What was done, as a stable slug such as `participant.open`, `people.list`, `contact.log`.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// The verb: `room.verb`.
    pub action: &'static str,
    /// What kind of thing: `participant`, `contact`, `account`, `page`.
    pub subject: &'static str,
    /// Its id, 0 for a page that lists names.
    pub subject_id: i64,
    /// The participant whose record it is, so that "who looked" finds it; 0 if none.
    pub participant: i64,
}

/// Writes a leaf in this transaction. `now` is in seconds since 1970.
pub fn record(tx: &mut Tx<'_>, who: &Who, leaf: &Leaf, now: i64, chance: &dyn Chance) -> Result<(), Error> {
    let _ = (tx, who, leaf, now, chance);
    todo!()
}

/// One line of "who looked".
#[derive(Clone, Debug)]
pub struct Look {
    /// Seconds since 1970.
    pub at: i64,
    /// The name used of the one who looked or changed.
    pub name: String,
    /// The verb.
    pub action: String,
}

/// Who looked at a participant's record, newest first, at most `limit`, before `(at, id)` for the next page.
pub fn looks(tx: &mut Tx<'_>, agency: AgencyId, participant: i64, limit: i64) -> Result<Vec<Look>, Error> {
    let _ = (tx, agency, participant, limit);
    todo!()
}
