/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A long random use of the driver, for comparing two of them: requests of every kind, most of them sensible, some
 * refused for a value, a handle or a length. The same seed asks the same. A kind workload never meets one of the
 * planted faults; a hostile one changes words of its requests to numbers that attackers like, wherever they stand.
 */
#ifndef W32_WORKLOAD_H
#define W32_WORKLOAD_H

#include "shared/client.h"

/* Called after each request. `out_digest` is over the bytes that came back. */
typedef void w32_workload_step(void *context, uint32_t code, enum w32_status status, uint32_t written,
                               uint64_t out_digest);

/* Called when the workload has made requests that are no steps, to prepare the next one. */
typedef void w32_workload_ready(void *context);

enum w32_workload_kind { W32_WORKLOAD_KIND, W32_WORKLOAD_HOSTILE };

/* `ready` may be null. False if the workload itself ran out of memory. */
bool w32_workload_run(const struct w32_client *client, enum w32_workload_kind kind, uint64_t seed,
                      uint32_t steps, w32_workload_step *step, w32_workload_ready *ready, void *context);

#endif
