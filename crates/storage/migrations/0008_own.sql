-- The private circle (crate: rooms/own): sealed boxes, kept for their owners. Whoever holds these tables can
-- say whose a box is, how many things are in it, how large each is by its class, and on which day each
-- was put there. No hour, no kind, no word, no look.
-- One box. place 0 = its owner’s open one; 1, 2, 3 … = put aside by starting again, kept until until_on.
-- sign_x, sign_y: the key that every control write is checked with, fixed when the box was made.
-- n = the last control write, said = its hash, stated = the one that brought the statement in force.
-- seq = the last number given to a record. refused = control writes with a wrong signature, the last on
-- refused_on. turned_on: when its key was last changed. erase_on: when its owner wants it gone.
-- Days are ISO days; '' = none.
CREATE TABLE vault (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  person_id {int} NOT NULL,
  place {int} NOT NULL,
  sign_x TEXT NOT NULL,
  sign_y TEXT NOT NULL,
  epoch {int} NOT NULL,
  n {int} NOT NULL,
  said TEXT NOT NULL,
  stated {int} NOT NULL,
  seq {int} NOT NULL,
  records {int} NOT NULL,
  refused {int} NOT NULL,
  refused_on TEXT NOT NULL,
  turned_on TEXT NOT NULL,
  erase_on TEXT NOT NULL,
  until_on TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid)
) {table};

CREATE UNIQUE INDEX vault_of ON vault (agency_id, person_id, place);

-- Every epoch statement that was ever in force, with its sealed list of slots: a device that was away
-- walks from the one it knows to the one of today.
CREATE TABLE vault_statement (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  n {int} NOT NULL,
  epoch {int} NOT NULL,
  statement TEXT NOT NULL,
  list TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid, n)
) {heap};

-- The ways to open a box, each sealed by a secret that never left its owner.
CREATE TABLE vault_slot (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  sid TEXT NOT NULL,
  kind TEXT NOT NULL,
  jwe TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid, sid)
) {table};

-- The newest version of each record. hash = of the JWE, size = its length.
CREATE TABLE vault_record (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  rid TEXT NOT NULL,
  ver {int} NOT NULL,
  seq {int} NOT NULL,
  epoch {int} NOT NULL,
  size {int} NOT NULL,
  day TEXT NOT NULL,
  hash TEXT NOT NULL,
  jwe TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid, rid)
) {heap};

CREATE UNIQUE INDEX vault_record_by_seq ON vault_record (agency_id, vid, seq);

-- Earlier versions.
CREATE TABLE vault_history (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  rid TEXT NOT NULL,
  ver {int} NOT NULL,
  seq {int} NOT NULL,
  epoch {int} NOT NULL,
  size {int} NOT NULL,
  day TEXT NOT NULL,
  hash TEXT NOT NULL,
  jwe TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid, rid, ver)
) {heap};

CREATE INDEX vault_history_by_day ON vault_history (agency_id, day);

-- Records sealed anew under the next key, waiting until all of them are here.
CREATE TABLE vault_turn (
  agency_id {int} NOT NULL,
  vid TEXT NOT NULL,
  turn TEXT NOT NULL,
  rid TEXT NOT NULL,
  ver {int} NOT NULL,
  epoch {int} NOT NULL,
  size {int} NOT NULL,
  day TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL,
  jwe TEXT NOT NULL,
  PRIMARY KEY (agency_id, vid, turn, rid)
) {heap};

-- A word that is another one after a backup was put back, so that phones know that the server forgot.
CREATE TABLE vault_house (
  agency_id {int} NOT NULL,
  restored TEXT NOT NULL,
  PRIMARY KEY (agency_id)
) {table};
