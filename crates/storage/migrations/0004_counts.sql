-- Counts that are kept beside the contacts (room: alongside/counts), and what is known of a person
-- that makes support longer (room: alongside/participants).
-- A contact says for which local day (ISO) and which team it counts, so that a later change of time
-- zone or of a worker's team moves nothing. day '' = not counted yet. over_midnight 1 = it ran into
-- the next day.
ALTER TABLE contact ADD COLUMN team_id {int} NOT NULL DEFAULT 0;

ALTER TABLE contact ADD COLUMN day TEXT NOT NULL DEFAULT '';

ALTER TABLE contact ADD COLUMN over_midnight {int} NOT NULL DEFAULT 0;

-- The contacts of an older Fullcup that are still to be counted: empty for good once they are.
CREATE INDEX contact_not_counted ON contact (agency_id, day, contact_id) WHERE day = '' AND undone_at = 0;

-- One worker's work on one day: a fact about work, never about how they are.
-- tried = how many of the contacts were attempts in vain. over_midnight = how many ran into the next day.
CREATE TABLE worker_day (
  agency_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  day TEXT NOT NULL,
  program_id {int} NOT NULL,
  contacts {int} NOT NULL,
  tried {int} NOT NULL,
  minutes {int} NOT NULL,
  out_of_hours {int} NOT NULL,
  heavy {int} NOT NULL,
  over_midnight {int} NOT NULL,
  PRIMARY KEY (agency_id, worker_id, day, program_id)
) {table};

-- A program's month (yyyymm). heads = people at public events, and people whose name is not known.
CREATE TABLE contact_count (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  month {int} NOT NULL,
  team_id {int} NOT NULL,
  kind TEXT NOT NULL,
  setting TEXT NOT NULL,
  contacts {int} NOT NULL,
  tried {int} NOT NULL,
  minutes {int} NOT NULL,
  out_of_hours {int} NOT NULL,
  heavy {int} NOT NULL,
  heads {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id, month, team_id, kind, setting)
) {table};

-- Who was there in a month: from this, people are counted once (ruling 12).
-- contacts = how often they are named, attempts in vain too; reached = how often without those.
CREATE TABLE presence (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  month {int} NOT NULL,
  participant_id {int} NOT NULL,
  team_id {int} NOT NULL,
  kind TEXT NOT NULL,
  setting TEXT NOT NULL,
  contacts {int} NOT NULL,
  reached {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id, month, participant_id, team_id, kind, setting)
) {table};

-- grain 0 = all, 1 = team, 2 = kind, 3 = setting, 4 = team and kind, 5 = team and setting; what a
-- grain does not tell apart is 0 or ''. people = reached at least once; named = in at least one contact.
CREATE TABLE people_count (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  month {int} NOT NULL,
  grain {int} NOT NULL,
  team_id {int} NOT NULL,
  kind TEXT NOT NULL,
  setting TEXT NOT NULL,
  people {int} NOT NULL,
  named {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id, month, grain, team_id, kind, setting)
) {table};

-- What makes support longer, as the worker said it: no housing, a loss. until_at 0 = it still holds.
CREATE TABLE participant_fact (
  agency_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  fact TEXT NOT NULL,
  since_at {int} NOT NULL,
  since_by {int} NOT NULL,
  until_at {int} NOT NULL,
  until_by {int} NOT NULL,
  PRIMARY KEY (agency_id, participant_id, fact, since_at)
) {table};

-- What was offered and nobody took up is found by who offered it away, too.
CREATE INDEX hand_over_from ON hand_over (agency_id, from_worker, answer, offered_at);
