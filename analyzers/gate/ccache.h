/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Records through ccache: a fresh checkout gets back what was analysed before.
 *
 * ccache keeps the object file and the list of dependencies of a compile, nothing else. So that the record is what it
 * keeps, clang is run with the plugin's action bulwark-record as its main action, which makes the record the output in
 * place of the code. Settings of the user that would let two different analyses share an entry are overridden:
 * ccache looks only at the bytes of the files read, never at preprocessed text, from which comments are gone and with
 * them the places that a record names.
 */
#ifndef BULWARK_GATE_CCACHE_H
#define BULWARK_GATE_CCACHE_H

#include "gate/job.h"

/* Whether ccache can be asked about this job. */
bool bw_ccache_fits(bw_arena *arena, const bw_job *job);

/* The command that leaves the record at the path output and the dependencies where the job has them.
 * words: clang's path and arguments, "-fsyntax-only" among them, "--" and the input at the end. */
void bw_ccache_words(bw_arena *arena, const bw_job *job, const bw_words *words, const char *output,
                     bw_words *ret_words);

/* What is added to the environment for it, ended by NULL. */
const char *const *bw_ccache_environment(bw_arena *arena, const bw_job *job);

#endif
