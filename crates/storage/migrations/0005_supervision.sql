-- What a supervisor owes their people (crate: rooms/supervision).
-- When supervision was held (held 1) and when it is next (held 0): days alone, no words about anybody.
CREATE TABLE supervision_date (
  agency_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  day TEXT NOT NULL,
  held {int} NOT NULL,
  by_id {int} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, worker_id, day)
) {table};

-- How a program counts its team’s week: what each fact adds to a person supported (JSON), and how
-- many days may pass between two supervisions.
CREATE TABLE team_setting (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  weights TEXT NOT NULL,
  interval_days {int} NOT NULL,
  changed_at {int} NOT NULL,
  changed_by {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id)
) {table};

-- A visit that a supervisor gave to another worker (room: alongside/appointments). The person stays
-- with from_id; to_id sees this visit until until_at and may log a contact for it. back_at 0 = it
-- stands.
CREATE TABLE visit_cover (
  agency_id {int} NOT NULL,
  appointment_id {int} NOT NULL,
  cover_id {int} NOT NULL,
  participant_id {int} NOT NULL,
  from_id {int} NOT NULL,
  to_id {int} NOT NULL,
  by_id {int} NOT NULL,
  at {int} NOT NULL,
  until_at {int} NOT NULL,
  back_at {int} NOT NULL,
  PRIMARY KEY (agency_id, appointment_id, cover_id)
) {table};

CREATE INDEX visit_cover_to ON visit_cover (agency_id, to_id, participant_id, until_at);

CREATE INDEX visit_cover_from ON visit_cover (agency_id, from_id, until_at);

-- Who stands in for a supervisor who is away (crate: people). state 0 = to come, 1 = it runs, 2 = over.
-- The deputy reaches the supervisor’s workers from from_at until until_at, in seconds since 1970.
CREATE TABLE deputy (
  agency_id {int} NOT NULL,
  stand_in_id {int} NOT NULL,
  supervisor_id {int} NOT NULL,
  deputy_id {int} NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  from_at {int} NOT NULL,
  until_at {int} NOT NULL,
  state {int} NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (agency_id, stand_in_id)
) {table};

CREATE INDEX deputy_due ON deputy (state, from_at, until_at);

CREATE INDEX deputy_of ON deputy (agency_id, deputy_id, state);

CREATE INDEX deputy_for ON deputy (agency_id, supervisor_id, state);
