-- Hours of work: the weekly pattern, days off and extra hours (room: boundaries/hours).
CREATE TABLE work_week (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  pattern TEXT NOT NULL,
  takes_over TEXT NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id)
) {table};

CREATE TABLE work_day (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  day TEXT NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (agency_id, account_id, day)
) {table};
