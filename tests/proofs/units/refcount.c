/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Reference counts of one context. Those that several contexts share stand on the compiler's atomic operations,
 * of which WP knows nothing.
 * of: include/bulwark/refcount.h src/refcount.c
 * after: index
 * unproved: bw_refcount_shared_init bw_refcount_shared_read bw_refcount_shared_take bw_refcount_shared_try_take bw_refcount_shared_release bw_refcount_shared_odd_
 */
#include "index.h"

/* Only what parses: no proof looks at the functions that use these. */
/*@ terminates \true; exits \false; assigns \nothing; */
unsigned atomic_operation(void *object, ...);
#undef BW_ATOMIC_LOAD
#define BW_ATOMIC_LOAD(object) ((uint32_t)atomic_operation((void *)(object)))
#undef BW_ATOMIC_STORE
#define BW_ATOMIC_STORE(object, value) ((void)atomic_operation((object), (value)))
#undef BW_ATOMIC_ADD
#define BW_ATOMIC_ADD(object, value) atomic_operation((object), (value))
#undef BW_ATOMIC_SUB_RELEASE
#define BW_ATOMIC_SUB_RELEASE(object, value) atomic_operation((object), (value))
#undef BW_ATOMIC_SWAP_IF
#define BW_ATOMIC_SWAP_IF(object, expected, wanted) atomic_operation((object), (expected), (wanted))
#undef BW_ATOMIC_ACQUIRE
#define BW_ATOMIC_ACQUIRE(object) ((void)0)

#include <bulwark/refcount.h>

/*@ requires \valid(refs);
    terminates \true;
    exits \false;
    assigns refs->count;
    ensures refs->count == 1;
*/
BW_INLINE void bw_refcount_init(bw_refcount *refs);

/*@ requires \valid_read(refs);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == refs->count;
*/
BW_INLINE uint32_t bw_refcount_read(const bw_refcount *refs);

/*@ requires \valid(refs);
    terminates \true;
    assigns refs->count;
    ensures \old(refs->count) != 0;
    ensures \old(refs->count) < BW_REFCOUNT_MAX ==> refs->count == \old(refs->count) + 1;
    ensures \old(refs->count) >= BW_REFCOUNT_MAX ==> refs->count == BW_REFCOUNT_SATURATED;
    exits \old(refs->count) == 0;
*/
BW_INLINE void bw_refcount_take(bw_refcount *refs);

/*@ requires \valid(refs);
    terminates \true;
    exits \false;
    assigns refs->count;
    ensures \result == BW_ERR_STALE <==> \old(refs->count) == 0;
    ensures \result == BW_OK || \result == BW_ERR_STALE;
    ensures \result == BW_ERR_STALE ==> refs->count == 0;
    ensures 0 < \old(refs->count) < BW_REFCOUNT_MAX ==> refs->count == \old(refs->count) + 1;
    ensures \old(refs->count) >= BW_REFCOUNT_MAX ==> refs->count == BW_REFCOUNT_SATURATED;
*/
BW_INLINE bw_status bw_refcount_try_take(bw_refcount *refs);

/*@ requires \valid(refs);
    terminates \true;
    assigns refs->count;
    ensures \old(refs->count) != 0;
    ensures \result != 0 <==> \old(refs->count) == 1;
    ensures \old(refs->count) <= BW_REFCOUNT_MAX ==> refs->count == \old(refs->count) - 1;
    ensures \old(refs->count) > BW_REFCOUNT_MAX ==> refs->count == BW_REFCOUNT_SATURATED;
    exits \old(refs->count) == 0;
*/
BW_INLINE bool bw_refcount_release(bw_refcount *refs);

#include <src/refcount.c>
