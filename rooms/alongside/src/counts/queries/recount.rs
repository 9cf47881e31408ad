//! What a recount of the contacts gives, compared with what stands in the counts. It reads
//! everything: for `fullcup doctor` and for tests, never for a page.

use domain::id::AgencyId;
use storage::{Error, Sql, Tx};

/// `outcome` 2 = left a message, 3 = no answer; `heaviness` 3 = heavy, 4 = very heavy.
const DAYS_DIFFER: Sql = Sql::new(
    "counts.days_differ",
    "WITH anew AS ( \
       SELECT worker_id, day, program_id, CAST(COUNT(*) AS BIGINT) AS contacts, \
         CAST(SUM(CASE WHEN outcome IN (2, 3) THEN 1 ELSE 0 END) AS BIGINT) AS tried, \
         CAST(SUM(minutes) AS BIGINT) AS minutes, \
         CAST(SUM(out_of_hours) AS BIGINT) AS out_of_hours, \
         CAST(SUM(CASE WHEN heaviness >= 3 THEN 1 ELSE 0 END) AS BIGINT) AS heavy, \
         CAST(SUM(over_midnight) AS BIGINT) AS over_midnight \
       FROM contact WHERE agency_id = $1 AND undone_at = 0 AND day <> '' \
       GROUP BY worker_id, day, program_id), \
     kept AS ( \
       SELECT worker_id, day, program_id, contacts, tried, minutes, out_of_hours, heavy, \
         over_midnight \
       FROM worker_day WHERE agency_id = $1) \
     SELECT COUNT(*) FROM ( \
       SELECT * FROM (SELECT * FROM anew EXCEPT SELECT * FROM kept) missing \
       UNION ALL \
       SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM anew) extra) differ",
);

const MONTHS_DIFFER: Sql = Sql::new(
    "counts.months_differ",
    "WITH anew AS ( \
       SELECT program_id, CAST(substr(day, 1, 4) || substr(day, 6, 2) AS BIGINT) AS month, \
         team_id, kind, setting, CAST(COUNT(*) AS BIGINT) AS contacts, \
         CAST(SUM(CASE WHEN outcome IN (2, 3) THEN 1 ELSE 0 END) AS BIGINT) AS tried, \
         CAST(SUM(minutes) AS BIGINT) AS minutes, \
         CAST(SUM(out_of_hours) AS BIGINT) AS out_of_hours, \
         CAST(SUM(CASE WHEN heaviness >= 3 THEN 1 ELSE 0 END) AS BIGINT) AS heavy, \
         CAST(SUM(people_reached + CASE WHEN unknown_person = '' THEN 0 ELSE 1 END) AS BIGINT) \
           AS heads \
       FROM contact WHERE agency_id = $1 AND undone_at = 0 AND day <> '' \
       GROUP BY 1, 2, 3, 4, 5), \
     kept AS ( \
       SELECT program_id, month, team_id, kind, setting, contacts, tried, minutes, out_of_hours, \
         heavy, heads \
       FROM contact_count WHERE agency_id = $1) \
     SELECT COUNT(*) FROM ( \
       SELECT * FROM (SELECT * FROM anew EXCEPT SELECT * FROM kept) missing \
       UNION ALL \
       SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM anew) extra) differ",
);

const PRESENCE_DIFFERS: Sql = Sql::new(
    "counts.presence_differs",
    "WITH anew AS ( \
       SELECT c.program_id, CAST(substr(c.day, 1, 4) || substr(c.day, 6, 2) AS BIGINT) AS month, \
         w.participant_id, c.team_id, c.kind, c.setting, CAST(COUNT(*) AS BIGINT) AS contacts, \
         CAST(SUM(CASE WHEN c.outcome IN (2, 3) THEN 0 ELSE 1 END) AS BIGINT) AS reached \
       FROM contact c \
       JOIN contact_with w ON w.agency_id = c.agency_id AND w.contact_id = c.contact_id \
       WHERE c.agency_id = $1 AND c.undone_at = 0 AND c.day <> '' \
       GROUP BY 1, 2, 3, 4, 5, 6), \
     kept AS ( \
       SELECT program_id, month, participant_id, team_id, kind, setting, contacts, reached \
       FROM presence WHERE agency_id = $1) \
     SELECT COUNT(*) FROM ( \
       SELECT * FROM (SELECT * FROM anew EXCEPT SELECT * FROM kept) missing \
       UNION ALL \
       SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM anew) extra) differ",
);

const PEOPLE_DIFFER: Sql = Sql::new(
    "counts.people_differ",
    "WITH met AS ( \
       SELECT program_id, month, team_id, kind, setting, participant_id, \
         CASE WHEN reached > 0 THEN participant_id END AS reached_id \
       FROM presence WHERE agency_id = $1), \
     anew AS ( \
       SELECT program_id, month, 0 AS grain, 0 AS team_id, '' AS kind, '' AS setting, \
         COUNT(DISTINCT reached_id) AS people, COUNT(DISTINCT participant_id) AS named \
       FROM met GROUP BY program_id, month \
       UNION ALL SELECT program_id, month, 1, team_id, '', '', \
         COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
       FROM met GROUP BY program_id, month, team_id \
       UNION ALL SELECT program_id, month, 2, 0, kind, '', \
         COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
       FROM met GROUP BY program_id, month, kind \
       UNION ALL SELECT program_id, month, 3, 0, '', setting, \
         COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
       FROM met GROUP BY program_id, month, setting \
       UNION ALL SELECT program_id, month, 4, team_id, kind, '', \
         COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
       FROM met GROUP BY program_id, month, team_id, kind \
       UNION ALL SELECT program_id, month, 5, team_id, '', setting, \
         COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
       FROM met GROUP BY program_id, month, team_id, setting), \
     kept AS ( \
       SELECT program_id, month, grain, team_id, kind, setting, people, named \
       FROM people_count WHERE agency_id = $1) \
     SELECT COUNT(*) FROM ( \
       SELECT * FROM (SELECT * FROM anew EXCEPT SELECT * FROM kept) missing \
       UNION ALL \
       SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM anew) extra) differ",
);

/// How many rows of the counts are not what a recount gives, or are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Differs {
    /// Workers' days.
    pub days: i64,
    /// Contacts of a month.
    pub months: i64,
    /// Who was there.
    pub presence: i64,
    /// People counted once.
    pub people: i64,
}

impl Differs {
    /// All of them.
    pub const fn rows(&self) -> i64 {
        self.days + self.months + self.presence + self.people
    }
}

/// Counts every contact of the agency anew and compares.
pub fn differs(tx: &mut Tx<'_>, agency: AgencyId) -> Result<Differs, Error> {
    Ok(Differs {
        days: tx.one(&DAYS_DIFFER, &[&agency])?,
        months: tx.one(&MONTHS_DIFFER, &[&agency])?,
        presence: tx.one(&PRESENCE_DIFFERS, &[&agency])?,
        people: tx.one(&PEOPLE_DIFFER, &[&agency])?,
    })
}

const FORGET_DAYS: Sql = Sql::new(
    "counts.forget_days",
    "DELETE FROM worker_day WHERE agency_id = $1",
);
const FORGET_MONTHS: Sql = Sql::new(
    "counts.forget_months",
    "DELETE FROM contact_count WHERE agency_id = $1",
);
const FORGET_PRESENCE: Sql = Sql::new(
    "counts.forget_presence",
    "DELETE FROM presence WHERE agency_id = $1",
);
const FORGET_PEOPLE: Sql = Sql::new(
    "counts.forget_people",
    "DELETE FROM people_count WHERE agency_id = $1",
);
const DAYS_ANEW: Sql = Sql::new(
    "counts.days_anew",
    "INSERT INTO worker_day (agency_id, worker_id, day, program_id, contacts, tried, minutes, \
       out_of_hours, heavy, over_midnight) \
     SELECT agency_id, worker_id, day, program_id, COUNT(*), \
       SUM(CASE WHEN outcome IN (2, 3) THEN 1 ELSE 0 END), SUM(minutes), SUM(out_of_hours), \
       SUM(CASE WHEN heaviness >= 3 THEN 1 ELSE 0 END), SUM(over_midnight) \
     FROM contact WHERE agency_id = $1 AND undone_at = 0 AND day <> '' \
     GROUP BY agency_id, worker_id, day, program_id",
);
const MONTHS_ANEW: Sql = Sql::new(
    "counts.months_anew",
    "INSERT INTO contact_count (agency_id, program_id, month, team_id, kind, setting, contacts, \
       tried, minutes, out_of_hours, heavy, heads) \
     SELECT agency_id, program_id, CAST(substr(day, 1, 4) || substr(day, 6, 2) AS BIGINT), team_id, \
       kind, setting, COUNT(*), SUM(CASE WHEN outcome IN (2, 3) THEN 1 ELSE 0 END), SUM(minutes), \
       SUM(out_of_hours), SUM(CASE WHEN heaviness >= 3 THEN 1 ELSE 0 END), \
       SUM(people_reached + CASE WHEN unknown_person = '' THEN 0 ELSE 1 END) \
     FROM contact WHERE agency_id = $1 AND undone_at = 0 AND day <> '' \
     GROUP BY 1, 2, 3, 4, 5, 6",
);
const PRESENCE_ANEW: Sql = Sql::new(
    "counts.presence_anew",
    "INSERT INTO presence (agency_id, program_id, month, participant_id, team_id, kind, setting, \
       contacts, reached) \
     SELECT c.agency_id, c.program_id, \
       CAST(substr(c.day, 1, 4) || substr(c.day, 6, 2) AS BIGINT), w.participant_id, c.team_id, \
       c.kind, c.setting, COUNT(*), SUM(CASE WHEN c.outcome IN (2, 3) THEN 0 ELSE 1 END) \
     FROM contact c \
     JOIN contact_with w ON w.agency_id = c.agency_id AND w.contact_id = c.contact_id \
     WHERE c.agency_id = $1 AND c.undone_at = 0 AND c.day <> '' \
     GROUP BY 1, 2, 3, 4, 5, 6, 7",
);
const PEOPLE_ANEW: Sql = Sql::new(
    "counts.people_anew",
    "WITH met AS ( \
       SELECT program_id, month, team_id, kind, setting, participant_id, \
         CASE WHEN reached > 0 THEN participant_id END AS reached_id \
       FROM presence WHERE agency_id = $1) \
     INSERT INTO people_count (agency_id, program_id, month, grain, team_id, kind, setting, people, \
       named) \
     SELECT $1, program_id, month, 0, 0, '', '', \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month \
     UNION ALL SELECT $1, program_id, month, 1, team_id, '', '', \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month, team_id \
     UNION ALL SELECT $1, program_id, month, 2, 0, kind, '', \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month, kind \
     UNION ALL SELECT $1, program_id, month, 3, 0, '', setting, \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month, setting \
     UNION ALL SELECT $1, program_id, month, 4, team_id, kind, '', \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month, team_id, kind \
     UNION ALL SELECT $1, program_id, month, 5, team_id, '', setting, \
       COUNT(DISTINCT reached_id), COUNT(DISTINCT participant_id) \
     FROM met GROUP BY program_id, month, team_id, setting",
);

/// Every statement that compares with a recount, or makes one.
pub const STATEMENTS: &[Sql] = &[
    DAYS_DIFFER,
    MONTHS_DIFFER,
    PRESENCE_DIFFERS,
    PEOPLE_DIFFER,
    FORGET_DAYS,
    DAYS_ANEW,
    FORGET_MONTHS,
    MONTHS_ANEW,
    FORGET_PRESENCE,
    PRESENCE_ANEW,
    FORGET_PEOPLE,
    PEOPLE_ANEW,
];

/// Counts every contact of an agency anew, for the day and team that stand in it. It holds the writer
/// for as long as that takes: for a command, while nobody works.
pub fn recount(tx: &mut Tx<'_>, agency: AgencyId) -> Result<(), Error> {
    for sql in [
        &FORGET_DAYS,
        &DAYS_ANEW,
        &FORGET_MONTHS,
        &MONTHS_ANEW,
        &FORGET_PRESENCE,
        &PRESENCE_ANEW,
        &FORGET_PEOPLE,
        &PEOPLE_ANEW,
    ] {
        tx.run(sql, &[&agency])?;
    }
    Ok(())
}
