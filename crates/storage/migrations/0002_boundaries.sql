-- Hours of work: the weekly pattern, days off and extra hours (room: boundaries/hours).
-- A day in work_day stands instead of the pattern on that day; no spans = a day off.
CREATE TABLE work_week (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  pattern TEXT NOT NULL,
  takes_over TEXT NOT NULL,
  changed_at {int} NOT NULL,
  changed_by {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id)
) {table};

CREATE TABLE work_day (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  day TEXT NOT NULL,
  spans TEXT NOT NULL,
  PRIMARY KEY (agency_id, account_id, day)
) {table};
