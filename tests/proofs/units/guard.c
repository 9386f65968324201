/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Guards in C: the deferred releases, where a violation goes, fences. The trampoline is assembly and trusted, and so
 * is guard_in, which takes a bit off a pointer. any_release and any_body stand for every release and body there may
 * be; what releases do is seen through a log that their contract writes.
 * of: src/guard.c
 * prove: -rte-no-pointer-call -no-warn-invalid-pointer
 * after: index
 * unproved: guard_in
 */
#include "index.h"

/* Of arena.h the types: arena.c is about the rest. */
#define BULWARK_ARENA_H
#include <bulwark/base.h>
typedef struct bw_arena {
  size_t used;
} bw_arena;
typedef struct bw_arena_mark {
  size_t used;
} bw_arena_mark;
bw_arena_mark bw_arena_save(bw_arena *arena);
void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark);
#include <bulwark/guard.h>

#include <bulwark/platform.h>
#include <src/trampoline.h>

/* Which objects were released, in the order of their release; and what the body answered. */
typedef struct release_log {
  size_t count;
  void *object[64];
} release_log;

/*@ // What the platform and the run around a call gave: it does not change within one.
    axiomatic surroundings {
      logic release_log *the_log;
      logic struct bw_guard **the_slot;
      logic bw_status body_status;
      logic struct bw_guard *guard_of(struct bw_guard *word);  // without the bit of the platform
    }
*/
#define LOG_FINE(guard)                                                                                          \
  (\valid(the_log) && the_log->count <= 48 && \base_addr(the_log) != \base_addr(guard))

/* The first releases of a guard are ones that return. */
#define RELEASES_FINE(guard)                                                                                     \
  ((guard)->deferred_count <= BW_GUARD_DEFERRED_MAX &&                                                           \
   (\forall integer i; 0 <= i < (guard)->deferred_count ==> (guard)->deferred[i].release == &any_release))

/*@ requires \valid(the_log) && the_log->count < 64;
    terminates \true;
    exits \false;
    assigns the_log->count, the_log->object[the_log->count];
    ensures the_log->count == \old(the_log->count) + 1 && the_log->object[\old(the_log->count)] == object;
*/
void any_release(void *object);

/*@ terminates \true; exits \true; assigns *guard; ensures \result == body_status; */
bw_status any_body(struct bw_guard *guard, void *context);

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == the_slot && (the_slot == \null || \valid(the_slot));
*/
struct bw_guard **bw_platform_guard_slot(void);

/*@ requires \valid_read(slot);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures \result == guard_of(*slot);
    ensures \result == \null || \valid(\result) && \base_addr(\result) != \base_addr(slot);
*/
static struct bw_guard *guard_in(struct bw_guard *const *slot);

/*@ requires guard->state == BW_GUARD_BODY_ && guard->contained == 1;
    terminates \true;
    assigns \nothing;
    ensures \false;
    exits \true;
*/
void bw_guard_leave_(bw_guard *guard);

/*@ requires \valid(arena); terminates \true; exits \false; assigns *arena; */
bw_arena_mark bw_arena_save(bw_arena *arena);

/*@ requires \valid(arena); terminates \true; exits \true; assigns *arena; */
void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark);

/*@ requires \valid(guard) && LOG_FINE(guard) && RELEASES_FINE(guard);
    terminates \true;
    exits \false;
    assigns guard->deferred_count, the_log->count, the_log->object[0 .. 63];
    ensures guard->deferred_count == 0 && the_log->count == \old(the_log->count) + \old(guard->deferred_count);
    ensures \forall integer i; 0 <= i < \old(guard->deferred_count) ==>
      the_log->object[\old(the_log->count) + \old(guard->deferred_count) - 1 - i] == guard->deferred[i].object;
*/
static void run_releases(bw_guard *guard);

/*@ requires \valid(guard) && \valid(arena) && \base_addr(guard) != \base_addr(arena);
    terminates \true;
    exits \false;
    assigns guard->mark, *arena;
*/
void bw_guard_mark_(bw_guard *guard, bw_arena *arena);

/*@ requires \valid(guard) && guard->body == &any_body;
    terminates \true;
    assigns *guard;
    ensures \result == body_status;
    exits \true;
*/
bw_status bw_guard_body_(bw_guard *guard);

/*@ requires \valid(guard) && LOG_FINE(guard) && RELEASES_FINE(guard) && \valid(guard->slot);
    requires \base_addr(guard->slot) != \base_addr(guard) && \base_addr(guard->slot) != \base_addr(the_log);
    requires arena != \null ==> \valid(arena) && \base_addr(arena) != \base_addr(guard) &&
      \base_addr(arena) != \base_addr(guard->slot) && \base_addr(arena) != \base_addr(the_log);
    terminates \true;
    assigns guard->state, guard->deferred_count, the_log->count, the_log->object[0 .. 63], *arena, *(guard->slot);
    ensures \old(guard->state) == BW_GUARD_BODY_ && \result == status;
    ensures guard->state == BW_GUARD_IDLE_ && guard->deferred_count == 0 && *(guard->slot) == guard->outer;
    ensures the_log->count == \old(the_log->count) + \old(guard->deferred_count);
    ensures \forall integer i; 0 <= i < \old(guard->deferred_count) ==>
      the_log->object[\old(the_log->count) + \old(guard->deferred_count) - 1 - i] == guard->deferred[i].object;
    ensures guard->contained == 0 && arena != \null ==> *arena == \old(*arena);
    exits \at(guard->state, Pre) == BW_GUARD_BODY_ ==> guard->contained != 0 && arena != \null;
    exits \at(guard->state, Pre) == BW_GUARD_BODY_ ==> guard->state == BW_GUARD_RELEASES_;
*/
bw_status bw_guard_finish_(bw_guard *guard, bw_status status, bw_arena *arena);

/*@ requires \valid_read(guard);
    terminates \true;
    exits \false;
    assigns \nothing;
    ensures guard->contained == 0 ==> \result == \null;
    ensures guard->contained != 0 ==> \result == &guard->violation;
*/
const bw_violation *bw_guard_violation(const bw_guard *guard);

#define GUARD_HERE guard_of(*the_slot)

/*@ requires \valid_read(violation);
    requires the_slot != \null ==> \valid(the_slot);
    requires the_slot != \null && GUARD_HERE != \null ==> \base_addr(GUARD_HERE) != \base_addr(violation);
    terminates \true;
    assigns GUARD_HERE->violation, GUARD_HERE->contained;
    ensures the_slot == \null || GUARD_HERE == \null || \old(GUARD_HERE->state) != BW_GUARD_BODY_;
    ensures the_slot != \null && GUARD_HERE != \null ==>
      GUARD_HERE->contained == \old(GUARD_HERE->contained) && GUARD_HERE->violation == \old(GUARD_HERE->violation);
    exits the_slot != \null && \at(GUARD_HERE, Pre) != \null &&
      \at(GUARD_HERE->state, Pre) == BW_GUARD_BODY_ && \at(GUARD_HERE, Pre)->contained == 1 &&
      \at(GUARD_HERE, Pre)->violation == \at(*violation, Pre);
*/
void bw_guard_contain_(const bw_violation *violation);

/*@ requires \valid(guard);
    terminates \true;
    assigns guard->deferred[guard->deferred_count], guard->deferred_count;
    ensures \old(guard->state) == BW_GUARD_BODY_ || \old(guard->state) == BW_GUARD_FENCED_;
    ensures \result == BW_OK || \result == BW_ERR_FULL;
    ensures \result == BW_ERR_FULL <==> \old(guard->deferred_count) >= BW_GUARD_DEFERRED_MAX;
    ensures \result == BW_ERR_FULL ==> guard->deferred_count == \old(guard->deferred_count);
    ensures \result == BW_OK ==> guard->deferred_count == \old(guard->deferred_count) + 1 &&
      guard->deferred[\old(guard->deferred_count)].release == release &&
      guard->deferred[\old(guard->deferred_count)].object == object;
    exits guard->state != BW_GUARD_BODY_ && guard->state != BW_GUARD_FENCED_;
*/
bw_status bw_defer(bw_guard *guard, bw_release *release, void *object);

/*@ predicate deferred_at{L}(bw_guard *guard, void *object, integer at) =
      0 <= at < guard->deferred_count && guard->deferred[at].object == object &&
      \forall integer later; at < later < guard->deferred_count ==> guard->deferred[later].object != object;
*/

/*@ requires \valid(guard);
    terminates \true;
    assigns guard->deferred_count, guard->deferred[0 .. BW_GUARD_DEFERRED_MAX - 1];
    ensures \old(guard->deferred_count) != 0 && guard->deferred_count == \old(guard->deferred_count) - 1;
    ensures \old(guard->deferred_count) <= BW_GUARD_DEFERRED_MAX;
    ensures \result.object == object;
    ensures \forall integer at; \at(deferred_at(guard, object, at), Pre) ==>
      \result.release == \at(guard->deferred[at].release, Pre) &&
      (\forall integer i; 0 <= i < at ==> guard->deferred[i].release == \at(guard->deferred[i].release, Pre) &&
        guard->deferred[i].object == \at(guard->deferred[i].object, Pre)) &&
      (\forall integer i; at <= i < guard->deferred_count ==>
        guard->deferred[i].release == \at(guard->deferred[i + 1].release, Pre) &&
        guard->deferred[i].object == \at(guard->deferred[i + 1].object, Pre));
    ensures (\forall integer i; 0 <= i < \old(guard->deferred_count) ==>
      \at(guard->deferred[i].release, Pre) == &any_release) ==> \result.release == &any_release;
    exits guard->deferred_count <= BW_GUARD_DEFERRED_MAX ==>
      \forall integer i; 0 <= i < guard->deferred_count ==> guard->deferred[i].object != object;
    exits guard->deferred_count == \at(guard->deferred_count, Pre);
*/
static bw_deferred take_deferred(bw_guard *guard, const void *object);

/*@ requires \valid(guard) && LOG_FINE(guard) && RELEASES_FINE(guard);
    terminates \true;
    assigns guard->deferred_count, guard->deferred[0 .. BW_GUARD_DEFERRED_MAX - 1], the_log->count,
      the_log->object[the_log->count];
    ensures \old(guard->deferred_count) != 0 && guard->deferred_count == \old(guard->deferred_count) - 1;
    ensures the_log->count == \old(the_log->count) + 1 && the_log->object[\old(the_log->count)] == object;
    exits the_log->count == \at(the_log->count, Pre);
    exits \forall integer i; 0 <= i < guard->deferred_count ==> guard->deferred[i].object != object;
*/
void bw_defer_release(bw_guard *guard, void *object);

/*@ requires \valid(guard);
    terminates \true;
    assigns guard->deferred_count, guard->deferred[0 .. BW_GUARD_DEFERRED_MAX - 1];
    ensures \old(guard->deferred_count) != 0 && guard->deferred_count == \old(guard->deferred_count) - 1;
    exits guard->deferred_count <= BW_GUARD_DEFERRED_MAX ==>
      \forall integer i; 0 <= i < guard->deferred_count ==> guard->deferred[i].object != object;
*/
void bw_defer_cancel(bw_guard *guard, void *object);

/*@ requires \valid(fence);
    requires the_slot != \null ==> \valid(the_slot) && \base_addr(fence) != \base_addr(the_slot);
    requires the_slot != \null && GUARD_HERE != \null ==>
      \base_addr(GUARD_HERE) != \base_addr(fence) && \base_addr(GUARD_HERE) != \base_addr(the_slot);
    terminates \true;
    exits \false;
    assigns *fence, *the_slot, GUARD_HERE->state;
    behavior nowhere:
      assumes the_slot == \null;
      assigns *fence;
      ensures fence->hidden == \null && fence->state == BW_GUARD_IDLE_;
    behavior no_guard:
      assumes the_slot != \null && GUARD_HERE == \null;
      ensures fence->hidden == \null && fence->state == BW_GUARD_IDLE_ && *the_slot == \null;
    behavior fenced:
      assumes the_slot != \null && GUARD_HERE != \null;
      ensures fence->hidden == \old(GUARD_HERE) && fence->state == \old(GUARD_HERE->state);
      ensures *the_slot == fence->hidden && fence->hidden->state == BW_GUARD_FENCED_;
    complete behaviors; disjoint behaviors;
*/
void bw_guard_fence_enter(bw_guard_fence *fence);

/*@ requires \valid_read(fence) && (fence->hidden != \null ==> \valid(fence->hidden));
    requires \base_addr(fence) != \base_addr(fence->hidden);
    terminates \true;
    assigns fence->hidden->state;
    behavior nowhere:
      assumes fence->hidden == \null;
      assigns \nothing;
      exits \false;
    behavior fenced:
      assumes fence->hidden != \null;
      ensures \old(fence->hidden->state) == BW_GUARD_FENCED_ && fence->hidden->state == fence->state;
      exits fence->hidden->state != BW_GUARD_FENCED_;
    complete behaviors; disjoint behaviors;
*/
void bw_guard_fence_leave(const bw_guard_fence *fence);

#include <src/guard.c>
