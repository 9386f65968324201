/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Guards within guards, with releases, arenas, violations and fences in any order. The oracle of a guard is
 * the stack of its releases and how its body is going to end; it is written down before each step that may not
 * come back. A processor without a guard has nothing to compare.
 */
#include "fuzz.h"

#include <bulwark/guard.h>

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 4, OBJECTS = 5, PENDING_MAX = BW_GUARD_DEFERRED_MAX };

struct object {
  unsigned depth;
  unsigned number;
};

struct frame {
  bw_guard guard;
  struct object object[OBJECTS];
  unsigned pending[PENDING_MAX];
  unsigned pending_count;
  bool has_arena;
  bw_status result;          /* how the body ends */
  bw_violation_kind ends_by; /* the violation that ends it, 0 for none */
};

struct world {
  struct fuzz_input *input;
  bw_arena arena;
  struct frame frame[DEPTH_MAX];
  unsigned depth; /* frames in use */
};

static struct world world;

/* Runs when a guard ends, or when it is asked for: always the newest for its object. */
static void release(void *argument) {
  const struct object *object = (const struct object *)argument;
  struct frame *frame = &world.frame[object->depth];
  FUZZ_CHECK(frame->pending_count != 0u && frame->pending[frame->pending_count - 1u] == object->number);
  frame->pending_count--;
}

/* Asked for out of order: the model has moved it to the top before. */
static bool move_to_top(struct frame *frame, unsigned number) {
  unsigned at = frame->pending_count;
  while (at != 0u && frame->pending[at - 1u] != number) {
    at--;
  }
  if (at == 0u) {
    return false;
  }
  for (; at < frame->pending_count; at++) {
    frame->pending[at - 1u] = frame->pending[at];
  }
  frame->pending[frame->pending_count - 1u] = number;
  return true;
}

/* From here on the body does not come back. */
static void will_violate(struct frame *frame, bw_violation_kind kind) {
  frame->ends_by = kind;
  frame->result = BW_ERR_CONTAINED;
}

static void defer(struct frame *frame, unsigned number) {
  bool full = frame->pending_count == PENDING_MAX;
  FUZZ_CHECK(bw_defer(&frame->guard, release, &frame->object[number]) == (full ? BW_ERR_FULL : BW_OK));
  if (!full) {
    frame->pending[frame->pending_count++] = number;
  }
}

static void release_now(struct frame *frame, unsigned number) {
  if (!move_to_top(frame, number)) {
    will_violate(frame, BW_VIOLATION_STATE);
  }
  bw_defer_release(&frame->guard, &frame->object[number]);
  FUZZ_CHECK(frame->ends_by == (bw_violation_kind)0);
}

static void cancel(struct frame *frame, unsigned number) {
  if (!move_to_top(frame, number)) {
    will_violate(frame, BW_VIOLATION_STATE);
  } else {
    frame->pending_count--;
  }
  bw_defer_cancel(&frame->guard, &frame->object[number]);
  FUZZ_CHECK(frame->ends_by == (bw_violation_kind)0);
}

static void violate(struct frame *frame, size_t which) {
  static const bw_violation_kind kinds[] = {BW_VIOLATION_BOUNDS, BW_VIOLATION_STATE, BW_VIOLATION_CORRUPT};
  will_violate(frame, kinds[which % 3u]);
  switch (which % 3u) {
  case 0:
    bw_violate_bounds();
  case 1:
    bw_violate_state();
  default:
    bw_violate_corrupt();
  }
}

static void run_guard(void);

/* Behind a fence no violation comes back to the guards outside; a guard inside contains as ever. */
static void behind_fence(size_t which) {
  bw_guard_fence fence;
  bw_guard_fence_enter(&fence);
  if (which % 2u == 0u) {
    run_guard();
  } else {
    FUZZ_VIOLATES(BW_VIOLATION_BOUNDS, bw_violate_bounds());
  }
  bw_guard_fence_leave(&fence);
}

/* A guard that is running already, and one where the platform refuses. */
static void run_wrongly(struct frame *frame, size_t which) {
  bw_guard other;
  if (which % 2u == 0u) {
    will_violate(frame, BW_VIOLATION_STATE);
    FUZZ_STATUS(bw_guard_run(&frame->guard, NULL, NULL, NULL));
    fuzz_fail(__FILE__, __LINE__, "a violation by a guard that runs twice");
  }
  fuzz_refuse_guards(true);
  FUZZ_CHECK(bw_guard_run(&other, NULL, NULL, NULL) == BW_ERR_CONTEXT);
  FUZZ_CHECK(bw_guard_violation(&other) == NULL);
  fuzz_refuse_guards(false);
}

static bw_status body(bw_guard *guard, void *context) {
  struct fuzz_input *input = world.input;
  struct frame *frame = (struct frame *)context;
  void *block = NULL;
  FUZZ_CHECK(guard == &frame->guard);
  while (fuzz_more(input)) {
    size_t which = fuzz_byte(input);
    unsigned number = (unsigned)(which % OBJECTS);
    switch (fuzz_below(input, 14)) {
    case 0:
    case 1:
    case 2:
    case 3:
      defer(frame, number);
      break;
    case 4:
      release_now(frame, number);
      break;
    case 5:
      cancel(frame, number);
      break;
    case 6:
    case 7:
      if (frame->has_arena) {
        FUZZ_CHECK(bw_arena_alloc(&world.arena, which, 8, &block) == BW_OK);
      }
      break;
    case 8:
    case 9:
      run_guard();
      break;
    case 10:
      behind_fence(which);
      break;
    case 11:
      run_wrongly(frame, which);
      break;
    case 12:
      violate(frame, which);
      break;
    default:
      frame->result = (bw_status)(which % 14u);
      return frame->result;
    }
  }
  frame->result = BW_OK;
  return BW_OK;
}

/* One guard from beginning to end: its status, its releases, its arena, what it says of the violation. */
static void run_guard(void) {
  struct frame *frame;
  const bw_violation *violation;
  size_t used = bw_arena_used(&world.arena);
  const struct bw_arena_chunk *newest = world.arena.newest;
  bw_status status;
  unsigned i;
  if (world.depth == DEPTH_MAX) {
    return;
  }
  frame = &world.frame[world.depth];
  memset(frame, 0xA7, sizeof frame->guard); /* needs no initialisation */
  for (i = 0; i < OBJECTS; i++) {
    frame->object[i].depth = world.depth;
    frame->object[i].number = i;
  }
  frame->pending_count = 0;
  frame->ends_by = (bw_violation_kind)0;
  frame->has_arena = fuzz_below(world.input, 2) == 0u;
  world.depth++;
  status = bw_guard_run(&frame->guard, frame->has_arena ? &world.arena : NULL, body, frame);
  world.depth--;
  FUZZ_CHECK(frame == &world.frame[world.depth] && status == frame->result && frame->pending_count == 0u);
  violation = bw_guard_violation(&frame->guard);
  FUZZ_CHECK((violation != NULL) == (frame->ends_by != (bw_violation_kind)0));
  if (violation != NULL) {
    FUZZ_CHECK(violation->kind == frame->ends_by && violation->address != NULL);
    /* What was allocated inside is gone; only the guard's own mark may be left. */
    FUZZ_CHECK(!frame->has_arena ||
               (world.arena.newest == newest && bw_arena_used(&world.arena) <= used + BW_ARENA_RECORD_BYTES));
  }
}

void fuzz_guard(struct fuzz_input *input) {
#if defined(BW_NO_GUARD)
  bw_guard guard;
  (void)input;
  (void)run_guard;
  FUZZ_CHECK(bw_guard_run(&guard, NULL, body, &world) == BW_ERR_CONTEXT);
#else
  memset(&world, 0, sizeof world);
  world.input = input;
  FUZZ_CHECK(bw_arena_init(&world.arena, 256) == BW_OK);
  fuzz_contain(true);
  while (fuzz_more(input)) {
    run_guard();
  }
  bw_arena_destroy(&world.arena);
#endif
}
