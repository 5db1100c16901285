#include "LanguageTables.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Eight bytes of alignment, so that the 16-bit and 32-bit fields can be read in place.
_Alignas(8) static const unsigned char table[] = {
#embed "language.tbl"
};

static const unsigned char weights[] = {
#embed "order.weights"
};

const unsigned char *language_table(void) { return table; }
size_t language_table_size(void) { return sizeof table; }
const unsigned char *order_weights(void) { return weights; }
size_t order_weights_size(void) { return sizeof weights; }
