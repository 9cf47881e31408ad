-- The people whom a program supports. worker_id 0 = waiting for a worker.
-- state 1 = walking together, 2 = support ended. need_at orders the list by need.
-- added_at = when they came to the program, since = when they came to this worker.
-- Times are seconds since 1970; days are ISO dates.
CREATE TABLE participant (
  agency_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  program_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  state {int} NOT NULL,
  need_at {int} NOT NULL,
  name_used TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  pronouns TEXT NOT NULL,
  phone TEXT NOT NULL,
  reach_by TEXT NOT NULL,
  birth_year {int} NOT NULL,
  next_step TEXT NOT NULL,
  next_step_on TEXT NOT NULL,
  rhythm_days {int} NOT NULL,
  added_at {int} NOT NULL,
  since {int} NOT NULL,
  last_contact_at {int} NOT NULL,
  last_tried_at {int} NOT NULL,
  tries {int} NOT NULL,
  last_heaviness {int} NOT NULL,
  ended_at {int} NOT NULL,
  ended_how TEXT NOT NULL,
  ended_words TEXT NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (agency_id, participant_id)
) {table};

CREATE INDEX participant_by_need ON participant (agency_id, worker_id, state, need_at, participant_id);

CREATE INDEX participant_by_name ON participant (agency_id, worker_id, name_folded);

CREATE TABLE hand_over (
  agency_id {int} NOT NULL,
  hand_over_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  from_worker {int} NOT NULL,
  to_worker {int} NOT NULL,
  offered_by {int} NOT NULL,
  note TEXT NOT NULL,
  offered_at {int} NOT NULL,
  answered_at {int} NOT NULL,
  answer {int} NOT NULL,
  PRIMARY KEY (agency_id, hand_over_id)
) {table};

CREATE INDEX hand_over_to ON hand_over (agency_id, to_worker, answer, offered_at);

CREATE INDEX hand_over_of ON hand_over (agency_id, participant_id, offered_at);

CREATE TABLE appointment (
  agency_id {int} NOT NULL,
  appointment_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  state {int} NOT NULL,
  starts_at {int} NOT NULL,
  minutes {int} NOT NULL,
  title TEXT NOT NULL,
  place TEXT NOT NULL,
  note TEXT NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (agency_id, appointment_id)
) {table};

CREATE INDEX appointment_by_worker ON appointment (agency_id, worker_id, starts_at);

CREATE INDEX appointment_by_participant ON appointment (agency_id, participant_id, starts_at);

-- One contact. undone_at other than 0 = taken back within a minute.
CREATE TABLE contact (
  agency_id {int} NOT NULL,
  contact_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  program_id {int} NOT NULL,
  happened_at {int} NOT NULL,
  recorded_at {int} NOT NULL,
  kind TEXT NOT NULL,
  setting TEXT NOT NULL,
  mode {int} NOT NULL,
  minutes {int} NOT NULL,
  outcome {int} NOT NULL,
  support {int} NOT NULL,
  offered TEXT NOT NULL,
  cents {int} NOT NULL,
  miles_tenths {int} NOT NULL,
  heaviness {int} NOT NULL,
  out_of_hours {int} NOT NULL,
  note TEXT NOT NULL,
  unknown_person TEXT NOT NULL,
  people_reached {int} NOT NULL,
  version {int} NOT NULL,
  undone_at {int} NOT NULL,
  PRIMARY KEY (agency_id, contact_id)
) {table};

CREATE INDEX contact_by_worker ON contact (agency_id, worker_id, happened_at, contact_id);

-- Who was there: one row for each participant of a contact. Orders a person's history.
CREATE TABLE contact_with (
  agency_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  happened_at {int} NOT NULL,
  contact_id {int} NOT NULL,
  PRIMARY KEY (agency_id, participant_id, happened_at, contact_id)
) {table};

CREATE INDEX contact_with_contact ON contact_with (agency_id, contact_id);

-- Earlier texts of a corrected contact, with their authors: append-only.
CREATE TABLE contact_earlier (
  agency_id {int} NOT NULL,
  contact_id {int} NOT NULL,
  version {int} NOT NULL,
  author_id {int} NOT NULL,
  at {int} NOT NULL,
  why TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (agency_id, contact_id, version)
) {table};

-- What is being typed: private to the writer, gone when it is saved.
CREATE TABLE contact_draft (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  draft_id {int} NOT NULL,
  body TEXT NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, draft_id)
) {table};

-- A program's own kinds, settings and things to offer, as JSON over the built-in list.
CREATE TABLE contact_choice (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  list TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id, list)
) {table};
