-- Moving in from spreadsheets and leaving with everything (crate: moving).
-- One import: who brings in what, how it is read, how far it is.
-- state 0 = open, 1 = decided and coming in, 2 = in, 3 = decided and going out, 4 = taken back,
-- 5 = put aside. made_by 0 = the command line. told = where it stopped, in words of the program.
CREATE TABLE import (
  agency_id {int} NOT NULL,
  import_id {int} NOT NULL,
  program_id {int} NOT NULL,
  made_by {int} NOT NULL,
  made_at {int} NOT NULL,
  what TEXT NOT NULL,
  file_name TEXT NOT NULL,
  state {int} NOT NULL,
  version {int} NOT NULL,
  mapping TEXT NOT NULL,
  answers TEXT NOT NULL,
  attempt {int} NOT NULL,
  planned {int} NOT NULL,
  done {int} NOT NULL,
  left_out {int} NOT NULL,
  ended_at {int} NOT NULL,
  beat_at {int} NOT NULL,
  PRIMARY KEY (agency_id, import_id)
) {table};

CREATE INDEX import_by_state ON import (state, agency_id, import_id);

CREATE INDEX import_by_program ON import (agency_id, program_id, made_at);

-- The file, in pieces, until the import is closed.
CREATE TABLE import_file (
  agency_id {int} NOT NULL,
  import_id {int} NOT NULL,
  piece {int} NOT NULL,
  bytes {blob} NOT NULL,
  PRIMARY KEY (agency_id, import_id, piece)
) {table};

-- What is to come in, as JSON: each part is one short write. attempt = which press staged it.
CREATE TABLE import_part (
  agency_id {int} NOT NULL,
  import_id {int} NOT NULL,
  attempt {int} NOT NULL,
  part {int} NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agency_id, import_id, attempt, part)
) {table};

-- Every row that ever came in, by what it said: the same row never comes in twice.
-- what 1 = people, 2 = participants, 3 = contacts.
CREATE TABLE import_row (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  what {int} NOT NULL,
  row_digest {blob} NOT NULL,
  import_id {int} NOT NULL,
  record_id {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id, what, row_digest)
) {table};

CREATE INDEX import_row_of ON import_row (agency_id, import_id, record_id);

-- Two people who may be the same. answer 0 = nobody has looked, 1 = two people, 2 = one (merged).
CREATE TABLE participant_alike (
  agency_id {int} NOT NULL,
  first_id {int} NOT NULL,
  second_id {int} NOT NULL,
  program_id {int} NOT NULL,
  band {int} NOT NULL,
  found_at {int} NOT NULL,
  answer {int} NOT NULL,
  answered_by {int} NOT NULL,
  answered_at {int} NOT NULL,
  PRIMARY KEY (agency_id, first_id, second_id)
) {table};

CREATE INDEX participant_alike_open ON participant_alike (agency_id, program_id, answer, first_id);

-- Texts that belong to a person and have no field: a note of the old sheet, or everything that
-- the record of the same person said before the two were merged. Append-only.
CREATE TABLE participant_kept (
  agency_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  kept_id {int} NOT NULL,
  at {int} NOT NULL,
  account_id {int} NOT NULL,
  what TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agency_id, participant_id, kept_id)
) {table};

-- Leaving with everything: a manager asks, a privacy officer answers. answer 0 = not yet,
-- 1 = agreed, 2 = declined.
CREATE TABLE departure (
  agency_id {int} NOT NULL,
  departure_id {int} NOT NULL,
  asked_by {int} NOT NULL,
  asked_at {int} NOT NULL,
  recipient TEXT NOT NULL,
  purpose TEXT NOT NULL,
  answer {int} NOT NULL,
  answered_by {int} NOT NULL,
  answered_at {int} NOT NULL,
  taken_at {int} NOT NULL,
  PRIMARY KEY (agency_id, departure_id)
) {table};

CREATE INDEX departure_by_time ON departure (agency_id, asked_at);
