/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* From the words of a compile to the flags of an analysis.
 *
 * Kept is what decides the meaning of the code: language, target, macros, include paths, semantic -f and -m flags.
 * Dropped is what makes outputs, warnings, dependency files and debug data, other plugins, and the names of inputs.
 * Command lines for cl.exe are read in their own dialect (flags_cl.h), with the same aim.
 * Response files are expanded, launchers such as ccache are stepped over.
 */
#ifndef BULWARK_GATE_FLAGS_H
#define BULWARK_GATE_FLAGS_H

#include "gate/database.h"

typedef struct bw_flags {
  const char *compiler; /* as the entry names it, launchers left out */
  const char *ccache;   /* the launcher ccache before it, as the entry names it; NULL: none */
  bool is_c;            /* else there is nothing here for an analyser of C */
  bw_words kept;
  bw_words bare; /* the kept ones that do not steer the preprocessor: all a file without includes needs */
} bw_flags;

/* post: *ret_flags lives in arena; kept begins with --target= when only the compiler's name tells it.
 * on failure: complained; a response file cannot be read. */
BW_MUST_CHECK bool bw_flags_read(bw_arena *arena, const bw_database_entry *entry, bw_flags *ret_flags);

/* The target triple in a compiler's name, such as "aarch64-linux-gnu" of aarch64-linux-gnu-gcc-12; NULL if none. */
const char *bw_flags_target_of(bw_arena *arena, const char *compiler);

#endif
