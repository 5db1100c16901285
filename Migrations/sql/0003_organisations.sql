-- The authority file. A draft row was made by ingest and nothing published names it yet.
CREATE TABLE organisations (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published')),
  name TEXT NOT NULL,
  short_names TEXT NOT NULL CHECK (substr(short_names, 1, 1) = '['),
  former_names TEXT NOT NULL CHECK (substr(former_names, 1, 1) = '['),
  name_en TEXT,
  credit_code TEXT,
  region TEXT,
  website TEXT,
  summary TEXT,
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
CREATE INDEX organisations_public ON organisations (name, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX organisations_public_created_at ON organisations (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX organisations_public_updated_at ON organisations (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX organisations_all ON organisations (name, id);

-- Every name an organisation goes by, folded as for search.
CREATE TABLE organisation_names (
  name TEXT NOT NULL,
  organisation INTEGER NOT NULL REFERENCES organisations (seq) ON DELETE CASCADE,
  PRIMARY KEY (name, organisation)
) STRICT, WITHOUT ROWID;
CREATE INDEX organisation_names_by_organisation ON organisation_names (organisation);
