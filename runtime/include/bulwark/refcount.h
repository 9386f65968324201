/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/refcount.h: reference counts that rather leak than free too early.
 *
 * - A count starts at one reference. The release that drops the last one says so, and must be looked at.
 * - Taking a reference where none is left, or releasing one, is a violation in every build.
 * - A count never overflows to zero: beyond BW_REFCOUNT_MAX it saturates, and stays saturated whatever is taken
 *   or released. The object then lives for ever: a leak instead of a use after free.
 * - bw_refcount is for one execution context at a time, or under a lock. bw_refcount_shared may be used by any
 *   number of contexts at once; what they wrote before their release is visible to the one that got the last.
 * Semantics after Linux's refcount_t (include/linux/refcount.h).
 */
#ifndef BULWARK_REFCOUNT_H
#define BULWARK_REFCOUNT_H

#include <bulwark/base.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* The largest count; everything above is saturated, and becomes BW_REFCOUNT_SATURATED. */
#define BW_REFCOUNT_MAX UINT32_C(0x7FFFFFFF)
#define BW_REFCOUNT_SATURATED UINT32_C(0xC0000000)

/* All zero is a count without references: it can't be taken from. */
typedef struct bw_refcount {
  uint32_t count;
} bw_refcount;

typedef struct bw_refcount_shared {
  uint32_t count; /* touched by atomic operations only */
} bw_refcount_shared;

/* One reference. pre: nobody uses the count. */
BW_INLINE void bw_refcount_init(bw_refcount *refs) {
  refs->count = 1;
}

/* How many references there are; above BW_REFCOUNT_MAX: saturated. For messages and tests. */
BW_INLINE uint32_t bw_refcount_read(const bw_refcount *refs) {
  return refs->count;
}

/* One reference more. pre: the caller has one, or is sure there is one; none: state violation. Cost: a load, two
   compares, a store. */
BW_INLINE void bw_refcount_take(bw_refcount *refs) {
  uint32_t count = refs->count;
  if (BW_UNLIKELY(count == 0u)) {
    bw_violate_state();
  }
  refs->count = BW_UNLIKELY(count >= BW_REFCOUNT_MAX) ? BW_REFCOUNT_SATURATED : count + 1u;
}

/* The same where the object may be on its way out. On failure: BW_ERR_STALE, nothing is left to take. */
BW_INLINE BW_MUST_CHECK bw_status bw_refcount_try_take(bw_refcount *refs) {
  if (refs->count == 0u) {
    return BW_ERR_STALE;
  }
  bw_refcount_take(refs);
  return BW_OK;
}

/* One reference less; true when it was the last: the caller frees the object. None: state violation. */
BW_INLINE BW_MUST_CHECK bool bw_refcount_release(bw_refcount *refs) {
  uint32_t count = refs->count;
  if (BW_UNLIKELY(count == 0u)) {
    bw_violate_state();
  }
  if (BW_UNLIKELY(count > BW_REFCOUNT_MAX)) {
    refs->count = BW_REFCOUNT_SATURATED;
    return false;
  }
  refs->count = count - 1u;
  return count == 1u;
}

/* The same five for a count that several contexts use. Init is for one of them, before the others see it. */
BW_INLINE void bw_refcount_shared_init(bw_refcount_shared *refs) {
  BW_ATOMIC_STORE(&refs->count, 1u);
}

BW_INLINE uint32_t bw_refcount_shared_read(const bw_refcount_shared *refs) {
  return BW_ATOMIC_LOAD(&refs->count);
}

/*
 * What a count was before an operation that must not have been: none left (violation) or saturated. Not for
 * direct use. The store races with others that take and release; both ends of the saturated range are 2^30
 * operations away from it, more than contexts can be inside these functions at a time.
 */
BW_COLD void bw_refcount_shared_odd_(bw_refcount_shared *refs, uint32_t before);

/* Cost: one atomic addition. */
BW_INLINE void bw_refcount_shared_take(bw_refcount_shared *refs) {
  uint32_t before = BW_ATOMIC_ADD(&refs->count, 1u);
  if (BW_UNLIKELY(before == 0u || before >= BW_REFCOUNT_MAX)) {
    bw_refcount_shared_odd_(refs, before);
  }
}

/* Cost: one atomic compare and swap, and one more for each context that came in between. */
BW_INLINE BW_MUST_CHECK bw_status bw_refcount_shared_try_take(bw_refcount_shared *refs) {
  uint32_t count = BW_ATOMIC_LOAD(&refs->count);
  uint32_t wanted;
  do {
    if (count == 0u) {
      return BW_ERR_STALE;
    }
    wanted = count >= BW_REFCOUNT_MAX ? BW_REFCOUNT_SATURATED : count + 1u;
  } while (!BW_ATOMIC_SWAP_IF(&refs->count, &count, wanted));
  return BW_OK;
}

/* Cost: one atomic subtraction. */
BW_INLINE BW_MUST_CHECK bool bw_refcount_shared_release(bw_refcount_shared *refs) {
  uint32_t before = BW_ATOMIC_SUB_RELEASE(&refs->count, 1u);
  if (before == 1u) {
    BW_ATOMIC_ACQUIRE(&refs->count);
    return true;
  }
  if (BW_UNLIKELY(before == 0u || before > BW_REFCOUNT_MAX)) {
    bw_refcount_shared_odd_(refs, before);
  }
  return false;
}

BW_C_END

#endif
