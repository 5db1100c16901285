-- Printed numbers of the journal. A draft one was made by ingest and has nothing published in it yet.
CREATE TABLE issues (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published')),
  label TEXT NOT NULL,
  journal TEXT,
  year INTEGER,
  number INTEGER,
  total INTEGER,
  first_page INTEGER,
  last_page INTEGER,
  published_on TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  published_at INTEGER,
  position INTEGER NOT NULL UNIQUE,
  changed_at INTEGER NOT NULL,
  deleted_at INTEGER,
  edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
  public_json TEXT,
  CHECK ((public_json IS NOT NULL) = (status = 'published' AND deleted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX issues_by_label ON issues (label) WHERE deleted_at IS NULL;

-- What readers see, in the orders they ask for; the first is that of printing.
CREATE INDEX issues_public ON issues (coalesce(year, 0) * 1000 + coalesce(number, 0), id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_label ON issues (label, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_year ON issues (year, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_number ON issues (number, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_total ON issues (total, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_published_on ON issues (published_on, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_created_at ON issues (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX issues_public_updated_at ON issues (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
