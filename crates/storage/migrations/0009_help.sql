-- A program’s own lines on the page “Help now” (crate: rooms/front_door, room help), in their order.
CREATE TABLE help_line (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  place {int} NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (agency_id, program_id, place)
) {table};
