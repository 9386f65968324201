/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/guard.h>
#include <bulwark/platform.h>

#include "trampoline.h"

/* Odd values, so that storage which never was a guard is taken for one with little likelihood. */
enum guard_state {
  GUARD_IDLE = 0,
  GUARD_BODY = 0x5a17,    /* the body runs: a violation comes here */
  GUARD_RELEASES = 0x5a19 /* the releases run: a violation now has nowhere to go */
};

/* The guard that a slot holds: bit 0 is the platform's own mark, see platform.h. */
static struct bw_guard *guard_in(struct bw_guard *const *slot) {
  return (struct bw_guard *)((uintptr_t)*slot & ~(uintptr_t)1);
}

/* The count goes down before the call, so that a release can never run twice. */
static void run_releases(bw_guard *guard) {
  while (guard->deferred_count != 0u) {
    bw_deferred last;
    guard->deferred_count--;
    last = guard->deferred[guard->deferred_count];
    BW_BARRIER();
    last.release(last.object);
  }
}

/* What few requests need at their end. Apart, so that the others do not pay for its registers. */
BW_COLD static void finish_slowly(bw_guard *guard) {
  guard->state = GUARD_RELEASES;
  run_releases(guard);
  if (guard->violation.kind != (bw_violation_kind)0 && guard->arena != NULL) {
    bw_arena_rollback(guard->arena, guard->mark);
  }
}

/*
 * The end of a request, after the body or after a violation, always on the stack of the caller of
 * bw_guard_run.
 */
BW_USED bw_status bw_guard_finish_(bw_guard *guard, bw_status status) {
  BW_BARRIER();
  if (*guard->slot != guard) {
    bw_violate_state();
  }
  if (guard->deferred_count != 0u || guard->violation.kind != (bw_violation_kind)0) {
    finish_slowly(guard);
  }
  guard->state = GUARD_IDLE;
  *guard->slot = guard->outer;
  return status;
}

/* Called by the trampoline, below its frame: from here on a violation can come back to it. */
BW_USED bw_status bw_guard_call_(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context,
                                 void *frame) {
  struct bw_guard **slot = bw_platform_guard_slot();
  if (slot == NULL) {
    guard->violation.kind = (bw_violation_kind)0;
    return BW_ERR_CONTEXT;
  }
  /* Before anything of the guard changes: this violation goes to the run that is still on. */
  if (guard_in(slot) == guard) {
    bw_violate_state();
  }
  guard->violation.kind = (bw_violation_kind)0;
  guard->frame = frame;
  guard->slot = slot;
  guard->outer = guard_in(slot);
  guard->arena = arena;
  if (arena != NULL) {
    guard->mark = bw_arena_save(arena);
  }
  guard->deferred_count = 0;
  guard->state = GUARD_BODY;
  *slot = guard;
  /* What a violation will look at must be in memory before the body can violate. */
  BW_BARRIER();
  return bw_guard_finish_(guard, body(guard, context));
}

bw_status bw_guard_run(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context) {
  return bw_guard_enter_(guard, arena, body, context);
}

const bw_violation *bw_guard_violation(const bw_guard *guard) {
  return guard->violation.kind == (bw_violation_kind)0 ? NULL : &guard->violation;
}

void bw_guard_contain_(const bw_violation *violation) {
  struct bw_guard **slot = bw_platform_guard_slot();
  struct bw_guard *guard = slot == NULL ? NULL : guard_in(slot);
  if (guard == NULL || guard->state != (unsigned)GUARD_BODY) {
    return;
  }
  guard->violation = *violation;
  BW_BARRIER();
  bw_guard_leave_(guard, BW_ERR_CONTAINED);
}

bw_status bw_defer(bw_guard *guard, bw_release *release, void *object) {
  if (guard->state != (unsigned)GUARD_BODY) {
    bw_violate_state();
  }
  if (guard->deferred_count >= BW_GUARD_DEFERRED_MAX) {
    return BW_ERR_FULL;
  }
  guard->deferred[guard->deferred_count].release = release;
  guard->deferred[guard->deferred_count].object = object;
  guard->deferred_count++;
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
  do {
    if (at == 0u) {
      bw_violate_state();
    }
    at--;
  } while (guard->deferred[at].object != object);
  found = guard->deferred[at];
  guard->deferred_count--;
  for (; at < guard->deferred_count; at++) {
    guard->deferred[at] = guard->deferred[at + 1u];
  }
  BW_BARRIER();
  return found;
}

void bw_defer_release(bw_guard *guard, void *object) {
  bw_deferred entry = take_deferred(guard, object);
  entry.release(entry.object);
}

void bw_defer_cancel(bw_guard *guard, void *object) {
  (void)take_deferred(guard, object);
}

void bw_guard_fence_enter(bw_guard_fence *fence) {
  struct bw_guard **slot = bw_platform_guard_slot();
  fence->hidden = NULL;
  if (slot != NULL) {
    fence->hidden = guard_in(slot);
    *slot = NULL;
    BW_BARRIER();
  }
}

void bw_guard_fence_leave(const bw_guard_fence *fence) {
  struct bw_guard **slot = bw_platform_guard_slot();
  if (slot != NULL) {
    *slot = fence->hidden;
    BW_BARRIER();
  }
}
