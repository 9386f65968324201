/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A C file in another form that means the same, for cases as tests/checks holds them: every function begins and ends at
 * the start of a line, its body with the first brace. Lines keep their numbers, by #line where they move.
 */
#ifndef BULWARK_TESTS_VARY_H
#define BULWARK_TESTS_VARY_H

#include <stdbool.h>
#include <stdio.h>

enum {
  VARY_RENAMED = 1u << 0,   /* functions of the file have other names */
  VARY_REORDERED = 1u << 1, /* functions stand in the opposite order, declared beforehand */
  VARY_WRAPPED = 1u << 2,   /* each body stands in do { if (1) { … } } while (0) */
  VARY_NEGATED = 1u << 3,   /* if (c) s becomes if (!(c)) ; else s, where no else follows */
  VARY_STRANGERS = 1u << 4, /* variables and functions that have nothing to do with the rest */
  VARY_FIRST = 1u << 5,     /* every other function alone, the rest declared only; none is static */
  VARY_SECOND = 1u << 6,    /* the others */
};

/* Writes `text`, the file `name`, in the form that `how` says. Returns false when it cannot be brought into that form:
 * variables of the file keep it from being split. */
bool vary_write(FILE *to, const char *name, const char *text, unsigned how);

#endif
