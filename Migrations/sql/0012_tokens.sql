-- Bearer tokens; the secret itself is nowhere, only its HMAC under the pepper of the data folder.
CREATE TABLE tokens (
  public_id TEXT PRIMARY KEY,
  mac BLOB NOT NULL,
  name TEXT NOT NULL,
  scopes TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
