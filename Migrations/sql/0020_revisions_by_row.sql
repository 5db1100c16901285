-- In a table that is its own index a row of more than a quarter page goes to a page beside it, of which most stays empty: a revision
-- took two pages. In an ordinary table two revisions share one.
CREATE TABLE revisions_by_row (
  record INTEGER NOT NULL REFERENCES records (seq) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  at INTEGER NOT NULL,
  token TEXT NOT NULL,
  name TEXT NOT NULL,
  note TEXT,
  members TEXT NOT NULL,
  PRIMARY KEY (record, version)
) STRICT;
INSERT INTO revisions_by_row (record, version, at, token, name, note, members)
SELECT record, version, at, token, name, note, members
FROM revisions
ORDER BY record, version;
DROP TABLE revisions;
ALTER TABLE revisions_by_row RENAME TO revisions;
