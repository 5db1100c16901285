#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>

// What OpenSSL has as macros, which Swift cannot import.

/// TLS 1.2 and 1.3; no renegotiation, no compression; our order of suites, but ChaCha20 for a client that has no AES of its own.
static inline void bulletin_tls_restrict(SSL_CTX *context) {
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                   SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
}

/// An idle session gives its buffers back; nothing is kept here to resume one, the client holds it in its ticket.
static inline void bulletin_tls_economise(SSL_CTX *context) {
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

static inline int bulletin_tls_set_groups(SSL_CTX *context, const char *groups) { return (int)SSL_CTX_set1_groups_list(context, groups); }

/// Replaces the keys that session tickets are sealed with.
static inline int bulletin_tls_set_ticket_keys(SSL_CTX *context, void *keys, size_t count) {
  return (int)SSL_CTX_set_tlsext_ticket_keys(context, keys, count);
}

static inline void bulletin_bio_set_retry_read(BIO *bio) { BIO_set_retry_read(bio); }
static inline void bulletin_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

/// That version and no other.
static inline void bulletin_tls_set_version(SSL *ssl, int version) {
  SSL_set_min_proto_version(ssl, version);
  SSL_set_max_proto_version(ssl, version);
}
