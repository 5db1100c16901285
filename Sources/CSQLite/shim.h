#include <sqlite3.h>

// Macros and variadic functions that Swift cannot import.

static inline int bulletin_bind_text(sqlite3_stmt *statement, int index, const char *text, int length) {
  return sqlite3_bind_text(statement, index, text, length, SQLITE_TRANSIENT);
}

static inline int bulletin_bind_blob(sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

static inline int bulletin_set_defensive(sqlite3 *database, int on) {
  return sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, on, (int *)0);
}

// Once, before the first connection: nobody asks how much memory is in use, so that no allocation needs the lock of its count.
static inline void bulletin_configure_sqlite(void) {
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
