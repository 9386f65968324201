/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * How the proofs read the runtime: the same sources, with the compiler's own words of compiler.h replaced.
 *
 * Attributes that say nothing about meaning vanish; hints for branches become their condition; checked
 * arithmetic takes the portable branch (the command line defines BW_NO_OVERFLOW_BUILTINS); a barrier is
 * nothing, because a proof knows no compiler that moves stores. Copying and filling of raw bytes become
 * calls whose contracts below say what memmove and memset do to items: that is trusted. A violation is
 * a call that never returns, and leaves through `exits`; so a contract can say exactly when one happens.
 */
#ifndef BULWARK_PROOFS_DIALECT_H
#define BULWARK_PROOFS_DIALECT_H

#include <bulwark/compiler.h>

#undef BW_INLINE
#define BW_INLINE static inline
#undef BW_MUST_CHECK
#define BW_MUST_CHECK
#undef BW_NORETURN
#define BW_NORETURN
#undef BW_COLD
#define BW_COLD
#undef BW_USED
#define BW_USED
#undef BW_LIKELY
#define BW_LIKELY(condition) (condition)
#undef BW_UNLIKELY
#define BW_UNLIKELY(condition) (condition)
#undef BW_BARRIER
#define BW_BARRIER() ((void)0)
/* What C before C2y leaves undefined is a goal here, whichever compiler takes it for a sum. */
#undef BW_AFTER
#define BW_AFTER(pointer, count) ((count) == 0u ? (pointer) : (pointer) + (count))
#undef BW_STEP
#define BW_STEP(pointer, count)                                                                                  \
  if ((count) != 0u) {                                                                                           \
    (pointer) += (count);                                                                                        \
  }
#undef BW_ALIGNOF
#define BW_ALIGNOF(type) offsetof(struct { char first; type item; }, item)
#undef BW_ASM
#define BW_ASM(text)

/* As C defines it: a null pointer takes no step. */
#undef BW_AFTER
#define BW_AFTER(pointer, count) ((count) == 0u ? (pointer) : (pointer) + (count))
#undef BW_STEP
#define BW_STEP(pointer, count)                                                                                  \
  if ((count) != 0u) {                                                                                           \
    (pointer) += (count);                                                                                        \
  }

/* The facts of a loop in a macro are a macro of the unit that expands to the comment. */
#undef BW_LOOP_FACTS
#define BW_LOOP_FACTS(name) PROOF_LOOP_##name

/* A unit says before each instantiation of a macro which items its raw copies and fills move. */
#undef BW_MEMORY_COPY
#undef BW_MEMORY_MOVE
#undef BW_MEMORY_FILL
#undef BW_MEMORY_COMPARE

/* What code that is in no guard sees of a violation. violation.c itself is proved against more than this. */
#ifndef PROOF_OF_VIOLATION
/*@ terminates \true; assigns \nothing; ensures \false; exits \true; */
void bw_violate_bounds(void);

/*@ terminates \true; assigns \nothing; ensures \false; exits \true; */
void bw_violate_state(void);

/*@ terminates \true; assigns \nothing; ensures \false; exits \true; */
void bw_violate_corrupt(void);
#endif

/* PROOF_NAME(a, b) is the identifier ab, a expanded first. */
#define PROOF_PASTE_(a, b) a##b
#define PROOF_NAME(a, b) PROOF_PASTE_(a, b)

#endif
