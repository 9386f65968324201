/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a host sees of the driver. Both forms offer exactly this; a program is linked with one of them.
 *
 * One driver is one desktop: a screen, a palette, and the objects of its client processes. A process and each of its
 * threads are made known to the driver before their first request. Threads may call at once: one lock of the
 * driver lets in one request at a time and is dropped while a client answers a callback.
 * A request either returns W32_OK or has changed nothing that a client can see, save three cases: memory or a
 * limit (W32_NO_MEMORY, W32_TOO_BIG) met while a metafile or a menu draws leaves what was drawn; what the client itself did in a
 * callback stays done; and the raw form after a fault keeps no promise at all.
 */
#ifndef W32_DRIVER_H
#define W32_DRIVER_H

#include <stdint.h>

#include "shared/abi.h"

struct w32_driver;
struct w32_process;
struct w32_thread;

/* What a host can count. Not part of the digest. */
struct w32_counters {
    uint64_t requests;    /* calls of w32_driver_request */
    uint64_t callbacks;   /* callbacks that were made */
    uint64_t contained;   /* requests ended by a stopped violation (0 in the raw form) */
    uint64_t deferred;    /* releases that were run by the guard or at the end of a request (0 in the raw form) */
    uint64_t objects;     /* living objects of all processes */
    uint64_t arena_bytes; /* bytes of request memory in use now (0 in the raw form, and between requests) */
};

/* A driver without a surface, with the standard palette. On failure: W32_NO_MEMORY, ret_driver untouched. */
enum w32_status w32_driver_create(struct w32_driver **ret_driver);

/* Releases everything, processes and threads that are left among it. pre: no request is under way. Null is allowed. */
void w32_driver_destroy(struct w32_driver *driver);

/* A new client process, without threads. On failure: W32_NO_SLOT, W32_NO_MEMORY, ret_process untouched. */
enum w32_status w32_process_attach(struct w32_driver *driver, struct w32_process **ret_process);

/*
 * The end of a process, in whatever state it is: its threads and its objects go. pre: none of its own threads has a
 * request under way; those of others may, and may be inside a callback.
 */
void w32_process_exit(struct w32_process *process);

/*
 * A new thread of the process. The client pointer is the host's own: w32_platform_user_callback gets it.
 * On failure: W32_NO_SLOT, W32_NO_MEMORY, ret_thread untouched.
 */
enum w32_status w32_thread_attach(struct w32_process *process, void *client, struct w32_thread **ret_thread);

/* The end of a thread. pre: it has no request under way. */
void w32_thread_exit(struct w32_thread *thread);

/*
 * One request of a thread. `in` and `out` are the client's memory, touched through the platform's copies only.
 * ret_written is set on every return: the bytes written to `out`, 0 on failure. Requests of one thread nest (a
 * request made while it answers a callback), those of different threads come as they like.
 */
enum w32_status w32_driver_request(struct w32_thread *thread, uint32_t code, const void *in, uint32_t in_size,
                                   void *out, uint32_t out_size, uint32_t *ret_written);

/*
 * A hash over everything a client can see or influence, but for the numbers of the handles: equal digests mean equal
 * state. Same in both forms. pre, here and below: no request is under way in another thread.
 */
uint64_t w32_driver_digest(const struct w32_driver *driver);

void w32_driver_counters(const struct w32_driver *driver, struct w32_counters *ret_counters);

#endif
