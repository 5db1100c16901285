-- Official documents, calls for applications, and the news of them.
CREATE TABLE notices (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'withdrawn')),
  category TEXT NOT NULL CHECK (category IN ('official', 'call', 'news')),
  title TEXT NOT NULL,
  subtitle TEXT,
  kicker TEXT,
  section TEXT,
  byline TEXT,
  source TEXT,
  authors TEXT NOT NULL CHECK (substr(authors, 1, 1) = '['),
  summary TEXT,
  issuers TEXT NOT NULL CHECK (substr(issuers, 1, 1) = '['),
  document_number TEXT,
  issued_on TEXT,
  effective_on TEXT,
  expires_on TEXT,
  deadlines TEXT NOT NULL CHECK (substr(deadlines, 1, 1) = '['),
  repeals TEXT NOT NULL CHECK (substr(repeals, 1, 1) = '['),
  cites TEXT NOT NULL CHECK (substr(cites, 1, 1) = '['),
  attachments TEXT NOT NULL CHECK (substr(attachments, 1, 1) = '['),
  contacts TEXT NOT NULL CHECK (substr(contacts, 1, 1) = '['),
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
  body TEXT,
  CHECK (status <> 'published' OR published_at IS NOT NULL),
  CHECK ((public_json IS NOT NULL) = (status = 'published' AND deleted_at IS NULL))
) STRICT;

-- What readers see, in the orders they ask for.
CREATE INDEX notices_public ON notices (published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_by_category ON notices (category, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_by_section ON notices (section, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_by_issue ON notices (issue, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_title ON notices (title, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_updated_at ON notices (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_issued_on ON notices (issued_on, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_document_number ON notices (document_number, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_created_at ON notices (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_effective_on ON notices (effective_on, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX notices_public_expires_on ON notices (expires_on, id) WHERE status = 'published' AND deleted_at IS NULL;

-- What staff and the clock see.
CREATE INDEX notices_all ON notices (published_at, id);
CREATE INDEX notices_by_issue ON notices (issue);
CREATE INDEX notices_to_publish ON notices (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX notices_to_withdraw ON notices (unpublish_at) WHERE unpublish_at IS NOT NULL;
CREATE UNIQUE INDEX notices_by_ingest_key ON notices (ingest_key) WHERE ingest_key IS NOT NULL;

-- Days by which something must be done, one row each.
CREATE TABLE deadlines (
  on_date TEXT NOT NULL,
  notice INTEGER NOT NULL REFERENCES notices (seq) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (on_date, notice, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadlines_by_notice ON deadlines (notice);

-- Numbers of the documents that a notice ends.
CREATE TABLE repeals (
  document_number TEXT NOT NULL,
  notice INTEGER NOT NULL REFERENCES notices (seq) ON DELETE CASCADE,
  PRIMARY KEY (document_number, notice)
) STRICT, WITHOUT ROWID;
CREATE INDEX repeals_by_notice ON repeals (notice);
