/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* One analysis: a clang run over one unit that leaves a record, and what it leaves when it does not.
 *
 * A job is a file of words in the cache, so that no path has to pass through ninja or a shell. `bulwark run-unit FILE`
 * runs it, in ninja's hands. It ends in one of two states, however it went:
 *   done    NAME.bwr is a whole, readable record made by this run; NAME.failed does not exist
 *   failed  NAME.bwr does not exist; NAME.failed says why
 * and when it was killed, it has failed with an empty NAME.failed.
 */
#ifndef BULWARK_GATE_JOB_H
#define BULWARK_GATE_JOB_H

#include "gate/strings.h"

/* How many seconds clang may take, for bw_job_run; none or 0: as long as it likes. */
#define BW_TIME_LIMIT_VARIABLE "BULWARK_TIME_LIMIT"

typedef struct bw_job {
  const char *folder; /* where clang runs; absolute */
  const char *stem;   /* absolute path of the job's files, without their endings */
  const char *ccache; /* absolute path of the ccache that may have the record; NULL: it is not asked */
  const char *salt;   /* with ccache: what a record depends on besides the words and the files; may be "" */
  bool lenient;       /* options that this clang does not know are left out: they were written for another compiler */
  bw_words words;     /* clang's path and arguments, without those below */
} bw_job;

/* The files of a job. */
char *bw_job_command(bw_arena *arena, const char *stem); /* the words */
char *bw_job_record(bw_arena *arena, const char *stem);
char *bw_job_depends(bw_arena *arena, const char *stem); /* for ninja, in make's form, absolute paths */
char *bw_job_failure(bw_arena *arena, const char *stem);

/* Writes the command file if it would change. On failure: false with errno set, nothing said. */
BW_MUST_CHECK bool bw_job_save(bw_arena *arena, const bw_job *job);

/* Runs the job of this command file. Returns BW_EXIT_CLEAN when done; BW_EXIT_UNABLE when failed, after printing the
 * reason and clang's output on standard output; BW_EXIT_INTERRUPTED when a signal asked it to stop. */
bw_exit bw_job_run(bw_arena *arena, const char *command_path);

/* Reads what a failed job left: the reason in one line, and clang's output. false if there is no such file. */
BW_MUST_CHECK bool bw_job_read_failure(bw_arena *arena, const char *stem, const char **ret_reason,
                                       const char **ret_output);

/* Rewrites a dependency file of make's form so that ninja reads every path of it as clang meant it: absolute, relative
 * ones starting at folder. A path with a character that ninja's reader has no spelling for is named by a link to it,
 * links/HASH in the cache, where ninja runs. input is the unit's own file as clang was told it: with a tab or a newline in it,
 * make's form does not say where it ends.
 * On failure: NULL with errno set, nothing said; a link cannot be made. */
const char *bw_depends_for_ninja(bw_arena *arena, const char *folder, const char *cache, const char *input,
                                 const char *depends);

#endif
