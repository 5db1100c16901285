#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

// What OpenSSL has as macros, which Swift cannot import, and what it calls deprecated.

/// SHA-256 itself. The function that OpenSSL advises looks for a provider first: that costs more than a short message, and the first
/// time milliseconds of a start.
static inline void bulletin_sha256(const void *message, size_t count, unsigned char *digest) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  SHA256_CTX state;
  SHA256_Init(&state);
  SHA256_Update(&state, message, count);
  SHA256_Final(digest, &state);
#pragma GCC diagnostic pop
}

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

/// For the client's side: the name the server is to be known by, sent ahead (SNI) and demanded of its certificate.
static inline int bulletin_tls_expect_host(SSL *ssl, const char *host) {
  SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return SSL_set_tlsext_host_name(ssl, host) == 1 && SSL_set1_host(ssl, host) == 1;
}

/// The same for a server that is known by its address alone, which SNI has no form for (RFC 6066 3).
static inline int bulletin_tls_expect_address(SSL *ssl, const char *address) {
  return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), address) == 1;
}
