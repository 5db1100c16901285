-- Every change of what readers see, in order; a withdrawal or deletion is a tombstone.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('publish', 'update', 'delete')),
  type TEXT NOT NULL,
  id TEXT NOT NULL,
  slug TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
