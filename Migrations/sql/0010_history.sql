-- The writable members of a record after each write.
CREATE TABLE revisions (
  record INTEGER NOT NULL REFERENCES records (seq) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT,
  members TEXT NOT NULL,
  PRIMARY KEY (record, version)
) STRICT, WITHOUT ROWID;

-- Who did what, when, from where. Each row holds the digest of the row before it, so that none can be changed unseen.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER,
  note TEXT,
  content BLOB NOT NULL,
  previous BLOB NOT NULL,
  digest BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'an audit row is never changed');
END;
CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'an audit row is never deleted');
END;
