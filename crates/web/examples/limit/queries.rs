//! The texts that the limit reads and writes with.

use storage::Sql;

// Not of the house, so in none of its lists.
const fn sql(name: &'static str, text: &'static str) -> Sql {
    Sql { name, text }
}

pub const PEOPLE: Sql = sql(
    "limit.people",
    "SELECT p.participant_id, p.need_at, p.name_used, p.next_step, p.last_contact_at, p.phone FROM participant p \
     WHERE p.agency_id = $1 AND p.worker_id = $2 AND p.state = 1 \
       AND EXISTS (SELECT 1 FROM reach r WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = $2) \
     ORDER BY p.need_at, p.participant_id LIMIT $3",
);
pub const SEERS: Sql = sql(
    "limit.seers",
    "SELECT a.account_id, a.name FROM reach r \
     JOIN account a ON a.agency_id = r.agency_id AND a.account_id = r.viewer_id \
     WHERE r.agency_id = $1 AND r.worker_id = $2 ORDER BY r.via, a.name_folded, a.account_id",
);
pub const WEEK: Sql = sql(
    "limit.week",
    "SELECT pattern, takes_over FROM work_week WHERE agency_id = $1 AND account_id = $2",
);
pub const DAYS: Sql = sql(
    "limit.days",
    "SELECT day, spans FROM work_day WHERE agency_id = $1 AND account_id = $2 AND day >= $3 ORDER BY day LIMIT 3",
);
pub const PLANNED: Sql = sql(
    "limit.planned",
    "SELECT a.appointment_id, a.starts_at, a.minutes, a.title, a.place, p.name_used FROM appointment a \
     LEFT JOIN participant p ON p.agency_id = a.agency_id AND p.participant_id = a.participant_id \
     WHERE a.agency_id = $1 AND a.worker_id = $2 AND a.starts_at >= $3 AND a.starts_at < $4 \
     ORDER BY a.starts_at, a.appointment_id LIMIT 100",
);
pub const PLANNED_WITH: Sql = sql(
    "limit.planned_with",
    "SELECT appointment_id, starts_at, minutes, title, place, note FROM appointment \
     WHERE agency_id = $1 AND participant_id = $2 AND starts_at >= $3 AND state = 0 \
     ORDER BY starts_at, appointment_id LIMIT 20",
);
pub const OFFERS: Sql = sql(
    "limit.offers",
    "SELECT hand_over_id, participant_id, note, offered_at FROM hand_over \
     WHERE agency_id = $1 AND to_worker = $2 AND answer = 0 ORDER BY offered_at, hand_over_id LIMIT 20",
);
pub const HAND_OVERS: Sql = sql(
    "limit.hand_overs",
    "SELECT hand_over_id, from_worker, note, offered_at FROM hand_over \
     WHERE agency_id = $1 AND participant_id = $2 ORDER BY offered_at DESC, hand_over_id DESC LIMIT 20",
);
pub const LOGGED: Sql = sql(
    "limit.logged",
    "SELECT contact_id, happened_at, kind, minutes, outcome, note FROM contact \
     WHERE agency_id = $1 AND worker_id = $2 AND happened_at >= $3 AND undone_at = 0 \
     ORDER BY happened_at DESC, contact_id DESC LIMIT 6",
);
pub const DRAFTS: Sql = sql(
    "limit.drafts",
    "SELECT draft_id, body, changed_at FROM contact_draft \
     WHERE agency_id = $1 AND account_id = $2 ORDER BY draft_id DESC LIMIT 20",
);
pub const PERSON: Sql = sql(
    "limit.person",
    "SELECT p.worker_id, p.name_used, p.pronouns, p.phone, p.next_step, p.since FROM participant p \
     WHERE p.agency_id = $1 AND p.participant_id = $3 AND EXISTS (SELECT 1 FROM reach r \
       WHERE r.agency_id = $1 AND r.viewer_id = $2 AND r.worker_id = p.worker_id)",
);
pub const HISTORY: Sql = sql(
    "limit.history",
    "SELECT c.contact_id, w.happened_at, c.kind, c.minutes, c.note, a.name FROM contact_with w \
     JOIN contact c ON c.agency_id = w.agency_id AND c.contact_id = w.contact_id \
     LEFT JOIN account a ON a.agency_id = c.agency_id AND a.account_id = c.worker_id \
     WHERE w.agency_id = $1 AND w.participant_id = $2 AND c.undone_at = 0 \
     ORDER BY w.happened_at DESC, w.contact_id DESC LIMIT 21",
);
pub const LOOKED: Sql = sql(
    "limit.looked",
    "SELECT l.at, a.name, l.action FROM audit_leaf l \
     LEFT JOIN account a ON a.agency_id = l.agency_id AND a.account_id = l.account_id \
     WHERE l.agency_id = $1 AND l.participant = $2 AND l.participant > 0 ORDER BY l.at DESC, l.leaf_id DESC LIMIT 12",
);
pub const LOG: Sql = sql(
    "limit.log",
    "INSERT INTO contact (agency_id, contact_id, worker_id, program_id, happened_at, recorded_at, \
       kind, setting, mode, minutes, outcome, support, offered, cents, miles_tenths, heaviness, \
       out_of_hours, note, unknown_person, people_reached, version, undone_at) \
     VALUES ($1, $2, $3, $4, $5, $5, $6, '', 1, $7, 0, 0, '', 0, 0, 0, 0, '', '', 0, 1, 0)",
);
pub const LOG_WITH: Sql = sql(
    "limit.log_with",
    "INSERT INTO contact_with (agency_id, participant_id, happened_at, contact_id) VALUES ($1, $2, $3, $4)",
);
pub const MET: Sql = sql(
    "limit.met",
    "UPDATE participant SET last_contact_at = $3, need_at = $3 + 1209600 \
     WHERE agency_id = $1 AND participant_id = $2",
);
