-- Every record of any type has one row here; links, slugs and revisions hang on it.
CREATE TABLE records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL CHECK (type IN ('article', 'notice', 'event', 'award', 'organisation', 'issue'))
) STRICT;

-- Current and former slugs; the current one also stands in the record's own row.
CREATE TABLE slugs (
  type TEXT NOT NULL,
  slug TEXT NOT NULL,
  record INTEGER NOT NULL REFERENCES records (seq) ON DELETE CASCADE,
  PRIMARY KEY (type, slug)
) STRICT, WITHOUT ROWID;
CREATE INDEX slugs_by_record ON slugs (record);

-- One row: what the caches of every process are held against.
CREATE TABLE publication (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  last_position INTEGER NOT NULL
) STRICT;
INSERT INTO publication (one, generation, changed_at, last_position) VALUES (1, 1, 0, 0);
