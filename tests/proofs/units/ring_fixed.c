/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Rings of eight bytes: the queue as a sequence. Their counters wrap at 2^32 by design, so that here alone a sum of
 * unsigned integers may lose something; what the numbers mean then is said by fixed_items, and places are taken modulo
 * their number.
 * of: include/bulwark/ring_fixed.h
 * after: index ints
 * prove: -no-warn-unsigned-overflow
 */
#include "index.h"

#include <bulwark/ring_fixed.h>

BW_RING_FIXED_DECLARE(fixed, uint8_t, 8);

/* As in bits.h: each axiom is proved from bits/<name>.smt2. A conversion to 32 bits keeps the last ones. */
/*@ axiomatic counters {
      axiom mask_seven: \forall integer counter; 0 <= counter <= 4294967295 ==> (counter & 7) == counter % 8;
      axiom wrap_below: \forall integer value; -4294967296 <= value < 0 ==> (uint32_t)value == value + 4294967296;
      axiom wrap_above: \forall integer value; 4294967296 <= value < 8589934592 ==>
        (uint32_t)value == value - 4294967296;
    }
*/

/*@ // How many items lie between two counters, of which the one behind may have wrapped.
    logic integer fixed_items(integer head, integer tail) = head <= tail ? tail - head : tail - head + 4294967296;
*/
#define FIXED_COUNT(r) fixed_items((r)->head, (r)->tail)
#define FIXED_AT(r, ahead) (r)->items[((r)->head + (ahead)) % 8]

/*@ requires \valid(ring);
    terminates \true; exits \false; assigns \nothing;
    ensures \result == &ring->items[counter % 8] && \valid(\result);
*/
BW_INLINE uint8_t *fixed_place_(fixed *ring, uint32_t counter);

/*@ requires \valid_read(ring);
    terminates \true; assigns \nothing;
    ensures \result == FIXED_COUNT(ring) && \result <= 8;
    exits FIXED_COUNT(ring) > 8;
*/
BW_INLINE size_t fixed_count(const fixed *ring);

/*@ requires \valid_read(ring);
    terminates \true; assigns \nothing;
    ensures \result == 8 - FIXED_COUNT(ring) && \result <= 8;
    exits FIXED_COUNT(ring) > 8;
*/
BW_INLINE size_t fixed_room(const fixed *ring);

/*@ requires \valid(ring);
    terminates \true; exits \false; assigns ring->head, ring->tail;
    ensures FIXED_COUNT(ring) == 0;
*/
BW_INLINE void fixed_clear(fixed *ring);

/*@ requires \valid(ring);
    terminates \true; exits \false; assigns ring->items[0 .. 7], ring->tail;
    behavior room:
      assumes FIXED_COUNT(ring) < 8;
      ensures \result == BW_OK && FIXED_COUNT(ring) == \old(FIXED_COUNT(ring)) + 1;
      ensures FIXED_AT(ring, \old(FIXED_COUNT(ring))) == value;
      ensures \forall integer k; 0 <= k < \old(FIXED_COUNT(ring)) ==> FIXED_AT(ring, k) == \old(FIXED_AT(ring, k));
    behavior full:
      assumes FIXED_COUNT(ring) >= 8;
      assigns \nothing;
      ensures \result == BW_ERR_FULL;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fixed_push(fixed *ring, uint8_t value);

/*@ requires \valid(ring) && \valid(ret_value) && \base_addr(ret_value) != \base_addr(ring);
    terminates \true; exits \false; assigns *ret_value, ring->head;
    behavior some:
      assumes FIXED_COUNT(ring) != 0;
      ensures \result == BW_OK && FIXED_COUNT(ring) == \old(FIXED_COUNT(ring)) - 1;
      ensures *ret_value == \old(FIXED_AT(ring, 0));
      ensures \forall integer k; 0 <= k < FIXED_COUNT(ring) ==> FIXED_AT(ring, k) == \at(FIXED_AT(ring, k + 1), Pre);
    behavior none:
      assumes FIXED_COUNT(ring) == 0;
      assigns \nothing;
      ensures \result == BW_ERR_EMPTY;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fixed_pop(fixed *ring, uint8_t *ret_value);

/*@ requires \valid(ring) && \valid(ret_item) && \base_addr(ret_item) != \base_addr(ring);
    terminates \true; exits \false; assigns *ret_item;
    behavior some:
      assumes FIXED_COUNT(ring) != 0;
      ensures \result == BW_OK && *ret_item == &FIXED_AT(ring, 0);
    behavior none:
      assumes FIXED_COUNT(ring) == 0;
      assigns \nothing;
      ensures \result == BW_ERR_EMPTY;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fixed_try_front(fixed *ring, uint8_t **ret_item);

/*@ requires \valid(ring) && \valid(ret_item) && \base_addr(ret_item) != \base_addr(ring);
    terminates \true; exits \false; assigns *ret_item;
    behavior some:
      assumes FIXED_COUNT(ring) != 0;
      ensures \result == BW_OK && *ret_item == &FIXED_AT(ring, FIXED_COUNT(ring) - 1);
    behavior none:
      assumes FIXED_COUNT(ring) == 0;
      assigns \nothing;
      ensures \result == BW_ERR_EMPTY;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status fixed_try_back(fixed *ring, uint8_t **ret_item);

/*@ requires \valid(ring);
    terminates \true; assigns \nothing;
    ensures index < FIXED_COUNT(ring) <= 8 && \result == &FIXED_AT(ring, index) && \valid(\result);
    exits index >= FIXED_COUNT(ring) || FIXED_COUNT(ring) > 8;
*/
BW_INLINE uint8_t *fixed_at(fixed *ring, size_t index);

/*@ requires \valid(ring);
    terminates \true; assigns ring->head;
    ensures count <= \old(FIXED_COUNT(ring)) <= 8 && FIXED_COUNT(ring) == \old(FIXED_COUNT(ring)) - count;
    ensures \forall integer k; 0 <= k < FIXED_COUNT(ring) ==> FIXED_AT(ring, k) == \at(FIXED_AT(ring, k + count), Pre);
    exits ring->head == \old(ring->head) && (count > FIXED_COUNT(ring) || FIXED_COUNT(ring) > 8);
*/
BW_INLINE void fixed_drop(fixed *ring, size_t count);
