/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Other analysers on the units of a compilation database, and the compiler itself.
 *
 * Guarantees: each runs with the unit's own macros and include folders; nothing is written but the given file of
 * messages; an analyser that is not installed, does not take the unit or is over its time counts as not run.
 */
#ifndef BULWARK_BENCH_PEER_H
#define BULWARK_BENCH_PEER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

enum bw_peer_kind {
    BW_PEER_BUILD,    /* no analyser: the unit's own compile line, to an object that is thrown away */
    BW_PEER_CLANG,    /* clang --analyze */
    BW_PEER_CPPCHECK,
    BW_PEER_GCC,      /* gcc -fanalyzer, with the unit's macros and include folders alone */
    BW_PEER_COUNT
};

/* "clang-analyze"; "build" of BW_PEER_BUILD. */
const char *bw_peer_name(enum bw_peer_kind kind);

struct bw_peer_run {
    bool ran;              /* it came to its end and took the unit */
    size_t findings;
    double cpu_seconds;
};

/*
 * Runs a peer on one entry of a database (it needs "directory", "file" and "arguments"). clang: for the first two kinds.
 * messages: a file that is written over.
 * On failure (no process, no memory, an entry of another form): false, ret_run untouched. Cost: one run, of at most ten
 * minutes.
 */
__attribute__((warn_unused_result)) bool bw_peer_run(enum bw_peer_kind kind, const char *clang, const json_t *entry,
                                                     const char *messages, struct bw_peer_run *ret_run);

#endif
