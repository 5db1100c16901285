-- Pictures and documents; the bytes are files of the media folder, named by their digest.
CREATE TABLE media (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
  sha256 TEXT NOT NULL,
  name TEXT,
  created_at INTEGER NOT NULL,
  token TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX media_by_digest ON media (sha256);
