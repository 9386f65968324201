/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of a reference count is a number that stops at saturation. The count under one context and the
 * shared one do the same operations and must agree.
 */
#include "fuzz.h"

#include <bulwark/refcount.h>

static void take(bw_refcount *refs, bw_refcount_shared *shared, uint64_t *model, bool tried) {
  if (tried) {
    bw_status expected = *model == 0u ? BW_ERR_STALE : BW_OK;
    FUZZ_CHECK(bw_refcount_try_take(refs) == expected && bw_refcount_shared_try_take(shared) == expected);
  } else if (*model == 0u) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_refcount_take(refs));
    /* The shared count is leaked from here on: it cannot tell who else took or released meanwhile. */
    FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_refcount_shared_take(shared));
    FUZZ_CHECK(bw_refcount_shared_read(shared) > BW_REFCOUNT_MAX);
    shared->count = 0;
  } else {
    bw_refcount_take(refs);
    bw_refcount_shared_take(shared);
  }
  *model += *model != 0u && *model <= BW_REFCOUNT_MAX ? 1u : 0u;
}

static void release(bw_refcount *refs, bw_refcount_shared *shared, uint64_t *model) {
  bool last = *model == 1u;
  bool got = false;
  if (*model == 0u) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, got = bw_refcount_release(refs));
    FUZZ_VIOLATES(BW_VIOLATION_STATE, got = bw_refcount_shared_release(shared));
    FUZZ_CHECK(!got && bw_refcount_shared_read(shared) > BW_REFCOUNT_MAX);
    shared->count = 0;
    return;
  }
  FUZZ_CHECK(bw_refcount_release(refs) == last);
  FUZZ_CHECK(bw_refcount_shared_release(shared) == last);
  *model -= *model <= BW_REFCOUNT_MAX ? 1u : 0u;
}

void fuzz_refcount(struct fuzz_input *input) {
  bw_refcount refs;
  bw_refcount_shared shared;
  uint64_t model = 1;
  bw_refcount_init(&refs);
  bw_refcount_shared_init(&shared);
  while (fuzz_more(input)) {
    switch (fuzz_below(input, 8)) {
    case 0:
    case 1:
      take(&refs, &shared, &model, false);
      break;
    case 2:
      take(&refs, &shared, &model, true);
      break;
    case 3:
    case 4:
    case 5:
    case 6:
      release(&refs, &shared, &model);
      break;
    default:
      /* As after very many operations: near the end, or a new object. */
      model = fuzz_below(input, 2) == 0u ? 1u : BW_REFCOUNT_MAX - fuzz_below(input, 3);
      refs.count = (uint32_t)model;
      shared.count = (uint32_t)model;
      break;
    }
    if (model > BW_REFCOUNT_MAX) {
      FUZZ_CHECK(bw_refcount_read(&refs) == BW_REFCOUNT_SATURATED);
      FUZZ_CHECK(bw_refcount_shared_read(&shared) == BW_REFCOUNT_SATURATED);
    } else {
      FUZZ_CHECK(bw_refcount_read(&refs) == model && bw_refcount_shared_read(&shared) == model);
    }
  }
}
