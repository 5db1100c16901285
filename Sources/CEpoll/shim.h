/// What Swift cannot import of the socket and event calls: variadic functions, GNU-only ones, enums that differ between systems.
#ifndef BULLETIN_CEPOLL_SHIM_H
#define BULLETIN_CEPOLL_SHIM_H

#ifdef __linux__
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#else
#include <sys/event.h>
#endif
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

static inline int bulletin_prepare_descriptor(int fd) {
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
  return fcntl(fd, F_SETFD, FD_CLOEXEC);
}

/// A stream socket, non-blocking and closed on exec; -1 and errno on error.
static inline int bulletin_socket(int family, int type) {
#ifdef __linux__
  return socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
#else
  int fd = socket(family, type, 0);
  if (fd >= 0) bulletin_prepare_descriptor(fd);
  return fd;
#endif
}

#ifdef __linux__
// Declared here because _GNU_SOURCE would give these headers another meaning than Swift's own C library module has.
extern int accept4(int, struct sockaddr *__restrict, socklen_t *__restrict, int);
extern void *memmem(const void *, size_t, const void *, size_t);
#endif

/// Where the second bytes first stand in the first; -1 for nowhere.
static inline ssize_t bulletin_find(const void *bytes, size_t count, const void *pattern, size_t length) {
  const void *found = memmem(bytes, count, pattern, length);
  return found ? (const char *)found - (const char *)bytes : -1;
}

/// Accepts one connection, non-blocking and closed on exec; -1 and errno on error.
static inline int bulletin_accept(int listener, struct sockaddr_storage *peer) {
  socklen_t length = sizeof *peer;
#ifdef __linux__
  return accept4(listener, (struct sockaddr *)peer, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
  int fd = accept(listener, (struct sockaddr *)peer, &length);
  if (fd >= 0) bulletin_prepare_descriptor(fd);
  return fd;
#endif
}

/// Sends what fits; never raises SIGPIPE where the system can say so.
static inline ssize_t bulletin_send(int fd, const void *bytes, size_t count) {
#ifdef __linux__
  return send(fd, bytes, count, MSG_NOSIGNAL);
#else
  return send(fd, bytes, count, 0);
#endif
}

/// Sends several pieces in one call.
static inline ssize_t bulletin_send_pieces(int fd, struct iovec *pieces, size_t count) {
  struct msghdr message;
  memset(&message, 0, sizeof message);
  message.msg_iov = pieces;
  message.msg_iovlen = (int)count;
#ifdef __linux__
  return sendmsg(fd, &message, MSG_NOSIGNAL);
#else
  return sendmsg(fd, &message, 0);
#endif
}

static inline int bulletin_set_option(int fd, int level, int name, int value) {
  return setsockopt(fd, level, name, &value, sizeof value);
}

static inline int bulletin_get_option(int fd, int level, int name) {
  int value = 0;
  socklen_t length = sizeof value;
  return getsockopt(fd, level, name, &value, &length) < 0 ? -1 : value;
}

/// True if that descriptor is a listening stream socket of the internet family.
static inline int bulletin_is_listening(int fd) {
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (getsockname(fd, (struct sockaddr *)&address, &length) < 0) return 0;
  if (address.ss_family != AF_INET && address.ss_family != AF_INET6) return 0;
  return bulletin_get_option(fd, SOL_SOCKET, SO_TYPE) == SOCK_STREAM && bulletin_get_option(fd, SOL_SOCKET, SO_ACCEPTCONN) == 1;
}

/// Raises the soft limit of open descriptors to the hard one; the limit that holds now, or -1.
static inline long bulletin_raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -1;
  rlim_t before = limit.rlim_cur;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) < 0) return (long)before;
  return limit.rlim_cur > 1000000 ? 1000000 : (long)limit.rlim_cur;
}

/// Cores this process may run on.
static inline int bulletin_usable_cores(void) {
#ifdef __linux__
  unsigned long set[16];
  long bytes = syscall(SYS_sched_getaffinity, 0, sizeof set, set);
  int cores = 0;
  for (long word = 0; word < bytes / (long)sizeof set[0]; word++) cores += __builtin_popcountl(set[word]);
  if (cores > 0) return cores;
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

/// Keeps this thread, and the processes it starts, on one core; silently not where the system cannot.
static inline void bulletin_pin_thread(int core) {
#ifdef __linux__
  unsigned long set[16] = {0};
  if (core < 0 || core >= (int)sizeof set * 8) return;
  set[core / (8 * sizeof set[0])] = 1UL << (core % (8 * sizeof set[0]));
  syscall(SYS_sched_setaffinity, 0, sizeof set, set);
#endif
}

/// Writing to a gone client, or past a file-size limit, is an error code and never the end of the process.
static inline void bulletin_ignore_fatal_writes(void) {
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);
}

/// Large buffers go back to the system as soon as they are freed, whatever sizes came before.
static inline void bulletin_return_large_buffers(void) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 128 * 1024);
#endif
}

/// Gives the pages of freed small buffers back to the system.
static inline void bulletin_return_free_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// Sends one datagram to a local socket by path; a leading '@' names an abstract one. 0, or -1 and errno.
static inline int bulletin_notify(const char *path, const char *message) {
  struct sockaddr_un address;
  memset(&address, 0, sizeof address);
  address.sun_family = AF_UNIX;
  size_t length = strlen(path);
  if (length == 0 || length >= sizeof address.sun_path) {
    errno = EINVAL;
    return -1;
  }
  memcpy(address.sun_path, path, length);
  if (path[0] == '@') address.sun_path[0] = 0;
  int fd = bulletin_socket(AF_UNIX, SOCK_DGRAM);
  if (fd < 0) return -1;
  socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length);
  ssize_t sent = sendto(fd, message, strlen(message), 0, (struct sockaddr *)&address, size);
  int reason = errno;
  close(fd);
  errno = reason;
  return sent < 0 ? -1 : 0;
}

#endif
