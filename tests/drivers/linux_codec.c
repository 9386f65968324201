/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The hardened part of the misc device: how its records are counted and summed. In a hardened file every access is proved,
 * checked, or told.
 *
 * With DRIVER_FAULTY defined to 1 it does what such a file must not; without, it does the same work as it should be done. A
 * line that has to be reported says which check has to: planted, and its id.
 */
#include <bulwark/annotate.h>

#include "misc_linux.h"

#ifndef DRIVER_FAULTY
#define DRIVER_FAULTY 0
#endif

BW_HARDENED_FILE;

#define WEIGHTS 8

struct weights {
  const u32 *items BW_COUNTED_BY(count);
  u32 count;
};

static const u32 usual[WEIGHTS] = {1, 2, 4, 8, 16, 32, 64, 128};

/* The weight of a record by its kind. */
u32 codec_weight(u32 kind) {
#if DRIVER_FAULTY
  return usual[kind]; /* planted: raw-op */
#else
  return kind < WEIGHTS ? usual[kind] : 0;
#endif
}

struct stamp {
  u32 low, high;
};

/* A stamp is taken over as a whole. */
void codec_stamp(struct stamp *to, const struct stamp *from) {
#if DRIVER_FAULTY
  memcpy(to, from, sizeof *to); /* planted: raw-op */
#else
  *to = *from;
#endif
}

/* The usual weights come into use. */
void codec_reset(struct weights *weights) {
  weights->items = usual; /* planted: count-sync */
#if !DRIVER_FAULTY
  weights->count = WEIGHTS;
#endif
}
