/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/guard.h>
#include <bulwark/platform.h>
#include <bulwark/violation.h>

/* The only global state of the runtime. */
static bw_policy_hook *policy_hook;

bw_policy_hook *bw_policy_set(bw_policy_hook *hook) {
  bw_policy_hook *before = policy_hook;
  policy_hook = hook;
  return before;
}

const char *bw_violation_kind_name(bw_violation_kind kind) {
  switch (kind) {
  case BW_VIOLATION_BOUNDS:
    return "bounds";
  case BW_VIOLATION_STATE:
    return "state";
  case BW_VIOLATION_CORRUPT:
    return "corrupt";
  }
  return "unknown";
}

/* The message is chosen by a branch, not composed: at this point nothing may allocate or call out. */
static const char *violation_message(bw_violation_kind kind) {
  switch (kind) {
  case BW_VIOLATION_BOUNDS:
    return "bounds violation outside a guard: check the index or length before use";
  case BW_VIOLATION_STATE:
    return "state violation outside a guard: an object was used against its contract";
  case BW_VIOLATION_CORRUPT:
    return "corrupt links, tags or counts outside a guard: look for what overwrote the memory";
  }
  return "violation outside a guard";
}

BW_NORETURN static void violate(const bw_violation *violation) {
  bw_policy_hook *hook = policy_hook;
  bw_policy policy = BW_POLICY_CONTAIN;
  if (hook != NULL) {
    /*@ calls any_hook; */
    policy = hook(violation);
  }
  if (policy == BW_POLICY_CONTAIN) {
    bw_guard_contain_(violation);
  }
  if (policy == BW_POLICY_TRAP) {
    BW_TRAP();
  }
  bw_platform_panic(violation_message(violation->kind), violation->address);
}

/*
 * Inlined into the three reports, so that the address is that of their caller. Their names stand in parentheses
 * because a platform may have macros of the same names, see violation.h.
 */
#define VIOLATE_(violation_kind)                                                                                 \
  bw_violation violation;                                                                                        \
  violation.kind = (violation_kind);                                                                             \
  violation.address = BW_RETURN_ADDRESS();                                                                       \
  violate(&violation)

void (bw_violate_bounds)(void) {
  VIOLATE_(BW_VIOLATION_BOUNDS);
}

void (bw_violate_state)(void) {
  VIOLATE_(BW_VIOLATION_STATE);
}

void (bw_violate_corrupt)(void) {
  VIOLATE_(BW_VIOLATION_CORRUPT);
}
