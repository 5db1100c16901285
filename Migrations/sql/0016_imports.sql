-- Issues that came by HTTP, and how their reading went.
CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  token TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  error TEXT,
  CHECK ((ended_at IS NULL) = (outcome IS NULL AND error IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_by_age ON imports (started_at);
