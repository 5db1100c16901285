#ifndef LANGUAGE_TABLES_H
#define LANGUAGE_TABLES_H

#include <stddef.h>

/// Counts of characters, words and their neighbours; layout in Ingest/Order/CountTable.swift, sources in SOURCES.md.
const unsigned char *language_table(void);
size_t language_table_size(void);

/// Weights of the reading order, one `name value` a line.
const unsigned char *order_weights(void);
size_t order_weights_size(void);

#endif
