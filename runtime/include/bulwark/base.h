/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/base.h: the status that every fallible function of the runtime returns.
 *
 * - BW_OK is zero, everything else is a failure.
 * - A function that returns bw_status must have its result used; outputs come last, are named ret_…, and
 *   are written on BW_OK only.
 * - A status says that input or resources were bad. A broken invariant is no status: it is a violation
 *   (violation.h).
 */
#ifndef BULWARK_BASE_H
#define BULWARK_BASE_H

#include <bulwark/annotate.h>
#include <bulwark/compiler.h>

BW_C_BEGIN

typedef enum bw_status {
  BW_OK = 0,
  BW_ERR_ARGUMENT = 1,  /* an argument lies outside what the function is declared for */
  BW_ERR_RANGE = 2,     /* a result or an index does not fit */
  BW_ERR_MEMORY = 3,    /* the platform gave no memory */
  BW_ERR_FULL = 4,      /* a container of fixed capacity has no room */
  BW_ERR_TRUNCATED = 5, /* the input ended before the value did */
  BW_ERR_FORMAT = 6,    /* the input is complete and says something impossible */
  BW_ERR_CONTEXT = 7,   /* not possible in this execution context */
  BW_ERR_CONTAINED = 8, /* a violation ended the request; its effects were rolled back */
  BW_ERR_FAULT = 9,     /* user memory could not be read or written */
  BW_ERR_STALE = 10,    /* a handle or reference to something that is gone */
  BW_ERR_TYPE = 11,     /* a handle to something of another type */
  BW_ERR_QUOTA = 12,    /* the owner has as many as it may have */
  BW_ERR_EMPTY = 13     /* a container has nothing to give */
} bw_status;

/*
 * The name of a status, for messages: "ok", "argument", ... Any other value gives "unknown".
 * Never NULL; the text lives as long as the program. Cost: one table lookup.
 */
const char *bw_status_name(bw_status status);

BW_C_END

#endif
