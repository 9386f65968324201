/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Rings, over bytes: the queue as a sequence. ring_place says where the item so many places behind the oldest lies.
 * The ring itself and its items are taken for different objects.
 * of: include/bulwark/ring.h
 * after: index ints span
 * unproved: ring_push_span ring_pop_span
 * dead: ring_count ring_replace
 */
#include "bytes.h"

#include <bulwark/ring.h>

BW_RING_DECLARE(ring, bw_bytes, uint8_t);

/*@ logic integer ring_place(integer first, integer capacity, integer ahead) =
      first + ahead < capacity ? first + ahead : first + ahead - capacity;

    predicate ring_ok(ring *r) = \valid(r) && r->count <= r->capacity <= BYTES_MAX &&
      (r->capacity != 0 ==> r->first < r->capacity && \valid(r->items + (0 .. r->capacity - 1)) &&
        r->items != \null && \base_addr(r) != \base_addr(r->items));
*/
#define RING_AT(r, ahead) (r)->items[ring_place((r)->first, (r)->capacity, (ahead))]

/*@ requires BYTES_OK(span);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result.items == span.items && \result.capacity == span.count;
    ensures \result.first == 0 && \result.count == 0;
*/
BW_INLINE ring ring_over(bw_bytes span);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == r->count;
*/
BW_INLINE size_t ring_count(const ring *r);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == r->capacity - r->count;
*/
BW_INLINE size_t ring_room(const ring *r);

/*@ requires \valid_read(r) && ahead < r->capacity;
    terminates \true;
    assigns \nothing;
    ensures r->first < r->capacity && \result == ring_place(r->first, r->capacity, ahead);
    ensures \result < r->capacity;
    exits r->first >= r->capacity;
*/
BW_INLINE size_t ring_place_(const ring *r, size_t ahead);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns r->count, r->items[0 .. r->capacity - 1];
    behavior room:
      assumes r->count < r->capacity;
      ensures \result == BW_OK && r->count == \old(r->count) + 1 && RING_AT(r, \old(r->count)) == value;
      ensures \forall integer k; 0 <= k < \old(r->count) ==> RING_AT(r, k) == \old(RING_AT(r, k));
    behavior full:
      assumes r->count >= r->capacity;
      assigns \nothing;
      ensures \result == BW_ERR_FULL;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status ring_push(ring *r, uint8_t value);

/*@ requires ring_ok(r) && \valid(ret_value) && \separated(ret_value, r);
    requires r->count != 0 ==> \base_addr(ret_value) != \base_addr(r->items);
    terminates \true;
    exits \false;
    assigns *ret_value, r->first, r->count;
    behavior some:
      assumes r->count != 0;
      ensures \result == BW_OK && ring_ok(r) && r->count == \old(r->count) - 1;
      ensures *ret_value == \old(RING_AT(r, 0));
      ensures \forall integer k; 0 <= k < r->count ==> RING_AT(r, k) == \at(RING_AT(r, k + 1), Pre);
    behavior none:
      assumes r->count == 0;
      assigns \nothing;
      ensures \result == BW_ERR_EMPTY;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status ring_pop(ring *r, uint8_t *ret_value);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns r->first, r->count, r->items[0 .. r->capacity - 1];
    behavior room:
      assumes r->count < r->capacity;
      ensures \result == BW_OK && ring_ok(r) && r->count == \old(r->count) + 1 && RING_AT(r, 0) == value;
      ensures \forall integer k; 0 <= k < \old(r->count) ==> RING_AT(r, k + 1) == \at(RING_AT(r, k), Pre);
    behavior full:
      assumes r->count >= r->capacity;
      assigns \nothing;
      ensures \result == BW_ERR_FULL;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status ring_push_front(ring *r, uint8_t value);

/*@ requires ring_ok(r);
    terminates \true;
    assigns \nothing;
    ensures index < r->count && \result == &RING_AT(r, index) && \valid(\result);
    exits index >= r->count;
*/
BW_INLINE uint8_t *ring_at(const ring *r, size_t index);

/*@ requires ring_ok(r);
    terminates \true;
    assigns \nothing;
    ensures r->count != 0 && \result == &RING_AT(r, 0) && \valid(\result);
    exits r->count == 0;
*/
BW_INLINE uint8_t *ring_front(const ring *r);

/*@ requires ring_ok(r);
    terminates \true;
    assigns \nothing;
    ensures r->count != 0 && \result == &RING_AT(r, r->count - 1) && \valid(\result);
    exits r->count == 0;
*/
BW_INLINE uint8_t *ring_back(const ring *r);

/*@ requires ring_ok(r) && \valid(ret_value) && \separated(ret_value, r);
    requires r->count != 0 ==> \base_addr(ret_value) != \base_addr(r->items);
    terminates \true;
    exits \false;
    assigns *ret_value, r->count;
    behavior some:
      assumes r->count != 0;
      ensures \result == BW_OK && ring_ok(r) && r->count == \old(r->count) - 1;
      ensures *ret_value == \old(RING_AT(r, r->count - 1));
    behavior none:
      assumes r->count == 0;
      assigns \nothing;
      ensures \result == BW_ERR_EMPTY;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status ring_pop_back(ring *r, uint8_t *ret_value);

/*@ requires ring_ok(r) && \valid(ret_value) && \separated(ret_value, r);
    requires r->count != 0 ==> \base_addr(ret_value) != \base_addr(r->items);
    terminates \true;
    exits \false;
    assigns *ret_value;
    behavior inside:
      assumes index < r->count;
      ensures \result == BW_OK && *ret_value == RING_AT(r, index);
    behavior outside:
      assumes index >= r->count;
      assigns \nothing;
      ensures \result == BW_ERR_RANGE;
    complete behaviors; disjoint behaviors;
*/
BW_INLINE bw_status ring_try_peek(const ring *r, size_t index, uint8_t *ret_value);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures BYTES_OK(\result) && \result.count <= r->count && (r->count != 0 ==> \result.count != 0);
    ensures \forall integer k; 0 <= k < \result.count ==> &\result.items[k] == &RING_AT(r, k);
*/
BW_INLINE bw_bytes ring_filled(const ring *r);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures BYTES_OK(\result) && \result.count <= r->capacity - r->count;
    ensures r->count < r->capacity ==> \result.count != 0;
    ensures \forall integer k; 0 <= k < \result.count ==> &\result.items[k] == &RING_AT(r, r->count + k);
*/
BW_INLINE bw_bytes ring_free(const ring *r);

/*@ requires ring_ok(r);
    terminates \true;
    assigns r->first, r->count;
    ensures count <= \old(r->count) && r->count == \old(r->count) - count && ring_ok(r);
    ensures \forall integer k; 0 <= k < r->count ==> RING_AT(r, k) == \at(RING_AT(r, k + count), Pre);
    exits count > r->count;
*/
BW_INLINE void ring_drop(ring *r, size_t count);

/*@ requires ring_ok(r);
    terminates \true;
    assigns r->count;
    ensures r->count == \old(r->count) + count && ring_ok(r);
    exits count != 0;
*/
BW_INLINE void ring_commit(ring *r, size_t count);

/*@ requires ring_ok(r);
    terminates \true;
    exits \false;
    assigns r->first, r->count;
    ensures r->count == 0 && ring_ok(r);
*/
BW_INLINE void ring_clear(ring *r);


/*@ requires ring_ok(r) && r->capacity != 0;
    terminates \true;
    exits \false;
    assigns r->first, r->count, r->items[0 .. r->capacity - 1];
    ensures ring_ok(r) && RING_AT(r, r->count - 1) == value;
    ensures \result == 0 ==> r->count == \old(r->count) + 1;
    ensures \result != 0 ==> r->count == r->capacity && \old(r->count) == r->capacity;
*/
BW_INLINE bool ring_replace(ring *r, uint8_t value);
