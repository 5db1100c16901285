-- Answers kept under an Idempotency-Key, so that a repeated request is answered and not done again.
CREATE TABLE answers (
  token TEXT NOT NULL,
  key TEXT NOT NULL,
  at INTEGER NOT NULL,
  fingerprint BLOB NOT NULL,
  status INTEGER NOT NULL,
  location TEXT,
  entity_tag TEXT,
  body BLOB NOT NULL,
  PRIMARY KEY (token, key)
) STRICT;
CREATE INDEX answers_by_age ON answers (at);
