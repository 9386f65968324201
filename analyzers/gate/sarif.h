/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The verdict as SARIF 2.1.0, one run.
 *
 * Rules come from checks.def. Columns count code points, as the file says of itself. Names of files below the current
 * folder are relative to SRCROOT. The output is a function of the verdict and the sources: no dates, no host names.
 */
#ifndef BULWARK_GATE_SARIF_H
#define BULWARK_GATE_SARIF_H

#include "gate/merge.h"
#include "gate/source.h"

/* The document as text. current: the folder that SRCROOT stands for; status: what the program will exit with. */
const char *bw_sarif_text(bw_arena *arena, bw_sources *sources, const bw_verdict *verdict, const char *current,
                          bw_exit status);

/* Writes it to path, whole or not at all; what is no regular file, such as a pipe, is written to as it is.
 * On failure: complained. */
BW_MUST_CHECK bool bw_sarif_write(const char *path, const char *text);

#endif
