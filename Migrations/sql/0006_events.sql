-- Things that take place.
CREATE TABLE events (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'withdrawn')),
  name TEXT NOT NULL,
  starts_on TEXT,
  ends_on TEXT,
  venue TEXT,
  city TEXT,
  organisers TEXT NOT NULL CHECK (substr(organisers, 1, 1) = '['),
  cancelled INTEGER NOT NULL CHECK (cancelled IN (0, 1)),
  url TEXT,
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
CREATE INDEX events_public ON events (published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_by_issue ON events (issue, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_by_city ON events (city, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_name ON events (name, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_updated_at ON events (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_starts_on ON events (starts_on, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_created_at ON events (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX events_public_ends_on ON events (ends_on, id) WHERE status = 'published' AND deleted_at IS NULL;

-- What staff and the clock see.
CREATE INDEX events_all ON events (published_at, id);
CREATE INDEX events_by_issue ON events (issue);
CREATE INDEX events_to_publish ON events (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX events_to_withdraw ON events (unpublish_at) WHERE unpublish_at IS NOT NULL;
CREATE UNIQUE INDEX events_by_ingest_key ON events (ingest_key) WHERE ingest_key IS NOT NULL;
CREATE INDEX events_by_article ON events (article);
