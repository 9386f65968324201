/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the engine says of each line of a program: the verdicts of its accesses, and the findings. */
#ifndef BULWARK_TESTS_SOUNDNESS_JUDGE_H
#define BULWARK_TESTS_SOUNDNESS_JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JUDGE_FILES = 2, JUDGE_LINES = 1 << 17, JUDGE_FUNCTIONS = 1000 };

/* What sanitizers tell apart, and the checks that answer for it. */
typedef enum fault_kind { FAULT_BOUNDS, FAULT_NULL, FAULT_GONE, FAULT_FREE, FAULT_UNWRITTEN, FAULT_COUNT } fault_kind;
extern const char *const fault_names[FAULT_COUNT];

typedef struct judged_line {
    bool proved, open, violation; /* some access of the line is */
    uint8_t found;                /* bit of a fault_kind: a finding of it stands on the line */
    bool seen;                    /* a finding that a sanitizer sees when it is true: none of a member left by a pointer, of
                                     what is never given back, of arithmetic */
} judged_line;

/* One pass: over each file by itself, or over all of them as one program. */
typedef struct judgement {
    judged_line lines[JUDGE_FILES][JUDGE_LINES];
    judged_line functions[JUDGE_FUNCTIONS]; /* of f000, f001, … */
    uint64_t proved, accesses;
} judgement;

/* Judges lowered files: ir[i] is the text of file i; the one whose name ends in "other.c" is file 1, any other is file 0.
 * ret_units gets what each file tells by itself, ret_program what the pass over all of them says of its functions.
 * Returns what went wrong, NULL: nothing. post: the outputs are whole. */
const char *judge_units(const char *const ir[], const size_t size[], size_t count, judgement *ret_units,
                        judgement *ret_program);

#endif
