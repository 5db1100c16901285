-- Who received what from whom and when.
CREATE TABLE awards (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'withdrawn')),
  name TEXT NOT NULL,
  recipient TEXT,
  grantor TEXT,
  awarded_on TEXT,
  year INTEGER,
  rank TEXT,
  work TEXT,
  summary TEXT,
  article INTEGER REFERENCES articles (seq) ON DELETE SET NULL,
  lang TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (substr(tags, 1, 1) = '['),
  issue INTEGER REFERENCES issues (seq),
  pages TEXT NOT NULL CHECK (substr(pages, 1, 1) = '['),
  provenance TEXT CHECK (substr(provenance, 1, 1) = '{'),
  published_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  publish_at INTEGER,
  unpublish_at INTEGER,
  confidence REAL CHECK (confidence BETWEEN 0 AND 1),
  warnings TEXT NOT NULL CHECK (substr(warnings, 1, 1) = '['),
  position INTEGER NOT NULL UNIQUE,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER,
  ingest_key TEXT,
  ingest_digest TEXT,
  edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
  public_json TEXT,
  CHECK (status <> 'published' OR published_at IS NOT NULL),
  CHECK ((public_json IS NOT NULL) = (status = 'published' AND deleted_at IS NULL))
) STRICT;

-- What readers see, in the orders they ask for.
CREATE INDEX awards_public ON awards (published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_by_issue ON awards (issue, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_by_year ON awards (year, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_name ON awards (name, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_updated_at ON awards (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_awarded_on ON awards (awarded_on, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_created_at ON awards (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_recipient ON awards (recipient, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX awards_public_year ON awards (year, id) WHERE status = 'published' AND deleted_at IS NULL;

-- What staff and the clock see.
CREATE INDEX awards_all ON awards (published_at, id);
CREATE INDEX awards_by_issue ON awards (issue);
CREATE INDEX awards_to_publish ON awards (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX awards_to_withdraw ON awards (unpublish_at) WHERE unpublish_at IS NOT NULL;
CREATE UNIQUE INDEX awards_by_ingest_key ON awards (ingest_key) WHERE ingest_key IS NOT NULL;
CREATE INDEX awards_by_article ON awards (article);
