-- A program’s settings, named changes and disclosures (crate: rooms/program).
-- The published figures of a month (yyyymm), as they were when they first came out: what a small
-- group hides is not in them, and a late entry does not move them.
CREATE TABLE program_month (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  month {int} NOT NULL,
  shown_at {int} NOT NULL,
  figures TEXT NOT NULL,
  PRIMARY KEY (agency_id, program_id, month)
) {table};

-- A change in how the program works, with its first month (yyyymm). gone_at 0 = it stands.
CREATE TABLE program_change (
  agency_id {int} NOT NULL,
  change_id {int} NOT NULL,
  program_id {int} NOT NULL,
  month {int} NOT NULL,
  words TEXT NOT NULL,
  made_by {int} NOT NULL,
  made_at {int} NOT NULL,
  gone_at {int} NOT NULL,
  PRIMARY KEY (agency_id, change_id)
) {table};

CREATE INDEX program_change_of ON program_change (agency_id, program_id, month);

-- Who changed which setting of a program, when, and what it said before and after. Append-only.
CREATE TABLE program_setting (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  at {int} NOT NULL,
  change_id {int} NOT NULL,
  account_id {int} NOT NULL,
  name TEXT NOT NULL,
  said TEXT NOT NULL,
  says TEXT NOT NULL,
  PRIMARY KEY (agency_id, program_id, at, change_id)
) {table};

-- Every copy of a person’s record that was given to somebody: to whom, what for, what, with which
-- notice (a slug of domain::notice) and under which scope of consent. Append-only.
CREATE TABLE disclosure (
  agency_id {int} NOT NULL,
  disclosure_id {int} NOT NULL,
  program_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  at {int} NOT NULL,
  account_id {int} NOT NULL,
  recipient TEXT NOT NULL,
  address TEXT NOT NULL,
  purpose TEXT NOT NULL,
  scope TEXT NOT NULL,
  what TEXT NOT NULL,
  notice TEXT NOT NULL,
  PRIMARY KEY (agency_id, disclosure_id)
) {table};

CREATE INDEX disclosure_of ON disclosure (agency_id, participant_id, at);

CREATE INDEX disclosure_by_program ON disclosure (agency_id, program_id, at, disclosure_id);
