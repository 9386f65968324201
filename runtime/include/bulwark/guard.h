/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/guard.h: a request that a violation cannot outlive, in a machine that outlives the violation.
 *
 * bw_guard_run calls a body. When the body, or anything it calls, violates, control comes back to
 * bw_guard_run: the releases registered with bw_defer run, newest first, the arena goes back to where it
 * was, and the caller gets BW_ERR_CONTAINED.
 * - Frames between are left, not unwound: what they hold must be registered with bw_defer (locks,
 *   references, memory of other allocators) or live in the arena.
 * - No guard is entered and none is unwound to where the platform refuses (bw_platform_guard_slot), and
 *   none across a bw_guard_fence. A violation there, or inside a release, panics.
 * - Guards nest; the innermost one contains.
 * Define BW_NO_GUARD for a processor without trampoline: bw_guard_run then always refuses. Define BW_GUARD_EXPORT
 * for a shared library that exports bw_guard_run; without it that symbol is hidden.
 */
#ifndef BULWARK_GUARD_H
#define BULWARK_GUARD_H

#include <bulwark/arena.h>
#include <bulwark/base.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* How many releases one guard holds at a time. */
#define BW_GUARD_DEFERRED_MAX 16u

/* Gives one resource back. Runs in the context of the guard; must return and must not violate. */
typedef void bw_release(void *object);

typedef struct bw_deferred {
  bw_release *release;
  void *object;
} bw_deferred;

struct bw_guard;

/* The guarded work. Its status becomes that of bw_guard_run. */
typedef bw_status bw_guard_body(struct bw_guard *guard, void *context);

/*
 * Storage is the caller's, usually its stack; the fields are the guard's. Needs no initialisation. The first six
 * are known to the trampoline by their place.
 */
typedef struct bw_guard {
  void *frame;            /* the trampoline's stack pointer */
  struct bw_guard **slot; /* where the platform keeps the innermost guard of this context */
  struct bw_guard *outer;
  uint32_t state;
  uint16_t deferred_count;
  uint16_t contained; /* 1 when the last run ended by a violation */
  void *shadow;       /* the shadow stack's pointer, of any value where none is on */
  bw_guard_body *body;
  void *context;
  bw_arena_mark mark;
  bw_violation violation;
  bw_deferred deferred[BW_GUARD_DEFERRED_MAX];
} bw_guard;

/*
 * Runs body(guard, context) under the guard. arena: the request's arena, or NULL. pre: the guard is not
 * running already; the body neither destroys the arena nor rolls it back beyond its state on entry.
 * post: every release registered and neither run nor cancelled has run, newest first, whatever the status.
 * Returns the body's status; BW_ERR_CONTAINED after a violation (then the arena is at the mark it had on
 * entry, and bw_guard_violation tells what happened); BW_ERR_CONTEXT where the platform refuses, the body
 * was not called. A body that returns BW_ERR_CONTAINED from an inner guard passes it on: only
 * bw_guard_violation tells the two apart.
 * Cost without violation on x86-64: 44 instructions and the platform's lookup of the slot beyond three, no
 * allocation; with an arena also bw_arena_save.
 */
BW_MUST_CHECK bw_status bw_guard_run(bw_guard *guard, bw_arena *arena, bw_guard_body *body, void *context);

/*
 * What the guard contained in its last run, or NULL when it contained nothing. pre: bw_guard_run was called
 * with this guard.
 */
const bw_violation *bw_guard_violation(const bw_guard *guard);

/*
 * Registers release(object) to run when the guard's body ends, in whatever way. Call it right after the
 * resource is taken. pre: called from inside the guard's body, otherwise a state violation. On failure:
 * BW_ERR_FULL, nothing registered, the caller still owns the resource. Cost: two stores.
 */
BW_MUST_CHECK bw_status bw_defer(bw_guard *guard, bw_release *release, void *object);

/*
 * Runs the newest release registered for object now and forgets it. None registered: state violation.
 * Cost: one step for each release registered since.
 */
void bw_defer_release(bw_guard *guard, void *object);

/*
 * Forgets the newest release registered for object: somebody else owns the resource from here on. None
 * registered: state violation. Cost: one step for each release registered since.
 */
void bw_defer_cancel(bw_guard *guard, void *object);

/* A stretch of foreign code on the stack that must not be jumped over. Storage is the caller's. */
typedef struct bw_guard_fence {
  struct bw_guard *hidden;
  uint32_t state;
} bw_guard_fence;

/*
 * Call before, and leave after, code that is not ours and may call back: no violation below it unwinds
 * over it. A guard that is run inside contains as ever. pre: enter and leave pair up on one context, as
 * brackets. Where the platform has no slot both do nothing. Cost: a lookup of the slot, a load, three stores.
 */
void bw_guard_fence_enter(bw_guard_fence *fence);
void bw_guard_fence_leave(const bw_guard_fence *fence);

/*
 * Leaves for the innermost guard with the violation, or returns when there is none or unwinding is
 * refused. Called by the violation policy only.
 */
void bw_guard_contain_(const bw_violation *violation);

BW_C_END

#endif
