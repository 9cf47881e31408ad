-- Agencies, the people who sign in, and the audit trail (crate: people).
-- Times are seconds since 1970, 0 = not yet. Tokens, codes and e-mail addresses that
-- are looked up before anyone is known are found by their SHA-256.
CREATE TABLE agency (
  agency_id {int} NOT NULL,
  name TEXT NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (agency_id)
) {table};

-- sign_in_name = what the sign-in page and the browser's password list call the program.
CREATE TABLE program (
  agency_id {int} NOT NULL,
  program_id {int} NOT NULL,
  name TEXT NOT NULL,
  sign_in_name TEXT NOT NULL,
  zone TEXT NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (agency_id, program_id)
) {table};

CREATE TABLE team (
  agency_id {int} NOT NULL,
  team_id {int} NOT NULL,
  program_id {int} NOT NULL,
  name TEXT NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (agency_id, team_id)
) {table};

CREATE INDEX team_by_program ON team (agency_id, program_id, name);

-- standing 0 = invited, 1 = active, 2 = suspended, 3 = left. roles = one bit a role.
-- team_id 0 = no team.
CREATE TABLE account (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  program_id {int} NOT NULL,
  team_id {int} NOT NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  email TEXT NOT NULL,
  standing {int} NOT NULL,
  standing_at {int} NOT NULL,
  roles {int} NOT NULL,
  language TEXT NOT NULL,
  theme TEXT NOT NULL,
  made_at {int} NOT NULL,
  entered_at {int} NOT NULL,
  version {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id)
) {table};

CREATE INDEX account_by_name ON account (agency_id, name_folded, account_id);

CREATE INDEX account_by_program ON account (agency_id, program_id, standing, name_folded);

-- Whom a name at the door means. kind 1 = e-mail address (folded); kind 2 is kept for
-- issuer and subject of an OpenID Connect provider.
CREATE TABLE sign_in_name (
  name_hash {blob} NOT NULL,
  kind {int} NOT NULL,
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (name_hash)
) {table};

CREATE INDEX sign_in_name_of ON sign_in_name (agency_id, account_id);

-- Two supervisors a worker: slot 1 or 2, each with its purpose in words.
CREATE TABLE supervises (
  agency_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  slot {int} NOT NULL,
  supervisor_id {int} NOT NULL,
  purpose TEXT NOT NULL,
  since {int} NOT NULL,
  PRIMARY KEY (agency_id, worker_id, slot)
) {table};

CREATE INDEX supervises_by ON supervises (agency_id, supervisor_id, worker_id);

-- Whose people a viewer may see: via 1 = their own, 2 = they supervise the worker.
-- Rooms join this table; crate people alone writes it.
CREATE TABLE reach (
  agency_id {int} NOT NULL,
  viewer_id {int} NOT NULL,
  worker_id {int} NOT NULL,
  via {int} NOT NULL,
  PRIMARY KEY (agency_id, viewer_id, worker_id, via)
) {table};

CREATE INDEX reach_by_worker ON reach (agency_id, worker_id, via, viewer_id);

CREATE TABLE session (
  token_hash {blob} NOT NULL,
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  session_id {int} NOT NULL,
  made_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  ended_at {int} NOT NULL,
  how {int} NOT NULL,
  device TEXT NOT NULL,
  PRIMARY KEY (token_hash)
) {table};

CREATE INDEX session_of ON session (agency_id, account_id, session_id);

CREATE INDEX session_by_age ON session (made_at);

CREATE TABLE password (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  hash TEXT NOT NULL,
  changed_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id)
) {table};

CREATE TABLE passkey (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  passkey_id {int} NOT NULL,
  credential_hash {blob} NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  made_at {int} NOT NULL,
  used_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, passkey_id)
) {table};

CREATE UNIQUE INDEX passkey_credential ON passkey (credential_hash);

-- confirmed_at 0 = shown, not yet proven. last_step = the newest code that was used.
CREATE TABLE totp (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  secret {blob} NOT NULL,
  confirmed_at {int} NOT NULL,
  last_step {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id)
) {table};

-- A password was right and the six-digit code is still to come.
CREATE TABLE half_way_in (
  token_hash {blob} NOT NULL,
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  known {int} NOT NULL,
  tries {int} NOT NULL,
  expires_at {int} NOT NULL,
  PRIMARY KEY (token_hash)
) {table};

CREATE INDEX half_way_in_by_age ON half_way_in (expires_at);

CREATE TABLE recovery_code (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  code_hash {blob} NOT NULL,
  made_at {int} NOT NULL,
  used_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, code_hash)
) {table};

-- A browser in which this account has signed in before.
CREATE TABLE known_browser (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  token_hash {blob} NOT NULL,
  made_at {int} NOT NULL,
  seen_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, token_hash)
) {table};

-- One row for each guess that reached the hash. name_hash may belong to nobody, so
-- that a stranger sees no difference. client_hash is empty for unknown clients.
CREATE TABLE guess (
  name_hash {blob} NOT NULL,
  client_hash {blob} NOT NULL,
  at {int} NOT NULL,
  guess_id {int} NOT NULL,
  PRIMARY KEY (name_hash, client_hash, at, guess_id)
) {table};

CREATE INDEX guess_by_age ON guess (at);

CREATE TABLE invitation (
  token_hash {blob} NOT NULL,
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  made_by {int} NOT NULL,
  made_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  used_at {int} NOT NULL,
  PRIMARY KEY (token_hash)
) {table};

CREATE INDEX invitation_of ON invitation (agency_id, account_id);

-- A one-time link back in, made in person by a supervisor or an administrator.
CREATE TABLE way_back (
  token_hash {blob} NOT NULL,
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  made_by {int} NOT NULL,
  made_at {int} NOT NULL,
  expires_at {int} NOT NULL,
  used_at {int} NOT NULL,
  PRIMARY KEY (token_hash)
) {table};

CREATE INDEX way_back_of ON way_back (agency_id, account_id);

-- The one-time code of the first run; its row goes when the first agency is founded.
CREATE TABLE setup_code (
  setup_id {int} NOT NULL,
  code_hash {blob} NOT NULL,
  made_at {int} NOT NULL,
  PRIMARY KEY (setup_id)
) {table};

-- What the house tells the owner of an account. seen_at 0 = not read yet.
CREATE TABLE notice (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  notice_id {int} NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL,
  at {int} NOT NULL,
  seen_at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, notice_id)
) {table};

-- A change that was saved, by the key its form carried, with where its receipt is.
CREATE TABLE change_key (
  agency_id {int} NOT NULL,
  account_id {int} NOT NULL,
  change_key TEXT NOT NULL,
  body {blob} NOT NULL,
  receipt TEXT NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, account_id, change_key)
) {table};

CREATE INDEX change_key_by_age ON change_key (at);

-- One leaf for each look and each change. seq 0 = not yet in the tree, else its place
-- there, from 1. salt = 16 bytes of chance; 32 bytes = erased: the hash of what the leaf was about,
-- so that the commitment still holds for who, what and when.
CREATE TABLE audit_leaf (
  agency_id {int} NOT NULL,
  at {int} NOT NULL,
  leaf_id {int} NOT NULL,
  account_id {int} NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id {int} NOT NULL,
  participant {int} NOT NULL,
  salt {blob} NOT NULL,
  commitment {blob} NOT NULL,
  seq {int} NOT NULL,
  PRIMARY KEY (agency_id, at, leaf_id)
) {table};

CREATE INDEX audit_leaf_by_seq ON audit_leaf (agency_id, seq);

CREATE INDEX audit_leaf_by_participant ON audit_leaf (agency_id, participant, at, leaf_id) WHERE participant > 0;

CREATE INDEX audit_leaf_by_account ON audit_leaf (agency_id, account_id, at, leaf_id);

-- The tree's hashes, up to 256 in a row: level 0 = leaves, level 1 = roots of 256 leaves, and so on.
CREATE TABLE audit_tile (
  agency_id {int} NOT NULL,
  level {int} NOT NULL,
  tile {int} NOT NULL,
  hashes {blob} NOT NULL,
  PRIMARY KEY (agency_id, level, tile)
) {table};

-- The newest head, and the last head of every earlier day. peaks = what an append needs of the tree.
CREATE TABLE audit_head (
  agency_id {int} NOT NULL,
  size {int} NOT NULL,
  root {blob} NOT NULL,
  peaks {blob} NOT NULL,
  at {int} NOT NULL,
  PRIMARY KEY (agency_id, size)
) {table};
