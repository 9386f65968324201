/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/guard.h>
#include <bulwark/platform.h>

#include "trampoline.h"

/* The guard that a slot holds: bit 0 is the platform's own mark, see platform.h. */
static struct bw_guard *guard_in(struct bw_guard *const *slot) {
  return (struct bw_guard *)((uintptr_t)*slot & ~(uintptr_t)1);
}

/* The count goes down before the call, so that a release can never run twice. */
static void run_releases(bw_guard *guard) {
  /*@ loop invariant RELEASES_FINE(guard) && guard->deferred_count <= \at(guard->deferred_count, Pre);
      loop invariant the_log->count == \at(the_log->count, Pre) + \at(guard->deferred_count, Pre) - guard->deferred_count;
      loop invariant \forall integer i; guard->deferred_count <= i < \at(guard->deferred_count, Pre) ==>
        the_log->object[\at(the_log->count, Pre) + \at(guard->deferred_count, Pre) - 1 - i] == guard->deferred[i].object;
      loop assigns guard->deferred_count, the_log->count, the_log->object[0 .. 63];
      loop variant guard->deferred_count; */
  while (guard->deferred_count != 0u) {
    bw_deferred last;
    guard->deferred_count = (uint16_t)(guard->deferred_count - 1u);
    last = guard->deferred[guard->deferred_count];
    BW_BARRIER();
    /*@ calls any_release; */
    last.release(last.object);
  }
}

/* Where a violation of the body takes the arena back to. */
BW_USED void bw_guard_mark_(bw_guard *guard, bw_arena *arena) {
  guard->mark = bw_arena_save(arena);
}

/* A call in the last place: the trampoline's frame is the one above the body's. */
BW_USED bw_status bw_guard_body_(bw_guard *guard) {
  /*@ calls any_body; */
  return guard->body(guard, guard->context);
}

/*
 * The end of a run that has something to do: releases, a violation, or a fence left behind. On the stack of the
 * caller of bw_guard_run. The trampoline ends all others.
 */
BW_USED bw_status bw_guard_finish_(bw_guard *guard, bw_status status, bw_arena *arena) {
  BW_BARRIER();
  if (guard->state != BW_GUARD_BODY_) {
    bw_violate_state();
  }
  guard->state = BW_GUARD_RELEASES_;
  run_releases(guard);
  if (guard->contained != 0u && arena != NULL) {
    bw_arena_rollback(arena, guard->mark);
  }
  guard->state = BW_GUARD_IDLE_;
  *guard->slot = guard->outer;
  return status;
}

const bw_violation *bw_guard_violation(const bw_guard *guard) {
  return guard->contained == 0u ? NULL : &guard->violation;
}

void bw_guard_contain_(const bw_violation *violation) {
  struct bw_guard **slot = bw_platform_guard_slot();
  struct bw_guard *guard = slot == NULL ? NULL : guard_in(slot);
  if (guard == NULL || guard->state != BW_GUARD_BODY_) {
    return;
  }
  guard->violation = *violation;
  guard->contained = 1;
  BW_BARRIER();
  bw_guard_leave_(guard);
}

bw_status bw_defer(bw_guard *guard, bw_release *release, void *object) {
  if (guard->state != BW_GUARD_BODY_ && guard->state != BW_GUARD_FENCED_) {
    bw_violate_state();
  }
  if (guard->deferred_count >= BW_GUARD_DEFERRED_MAX) {
    return BW_ERR_FULL;
  }
  guard->deferred[guard->deferred_count].release = release;
  guard->deferred[guard->deferred_count].object = object;
  guard->deferred_count = (uint16_t)(guard->deferred_count + 1u);
  /* The releases run behind the compiler's back: the entry and all it leads to must be in memory. */
  BW_BARRIER();
  return BW_OK;
}

/* Takes the newest entry for object out and closes the gap. None: state violation. */
static bw_deferred take_deferred(bw_guard *guard, const void *object) {
  bw_deferred found;
  unsigned at = guard->deferred_count;
  if (at > BW_GUARD_DEFERRED_MAX) {
    bw_violate_state();
  }
  /*@ loop invariant 0 <= at <= guard->deferred_count;
      loop invariant \forall integer i; at <= i < guard->deferred_count ==> guard->deferred[i].object != object;
      loop assigns at;
      loop variant at; */
  do {
    if (at == 0u) {
      bw_violate_state();
    }
    at--;
  } while (guard->deferred[at].object != object);
  found = guard->deferred[at];
  guard->deferred_count = (uint16_t)(guard->deferred_count - 1u);
  /*@ loop invariant \at(at, LoopEntry) <= at <= guard->deferred_count;
      loop invariant \forall integer i; \at(at, LoopEntry) <= i < at ==>
        guard->deferred[i].release == \at(guard->deferred[i + 1].release, Pre);
      loop invariant \forall integer i; \at(at, LoopEntry) <= i < at ==>
        guard->deferred[i].object == \at(guard->deferred[i + 1].object, Pre);
      loop invariant \forall integer i; at <= i <= guard->deferred_count ==>
        guard->deferred[i].release == \at(guard->deferred[i].release, Pre) &&
        guard->deferred[i].object == \at(guard->deferred[i].object, Pre);
      loop assigns at, guard->deferred[\at(at, LoopEntry) .. guard->deferred_count - 1];
      loop variant guard->deferred_count - at; */
  for (; at < guard->deferred_count; at++) {
    guard->deferred[at].object = guard->deferred[at + 1u].object;
    guard->deferred[at].release = guard->deferred[at + 1u].release;
    /*@ assert \let next = at + 1; guard->deferred[at].object == \at(guard->deferred[next].object, Pre); */
    /*@ assert \let next = at + 1; guard->deferred[at].release == \at(guard->deferred[next].release, Pre); */
  }
  BW_BARRIER();
  return found;
}

void bw_defer_release(bw_guard *guard, void *object) {
  bw_deferred entry = take_deferred(guard, object);
  /*@ calls any_release; */
  entry.release(entry.object);
}

void bw_defer_cancel(bw_guard *guard, void *object) {
  (void)take_deferred(guard, object);
}

/* The guard stays the innermost one; a violation that comes to it finds it fenced. */
void bw_guard_fence_enter(bw_guard_fence *fence) {
  struct bw_guard **slot = bw_platform_guard_slot();
  struct bw_guard *guard = slot == NULL ? NULL : guard_in(slot);
  fence->hidden = guard;
  fence->state = BW_GUARD_IDLE_;
  if (slot != NULL) {
    *slot = guard;
  }
  if (guard != NULL) {
    fence->state = guard->state;
    guard->state = BW_GUARD_FENCED_;
    BW_BARRIER();
  }
}

void bw_guard_fence_leave(const bw_guard_fence *fence) {
  if (fence->hidden != NULL) {
    if (fence->hidden->state != BW_GUARD_FENCED_) {
      bw_violate_state();
    }
    fence->hidden->state = fence->state;
    BW_BARRIER();
  }
}
