/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A large project that was never compiled, and its page: for what depends on size. */
#ifndef BULWARK_TESTS_BIG_PAGE_H
#define BULWARK_TESTS_BIG_PAGE_H

#include "bulwark/arena.h"

#include <stddef.h>

enum { BIG_FILES = 2000, BIG_SOURCES = 100, BIG_RUNS = 500, BIG_SUPPRESSIONS = 1000, BIG_BLOCKS = 300 };

/* The page of a project with that many findings, each with a path of three steps through sources that the page shows.
 * folder: absolute, takes the sources; it must be there for this call only. The page lives in the arena. */
const char *big_page(bw_arena *arena, const char *folder, size_t findings);

#endif
