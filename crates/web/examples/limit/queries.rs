//! The one text that the limit reads with.

use storage::{FromRow, Row, Sql};

// Not of the house, so in none of its lists.
pub const PEOPLE: Sql = Sql {
    name: "limit.people",
    text: "SELECT p.participant_id, p.need_at, p.name_used, p.next_step, p.last_contact_at FROM participant p \
     WHERE p.agency_id = $1 AND p.worker_id = $2 AND p.state = 1 \
       AND EXISTS (SELECT 1 FROM reach r WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $2) \
     ORDER BY p.need_at, p.participant_id LIMIT 51",
};

pub struct Person {
    pub id: i64,
    pub need_at: i64,
    pub name: String,
    pub step: String,
    pub seen: i64,
}

impl FromRow for Person {
    fn from_row(row: &Row<'_>) -> Result<Self, storage::Error> {
        Ok(Self {
            id: row.get(0)?,
            need_at: row.get(1)?,
            name: row.get(2)?,
            step: row.get(3)?,
            seen: row.get(4)?,
        })
    }
}
