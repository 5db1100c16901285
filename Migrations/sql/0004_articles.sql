-- Stories to read. The body comes last: a list never reads that far.
CREATE TABLE articles (
  seq INTEGER PRIMARY KEY REFERENCES records (seq) ON DELETE CASCADE,
  id TEXT NOT NULL UNIQUE,
  slug TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'withdrawn')),
  kind TEXT NOT NULL CHECK (kind IN ('news', 'event_report', 'award_report', 'technical', 'policy_guide', 'feature')),
  title TEXT NOT NULL,
  subtitle TEXT,
  kicker TEXT,
  section TEXT,
  byline TEXT,
  source TEXT,
  authors TEXT NOT NULL CHECK (substr(authors, 1, 1) = '['),
  summary TEXT,
  cites TEXT NOT NULL CHECK (substr(cites, 1, 1) = '['),
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
CREATE INDEX articles_public ON articles (published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_by_kind ON articles (kind, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_by_section ON articles (section, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_by_issue ON articles (issue, published_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_title ON articles (title, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_updated_at ON articles (updated_at, id) WHERE status = 'published' AND deleted_at IS NULL;
CREATE INDEX articles_public_created_at ON articles (created_at, id) WHERE status = 'published' AND deleted_at IS NULL;

-- What staff and the clock see.
CREATE INDEX articles_all ON articles (published_at, id);
CREATE INDEX articles_by_issue ON articles (issue);
CREATE INDEX articles_to_publish ON articles (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX articles_to_withdraw ON articles (unpublish_at) WHERE unpublish_at IS NOT NULL;
CREATE UNIQUE INDEX articles_by_ingest_key ON articles (ingest_key) WHERE ingest_key IS NOT NULL;
