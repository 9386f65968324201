/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/violation.h: what happens when an invariant is broken.
 *
 * A violation never returns to the code that broke the invariant, in no build type: checks do not look at
 * NDEBUG. The policy decides what happens instead:
 *   contain  the innermost guard (guard.h) of this context ends its request with BW_ERR_CONTAINED; where
 *            there is no guard, or the platform says that unwinding is unsound here, panic;
 *   panic    bw_platform_panic, at once;
 *   trap     the processor's trap instruction, at once: nothing else runs.
 * One hook chooses the policy for each violation. It is the only global state of the runtime.
 */
#ifndef BULWARK_VIOLATION_H
#define BULWARK_VIOLATION_H

#include <bulwark/base.h>

BW_C_BEGIN

typedef enum bw_violation_kind {
  BW_VIOLATION_BOUNDS = 1, /* an index, offset or length outside its object */
  BW_VIOLATION_STATE = 2,  /* an object used against its contract: stale mark, bad alignment, wrong order */
  BW_VIOLATION_CORRUPT = 3 /* the runtime's own links, tags or counts disagree: memory was overwritten */
} bw_violation_kind;

typedef struct bw_violation {
  bw_violation_kind kind;
  const void *address; /* code address just after the failed check; checks of one function may share one */
} bw_violation;

typedef enum bw_policy {
  BW_POLICY_CONTAIN = 0,
  BW_POLICY_PANIC = 1,
  BW_POLICY_TRAP = 2
} bw_policy;

/*
 * Chooses the policy for one violation. Runs in the context of the violation, on its stack; may record it;
 * must return and must not violate.
 */
typedef bw_policy bw_policy_hook(const bw_violation *violation);

/*
 * Installs the hook and returns the one before; NULL stands for "always contain", which is what holds at
 * the start. pre: called while no other context can violate, that is at initialisation.
 */
bw_policy_hook *bw_policy_set(bw_policy_hook *hook);

/*
 * Report a broken invariant. They take no arguments so that a check costs one compare and one branch on
 * the way that matters.
 */
#if !defined(BW_NORETURN_NEEDS_TRAP)
BW_NORETURN BW_COLD void bw_violate_bounds(void);
BW_NORETURN BW_COLD void bw_violate_state(void);
BW_NORETURN BW_COLD void bw_violate_corrupt(void);
#else
/* For platforms whose tools do not know what returns, and want to see how the path ends. */
BW_COLD void bw_violate_bounds(void);
BW_COLD void bw_violate_state(void);
BW_COLD void bw_violate_corrupt(void);
#define bw_violate_bounds() (bw_violate_bounds(), BW_TRAP())
#define bw_violate_state() (bw_violate_state(), BW_TRAP())
#define bw_violate_corrupt() (bw_violate_corrupt(), BW_TRAP())
#endif

/* The name of a kind for messages: "bounds", "state", "corrupt"; any other value gives "unknown". Never NULL. */
const char *bw_violation_kind_name(bw_violation_kind kind);

/*
 * Checks an index against a count. post: returns index, which is below count. Otherwise a bounds
 * violation. Cost: one compare. As in items[bw_index(i, count)].
 * The index is wide where a size is not, so that nothing of a 64-bit one is lost on its way here; for a shorter one
 * the compiler knows its upper half.
 */
BW_INLINE size_t bw_index(uint64_t index, size_t count) {
  if (BW_UNLIKELY(index >= count)) {
    bw_violate_bounds();
  }
  return (size_t)index;
}

BW_C_END

#endif
