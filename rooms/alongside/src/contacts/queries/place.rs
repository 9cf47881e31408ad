//! Where a contact stands in the counts: the local day and the team for which it counts.

use domain::id::{AgencyId, ContactId, TeamId};
use storage::{Error, Row, Sql, Tx};

use crate::counts::Place;

pub(super) const NOT_COUNTED: Sql = Sql::new(
    "contacts.not_counted",
    "SELECT contact_id FROM contact WHERE agency_id = $1 AND day = '' AND undone_at = 0 \
     ORDER BY contact_id LIMIT $2",
);

pub(super) const ANY_NOT_COUNTED: Sql = Sql::new(
    "contacts.any_not_counted",
    "SELECT contact_id FROM contact WHERE agency_id = $1 AND day = '' AND undone_at = 0 LIMIT 1",
);

pub(super) const SET_PLACE: Sql = Sql::new(
    "contacts.set_place",
    "UPDATE contact SET team_id = $3, day = $4, over_midnight = $5 \
     WHERE agency_id = $1 AND contact_id = $2",
);

/// Contacts of an agency that are not counted yet, oldest first.
pub fn not_counted(tx: &mut Tx<'_>, agency: AgencyId, limit: i64) -> Result<Vec<ContactId>, Error> {
    tx.all(&NOT_COUNTED, &[&agency, &limit])
}

/// Whether every contact of an agency is counted.
pub fn all_counted(tx: &mut Tx<'_>, agency: AgencyId) -> Result<bool, Error> {
    let any: Option<ContactId> = tx.first(&ANY_NOT_COUNTED, &[&agency])?;
    Ok(any.is_none())
}

/// Says for which day and team a contact counts. Whoever calls it counts the contact too.
pub fn set_place(
    tx: &mut Tx<'_>,
    agency: AgencyId,
    id: ContactId,
    place: Place,
) -> Result<(), Error> {
    let (team, day, over_midnight) = stored(place);
    tx.run(&SET_PLACE, &[&agency, &id, &team, &day, &over_midnight])?;
    Ok(())
}

/// Team, day and whether it ran into the next day, as they are stored.
pub(super) fn stored(place: Place) -> (i64, String, i64) {
    let team = place.team.map_or(0, TeamId::get);
    (team, place.day.to_string(), i64::from(place.over_midnight))
}

/// The other way round: `None` for a contact that is not counted yet.
pub(super) fn read(row: &Row<'_>, first: usize) -> Result<Option<Place>, Error> {
    let (team, day): (i64, String) = (row.get(first)?, row.get(first + 1)?);
    let over: i64 = row.get(first + 2)?;
    if day.is_empty() {
        return Ok(None);
    }
    Ok(Some(Place {
        day: day
            .parse()
            .map_err(|_| Error::Broken("contact.day is no day".to_owned()))?,
        over_midnight: over != 0,
        team: (team != 0).then(|| TeamId::from_i64(team)),
    }))
}
