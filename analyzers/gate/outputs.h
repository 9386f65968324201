/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The outputs of a run: which formats, and where each goes.
 *
 * Each writer makes a text of the judgement and the sources alone: no dates, no host names, but for
 * the page, which says when it was made. A file is written whole
 * or not at all; what is no regular file, such as a pipe, is written to as it is. A run that came to no verdict
 * writes every file too, saying so, since one of an earlier run must not stand for it.
 */
#ifndef BULWARK_GATE_OUTPUTS_H
#define BULWARK_GATE_OUTPUTS_H

#include "gate/judge.h"

/* Where a text goes; NULL: standard output. */
typedef struct bw_output {
  const char *format;
  const char *path;
} bw_output;

typedef struct bw_outputs {
  BW_VEC(bw_output) list;
  bool all; /* text shows what does not count as well */
} bw_outputs;

/* on failure: complained; there is no such format, or several want standard output. */
BW_MUST_CHECK bool bw_outputs_read(bw_arena *arena, const bw_gate_options *options, bw_outputs *ret_outputs);

/* Writes them all. On failure: complained; the others are written all the same. */
BW_MUST_CHECK bool bw_outputs_write(bw_arena *arena, bw_sources *sources, const bw_outputs *outputs,
                                    const bw_judgement *judgement);

/* Writes what goes into files for a run that came to no verdict: one of an earlier run must not stand for it. name: the
 * command; reason: why, in a line. On failure: complained. */
BW_MUST_CHECK bool bw_outputs_give_up(bw_arena *arena, bw_sources *sources, const bw_outputs *outputs, const char *name,
                                      const char *reason, bw_exit status);

/* The writers, each in a file of its name. */
const char *bw_json_report(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);
const char *bw_html_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);
const char *bw_github_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);
const char *bw_gitlab_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);
const char *bw_junit_text(bw_arena *arena, bw_sources *sources, const bw_judgement *judgement);

#endif
