/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * What a host sees of the driver. Both forms offer exactly this; a program is linked with one of them.
 *
 * One driver is one desktop: a surface, a palette, a drawing state and the regions. Requests come one at a time.
 * A request either returns W32_OK or has changed nothing that a client can see, save two cases: memory or a
 * limit (W32_NO_MEMORY, W32_TOO_BIG) met while a metafile draws leaves what was drawn, and the raw form after a fault
 * keeps no promise at all.
 */
#ifndef W32_DRIVER_H
#define W32_DRIVER_H

#include <stdint.h>

#include "shared/abi.h"

struct w32_driver;

/* What a host can count. Not part of the digest. */
struct w32_counters {
    uint64_t requests;    /* calls of w32_driver_request */
    uint64_t contained;   /* requests ended by a stopped violation (0 in the raw form) */
    uint64_t deferred;    /* releases that were run by the guard or at the end of a request (0 in the raw form) */
    uint64_t regions;     /* living region handles */
    uint64_t arena_bytes; /* bytes of request memory in use now (0 in the raw form, and between requests) */
};

/* A driver without a surface, with the standard palette. On failure: W32_NO_MEMORY, ret_driver untouched. */
enum w32_status w32_driver_create(struct w32_driver **ret_driver);

/* Releases everything. Null is allowed. */
void w32_driver_destroy(struct w32_driver *driver);

/*
 * One request. `in` and `out` are the client's memory and are each touched once, by the platform's copies.
 * ret_written is set on every return: the bytes written to `out`, 0 on failure.
 */
enum w32_status w32_driver_request(struct w32_driver *driver, uint32_t code, const void *in, uint32_t in_size,
                                   void *out, uint32_t out_size, uint32_t *ret_written);

/* A hash over everything a client can see or influence: equal digests mean equal state. Same in both forms. */
uint64_t w32_driver_digest(const struct w32_driver *driver);

void w32_driver_counters(const struct w32_driver *driver, struct w32_counters *ret_counters);

#endif
