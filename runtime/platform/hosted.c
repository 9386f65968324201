/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform of a program with a C library: tests, tools, fuzzers. One guard slot a thread.
 *
 * User memory is the memory of the process itself. On Linux the system copies, so that a bad address is
 * BW_ERR_FAULT as in a kernel; elsewhere, or where a sandbox forbids that call, only the lowest page faults
 * and any other bad address ends the program by its signal.
 */
#if defined(__linux__)
#define _GNU_SOURCE
#include <errno.h>
#include <sys/uio.h>
#include <unistd.h>
#endif

#include <bulwark/platform.h>

#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct bw_guard *innermost_guard;

void *bw_platform_chunk_alloc(size_t bytes) {
  return malloc(bytes);
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  (void)bytes;
  free(chunk);
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  (void)fprintf(stderr, "bulwark: %s (at %p)\n", message, address);
  abort();
}

struct bw_guard **bw_platform_guard_slot(void) {
  return &innermost_guard;
}

#define LOWEST_PAGE ((uintptr_t)4096)

static bw_status copy_directly(void *to, const void *from, size_t bytes, uintptr_t user) {
  if (user < LOWEST_PAGE || bytes > UINTPTR_MAX - user) {
    return BW_ERR_FAULT;
  }
  BW_MEMORY_COPY(to, from, bytes);
  return BW_OK;
}

#if defined(__linux__)
/*
 * The system call may stop between pages without saying why: what is left is tried again, and only a call that
 * copies nothing is a fault.
 */
bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  unsigned char *target = (unsigned char *)to;
  /* By the program's own store, so that sanitizers see the room at the target: the system's stores they miss. */
  if (bytes != 0u) {
    BW_MEMORY_FILL(to, 0, bytes);
  }
  while (bytes != 0u) {
    struct iovec local = {target, bytes};
    struct iovec remote = {(void *)user_from, bytes};
    ssize_t copied = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
    if (copied < 0 && (errno == ENOSYS || errno == EPERM)) {
      return copy_directly(target, (const void *)user_from, bytes, user_from);
    }
    if (copied <= 0) {
      return BW_ERR_FAULT;
    }
    target += copied;
    user_from += (uintptr_t)copied;
    bytes -= (size_t)copied;
  }
  return BW_OK;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  const unsigned char *source = (const unsigned char *)from;
  while (bytes != 0u) {
    struct iovec local = {(void *)(uintptr_t)source, bytes};
    struct iovec remote = {(void *)user_to, bytes};
    ssize_t copied = process_vm_writev(getpid(), &local, 1, &remote, 1, 0);
    if (copied < 0 && (errno == ENOSYS || errno == EPERM)) {
      return copy_directly((void *)user_to, source, bytes, user_to);
    }
    if (copied <= 0) {
      return BW_ERR_FAULT;
    }
    source += copied;
    user_to += (uintptr_t)copied;
    bytes -= (size_t)copied;
  }
  return BW_OK;
}
#else
bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  return bytes == 0u ? BW_OK : copy_directly(to, (const void *)user_from, bytes, user_from);
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  return bytes == 0u ? BW_OK : copy_directly((void *)user_to, from, bytes, user_to);
}
#endif
