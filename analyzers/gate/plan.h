/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The plan of a lint run: one job a unit, one canary a set of flags, written down for ninja.
 *
 * A unit is one entry of the database in C. Entries in other languages are counted, never dropped in silence.
 * A canary is a file with a fault that must be found, compiled with the flags of real units: if it is not reported,
 * the analysis did not run with those flags and no silence of theirs means anything.
 * The plan lies in the cache folder and is only rewritten where it changes, so that ninja does again only what has to
 * be done again.
 */
#ifndef BULWARK_GATE_PLAN_H
#define BULWARK_GATE_PLAN_H

#include "gate/database.h"
#include "gate/job.h"
#include "gate/options.h"
#include "gate/toolchain.h"

/* The function of the canary's source that must be reported, and the check that must report it. */
#define BW_CANARY_FUNCTION "bulwark_canary"
#define BW_CANARY_CHECK "copy-extent"

typedef struct bw_unit {
  bw_job job;
  const char *file;  /* as shown: within the current folder if it lies there, else absolute */
  const char *path;  /* absolute, resolved */
  const bw_compiler *compiler;
  bw_tier tier;      /* never off: such units are not in the plan */
  uint64_t key;      /* hash of its place: folder, path, compiler */
  uint32_t canary;   /* number of its canary in the plan */
} bw_unit;

typedef struct bw_canary {
  bw_job job;
  uint64_t key;     /* hash of its command */
  const char *file; /* one of the units with these flags, as shown */
  const bw_compiler *compiler;
} bw_canary;

typedef struct bw_plan {
  const char *current; /* the current folder */
  const char *cache;   /* absolute */
  const char *database; /* the file, absolute */
  const char *database_folder;
  bw_words listed;     /* the paths of all its entries, sorted */
  BW_VEC(bw_unit) units;
  BW_VEC(bw_canary) canaries;
  size_t other_languages; /* entries that are not C */
  size_t off;             /* entries whose file is held to nothing */
  size_t left_out;        /* entries that no file or filter of the command line selects */
} bw_plan;

/* Chooses units, compilers and flags; touches nothing on disk.
 * on failure: complained: no unit is selected, a named file is in no entry, no compiler fits. */
BW_MUST_CHECK bool bw_plan_make(bw_arena *arena, const bw_gate_options *options, const bw_database *database,
                                bw_toolchain *toolchain, bw_plan *ret_plan);

/* Writes the jobs, the canary's source and ninja's file into the cache. On failure: complained. */
BW_MUST_CHECK bool bw_plan_write(bw_arena *arena, const bw_gate_options *options, const bw_plan *plan);

/* The canary's source, a freestanding C file in any dialect. */
extern const char bw_canary_source[];

/* Puts the plugin's arguments, but for the record's place, and the input behind the compiler and its flags. */
void bw_plan_words(bw_arena *arena, const bw_compiler *compiler, const bw_words *flags, const char *plugin,
                   const char *file, bw_words *ret_words);

#endif
